#include "merge/joined.h"

#include <algorithm>

namespace keybook::server::merge {

using record::Base;
using record::EditName;
using record::Line;
using record::LineState;
using record::Op;
using record::Origin;
using record::OriginPtr;
using record::RecordState;

namespace {

constexpr std::string_view merge_note_begins = "merged ";

// Which account an edit that is stored with `record` was addressed to.
const std::string& addressee(const Origin& origin, const std::string& record) {
  return origin.addressed.empty() ? record : origin.addressed;
}

void add_names(Base& base, const std::vector<rules::Edit>& edits, const std::string& addressed,
               const std::set<std::string>& others, const std::string& record) {
  for (const rules::Edit& edit : edits) {
    const std::string& of = addressee(*edit.origin, record);
    if (of != addressed && others.contains(of) && rules::within(base, *edit.origin, edit.origin->addressed))
      base.names.push_back(edit.name);
  }
}

// The accounts that whoever had seen the commits until `seen` knew as one with `addressed`, which is one of them. What
// joined the file since, be it several accounts that had been one before, is not.
std::set<std::string> one_by_then(Work& work, const std::string& account, const std::string& addressed,
                                  CommitNumber seen) {
  std::vector<std::pair<std::string, std::string>> merges;
  for (const Line& line : work.writer().lines(account, ""))
    if (line.state == LineState::Accepted && line.op == Op::Set && line.origin->commit <= seen &&
        line.origin->note.starts_with(merge_note_begins))
      merges.emplace_back(addressee(*line.origin, account), line.origin->note.substr(merge_note_begins.size()));
  std::set<std::string> found = {addressed};
  for (bool grew = true; grew;) {
    grew = false;
    for (const auto& [into, from] : merges)
      if (found.contains(into) != found.contains(from)) {
        found.insert({into, from});
        grew = true;
      }
  }
  return found;
}

// All edits stored with a record, as lines: its heads too.
std::vector<Line> all_lines(Work& work, const RecordState& state) {
  std::vector<Line> lines = work.writer().lines(state.id);
  std::set<std::pair<std::string, EditName>> known;
  for (const Line& line : lines) known.emplace(line.unit, record::edit_name(*line.origin));
  for (const auto& [unit, field] : state.fields) {
    const schema::Merge rule = rules::rule_of(work.type(state.type), unit, field);
    for (rules::Edit& edit : rules::edits_of(state, unit, rule, {}))
      if (known.emplace(unit, edit.name).second)
        lines.push_back({state.id, unit, Op::Set, LineState::Accepted, edit.origin, std::move(edit.change),
                         std::move(edit.base), 0, ""});
  }
  return lines;
}

}  // namespace

std::string merge_note(const std::string& from) { return std::string(merge_note_begins) + from; }

Base all_heads(const RecordState& state, const std::string& unit) {
  Base base;
  if (const record::FieldState* field = state.field(unit))
    for (const record::Head& head : field->heads) base.names.push_back(record::edit_name(*head.origin));
  return base;
}

void widen(Work& work, record::RecordEdit& edit, RecordState& target) {
  const std::string& account = target.account;
  if (target.id != account) return;
  CommitNumber seen = edit.base.position ? edit.base.commit : 0;
  for (const auto& [unit, field] : edit.fields)
    if (field.base.position) seen = std::max(seen, field.base.commit);
  const std::set<std::string> others = one_by_then(work, account, edit.id, seen);
  if (others.size() == 1) return;
  for (auto& [unit, field] : edit.fields) {
    const record::FieldState* held = target.field(unit);
    if (held == nullptr) continue;
    const schema::Merge rule = rules::rule_of(work.type(target.type), unit, *held);
    add_names(field.base, rules::edits_of(target, unit, rule, work.writer().lines(target.id, unit)), edit.id, others,
              target.id);
  }
  if (!edit.base.position) return;
  // A delete or restore of the account: what hangs below the others, and their own edits.
  std::set<EditName> names;
  const auto add = [&](const OriginPtr& origin, const std::string& of, const EditName& name) {
    if (of != edit.id && others.contains(of) && rules::within(edit.base, *origin, origin->addressed))
      names.insert(name);
  };
  for (const auto& [type, id] : work.writer().members(account)) {
    const RecordState* member = work.find(type, id);
    if (member == nullptr || !member->merged_into.empty()) continue;
    const std::string& home = member->home.empty() ? member->account : member->home;
    for (const Line& line : all_lines(work, *member))
      add(line.origin, addressee(*line.origin, home), record::edit_name(*line.origin));
    if (member->created != nullptr)
      add(member->created, addressee(*member->created, home), record::edit_name(*member->created));
  }
  edit.base.names.insert(edit.base.names.end(), names.begin(), names.end());
}

namespace {

// One account's edits, on their way to the record that now stands for them.
struct Joined {
  RecordState* state = nullptr;
  std::map<std::string, std::vector<Line>> units;  // "" is existence
};

OriginPtr readdressed(const OriginPtr& origin, const std::string& addressed) {
  if (origin->addressed == addressed) return origin;
  Origin copy = *origin;
  copy.addressed = addressed;
  return std::make_shared<const Origin>(std::move(copy));
}

// The same line as the edit set of `to` knows it.
Line moved(const Line& line, const std::string& to, const access::Survivors& survivors) {
  const std::string of = addressee(*line.origin, line.record);
  Line out = line;
  out.record = to;
  out.origin = readdressed(line.origin, of == to ? "" : of);
  out.base = renamed(line.base, line.record, to);
  // A delete is good for the account that it was addressed to, while that stands for itself.
  if (line.unit.empty() && line.op == Op::Delete &&
      (line.state == LineState::Accepted || line.state == LineState::Voided))
    out.state = of == to ? LineState::Accepted : LineState::Voided;
  // What a merge of accounts wrote stands while they are merged.
  const bool by_merge = line.origin->note.starts_with(merge_note_begins);
  if (by_merge && (line.state == LineState::Accepted || line.state == LineState::Reverted))
    out.state = survivors.contains(line.origin->note.substr(merge_note_begins.size())) ? LineState::Accepted
                                                                                       : LineState::Reverted;
  return out;
}

void write_unit(Work& work, RecordState& state, const std::string& unit, const std::vector<Line>& lines) {
  std::vector<rules::Edit> edits;
  const Line* newest = nullptr;
  for (const Line& line : lines) {
    edits.push_back(
        {record::edit_name(*line.origin), line.origin, line.change, line.base, line.state == LineState::Accepted});
    if (line.state == LineState::Accepted)
      newest = &line;
    else
      work.put(line, state.account);
  }
  if (newest == nullptr) return;
  const schema::Type* type = work.type(state.type);
  rules::Rebuilt rebuilt = rules::rebuilt_field(state.id, unit, rules::rule_of(type, unit, newest->change),
                                                rules::review_of(type, unit), edits);
  state.fields[unit] = std::move(rebuilt.state);
  for (Line& line : rebuilt.lines) work.put(std::move(line), state.account);
}

void move_children(Work& work, const std::string& account) {
  for (const auto& [type, id] : work.writer().members(account)) {
    RecordState* child = work.find(type, id);
    if (child == nullptr || child->id == account || child->type == work.registry().root()->name) continue;
    const std::string home = child->home.empty() ? child->account : child->home;
    const std::string file = work.ledger().survivor(home);
    if (file == child->account) continue;
    child->account = file;
    child->home = file == home ? "" : home;
    child->rebuilt = work.commit();
    for (Line& line : work.writer().lines(id)) work.put(std::move(line), file);
    work.touch(*child);
  }
}

}  // namespace

void regroup(Work& work, const std::set<std::string>& accounts) {
  const schema::Type* root = work.registry().root();
  KEYBOOK_ASSERT(root != nullptr);
  std::map<std::string, Joined> joined;
  std::vector<Line> lines;
  std::vector<RecordState*> states;
  for (const std::string& account : accounts) {
    RecordState* state = work.find(root->name, account);
    if (state == nullptr) continue;
    states.push_back(state);
    for (Line& line : all_lines(work, *state)) lines.push_back(std::move(line));
  }
  for (const Line& line : lines) work.writer().erase(line);
  // Creations of accounts that are merged away keep the survivor alive; on the way back they are in the account's own
  // row.
  std::set<std::pair<std::string, EditName>> creations;
  for (const RecordState* state : states)
    if (state->created != nullptr) creations.emplace(state->id, state->created->name.text());
  for (const Line& line : lines) {
    const std::string of = addressee(*line.origin, line.record);
    if (line.unit.empty() && line.op == Op::Create && line.state == LineState::Accepted &&
        creations.contains({of, line.origin->name.text()}))
      continue;
    const std::string to = work.ledger().survivor(of);
    joined[to].units[line.unit].push_back(moved(line, to, work.ledger().survivors()));
  }
  for (RecordState* state : states) {
    const std::string to = work.ledger().survivor(state->id);
    if (to == state->id || state->created == nullptr) continue;
    joined[to].units[""].push_back(
        {to, "", Op::Create, LineState::Accepted, readdressed(state->created, state->id), {}, {}, 0, ""});
  }
  for (RecordState* state : states) {
    const std::string to = work.ledger().survivor(state->id);
    const bool stands = to == state->id;
    state->fields.clear();
    state->deleted = state->kept = state->has_deletes = false;
    state->account = to;
    state->merged_into = stands ? "" : to;
    state->home = stands ? "" : state->id;
    state->rebuilt = work.commit();
    work.touch(*state);
  }
  for (auto& [id, one] : joined) {
    RecordState* state = work.find(root->name, id);
    KEYBOOK_ASSERT(state != nullptr && state->merged_into.empty());
    for (const auto& [unit, unit_lines] : one.units) {
      if (!unit.empty()) {
        write_unit(work, *state, unit, unit_lines);
        continue;
      }
      for (const Line& line : unit_lines) {
        state->has_deletes |= line.op == Op::Delete && line.state == LineState::Accepted;
        work.put(line, state->account);
      }
    }
    work.ledger().has_deletes(id, state->has_deletes);
    work.existence(*state);
  }
  for (const std::string& account : accounts) move_children(work, account);
}

}  // namespace keybook::server::merge
