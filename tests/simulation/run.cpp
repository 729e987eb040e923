#include "simulation/run.h"

#include <algorithm>

#include "base/failure.h"
#include "record/state.h"
#include "simulation/workload/acts.h"
#include "simulation/workload/mix.h"
#include "simulation/workload/office.h"
#include "simulation/workload/people.h"
#include "simulation/workload/trouble.h"
#include "simulation/workload/upkeep.h"

namespace keybook::simulation {
namespace {

using schema::Type;

constexpr int wide_share = 15;         // percent of what people do, in stories that have it
constexpr int settle_rounds_max = 12;  // liveness: after the faults everybody is in sync within that many exchanges
constexpr std::int64_t settle_pause_ms = 60'000;  // in which devices look at their rows

class Run {
 public:
  Run(World& world, const Mix& mix)
      : world_(world),
        mix_(mix),
        people_(world, mix.requests),
        acts_(world, mix_),
        trouble_(world, mix_),
        upkeep_(world, mix_),
        office_(world) {}

  void live() {
    world_.faults = mix_.network;
    upkeep_.begin();
    for (int i = 0; i < mix_.steps && !world_.violation; ++i) step();
  }

  void settle() {
    world_.faults = NetworkFaults{};
    // Head office, which looks for everything, reads all that the server knows.
    if (&world_.server->registry() == &world_.grown) base::need(world_.device_of("office")->declare(world_.grown));
    for (int round = 0; round < settle_rounds_max; ++round) {
      bool moved = false;
      if (round == 1) world_.server->close_restore();  // all have been back
      upkeep_.settle();
      world_.time.pass(settle_pause_ms);
      for (auto& device : world_.devices) {
        if (world_.ledger.disabled.contains(device->user())) continue;
        ++world_.counts["exchanges"];
        const auto done = device->client().sync({});
        if (!done && world_.enrol_again(*device, done.error().code)) {
          moved = true;
          continue;
        }
        if (!done) return world_.violate("liveness", device->name() + " cannot sync: " + done.error().text());
        world_.trace(device->name() + " settles: " + std::to_string(done->pushed) + " up, " +
                     std::to_string(done->pulled) + " down" + (done->complete ? "" : ", not all"));
        moved = moved || done->pushed > 0 || done->pulled > 0 || !done->complete;
      }
      if (!moved && round > 0) return;
    }
    world_.violate("liveness", "still moving after " + std::to_string(settle_rounds_max) + " rounds");
  }

  void judge() {
    const Scene end = world_.scene();
    for (auto* oracle : {&liveness, &convergence, &conservation, &invariants}) {
      world_.judge((*oracle)(end));
      if (world_.violation) return;
    }
    for (auto& device : world_.devices)
      if (!world_.ledger.disabled.contains(device->user())) {
        world_.judge(visibility(end, *device));
        world_.judge(eviction(end, *device, world_.random));
      }
  }

 private:
  // ---- one step of somebody's day
  void step() {
    SeededRandom& random = world_.random;
    world_.time.pass(static_cast<std::int64_t>(random.below(random.chance(10) ? 50'000'000 : 120'000)));
    if (random.chance(mix_.server_crash)) {
      ++world_.counts["server crashes"];
      world_.trace("server crashes");
      world_.server->crash_and_restart(random);
      return;
    }
    if (random.chance(30)) world_.server->tick();
    if (random.chance(mix_.rights)) return change_rights();
    DeviceNode& device = *random.pick(world_.devices);
    if (random.chance(mix_.troubles)) return trouble_.any(device);
    if (mix_.has_upkeep() && random.chance(mix_.upkeep)) return upkeep_.any(device);
    break_something(device);
    do_something(device);
    mend_disks(device);
    revive(device);
    if (random.chance(4)) look_over(device);
  }

  void do_something(DeviceNode& device) {
    if (world_.random.chance(mix_.acts)) return acts_.any(device);
    if (mix_.wide && world_.random.chance(wide_share)) return people_.edit_widely(device);
    if (mix_.sends_refused && world_.random.chance(wide_share)) return people_.look_at_refused(device);
    const std::uint64_t what = world_.random.below(100);
    if (what < 35)
      world_.sync(device);
    else if (what < 50)
      people_.create(device);
    else if (what < 85)
      people_.edit(device);
    else if (what < 85 + static_cast<std::uint64_t>(mix_.deletes))
      people_.remove(device);
    else
      people_.resolve(device);
  }

  // A device is sound at any time, not only when all is quiet.
  void look_over(DeviceNode& device) {
    if (device.was_damaged) return;
    ++world_.counts["check a device at work"];
    const auto broken = base::need(device.client().check());
    if (!broken.empty()) world_.violate("device invariants", device.name() + ": " + broken.front());
  }

  void change_rights() {
    if (mix_.disables && world_.random.chance(10)) {
      if (const std::string gone = office_.disable_one(); !gone.empty()) {
        ++world_.counts["users disabled"];
        world_.trace(gone + " is disabled");
        world_.ledger.disabled.insert(gone);
        return;
      }
    }
    const std::string what = office_.change_rights();
    ++world_.counts["rights changed"];
    world_.trace(what.empty() ? "nobody's rights change" : what);
  }

  // Clocks, machines and disks, for this one step.
  void break_something(DeviceNode& device) {
    SeededRandom& random = world_.random;
    const auto draw = [&](int percent, const char* name) {
      if (!random.chance(percent)) return false;
      ++world_.counts[name];
      return true;
    };
    if (draw(mix_.full_disk, "full disks")) device.disk().set_full(world_.disk_fault = true);
    if (draw(mix_.read_only_disk, "read-only disks")) device.disk().set_read_only(world_.disk_fault = true);
    if (draw(mix_.server_full_disk, "full server disks")) world_.server->disk().set_full(world_.disk_fault = true);
    if (draw(mix_.clock_jump, "clock jumps"))
      device.clock().jump(static_cast<std::int64_t>(random.below(ten_years_ms / 5)) - ten_years_ms / 10);
    if (draw(mix_.crash, "crashes armed")) device.disk().die_after(static_cast<std::int64_t>(random.below(60)));
    if (draw(mix_.server_crash, "server crashes armed"))
      world_.server->disk().die_after(static_cast<std::int64_t>(random.below(80)));
  }

  void mend_disks(DeviceNode& device) {
    device.disk().set_full(false);
    device.disk().set_read_only(false);
    world_.server->disk().set_full(false);
    world_.disk_fault = false;
  }

  // Whoever died starts again, with what its disk kept.
  void revive(DeviceNode& device) {
    if (world_.server->disk().dead()) {
      ++world_.counts["server crashes"];
      world_.trace("server died and restarts");
      world_.server->crash_and_restart(world_.random);
    }
    world_.server->disk().die_after(-1);
    if (!device.disk().dead()) return device.disk().die_after(-1);
    ++world_.counts["device crashes"];
    world_.trace(device.name() + " died and restarts");
    base::need(device.crash_and_restart(world_.random));
  }

  World& world_;
  const Mix mix_;
  People people_;
  Acts acts_;
  Trouble trouble_;
  Upkeep upkeep_;
  Office office_;
};

}  // namespace

// Something to work on from the first step: accounts and what hangs below them, known to everybody.
std::unique_ptr<World> make_world(std::uint64_t block, const Declared& declared, const Allowed& only) {
  SeededRandom random(block * 0x9E3779B97F4A7C15ULL + 7);
  World::Sizes sizes;
  sizes.reps = random.chance(10) ? 1 : static_cast<int>(2 + random.below(2));
  sizes.devices_per_rep = static_cast<int>(1 + random.below(2));
  sizes.wrong_clocks = (only.empty() || only.contains("clocks")) && random.chance(50);
  if (random.chance(40)) sizes.page_bytes = static_cast<std::int64_t>(2000 + random.below(8000));
  auto world = std::make_unique<World>(block, declared, sizes);
  People people(*world);
  const Type* account = declared.first.type("account");
  for (auto& device : world->devices) {
    if (device->user().starts_with("rep")) {
      for (int i = 0; i < 2; ++i) people.create_one(*device, *account);
      for (int i = 0; i < 3; ++i) people.create(*device);
    }
    world->sync(*device);
  }
  for (int round = 0; round < 2; ++round)
    for (auto& device : world->devices) {
      if (round == 0) people.edit(*device);
      world->sync(*device);
    }
  // Every statement that the oracles use is prepared now and not by each story.
  const Scene scene = world->scene();
  for (auto* oracle : {&liveness, &convergence, &conservation, &invariants}) world->judge((*oracle)(scene));
  return world;
}

RunResult run_story(World& world, std::uint64_t seed, const Allowed& only, bool verbose) {
  world.verbose = verbose;
  SeededRandom random(seed);
  const Mix mix(random, only);
  world.go_on(random.u64());
  RunResult result;
  result.seed = seed;
  Run run(world, mix);
  try {
    run.live();
    if (!world.violation) run.settle();
    if (!world.violation) run.judge();
  } catch (const base::Failure& failure) {
    world.violate("no surprise", failure.error().text());
  }
  result.violation = world.violation;
  result.trace_hash = record::sha256_hex(world.story).substr(0, 16);
  result.drawn = mix.text();
  result.counts = world.counts;
  return result;
}

}  // namespace keybook::simulation
