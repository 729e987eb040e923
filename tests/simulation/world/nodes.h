// A server and devices on disks in memory, running the product's own code. They die and start again.
// Threads: one. Ownership: time, chance and registry outlive the nodes.
#pragma once

#include <memory>
#include <optional>

#include "admin/admin.h"
#include "session/service.h"
#include "simulation/world/memory_disk.h"
#include "simulation/world/sim.h"
#include "storage/sqlite/sqlite_store.h"
#include "usecases/client.h"

namespace keybook::simulation {

struct Surroundings {
  TrueTime& time;
  const schema::Registry& registry;
  base::Log& log;
  Counts& counts;
  std::string name;  // of this world: disks of several worlds live side by side
};

class ServerNode {
 public:
  ServerNode(const Surroundings& around, std::uint64_t seed, std::int64_t page_bytes);
  ~ServerNode();

  [[nodiscard]] bool up() const { return service_ != nullptr; }
  void start();
  void stop();                                   // at once: nothing is flushed
  void go_on(std::uint64_t seed);                // from now on with chances of its own
  void crash_and_restart(SeededRandom& random);  // what was not synced is lost in part
  // Answers one call; nullopt when it is down or dies on the way.
  [[nodiscard]] std::optional<client::transport::Reply> answer(const client::transport::Call& call);

  [[nodiscard]] MemoryDisk& disk() { return disk_; }
  [[nodiscard]] server::storage::Store& store() { return *store_; }
  [[nodiscard]] server::session::Ground ground() {
    return {*store_, *registry_, clock_, random_, around_.log, std::string(43, 'A')};
  }
  [[nodiscard]] const schema::Registry& registry() const { return *registry_; }
  // Starts again with these declarations.
  void declare(const schema::Registry& registry);
  void tick() { service_->tick(); }  // as the product does twice a second
  // A backup of this moment; and one put in the place of the store: a new epoch begins.
  [[nodiscard]] std::map<std::string, std::string> backup();
  void restore(const std::map<std::string, std::string>& files);
  void close_restore();  // the administrator says that it is over; nothing where none is open

 private:
  const Surroundings& around_;
  const schema::Registry* registry_;
  MemoryDisk disk_;
  NodeClock clock_;
  SeededRandom random_;
  std::int64_t page_bytes_;
  std::unique_ptr<server::storage::Store> store_;
  std::unique_ptr<server::session::Service> service_;
};

class DeviceNode {
 public:
  DeviceNode(const Surroundings& around, std::string name, std::string user, std::uint64_t seed, ServerNode& server,
             const NetworkFaults& faults, std::int64_t offset_ms, std::int64_t drift_ppm);
  ~DeviceNode();

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& user() const { return user_; }
  [[nodiscard]] client::Client& client() { return *client_; }
  [[nodiscard]] bool up() const { return client_ != nullptr; }
  [[nodiscard]] MemoryDisk& disk() { return disk_; }
  [[nodiscard]] NodeClock& clock() { return clock_; }
  bool was_damaged = false;  // rows were changed behind its back, and it may not have noticed yet

  [[nodiscard]] const schema::Registry& registry() const { return *registry_; }
  [[nodiscard]] base::Status start();  // opens the profile
  // Ends the program, puts these files in the place of the profile, and starts it again.
  [[nodiscard]] base::Status put_back(const std::map<std::string, std::string>& files);
  // Starts again with these declarations.
  [[nodiscard]] base::Status declare(const schema::Registry& registry);
  void stop();
  [[nodiscard]] base::Status crash_and_restart(SeededRandom& random);
  [[nodiscard]] base::Status enroll();
  void go_on(std::uint64_t seed);  // with chances of its own

 private:
  void surround();

  const Surroundings& around_;
  const schema::Registry* registry_;
  std::string name_, user_;
  MemoryDisk disk_;
  NodeClock clock_;
  SeededRandom random_, network_random_;
  ServerNode& server_;
  const NetworkFaults& faults_;
  std::unique_ptr<client::platform::KeyStore> keys_;
  std::string boot_;  // names this start of the machine
  std::optional<client::Environment> environment_;
  std::unique_ptr<client::Client> client_;
};

}  // namespace keybook::simulation
