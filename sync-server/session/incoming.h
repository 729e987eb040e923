// A request of /v1/sync taken from its JSON. A mutation that cannot be read does not spoil the others: it keeps its
// number and is refused alone (REPLICATION §3: nothing ever blocks a queue). Threads: plain values.
#pragma once

#include <map>

#include "protocol/proof.h"

namespace keybook::server::session {

struct Unreadable {
  base::Error why;
  std::string digest;  // of its JSON as it came: the same one again gets the same answer
};

struct Incoming {
  protocol::SyncRequest request;                      // without the unreadable mutations
  std::map<record::Counter, Unreadable> unreadable;   // by their numbers
  std::map<record::Counter, protocol::Proof> proofs;  // of mutations that are sent again

  [[nodiscard]] bool brings_mutations() const { return !request.mutations.empty() || !unreadable.empty(); }
};

// Keeps what a mutation, as it came, brings to prove its rank and outcome.
void take_proof(const record::Value& mutation, record::Counter counter, Incoming& in);

// BadRequest where the request itself, or the number of a mutation, cannot be read.
[[nodiscard]] base::Result<Incoming> incoming(record::Value&& json, const std::string& enrolment);

}  // namespace keybook::server::session
