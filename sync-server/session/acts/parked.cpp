// Parked late edits are taken or declined by whoever may write the file now (REPLICATION §7).
#include <algorithm>

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

// Whoever goes on writing a text offline makes a chain of late edits, each with all of the text before it. It is one
// decision, about the last of them.
struct Chain {
  std::vector<std::string> earlier;
  std::string later;  // the last one, where `line` is not
};

Chain chain_of(Scene& scene, const RecordState& state, const Line& line) {
  Chain chain;
  const schema::Type* type = scene.writer.registry().type(state.type);
  if (line.unit.empty() || keybook::merge::rule_of(type, line.unit, line.change) != schema::Merge::Text) return chain;
  const Line* last = &line;
  const std::vector<Line> all = scene.writer.lines(state.id, line.unit);
  for (const Line& other : all) {
    if (other.state != LineState::Parked || other.origin->name.device != line.origin->name.device ||
        other.origin->addressed != line.origin->addressed)
      continue;
    if (other.origin->name < line.origin->name) chain.earlier.push_back(other.origin->name.text());
    if (last->origin->name < other.origin->name) last = &other;
  }
  if (last != &line) chain.later = last->origin->name.text();
  return chain;
}

// A record that was made too late is not there until its creation is taken: nothing can be taken into it before.
void need_record_to_take_into(Scene& scene, const RecordState& state, const merge::Decide& event,
                              const base::Where& where) {
  if (!event.take || state.created != nullptr) return;
  std::string creation;
  for (const Line& line : scene.writer.lines(state.id, "")) {
    if (line.op != record::Op::Create || line.state != LineState::Parked) continue;
    creation = line.origin->name.text();
    if (creation == event.parked) return;
  }
  if (creation.empty())
    throw Failure({ErrorCode::NotValid, "the record was made too late, and declined", where, "Decline this edit too"});
  throw Failure({ErrorCode::NotValid, "the record itself was made too late and is not taken yet", where,
                 "Decide that one first: " + creation + '/' + event.record});
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
  const bool all = given.texts("fields").empty();
  event.all = false;  // the units are named, so that a text that goes on later is left to that
  const std::vector<std::string> wanted =
      units_of(scene.writer.registry().type(known->type), given.texts("fields"), event.record);

  const record::CommitNumber cursor = given.number("seen");
  std::int64_t waiting = 0;
  std::string later;  // a version of a text that has this one in it
  for (const Line& line : scene.writer.lines(state->id)) {
    const bool named = line.origin->name.text() == event.parked && line.state == LineState::Parked;
    if (!named) continue;
    const bool chosen = all || line.unit.empty() || std::find(wanted.begin(), wanted.end(), line.unit) != wanted.end();
    if (!chosen) continue;
    const Chain chain = chain_of(scene, *state, line);
    if (!chain.later.empty()) later = chain.later;
    if (!chain.later.empty() && all) continue;
    if (!chain.later.empty()) break;
    ++waiting;
    event.along.insert(event.along.end(), chain.earlier.begin(), chain.earlier.end());
    if (!line.unit.empty()) event.fields.push_back(line.unit);
    if (line.unit.empty())
      event.base["*"] = seen_of_family(scene, *state, cursor);
    else
      event.base[line.unit] = seen_of_unit(scene, *state, line.unit, cursor);
  }
  if (!later.empty() && (waiting == 0 || !all))
    throw Failure({ErrorCode::NotValid, "its author went on with this text: a later edit has all of it", where,
                   "Decide that one: " + later + '/' + event.record});
  if (waiting == 0)
    throw Failure({ErrorCode::NotValid, "nothing of this late edit waits for a decision any more", where,
                   "The first decision stands; `keybook history` shows it"});
  need_record_to_take_into(scene, *state, event, where);
  scene.engine.commit(event, scene.stamp(), scene.now_ms);
  return {{"record", event.record},
          {"type", known->type},
          {"state", event.take ? "taken" : "declined"},
          {"decided", waiting}};
}

}  // namespace keybook::server::session
