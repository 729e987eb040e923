// What became of a mutation in the account files that it touches: each part of it goes its own way (REPLICATION §3).
// Threads: plain values, pure functions.
#pragma once

#include <optional>

#include "protocol/messages.h"

namespace keybook::client::outbox {

struct Parts {
  record::Mutation stands;            // what the server has: applied, or parked
  record::Mutation parked;            // of that, what waits for a decision
  record::Mutation refused;           // what waits for its author
  std::optional<base::Error> reason;  // of the refusal; nullopt: nothing was refused
  [[nodiscard]] bool are_several() const { return !stands.edits.empty() && !refused.edits.empty(); }
};

// Where it is not of one piece, the parts remember where it was made, so that neither is taken for the whole of it.
[[nodiscard]] Parts parts_of(const record::Mutation& mutation, const protocol::Outcome& outcome);

// The part that was refused as a mutation by itself: a server that has the rest of it does not know it by that.
[[nodiscard]] record::Mutation by_itself(record::Mutation refused);

}  // namespace keybook::client::outbox
