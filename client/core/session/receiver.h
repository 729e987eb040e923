// Takes the server's answers into the local store: outcomes of own mutations, what others changed, evictions, the
// cursor. Threads: as the database. Errors: base::Failure; inside a transaction of the caller, which makes an answer
// one commit.
#pragma once

#include <functional>
#include <map>
#include <set>

#include "outbox/overlay.h"
#include "protocol/messages.h"
#include "session/answer_text.h"

namespace keybook::client::session {

using record::CommitNumber;
using record::Counter;
using record::RecordState;
using store::Store;

class QuickConfirm;

struct Received {
  std::int64_t answered = 0;  // own mutations
  std::int64_t refused = 0, parked = 0;
  std::int64_t pulled = 0;    // records that others, or the server, changed
  std::int64_t repaired = 0;  // files that were damaged
};

class Receiver {
 public:
  // `before_eviction`: called with each file that is to be dropped, while it is still there.
  Receiver(Store& store, const store::Device& device, std::function<void(const std::string& account)> before_eviction);

  // The answers of one pull in their order: outcomes, then records, then what the user sees of all that was touched.
  // `batches`: of the last answer, where they were cut out of it.
  [[nodiscard]] Received take(const std::vector<protocol::SyncAnswer>& answers,
                              const std::vector<RawBatch>& batches = {});

 private:
  // Confirmed state of a record under work; written at the end, when all that this pull says about it is known.
  struct Work {
    std::string type;
    std::optional<RecordState> confirmed;
    bool was_pending = false;
    // What it had in the digest of its file before.
    std::string account;
    record::Sum sum = 0;
  };
  Work& work(const std::string& type, const std::string& record);
  void take_outcomes(const protocol::SyncAnswer& answer, QuickConfirm& quick);
  void confirm(const record::Mutation& mutation, const protocol::Outcome& outcome, std::int64_t server_ms);
  bool sent_again(const protocol::Outcome& outcome);
  void set_aside(const record::Mutation& mutation, const outbox::Parts& parts, const protocol::Outcome& outcome);
  void note_late(const record::Mutation& mutation, const protocol::Outcome& outcome);
  void drop_file(const std::string& account);
  void note_eviction(const std::string& account, const protocol::SyncAnswer& last);
  void work_on_pending(const std::string& account);
  void take_batch(const protocol::Batch& batch);
  void take_record(const record::Value& json);
  void take_line(const record::Value& json);
  void finish();

  Store& store_;
  const store::Device& device_;
  const std::function<void(const std::string& account)> before_eviction_;
  outbox::Outbox outbox_;
  outbox::Overlay overlay_;
  std::map<std::string, Work> works_;  // by record id
  Received received_;
  bool dropped_ = false;  // some file, or what left it
};

}  // namespace keybook::client::session
