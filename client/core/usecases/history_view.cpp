#include "usecases/history_view.h"

#include <algorithm>
#include <set>

#include "merge/apply.h"
#include "merge/values.h"
#include "record/withdrawn.h"
#include "schema/decimal.h"
#include "store/field_values.h"

namespace keybook::client {

using record::Change;
using record::Line;
using record::LineState;
using record::Op;
using record::RecordState;

namespace {

std::string id_of(const std::string& record, const std::string& unit, const record::Origin& origin) {
  return record + '/' + unit + '/' + record::edit_name(origin);
}

std::string outcome_of(LineState state) {
  switch (state) {
    case LineState::Request:
    case LineState::Parked:
      return "parked";
    case LineState::Declined:
      return "declined";
    case LineState::Reverted:
      return "reverted";
    case LineState::Voided:
      return "merged";
    case LineState::Accepted:
    case LineState::Granted:
    case LineState::Taken:
    case LineState::Refused:
      break;
  }
  return "applied";
}

HistoryLine line_from(const RecordState& state, const std::string& unit, const record::Origin& origin) {
  HistoryLine line;
  line.id = id_of(state.id, unit, origin);
  line.type = state.type;
  line.record = state.id;
  line.account = state.account;
  line.unit = unit;
  line.user = origin.user;
  line.device = origin.name.device;
  line.made_ms = origin.rank.ms;
  line.committed_ms = origin.committed_ms;
  line.note = origin.note;
  line.pending = origin.commit == 0;
  return line;
}

// The whole value of a unit after `change` by somebody who saw `before`.
Value after(const Value& before, const Change& change) {
  if (change.kind == Change::Kind::Delta)
    return merge::counter_value(schema::add_decimals(merge::counter_text(before), change.delta));
  if (change.kind == Change::Kind::Set) {
    auto elements = merge::set_elements(before);
    for (const std::string& element : change.remove) elements.erase(element);
    elements.insert(change.add.begin(), change.add.end());
    return merge::set_value(elements);
  }
  return change.value;
}

struct Rule {
  schema::Merge merge = schema::Merge::Latest;
  bool review = false;
};
Rule rule_for(Client::Impl& impl, const RecordState& state, const std::string& unit,
              const std::vector<merge::Edit>& edits) {
  const schema::Type* type = impl.store->registry().type(state.type);
  return {merge::rule_of(type, unit, edits.empty() ? Change{} : edits.front().change), merge::review_of(type, unit)};
}

// What the author of an edit had seen.
Value seen_by(const merge::Field& field, const merge::Edit& edit, const Rule& rule, const std::string& record) {
  const auto past = field.past(edit.name);
  if (past.empty()) return nullptr;
  std::vector<merge::Edit> seen;
  for (const merge::Edit& other : field.edits())
    if (past.count(other.name) != 0) seen.push_back(other);
  if (seen.empty()) return nullptr;
  // Of the latest rule the newest stands; the others compute.
  if (rule.merge == schema::Merge::Latest || rule.merge == schema::Merge::Locked) return seen.back().change.value;
  return merge::Field(rule.merge, rule.review, seen, record).value();
}

std::vector<merge::Edit> edits_of_unit(Client::Impl& impl, const RecordState& state, const std::string& unit,
                                       const std::vector<Line>& lines) {
  const schema::Type* type = impl.store->registry().type(state.type);
  const schema::Merge merge =
      type != nullptr && type->unit(unit) != nullptr ? type->unit(unit)->merge : schema::Merge::Latest;
  return merge::edits_of(state, unit, merge, lines);
}

// One line per field of the unit.
void append_fields(std::vector<HistoryLine>& out, const schema::Type* type, HistoryLine line,
                   const std::string& wanted) {
  const schema::Unit* unit = type == nullptr ? nullptr : type->unit(line.unit);
  if (unit == nullptr || !unit->grouped) {
    line.field = line.unit;
    if (wanted.empty() || wanted == line.field) out.push_back(std::move(line));
    return;
  }
  const bool stands = line.outcome == "applied" || line.outcome == "overwritten";
  const std::size_t before = out.size();
  for (const bool all : {false, true}) {
    for (const int index : unit->fields) {
      const schema::Field& field = type->fields[static_cast<std::size_t>(index)];
      HistoryLine one = line;
      one.field = field.name;
      one.value = store::member_of(*unit, line.value, field);
      one.previous = store::member_of(*unit, line.previous, field);
      if (!all && stands && one.value == one.previous) continue;
      if (wanted.empty() || wanted == one.field) out.push_back(std::move(one));
    }
    if (out.size() > before || !wanted.empty()) return;  // an edit that changed nothing still shows, with all members
  }
}

// A late edit that was taken stands as the edit of the taking, in its author's name: one line, which says who made it
// where and when.
constexpr std::string_view taken_note = "taken by ";

bool is_taken_as(const Line& late, const record::Origin& taking, const Change& change) {
  return late.state == LineState::Taken && taking.note.starts_with(taken_note) && taking.user == late.origin->user &&
         change == late.change;
}

void name_late_author(HistoryLine& line, const Line& late) {
  line.device = late.origin->name.device;
  line.made_ms = late.origin->rank.ms;
}

void append_unit(Client::Impl& impl, std::vector<HistoryLine>& out, const RecordState& state, const std::string& unit,
                 const std::vector<Line>& lines, const std::string& wanted) {
  const schema::Type* type = impl.store->registry().type(state.type);
  const std::vector<merge::Edit> edits = edits_of_unit(impl, state, unit, lines);
  const Rule rule = rule_for(impl, state, unit, edits);
  const merge::Field field(rule.merge, rule.review, edits, state.id);
  const record::FieldState* held = state.field(unit);
  std::set<const Line*> shown;
  for (const merge::Edit& edit : field.edits()) {
    HistoryLine line = line_from(state, unit, *edit.origin);
    const auto late = std::find_if(lines.begin(), lines.end(), [&](const Line& one) {
      return !shown.contains(&one) && is_taken_as(one, *edit.origin, edit.change);
    });
    if (late != lines.end()) {
      name_late_author(line, *late);
      shown.insert(&*late);
    }
    line.previous = seen_by(field, edit, rule, state.id);
    line.value = after(line.previous, edit.change);
    line.outcome = std::string(merge::name_of(field.outcome(edit.name)));
    line.current = held != nullptr && line.value == held->value && line.outcome == "applied";
    append_fields(out, type, std::move(line), wanted);
  }
  for (const Line& other : lines) {
    if (other.state == LineState::Accepted || other.state == LineState::Refused || shown.contains(&other)) continue;
    HistoryLine line = line_from(state, unit, *other.origin);
    line.previous = held == nullptr ? Value() : held->value;
    line.value = after(line.previous, other.change);
    const bool withdrawn = rule.merge == schema::Merge::Locked && record::is_withdrawn(other);
    // Of a text that its author went on with, the last version was taken, and has this one in it.
    line.outcome = withdrawn ? "withdrawn" : other.state == LineState::Taken ? "merged" : outcome_of(other.state);
    if (!other.decided_by.empty() && line.note.empty())
      line.note = std::string(record::name_of(other.state)) + " by " + other.decided_by;
    append_fields(out, type, std::move(line), wanted);
  }
}

void append_existence(std::vector<HistoryLine>& out, const RecordState& state, const std::vector<Line>& lines) {
  bool created = false;
  for (const Line& other : lines) {
    if (!other.unit.empty() || other.op == Op::Set || other.state == LineState::Refused) continue;
    const bool again = std::any_of(lines.begin(), lines.end(), [&other](const Line& one) {
      return one.state == LineState::Accepted && one.op == other.op && is_taken_as(other, *one.origin, one.change);
    });
    if (again) continue;
    HistoryLine line = line_from(state, {}, *other.origin);
    line.op = other.op;
    line.outcome = other.op == Op::Delete && state.kept ? "lost" : outcome_of(other.state);
    line.value = std::string(record::name_of(other.op));
    created |= other.op == Op::Create;
    out.push_back(std::move(line));
  }
  if (created || !state.created) return;
  HistoryLine line = line_from(state, {}, *state.created);
  line.op = Op::Create;
  line.value = std::string(record::name_of(Op::Create));
  line.outcome = "applied";
  out.push_back(std::move(line));
}

}  // namespace

LateValues late_values(Client::Impl& impl, const RecordState& state, const Line& line) {
  const record::FieldState* held = state.field(line.unit);
  LateValues out;
  out.current = held == nullptr ? Value() : held->value;
  // As if it had been accepted: what was in its past then.
  std::vector<merge::Edit> edits =
      edits_of_unit(impl, state, line.unit, impl.store->shown_history().lines(state.id, line.unit));
  const record::EditName name = record::edit_name(*line.origin);
  std::erase_if(edits, [&name](const merge::Edit& edit) { return edit.name == name; });
  const Rule rule = rule_for(impl, state, line.unit, edits);
  const merge::Edit late{name, line.origin, line.change, line.base, true};
  edits.push_back(late);
  out.base = seen_by(merge::Field(rule.merge, rule.review, edits, state.id), late, rule, state.id);
  out.value = after(line.change.kind == Change::Kind::Put ? out.base : out.current, line.change);
  return out;
}

Value written_value(const Change& change) {
  if (change.kind == Change::Kind::Set) return {{"+", change.add}, {"-", change.remove}};
  if (change.kind == Change::Kind::Delta) return {{"d", change.delta}};
  return change.value;
}

LineName line_name(const std::string& id) {
  const std::size_t first = id.find('/');
  const std::size_t second = first == std::string::npos ? first : id.find('/', first + 1);
  if (second == std::string::npos)
    fail_at(base::ErrorCode::Usage, "'" + id + "' is no line of history", {},
            "`keybook history TYPE ID --json` gives them as \"id\"");
  return {id.substr(0, first), id.substr(first + 1, second - first - 1), id.substr(second + 1)};
}

merge::Field judged(Client::Impl& impl, const RecordState& state, const std::string& unit) {
  const std::vector<merge::Edit> edits =
      edits_of_unit(impl, state, unit, impl.store->shown_history().lines(state.id, unit));
  const Rule rule = rule_for(impl, state, unit, edits);
  return {rule.merge, rule.review, edits, state.id};
}

Value value_of_line(Client::Impl& impl, const RecordState& state, const LineName& name) {
  const std::vector<Line> lines = impl.store->shown_history().lines(state.id, name.unit);
  const std::vector<merge::Edit> edits = edits_of_unit(impl, state, name.unit, lines);
  const Rule rule = rule_for(impl, state, name.unit, edits);
  const merge::Field field(rule.merge, rule.review, edits, state.id);
  for (const merge::Edit& edit : field.edits())
    if (edit.name == name.edit) return after(seen_by(field, edit, rule, state.id), edit.change);
  for (const Line& line : lines)
    if (record::edit_name(*line.origin) == name.edit) {
      const record::FieldState* held = state.field(name.unit);
      return after(held == nullptr ? Value() : held->value, line.change);
    }
  fail_at(base::ErrorCode::UnknownRecord, "there is no such line of history on this device",
          {state.type, state.id, name.unit, {}, 0}, "Read the history again");
}

std::vector<HistoryLine> history_of(Client::Impl& impl, const RecordState& state, const std::string& field) {
  const schema::Type* type = impl.store->registry().type(state.type);
  std::vector<HistoryLine> out;
  std::map<std::string, std::vector<Line>> by_unit;
  for (Line& line : impl.store->shown_history().lines(state.id)) by_unit[line.unit].push_back(std::move(line));
  for (const auto& [unit, held] : state.fields) by_unit.try_emplace(unit);
  if (field.empty()) append_existence(out, state, by_unit[""]);
  for (const auto& [unit, lines] : by_unit) {
    if (unit.empty()) continue;
    const schema::Field* known = type == nullptr || field.empty() ? nullptr : type->field(field);
    const std::string wanted_unit = known == nullptr ? field : type->unit_of(*known).name;
    if (!field.empty() && unit != wanted_unit) continue;
    append_unit(impl, out, state, unit, lines, field);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const HistoryLine& a, const HistoryLine& b) { return a.made_ms < b.made_ms; });
  return out;
}

base::Result<std::vector<HistoryLine>> Client::history(const std::string& type, const std::string& id,
                                                       const std::string& field) {
  return impl_->read([&] {
    // Whose file is gone from here, the author still sees what became of the own late edits.
    if (!impl_->store->shown().contains(impl_->type(type).name, id))
      if (std::vector<HistoryLine> own = own_late_history(*impl_, id, field); !own.empty()) return own;
    const RecordState state = impl_->need_state(type, id);
    const schema::Type& known = impl_->type(type);
    if (!field.empty() && known.field(field) == nullptr && state.field(field) == nullptr)
      fail_at(base::ErrorCode::UnknownField, type + " has no field '" + field + "'", {type, id, field, {}, 0},
              "`keybook schema " + type + "` lists the fields");
    return history_of(*impl_, state, field);
  });
}

base::Result<std::vector<HistoryLine>> Client::file_history(const std::string& account, int limit,
                                                            std::int64_t before_ms) {
  return impl_->read([&] {
    std::vector<HistoryLine> out;
    for (const auto& [type, id] : impl_->store->shown().members(account)) {
      const auto state = impl_->store->shown().read(type, id);
      if (!state) continue;
      for (HistoryLine& line : history_of(*impl_, *state, {}))
        if (before_ms == 0 || line.made_ms < before_ms) out.push_back(std::move(line));
    }
    std::stable_sort(out.begin(), out.end(),
                     [](const HistoryLine& a, const HistoryLine& b) { return a.made_ms > b.made_ms; });
    if (limit >= 0 && out.size() > static_cast<std::size_t>(limit)) out.resize(static_cast<std::size_t>(limit));
    return out;
  });
}

}  // namespace keybook::client
