#include "simulation/workload/upkeep.h"

#include "base/failure.h"
#include "sqlite/database.h"

namespace keybook::simulation {

namespace admin = server::admin;
using server::session::HeldGroup;

void Upkeep::done(const std::string& what, const std::string& detail) {
  ++world_.counts[what];
  world_.trace(what + ": " + detail);
}

void Upkeep::begin() {
  if (!mix_.brake) return;
  server::session::BrakeLimits limits;
  limits.percent = 10;
  limits.records = 2;
  base::need(admin::set_brake_limits(world_.server->ground(), limits));
}

void Upkeep::any(DeviceNode& device) {
  std::vector<std::function<void()>> kinds;
  if (mix_.brake) kinds.emplace_back([&] { say_a_word(); });
  if (mix_.parcels) kinds.emplace_back([&] { let_in(); });
  if (mix_.retention) kinds.emplace_back([&] { compact(); });
  if (mix_.damage) kinds.emplace_back([&] { damage(device); });
  if (!kinds.empty()) world_.random.pick(kinds)();
}

void Upkeep::decide(const std::string& group, bool release) {
  const auto ground = world_.server->ground();
  const auto decided = release ? admin::release_held(ground, group) : admin::reject_held(ground, group);
  if (!decided) return world_.violate("no surprise", "a held change is decided: " + decided.error().text());
  done(release ? "held changes released" : "held changes rejected", std::to_string(decided->mutations));
}

void Upkeep::say_a_word() {
  for (const HeldGroup& group : base::need(admin::held(world_.server->store())))
    if (group.state == HeldGroup::State::Open) return decide(group.id, world_.random.chance(50));
}

void Upkeep::let_in() {
  for (const auto& parcel : base::need(admin::parcels(world_.server->store()))) {
    if (parcel.unsent <= 0) continue;  // for people to read
    if (parcel.row.state != server::storage::ParcelState::Held || world_.random.chance(30)) continue;
    const auto applied = admin::apply_parcel(world_.server->ground(), parcel.row.id);
    if (!applied) return world_.trace("a parcel is not let in: " + applied.error().text());
    return done("parcels let in", std::to_string(applied->mutations) + " of " + parcel.row.user);
  }
}

void Upkeep::compact() {
  const auto days = static_cast<std::int64_t>(world_.random.below(2));
  const auto compacted = base::need(admin::compact(world_.server->ground(), days));
  world_.ledger.compacted = true;
  done("compactions", std::to_string(compacted.dropped) + " records leave the feed");
}

// Behind the back of the program, as a bad disk or somebody's tool would.
void Upkeep::damage(DeviceNode& device) {
  const bool is_contact = world_.random.chance(50);
  const auto record = world_.any_record(device, is_contact ? "contact" : "visit");
  if (!record) return;
  const std::string table = "r_" + record->type, field = is_contact ? "name" : "subject";
  device.stop();
  {
    sqlite::OpenOptions options;
    options.vfs = device.disk().vfs();
    auto database = base::need(sqlite::Database::open("profile/keybook.db", options));
    auto change = base::need(database->prepare(world_.random.chance(50) ? "DELETE FROM " + table + " WHERE id = ?"
                                                                        : "UPDATE " + table + " SET " + field + " = " +
                                                                              field + " || 'x' WHERE id = ?"));
    base::need(change.bind(record->id).run());
  }
  base::need(device.start());
  device.was_damaged = true;
  done("rows damaged", device.name() + " " + record->type + " " + record->id);
}

void Upkeep::settle() {
  for (const HeldGroup& group : base::need(admin::held(world_.server->store())))
    if (group.state == HeldGroup::State::Open) decide(group.id, world_.random.chance(50));
}

}  // namespace keybook::simulation
