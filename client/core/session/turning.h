// How a device goes on when what it stands on has changed: its profile was copied and gets an identity of its own, or
// the server was restored and has lost what came after its backup (REPLICATION §9).
//
// Nothing unsent is lost by either: mutations keep where they were made first, on which exactly-once is keyed, and the
// bases that counted by commits or numbers that no longer mean anything become names.
// Threads: as the database. Errors: base::Failure; inside a transaction of the caller.
#pragma once

#include <limits>

#include "outbox/outbox.h"
#include "protocol/messages.h"

namespace keybook::client::session {

// This profile is from now on the device `given`; what waited under the old name goes up under the new one.
void take_identity(store::Store& store, const protocol::EnrolAnswer& given);

// Goes on in the restored server's epoch: what it lost of ours is sent again, what it lost of others' stays here until
// they send it again.
void follow_restore(store::Store& store, const protocol::Restored& restored);

// A restore was closed: what was refused meanwhile because the device that made its record had not been back goes up
// once more, under new numbers, which `device` is to be saved with.
void send_once_more(store::Store& store, store::Device& device);

// Everything that the user sees was downloaded, as of this commit: what a restored server has besides depends on it.
void note_download(store::Store& store, record::CommitNumber commit);

// A mutation that the server had, as it is sent to it again: where it was made first, the rank that it got, and what
// the server signed of that. `ranked`: empty if that was its stamp; `proof`: JSON of protocol::Proof, empty if it gave
// none.
[[nodiscard]] record::Value as_sent_again(record::Mutation mutation, const std::string& ranked,
                                          const std::string& proof);

// Of what arrived at the server by a commit that it has not told.
inline constexpr record::CommitNumber not_yet_told = std::numeric_limits<record::CommitNumber>::max();

// The commit by which the server has what an answer tells to have arrived; while pages follow, none that will be told.
[[nodiscard]] record::CommitNumber arrived_by(store::Store& store, const protocol::SyncAnswer& answer);

// Receipts of acts that the server lost, as they are brought to it; and that they arrived, by this commit: a server
// that is restored to an earlier one misses them once more.
[[nodiscard]] std::vector<std::string> lost_acts(store::Store& store);
void acts_arrived(store::Store& store, const std::vector<std::string>& receipts, record::CommitNumber number);

// A verified backup of the server holds everything up to `horizon`: what is older than `kept_ms_min` is kept no longer.
void forget_kept(store::Store& store, record::CommitNumber horizon, std::int64_t now_ms);

}  // namespace keybook::client::session
