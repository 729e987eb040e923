// The handover matrix: every way in which rights change, crossed with what somebody had done to the account, when it
// was made and when it arrived, and what went wrong meanwhile. Each cell is a short story in a world of its own; the
// oracles of the simulation must hold, and the cell's own expectation: applied, parked, or nothing to be done.
// Threads: one.
#pragma once

#include <iosfwd>

#include "simulation/world/world.h"

namespace keybook::simulation {

// Prints the table; returns how many cells failed. `jobs`: cells at a time.
[[nodiscard]] int run_matrix(const Declared& declared, int jobs, bool verbose, std::ostream& out);

}  // namespace keybook::simulation
