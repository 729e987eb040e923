#include "simulation/workload/acts.h"

#include "base/failure.h"

namespace keybook::simulation {

using base::ErrorCode;
using client::Client;

void Acts::tell(DeviceNode& device, const std::string& act, const std::string& what, const base::Error* error) {
  world_.trace(device.name() + " " + act + " " + what + ": " + (error == nullptr ? "done" : error->text()));
  ++world_.counts["act " + act + (error == nullptr ? "" : ", not done")];
  if (error == nullptr || world_.explained(device, error->code) || base::exit_status(error->code) == 3) return;
  if (world_.enrol_again(device, error->code)) return;
  const bool refused = error->code == ErrorCode::NoRight || error->code == ErrorCode::UnknownRecord ||
                       error->code == ErrorCode::NotValid;
  if (!refused) world_.violate("no surprise", device.name() + " " + act + ": " + error->text());
}

void Acts::any(DeviceNode& device) {
  using Do = void (Acts::*)(DeviceNode&);
  std::vector<Do> acts;
  const auto add = [&acts](bool has, std::initializer_list<Do> more) {
    if (has) acts.insert(acts.end(), more);
  };
  add(mix_.handovers, {&Acts::propose, &Acts::propose, &Acts::decide, &Acts::decide});
  add(mix_.parked, {&Acts::decide_parked, &Acts::decide_parked});
  add(mix_.covers, {&Acts::cover, &Acts::end_cover});
  add(mix_.merges, {&Acts::merge, &Acts::unmerge});
  add(mix_.pool, {&Acts::pool});
  if (!acts.empty()) (this->*world_.random.pick(acts))(device);
}

void Acts::propose(DeviceNode& device) {
  SeededRandom& random = world_.random;
  client::HandoverWish wish;
  wish.to = some_rep();
  if (random.chance(20)) {
    wish.all = true;
    wish.from = device.user().starts_with("rep") ? device.user() : some_rep();
  } else {
    for (int i = random.chance(70) ? 1 : 3; i > 0; --i)
      if (const auto account = world_.any_record(device, "account")) wish.accounts.push_back(account->id);
    if (wish.accounts.empty()) return;
  }
  wish.keep = random.chance(30);
  wish.force = !device.user().starts_with("rep") && random.chance(60);
  if (random.chance(30)) wish.effective_ms = world_.time.now_ms() + static_cast<std::int64_t>(random.below(3'600'000));
  static const std::vector<std::string> choices = {"all", "open", "none"};
  for (const schema::Type& type : device.registry().types())
    if (!type.handover.person.empty() && random.chance(40)) wish.choices[type.name] = random.pick(choices);
  if (random.chance(20)) {
    const auto preview = device.client().preview_handover(wish);
    tell(device, "previews a handover", "", preview);
  }
  const auto plan = device.client().propose_handover(wish);
  tell(device, wish.force ? "hands over" : "proposes a handover",
       (wish.all ? "of everything of " + wish.from : std::to_string(wish.accounts.size()) + " accounts") + " to " +
           wish.to,
       plan);
}

void Acts::decide(DeviceNode& device) {
  const auto plans = device.client().handovers();
  if (!plans) return tell(device, "lists handovers", "", plans);
  std::vector<std::string> open;
  for (const auto& plan : *plans)
    if (plan.open()) open.push_back(plan.id);
  if (open.empty()) return;
  const std::string id = world_.random.pick(open);
  const std::uint64_t what = world_.random.below(10);
  const auto act = what < 7    ? Client::HandoverAct::Accept
                   : what == 7 ? Client::HandoverAct::Decline
                               : Client::HandoverAct::Withdraw;
  const auto decided = device.client().decide_handover(id, act);
  tell(device,
       what < 7    ? "accepts a handover"
       : what == 7 ? "declines a handover"
                   : "withdraws a handover",
       id, decided);
}

void Acts::decide_parked(DeviceNode& device) {
  const auto waiting = device.client().parked();
  if (!waiting) return;
  std::vector<client::Parked> others;
  for (const auto& one : *waiting)
    if (one.state == "parked") others.push_back(one);
  if (others.empty()) return;
  const client::Parked& one = world_.random.pick(others);
  const bool take = world_.random.chance(70);
  std::vector<std::string> fields;
  if (world_.random.chance(30) && one.op == record::Op::Set && !one.fields.empty())
    fields.push_back(one.fields.begin()->first);
  const auto done = device.client().decide_parked(one.id, take, fields);
  tell(device, std::string(take ? "takes" : "declines") + (fields.empty() ? " a late edit" : " a field of a late edit"),
       one.id, done);
}

void Acts::cover(DeviceNode& device) {
  const std::string absent = device.user().starts_with("rep") ? device.user() : some_rep();
  const std::string substitute = some_rep();
  const std::int64_t from_ms =
      world_.time.now_ms() + (world_.random.chance(50) ? 0 : static_cast<std::int64_t>(world_.random.below(600'000)));
  const std::int64_t until_ms = from_ms + 60'000 + static_cast<std::int64_t>(world_.random.below(20'000'000));
  const auto plan = device.client().add_cover(absent, substitute, from_ms, until_ms);
  tell(device, "arranges a cover", substitute + " for " + absent, plan);
}

void Acts::end_cover(DeviceNode& device) {
  const auto plans = device.client().covers();
  if (!plans) return tell(device, "lists covers", "", plans);
  for (const auto& plan : *plans) {
    if (plan.state == "over") continue;
    const auto ended = device.client().end_cover(plan.id);
    return tell(device, "ends a cover", plan.id, ended);
  }
}

void Acts::merge(DeviceNode& device) {
  const auto from = world_.any_record(device, "account"), into = world_.any_record(device, "account");
  if (!from || !into || from->id == into->id) return;
  std::map<std::string, std::string> fields;
  if (world_.random.chance(30)) fields["name"] = "并" + world_.values.word();
  const auto done = device.client().merge_accounts(from->id, into->id, fields);
  world_.ledger.merged.insert({from->id, into->id});
  tell(device, "merges", from->id + " into " + into->id, done);
}

void Acts::unmerge(DeviceNode& device) {
  if (world_.ledger.merged.empty()) return;
  auto at = world_.ledger.merged.begin();
  std::advance(at, static_cast<std::ptrdiff_t>(world_.random.below(world_.ledger.merged.size())));
  const auto done = device.client().unmerge_accounts(*at);
  tell(device, "parts", *at, done);
}

void Acts::pool(DeviceNode& device) {
  const auto there = device.client().pool();
  if (!there) return tell(device, "lists the pool", "", there);
  if (there->empty() || world_.random.chance(40)) {
    const auto account = world_.any_record(device, "account");
    if (!account) return;
    const auto done = device.client().use_pool(Client::PoolAct::Return, account->id);
    return tell(device, "returns to the pool", account->id, done);
  }
  const std::string account =
      (*there)[static_cast<std::size_t>(world_.random.below(there->size()))]["id"].get<std::string>();
  const bool assign = !device.user().starts_with("rep");
  const auto done =
      device.client().use_pool(assign ? Client::PoolAct::Assign : Client::PoolAct::Claim, account, some_rep());
  tell(device, assign ? "assigns from the pool" : "claims from the pool", account, done);
}

}  // namespace keybook::simulation
