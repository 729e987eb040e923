// Neglected accounts return to the pool (公海), with a warning before (REPLICATION §7). A rule holds for a territory
// and those below it, or everywhere; the nearest one counts, and none is set at first. What was planned (rules,
// warnings) are rows of the server; a warning also is a task in the account file, where its owner sees it offline, and
// the return is a handover to nobody with its reason in the file's history.
//
// The job looks at a few accounts at a time, so that no request waits for it, and at all of them four times a day.
#include <algorithm>

#include "base/failure.h"
#include "schema/calendar.h"
#include "session/acts/given.h"
#include "session/acts/handover.h"

namespace keybook::server::session {

using base::ErrorCode;
using base::Failure;
using record::RecordState;
using record::Value;

namespace {

constexpr const char* rule_kind = "pool-rule";
constexpr const char* warning_kind = "pool-warning";
constexpr const char* everywhere = "*";  // the id of the rule without territory
constexpr std::int64_t day_ms = 24LL * 3600 * 1000;
constexpr std::int64_t look_again_ms = 6LL * 3600 * 1000;
constexpr std::int64_t days_max = 3650;
constexpr std::size_t accounts_at_once = 50;
constexpr const char* chinese = "zh";
constexpr const char* english = "en";
constexpr std::size_t date_length = 10;  // of 2026-03-01T…

struct Rule {
  std::string territory;  // empty: everywhere
  std::int64_t days = 0;  // 0: accounts stay
  std::int64_t warn_days = 0;
  std::string without;        // contact, visit or order
  std::string by, looked_at;  // who set it; the last account that the job looked at in this round
  std::int64_t set_ms = 0;
  std::string language = chinese;  // of what it writes into account files
};

Rule read_rule(const storage::Plan& plan) {
  const Value json = Value::parse(plan.body);
  return {json.value("territory", ""),
          json.value("days", std::int64_t{0}),
          json.value("warn_days", std::int64_t{0}),
          json.value("without", ""),
          json.value("by", ""),
          json.value("looked_at", ""),
          json.value("set_ms", std::int64_t{0}),
          json.value("language", chinese)};
}

Value to_json(const Rule& rule) {
  return {{"territory", rule.territory},
          {"days", rule.days},
          {"warn_days", rule.warn_days},
          {"without", rule.without},
          {"by", rule.by},
          {"looked_at", rule.looked_at},
          {"set_ms", rule.set_ms},
          {"language", rule.language}};
}

std::string id_of(const Rule& rule) { return rule.territory.empty() ? everywhere : rule.territory; }

void put(Scene& scene, const Rule& rule, std::int64_t due_ms) {
  scene.writer.put(storage::Plan{rule_kind, id_of(rule), due_ms, to_json(rule).dump()});
}

// What an owner was warned of. Its id is the account's.
struct Warning {
  std::string account, owner, task;
  std::int64_t last_ms = 0, warned_ms = 0, returns_ms = 0;  // last: when something was done; 0: never
  bool standing = false;
  std::string language = chinese;  // in which it was written
};

Warning read_warning(const storage::Plan& plan) {
  const Value json = Value::parse(plan.body);
  return {plan.id,
          json.value("owner", ""),
          json.value("task", ""),
          json.value("last_ms", std::int64_t{0}),
          json.value("warned_ms", std::int64_t{0}),
          json.value("returns_ms", std::int64_t{0}),
          json.value("standing", false),
          json.value("language", chinese)};
}

void put(Scene& scene, const Warning& warning) {
  const Value json = {{"owner", warning.owner},           {"task", warning.task},
                      {"last_ms", warning.last_ms},       {"warned_ms", warning.warned_ms},
                      {"returns_ms", warning.returns_ms}, {"standing", warning.standing},
                      {"language", warning.language}};
  scene.writer.put(storage::Plan{warning_kind, warning.account, 0, json.dump()});
}

// ---- what was done last

// The dates that count for a rule, by type.
std::vector<std::pair<std::string, const char*>> dates_of(const Scene& scene, const Rule& rule) {
  if (rule.without == "visit") return {{"visit", "visited_at"}};
  if (rule.without == "order") return {{"order", "ordered_at"}};
  return {{"visit", "visited_at"},
          {"order", "ordered_at"},
          {"complaint", "followed_up_at"},
          {"contact", "last_contact_at"},
          {scene.writer.registry().root()->name, "last_contact_at"}};
}

std::int64_t ms_of(const std::string& date) {
  const auto time = schema::parse_time(date);  // of a day: its midnight
  return time ? schema::ms_of_time(*time) : 0;
}

// Nobody loses an account for the time before he had it.
std::int64_t owned_since(Scene& scene, const std::string& account) {
  std::int64_t since = 0;
  std::string owner;
  for (const access::FileRights& version : scene.writer.rights(account)) {
    if (version.owner != owner) since = version.rank.ms;
    owner = version.owner;
  }
  return since;
}

std::int64_t last_done(Scene& scene, const Rule& rule, const std::string& account) {
  std::int64_t last = owned_since(scene, account);
  const auto dates = dates_of(scene, rule);
  for (const auto& [type, id] : scene.writer.members(account))
    for (const auto& [of, field] : dates) {
      if (type != of) continue;
      const auto state = scene.writer.record(type, id);
      if (!state || state->deleted) continue;
      // A date to come, planned or mistyped, keeps nobody's account.
      if (const std::int64_t at = ms_of(text_of(*state, field)); at <= scene.now_ms) last = std::max(last, at);
    }
  return last;
}

// ---- one account

class Rules {
 public:
  explicit Rules(Scene& scene) : tree_(scene.writer.territories()) {
    for (const storage::Plan& plan : scene.writer.plans(rule_kind)) {
      Rule rule = read_rule(plan);
      const std::string territory = rule.territory;
      rules_.emplace(territory, std::move(rule));
    }
  }
  // The rule that governs an account of this territory; nullptr: none.
  [[nodiscard]] const Rule* of(std::string territory) const {
    for (std::size_t steps = 0; steps <= tree_.size() && !territory.empty(); ++steps) {
      if (const auto found = rules_.find(territory); found != rules_.end()) return &found->second;
      const auto above = tree_.find(territory);
      territory = above == tree_.end() ? std::string() : above->second;
    }
    const auto global = rules_.find("");
    return global == rules_.end() ? nullptr : &global->second;
  }

 private:
  access::TerritoryTree tree_;
  std::map<std::string, Rule> rules_;
};

// Accounts that somebody is about to take over, or looks after meanwhile, stay where they are.
std::set<std::string> protected_accounts(Scene& scene, const RightsNow& rights) {
  std::set<std::string> out;
  for (const storage::Plan& stored : scene.writer.plans(handover_kind))
    if (const auto plan = protocol::handover_plan(Value::parse(stored.body)); plan.open())
      for (const auto& account : plan.accounts) out.insert(rights.standing(account.id));
  for (const storage::Plan& stored : scene.writer.plans("cover"))
    if (const auto plan = protocol::cover_plan(Value::parse(stored.body)); plan.state == "active")
      for (const auto& [account, record] : plan.granted)
        // Of a manager's cover only what is the manager's own: his people are there.
        if (const auto has = rights.of(account); has && has->owner == plan.absent) out.insert(rights.standing(account));
  return out;
}

// ---- what it writes, in the language of whoever set the rule: records are the same for all who see them

std::string said(const std::string& language, const std::string& in_chinese, const std::string& in_english) {
  return language == english ? in_english : in_chinese;
}

std::string what_is_missing(const Rule& rule) {
  if (rule.without == "visit") return said(rule.language, "没有拜访", "without a visit");
  if (rule.without == "order") return said(rule.language, "没有订单", "without an order");
  return said(rule.language, "没有联系", "without contact");
}

std::string title_of(const Rule& rule, std::int64_t idle_days, const std::string& day) {
  const std::string days = std::to_string(idle_days), missing = what_is_missing(rule);
  return said(rule.language, "已 " + days + " 天" + missing + "，" + day + " 将退回公海",
              days + " days " + missing + ": returns to the pool on " + day);
}

void close_task(Scene& scene, const Warning& warning, const std::string& result) {
  const auto task = warning.task.empty() ? std::nullopt : scene.writer.record("task", warning.task);
  if (!task || task->deleted) return;
  merge::ServerSet event{"task", warning.task, {}, "", ""};
  for (const auto& [field, value] : {std::pair<const char*, Value>{"done", true}, {"result", result}}) {
    record::FieldEdit& edit = event.fields[field];
    edit.change.value = value;
    edit.base.position = true;
    edit.base.commit = scene.writer.last_commit();
  }
  scene.engine.commit(event, scene.stamp(), scene.now_ms);
}

void call_off(Scene& scene, Warning warning) {
  close_task(scene, warning, said(warning.language, "不再退回公海", "It does not return to the pool"));
  warning.standing = false;
  warning.task.clear();
  put(scene, warning);
}

void warn(Scene& scene, const Rule& rule, Warning warning) {
  warning.standing = true;
  warning.language = rule.language;
  warning.warned_ms = scene.now_ms;
  // However long it lay still: first the warning, then its days.
  warning.returns_ms = std::max(warning.last_ms + rule.days * day_ms, scene.now_ms + rule.warn_days * day_ms);
  if (scene.writer.registry().type("task") != nullptr) {
    const std::string day = schema::time_of_ms(warning.returns_ms).substr(0, date_length);
    const std::int64_t idle_days = (scene.now_ms - warning.last_ms) / day_ms;
    warning.task = scene.new_id();
    scene.engine.create("task", warning.task,
                        {{"account", warning.account},
                         {"title", title_of(rule, idle_days, day)},
                         {"due", day},
                         {"assignee", warning.owner},
                         {"done", false},
                         {"priority", "high"},
                         {"kind", "回访"}},
                        scene.stamp(), scene.now_ms);
  }
  put(scene, warning);
}

void give_back(Scene& scene, const Rule& rule, Warning warning) {
  close_task(scene, warning, said(warning.language, "已退回公海", "It returned to the pool"));
  warning.standing = false;
  put(scene, warning);
  protocol::HandoverPlan plan;
  plan.id = scene.new_id();
  const std::string days = std::to_string(rule.days);
  plan.note = said(rule.language, "按公海规则退回：超过 " + days + " 天" + what_is_missing(rule),
                   "Returned by the rule of the pool: more than " + days + " days " + what_is_missing(rule));
  hand_over(scene, plan, {warning.account, warning.owner, ""}, scene.stamp());
  scene.ground.log.write(base::LogLevel::Info, "returned-to-pool", {{"account", warning.account}});
}

void look_at(Scene& scene, const Rule* rule, const std::string& account, const access::FileRights& has, bool may_go) {
  const auto stored = scene.writer.plan(warning_kind, account);
  Warning warning = stored ? read_warning(*stored) : Warning{};
  const bool warned = warning.standing;
  if (warned && (rule == nullptr || rule->days == 0 || !may_go || has.owner != warning.owner))
    return call_off(scene, std::move(warning));
  if (rule == nullptr || rule->days == 0 || !may_go) return;
  warning.account = account;
  warning.owner = has.owner;
  warning.last_ms = last_done(scene, *rule, account);
  if (scene.now_ms < warning.last_ms + (rule->days - rule->warn_days) * day_ms) {
    if (warned) call_off(scene, std::move(warning));
  } else if (!warned) {
    warn(scene, *rule, std::move(warning));
  } else if (scene.now_ms >= std::max(warning.returns_ms, warning.last_ms + rule->days * day_ms)) {
    give_back(scene, *rule, std::move(warning));
  }
}

bool governs(const Rule* found, const Rule& rule) { return found != nullptr && found->territory == rule.territory; }

}  // namespace

// A slice of the accounts that the rule governs; then the next one at once, or another round later.
void apply_pool_rule(Scene& scene, const storage::Plan& stored) {
  Rule rule = read_rule(stored);
  const Rules rules(scene);
  const RightsNow rights(scene.writer);
  std::vector<std::string> files = scene.writer.visible_files({"", access::Role::HeadOffice, ""});
  std::sort(files.begin(), files.end());
  const std::set<std::string> stays = protected_accounts(scene, rights);
  std::size_t looked_at = 0;
  auto file = std::upper_bound(files.begin(), files.end(), rule.looked_at);
  for (; file != files.end() && looked_at < accounts_at_once; ++file) {
    rule.looked_at = *file;
    const auto has = rights.of(*file);
    if (!has || has->owner.empty() || rights.standing(*file) != *file || !governs(rules.of(has->territory), rule))
      continue;
    ++looked_at;
    const auto account = scene.writer.record(scene.writer.registry().root()->name, *file);
    look_at(scene, &rule, *file, *has, account && !account->deleted && !stays.contains(*file));
  }
  const bool over = file == files.end();
  if (over) rule.looked_at.clear();
  if (looked_at > 0) settle_covers(scene);
  put(scene, rule, over ? (rule.days == 0 ? 0 : scene.now_ms + look_again_ms) : scene.now_ms);
}

Value set_pool_rule(Scene& scene, const Value& asked) {
  const Given given(asked);
  if (scene.user.role != access::Role::HeadOffice && scene.user.role != access::Role::Admin)
    throw Failure({ErrorCode::NoRight, "only head office sets the rules of the pool", {}, "Ask head office"});
  Rule rule;
  rule.territory = given.text("territory");
  rule.days = given.number("days");
  rule.warn_days = given.number("warn_days");
  rule.without = given.text("without").empty() ? "contact" : given.text("without");
  rule.language = given.text("language").empty() ? chinese : given.text("language");
  rule.by = scene.user.name;
  rule.set_ms = scene.now_ms;
  if (!rule.territory.empty() && !scene.writer.territories().contains(rule.territory))
    throw Failure({ErrorCode::UnknownRecord, "there is no such territory", at_record("territory", rule.territory),
                   "`keybook list territory` shows them"});
  if (rule.days < 0 || rule.days > days_max)
    throw Failure({ErrorCode::NotValid, "the number of days is out of range", at_field("days"),
                   "Between 1 and 3650, or 0: accounts stay"});
  if (rule.days > 0 && (rule.warn_days < 1 || rule.warn_days >= rule.days))
    throw Failure({ErrorCode::NotValid, "the warning must come some days before the return", at_field("warn_days"),
                   "At least 1, and fewer than the days"});
  if (rule.without != "contact" && rule.without != "visit" && rule.without != "order")
    throw Failure({ErrorCode::NotValid, "there is no such rule", at_field("without"), "contact, visit or order"});
  if (rule.language != chinese && rule.language != english)
    throw Failure({ErrorCode::NotValid, "there is no such language", at_field("language"), "zh or en"});
  if (const auto before = scene.writer.plan(rule_kind, id_of(rule))) {
    const Rule was = read_rule(*before);
    scene.note_found("rule", {was.days, was.warn_days, was.without, was.by, was.language});
  }
  put(scene, rule, scene.now_ms);  // also when it is off: warnings that stand are called off
  Value told = to_json(rule);
  told.erase("looked_at");
  return told;
}

Value list_pool_rules(Scene& scene) {
  Value out = Value::array();
  for (const storage::Plan& stored : scene.writer.plans(rule_kind)) {
    Value rule = to_json(read_rule(stored));
    rule.erase("looked_at");
    out.push_back(std::move(rule));
  }
  return out;
}

Value list_pool_warnings(Scene& scene) {
  const RightsNow rights(scene.writer);
  Value out = Value::array();
  for (const storage::Plan& stored : scene.writer.plans(warning_kind)) {
    const Warning warning = read_warning(stored);
    const auto has = rights.of(warning.account);
    if (!warning.standing || !has || has->owner != warning.owner) continue;
    if (warning.owner != scene.user.name && !rights.manages(scene.user, warning.account)) continue;
    const auto account = scene.writer.record(scene.writer.registry().root()->name, warning.account);
    out.push_back({{"account", warning.account},
                   {"name", account ? Value(text_of(*account, "name")) : Value()},
                   {"owner", warning.owner},
                   {"last_ms", warning.last_ms},
                   {"warned_ms", warning.warned_ms},
                   {"returns_ms", warning.returns_ms},
                   {"task", warning.task}});
  }
  return out;
}

}  // namespace keybook::server::session
