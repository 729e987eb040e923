// Decisions about what waits: parked late edits, requests, duplicates.
#include <algorithm>

#include "base/failure.h"
#include "merge/engine.h"
#include "merge/joined.h"
#include "merge/server_origin.h"

namespace keybook::server::merge {

using base::ErrorCode;
using base::Failure;
using record::Line;
using record::LineState;
using record::Op;
using record::RecordEdit;
using record::RecordState;
using schema::Merge;

namespace {

bool holds(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// Text, max and min are merged from the author's own base: a take never wipes what came meanwhile. Elsewhere the taker
// saw both sides and decided.
bool keeps_own_base(Merge rule) { return rule == Merge::Text || rule == Merge::Max || rule == Merge::Min; }

// The parked lines of one mutation's edit of one record. Where a new record hangs belongs to its creation, and is
// decided with it.
struct ParkedEdit {
  std::vector<Line> fields;   // still parked, chosen
  std::optional<Line> whole;  // create, delete or restore, still parked
};

ParkedEdit parked_edit(Work& work, const RecordState& target, const Decide& event) {
  ParkedEdit found;
  const schema::Type* type = work.type(target.type);
  const std::string parent = type != nullptr ? type->parent : "";
  for (Line& line : work.writer().lines(target.id)) {
    const std::string& of = line.origin->addressed.empty() ? target.id : line.origin->addressed;
    if (line.state != LineState::Parked || line.origin->name.text() != event.parked || of != event.record) continue;
    if (line.unit.empty())
      found.whole = std::move(line);
    else if (event.all || holds(event.fields, line.unit) || line.unit == parent)
      found.fields.push_back(std::move(line));
  }
  return found;
}

// Earlier versions of the texts that are decided, by the same hand.
std::vector<Line> earlier_texts(Work& work, const RecordState& target, const ParkedEdit& parked, const Decide& event) {
  std::vector<Line> found;
  for (const Line& field : parked.fields) {
    if (rules::rule_of(work.type(target.type), field.unit, field.change) != Merge::Text) continue;
    for (Line& line : work.writer().lines(target.id, field.unit))
      if (line.state == LineState::Parked && line.origin->addressed == field.origin->addressed &&
          holds(event.along, line.origin->name.text()))
        found.push_back(std::move(line));
  }
  return found;
}

// A record whose creation is declined never was: what came for it later goes with it.
std::vector<Line> parked_with_creation(Work& work, const RecordState& target, const ParkedEdit& parked,
                                       const Decide& event) {
  if (event.take || target.created != nullptr || !parked.whole || parked.whole->op != Op::Create) return {};
  std::vector<Line> found = work.writer().lines(target.id);
  std::erase_if(found, [&event](const Line& line) {
    return line.state != LineState::Parked || line.origin->name.text() == event.parked;
  });
  return found;
}

void add_names(record::Base& base, const Decide& event, const std::string& unit, const RecordState& target) {
  if (const auto seen = event.base.find(unit); seen != event.base.end())
    for (const record::EditName& name : seen->second) base.names.push_back(renamed(name, event.record, target.id));
}

RecordEdit taken_edit(const ParkedEdit& parked, const Decide& event, const RecordState& target,
                      const schema::Type* type) {
  RecordEdit edit{parked.whole ? parked.whole->op : Op::Set, target.type, event.record, target.account, {}, {}};
  if (parked.whole) {
    edit.base = parked.whole->base;
    add_names(edit.base, event, "*", target);
  }
  for (const Line& line : parked.fields) {
    record::FieldEdit field{line.change, line.base};
    if (!keeps_own_base(rules::rule_of(type, line.unit, line.change))) {
      add_names(field.base, event, line.unit, target);
      field.base.names.push_back(record::edit_name(*line.origin));
    }
    edit.fields.emplace(line.unit, std::move(field));
  }
  return edit;
}

void take(Work& work, RecordState& target, const ParkedEdit& parked, const Decide& event, const Stamp& stamp) {
  const schema::Type* type = work.type(target.type);
  const RecordEdit edit = taken_edit(parked, event, target, type);
  record::Origin made = *server_origin(work, stamp, (parked.whole ? *parked.whole : parked.fields.front()).origin->user,
                                       ByPerson::Yes, event.record, target);
  made.note = "taken by " + event.by;
  const auto origin = std::make_shared<const record::Origin>(std::move(made));
  if (edit.op == Op::Delete && event.record != target.id) {
    work.put({target.id, "", Op::Delete, LineState::Voided, origin, {}, edit.base, 0, ""}, target.account);
    return;
  }
  if (target.created == nullptr) target.deleted = false;  // it was a parked creation only
  work.take(target, rules::apply_edit(target, edit, type, origin, work.writer()));
}

// Accounts whose edits lie together with those of `root`, before or after a change of survivors.
void add_relatives(const access::Survivors& survivors, const std::string& root, std::set<std::string>& accounts) {
  accounts.insert(root);
  for (const auto& [gone, into] : survivors)
    if (access::survivor(survivors, gone) == root) accounts.insert(gone);
}

}  // namespace

CommitNumber Engine::commit(const Decide& event, const Stamp& stamp, std::int64_t now_ms) {
  Work work(registry_, writer_, *ledger_, writer_.next_commit(), now_ms);
  RecordState& target = work.standing(need_record(work, event.record));
  ParkedEdit parked = parked_edit(work, target, event);
  writer_.note_rank(stamp);
  if (parked.fields.empty() && !parked.whole) return work.commit();  // the first decision stands
  std::vector<Line> earlier = earlier_texts(work, target, parked, event);
  std::vector<Line> with_it = parked_with_creation(work, target, parked, event);
  if (event.take) take(work, target, parked, event, stamp);
  const auto decided = [&](Line line) {
    line.state = event.take ? LineState::Taken : LineState::Declined;
    line.decided_by = event.by;
    work.put(std::move(line), target.account);
  };
  for (Line& line : parked.fields) decided(std::move(line));
  for (Line& line : earlier) decided(std::move(line));
  for (Line& line : with_it) decided(std::move(line));
  if (parked.whole) decided(std::move(*parked.whole));
  work.touch(target);
  work.finish();
  return work.commit();
}

CommitNumber Engine::commit(const RefuseRequest& event, const Stamp& stamp, std::int64_t now_ms) {
  Work work(registry_, writer_, *ledger_, writer_.next_commit(), now_ms);
  RecordState& target = work.standing(need_record(work, event.record));
  std::set<std::string> units(event.fields.begin(), event.fields.end());
  if (event.all)
    for (const Line& line : writer_.lines(target.id))
      if (line.state == LineState::Request) units.insert(line.unit);
  for (const std::string& unit : units)
    close_requests(work, target, unit, event.record, event.request, LineState::Declined, event.by, event.note);
  work.finish();
  writer_.note_rank(stamp);
  return work.commit();
}

CommitNumber Engine::commit(const Ask& event, const Stamp& stamp, std::int64_t now_ms) {
  Work work(registry_, writer_, *ledger_, writer_.next_commit(), now_ms);
  RecordState& target = work.standing(need_record(work, event.record));
  const auto origin = server_origin(work, stamp, event.by, ByPerson::Yes, event.record, target);
  work.put(
      rules::field_line(target, event.unit, LineState::Request, event.change, all_heads(target, event.unit), origin),
      target.account);
  work.finish();
  writer_.note_rank(stamp);
  return work.commit();
}

// The edits of both become one set per field; what was chosen is written on top of the heads of both.
CommitNumber Engine::commit(const MergeAccounts& event, const Stamp& stamp, std::int64_t now_ms) {
  Work work(registry_, writer_, *ledger_, writer_.next_commit(), now_ms);
  RecordState& from = need_record(work, event.from);
  RecordState& into = work.standing(need_record(work, event.into));
  if (!from.merged_into.empty() || from.id == into.id || from.account != from.id || into.account != into.id)
    throw Failure({ErrorCode::NotValid,
                   "these are not two accounts",
                   {.type = from.type, .record = event.from},
                   "Name two accounts that stand for themselves"});
  std::set<std::string> accounts;
  add_relatives(ledger_->survivors(), from.id, accounts);
  add_relatives(ledger_->survivors(), into.id, accounts);
  ledger_->put_redirect(from.id, into.id, stamp);
  regroup(work, accounts);
  // Who had only the one that is gone has it no longer: their devices drop the file.
  ledger_->put_rights(from.id, {stamp, "", {}, "", 0}, work.commit());

  record::Origin made = *server_origin(work, stamp, event.by, ByPerson::Yes, into.id, into);
  made.note = merge_note(from.id);
  const auto origin = std::make_shared<const record::Origin>(std::move(made));
  RecordEdit edit{Op::Set, into.type, into.id, "", event.fields, {}};
  for (auto& [unit, field] : edit.fields)
    field.base = field.base.empty() ? all_heads(into, unit) : renamed(field.base, event.into, into.id);
  rules::Applied applied = rules::apply_edit(into, edit, work.type(into.type), origin, writer_);
  if (!edit.fields.empty()) applied.lines.push_back({into.id, "", Op::Set, LineState::Accepted, origin, {}, {}, 0, ""});
  work.take(into, std::move(applied));
  work.finish();
  return work.commit();
}

// Every edit returns to the account that it was addressed to; what the merge wrote is taken back.
CommitNumber Engine::commit(const UnmergeAccounts& event, const Stamp& stamp, std::int64_t now_ms) {
  Work work(registry_, writer_, *ledger_, writer_.next_commit(), now_ms);
  RecordState& from = need_record(work, event.from);
  if (from.merged_into.empty())
    throw Failure({ErrorCode::NotValid,
                   "the account was not merged into another",
                   {.type = from.type, .record = event.from},
                   {}});
  std::set<std::string> accounts;
  add_relatives(ledger_->survivors(), from.merged_into, accounts);
  Stamp merged;
  for (const storage::Redirect& redirect : writer_.redirects())
    if (redirect.gone == from.id && !redirect.into.empty()) merged = std::max(merged, redirect.rank);
  access::FileRights version = ledger_->rights_before(from.id, merged);
  const std::string into = from.merged_into;
  ledger_->put_redirect(from.id, "", stamp);
  regroup(work, accounts);
  // Whoever sees only the survivor must let go of what returns to the other.
  writer_.remake_file(into, work.commit());
  version.rank = stamp;
  ledger_->put_rights(from.id, std::move(version), work.commit());
  work.finish();
  return work.commit();
}

}  // namespace keybook::server::merge
