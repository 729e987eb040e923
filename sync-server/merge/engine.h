// The commit pipeline (REPLICATION §3, §4, §6–8): takes one mutation of a device, or one transaction of the server,
// into the store. What it does is a function of the arrivals, their ranks and bases alone, never of the order of
// arrival.
//
// Threads: one Engine per Writer at a time. Errors: a mutation is answered, not failed; base::Failure only for storage.
#pragma once

#include "merge/apply.h"
#include "storage/storage.h"

namespace keybook::server::merge {

using record::CommitNumber;
using record::Counter;
using record::Mutation;
using record::Stamp;

enum class PartState { Applied, Parked, Refused };

// What became of a mutation's edits in one account file.
struct Part {
  std::string account;
  PartState state = PartState::Applied;
  base::Error reason = {};            // Refused: which rule
  std::vector<std::string> records;   // ids of the part's edits
  std::vector<std::string> requests;  // "record.unit" of locked fields that now wait for a decision
};

struct MutationOutcome {
  Counter counter = 0;
  CommitNumber commit = 0;
  Stamp rank;
  std::int64_t committed_ms = 0;
  std::vector<Part> parts;
  bool repeated = false;  // was known already; nothing was done
  // All edits went by the fast path of merge/apply.h (every base covered all heads), nothing was requested, parked,
  // refused, deleted, restored or added by the server: a device that held the same record states gets the same result
  // by itself.
  bool plain = false;
  // Records that were touched, with the commit that had changed them before (0: created now).
  std::vector<std::pair<std::string, CommitNumber>> touched;
};

// What a server had decided about a mutation before it was restored, and decides again: it may not know any more why.
struct DecidedBefore {
  std::set<std::string> parked;  // account files in which it was parked; in all others it was applied
};

struct Author {
  access::User user;
  std::string enrolment;
};

// A transaction of the server (vectors/README: events). `by`: the person behind it; empty: a job.
struct ServerSet {
  std::string type, record;
  std::map<std::string, record::FieldEdit> fields;
  std::string by;
  std::string request;
};
struct Grant {
  std::string account, user;
};
struct Revoke {
  std::string account, user;
};
// Which of the predecessor's records of a type go along; those that do not stay credited to whom they were.
enum class Moves { None, Open, All };
struct Handover {
  std::string account, to;
  bool keep = false;
  std::string by;
  std::map<std::string, Moves> moves = {};  // by type; missing: none. They hold for later arrivals of earlier rank too
};
struct Decide {
  bool take = true;
  std::string parked, record;
  std::vector<std::string> fields;
  bool all = true;
  std::string by;
  std::map<std::string, std::vector<record::EditName>> base;
  // Earlier late edits of the same device: their texts are in the one that is decided, and are decided with it.
  std::vector<std::string> along = {};
};
struct RefuseRequest {
  std::string record, request;
  std::vector<std::string> fields;
  bool all = true;
  std::string by;  // the request's own author: it is withdrawn
  std::string note = {};
};
// Somebody wants a locked unit changed and may not: the request waits in the file for who may.
struct Ask {
  std::string record, unit;
  record::Change change;
  std::string by;
};
struct MergeAccounts {
  std::string from, into;
  std::map<std::string, record::FieldEdit> fields;
  std::string by;
};
struct UnmergeAccounts {
  std::string from;
  std::string by;
};

class Ledger;

// Makes the same of the same arrivals on every server. An engine remembers what it looked up: after a savepoint was
// rolled back, make a new one.
class Engine {
 public:
  Engine(const schema::Registry& registry, storage::Writer& writer);
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  // `rank`: as dated by the session (session/dating.h). Exactly once by (enrolment, counter): a repeated mutation gets
  // its first outcome again; CounterReused (thrown as Failure) if its content differs. Counters must come without gaps.
  // `digest`: of the mutation as it came, where it is not as it came any more. `before`: stands for the rights at its
  // rank.
  MutationOutcome commit(const Author& author, const Mutation& mutation, const Stamp& rank, std::int64_t now_ms,
                         const std::string& digest = {}, const std::optional<DecidedBefore>& before = {});

  // A mutation whose number is closed already, because it was held: committed now, in the place of the outcome that it
  // has. `rank`: as dated when it came.
  MutationOutcome commit_held(const Author& author, const Mutation& mutation, const Stamp& rank, std::int64_t now_ms,
                              const std::string& digest);

  // The server's own transactions; `stamp` names them and is later than every rank committed so far (its device is
  // "server").
  CommitNumber commit(const ServerSet& event, const Stamp& stamp, std::int64_t now_ms);
  CommitNumber commit(const Grant& event, const Stamp& stamp, std::int64_t now_ms);
  CommitNumber commit(const Revoke& event, const Stamp& stamp, std::int64_t now_ms);
  CommitNumber commit(const Handover& event, const Stamp& stamp, std::int64_t now_ms);
  // How many records would go along now, and how many of the predecessor's would stay, by type. Writes nothing.
  struct Going {
    std::int64_t moves = 0, stays = 0;
  };
  [[nodiscard]] std::map<std::string, Going> preview(const Handover& event);
  CommitNumber commit(const Decide& event, const Stamp& stamp, std::int64_t now_ms);
  CommitNumber commit(const RefuseRequest& event, const Stamp& stamp, std::int64_t now_ms);
  CommitNumber commit(const Ask& event, const Stamp& stamp, std::int64_t now_ms);
  CommitNumber commit(const MergeAccounts& event, const Stamp& stamp, std::int64_t now_ms);
  CommitNumber commit(const UnmergeAccounts& event, const Stamp& stamp, std::int64_t now_ms);
  // A record of the server's own making (users, territories): its creation with these fields.
  CommitNumber create(const std::string& type, const std::string& id,
                      const std::map<std::string, record::Value>& fields, const Stamp& stamp, std::int64_t now_ms);

 private:
  MutationOutcome apply(const Author& author, const Mutation& mutation, const Stamp& rank, std::int64_t now_ms,
                        const std::optional<DecidedBefore>& before);

  const schema::Registry& registry_;
  storage::Writer& writer_;
  std::unique_ptr<Ledger> ledger_;          // what is looked up once per engine: rights, redirects, territories
  std::map<std::string, Counter> highest_;  // counter of the last mutation, by enrolment
};

}  // namespace keybook::server::merge
