#include "merge/moved.h"

#include <algorithm>

#include "merge/joined.h"

namespace keybook::server::merge {

using record::Line;
using record::LineState;
using record::Op;
using record::RecordState;
using record::Value;

namespace {

constexpr std::string_view note_begins = "handover ";

std::string_view name_of(Moves moves) { return moves == Moves::All ? "all" : "open"; }

// The accepted edits of a unit that the handover came after.
struct Earlier {
  std::vector<rules::Edit> all;      // the handover's own left out
  std::vector<rules::Edit> earlier;  // of these
  bool moved = false;                // the handover's own is among them
};

Earlier earlier_of(Work& work, const RecordState& record, const std::string& unit, const HandedOver& handed) {
  const schema::Type* type = work.type(record.type);
  const schema::Merge rule =
      type != nullptr && type->unit(unit) != nullptr ? type->unit(unit)->merge : schema::Merge::Latest;
  Earlier found;
  for (rules::Edit& edit : rules::edits_of(record, unit, rule, work.writer().lines(record.id, unit))) {
    if (edit.origin->name == handed.origin->name) {
      found.moved = true;
      continue;
    }
    if (edit.accepted && edit.origin->rank < handed.origin->rank) found.earlier.push_back(edit);
    found.all.push_back(std::move(edit));
  }
  return found;
}

// The value of a field as it stood at the handover.
Value value_at(Work& work, const RecordState& record, const std::string& unit, const HandedOver& handed) {
  const record::FieldState* held = record.field(unit);
  if (held == nullptr) return nullptr;
  const bool all_before = std::all_of(held->heads.begin(), held->heads.end(), [&](const record::Head& head) {
    return head.origin->rank < handed.origin->rank;
  });
  if (all_before) return held->value;
  const schema::Type* type = work.type(record.type);
  const Earlier found = earlier_of(work, record, unit, handed);
  if (found.earlier.empty()) return nullptr;
  return rules::Field(rules::rule_of(type, unit, *held), rules::review_of(type, unit), found.earlier, record.id)
      .value();
}

bool is_one_of(const Value& value, const std::vector<std::string>& values) {
  if (value.is_null()) return false;
  const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
  return values.empty() || std::find(values.begin(), values.end(), text) != values.end();
}

bool wants(const Standing& standing, Moves moves) {
  return standing.of_predecessor && (moves == Moves::All || (moves == Moves::Open && standing.open));
}

record::OriginPtr move_origin(const Work& work, const HandedOver& handed) {
  record::Origin made = *handed.origin;
  made.note.clear();
  made.commit = work.commit();
  made.addressed.clear();
  return std::make_shared<const record::Origin>(std::move(made));
}

// Somebody wrote after the handover, or it has to be taken back: the field anew from all its edits.
void rewrite(Work& work, RecordState& record, const std::string& unit, const HandedOver& handed, Earlier found,
             bool move) {
  const schema::Type* type = work.type(record.type);
  const schema::Merge rule = type->unit(unit)->merge;
  for (const Line& line : work.writer().lines(record.id, unit))
    if (line.state == LineState::Accepted) work.writer().erase(line);
  if (move) {
    rules::Edit edit;
    edit.origin = move_origin(work, handed);
    edit.name = record::edit_name(*edit.origin);
    edit.change.value = handed.to.empty() ? Value(nullptr) : Value(handed.to);
    const rules::Field before(rule, rules::review_of(type, unit), found.earlier, record.id);
    for (const rules::Edit* head : before.heads()) edit.base.names.push_back(head->name);
    found.all.push_back(std::move(edit));
  }
  std::erase_if(found.all, [](const rules::Edit& edit) { return !edit.accepted; });  // their lines stay as they are
  record.fields.erase(unit);
  if (!found.all.empty()) {
    rules::Rebuilt rebuilt = rules::rebuilt_field(record.id, unit, rule, rules::review_of(type, unit), found.all);
    record.fields[unit] = std::move(rebuilt.state);
    for (Line& line : rebuilt.lines) work.put(std::move(line), record.account);
  }
  record.rebuilt = work.commit();  // devices take the record and its lines anew
  work.touch(record);
}

}  // namespace

std::string note_of(const HandedOver& handed) {
  Value moves = Value::object();
  for (const auto& [type, how] : handed.moves)
    if (how != Moves::None) moves[type] = name_of(how);
  if (moves.empty() || handed.from.empty()) return {};
  return std::string(note_begins) + Value{{"from", handed.from}, {"to", handed.to}, {"moves", moves}}.dump();
}

std::vector<HandedOver> handovers_of(Work& work, const std::string& account, const Stamp& after) {
  std::vector<HandedOver> found;
  for (const Line& line : work.writer().lines(account, "")) {
    if (line.state != LineState::Accepted || !line.origin->note.starts_with(note_begins)) continue;
    if (!(after < line.origin->rank)) continue;
    const Value json = Value::parse(line.origin->note.substr(note_begins.size()), nullptr, false);
    if (!json.is_object()) continue;
    HandedOver handed{line.origin, json.value("from", ""), json.value("to", ""), {}};
    const Value moves = json.value("moves", Value::object());
    for (const auto& [type, how] : moves.items()) handed.moves[type] = how == "all" ? Moves::All : Moves::Open;
    found.push_back(std::move(handed));
  }
  std::sort(found.begin(), found.end(),
            [](const HandedOver& a, const HandedOver& b) { return a.origin->rank < b.origin->rank; });
  return found;
}

Standing standing_at(Work& work, const RecordState& record, const HandedOver& handed) {
  const schema::Type* type = work.type(record.type);
  if (type == nullptr || type->handover.person.empty() || handed.from.empty()) return {};
  if (record.created == nullptr || !(record.created->rank < handed.origin->rank) || record.deleted) return {};
  Standing standing;
  standing.of_predecessor = value_at(work, record, type->handover.person, handed) == Value(handed.from);
  if (!standing.of_predecessor) return standing;
  standing.open = type->handover.needs.empty() || !value_at(work, record, type->handover.needs, handed).is_null();
  for (const schema::Closing& closing : type->handover.closed_by)
    standing.open = standing.open && !is_one_of(value_at(work, record, closing.field, handed), closing.values);
  return standing;
}

bool move_along(Work& work, RecordState& record, const HandedOver& handed) {
  const auto how = handed.moves.find(record.type);
  const schema::Type* type = work.type(record.type);
  if (how == handed.moves.end() || how->second == Moves::None || type == nullptr) return false;
  const std::string& unit = type->handover.person;
  if (unit.empty() || type->unit(unit) == nullptr) return false;
  const bool move = wants(standing_at(work, record, handed), how->second);
  Earlier found = earlier_of(work, record, unit, handed);
  if (!move && !found.moved) return false;
  if (move && !found.moved && found.earlier.size() == found.all.size()) {
    record::Change change;
    change.value = handed.to.empty() ? Value(nullptr) : Value(handed.to);
    rules::Applied applied;
    rules::apply_field(record, unit, type->unit(unit)->merge, type->unit(unit)->review, change, all_heads(record, unit),
                       move_origin(work, handed), work.writer(), applied);
    work.take(record, std::move(applied));
    return true;
  }
  rewrite(work, record, unit, handed, std::move(found), move);
  return true;
}

std::vector<RecordState*> movable_members(Work& work, const std::string& account) {
  std::vector<RecordState*> found;
  for (const auto& [type_name, id] : work.writer().members(account)) {
    const schema::Type* type = work.type(type_name);
    if (type == nullptr || type->handover.person.empty()) continue;
    if (RecordState* record = work.find(type_name, id)) found.push_back(record);
  }
  return found;
}

}  // namespace keybook::server::merge
