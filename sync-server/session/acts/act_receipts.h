// Acts that a restored server lost (decisions/0014). Whoever has an act done gets a receipt: the act itself, closed so
// that the server alone can read it, and signed with a key that no backup holds. Devices keep receipts as they keep
// mutations, and bring them after a restore; the act is done again if it still does the same, and is listed else.
//
// Threads: any; each call is transactions of its own. Errors: base::Failure of storage; a receipt that is none is
// logged and left alone.
#pragma once

#include "session/acts/scene.h"
#include "session/secrets.h"

namespace keybook::server::session {

// An act that was done.
struct DoneAct {
  std::string user, id;
  record::Value asked, result;
  record::Value found;              // see Scene
  std::vector<std::string> made;    // ids that it gave to new records and plans, in their order
  record::CommitNumber number = 0;  // a backup that ends before this commit does not hold it
  std::int64_t at_ms = 0;
};

// Empty: this server signs nothing.
[[nodiscard]] std::string receipt_of(const Ground& ground, const Secrets& secrets, const std::string& server,
                                     const DoneAct& done);
// nullopt: this server did not give it.
[[nodiscard]] std::optional<DoneAct> opened_receipt(const Ground& ground, const Secrets& secrets,
                                                    const std::string& server, const std::string& receipt);

// One that a device brought.
struct LostAct {
  enum class State { Waiting, Done } state = State::Waiting;
  DoneAct act;
  std::string why;  // Waiting: what stands against doing it again
  [[nodiscard]] std::string name() const { return act.asked.value("act", ""); }
};
// In the order in which they were done.
[[nodiscard]] std::vector<LostAct> lost_acts(storage::Reader& reader);

// Keeps what a device of `user` brings.
void take_receipts(const Ground& ground, const Secrets& secrets, const std::string& user,
                   const std::vector<std::string>& receipts);
// Tries those that wait, until none of them can be done any more; to be called while the restore is open. Whether
// anything was done.
bool redo_acts(const Ground& ground);

}  // namespace keybook::server::session
