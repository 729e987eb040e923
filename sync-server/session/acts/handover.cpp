// Handovers: proposed, decided, made effective (REPLICATION §7).
#include "session/acts/handover.h"

#include <algorithm>
#include <limits>

#include "base/failure.h"
#include "schema/calendar.h"
#include "session/acts/given.h"

namespace keybook::server::session {

using base::ErrorCode;
using base::Failure;
using protocol::HandoverPlan;

namespace {

void put(Scene& scene, const HandoverPlan& plan) {
  // Only an accepted one with a date is looked at by the jobs.
  const std::int64_t due = plan.state == "accepted" ? std::max<std::int64_t>(1, plan.effective_ms) : 0;
  scene.writer.put(storage::Plan{handover_kind, plan.id, due, protocol::to_json(plan).dump()});
}

bool manages_all(const RightsNow& rights, const access::User& user, const HandoverPlan& plan) {
  return !plan.accounts.empty() && std::all_of(plan.accounts.begin(), plan.accounts.end(),
                                               [&](const auto& account) { return rights.manages(user, account.id); });
}

bool is_party(const access::User& user, const HandoverPlan& plan) {
  return user.name == plan.to || user.name == plan.by ||
         std::any_of(plan.accounts.begin(), plan.accounts.end(),
                     [&](const auto& one) { return one.from == user.name; });
}

// As this user may see it; nothing where it is none of the user's business.
std::optional<HandoverPlan> shown(const RightsNow& rights, const access::User& user, HandoverPlan plan) {
  if (is_party(user, plan)) return plan;
  std::erase_if(plan.accounts, [&](const auto& account) { return !rights.manages(user, account.id); });
  if (plan.accounts.empty()) return std::nullopt;
  return plan;
}

HandoverPlan need_plan(Scene& scene, const std::string& id) {
  const auto stored = scene.writer.plan(handover_kind, id);
  std::optional<HandoverPlan> plan;
  if (stored) plan = protocol::handover_plan(record::Value::parse(stored->body));
  const RightsNow rights(scene.writer);
  if (!plan || !shown(rights, scene.user, *plan))
    throw Failure({ErrorCode::UnknownRecord, "there is no such handover", at_record("handover", id),
                   "`keybook handover list` shows yours"});
  return *std::move(plan);
}

std::vector<std::string> asked_accounts(Scene& scene, const Given& given, const RightsNow& rights) {
  const std::string from = given.text("from");
  std::vector<std::string> accounts;
  if (given.flag("all")) {
    const access::User predecessor{from.empty() ? scene.user.name : from, access::Role::Rep, ""};
    for (const std::string& file : scene.writer.visible_files(predecessor)) {
      const auto has = rights.of(file);
      const bool reach = scene.user.name == predecessor.name || rights.manages(scene.user, file);
      if (has && has->owner == predecessor.name && reach && rights.standing(file) == file) accounts.push_back(file);
    }
    if (accounts.empty())
      throw Failure({ErrorCode::UnknownRecord, "there is no account of this user that you could hand over",
                     at_record("user", predecessor.name),
                     "`keybook list account --where owner=NAME` shows those you see"});
    return accounts;
  }
  for (const std::string& id : given.texts("accounts")) {
    std::string account = need_account(rights, scene.user, id);
    if (std::find(accounts.begin(), accounts.end(), account) == accounts.end()) accounts.push_back(std::move(account));
  }
  if (accounts.empty())
    throw Failure(
        {ErrorCode::Usage, "no account is named", at_field("accounts"), "Name accounts, or everything of a user"});
  return accounts;
}

void check_account(Scene& scene, const RightsNow& rights, const std::string& account, const std::string& to) {
  const access::FileRights has = *rights.of(account);
  if (has.owner != scene.user.name && !rights.manages(scene.user, account))
    throw Failure({ErrorCode::NoRight,
                   "only its owner, a manager of its territory or head office hands an account over",
                   at_record("account", account), "Ask one of them"});
  if (has.owner == to)
    throw Failure({ErrorCode::NotValid, "the account is " + to + "'s already", at_record("account", account, "owner"),
                   "Leave it out"});
  const auto state = scene.writer.record(scene.writer.registry().root()->name, account);
  if (!state || state->deleted)
    throw Failure({ErrorCode::NotValid, "the account was deleted", at_record("account", account), "Restore it first"});
}

std::map<std::string, std::string> asked_choices(const Scene& scene, const Given& given) {
  std::map<std::string, std::string> choices;
  for (const schema::Type& type : scene.writer.registry().types())
    if (!type.handover.person.empty()) choices[type.name] = "open";
  const record::Value asked = given.object("choices");
  for (const auto& [type, choice] : asked.items()) {
    if (!choices.contains(type))
      throw Failure(
          {ErrorCode::Usage, "records of this type do not change hands", at_record(type, ""), "Leave it out"});
    if (choice != "all" && choice != "open" && choice != "none")
      throw Failure({ErrorCode::Usage, "there is no such choice", at_record(type, ""), "Choose all, open or none"});
    choices[type] = choice.get<std::string>();
  }
  return choices;
}

void settle(Scene& scene, HandoverPlan& plan) {
  if (plan.state == "accepted" && plan.effective_ms <= scene.now_ms) make_effective(scene, plan);
  put(scene, plan);
}

void decide(Scene& scene, HandoverPlan& plan, const char* state) {
  plan.state = state;
  plan.decided_by = scene.user.name;
  plan.decided_ms = scene.now_ms;
}

[[noreturn]] void too_late(const HandoverPlan& plan) {
  throw Failure({ErrorCode::NotValid, "the handover is " + plan.state + " already", at_record("handover", plan.id),
                 plan.state == "effective" ? "To reverse it, propose a new one" : "Propose a new one"});
}

}  // namespace

HandoverPlan asked_handover(Scene& scene, const record::Value& asked, std::vector<std::string>* already) {
  const Given given(asked);
  const RightsNow rights(scene.writer);
  HandoverPlan plan;
  plan.id = scene.new_id();
  plan.state = "proposed";
  plan.to = need_user(scene.writer, given.needed("to")).name;
  plan.by = scene.user.name;
  plan.note = given.text("note");
  plan.keep = given.flag("keep");
  plan.proposed_ms = scene.now_ms;
  plan.effective_ms = given.number("effective_ms");
  plan.choices = asked_choices(scene, given);
  std::vector<std::string> accounts = asked_accounts(scene, given, rights);
  if (already != nullptr) {
    const auto others = std::stable_partition(accounts.begin(), accounts.end(), [&](const std::string& account) {
      return rights.of(account)->owner != plan.to;
    });
    if (others != accounts.begin()) {
      already->assign(others, accounts.end());
      accounts.erase(others, accounts.end());
    }
  }
  for (const std::string& account : accounts) {
    check_account(scene, rights, account, plan.to);
    plan.accounts.push_back({account, rights.of(account)->owner, ""});
  }
  return plan;
}

merge::Handover handover_event(const HandoverPlan& plan, const HandoverPlan::Account& account) {
  merge::Handover event{account.id, plan.to, plan.keep, plan.decided_by.empty() ? plan.by : plan.decided_by};
  for (const auto& [type, choice] : plan.choices)
    event.moves[type] = choice == "all"    ? merge::Moves::All
                        : choice == "open" ? merge::Moves::Open
                                           : merge::Moves::None;
  return event;
}

void hand_over(Scene& scene, const HandoverPlan& plan, const HandoverPlan::Account& account,
               const record::Stamp& stamp) {
  const merge::Handover event = handover_event(plan, account);
  std::int64_t moved = 0;
  for (const auto& [type, going] : scene.engine.preview(event)) moved += going.moves;
  scene.engine.commit(event, stamp, scene.now_ms);
  if (scene.writer.registry().type("handover") == nullptr) return;  // a folder of declarations may leave it out
  std::map<std::string, record::Value> fields = {{"account", account.id},  {"at", schema::time_of_ms(scene.now_ms)},
                                                 {"proposed_by", plan.by}, {"decided_by", event.by},
                                                 {"keep", plan.keep},      {"moved", moved},
                                                 {"plan", plan.id}};
  if (!account.from.empty()) fields["predecessor"] = account.from;
  if (!plan.to.empty()) fields["successor"] = plan.to;
  if (!plan.note.empty()) fields["note"] = plan.note;
  scene.engine.create("handover", scene.new_id(), fields, stamp, scene.now_ms);
}

void make_effective(Scene& scene, HandoverPlan& plan) {
  const record::Stamp stamp = scene.stamp();
  const auto successor = scene.writer.user(plan.to);
  const bool has_successor = plan.to.empty() || (successor && !successor->disabled);  // "": the pool
  const RightsNow rights(scene.writer);
  bool any = false;
  std::set<std::string> done;
  for (HandoverPlan::Account& account : plan.accounts) {
    const HandoverPlan::Account now{rights.standing(account.id), account.from,
                                    ""};  // it may have been merged meanwhile
    const auto state = scene.writer.record(scene.writer.registry().root()->name, now.id);
    if (!state || state->deleted)
      account.result = "deleted";
    else if (rights.of(now.id)->owner != account.from || !done.insert(now.id).second)
      account.result = "owner-changed";
    else if (!has_successor)
      account.result = "successor-disabled";
    else
      account.result = "moved";
    if (account.result != "moved") continue;
    hand_over(scene, plan, now, stamp);
    any = true;
  }
  plan.state = any ? "effective" : "lapsed";
  plan.done_ms = scene.now_ms;
  settle_covers(scene);
}

record::Value propose_handover(Scene& scene, const record::Value& asked) {
  const Given given(asked);
  HandoverPlan plan = asked_handover(scene, asked);
  if (plan.note.size() > 500)
    throw Failure({ErrorCode::NotValid, "the note is too long", at_field("note"), "At most 500 bytes"});
  const RightsNow rights(scene.writer);
  const bool force = given.flag("force");
  if (force && !manages_all(rights, scene.user, plan))
    throw Failure({ErrorCode::NoRight,
                   "only managers and head office hand over without acceptance",
                   {},
                   "Leave --force out: the successor accepts"});
  if (force || (plan.to == scene.user.name && manages_all(rights, scene.user, plan))) decide(scene, plan, "accepted");
  settle(scene, plan);
  return protocol::to_json(plan);
}

record::Value decide_handover(Scene& scene, const std::string& what, const record::Value& asked) {
  HandoverPlan plan = need_plan(scene, Given(asked).needed("handover"));
  const RightsNow rights(scene.writer);
  const bool manager = manages_all(rights, scene.user, plan);
  if (what == "withdraw") {
    if (scene.user.name != plan.by && !manager)
      throw Failure({ErrorCode::NoRight, "only who proposed it, a manager or head office withdraws a handover",
                     at_record("handover", plan.id), "Decline it, if you are to be the successor"});
    if (!plan.open()) too_late(plan);
    decide(scene, plan, "withdrawn");
  } else {
    if (scene.user.name != plan.to && !(manager && what == "accept"))
      throw Failure({ErrorCode::NoRight, "only the successor decides about a handover, or a manager makes it effective",
                     at_record("handover", plan.id), "Ask " + plan.to});
    const bool again = what == "accept" && (plan.state == "accepted" || plan.state == "effective");
    if (again) return protocol::to_json(*shown(rights, scene.user, plan));  // nothing is done twice
    if (plan.state != "proposed") too_late(plan);
    if (what == "accept") static_cast<void>(need_user(scene.writer, plan.to));
    decide(scene, plan, what == "accept" ? "accepted" : "declined");
  }
  settle(scene, plan);
  if (plan.state == "lapsed") scene.ground.log.write(base::LogLevel::Info, "handover-lapsed", {{"handover", plan.id}});
  return protocol::to_json(*shown(rights, scene.user, plan));
}

record::Value list_handovers(Scene& scene) {
  const RightsNow rights(scene.writer);
  record::Value out = record::Value::array();
  for (const storage::Plan& stored : scene.writer.plans(handover_kind))
    if (auto plan = shown(rights, scene.user, protocol::handover_plan(record::Value::parse(stored.body))))
      out.push_back(protocol::to_json(*plan));
  return out;
}

void make_due_handover(Scene& scene, const storage::Plan& stored) {
  HandoverPlan plan = protocol::handover_plan(record::Value::parse(stored.body));
  settle(scene, plan);
}

}  // namespace keybook::server::session
