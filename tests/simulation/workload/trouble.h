// What happens to machines as a whole: profiles that are copied or put back, a server that is restored from an older
// backup, devices that are revoked, declarations that grow while everybody works.
//
// What a person can no longer ask for because the only copy was on a disk that was put back is marked in the ledger
// with the reason; everything else must still be found. Threads: one.
#pragma once

#include "simulation/workload/mix.h"
#include "simulation/world/world.h"

namespace keybook::simulation {

class Trouble {
 public:
  Trouble(World& world, const Mix& mix) : world_(world), mix_(mix) {}
  void any(DeviceNode& device);  // one of the kinds that this story has

  void clone(DeviceNode& device);
  void keep_copy(DeviceNode& device);  // for put_back()
  void put_back();
  void backup();
  void restore();
  void revoke(DeviceNode& device);
  void grow();  // the server first, then device after device

 private:
  using Files = std::map<std::string, std::string>;
  struct Copy {
    std::string device;
    Files files;
    std::size_t saved = 0;  // values in the ledger at that time
    int restores = 0;
    const schema::Registry* registry = nullptr;
  };
  void done(const std::string& what, const std::string& detail);
  void excuse_since(const Copy& copy, DeviceNode& device);

  World& world_;
  const Mix& mix_;
  std::vector<Copy> copies_;
  std::vector<Files> backups_;
  int clones_ = 0;
};

}  // namespace keybook::simulation
