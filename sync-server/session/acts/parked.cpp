// Parked late edits are taken or declined by whoever may write the file now (REPLICATION §7).
#include "base/failure.h"
#include "merge/apply.h"
#include "session/acts/given.h"
#include "session/acts/scene.h"

namespace keybook::server::session {

using base::ErrorCode;
using base::Failure;
using record::Line;
using record::LineState;
using record::RecordState;

namespace {

// What the taker had seen of a unit: all edits that were committed by then.
void add_seen(std::vector<record::EditName>& names, const std::vector<keybook::merge::Edit>& edits,
              record::CommitNumber cursor) {
  for (const keybook::merge::Edit& edit : edits)
    if (edit.accepted && edit.origin->commit <= cursor) names.push_back(edit.name);
}

std::vector<record::EditName> seen_of_unit(Scene& scene, const RecordState& state, const std::string& unit,
                                           record::CommitNumber cursor) {
  std::vector<record::EditName> names;
  const record::FieldState* held = state.field(unit);
  if (held == nullptr) return names;
  const auto rule = keybook::merge::rule_of(scene.writer.registry().type(state.type), unit, *held);
  add_seen(names, keybook::merge::edits_of(state, unit, rule, scene.writer.lines(state.id, unit)), cursor);
  return names;
}

// For a parked delete: everything of the record and, of an account, of what hangs below it.
std::vector<record::EditName> seen_of_family(Scene& scene, const RecordState& state, record::CommitNumber cursor) {
  std::set<record::EditName> names;
  std::vector<std::pair<std::string, std::string>> family = {{state.type, state.id}};
  if (state.account == state.id) family = scene.writer.members(state.id);
  for (const auto& [type, id] : family) {
    const auto member = scene.writer.record(type, id);
    if (!member) continue;
    if (member->created != nullptr && member->created->commit <= cursor)
      names.insert(record::edit_name(*member->created));
    for (const auto& [unit, field] : member->fields)
      for (const record::Head& head : field.heads)
        if (head.origin->commit <= cursor) names.insert(record::edit_name(*head.origin));
    for (const Line& line : scene.writer.lines(id))
      if (line.state == LineState::Accepted && line.origin->commit <= cursor)
        names.insert(record::edit_name(*line.origin));
  }
  return {names.begin(), names.end()};
}

std::vector<std::string> units_of(const schema::Type* type, const std::vector<std::string>& fields,
                                  const std::string& record) {
  std::vector<std::string> units;
  for (const std::string& name : fields) {
    const schema::Field* field = type == nullptr ? nullptr : type->field(name);
    if (type != nullptr && field == nullptr && type->unit(name) == nullptr)
      throw Failure({ErrorCode::UnknownField, "there is no such field", at_record(type->name, record, name),
                     "`keybook parked` shows the fields of the late edit"});
    units.push_back(field != nullptr && field->stored() ? type->unit_of(*field).name : name);
  }
  return units;
}

}  // namespace

record::Value decide_parked(Scene& scene, const record::Value& asked) {
  const Given given(asked);
  merge::Decide event;
  event.take = given.flag("take");
  event.parked = given.needed("parked");
  event.record = given.needed("record");
  event.by = scene.user.name;
  const auto known = scene.writer.known(event.record);
  const RightsNow rights(scene.writer);
  const base::Where where = at_record(known ? known->type : std::string(), event.record);
  if (!known || !rights.sees(scene.user, known->account))
    throw Failure({ErrorCode::UnknownRecord, "there is no such late edit, or you do not see it",
                   at_record("", event.record), "`keybook parked` lists those that wait for you"});
  auto state = scene.writer.record(known->type, event.record);
  if (state && !state->merged_into.empty()) state = scene.writer.record(known->type, state->merged_into);
  if (!state) throw Failure({ErrorCode::UnknownRecord, "there is no such record", where, "Sync first"});
  event.all = given.texts("fields").empty();
  event.fields = units_of(scene.writer.registry().type(known->type), given.texts("fields"), event.record);

  const record::CommitNumber cursor = given.number("seen");
  std::int64_t waiting = 0;
  for (const Line& line : scene.writer.lines(state->id)) {
    const bool named = line.origin->name.text() == event.parked && line.state == LineState::Parked;
    if (!named) continue;
    const bool chosen = event.all || line.unit.empty() ||
                        std::find(event.fields.begin(), event.fields.end(), line.unit) != event.fields.end();
    if (!chosen) continue;
    ++waiting;
    if (line.unit.empty())
      event.base["*"] = seen_of_family(scene, *state, cursor);
    else
      event.base[line.unit] = seen_of_unit(scene, *state, line.unit, cursor);
  }
  if (waiting == 0)
    throw Failure({ErrorCode::NotValid, "nothing of this late edit waits for a decision any more", where,
                   "The first decision stands; `keybook history` shows it"});
  scene.engine.commit(event, scene.stamp(), scene.now_ms);
  return {{"record", event.record},
          {"type", known->type},
          {"state", event.take ? "taken" : "declined"},
          {"decided", waiting}};
}

}  // namespace keybook::server::session
