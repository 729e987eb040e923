// Many seeds, each story in a process of its own that starts as a copy of its block's world; a crash of the product is
// the failure of its seed and no more. Results come in the order of the seeds, however many run side by side.
// Threads: one. Not for a process that has more of them.
#pragma once

#include <functional>

#include "simulation/run.h"

namespace keybook::simulation {

struct Seeds {
  std::uint64_t first = 1;
  int jobs = 1;  // stories at a time
  Allowed only;
  std::string disks;  // folder that gets the files of every machine of a story that failed; empty: none
  bool verbose = false;
};

// `more` says whether another seed is to begin; `each` gets its result and returns false to stop.
void run_seeds(const Seeds& seeds, const Declared& declared, const std::function<bool()>& more,
               const std::function<bool(RunResult&&)>& each);

}  // namespace keybook::simulation
