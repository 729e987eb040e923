// What must be true after the faults have ended and everybody has synced (REPLICATION §12).
#pragma once

#include <optional>

#include "simulation/oracles/ledger.h"
#include "simulation/world/nodes.h"

namespace keybook::simulation {

struct Violation {
  std::string oracle, detail;
};

struct Scene {
  ServerNode& server;
  std::vector<std::unique_ptr<DeviceNode>>& devices;
  const schema::Registry& registry;
  Ledger& ledger;
  Counts& counts;
};

// The device holds exactly the files that a plain query over the server's state lets its user see.
[[nodiscard]] std::optional<Violation> visibility(const Scene& scene, DeviceNode& device);
// Nothing waits anywhere, and every device says that it is in sync.
[[nodiscard]] std::optional<Violation> liveness(const Scene& scene);
// Whoever sees an account sees the same file: equal digests, conflicts and histories.
[[nodiscard]] std::optional<Violation> convergence(const Scene& scene);
// Every value that anybody saved is live, in the history, parked, refused with its reason or sealed, and none was
// applied twice. Counts how many are where.
[[nodiscard]] std::optional<Violation> conservation(const Scene& scene);
// No byte of what others wrote in a file that the user may not see is on the device's disk (a sample).
[[nodiscard]] std::optional<Violation> eviction(const Scene& scene, DeviceNode& device, SeededRandom& random);
// The invariants of both stores.
[[nodiscard]] std::optional<Violation> invariants(const Scene& scene);

}  // namespace keybook::simulation
