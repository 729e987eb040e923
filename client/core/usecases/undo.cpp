// Undo and "put back": ordinary new edits whose base is everything that is known.
#include <algorithm>

#include "usecases/history_view.h"
#include "usecases/impl.h"

namespace keybook::client {

using base::ErrorCode;
using record::Op;
using record::RecordState;

namespace {

bool still_ours(const RecordState& state, const std::string& unit, const std::string& stamp) {
  const record::FieldState* field = state.field(unit);
  return field != nullptr && std::any_of(field->heads.begin(), field->heads.end(),
                                         [&](const record::Head& head) { return head.origin->name.text() == stamp; });
}

// The opposite of one edit, as far as nobody changed it since; nothing where nothing is left to be undone.
std::optional<Edit> opposite(Client::Impl& impl, const Value& entry, const std::string& stamp,
                             const store::Device& device) {
  Edit edit;
  edit.type = entry.at("t").get<std::string>();
  edit.id = entry.at("r").get<std::string>();
  const auto state = impl.store->shown().read(edit.type, edit.id);
  if (!state) return std::nullopt;
  const Op op = record::op_of(entry.at("o").get<std::string>()).value_or(Op::Set);
  if (op != Op::Set) {
    const bool deletes = op != Op::Delete;  // undoing a creation or a restore deletes
    if (state->deleted == deletes) return std::nullopt;
    edit.op = deletes ? Op::Delete : Op::Restore;
    return edit;
  }
  const schema::Type& type = impl.type(edit.type);
  edit.seen = everything_seen(*state, device);
  for (const auto& [unit, before] : entry.at("f").items()) {
    if (!before.contains("v"))
      edit.fields[unit] = before;  // of sets and tallies the opposite change, whatever came since
    else if (still_ours(*state, unit, stamp))
      put_unit(edit.fields, type, unit, before["v"]);
  }
  if (edit.fields.empty()) return std::nullopt;
  return edit;
}

}  // namespace

Seen everything_seen(const RecordState& state, const store::Device& device) {
  Seen seen;
  seen.cursor = device.cursor;
  seen.counter = device.counter;
  for (const auto& [unit, field] : state.fields)
    for (const record::Head& head : field.heads) seen.heads[unit].push_back(record::edit_name(*head.origin));
  return seen;
}

void put_unit(Value& fields, const schema::Type& type, const std::string& unit_name, const Value& value) {
  const schema::Unit* unit = type.unit(unit_name);
  if (unit == nullptr) return;
  if (!unit->grouped) {
    fields[unit_name] = value;
    return;
  }
  for (const int index : unit->fields) {
    const std::string& name = type.fields[static_cast<std::size_t>(index)].name;
    fields[name] = value.is_object() && value.contains(name) ? value[name] : Value();
  }
}

base::Result<Saved> Client::undo(Counter counter) {
  return impl_->write([&] {
    const store::Device device = impl_->device();
    auto row = store::prepared(impl_->store->database(),
                               "SELECT counter, before FROM undo WHERE (?1 = 0 AND NOT json_extract(before, "
                               "'$.named')) OR counter = ?1 ORDER BY counter DESC LIMIT 1",
                               counter);
    if (!store::next(row))
      fail_at(ErrorCode::UnknownRecord, "there is nothing to undo", {},
              "Only the latest 50 changes of this device can be undone; use the history to put older values back");
    const Counter undone = row.integer(0);
    const Value before = Value::parse(row.text(1));
    std::vector<Edit> edits;
    for (const Value& entry : before.at("e"))
      if (auto edit = opposite(*impl_, entry, before.at("s").get<std::string>(), device))
        edits.insert(edits.begin(), *std::move(edit));
    if (edits.empty())
      fail_at(ErrorCode::NotValid, "nothing is left to undo: somebody changed all of it since", {},
              "Use the history to put single values back");
    Saved saved = impl_->save(edits, {.undoable = Undoable::ByNameOnly, .mends = true});
    store::run(impl_->store->database(), "DELETE FROM undo WHERE counter = ?", undone);
    return saved;
  });
}

base::Result<Saved> Client::put_back(const std::string& history_line) {
  return impl_->write([&] {
    const LineName name = line_name(history_line);
    const std::string type_name = impl_->store->type_of(name.record);
    if (type_name.empty())
      fail_at(ErrorCode::UnknownRecord, "the record of this history line is not on this device",
              {{}, name.record, {}, {}, 0}, "Sync first");
    const RecordState state = impl_->need_state(type_name, name.record);
    const schema::Type& type = impl_->type(type_name);
    Edit edit;
    edit.type = type_name;
    edit.id = name.record;
    if (name.unit.empty()) {
      edit.op = Op::Restore;
      return impl_->save({edit}, {.mends = true});
    }
    edit.seen = everything_seen(state, impl_->device());
    const Value value = value_of_line(*impl_, state, name);
    put_unit(edit.fields, type, name.unit, value);
    return impl_->save({edit}, {.mends = true});
  });
}

}  // namespace keybook::client
