// What a server signs of a mutation that it committed, so that it believes itself after a restore: rank and outcome
// (decisions/0014). The device keeps it, and shows it with the mutation that it sends again.
// Threads: plain values, pure functions.
#pragma once

#include "protocol/messages.h"

namespace keybook::protocol {

struct Proof {
  std::string mark;                 // by the server's key, over all that it had decided
  std::vector<std::string> parked;  // account files in which it waits for a decision; in all others it was applied
};

// Of an outcome as it was told; nullopt: the server gave none.
[[nodiscard]] std::optional<Proof> proof_of(const Outcome& outcome);

// [mark, account…]
[[nodiscard]] Value to_json(const Proof& proof);
[[nodiscard]] std::optional<Proof> proof_from(const Value& json);

// A mutation as it goes on the wire carries it as the member "K". One that cannot be read proves nothing.
void put_proof(Value& mutation, const Value& proof);
[[nodiscard]] std::optional<Proof> proof_with(const Value& mutation);

}  // namespace keybook::protocol
