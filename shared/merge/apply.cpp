#include "merge/apply.h"

#include <algorithm>
#include <unordered_set>

#include "merge/values.h"
#include "schema/decimal.h"

namespace keybook::merge {

using record::Base;
using record::Change;
using record::FieldState;
using record::Head;
using record::Line;
using record::LineState;
using record::OriginPtr;
using record::RecordState;
using schema::Merge;

namespace {

bool keeps_all_lines(Merge rule) { return rule == Merge::Set || rule == Merge::Counter; }

// The change behind a head, from the state alone.
Change change_of(const FieldState& field, const Head& head, Merge rule) {
  Change change;
  if (rule == Merge::Set) {
    change.kind = Change::Kind::Set;
    for (std::string element : set_elements(field.value_of(head))) change.add.push_back(std::move(element));
  } else if (rule == Merge::Counter) {
    change.kind = Change::Kind::Delta;
    change.delta = counter_text(field.value_of(head));
  } else {
    change.value = field.value_of(head);
  }
  return change;
}

Line head_line(const RecordState& state, const std::string& unit, const FieldState& field, const Head& head,
               Merge rule) {
  return {state.id,
          unit,
          record::Op::Set,
          LineState::Accepted,
          head.origin,
          change_of(field, head, rule),
          head.base ? *head.base : implied_base(*head.origin),
          0,
          ""};
}

// What a unit shows whose one edit, or whose newest edit that has seen all others, is `change`.
Value value_after(const Value& before, const Change& change, Merge rule) {
  if (rule == Merge::Counter) {
    if (change.kind != Change::Kind::Delta) return before;
    return counter_value(schema::add_decimals(counter_text(before), change.delta));
  }
  if (rule == Merge::Set) {
    std::set<std::string> elements = set_elements(before);
    for (const std::string& element : change.remove) elements.erase(element);
    elements.insert(change.add.begin(), change.add.end());
    return set_value(elements);
  }
  return change.value;
}

void apply_fast(RecordState& state, const std::string& unit, Merge rule, const Change& change, const Base& base,
                const OriginPtr& origin, Applied& applied) {
  FieldState& field = state.fields[unit];
  const bool first = field.heads.empty();
  // Implied means "all of this unit, addressed to the same record, that was committed before": exact for whoever has
  // seen all heads. An edit that waits on its device has no commit to count by; it keeps what its author saw. So do
  // edits of accounts that were merged or parted: edits that do not count now may count again, and they had not been
  // seen.
  bool implied = (first || origin->commit > 0) && state.rebuilt == 0;
  for (const Head& head : field.heads) implied &= head.origin->addressed == origin->addressed;
  if (!field.lined)
    for (const Head& head : field.heads) applied.lines.push_back(head_line(state, unit, field, head, rule));
  if (keeps_all_lines(rule) && !first) {
    applied.lines.push_back({state.id, unit, record::Op::Set, LineState::Accepted, origin, change, base, 0, ""});
    field.lined = true;
  }
  field.value = value_after(field.value, change, rule);
  field.conflict = false;
  field.heads.clear();
  field.heads.push_back({origin, nullptr, implied ? std::nullopt : std::optional<Base>(base)});
}

void apply_slow(RecordState& state, const std::string& unit, Merge rule, bool review, const Change& change,
                const Base& base, const OriginPtr& origin, record::History& history, Applied& applied) {
  const std::vector<Line> lines = history.lines(state.id, unit);
  std::unordered_set<record::EditName> lined;
  for (const Line& line : lines)
    if (line.state == LineState::Accepted) lined.insert(record::edit_name(*line.origin));
  std::vector<Edit> edits = edits_of(state, unit, rule, lines);
  edits.push_back({record::edit_name(*origin), origin, change, base, true});
  Rebuilt rebuilt = rebuilt_field(state.id, unit, rule, review, edits);
  for (Line& line : rebuilt.lines)
    if (!lined.contains(record::edit_name(*line.origin))) applied.lines.push_back(std::move(line));
  state.fields[unit] = std::move(rebuilt.state);
}

}  // namespace

Merge rule_of(const schema::Type* type, const std::string& unit, const Change& change) {
  if (const schema::Unit* known = type != nullptr ? type->unit(unit) : nullptr) return known->merge;
  switch (change.kind) {
    case Change::Kind::Put:
      return Merge::Latest;
    case Change::Kind::Set:
      return Merge::Set;
    case Change::Kind::Delta:
      return Merge::Counter;
  }
  return Merge::Latest;
}

Merge rule_of(const schema::Type* type, const std::string& unit, const FieldState& held) {
  if (const schema::Unit* known = type != nullptr ? type->unit(unit) : nullptr) return known->merge;
  if (!held.lined) return Merge::Latest;
  return held.value.is_array() ? Merge::Set : Merge::Counter;
}

bool review_of(const schema::Type* type, const std::string& unit) {
  const schema::Unit* known = type != nullptr ? type->unit(unit) : nullptr;
  return known != nullptr && known->review;
}

std::vector<Edit> edits_of(const RecordState& state, const std::string& unit, Merge rule,
                           const std::vector<Line>& lines) {
  std::vector<Edit> edits;
  std::unordered_set<record::EditName> accepted;
  edits.reserve(lines.size() + 4);
  for (const Line& line : lines) {
    edits.push_back(
        {record::edit_name(*line.origin), line.origin, line.change, line.base, line.state == LineState::Accepted});
    if (edits.back().accepted) accepted.insert(edits.back().name);
  }
  const FieldState* field = state.field(unit);
  if (field == nullptr) return edits;
  for (const Head& head : field->heads) {
    record::EditName name = record::edit_name(*head.origin);
    if (accepted.contains(name)) continue;
    Change change = change_of(*field, head, rule);
    edits.push_back(
        {std::move(name), head.origin, std::move(change), head.base ? *head.base : implied_base(*head.origin), true});
  }
  return edits;
}

Rebuilt rebuilt_field(const std::string& record, const std::string& unit, Merge rule, bool review,
                      const std::vector<Edit>& edits) {
  const Field field(rule, review, edits, record);
  Rebuilt rebuilt{field.state(), {}};
  std::unordered_set<record::EditName> heads;
  if (!rebuilt.state.lined)
    for (const Head& head : rebuilt.state.heads) heads.insert(record::edit_name(*head.origin));
  for (const Edit& edit : field.edits())
    if (!heads.contains(edit.name))
      rebuilt.lines.push_back(
          {record, unit, record::Op::Set, LineState::Accepted, edit.origin, edit.change, edit.base, 0, ""});
  return rebuilt;
}

void apply_field(RecordState& state, const std::string& unit, Merge rule, bool review, const Change& change,
                 const Base& base, const OriginPtr& origin, record::History& history, Applied& applied) {
  const FieldState* field = state.field(unit);
  bool covered = true;
  if (field != nullptr)
    for (const Head& head : field->heads) covered &= covers(base, *head.origin, origin->addressed);
  if (covered) {
    apply_fast(state, unit, rule, change, base, origin, applied);
  } else {
    apply_slow(state, unit, rule, review, change, base, origin, history, applied);
    applied.plain = false;
  }
  applied.units.push_back(unit);
}

Applied apply_field(RecordState& state, const std::string& unit, Merge rule, bool review, const Change& change,
                    const Base& base, const OriginPtr& origin, record::History& history) {
  Applied applied;
  apply_field(state, unit, rule, review, change, base, origin, history, applied);
  return applied;
}

Line field_line(const RecordState& state, const std::string& unit, LineState line_state, const Change& change,
                const Base& base, const OriginPtr& origin) {
  return {state.id, unit, record::Op::Set, line_state, origin, change, base, 0, ""};
}

Applied apply_edit(RecordState& state, const record::RecordEdit& edit, const schema::Type* type,
                   const OriginPtr& origin, record::History& history) {
  Applied applied;
  const bool fresh = state.id.empty() || state.created == nullptr;
  if (fresh) {
    state.type = edit.type;
    state.id = edit.id;
    if (state.account.empty())
      state.account =
          edit.account.empty() && type != nullptr && type->scope == schema::Scope::Root ? edit.id : edit.account;
    state.created = origin;
  }
  for (const auto& [unit, field] : edit.fields) {
    const FieldState* held = state.field(unit);
    // Of a unit that is not declared, what it holds already decides, then the change.
    const Merge rule = held != nullptr && held->lined ? rule_of(type, unit, *held) : rule_of(type, unit, field.change);
    apply_field(state, unit, rule, review_of(type, unit), field.change, field.base, origin, history, applied);
  }
  const bool ends_or_revives = edit.op == record::Op::Delete || edit.op == record::Op::Restore;
  // Every accepted edit keeps its record alive: where no field and no creation tells of it, a line does.
  if (ends_or_revives || (edit.fields.empty() && !fresh)) {
    applied.lines.push_back({state.id, "", edit.op, LineState::Accepted, origin, {}, edit.base, 0, ""});
    applied.existence = true;
    applied.plain = false;
    state.has_deletes |= edit.op == record::Op::Delete;
  }
  return applied;
}

}  // namespace keybook::merge
