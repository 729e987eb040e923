// What the server keeps, as the layers above ask for it. One contract test suite (tests/contract) runs on every
// implementation.
//
// Threads: a Store may be used from several threads; each Reader or Writer belongs to one. At most one Writer of a
// store is open at a time (others wait). A Reader sees one snapshot. Errors: base::Failure; a Writer that is destroyed
// without commit() rolls back. After commit() returns, everything is durable.
#pragma once

#include <functional>
#include <memory>
#include <set>

#include "access/rights.h"
#include "base/failure.h"
#include "record/state.h"
#include "record/sum.h"
#include "schema/additions.h"

namespace keybook::server::storage {

using record::CommitNumber;
using record::Counter;
using record::Line;
using record::RecordState;
using record::Stamp;

struct UserRow {
  access::User user;
  std::string password_hash;  // Argon2id, libsodium's string form; empty: cannot log in
  bool disabled = false;
  std::string record_id;  // its record of type user
};

// A device of a user.
struct Enrolment {
  std::string id;  // device part of its stamps
  std::string user;
  std::string device_name;
  std::string credential_hash;  // SHA-256 hex of the bearer credential
  std::int64_t enrolled_ms = 0, last_seen_ms = 0;
  bool revoked = false;
  Counter counter = 0;                // highest committed (or refused) mutation
  Counter made = 0;                   // highest it reported as made
  std::int64_t waiting = 0;           // unsent mutations it reported
  CommitNumber cursor = 0;            // last cursor it showed
  Stamp last_rank;                    // rank of its last mutation: the next one is later
  std::int64_t offset_ms = 0;         // server clock minus device clock, as last measured
  std::int64_t last_exchange_ms = 0;  // server time of the last exchange
  std::string token;                  // last one that it showed (session/tokens.h); empty: none yet
  Counter closed = 0;   // numbers up to `counter` that no mutation of this store has: sent elsewhere, or lost
  std::string copy_of;  // enrolment that its profile was copied from; empty: enrolled with a password
};

// Where a mutation that was made under another enrolment (record::FirstMade) was committed, and by what name its edits
// stand.
struct OriginRow {
  record::FirstMade first;
  std::string enrolment;
  Counter counter = 0;
  Stamp stamp;
};

// A sealed parcel of a device that lost a file, or was revoked.
enum class ParcelState { Held, Applied, Dropped };
struct ParcelRow {
  std::string id, enrolment, user, account;
  std::int64_t received_ms = 0;
  ParcelState state = ParcelState::Held;
  std::string box;  // empty once it was dropped
};

struct Committed {
  CommitNumber commit = 0;
  Stamp rank;
  std::string digest;   // SHA-256 hex of the mutation's canonical JSON: same counter, other content is refused loudly
  std::string outcome;  // JSON, given again to a repeated mutation
};

// Something that people planned and the server keeps until it is over: a handover, a cover (session/acts).
struct Plan {
  std::string kind, id;
  std::int64_t due_ms = 0;  // when the server's jobs look at it; 0: they need not
  std::string body;         // JSON, of whoever plans
};

struct Redirect {
  std::string gone, into;  // into empty: parted again
  Stamp rank;
};

// A record of the feed that stands as its creation wrote it, as text that is ready to be sent (protocol::Batch).
struct FreshRow {
  std::string_view type, id;
  std::string_view units;  // JSON list of the units that have a value; rows of a type with the same list go together
  std::string_view row;    // JSON: [id, account, stamp, commit, user, committed ms, value of each of these units…]
};

class Reader : public record::History {
 public:
  [[nodiscard]] virtual CommitNumber last_commit() = 0;
  // The declarations in force in this snapshot: the program's, with the additions. Valid as long as the store.
  [[nodiscard]] virtual const schema::Registry& registry() = 0;
  [[nodiscard]] virtual std::vector<schema::Addition> additions() = 0;  // in their order
  [[nodiscard]] virtual std::string meta(std::string_view key) = 0;     // "epoch", "server", …; empty: not set
  // The latest rank of all commits up to `at`, the server's own included; empty: none, or not kept. Whoever had seen
  // the store at that position wrote later than this (session/dating.h).
  [[nodiscard]] virtual Stamp highest_rank(CommitNumber /*at*/) { return {}; }

  // ---- records
  struct Known {
    std::string type, account;
  };
  [[nodiscard]] virtual std::optional<Known> known(std::string_view id) = 0;  // any record ever created
  [[nodiscard]] virtual std::optional<RecordState> record(std::string_view type, std::string_view id) = 0;
  [[nodiscard]] virtual std::vector<std::pair<std::string, std::string>> members(
      std::string_view account) = 0;  // (type, id)
  [[nodiscard]] virtual std::optional<std::string> find(std::string_view type, std::string_view field,
                                                        std::string_view value) = 0;  // natural key

  // ---- the feed
  // Files (account ids; "" is the shared collection) with a change after `since`, in any order.
  [[nodiscard]] virtual std::vector<std::string> changed_files(CommitNumber since) = 0;
  virtual void changed_records(std::string_view account, CommitNumber since,
                               const std::function<bool(RecordState&&, CommitNumber)>& each) = 0;
  // The same for sending: records whose creation after `since` is all that ever happened to them may go to `fresh`
  // instead, which costs a fraction. Ordered by commit. An implementation need not know how.
  virtual void feed(std::string_view account, CommitNumber since,
                    const std::function<bool(const FreshRow&, CommitNumber)>& /*fresh*/,
                    const std::function<bool(RecordState&&, CommitNumber)>& each) {
    changed_records(account, since, each);
  }
  virtual void changed_lines(std::string_view account, CommitNumber since, const std::function<bool(Line&&)>& each) = 0;

  // ---- digests (record/sum.h): of all records of a file, kept with each change. Of a file that is not known: 0.
  [[nodiscard]] virtual record::Sum file_sum(std::string_view account) = 0;
  [[nodiscard]] virtual std::vector<std::pair<std::string, record::Sum>> file_sums() = 0;  // of all files
  // How many records that are not deleted a file has, and all files together.
  [[nodiscard]] virtual std::int64_t file_records(std::string_view account) = 0;
  [[nodiscard]] virtual std::int64_t all_records() = 0;

  // ---- rights
  [[nodiscard]] virtual std::vector<access::FileRights> rights(std::string_view account) = 0;  // oldest first
  // Files that `user` may see now (shared collection not listed). Answered by an index, not by a scan of all files.
  [[nodiscard]] virtual std::vector<std::string> visible_files(const access::User& user) = 0;
  [[nodiscard]] virtual std::vector<std::string> unowned_files() = 0;  // the pool, of all territories
  // Files whose rights changed after `since`: their visibility may have changed for somebody.
  [[nodiscard]] virtual std::vector<std::string> regranted_files(CommitNumber since) = 0;
  [[nodiscard]] virtual access::TerritoryTree territories() = 0;
  [[nodiscard]] virtual std::vector<Redirect> redirects() = 0;

  // ---- users and devices
  [[nodiscard]] virtual std::optional<UserRow> user(std::string_view name) = 0;
  [[nodiscard]] virtual std::vector<UserRow> users() = 0;
  [[nodiscard]] virtual std::optional<Enrolment> enrolment(std::string_view id) = 0;
  [[nodiscard]] virtual std::optional<Enrolment> enrolment_by_credential(std::string_view credential_hash) = 0;
  [[nodiscard]] virtual std::vector<Enrolment> enrolments() = 0;
  [[nodiscard]] virtual std::optional<Committed> committed(std::string_view enrolment, Counter counter) = 0;

  // ---- acts: what users ask of the server itself, and what they planned
  [[nodiscard]] virtual std::optional<Plan> plan(std::string_view kind, std::string_view id) = 0;
  [[nodiscard]] virtual std::vector<Plan> plans(std::string_view kind) = 0;      // by id
  [[nodiscard]] virtual std::vector<Plan> due_plans(std::int64_t until_ms) = 0;  // due then or before, the oldest first
  [[nodiscard]] virtual std::int64_t next_due_ms() = 0;                          // of all plans; 0: none
  // What was answered to an act that was done; nullopt: it was not.
  [[nodiscard]] virtual std::optional<std::string> act_answer(std::string_view user, std::string_view act) = 0;
  // Files that whoever knew them before has to get anew: records left them (accounts parted, a child moved).
  [[nodiscard]] virtual std::vector<std::string> remade_files(CommitNumber since) = 0;
  [[nodiscard]] virtual std::optional<OriginRow> origin(const record::FirstMade& first) = 0;
  // Whether mutations that were made under this enrolment were committed under another.
  [[nodiscard]] virtual bool has_origins(std::string_view first_enrolment) = 0;
  [[nodiscard]] virtual std::optional<ParcelRow> parcel(std::string_view id) = 0;
  [[nodiscard]] virtual std::vector<ParcelRow> parcels() = 0;  // without boxes, oldest first

  // Everything that is wrong with the store; empty: all is well.
  [[nodiscard]] virtual std::vector<std::string> check() = 0;
};

class Writer : public Reader {
 public:
  // A new commit number, greater than all before; gaps are allowed where a mutation fails.
  [[nodiscard]] virtual CommitNumber next_commit() = 0;
  // The next commit number is greater than `commit`: after a restore, so that no number is given twice.
  virtual void skip_to(CommitNumber commit) = 0;
  virtual void set_meta(std::string_view key, std::string_view value) = 0;
  // Takes into force what the records of type `declaration` say, after one of them was put: registry() is another one
  // from here on. With the commit everybody else sees it too, also in other processes.
  virtual void grow() = 0;
  // Tells of a rank that was committed: put_committed and put_rights do so by themselves, a server transaction must.
  virtual void note_rank(const Stamp& /*rank*/) {}

  virtual void put(const RecordState& state, CommitNumber changed) = 0;
  virtual void put(const Line& line, std::string_view account) = 0;
  virtual void erase(const Line& line) = 0;

  virtual void put_rights(std::string_view account, const access::FileRights& version, CommitNumber changed) = 0;
  virtual void put_redirect(const Redirect& redirect) = 0;
  virtual void put(const UserRow& user) = 0;
  virtual void put_territory(std::string_view name, std::string_view parent) = 0;
  virtual void put(const Enrolment& enrolment) = 0;
  virtual void put_committed(std::string_view enrolment, Counter counter, const Committed& committed) = 0;

  // Another outcome in the place of one that was given: a mutation that was held is committed, or refused.
  virtual void replace_committed(std::string_view enrolment, Counter counter, const Committed& committed) = 0;

  virtual void put(const Plan& plan) = 0;
  virtual void erase_plan(std::string_view kind, std::string_view id) = 0;
  virtual void put_act(std::string_view user, std::string_view act, std::string_view answer, std::int64_t now_ms) = 0;
  virtual void remake_file(std::string_view account, CommitNumber changed) = 0;
  virtual void put(const OriginRow& origin) = 0;
  virtual void put(const ParcelRow& parcel) = 0;

  // A nested scope that can be taken back alone: one mutation that fails does not take the others with it.
  virtual void savepoint() = 0;
  virtual void release() = 0;
  virtual void rollback_to_savepoint() = 0;

  virtual void commit() = 0;
};

// What compact() may take out of the feed: what was deleted up to this commit, which all live devices have passed. 0:
// nothing.
struct Retention {
  CommitNumber passed = 0;
};
// Of the store's small values: a device whose cursor is before this commit has not heard of deletions that left the
// feed.
inline constexpr std::string_view feed_floor_name = "feed_floor";

// What compact() did.
struct Compaction {
  std::int64_t bytes_before = 0, bytes_after = 0;  // on disk
  std::int64_t dropped = 0;                        // deleted records that left the feed
};

class Store {
 public:
  virtual ~Store() = default;
  [[nodiscard]] virtual std::unique_ptr<Reader> read() = 0;
  [[nodiscard]] virtual std::unique_ptr<Writer> write() = 0;
  // Gives space back to the disk; readers and writers wait meanwhile.
  // Deleted records that retention allows leave the feed; their values and history are kept, so that an edit or a
  // restore still finds them.
  virtual Compaction compact(const Retention& /*retention*/) { return {}; }
  // Writes one consistent state of the store into a new file, while others read and write. Returns its last commit.
  virtual CommitNumber copy_to(const std::string& /*path*/) {
    throw base::Failure({base::ErrorCode::Usage, "this store is backed up with its own tools", {}, {}});
  }
};

}  // namespace keybook::server::storage
