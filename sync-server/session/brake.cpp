#include "session/brake.h"

#include <algorithm>
#include <tuple>

#include "merge/part.h"
#include "record/codec.h"
#include "session/sight.h"

namespace keybook::server::session {

using record::Mutation;
using record::RecordEdit;
using record::Value;

namespace {

// Kinds of plans: what was removed lately, groups, and their mutations.
constexpr const char* window_kind = "brake";
constexpr const char* group_kind = "held";
constexpr const char* mutation_kind = "held-mutation";
constexpr const char* limits_name = "brake";
constexpr int group_characters = 8;
constexpr std::int64_t percent_max = 100;

const char* const states[] = {"open", "released", "rejected"};

HeldGroup group_from(const storage::Plan& plan) {
  const Value json = Value::parse(plan.body);
  HeldGroup group;
  group.id = plan.id;
  group.user = json.value("user", "");
  group.first_ms = json.value("first", std::int64_t{0});
  group.last_ms = json.value("last", std::int64_t{0});
  group.mutations = json.value("mutations", std::int64_t{0});
  group.records = json.value("records", std::int64_t{0});
  group.seen = json.value("seen", std::int64_t{0});
  group.decided_ms = json.value("decided", std::int64_t{0});
  const std::string state = json.value("state", "open");
  for (int i = 0; i < 3; ++i)
    if (state == states[i]) group.state = static_cast<HeldGroup::State>(i);
  return group;
}

bool mentions(const Value& value, const std::map<std::string, std::string>& records, std::string& group) {
  if (value.is_string()) {
    const auto found = records.find(value.get<std::string>());
    if (found == records.end()) return false;
    group = found->second;
    return true;
  }
  if (value.is_structured())
    for (const Value& member : value)
      if (mentions(member, records, group)) return true;
  return false;
}

}  // namespace

BrakeLimits brake_limits(storage::Reader& reader) {
  BrakeLimits limits;
  const Value json = Value::parse(reader.meta(limits_name), nullptr, false);
  if (!json.is_object()) return limits;
  limits.percent = json.value("percent", limits.percent);
  limits.records = json.value("records", limits.records);
  limits.window_ms = json.value("window", limits.window_ms);
  return limits;
}

void set_brake_limits(storage::Writer& writer, const BrakeLimits& limits) {
  writer.set_meta(limits_name,
                  Value{{"percent", limits.percent}, {"records", limits.records}, {"window", limits.window_ms}}.dump());
}

std::vector<HeldGroup> held_groups(storage::Reader& reader) {
  std::vector<HeldGroup> groups;
  for (const storage::Plan& plan : reader.plans(group_kind)) groups.push_back(group_from(plan));
  std::sort(groups.begin(), groups.end(), [](const HeldGroup& a, const HeldGroup& b) {
    return std::tie(a.first_ms, a.id) < std::tie(b.first_ms, b.id);
  });
  return groups;
}

std::vector<HeldMutation> held_mutations(storage::Reader& reader, const std::string& group) {
  std::vector<HeldMutation> held;
  for (const storage::Plan& plan : reader.plans(mutation_kind)) {
    const Value json = Value::parse(plan.body);
    if (json.value("group", "") != group) continue;
    HeldMutation one;
    one.enrolment = json.value("enrolment", "");
    one.digest = json.value("digest", "");
    one.mutation = base::need(record::mutation_from_json(json["m"], one.enrolment));
    one.rank = record::Stamp::parse(json.value("rank", "")).value_or(one.mutation.stamp);
    one.heavy = json.value("heavy", false);
    held.push_back(std::move(one));
  }
  std::sort(held.begin(), held.end(), [](const HeldMutation& a, const HeldMutation& b) {
    return std::tie(a.rank, a.enrolment, a.mutation.counter) < std::tie(b.rank, b.enrolment, b.mutation.counter);
  });
  return held;
}

void put_group(storage::Writer& writer, const HeldGroup& group) {
  const Value json = {{"user", group.user},
                      {"first", group.first_ms},
                      {"last", group.last_ms},
                      {"mutations", group.mutations},
                      {"records", group.records},
                      {"seen", group.seen},
                      {"state", states[static_cast<int>(group.state)]},
                      {"decided", group.decided_ms}};
  writer.put(storage::Plan{group_kind, group.id, 0, json.dump()});
  if (group.state == HeldGroup::State::Open) return;
  // What was held is committed or refused now.
  for (const storage::Plan& plan : writer.plans(mutation_kind))
    if (Value::parse(plan.body).value("group", "") == group.id) writer.erase_plan(mutation_kind, plan.id);
}

Brake::Brake(const schema::Registry& registry, storage::Writer& writer, base::Random& random, access::User user,
             std::string enrolment, std::int64_t now_ms)
    : registry_(registry),
      writer_(writer),
      random_(random),
      user_(std::move(user)),
      enrolment_(std::move(enrolment)),
      now_ms_(now_ms),
      limits_(brake_limits(writer)) {
  for (const storage::Plan& plan : writer_.plans(mutation_kind)) {
    const Value json = Value::parse(plan.body);
    if (json.value("enrolment", "") != enrolment_) continue;
    remember(json.value("group", ""), base::need(record::mutation_from_json(json["m"], enrolment_)));
  }
}

void Brake::remember(const std::string& group, const Mutation& mutation) {
  for (const RecordEdit& edit : mutation.edits) touched_[edit.id] = group;
}

std::optional<std::string> Brake::builds_on(const Mutation& mutation) const {
  if (touched_.empty()) return std::nullopt;
  std::string group;
  for (const RecordEdit& edit : mutation.edits) {
    if (const auto found = touched_.find(edit.id); found != touched_.end()) return found->second;
    for (const auto& [unit, field] : edit.fields) {
      if (mentions(field.change.value, touched_, group)) return group;
      for (const std::string& element : field.change.add)
        if (const auto found = touched_.find(element); found != touched_.end()) return found->second;
    }
  }
  return std::nullopt;
}

bool Brake::may_write(const schema::Type& type, const std::string& unit_name) const {
  const schema::Unit* unit = type.unit(unit_name);
  return unit != nullptr && type.grants(*unit, access::name_of(user_.role));
}

// Handing out what one has just brought in takes nothing from anybody.
bool Brake::is_new(const RecordEdit& edit) {
  const auto state = writer_.record(edit.type, edit.id);
  return state && state->created && state->created->user == user_.name &&
         state->created->committed_ms > now_ms_ - limits_.window_ms;
}

std::int64_t Brake::weight(const RecordEdit& edit) {
  const schema::Type* type = registry_.type(edit.type);
  if (type == nullptr) return 0;
  const bool is_account = type->scope == schema::Scope::Root;
  const auto all = [&] { return std::max<std::int64_t>(1, writer_.file_records(edit.id)); };
  if (edit.op == record::Op::Delete) return is_account ? all() : 1;
  if (edit.op != record::Op::Set) return 0;
  for (const auto& [unit, field] : edit.fields) {
    if (is_account && merge::decides_rights(unit) && may_write(*type, unit)) return is_new(edit) ? 0 : all();
    if (!is_account && unit == type->parent) return 1;
  }
  return 0;
}

std::int64_t Brake::weight(const Mutation& mutation) {
  std::int64_t sum = 0;
  for (const RecordEdit& edit : mutation.edits) sum += weight(edit);
  return sum;
}

void Brake::load_window() {
  if (!window_.is_null()) return;
  const auto plan = writer_.plan(window_kind, user_.name);
  window_ = Value::array();
  if (!plan) return;
  for (const Value& one : Value::parse(plan->body)) {
    if (one.at(0).get<std::int64_t>() <= now_ms_ - limits_.window_ms) continue;
    removed_ += one.at(1).get<std::int64_t>();
    window_.push_back(one);
  }
}

std::int64_t Brake::seen() {
  if (sees_all(user_, "?")) return writer_.all_records();
  std::int64_t sum = writer_.file_records("");
  for (const std::string& file : writer_.visible_files(user_)) sum += writer_.file_records(file);
  return sum;
}

std::optional<std::string> Brake::stops(const Mutation& mutation) {
  if (auto group = builds_on(mutation)) return group;
  const std::int64_t records = weight(mutation);
  if (records == 0) return std::nullopt;
  load_window();
  const std::int64_t sum = removed_ + records;
  if (sum >= limits_.records && limits_.percent < percent_max)
    if (const std::int64_t all = seen(); sum * percent_max > limits_.percent * (all + removed_)) return group_for(all);
  removed_ = sum;
  if (!window_.empty() && window_.back().at(0) == now_ms_)
    window_.back() = {now_ms_, window_.back().at(1).get<std::int64_t>() + records};
  else
    window_.push_back({now_ms_, records});
  writer_.put(storage::Plan{window_kind, user_.name, 0, window_.dump()});
  return std::nullopt;
}

// What a user does within a while is one matter to decide.
std::string Brake::group_for(std::int64_t seen_records) {
  for (const HeldGroup& group : held_groups(writer_))
    if (group.state == HeldGroup::State::Open && group.user == user_.name &&
        group.last_ms > now_ms_ - limits_.window_ms)
      return group.id;
  HeldGroup group;
  group.id = "h" + base::random_token(random_, group_characters);
  group.user = user_.name;
  group.first_ms = now_ms_;
  group.seen = seen_records;
  put_group(writer_, group);
  return group.id;
}

void Brake::hold(const std::string& id, const Mutation& mutation, const std::string& digest,
                 const record::Stamp& rank) {
  const Value json = {
      {"group", id},         {"enrolment", enrolment_},       {"counter", mutation.counter},   {"digest", digest},
      {"rank", rank.text()}, {"heavy", weight(mutation) > 0}, {"m", record::to_json(mutation)}};
  writer_.put(storage::Plan{mutation_kind, enrolment_ + "/" + std::to_string(mutation.counter), 0, json.dump()});
  remember(id, mutation);
  const auto plan = writer_.plan(group_kind, id);
  if (!plan) return;
  HeldGroup group = group_from(*plan);
  group.last_ms = now_ms_;
  ++group.mutations;
  group.records += weight(mutation);
  put_group(writer_, group);
}

}  // namespace keybook::server::session
