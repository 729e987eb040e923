#include "outbox/overlay.h"

#include <algorithm>

#include "merge/apply.h"

namespace keybook::client::outbox {

using record::Op;

namespace {

const std::string owner_unit = "owner";  // of account files: names who has them

bool holds(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace

bool becomes_request(const schema::Type& type, const std::string& unit_name, const store::Device& device,
                     const RecordEdit& edit) {
  const schema::Unit* unit = type.unit(unit_name);
  if (unit == nullptr || unit->merge != schema::Merge::Locked) return false;
  if (edit.op == Op::Create && unit_name == type.parent) return false;
  if (edit.op == Op::Create && type.scope == schema::Scope::Root && unit_name == owner_unit) {
    const auto given = edit.fields.find(unit_name);
    if (given != edit.fields.end() && given->second.change.value == schema::Value(device.user)) return false;
  }
  return !type.grants(*unit, device.role);
}

Overlay::Overlay(Store& store, const store::Device& device) : store_(store), device_(device) {}

record::OriginPtr Overlay::pending_origin(const Mutation& mutation) const {
  record::Origin origin;
  origin.name = origin.rank = mutation.stamp;
  origin.counter = mutation.counter;
  origin.user = device_.user;
  return std::make_shared<const record::Origin>(std::move(origin));
}

void Overlay::write_line(Side side, record::Line line, const RecordState& state) {
  if (side == Side::Confirmed) line.changed = std::max(line.changed, line.origin->commit);
  store_.write_line(side == Side::Confirmed ? Store::Side::Confirmed : Store::Side::Pending, line, state.account);
}

void Overlay::put(Side side, std::optional<RecordState>& state, const RecordEdit& given,
                  const record::OriginPtr& origin) {
  const schema::Type* type = store_.registry().type(given.type);
  if (!state) {
    if (given.op != Op::Create) return;  // of a record that is no longer here
    state.emplace();
  }
  record::History& history = side == Side::Confirmed ? store_.confirmed_history() : store_.shown_history();
  RecordEdit edit = given;
  std::vector<record::Line> requests;
  for (const auto& [unit, field] : given.fields) {
    if (type == nullptr || !becomes_request(*type, unit, device_, given)) continue;
    requests.push_back(merge::field_line(*state, unit, record::LineState::Request, field.change, field.base, origin));
    requests.back().record = given.id;
    edit.fields.erase(unit);
  }
  // Whoever creates an account owns it; the server says so, and so does the device meanwhile.
  const bool owns = side == Side::Shown && edit.op == Op::Create && type != nullptr &&
                    type->scope == schema::Scope::Root && type->unit(owner_unit) != nullptr &&
                    edit.fields.count(owner_unit) == 0 && state->field(owner_unit) == nullptr;
  if (owns) edit.fields[owner_unit].change.value = device_.user;
  if (edit.op != Op::Set || !edit.fields.empty()) {
    merge::Applied applied = merge::apply_edit(*state, edit, type, origin, history);
    for (record::Line& line : applied.lines) write_line(side, std::move(line), *state);
  }
  for (record::Line& request : requests) write_line(side, std::move(request), *state);
}

void Overlay::confirm(std::optional<RecordState>& state, const RecordEdit& edit, const record::OriginPtr& origin) {
  put(Side::Confirmed, state, edit, origin);
}

void Overlay::settle_existence(RecordState& state) {
  if (!state.has_deletes) return;
  std::vector<RecordState> relatives;
  const schema::Type* type = store_.registry().type(state.type);
  if (type != nullptr && type->scope == schema::Scope::Root)
    for (const auto& [member_type, member] : store_.shown().members(state.id))
      if (member != state.id)
        if (auto relative = store_.shown().read(member_type, member)) relatives.push_back(std::move(*relative));
  std::vector<merge::FamilyMember> family = {{&state, store_.shown_history().lines(state.id)}};
  for (const RecordState& relative : relatives)
    family.push_back({&relative, store_.shown_history().lines(relative.id)});
  merge::settle_existence(state, family);
}

void Overlay::rebuild(const std::string& type, const std::string& record, const std::optional<RecordState>& confirmed) {
  const std::optional<RecordState> before = store_.shown().read(type, record);
  store_.erase_pending_lines(record);
  const std::vector<Mutation> pending = outbox::Outbox(store_, device_.enrolment).pending_of(record);
  std::optional<RecordState> state = confirmed;
  for (const Mutation& mutation : pending)
    for (const RecordEdit& edit : mutation.edits)
      if (edit.id == record) put(Side::Shown, state, edit, pending_origin(mutation));
  if (pending.empty() || !confirmed)
    store_.shadow().erase(type, record);
  else
    store_.shadow().write(*confirmed, confirmed->changed);
  if (!state) {
    if (before) store_.erase_shown(type, record);
    return;
  }
  if (!pending.empty()) settle_existence(*state);
  store_.write_shown(*state, confirmed ? confirmed->changed : 0, before ? &*before : nullptr);
}

std::optional<std::string> Overlay::also_touched(const RecordEdit& edit) {
  const schema::Type* type = store_.registry().type(edit.type);
  if (type == nullptr || type->scope != schema::Scope::Child) return std::nullopt;
  std::string account = edit.account;
  if (edit.op != Op::Create) {
    const auto state = store_.shown().read(edit.type, edit.id);
    if (state) account = state->account;
  }
  if (account.empty()) return std::nullopt;
  const std::string root = store_.type_of(account);
  if (root.empty()) return std::nullopt;
  const auto state = store_.shown().read(root, account);
  if (!state || !state->has_deletes) return std::nullopt;
  return account;
}

void Overlay::add(const Mutation& mutation, std::int64_t made_ms) {
  std::map<std::string, std::string> touched;  // record -> type
  std::vector<std::string> accounts;
  for (const RecordEdit& edit : mutation.edits) {
    touched.emplace(edit.id, edit.type);
    if (const auto account = also_touched(edit); account && touched.emplace(*account, store_.type_of(*account)).second)
      accounts.push_back(*account);
  }
  // The first pending edit of a record: what is shown is confirmed, and becomes the shadow.
  std::map<std::string, std::optional<RecordState>> shown;
  for (const auto& [record, type] : touched) {
    shown[record] = store_.shown().read(type, record);
    if (shown[record] && !store_.has_pending(record)) store_.shadow().write(*shown[record], shown[record]->changed);
  }
  Outbox(store_, device_.enrolment).add(mutation, made_ms, touched);
  const record::OriginPtr origin = pending_origin(mutation);
  for (const auto& [record, type] : touched) {
    const std::optional<RecordState>& before = shown[record];
    std::optional<RecordState> state = before;
    for (const RecordEdit& edit : mutation.edits)
      if (edit.id == record) put(Side::Shown, state, edit, origin);
    if (!state || holds(accounts, record)) continue;
    settle_existence(*state);
    store_.write_shown(*state, before ? before->changed : 0, before ? &*before : nullptr);
  }
  for (const std::string& account : accounts) {
    RecordState state = *shown[account];
    settle_existence(state);
    store_.write_shown(state, state.changed, &*shown[account]);
  }
}

}  // namespace keybook::client::outbox
