// A piece of the simulation in a process of its own, which starts as a copy of this one: whatever it does to the world,
// the world here stays as it is, and a crash of the product is a result like any.
// Threads: one. Not for a process that has more of them.
#pragma once

#include <sys/types.h>

#include <functional>

#include "simulation/run.h"

namespace keybook::simulation {

class Apart {
 public:
  Apart(std::uint64_t seed, const std::function<RunResult()>& story);
  ~Apart();
  Apart(const Apart&) = delete;
  Apart& operator=(const Apart&) = delete;
  [[nodiscard]] RunResult end();  // waits for it; once
  // Readable as soon as there is something of its result; closed by end().
  [[nodiscard]] int descriptor() const { return from_; }

 private:
  std::uint64_t seed_;
  pid_t process_ = -1;
  int from_ = -1;
};

}  // namespace keybook::simulation
