// What an administrator does besides (administrators' commands of the server): a word on what the mass-change brake
// stopped, sealed work that is let in, deleted records that leave the feed. And bytes of a profile that change by
// themselves, which its device has to notice and mend.
// Threads: one.
#pragma once

#include "simulation/workload/mix.h"
#include "simulation/world/world.h"

namespace keybook::simulation {

class Upkeep {
 public:
  Upkeep(World& world, const Mix& mix) : world_(world), mix_(mix) {}
  void begin();                  // before the first step
  void any(DeviceNode& device);  // one of the kinds that this story has
  void settle();                 // nothing waits for a word any more

 private:
  void decide(const std::string& group, bool release);
  void say_a_word();
  void let_in();
  void compact();
  void damage(DeviceNode& device);
  void done(const std::string& what, const std::string& detail);

  World& world_;
  const Mix& mix_;
};

}  // namespace keybook::simulation
