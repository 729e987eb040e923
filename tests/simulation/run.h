// One story from one seed: its own mix of sizes and faults in a world that many people know already; then peace, then
// the oracles.
//
// A world with its people, devices and first records takes as long to make as a story takes to live, and opening
// databases and preparing statements is most of that. So a block of seeds begins in the same world, which a process
// makes once and each story gets a copy of (seeds.h). The world is a function of the block, the story of its seed.
#pragma once

#include <memory>
#include <set>

#include "simulation/world/world.h"

namespace keybook::simulation {

constexpr std::uint64_t seeds_per_block = 32;

struct RunResult {
  std::uint64_t seed = 0;
  std::optional<Violation> violation;
  std::string trace_hash;  // of everything that happened, in order: the same seed gives the same
  std::string drawn;       // what this seed drew, for a person who reads a failure
  Counts counts;
};

// Features and faults that `only` may name; empty: all.
using Allowed = std::set<std::string>;

// Errors: base::Failure, where the world cannot even be made.
[[nodiscard]] std::unique_ptr<World> make_world(std::uint64_t block, const Declared& declared, const Allowed& only);
// Uses the world up.
[[nodiscard]] RunResult run_story(World& world, std::uint64_t seed, const Allowed& only, bool verbose);

}  // namespace keybook::simulation
