// What people do on their devices all day: create, edit, delete and restore records, settle conflicts.
// Threads: one. Errors that nothing explains are violations of the world.
#pragma once

#include "simulation/world/world.h"

namespace keybook::simulation {

class People {
 public:
  explicit People(World& world, bool requests = false) : world_(world), requests_(requests) {}
  void create(DeviceNode& device);  // a record of some type
  void create_one(DeviceNode& device, const schema::Type& type);
  void edit(DeviceNode& device);
  // One change over two account files; of some one part is refused: it makes a record under an id that was used.
  void edit_widely(DeviceNode& device);
  void look_at_refused(DeviceNode& device);  // sends one again, or drops it
  void remove(DeviceNode& device);
  void resolve(DeviceNode& device);

 private:
  [[nodiscard]] client::Value some_fields(const schema::Type& type, const client::Record* shown,
                                          std::vector<SavedValue>& saved);
  [[nodiscard]] std::optional<client::Edit> used_id_below(DeviceNode& device, const client::Record& account,
                                                          std::vector<SavedValue>& saved);
  void keep(DeviceNode& device, const std::string& what, const base::Result<client::Saved>& done,
            std::vector<SavedValue> saved);
  void remember_choice(DeviceNode& device, const client::Conflict& conflict, const client::Resolution& resolution,
                       std::int64_t counter);
  void remember(DeviceNode& device, const client::Saved& done, std::vector<SavedValue> saved);

  World& world_;
  const bool requests_;  // locked fields are edited too: somebody decides about them
};

}  // namespace keybook::simulation
