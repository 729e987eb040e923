// What people do on their devices all day: create, edit, delete and restore records, settle conflicts.
// Threads: one. Errors that nothing explains are violations of the world.
#pragma once

#include "simulation/world/world.h"

namespace keybook::simulation {

class People {
 public:
  explicit People(World& world) : world_(world) {}
  void create(DeviceNode& device);  // a record of some type
  void create_one(DeviceNode& device, const schema::Type& type);
  void edit(DeviceNode& device);
  void remove(DeviceNode& device);
  void resolve(DeviceNode& device);

 private:
  [[nodiscard]] client::Value some_fields(const schema::Type& type, const client::Record* shown,
                                          std::vector<SavedValue>& saved);
  void keep(DeviceNode& device, const std::string& what, const base::Result<client::Saved>& done,
            std::vector<SavedValue> saved, bool fresh);
  void remember(DeviceNode& device, const std::string& record, std::vector<SavedValue> saved, bool fresh);

  World& world_;
};

}  // namespace keybook::simulation
