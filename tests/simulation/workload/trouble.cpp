#include "simulation/workload/trouble.h"

#include <algorithm>

#include "base/failure.h"

namespace keybook::simulation {

namespace {

constexpr int clones_max = 2;

}  // namespace

void Trouble::done(const std::string& what, const std::string& detail) {
  ++world_.counts[what];
  world_.trace(what + ": " + detail);
}

void Trouble::any(DeviceNode& device) {
  std::vector<std::function<void()>> kinds;
  if (mix_.clones) kinds.emplace_back([&] { clone(device); });
  if (mix_.put_back) {
    kinds.emplace_back([&] { keep_copy(device); });
    kinds.emplace_back([&] { put_back(); });
  }
  if (mix_.restores) {
    kinds.emplace_back([&] { backup(); });
    kinds.emplace_back([&] { restore(); });
  }
  if (mix_.revokes) kinds.emplace_back([&] { revoke(device); });
  if (mix_.declarations) kinds.insert(kinds.end(), 3, [&] { grow(); });
  if (!kinds.empty()) world_.random.pick(kinds)();
}

void Trouble::clone(DeviceNode& device) {
  if (clones_ >= clones_max) return;
  ++clones_;
  const std::string of = device.name();
  done("profiles copied", of + " to " + world_.clone(device).name());
}

void Trouble::keep_copy(DeviceNode& device) {
  copies_.push_back(
      {device.name(), device.disk().copy(), world_.ledger.values.size(), world_.ledger.restores, &device.registry()});
  world_.trace("a copy of " + device.name() + " is kept");
}

// What was saved since then and had not left the device is on no disk any more.
void Trouble::excuse_since(const Copy& copy, DeviceNode& device) {
  std::set<client::Counter> unsent;
  for (const auto& list : {device.client().waiting(), device.client().refused()})
    for (const auto& entry : base::need(list)) unsent.insert(entry.counter);
  for (std::size_t i = 0; i < world_.ledger.values.size(); ++i) {
    SavedValue& value = world_.ledger.values[i];
    if (value.device != device.name()) continue;
    value.fragile = true;
    if (i >= copy.saved && (unsent.contains(value.counter) || copy.restores != world_.ledger.restores))
      value.excused = "put back";
  }
  world_.ledger.tallied = false;  // which of their changes are among these is not known
}

void Trouble::put_back() {
  if (copies_.empty()) return;
  const Copy copy = world_.random.pick(copies_);
  for (auto& device : world_.devices) {
    if (device->name() != copy.device || world_.ledger.revoked.contains(copy.device)) continue;
    excuse_since(copy, *device);
    base::need(device->put_back(copy.files));
    if (&device->registry() != copy.registry) done("grown over an older profile", copy.device);
    done("profiles put back", copy.device);
  }
}

void Trouble::backup() {
  backups_.push_back(world_.server->backup());
  done("backups", std::to_string(backups_.size()));
}

void Trouble::restore() {
  if (backups_.empty()) return;
  const auto which = static_cast<std::size_t>(world_.random.below(backups_.size()));
  ++world_.ledger.restores;
  for (std::size_t i = 0; i < world_.ledger.values.size(); ++i) {
    SavedValue& value = world_.ledger.values[i];
    const bool out_of_reach = value.fragile || world_.ledger.disabled.contains(value.user);
    if (out_of_reach) value.excused = "restored without its device";
  }
  world_.ledger.tallied = false;
  world_.server->restore(backups_[which]);
  done("restores", "backup " + std::to_string(which + 1));
}

void Trouble::revoke(DeviceNode& device) {
  if (!device.user().starts_with("rep") || world_.ledger.revoked.contains(device.name())) return;
  const auto status = base::need(device.client().status());
  const auto revoked = server::admin::revoke_device(world_.server->ground(), status.device);
  if (!revoked) return world_.trace(device.name() + " is not revoked: " + revoked.error().text());
  world_.ledger.revoked.insert(device.name());
  world_.ledger.tallied = false;
  for (SavedValue& value : world_.ledger.values)
    if (value.user == device.user()) value.fragile = true;
  done("devices revoked", device.name());
}

void Trouble::grow() {
  const schema::Registry* grown = &world_.grown;
  if (&world_.server->registry() != grown) {
    world_.server->declare(*grown);
    return done("declarations grown", "server");
  }
  for (auto& device : world_.devices) {
    if (&device->registry() == grown || world_.random.chance(50)) continue;
    base::need(device->declare(*grown));
    return done("declarations grown", device->name());
  }
}

}  // namespace keybook::simulation
