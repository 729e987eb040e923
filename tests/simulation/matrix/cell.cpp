#include "simulation/matrix/cell.h"

#include <algorithm>

#include "base/failure.h"

namespace keybook::simulation {

using client::Client;
using client::Value;

namespace {

constexpr const char* worked_value = "v-worked";
constexpr const char* rival_value = "v-rival";
constexpr int fleet_size = 7;
constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

Value team_of(const std::vector<std::string>& members) {
  Value fields = Value::object();
  fields["team"] = members;
  return fields;
}

}  // namespace

std::string Cell::expected(Change change, Done done, When when, Wrong wrong) {
  if (done == Done::Nothing) return "nothing";
  // The device gives a covered file up by its own clock: one that runs ahead does so too early, until the next sync.
  if (change == Change::CoverEnd && wrong == Wrong::Ahead) return "hidden";
  return when == When::After && change != Change::Grant ? "parked" : "applied";
}

void Cell::expect(bool holds, const std::string& what) {
  if (!holds) world_.violate("matrix", what);
}

void Cell::all_sync(int rounds) {
  for (int round = 0; round < rounds; ++round)
    for (auto& one : world_.devices) world_.sync(*one);
}

std::string Cell::run() {
  prepare();
  go_wrong_before();
  later();
  if (when_ == When::Before) {
    work();
    later();
    arrive();
    later();
  } else if (when_ == When::During) {
    work();
    later();
  }
  make_change();
  later();
  if (when_ == When::After) {
    work();
    later();
  }
  if (wrong_ == Wrong::Restored) backup_ = world_.server->backup();
  if (when_ != When::Before) arrive();
  settle();
  const std::string what = found();
  expect(what == expected(change_, done_, when_, wrong_), "the work is " + what);
  check_sight();
  if (what == "parked") take_what_is_parked();
  const Scene end = world_.scene();
  for (auto* oracle : {&liveness, &convergence, &conservation, &invariants}) world_.judge((*oracle)(end));
  for (auto& one : world_.devices) world_.judge(visibility(end, *one));
  return what;
}

// An account with a contact. Of rep1 for a handover, else of rep2; rep1 is in its team, or stands in for its owner.
void Cell::prepare() {
  const std::string owner = change_ == Change::Handover ? "rep1" : "rep2";
  account_ = base::need(of(owner).create("account", {{"name", "v-account"}, {"remark", "v-first"}})).ids.front();
  contact_ = base::need(of(owner).create("contact", {{"account", account_}, {"name", "v-contact"}})).ids.front();
  all_sync(2);
  if (change_ == Change::Revoke) static_cast<void>(base::need(of("boss").set("account", account_, team_of({"rep1"}))));
  if (change_ == Change::CoverEnd)
    cover_ = base::need(of("boss").add_cover("rep2", "rep1", world_.time.now_ms(), world_.time.now_ms() + day_ms)).id;
  all_sync(2);
}

void Cell::go_wrong_before() {
  DeviceNode& worker_device = device(worker());
  if (wrong_ == Wrong::Ahead) worker_device.clock().jump(ten_years_ms);
  if (wrong_ == Wrong::Behind) worker_device.clock().jump(-ten_years_ms);
  if (wrong_ != Wrong::OlderDeclaration) return;
  world_.server->declare(world_.grown);
  for (auto& one : world_.devices)
    if (one.get() != &worker_device) base::need(one->declare(world_.grown));
  static_cast<void>(base::need(of("boss").set("account", account_, {{"fleet_size", fleet_size}})));
  all_sync(2);
}

void Cell::make_change() {
  const auto team = [&](const std::vector<std::string>& members) {
    static_cast<void>(base::need(of("boss").set("account", account_, team_of(members))));
    world_.sync(device("boss"));
  };
  switch (change_) {
    case Change::Grant:
      return team({"rep1"});
    case Change::Revoke:
      return team({});
    case Change::CoverEnd:
      static_cast<void>(base::need(of("boss").end_cover(cover_)));
      return;
    case Change::Handover:
      break;
  }
  client::HandoverWish wish;
  wish.accounts = {account_};
  wish.to = "rep2";
  wish.force = true;
  expect(base::need(of("boss").propose_handover(wish)).state == "effective", "the handover did not take effect");
}

void Cell::work() {
  Client& client = of(worker());
  hidden_ = !client.get("account", account_);
  if (hidden_) return;
  if (done_ == Done::Edited || done_ == Done::Conflicting)
    static_cast<void>(base::need(client.set("account", account_, {{"remark", worked_value}})));
  if (done_ == Done::NewChild)
    child_ = base::need(client.create("task", {{"account", account_}, {"title", worked_value}})).ids.front();
  if (done_ == Done::Deleted) static_cast<void>(base::need(client.remove("contact", contact_)));
  if (done_ != Done::Conflicting) return;
  static_cast<void>(base::need(of("boss").set("account", account_, {{"remark", rival_value}})));
  world_.sync(device("boss"));
}

void Cell::arrive() {
  DeviceNode& one = device(worker());
  if (wrong_ == Wrong::Clone) world_.sync(world_.clone(one));
  if (wrong_ == Wrong::LostAnswer) {
    world_.faults.lose_answer = 100;
    world_.sync(one);
    world_.faults.lose_answer = 0;
  }
  world_.sync(one);
}

void Cell::settle() {
  if (wrong_ == Wrong::Restored) {
    later();
    ++world_.ledger.restores;
    world_.server->restore(backup_);
    all_sync(2);
    world_.server->close_restore();
  }
  all_sync(4);
}

std::string Cell::found_of_record(const std::string& type, const std::string& id) {
  Client& office = of("office");
  const auto parked = base::need(office.parked());
  if (std::any_of(parked.begin(), parked.end(), [&](const auto& one) { return one.record == id; })) return "parked";
  const auto record = office.get(type, id);
  if (done_ == Done::NewChild) return record && !record->deleted ? "applied" : "nowhere";
  return record && record->deleted ? "applied" : "nowhere";
}

std::string Cell::found() {
  if (done_ == Done::Nothing) return "nothing";
  if (hidden_) return "hidden";
  if (done_ == Done::NewChild) return found_of_record("task", child_);
  if (done_ == Done::Deleted) return found_of_record("contact", contact_);
  std::string what = "nowhere";
  int lines = 0;
  std::string all;
  bool rival = done_ != Done::Conflicting;
  for (const auto& line : base::need(of("office").history("account", account_, "remark"))) {
    rival = rival || line.value == rival_value;
    if (line.value != worked_value) continue;
    ++lines;
    all += " " + line.outcome + " (" + line.note + ") by " + line.user;
    what = line.outcome == "parked" ? "parked" : line.user == worker() ? "applied" : "credited to " + line.user;
  }
  // What was taken stands beside the late edit that it came from.
  expect(lines <= (taken_ ? 2 : 1), "the edit is there " + std::to_string(lines) + " times:" + all);
  expect(rival, "the rival's value is lost");
  return what;
}

// The owner now takes it: then it is as if it had come in time, in its author's name.
void Cell::take_what_is_parked() {
  const auto waiting = base::need(of("rep2").parked());
  expect(waiting.size() == 1, std::to_string(waiting.size()) + " late edits wait for the owner");
  if (waiting.size() != 1) return;
  base::need(of("rep2").decide_parked(waiting.front().id, true));
  taken_ = true;
  all_sync(2);
  const std::string what = found();
  expect(what == "applied", "what was taken is " + what);
}

void Cell::check_sight() {
  const bool sees = of("rep1").get("account", account_).has_value();
  expect(sees == (change_ == Change::Grant), std::string("rep1 ") + (sees ? "still sees" : "does not see") + " it");
  expect(of("rep2").get("account", account_).has_value(), "rep2 does not see it");
  if (wrong_ != Wrong::OlderDeclaration) return;
  const auto shown = base::need(of("office").get("account", account_));
  expect(shown.fields.value("fleet_size", Value()) == fleet_size,
         "the field that an older device does not know was lost");
}

}  // namespace keybook::simulation
