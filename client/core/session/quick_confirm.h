// The common end of a mutation: the server took it as it was made, nothing else happened to its records, and they have
// no other pending edit. Then what is shown is what is confirmed, but for the commit that the edits now have; nothing
// needs to be merged anew. A tenth of the work of the general way (Receiver), whose result it equals.
//
// Threads: as the database. Errors: base::Failure; inside a transaction of the caller.
#pragma once

#include <functional>
#include <unordered_map>
#include <unordered_set>

#include "outbox/outbox.h"
#include "protocol/messages.h"

namespace keybook::client::session {

class QuickConfirm {
 public:
  // `answers`: all that are taken in this transaction; records and files that they speak of go the general way.
  QuickConfirm(store::Store& store, outbox::Outbox& outbox, const std::vector<protocol::SyncAnswer>& answers,
               bool downloading);

  // Whether it went this way. False: nothing was changed, take it the general way. `busy`: tells of a record whether it
  // is under work the general way.
  [[nodiscard]] bool confirm(const protocol::Outcome& outcome, std::int64_t server_ms,
                             const std::function<bool(const std::string&)>& busy);
  // Removes what was confirmed from the outbox. Once, after the last confirm().
  void finish();

 private:
  struct Touched {
    std::string record, type;
    bool once = false;  // by this pending mutation alone
  };
  void find_touched(const std::vector<protocol::SyncAnswer>& answers);
  void confirm(record::RecordState& state, const protocol::Outcome& outcome, std::int64_t server_ms);

  store::Store& store_;
  outbox::Outbox& outbox_;
  std::unordered_set<std::string> spoken_of_;  // ids of records
  std::unordered_map<record::Counter, std::vector<Touched>> touched_;
  std::vector<std::pair<record::Counter, record::CommitNumber>> confirmed_;  // ascending
  std::vector<std::optional<protocol::Proof>> proofs_;                       // of these
  std::int64_t server_ms_ = 0;
  bool possible_ = true;
};

}  // namespace keybook::client::session
