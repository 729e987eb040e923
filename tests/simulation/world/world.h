// A whole simulated world: a server, people with their devices, a network that fails, and what anybody was told is
// saved. What happens in it, and what must be true of it, are the workload's and the oracles' matter.
// Threads: one. Ownership: the registry outlives the world.
#pragma once

#include "simulation/oracles/oracles.h"
#include "simulation/workload/values.h"

namespace keybook::simulation {

// The declarations that everybody has at first, and those that head office grows them to.
struct Declared {
  const schema::Registry& first;
  const schema::Registry& grown;
};

class World {
 public:
  struct Sizes {
    int reps = 2, devices_per_rep = 1;
    bool wrong_clocks = false;  // of some devices, from the first moment
    std::int64_t page_bytes = 4 << 20;
  };
  // With territories, users and enrolled devices; nobody has saved anything.
  World(std::uint64_t seed, const Declared& declared, const Sizes& sizes);
  ~World();
  World(const World&) = delete;
  World& operator=(const World&) = delete;

  // From here on with another chance.
  void go_on(std::uint64_t seed);

  void trace(const std::string& line);
  void violate(const std::string& oracle, const std::string& detail);
  void judge(const std::optional<Violation>& violation);
  [[nodiscard]] Scene scene() { return {*server, devices, registry, ledger, counts}; }
  // Whether this step's faults explain the error.
  [[nodiscard]] bool explained(DeviceNode& device, base::ErrorCode code);
  // One try to sync; what it brought is checked.
  void sync(DeviceNode& device);
  // A person with a password makes the profile a device again, where the server does not know it any more.
  [[nodiscard]] bool enrol_again(DeviceNode& device, base::ErrorCode code);
  // A second device of the user of `of`, its profile a copy of it.
  DeviceNode& clone(DeviceNode& of);
  [[nodiscard]] DeviceNode* device_of(const std::string& user);  // the first; nullptr: none
  [[nodiscard]] std::optional<client::Record> any_record(DeviceNode& device, const std::string& type);

  const schema::Registry& registry;
  const schema::Registry& grown;
  SeededRandom random;
  Values values;
  TrueTime time;
  Counts counts;
  bool verbose = false;
  StoryLog log;
  Surroundings around;
  NetworkFaults faults;
  std::unique_ptr<ServerNode> server;
  std::vector<std::unique_ptr<DeviceNode>> devices;
  std::vector<std::string> reps;
  Ledger ledger;
  bool disk_fault = false;  // some disk takes nothing in this step
  std::string story;        // everything that happened, in order
  std::optional<Violation> violation;

 private:
  void build(const Sizes& sizes);
};

}  // namespace keybook::simulation
