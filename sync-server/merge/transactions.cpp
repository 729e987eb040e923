// The server's own transactions that concern one account or record: fields, rights, handover.
#include <algorithm>
#include <limits>

#include "base/failure.h"
#include "merge/engine.h"
#include "merge/joined.h"
#include "merge/moved.h"
#include "merge/part.h"
#include "merge/server_fields.h"
#include "merge/server_origin.h"
#include "merge/values.h"
#include "schema/validate.h"

namespace keybook::server::merge {

using base::ErrorCode;
using base::Failure;
using record::FieldEdit;
using record::Line;
using record::LineState;
using record::RecordEdit;
using record::RecordState;
using schema::Scope;

record::OriginPtr server_origin(const Work& work, const Stamp& stamp, const std::string& by, ByPerson person,
                                const std::string& addressed, const RecordState& target) {
  record::Origin made;
  made.name = made.rank = stamp;
  made.commit = work.commit();
  made.user = by.empty() ? std::string(record::server_device) : by;
  made.committed_ms = work.now_ms();
  made.by_person = person == ByPerson::Yes;
  if (addressed != target.id) made.addressed = addressed;
  return std::make_shared<const record::Origin>(std::move(made));
}

RecordState& need_record(Work& work, const std::string& id) {
  RecordState* state = work.find(id);
  if (state == nullptr)
    throw Failure({ErrorCode::UnknownRecord, "there is no such record", {.record = id}, "Check the id"});
  return *state;
}

void close_requests(Work& work, RecordState& target, const std::string& unit, const std::string& addressed,
                    const std::string& request, LineState state, const std::string& by, const std::string& note) {
  for (Line& line : work.writer().lines(target.id, unit)) {
    const std::string& of = line.origin->addressed.empty() ? target.id : line.origin->addressed;
    if (line.state != LineState::Request || line.origin->name.text() != request || of != addressed) continue;
    line.state = state;
    line.decided_by = by;
    if (!note.empty()) {
      record::Origin noted = *line.origin;
      noted.note = note;
      line.origin = std::make_shared<const record::Origin>(std::move(noted));
    }
    work.put(std::move(line), target.account);
  }
}

namespace {

// The account that a transaction is about, merged away or not.
RecordState& account_of(Work& work, const std::string& id) {
  RecordState& state = work.standing(need_record(work, id));
  if (state.account != state.id)
    throw Failure(
        {ErrorCode::UnknownRecord, "the record is no account", {.type = state.type, .record = id}, "Name an account"});
  return state;
}

// Writes a field of the account that tells of its rights, where its type declares one.
void tell(Work& work, RecordState& account, const char* unit, const record::Value& value,
          const record::OriginPtr& origin, rules::Applied& applied) {
  const schema::Type* type = work.type(account.type);
  if (type == nullptr || type->unit(unit) == nullptr) return;
  record::Change change;
  change.value = value;
  rules::apply_field(account, unit, type->unit(unit)->merge, false, change, all_heads(account, unit), origin,
                     work.writer(), applied);
}

void change_team(Work& work, const std::string& account_id, const Stamp& stamp,
                 const std::function<void(std::vector<std::string>&)>& change) {
  RecordState& account = account_of(work, account_id);
  access::FileRights version = work.ledger().rights(account.id);
  change(version.team);
  std::sort(version.team.begin(), version.team.end());
  rules::Applied applied;
  tell(work, account, team_unit, version.team, server_origin(work, stamp, "", ByPerson::No, account.id, account),
       applied);
  if (!applied.units.empty()) work.take(account, std::move(applied));
  version.rank = stamp;
  work.ledger().put_rights(account.id, std::move(version), work.commit());
}

void put_field_rights(Work& work, const RecordState& account, const std::vector<std::string>& units,
                      const Stamp& rank) {
  if (std::none_of(units.begin(), units.end(), decides_rights)) return;
  access::FileRights version = rights_by_fields(account, units, work.ledger().rights(account.id));
  version.rank = rank;
  work.ledger().put_rights(account.id, std::move(version), work.commit());
}

// A child whose parent changed goes to that one's file, with everything below it; its old file is sent anew to whoever
// had it, since nothing else would tell them that it left.
void follow_parent(Work& work, RecordState& child) {
  const schema::Type* type = work.type(child.type);
  const record::FieldState* held = type == nullptr ? nullptr : child.field(type->parent);
  if (held == nullptr || !held->value.is_string()) return;
  const RecordState* parent = work.find(type->parent_field()->target, held->value.get<std::string>());
  if (parent == nullptr)
    throw Failure({ErrorCode::UnknownRecord,
                   "the record would hang below one that is not there",
                   {.type = child.type, .record = child.id, .field = type->parent},
                   "Name a record that is there"});
  const std::string from = child.account;
  if (parent->account == from) return;
  std::vector<RecordState*> going = {&child};
  const auto members = work.writer().members(from);
  for (std::size_t i = 0; i < going.size(); ++i)
    for (const auto& [name, id] : members) {
      const schema::Type* below = work.type(name);
      if (below == nullptr || below->scope != Scope::Child || below->parent_field()->target != going[i]->type) continue;
      RecordState* member = work.find(name, id);
      const record::FieldState* above = member == nullptr ? nullptr : member->field(below->parent);
      if (above != nullptr && above->value == record::Value(going[i]->id)) going.push_back(member);
    }
  for (RecordState* one : going) {
    one->account = parent->account;
    one->home = parent->home;
    one->rebuilt = work.commit();
    for (Line& line : work.writer().lines(one->id)) work.put(std::move(line), one->account);
    work.touch(*one);
  }
  work.writer().remake_file(from, work.commit());
}

}  // namespace

// As on a device, what the declaration gives a new record; locked fields too, the server may write them.
std::map<std::string, record::Value> with_defaults(const schema::Type& type,
                                                   std::map<std::string, record::Value> fields) {
  for (const schema::Field& field : type.fields)
    if (!field.default_value.is_null() && field.stored()) fields.try_emplace(field.name, field.default_value);
  return fields;
}

std::map<std::string, FieldEdit> units_of(const schema::Type& type,
                                          const std::map<std::string, record::Value>& fields) {
  std::map<std::string, FieldEdit> units;
  for (const auto& [name, value] : fields) {
    const schema::Field* field = type.field(name);
    if (field == nullptr || !field->stored())
      throw Failure({ErrorCode::UnknownField, "there is no such field", {.type = type.name, .field = name}, {}});
    record::Value given = base::need(schema::canonical(type, *field, value));
    const schema::Unit& unit = type.unit_of(*field);
    record::Change& change = units[unit.name].change;
    if (unit.merge == schema::Merge::Set) {
      change.kind = record::Change::Kind::Set;
      if (given.is_array()) change.add = given.get<std::vector<std::string>>();
    } else if (unit.merge == schema::Merge::Counter) {
      change.kind = record::Change::Kind::Delta;
      change.delta = rules::counter_text(given);
    } else if (unit.grouped) {
      if (!change.value.is_object())
        for (const int index : unit.fields) change.value[type.fields[static_cast<std::size_t>(index)].name] = nullptr;
      change.value[name] = std::move(given);
    } else {
      change.value = std::move(given);
    }
  }
  return units;
}

CommitNumber Engine::commit(const ServerSet& event, const Stamp& stamp, std::int64_t now_ms) {
  Work work(registry_, writer_, *ledger_, writer_.next_commit(), now_ms);
  RecordState& target = work.standing(need_record(work, event.record));
  const auto origin =
      server_origin(work, stamp, event.by, event.by.empty() ? ByPerson::No : ByPerson::Yes, event.record, target);
  RecordEdit edit{record::Op::Set, target.type, event.record, "", event.fields, {}};
  std::vector<std::string> units;
  for (auto& [unit, field] : edit.fields) {
    field.base = renamed(field.base, event.record, target.id);
    units.push_back(unit);
    if (!event.request.empty())
      close_requests(work, target, unit, event.record, event.request, LineState::Granted, event.by);
  }
  work.take(target, rules::apply_edit(target, edit, work.type(target.type), origin, writer_));
  if (target.account == target.id) put_field_rights(work, target, units, stamp);
  const schema::Type* type = work.type(target.type);
  if (type != nullptr && type->scope == Scope::Child && edit.fields.contains(type->parent)) follow_parent(work, target);
  work.finish();
  writer_.note_rank(stamp);
  return work.commit();
}

CommitNumber Engine::commit(const Grant& event, const Stamp& stamp, std::int64_t now_ms) {
  Work work(registry_, writer_, *ledger_, writer_.next_commit(), now_ms);
  change_team(work, event.account, stamp, [&event](std::vector<std::string>& team) {
    if (std::find(team.begin(), team.end(), event.user) == team.end()) team.push_back(event.user);
  });
  work.finish();
  return work.commit();
}

CommitNumber Engine::commit(const Revoke& event, const Stamp& stamp, std::int64_t now_ms) {
  Work work(registry_, writer_, *ledger_, writer_.next_commit(), now_ms);
  change_team(work, event.account, stamp, [&event](std::vector<std::string>& team) { std::erase(team, event.user); });
  work.finish();
  return work.commit();
}

// To a user, or to nobody: the pool. The predecessor leaves, or stays as a member of the team (keep). It counts as a
// person's edit: somebody relies on the file from now on, and a delete that did not know yields.
CommitNumber Engine::commit(const Handover& event, const Stamp& stamp, std::int64_t now_ms) {
  Work work(registry_, writer_, *ledger_, writer_.next_commit(), now_ms);
  RecordState& account = account_of(work, event.account);
  access::FileRights version = work.ledger().rights(account.id);
  const std::vector<std::string> team = version.team;
  const std::string before = version.owner;
  version.owner = event.to;
  std::erase(version.team, before);
  std::erase(version.team, event.to);
  if (event.keep && !before.empty() && before != event.to) version.team.push_back(before);
  std::sort(version.team.begin(), version.team.end());

  record::Origin made = *server_origin(work, stamp, event.by, ByPerson::Yes, event.account, account);
  const HandedOver handed{std::make_shared<const record::Origin>(made), before, event.to, event.moves};
  const auto origin = handed.origin;
  made.note = note_of(handed);
  rules::Applied applied;
  tell(work, account, owner_unit, event.to.empty() ? record::Value(nullptr) : record::Value(event.to), origin, applied);
  if (version.team != team) tell(work, account, team_unit, version.team, origin, applied);
  applied.lines.push_back({account.id,
                           "",
                           record::Op::Set,
                           LineState::Accepted,
                           std::make_shared<const record::Origin>(std::move(made)),
                           {},
                           {},
                           0,
                           ""});
  work.take(account, std::move(applied));
  version.rank = stamp;
  work.ledger().put_rights(account.id, std::move(version), work.commit());
  if (!event.moves.empty())
    for (RecordState* record : movable_members(work, account.id)) move_along(work, *record, handed);
  work.finish();
  return work.commit();
}

std::map<std::string, Engine::Going> Engine::preview(const Handover& event) {
  Work work(registry_, writer_, *ledger_, writer_.last_commit(), 0);
  RecordState& account = account_of(work, event.account);
  record::Origin now;
  now.rank = Stamp{std::numeric_limits<std::int64_t>::max(), 0, std::string(record::server_device)};
  now.name = now.rank;
  const HandedOver handed{std::make_shared<const record::Origin>(std::move(now)),
                          work.ledger().rights(account.id).owner, event.to, event.moves};
  std::map<std::string, Going> going;
  for (RecordState* record : movable_members(work, account.id)) {
    const Standing standing = standing_at(work, *record, handed);
    if (!standing.of_predecessor) continue;
    const auto how = event.moves.find(record->type);
    const Moves moves = how == event.moves.end() ? Moves::None : how->second;
    const bool goes = moves == Moves::All || (moves == Moves::Open && standing.open);
    ++(goes ? going[record->type].moves : going[record->type].stays);
  }
  return going;
}

CommitNumber Engine::create(const std::string& type, const std::string& id,
                            const std::map<std::string, record::Value>& fields, const Stamp& stamp,
                            std::int64_t now_ms) {
  const schema::Type* declared = registry_.type(type);
  if (declared == nullptr) throw Failure({ErrorCode::UnknownType, "there is no such type", {.type = type}, {}});
  if (writer_.known(id))
    throw Failure({ErrorCode::NotValid, "there is a record of this id already", {.type = type, .record = id}, {}});
  Work work(registry_, writer_, *ledger_, writer_.next_commit(), now_ms);
  RecordEdit edit{record::Op::Create, type, id, "", units_of(*declared, with_defaults(*declared, fields)), {}};
  if (declared->scope == Scope::Child) {
    const auto above = edit.fields.find(declared->parent);
    const bool named = above != edit.fields.end() && above->second.change.value.is_string();
    const RecordState* parent = named ? work.find(above->second.change.value.get<std::string>()) : nullptr;
    if (parent == nullptr)
      throw Failure({ErrorCode::NotValid,
                     "the record belongs to no account",
                     {.type = type, .record = id, .field = declared->parent},
                     {}});
    edit.account = parent->account;
  }
  RecordState& state = work.make(type, id);
  std::vector<std::string> units;
  for (const auto& [unit, field] : edit.fields) units.push_back(unit);
  work.take(state, rules::apply_edit(state, edit, declared, server_origin(work, stamp, "", ByPerson::Yes, id, state),
                                     writer_));
  if (declared->scope == Scope::Root) {
    access::FileRights version = rights_by_fields(state, units, {});
    version.rank = stamp;
    work.ledger().put_rights(id, std::move(version), work.commit());
  }
  work.finish();
  writer_.note_rank(stamp);
  return work.commit();
}

}  // namespace keybook::server::merge
