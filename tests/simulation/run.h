// One simulated world from one seed: its own mix of people, devices, sizes and faults; then peace, then the oracles.
#pragma once

#include <optional>
#include <set>
#include <string>

#include "schema/registry.h"
#include "simulation/oracles/oracles.h"

namespace keybook::simulation {

struct RunResult {
  std::uint64_t seed = 0;
  std::optional<Violation> violation;
  std::string trace_hash;  // of everything that happened, in order: the same seed gives the same
  std::string drawn;       // what this seed drew, for a person who reads a failure
  Counts counts;
};

// `only`: names of faults to allow ("network", "crashes", "server-crashes", "clocks", "deletes", "disks", "rights");
// empty: all.
[[nodiscard]] RunResult run_seed(std::uint64_t seed, const schema::Registry& registry,
                                 const std::set<std::string>& only, bool verbose);

}  // namespace keybook::simulation
