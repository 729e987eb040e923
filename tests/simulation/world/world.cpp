#include "simulation/world/world.h"

#include "base/failure.h"

namespace keybook::simulation {

using base::ErrorCode;

namespace {

constexpr std::int64_t drift_ppm_max = 100'000;

}  // namespace

World::World(std::uint64_t seed, const Declared& declared, const Sizes& sizes)
    : registry(declared.first),
      grown(declared.grown),
      random(seed),
      values(random),
      log(counts, verbose),
      around{time, registry, log, counts, "w" + std::to_string(seed)} {
  build(sizes);
}

World::~World() {
  devices.clear();
  server.reset();
}

void World::build(const Sizes& sizes) {
  server = std::make_unique<ServerNode>(around, random.u64(), sizes.page_bytes);
  const auto ground = server->ground();
  const auto least = server::session::PasswordCost::Least;
  base::need(server::admin::initialise(ground, "root", "password", least));
  base::need(server::admin::add_territory(ground, {"east", ""}));
  base::need(server::admin::add_territory(ground, {"east-1", "east"}));
  base::need(server::admin::add_territory(ground, {"west", ""}));
  base::need(server::admin::add_user(ground, {"boss", "manager", "east", "", "password"}, least));
  base::need(server::admin::add_user(ground, {"office", "head-office", "", "", "password"}, least));
  std::vector<std::string> users = {"office", "boss"};
  for (int i = 1; i <= sizes.reps; ++i) {
    reps.push_back("rep" + std::to_string(i));
    base::need(server::admin::add_user(ground, {reps.back(), "rep", i == 3 ? "" : "east-1", "", "password"}, least));
    users.insert(users.end(), static_cast<std::size_t>(sizes.devices_per_rep), reps.back());
  }
  for (std::size_t i = 0; i < users.size(); ++i) {
    std::int64_t offset = 0, drift = 0;
    if (sizes.wrong_clocks && random.chance(60)) {
      offset = static_cast<std::int64_t>(random.below(2 * ten_years_ms)) - ten_years_ms;
      drift = static_cast<std::int64_t>(random.below(2 * drift_ppm_max)) - drift_ppm_max;
    }
    devices.push_back(std::make_unique<DeviceNode>(around, "d" + std::to_string(i) + "-" + users[i], users[i],
                                                   random.u64(), *server, faults, offset, drift));
    base::need(devices.back()->start());
    base::need(devices.back()->enroll());
  }
}

void World::go_on(std::uint64_t seed) {
  random = SeededRandom(seed);
  counts.clear();
  story.clear();
  server->go_on(random.u64());
  for (auto& device : devices) device->go_on(random.u64());
}

void World::trace(const std::string& line) {
  story += line + "\n";
  if (verbose) std::printf("%lld %s\n", static_cast<long long>(time.now_ms()), line.c_str());
}

void World::violate(const std::string& oracle, const std::string& detail) {
  if (!violation) violation = Violation{oracle, detail};
}

void World::judge(const std::optional<Violation>& found) {
  if (found) violate(found->oracle, found->detail);
}

bool World::explained(DeviceNode& device, ErrorCode code) {
  if (device.disk().dead() || server->disk().dead()) return true;
  const bool locked_out = code == ErrorCode::Unauthorized || code == ErrorCode::Revoked;
  if (locked_out && ledger.disabled.contains(device.user())) return true;
  return disk_fault && (code == ErrorCode::DiskFull || code == ErrorCode::ReadOnly || code == ErrorCode::Busy);
}

void World::sync(DeviceNode& device) {
  client::SyncOptions options;
  options.attempts_max = 1;
  ++counts["exchanges"];
  const auto done = device.client().sync(options);
  trace(device.name() + " syncs: " +
        (done ? std::to_string(done->pushed) + " up, " + std::to_string(done->pulled) + " down"
              : std::string(base::key(done.error().code))));
  const std::string broken = log.take_broken();
  if (!broken.empty() && !disk_fault && !server->disk().dead()) violate("no surprise", broken);
  if (done) {
    // A server that could not write down the end of a cover does not know of it yet.
    if (done->complete && !disk_fault) judge(visibility(scene(), device));
    return;
  }
  if (enrol_again(device, done.error().code)) return;
  if (base::exit_status(done.error().code) != 3 && !explained(device, done.error().code))
    violate("no surprise", device.name() + " sync: " + done.error().text());
}

bool World::enrol_again(DeviceNode& device, ErrorCode code) {
  if (code != ErrorCode::Unauthorized && code != ErrorCode::Revoked) return false;
  if (ledger.disabled.contains(device.user()) || device.disk().dead()) return false;
  if (ledger.revoked.empty() && ledger.restores == 0) return false;
  const auto done = device.enroll();
  trace(device.name() + " is enrolled again: " + (done ? "done" : done.error().text()));
  // Sealed work has to leave the device before; it goes with the next sync.
  const bool sealed = !done && done.error().code == ErrorCode::Usage;
  if (!done && !sealed && base::exit_status(done.error().code) != 3 && !explained(device, done.error().code))
    violate("no surprise", device.name() + " cannot be enrolled again: " + done.error().text());
  if (done) ++counts["enrolled again"];
  return true;
}

DeviceNode& World::clone(DeviceNode& of) {
  auto copy = std::make_unique<DeviceNode>(around, of.name() + "-copy" + std::to_string(devices.size()), of.user(),
                                           random.u64(), *server, faults, 0, 0);
  if (&of.registry() != &registry) base::need(copy->declare(of.registry()));
  base::need(copy->put_back(of.disk().copy()));
  copy->was_damaged = of.was_damaged;
  devices.push_back(std::move(copy));
  return *devices.back();
}

DeviceNode* World::device_of(const std::string& user) {
  for (auto& device : devices)
    if (device->user() == user) return device.get();
  return nullptr;
}

std::optional<client::Record> World::any_record(DeviceNode& device, const std::string& type) {
  client::Query query;
  query.type = type;
  auto records = device.client().list(query);
  if (!records || records->empty()) return std::nullopt;
  return random.pick(*records);
}

}  // namespace keybook::simulation
