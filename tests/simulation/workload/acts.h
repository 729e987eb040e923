// What people ask of the server itself: handovers, covers, decisions about late edits, merges, the pool. Through the
// client's own calls, so that lost answers, repeats and crashes hit them as they hit a sync.
// Threads: one. Refusals by right or by state are part of the story; errors that nothing explains are violations.
#pragma once

#include "simulation/workload/mix.h"
#include "simulation/world/world.h"

namespace keybook::simulation {

class Acts {
 public:
  Acts(World& world, const Mix& mix) : world_(world), mix_(mix) {}
  // One act of some kind that this story has; nothing, where it has none.
  void any(DeviceNode& device);

  void propose(DeviceNode& device);
  void decide(DeviceNode& device);  // about a handover that waits
  void decide_parked(DeviceNode& device);
  void cover(DeviceNode& device);
  void end_cover(DeviceNode& device);
  void merge(DeviceNode& device);
  void unmerge(DeviceNode& device);
  void pool(DeviceNode& device);

 private:
  // What became of an act, for trace, counts and judgement.
  void tell(DeviceNode& device, const std::string& act, const std::string& what, const base::Error* error);
  template <class Result>
  void tell(DeviceNode& device, const std::string& act, const std::string& what, const Result& result) {
    const base::Error* error = result ? nullptr : &result.error();
    tell(device, act, what, error);
  }
  [[nodiscard]] std::string some_rep() { return world_.random.pick(world_.reps); }

  World& world_;
  const Mix& mix_;
};

}  // namespace keybook::simulation
