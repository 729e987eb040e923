#include "usecases/one_change.h"

#include <algorithm>

#include "schema/decimal.h"
#include "usecases/impl.h"

namespace keybook::client {

using base::ErrorCode;
using record::Op;

namespace {

bool is_difference(const schema::Field& field, const Value& value) {
  return value.is_object() &&
         (field.kind == schema::Kind::Set || (field.merge == schema::Merge::Counter && value.contains("d")));
}

std::vector<Value> elements(const Value& value, const char* name) {
  const auto found = value.find(name);
  return found == value.end() || !found->is_array() ? std::vector<Value>{} : found->get<std::vector<Value>>();
}

void leave_out(std::vector<Value>& list, const std::vector<Value>& gone) {
  std::erase_if(list, [&](const Value& one) { return std::find(gone.begin(), gone.end(), one) != gone.end(); });
}

void unite(std::vector<Value>& list, const std::vector<Value>& more) {
  leave_out(list, more);
  list.insert(list.end(), more.begin(), more.end());
}

// A difference on top of a set that was given whole, or of another difference.
Value set_after(const Value& before, const Value& difference) {
  const std::vector<Value> added = elements(difference, "+"), removed = elements(difference, "-");
  if (!before.is_object()) {
    std::vector<Value> whole = before.is_array() ? before.get<std::vector<Value>>() : std::vector<Value>{};
    leave_out(whole, removed);
    unite(whole, added);
    return whole;
  }
  std::vector<Value> all_added = elements(before, "+"), all_removed = elements(before, "-");
  leave_out(all_added, removed);
  leave_out(all_removed, added);
  unite(all_added, added);
  unite(all_removed, removed);
  return {{"+", all_added}, {"-", all_removed}};
}

std::optional<std::string> decimal_in(const Value& value) {
  if (value.is_null()) return "0";
  return schema::parse_decimal(value.is_string() ? value.get<std::string>() : value.dump());
}

Value tally_after(const Value& before, const Value& difference) {
  const bool on_difference = before.is_object() && before.contains("d");
  const auto held = decimal_in(on_difference ? before["d"] : before);
  const auto more = decimal_in(difference["d"]);
  if (!held || !more) return difference;  // no number: whoever builds the edit says so
  const std::string sum = schema::add_decimals(*held, *more);
  return on_difference ? Value{{"d", sum}} : Value(sum);
}

void join_fields(const schema::Type& type, Value& held, const Value& next) {
  if (!held.is_object() || !next.is_object()) {
    if (!next.is_object()) held = next;  // not an object: whoever builds the edit says so
    return;
  }
  for (const auto& [name, value] : next.items()) {
    const schema::Field* field = type.field(name);
    const auto before = held.find(name);
    if (field == nullptr || before == held.end() || !is_difference(*field, value))
      held[name] = value;
    else
      *before = field->kind == schema::Kind::Set ? set_after(*before, value) : tally_after(*before, value);
  }
}

[[noreturn]] void refuse(const Edit& edit, const char* message, const char* remedy) {
  fail_at(ErrorCode::NotValid, message, {edit.type, edit.id, {}, {}, edit.line}, remedy);
}

}  // namespace

OneChange::OneChange(const schema::Registry& registry, const std::vector<Edit>& given) : registry_(registry) {
  std::map<Place, std::size_t> places;
  std::set<std::size_t> unmade;  // made here and deleted again
  for (const Edit& edit : given) {
    const auto [place, first] = places.emplace(Place{edit.type, edit.id}, edits_.size());
    if (given.size() > 1) note_lines(edit);
    if (first) {
      edits_.push_back(edit);
    } else if (unmade.count(place->second) != 0) {
      if (edit.op != Op::Create)
        refuse(edit, "the record was deleted by an earlier edit of this change", "Leave one of the two out");
      edits_[place->second] = edit;
      unmade.erase(place->second);
    } else {
      if (edits_[place->second].op == Op::Create && edit.op == Op::Delete)
        unmade.insert(place->second);
      else
        join(edits_[place->second], edit);
    }
  }
  for (auto it = unmade.rbegin(); it != unmade.rend(); ++it)
    edits_.erase(edits_.begin() + static_cast<std::ptrdiff_t>(*it));
  for (const Edit& edit : edits_)
    if (edit.op == Op::Create) note_made(edit);
}

void OneChange::join(Edit& held, const Edit& next) const {
  if (next.op == Op::Create)
    refuse(next, "an earlier edit of this change names the record already",
           "Use `set` to change it, or give another id");
  if (held.op == Op::Delete && next.op == Op::Set)
    refuse(next, "the record was deleted by an earlier edit of this change", "Restore it first");
  if (next.op == Op::Delete) {
    held.op = Op::Delete;
    held.fields = Value::object();
    return;
  }
  if (next.op == Op::Restore && held.op != Op::Create) held.op = Op::Restore;
  const schema::Type* type = registry_.type(next.type);
  if (type != nullptr) join_fields(*type, held.fields, next.fields);
}

void OneChange::note_lines(const Edit& edit) {
  if (edit.line == 0 || !edit.fields.is_object()) return;
  for (const auto& [name, value] : edit.fields.items()) lines_[{edit.id, name}] = edit.line;
}

void OneChange::note_made(const Edit& edit) {
  made_.insert({edit.type, edit.id});
  const schema::Type* type = registry_.type(edit.type);
  if (type == nullptr || !edit.fields.is_object()) return;
  for (const schema::Field& field : type->fields) {
    const auto given = field.key ? edit.fields.find(field.name) : edit.fields.end();
    if (given != edit.fields.end() && given->is_string())
      keys_.emplace(std::tuple(edit.type, field.name, given->get<std::string>()), edit.id);
  }
}

std::optional<std::string> OneChange::made_with(const std::string& type, const std::string& field,
                                                const std::string& value) const {
  const auto found = keys_.find(std::tuple(type, field, value));
  return found == keys_.end() ? std::nullopt : std::optional(found->second);
}

std::int64_t OneChange::line_of(const std::string& id, const std::string& field) const {
  const auto found = lines_.find({id, field});
  return found == lines_.end() ? 0 : found->second;
}

}  // namespace keybook::client
