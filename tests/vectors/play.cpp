#include "vectors/play.h"

#include <algorithm>

#include "merge/apply.h"

namespace keybook::vectors {

namespace storage = server::storage;
using record::Line;
using record::LineState;
using record::Op;
using record::RecordState;

namespace {

constexpr std::int64_t now_ms = 4'000'000'000'000;

// What the server holds and every device has.
void put_start(const Vector& vector, const schema::Registry& registry, storage::Writer& writer) {
  const auto origin = std::make_shared<const record::Origin>(
      record::Origin{{1, 0, "server"}, {1, 0, "server"}, writer.next_commit(), 0, "server", 0, true, "", ""});
  const Json start = vector.json.value("start", Json::object());
  for (const auto& [id, given] : start.items()) {
    record::RecordEdit edit{Op::Create, type_of(id), id, given.value("account", std::string{}), {}, {}};
    Json fields = given.value("fields", Json::object());
    for (const auto& [unit, change] : fields.items()) {
      record::FieldEdit& field = edit.fields[unit];
      if (change.contains("delta")) {
        field.change.kind = record::Change::Kind::Delta;
        field.change.delta = change["delta"].dump();
      } else if (change.contains("add")) {
        field.change.kind = record::Change::Kind::Set;
        field.change.add = change["add"].get<std::vector<std::string>>();
      } else {
        field.change.value = change.at("value");
      }
    }
    RecordState state;
    static_cast<void>(merge::apply_edit(state, edit, registry.type(edit.type), origin, writer));
    writer.put(state, origin->commit);
    if (state.account != id) continue;
    access::FileRights rights;
    rights.rank = origin->rank;
    if (given.contains("owner") && given["owner"].is_string()) rights.owner = given["owner"];
    rights.team = given.value("team", std::vector<std::string>{});
    writer.put_rights(id, rights, origin->commit);
  }
}

const std::string& addressee(const Line& line) {
  return line.origin->addressed.empty() ? line.record : line.origin->addressed;
}

Json change_json(const record::Change& change) {
  switch (change.kind) {
    case record::Change::Kind::Put:
      return {{"value", change.value}};
    case record::Change::Kind::Delta:
      return {{"delta", Json::parse(change.delta)}};
    case record::Change::Kind::Set:
      break;
  }
  Json out = Json::object();
  if (!change.add.empty()) out["add"] = change.add;
  if (!change.remove.empty()) out["remove"] = change.remove;
  return out;
}

// Collects what is seen from the store.
class View {
 public:
  View(const Vector& vector, const schema::Registry& registry, storage::Writer& writer)
      : vector_(vector), registry_(registry), writer_(writer) {
    std::set<std::string> ids;
    const Json start = vector.json.value("start", Json::object());
    for (const auto& [id, given] : start.items()) ids.insert(id);
    for (const Item& item : vector.items)
      if (const auto* arriving = std::get_if<ArrivingMutation>(&item.what))
        for (const auto& edit : arriving->mutation.edits) ids.insert(edit.id);
    for (const std::string& id : ids)
      if (auto state = writer.record(type_of(id), id)) states_.emplace(id, std::move(*state));
  }

  [[nodiscard]] Json json() {
    for (const auto& [id, state] : states_) {
      if (!state.merged_into.empty()) continue;
      const std::vector<Line> lines = writer_.lines(id);
      if (state.created != nullptr) add_record(id, state, lines);
      add_waiting(id, lines);
    }
    for (const access::User& user : vector_.users) out_["visible"][user.name] = visible(user);
    return out_;
  }

 private:
  [[nodiscard]] bool shown(const RecordState& state) const {
    if (!state.merged_into.empty() || state.created == nullptr || state.deleted) return false;
    const auto account = states_.find(state.account);
    return account == states_.end() || (!account->second.deleted && account->second.merged_into.empty());
  }

  void add_record(const std::string& id, const RecordState& state, const std::vector<Line>& lines) {
    const schema::Type* type = registry_.type(state.type);
    Json fields = Json::object();
    for (const auto& [name, rule] : vector_.json.at("fields").items()) {
      const record::FieldState* held = state.field(name);
      if (held == nullptr) continue;
      fields[name] = held->value;
      std::vector<Line> of_unit;
      for (const Line& line : lines)
        if (line.unit == name) of_unit.push_back(line);
      const schema::Unit* unit = type->unit(name);
      const merge::Field field(unit->merge, unit->review, merge::edits_of(state, name, unit->merge, of_unit), id);
      if (held->conflict) {
        if (unit->merge == schema::Merge::Text)
          out_["text_conflicts"].push_back(id + "." + name);
        else
          out_["conflicts"].push_back({{"record", id}, {"field", name}, {"sides", field.sides()}});
      }
      for (const merge::Edit& edit : field.edits())
        if (field.outcome(edit.name) == merge::Outcome::Lost)
          out_["lost"][id + "." + name].push_back(edit.change.value);
    }
    out_["records"][id] = shown(state) ? fields : Json(nullptr);
    if (state.kept) out_["conflicts"].push_back({{"record", id}, {"field", nullptr}, {"sides", {"deleted", "kept"}}});
  }

  void add_waiting(const std::string& id, const std::vector<Line>& lines) {
    std::map<std::pair<std::string, std::string>, Json> parked;  // mutation and record
    for (const Line& line : lines) {
      const std::string mutation = line.origin->name.text();
      if (line.state == LineState::Request)
        out_["requests"].push_back({{"mutation", mutation},
                                    {"user", line.origin->user},
                                    {"record", addressee(line)},
                                    {"field", line.unit},
                                    {"value", line.change.value}});
      if (line.state != LineState::Parked) continue;
      Json& one = parked[{mutation, addressee(line)}];
      if (one.is_null())
        one = {{"mutation", mutation},
               {"user", line.origin->user},
               {"record", addressee(line)},
               {"op", "set"},
               {"fields", Json::object()}};
      if (vector_.json.at("fields").contains(line.unit)) one["fields"][line.unit] = change_json(line.change);
    }
    for (auto& [key, one] : parked) {
      // Its operation may have been decided already, with the first of its fields.
      for (const Line& line : lines)
        if (line.unit.empty() && line.origin->name.text() == key.first && addressee(line) == key.second &&
            (line.state == LineState::Parked || line.state == LineState::Taken || line.state == LineState::Declined))
          one["op"] = record::name_of(line.op);
      out_["parked"].push_back(one);
    }
    static_cast<void>(id);
  }

  [[nodiscard]] Json visible(const access::User& user) {
    Json found = Json::array();
    for (const std::string& file : writer_.visible_files(user))
      for (const auto& [type, id] : writer_.members(file))
        if (const auto state = states_.find(id); state != states_.end() && shown(state->second)) found.push_back(id);
    std::sort(found.begin(), found.end());
    return found;
  }

  const Vector& vector_;
  const schema::Registry& registry_;
  storage::Writer& writer_;
  std::map<std::string, RecordState> states_;
  Json out_ = {{"records", Json::object()},       {"lost", Json::object()},  {"conflicts", Json::array()},
               {"text_conflicts", Json::array()}, {"parked", Json::array()}, {"requests", Json::array()},
               {"visible", Json::object()}};
};

}  // namespace

Json played(const Vector& vector, const schema::Registry& registry, storage::Writer& writer,
            const std::vector<int>& order) {
  put_start(vector, registry, writer);
  commits::Engine engine(registry, writer);
  Json refused = Json::array();
  for (const int n : order) {
    const Item& item = vector.items.at(static_cast<std::size_t>(n));
    if (const auto* event = std::get_if<Event>(&item.what)) {
      std::visit([&](const auto& one) { static_cast<void>(engine.commit(one, item.name, now_ms)); }, *event);
      continue;
    }
    const auto& arriving = std::get<ArrivingMutation>(item.what);
    const auto outcome = engine.commit(arriving.author, arriving.mutation, arriving.rank, now_ms);
    for (const commits::Part& part : outcome.parts)
      if (part.state == commits::PartState::Refused)
        for (const std::string& id : part.records) {
          refused.push_back({{"mutation", item.name.text()}, {"user", arriving.author.user.name}, {"record", id}});
          if (part.reason.code != base::ErrorCode::UnknownRecord) refused.back()["why"] = part.reason.text();
        }
  }
  Json got = View(vector, registry, writer).json();
  got["refused"] = std::move(refused);
  return got;
}

}  // namespace keybook::vectors
