// Signs what a device is told of its mutations, and knows its own word again after a restore (decisions/0014). The key
// lies outside the store, so that whoever has a backup cannot forge it, and no restore changes it.
// Threads: any. Errors: none; without a key nothing is signed, and nothing is believed.
#pragma once

#include "protocol/proof.h"
#include "session/ground.h"

namespace keybook::server::session {

class Proofs {
 public:
  Proofs(std::string key, storage::Reader& reader) : key_(std::move(key)), server_(reader.meta("server")) {}

  [[nodiscard]] bool enabled() const { return !key_.empty(); }
  // Of what stands of a mutation of `user` that was first made as `first`: what was refused is not kept. Empty where
  // nothing stands.
  [[nodiscard]] std::string of(const std::string& user, const record::Mutation& mutation,
                               const record::FirstMade& first, const record::Stamp& rank,
                               const protocol::Outcome& outcome) const;
  // Whether this server gave it, for what this mutation changes and with the rank that it says it had.
  [[nodiscard]] bool holds(const std::string& user, const record::Mutation& mutation,
                           const protocol::Proof& proof) const;

 private:
  [[nodiscard]] std::string mark(const std::string& user, const record::Mutation& mutation,
                                 const record::FirstMade& first, const record::Stamp& rank,
                                 const std::vector<std::string>& parked) const;

  const std::string key_, server_;
};

}  // namespace keybook::server::session
