// What one seed draws, swarm style: each story has its own mix of features, sizes and faults, so that what one kind of
// trouble would hide from another comes to light in some story.
#pragma once

#include <set>
#include <string>

#include "simulation/world/sim.h"

namespace keybook::simulation {

// What `only` may name, with commas.
[[nodiscard]] std::string feature_names();

struct Mix {
  // `only`: names of what may be drawn; empty: everything.
  Mix(SeededRandom& random, const std::set<std::string>& only);
  [[nodiscard]] std::string text() const;  // for a person who reads a failure

  int steps = 0;
  NetworkFaults network;
  // Percent of steps.
  int crash = 0, server_crash = 0, clock_jump = 0, deletes = 0;
  int full_disk = 0, read_only_disk = 0, server_full_disk = 0, rights = 0;
  int acts = 0, troubles = 0, upkeep = 0;
  bool disables = false;
  // Kinds of acts, and of trouble with whole machines.
  bool handovers = false, parked = false, covers = false, merges = false, pool = false, requests = false;
  bool clones = false, put_back = false, restores = false, revokes = false, declarations = false;
  // Changes over several files, and what of them is refused; where no profile is copied, that is sent again or dropped.
  bool wide = false, sends_refused = false;
  // Kinds of upkeep.
  [[nodiscard]] bool has_upkeep() const { return brake || parcels || retention || damage; }
  bool brake = false, parcels = false, retention = false, damage = false;
};

}  // namespace keybook::simulation
