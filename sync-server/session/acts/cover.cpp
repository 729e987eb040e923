// Cover: somebody sees and writes another's accounts for a while (REPLICATION §7). It is a membership in the team of
// each account that the absent user has, given and taken by the server, with a record in the file that carries the
// end.
#include <algorithm>
#include <limits>

#include "base/failure.h"
#include "protocol/acts.h"
#include "schema/calendar.h"
#include "session/acts/given.h"
#include "session/acts/scene.h"

namespace keybook::server::session {

using base::ErrorCode;
using base::Failure;
using protocol::CoverPlan;

namespace {

constexpr const char* cover_kind = "cover";
constexpr const char* cover_type = "cover";

void put(Scene& scene, const CoverPlan& plan) {
  const std::int64_t due = plan.state == "planned"  ? std::max<std::int64_t>(1, plan.from_ms)
                           : plan.state == "active" ? plan.until_ms
                                                    : 0;
  scene.writer.put(storage::Plan{cover_kind, plan.id, due, protocol::to_json(plan).dump()});
}

CoverPlan read(const storage::Plan& stored) { return protocol::cover_plan(record::Value::parse(stored.body)); }

bool concerns(Scene& scene, const RightsNow& rights, const CoverPlan& plan) {
  const std::string& name = scene.user.name;
  if (name == plan.absent || name == plan.substitute || name == plan.by) return true;
  const auto absent = scene.writer.user(plan.absent);
  return absent && rights.manages(scene.user, absent->user);
}

// Without the server's bookkeeping: which accounts it is about follows from what somebody sees.
record::Value told(const CoverPlan& plan) {
  record::Value json = protocol::to_json(plan);
  json.erase("granted");
  return json;
}

// What is due some time: covers that are over are kept for ever, and are no more.
std::vector<storage::Plan> open_covers(Scene& scene) {
  std::vector<storage::Plan> open = scene.writer.due_plans(std::numeric_limits<std::int64_t>::max());
  std::erase_if(open, [](const storage::Plan& plan) { return plan.kind != cover_kind; });
  std::sort(open.begin(), open.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return open;
}

// ---- one account

bool has_access(Scene& scene, const access::FileRights& rights, const std::string& user) {
  const auto row = scene.writer.user(user);
  return !row || access::allows(row->user, scene.writer.territories(), rights);
}

// Accounts that the substitute sees by other covers that are not over: with the end of one the others go on.
std::set<std::string> given_by_others(Scene& scene, const CoverPlan& plan) {
  std::set<std::string> accounts;
  for (const storage::Plan& stored : open_covers(scene)) {
    const CoverPlan other = read(stored);
    if (other.id == plan.id || other.state != "active" || other.substitute != plan.substitute) continue;
    for (const auto& [account, record] : other.granted) accounts.insert(account);
  }
  return accounts;
}

// What is given already by another cover is given once; its end is written for each, as a device that looks at them
// offline sees the latest.
void give(Scene& scene, CoverPlan& plan, const std::string& account, bool is_given) {
  if (!is_given) scene.engine.commit(merge::Grant{account, plan.substitute}, scene.stamp(), scene.now_ms);
  std::string& record = plan.granted[account];
  if (scene.writer.registry().type(cover_type) == nullptr) return;
  record = scene.new_id();
  scene.engine.create(cover_type, record,
                      {{"account", account},
                       {"absent", plan.absent},
                       {"substitute", plan.substitute},
                       {"starts_at", schema::time_of_ms(plan.from_ms)},
                       {"ends_at", schema::time_of_ms(plan.until_ms)},
                       {"plan", plan.id}},
                      scene.stamp(), scene.now_ms);
}

// Whether the record in the file that carries the end is there and says nothing of it yet.
bool is_open(Scene& scene, const std::string& record) {
  const auto state = record.empty() ? std::nullopt : scene.writer.record(cover_type, record);
  const record::FieldState* ended = state ? state->field("ended_at") : nullptr;
  return state && (ended == nullptr || ended->value.is_null());
}

// `at_ms`: when the right ends; edits ranked before it are applied. False: the account was merged into another, to
// which the substitute may have rights of other kinds. It keeps what was given until it is parted again. `is_given`:
// by another cover too, which goes on.
bool take_back(Scene& scene, const std::string& account, const CoverPlan& plan, const std::string& record,
               std::int64_t at_ms, bool is_given) {
  if (is_open(scene, record)) {
    merge::ServerSet ended{cover_type, record, {}, "", ""};
    record::FieldEdit edit;
    edit.change.value = schema::time_of_ms(at_ms);
    edit.base.position = true;
    edit.base.commit = scene.writer.last_commit();
    ended.fields.emplace("ended_at", std::move(edit));
    scene.engine.commit(ended, scene.stamp(at_ms), scene.now_ms);
  }
  const RightsNow rights(scene.writer);
  if (rights.standing(account) != account) return false;
  if (is_given) return true;
  const auto has = rights.of(account);
  if (has && std::find(has->team.begin(), has->team.end(), plan.substitute) != has->team.end())
    scene.engine.commit(merge::Revoke{account, plan.substitute}, scene.stamp(at_ms), scene.now_ms);
  return true;
}

bool take_all_back(Scene& scene, CoverPlan& plan, std::int64_t at_ms) {
  const std::set<std::string> others = given_by_others(scene, plan);
  return std::erase_if(plan.granted, [&](const auto& granted) {
           return take_back(scene, granted.first, plan, granted.second, at_ms, others.contains(granted.first));
         }) > 0;
}

void end(Scene& scene, CoverPlan& plan, std::int64_t at_ms) {
  take_all_back(scene, plan, at_ms);
  plan.state = "over";
  plan.ended_ms = at_ms;
  put(scene, plan);
}

// What the absent user has now is what the substitute stands in for: own accounts, of a manager also those of the
// territory. Head office sees all by its role alone, which no cover lends.
std::set<std::string> covered_accounts(Scene& scene, const CoverPlan& plan, const RightsNow& rights) {
  access::User absent{plan.absent, access::Role::Rep, ""};
  if (const auto row = scene.writer.user(plan.absent); row && row->user.role == access::Role::Manager)
    absent = row->user;
  std::set<std::string> found;
  for (const std::string& file : scene.writer.visible_files(absent)) {
    const auto has = rights.of(file);
    if (has && rights.standing(file) == file && (has->owner == plan.absent || rights.manages(absent, file)))
      found.insert(file);
  }
  return found;
}

bool settle_one(Scene& scene, CoverPlan& plan, const RightsNow& rights) {
  bool changed = false;
  const std::set<std::string> covered = covered_accounts(scene, plan, rights), others = given_by_others(scene, plan);
  for (auto granted = plan.granted.begin(); granted != plan.granted.end();) {
    if (covered.contains(granted->first) || rights.standing(granted->first) != granted->first) {
      ++granted;
      continue;
    }
    take_back(scene, granted->first, plan, granted->second, scene.now_ms, others.contains(granted->first));
    granted = plan.granted.erase(granted);
    changed = true;
  }
  for (const std::string& account : covered) {
    const bool is_given = others.contains(account);
    if (plan.granted.contains(account) || (!is_given && has_access(scene, *rights.of(account), plan.substitute)))
      continue;
    give(scene, plan, account, is_given);
    changed = true;
  }
  return changed;
}

}  // namespace

void settle_covers(Scene& scene) {
  for (const storage::Plan& stored : open_covers(scene)) {
    CoverPlan plan = read(stored);
    if (plan.state != "active" || plan.until_ms <= scene.now_ms) continue;  // its end is due with this one
    const RightsNow rights(scene.writer);
    if (settle_one(scene, plan, rights)) put(scene, plan);
  }
}

void end_covers_of_parted(Scene& scene) {
  for (const storage::Plan& stored : scene.writer.plans(cover_kind)) {
    CoverPlan plan = read(stored);
    if (plan.state == "over" && take_all_back(scene, plan, scene.now_ms)) put(scene, plan);
  }
}

record::Value add_cover(Scene& scene, const record::Value& asked) {
  const Given given(asked);
  const access::User absent = need_user(scene.writer, given.needed("for"));
  const access::User substitute = need_user(scene.writer, given.needed("by"));
  const RightsNow rights(scene.writer);
  if (absent.name != scene.user.name && !rights.manages(scene.user, absent))
    throw Failure({ErrorCode::NoRight,
                   "only they themselves, their manager or head office arrange a cover for somebody",
                   at_record("user", absent.name), "Ask one of them"});
  if (absent.name == substitute.name)
    throw Failure(
        {ErrorCode::NotValid, "nobody stands in for himself", at_record("user", absent.name), "Name somebody else"});
  CoverPlan plan;
  plan.id = scene.new_id();
  plan.state = "planned";
  plan.absent = absent.name;
  plan.substitute = substitute.name;
  plan.by = scene.user.name;
  plan.from_ms = std::max(given.number("from_ms"), scene.now_ms);  // never retroactive
  plan.until_ms = given.number("until_ms");
  if (plan.until_ms <= plan.from_ms)
    throw Failure({ErrorCode::NotValid, "the cover would end before it begins, or is over already", at_field("until"),
                   "Give an end that is later than its begin and than now"});
  record::Value others = record::Value::array();
  for (const storage::Plan& stored : scene.writer.plans(cover_kind))
    if (const CoverPlan other = read(stored); other.absent == plan.absent && other.state != "over")
      others.push_back(other.id);
  scene.note_found("covers", std::move(others));
  put(scene, plan);
  if (plan.from_ms <= scene.now_ms) {
    plan.state = "active";
    put(scene, plan);
    settle_covers(scene);
    plan = read(*scene.writer.plan(cover_kind, plan.id));
  }
  return told(plan);
}

record::Value end_cover(Scene& scene, const record::Value& asked) {
  const std::string id = Given(asked).needed("cover");
  const auto stored = scene.writer.plan(cover_kind, id);
  const RightsNow rights(scene.writer);
  if (!stored || !concerns(scene, rights, read(*stored)))
    throw Failure({ErrorCode::UnknownRecord, "there is no such cover", at_record("cover", id),
                   "`keybook cover list` shows them"});
  CoverPlan plan = read(*stored);
  if (plan.state == "over")
    throw Failure({ErrorCode::NotValid, "the cover is over already", at_record("cover", id), "Nothing is left to do"});
  end(scene, plan, scene.now_ms);
  settle_covers(scene);
  return told(plan);
}

record::Value list_covers(Scene& scene) {
  const RightsNow rights(scene.writer);
  record::Value out = record::Value::array();
  for (const storage::Plan& stored : scene.writer.plans(cover_kind))
    if (const CoverPlan plan = read(stored); concerns(scene, rights, plan)) out.push_back(told(plan));
  return out;
}

void move_due_cover(Scene& scene, const storage::Plan& stored) {
  CoverPlan plan = read(stored);
  if (plan.state == "planned") {
    plan.state = "active";
    put(scene, plan);
  }
  if (plan.state == "active" && plan.until_ms <= scene.now_ms) end(scene, plan, plan.until_ms);
  settle_covers(scene);
}

}  // namespace keybook::server::session
