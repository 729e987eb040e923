// Open conflicts follow from the heads of what is shown; settling one is an ordinary edit whose base is all sides.
#include <algorithm>

#include "merge/apply.h"
#include "merge/values.h"
#include "usecases/history_view.h"
#include "usecases/impl.h"

namespace keybook::client {

using base::ErrorCode;
using record::Line;
using record::Op;
using record::RecordState;

namespace {

const std::string deleted_mark = "@deleted";

Side side_of(const record::Origin& origin, Value value) {
  Side side;
  side.edit = record::edit_name(origin);
  side.value = std::move(value);
  side.user = origin.user;
  side.device = origin.name.device;
  side.made_ms = origin.rank.ms;
  return side;
}

Conflict conflict_of(const RecordState& state, const std::string& field) {
  Conflict conflict;
  conflict.id = state.id + '/' + (field.empty() ? deleted_mark : field);
  conflict.type = state.type;
  conflict.record = state.id;
  conflict.account = state.account;
  conflict.field = field;
  return conflict;
}

// What all sides had seen: the newest edit that is in every head's past.
Value seen_by_all(const merge::Field& field) {
  std::set<record::EditName> common;
  bool first = true;
  for (const merge::Edit* head : field.heads()) {
    const auto past = field.past(head->name);
    if (first)
      common = past;
    else
      std::erase_if(common, [&](const record::EditName& name) { return past.count(name) == 0; });
    first = false;
  }
  Value before;
  for (const merge::Edit& edit : field.edits())
    if (common.count(edit.name) != 0) before = edit.change.value;
  return before;
}

Conflict field_conflict(Client::Impl& impl, const RecordState& state, const std::string& unit) {
  const merge::Field field = judged(impl, state, unit);
  Conflict conflict = conflict_of(state, unit);
  conflict.before = seen_by_all(field);
  const Value standing = field.value();
  for (const merge::Edit* head : field.heads()) {
    const auto same = std::find_if(conflict.sides.begin(), conflict.sides.end(),
                                   [&](const Side& side) { return side.value == head->change.value; });
    // A value that two wrote is one side, named by the later hand.
    Side side = side_of(*head->origin, head->change.value);
    if (same == conflict.sides.end())
      conflict.sides.push_back(std::move(side));
    else
      *same = std::move(side);
  }
  const schema::Type* type = impl.store->registry().type(state.type);
  const schema::Unit* known = type == nullptr ? nullptr : type->unit(unit);
  const bool text = known != nullptr && known->merge == schema::Merge::Text;
  for (Side& side : conflict.sides) side.current = !text && side.value == standing;
  if (text && !conflict.sides.empty())
    conflict.sides.back().current = true;  // what stands is both, marked; the latest counts as current
  std::stable_sort(conflict.sides.begin(), conflict.sides.end(),
                   [](const Side& a, const Side& b) { return a.current > b.current; });
  return conflict;
}

Conflict existence_conflict(Client::Impl& impl, const RecordState& state) {
  Conflict conflict = conflict_of(state, {});
  const record::Origin* newest = state.created.get();
  for (const auto& [unit, field] : state.fields)
    for (const record::Head& head : field.heads)
      if (newest == nullptr || head.origin->rank > newest->rank) newest = head.origin.get();
  if (newest != nullptr) conflict.sides.push_back(side_of(*newest, "kept"));
  if (!conflict.sides.empty()) conflict.sides.back().current = true;
  const Line* last = nullptr;
  const std::vector<Line> lines = impl.store->shown_history().lines(state.id, "");
  for (const Line& line : lines)
    if (line.op == Op::Delete && line.state == record::LineState::Accepted &&
        (last == nullptr || line.origin->rank > last->origin->rank))
      last = &line;
  if (last != nullptr) conflict.sides.push_back(side_of(*last->origin, "deleted"));
  return conflict;
}

std::vector<Conflict> conflicts_of(Client::Impl& impl, const RecordState& state) {
  std::vector<Conflict> out;
  if (state.deleted || !state.merged_into.empty() || impl.account_deleted(state)) return out;
  for (const auto& [unit, field] : state.fields)
    if (field.conflict) out.push_back(field_conflict(impl, state, unit));
  if (state.kept) out.push_back(existence_conflict(impl, state));
  return out;
}

Value chosen(const Conflict& conflict, const Resolution& resolution) {
  const base::Where where{conflict.type, conflict.record, conflict.field, {}, 0};
  if (resolution.keep == Resolution::Keep::Current) return conflict.sides.front().value;
  if (resolution.keep == Resolution::Keep::Other) {
    if (conflict.sides.size() != 2)
      fail_at(ErrorCode::Usage,
              "the conflict has " + std::to_string(conflict.sides.size()) + " sides, so 'other' does not say which",
              where, "Name the side's edit, as `keybook conflicts` shows it");
    return conflict.sides.back().value;
  }
  for (const Side& side : conflict.sides)
    if (side.edit == resolution.edit) return side.value;
  fail_at(ErrorCode::UnknownRecord, "no side of this conflict is the edit '" + resolution.edit + "'", where,
          "`keybook conflicts` shows the sides");
}

}  // namespace

std::int64_t Client::Impl::count_conflicts() const {
  std::int64_t count = 0;
  for (const auto& [type_name, id] : store->shown().in_conflict()) {
    const auto state = store->shown().read(type_name, id);
    if (!state || state->deleted || !state->merged_into.empty() || account_deleted(*state)) continue;
    count += state->kept ? 1 : 0;
    for (const auto& [unit, field] : state->fields) count += field.conflict ? 1 : 0;
  }
  return count;
}

base::Result<std::vector<Conflict>> Client::conflicts(const std::string& account) {
  return impl_->read([&] {
    std::vector<Conflict> out;
    for (const auto& [type, id] : impl_->store->shown().in_conflict()) {
      const auto state = impl_->store->shown().read(type, id);
      if (!state || (!account.empty() && state->account != account)) continue;
      for (Conflict& conflict : conflicts_of(*impl_, *state)) out.push_back(std::move(conflict));
    }
    return out;
  });
}

base::Result<Saved> Client::resolve(const std::string& id, const Resolution& resolution) {
  return impl_->write([&] {
    const std::size_t slash = id.find('/');
    const std::string record = id.substr(0, slash), mark = slash == std::string::npos ? "" : id.substr(slash + 1);
    const std::string type_name = impl_->store->type_of(record);
    const std::string gone = "there is no open conflict '" + id + "'";
    if (type_name.empty() || mark.empty())
      fail_at(ErrorCode::UnknownRecord, gone, {}, "`keybook conflicts` lists the open ones");
    const RecordState state = impl_->need_state(type_name, record);
    const std::vector<Conflict> open = conflicts_of(*impl_, state);
    const auto found =
        std::find_if(open.begin(), open.end(), [&](const Conflict& conflict) { return conflict.id == id; });
    if (found == open.end())
      fail_at(ErrorCode::UnknownRecord, gone, {type_name, record, {}, {}, 0},
              "It may be settled already; `keybook conflicts` lists the open ones");
    Edit edit;
    edit.type = type_name;
    edit.id = record;
    if (found->field.empty()) {
      if (resolution.keep == Resolution::Keep::Own)
        fail_at(ErrorCode::Usage, "a deleted record has no value to give", {type_name, record, {}, {}, 0},
                "Use --keep current (keep it) or --keep other (delete it)");
      edit.op = chosen(*found, resolution) == "deleted" ? Op::Delete : Op::Restore;
      return impl_->save({edit}, {.mends = true});
    }
    edit.seen = everything_seen(state, impl_->device());
    if (resolution.keep != Resolution::Keep::Own) {
      put_unit(edit.fields, impl_->type(type_name), found->field, chosen(*found, resolution));
    } else if (resolution.value.is_object() && impl_->type(type_name).unit(found->field)->grouped) {
      put_unit(edit.fields, impl_->type(type_name), found->field, resolution.value);
    } else {
      edit.fields[found->field] = resolution.value;
      edit.as_text = resolution.as_text;
    }
    return impl_->save({edit}, {.mends = resolution.keep != Resolution::Keep::Own});
  });
}

}  // namespace keybook::client
