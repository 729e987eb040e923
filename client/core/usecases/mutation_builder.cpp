#include "usecases/mutation_builder.h"

#include <algorithm>
#include <set>

#include "interchange/utf8.h"
#include "merge/apply.h"
#include "merge/values.h"
#include "schema/decimal.h"
#include "schema/validate.h"
#include "store/field_values.h"
#include "usecases/impl.h"

namespace keybook::client {

using base::ErrorCode;
using record::Change;
using record::Op;
using record::RecordEdit;
using record::RecordState;
using schema::Field;
using schema::Unit;

namespace {

bool holds(const std::vector<std::string>& list, const std::string& item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

base::Where where_of(const std::string& type, const std::string& id, const std::string& field, std::int64_t line) {
  return {type, id, field, {}, line};
}

record::Base position_of(const store::Device& device) {
  record::Base base;
  base.position = true;
  base.commit = device.cursor;
  base.counter = device.counter;
  base.device = device.enrolment;
  return base;
}

// The base of somebody who was shown this unit as it is now.
record::Base base_now(const schema::Type* type, const std::string& unit_name, const record::FieldState* held,
                      const store::Device& device) {
  record::Base base = position_of(device);
  if (held == nullptr || held->heads.empty()) return base;
  const Unit* unit = type == nullptr ? nullptr : type->unit(unit_name);
  const bool text = unit != nullptr && unit->merge == schema::Merge::Text;
  // Of a conflict only the standing value was shown; of texts, all passages were.
  const bool one_of_several = held->conflict && !text;
  const bool all_covered = std::all_of(held->heads.begin(), held->heads.end(), [&](const record::Head& head) {
    return !device.lost(head.origin->commit) && merge::covers(base, *head.origin);
  });
  if (all_covered && !one_of_several) return base;
  record::Base named;
  if (one_of_several)
    named.names = {record::edit_name(*held->heads.back().origin)};
  else
    for (const record::Head& head : held->heads) named.names.push_back(record::edit_name(*head.origin));
  return named;
}

}  // namespace

Seen seen_now(const schema::Type* type, const RecordState& state, const store::Device& device) {
  Seen seen;
  seen.cursor = device.cursor;
  seen.counter = device.counter;
  for (const auto& [unit_name, held] : state.fields) {
    const record::Base base = base_now(type, unit_name, &held, device);
    if (!base.position) seen.heads[unit_name] = base.names;
    const Unit* unit = type == nullptr ? nullptr : type->unit(unit_name);
    if (unit != nullptr &&
        (unit->grouped || unit->merge == schema::Merge::Set || unit->merge == schema::Merge::Counter))
      seen.values[unit_name] = held.value;
  }
  return seen;
}

std::vector<RecordEdit> MutationBuilder::build(const std::vector<Edit>& edits, Saved& saved) {
  const std::vector<Edit> named = identified(edits);
  for (const Edit& edit : named) saved.ids.push_back(edit.id);
  change_.emplace(store_.registry(), named);
  std::vector<RecordEdit> out;
  auto built = base::caught([&] { build_joined(saved, out); });
  if (built) return out;
  base::Error error = built.error();
  if (const std::int64_t line = change_->line_of(error.where.record, error.where.field); line != 0)
    error.where.line = line;
  throw base::Failure(std::move(error));
}

void MutationBuilder::build_joined(Saved& saved, std::vector<RecordEdit>& out) {
  for (const Edit& edit : change_->edits()) {
    const Target target = target_of(edit);
    RecordEdit one = build_one(target);
    if (one.op == Op::Set && one.fields.empty()) continue;
    for (const auto& [unit, field] : one.fields)
      if (outbox::becomes_request(*target.type, unit, device_, one)) saved.requested.push_back(target.id + "." + unit);
    note_undo(target, one);
    out.push_back(std::move(one));
  }
}

std::vector<Edit> MutationBuilder::identified(const std::vector<Edit>& edits) const {
  std::vector<Edit> named = edits;
  std::map<std::string, std::string> made;  // natural keys of records that earlier edits make -> id
  for (Edit& edit : named) {
    const schema::Type* type = store_.registry().type(edit.type);
    const auto natural = schema::natural_key(edit.id);
    if (natural && natural->type == edit.type && type != nullptr && type->field(natural->field) != nullptr) {
      auto found =
          the_one(store_, natural->type, natural->field, natural->value, where_of(edit.type, edit.id, {}, edit.line));
      if (const auto here = made.find(edit.id); !found && here != made.end()) found = here->second;
      if (!found)
        fail_at(ErrorCode::UnknownRecord,
                "there is no " + edit.type + " with " + natural->field + " '" + natural->value + "' here",
                where_of(edit.type, edit.id, {}, edit.line), "Check the key, or sync first");
      edit.id = *found;
    }
    if (edit.op != Op::Create) continue;
    if (edit.id.empty()) edit.id = base::uuid_v7(clock_, random_);
    if (type == nullptr || !edit.fields.is_object() || named.size() == 1) continue;
    for (const Field& field : type->fields)
      if (const auto given = field.key ? edit.fields.find(field.name) : edit.fields.end();
          given != edit.fields.end() && given->is_string())
        made.emplace(edit.type + ":" + field.name + "=" + given->get<std::string>(), edit.id);
  }
  return named;
}

MutationBuilder::Target MutationBuilder::target_of(const Edit& edit) {
  Target target;
  target.edit = &edit;
  target.type = store_.registry().type(edit.type);
  if (target.type == nullptr)
    fail_at(ErrorCode::UnknownType, "there is no type '" + edit.type + "'", where_of(edit.type, edit.id, {}, edit.line),
            "`keybook schema` lists the types");
  target.id = edit.id;
  if (!schema::valid_id(target.id))
    fail_at(ErrorCode::NotValid, "'" + target.id + "' cannot be an id", where_of(edit.type, target.id, {}, edit.line),
            "Ids have 1 to 64 characters of A-Z a-z 0-9 . _ -");
  if (edit.op == Op::Set && !edit.seen) target.id = standing_one(edit.type, target.id);
  target.state = store_.shown().read(edit.type, target.id);
  if (edit.op == Op::Create) {
    if (target.state)
      fail_at(ErrorCode::NotValid, "a record with this id exists already",
              where_of(edit.type, target.id, {}, edit.line), "Use `set` to change it, or leave the id out");
    return target;
  }
  if (!target.state)
    fail_at(ErrorCode::UnknownRecord, "there is no such " + edit.type + " on this device",
            where_of(edit.type, target.id, {}, edit.line), "Check the id, or sync first");
  if (target.state->deleted && target.state->created == nullptr && target.state->fields.empty())
    fail_at(ErrorCode::NotValid, "the record was made too late and waits for a decision",
            where_of(edit.type, target.id, {}, edit.line), "Take it first: `keybook parked` lists it");
  if (edit.op == Op::Set && target.state->deleted && !edit.seen)
    fail_at(ErrorCode::NotValid, "the record was deleted", where_of(edit.type, target.id, {}, edit.line),
            "Restore it first");
  return target;
}

void MutationBuilder::check_rights(const Target& target) const {
  const std::string& role = device_.role;
  if (!target.type->write.empty() && !holds(target.type->write, role))
    fail_at(ErrorCode::NoRight, "records of type " + target.type->name + " are not for the role " + role + " to change",
            where_of(target.type->name, target.id, {}, target.edit->line), "Ask head office");
}

RecordEdit MutationBuilder::build_one(const Target& target) {
  check_rights(target);
  RecordEdit out;
  out.op = target.edit->op;
  out.type = target.type->name;
  out.id = target.id;
  if (out.op == Op::Delete || out.op == Op::Restore) out.base = family_base(target);
  if (out.op == Op::Delete && !target.edit->fields.empty())
    fail_at(ErrorCode::NotValid, "a delete has no fields", where_of(out.type, out.id, {}, target.edit->line),
            "Leave them out");
  if (target.edit->fields.empty() && out.op != Op::Create) return out;
  build_fields(target, out);
  if (out.op == Op::Create) {
    if (target.type->scope == schema::Scope::Child) out.account = account_of_new(target, out);
    created_[target.id] = {target.type->name, target.type->scope == schema::Scope::Root ? target.id : out.account};
  }
  check_required(target, out);
  return out;
}

void MutationBuilder::build_fields(const Target& target, RecordEdit& out) {
  const Edit& edit = *target.edit;
  if (!edit.fields.is_object())
    fail_at(ErrorCode::NotValid, "the fields must be an object", where_of(edit.type, target.id, {}, edit.line));
  std::map<const Unit*, std::map<std::string, Value>> by_unit;
  for (const auto& [name, value] : edit.fields.items()) {
    const Field* field = target.type->field(name);
    if (field == nullptr)
      fail_at(ErrorCode::UnknownField, target.type->name + " has no field '" + name + "'",
              where_of(edit.type, target.id, name, edit.line),
              "`keybook schema " + target.type->name + "` lists the fields");
    if (!field->stored())
      fail_at(ErrorCode::NotValid, "the field is computed and cannot be written",
              where_of(edit.type, target.id, name, edit.line), "Leave it out");
    if (!field->write.empty() && !holds(field->write, device_.role))
      fail_at(ErrorCode::NoRight, "the field is not for the role " + device_.role + " to change",
              where_of(edit.type, target.id, name, edit.line), "Ask head office");
    by_unit[&target.type->unit_of(*field)][name] = value;
  }
  if (out.op == Op::Create)
    for (const Field& field : target.type->fields)
      if (!field.default_value.is_null() && field.stored() && !edit.fields.contains(field.name) &&
          (field.merge != schema::Merge::Locked))
        by_unit[&target.type->unit_of(field)].emplace(field.name, field.default_value);
  for (const auto& [unit, given] : by_unit) {
    record::FieldEdit field;
    field.change = change_of(target, *unit, given);
    const bool nothing =
        field.change.kind == Change::Kind::Set && field.change.add.empty() && field.change.remove.empty();
    const bool absent = out.op == Op::Create && field.change.kind == Change::Kind::Put && field.change.value.is_null();
    if (nothing || absent) continue;
    field.base = base_of(target, unit->name);
    out.fields.emplace(unit->name, std::move(field));
  }
}

Change MutationBuilder::change_of(const Target& target, const Unit& unit, const std::map<std::string, Value>& given) {
  const Field& first = target.type->fields[static_cast<std::size_t>(unit.fields.front())];
  if (unit.merge == schema::Merge::Set) return set_change(target, first, given.begin()->second);
  if (unit.merge == schema::Merge::Counter) return tally_change(target, first, given.begin()->second);
  Change change;
  if (!unit.grouped) {
    change.value = value_of_given(target, first, given.begin()->second);
    return change;
  }
  // One value of all members, as the author saw them.
  const Value shown = shown_value(target, unit);
  change.value = Value::object();
  for (const int index : unit.fields) {
    const Field& field = target.type->fields[static_cast<std::size_t>(index)];
    const auto found = given.find(field.name);
    change.value[field.name] =
        found != given.end() ? value_of_given(target, field, found->second) : store::member_of(unit, shown, field);
  }
  return change;
}

Value MutationBuilder::shown_value(const Target& target, const Unit& unit) const {
  if (target.edit->seen)
    if (const auto found = target.edit->seen->values.find(unit.name); found != target.edit->seen->values.end())
      return found->second;
  if (!target.state) return nullptr;
  const record::FieldState* held = target.state->field(unit.name);
  return held == nullptr ? Value() : held->value;
}

Change MutationBuilder::set_change(const Target& target, const Field& field, const Value& given) {
  Change change;
  change.kind = Change::Kind::Set;
  Value wish = given;
  if (target.edit->as_text && given.is_string() && given.get<std::string>().starts_with('{'))
    wish = Value::parse(given.get<std::string>(), nullptr, false);
  if (wish.is_object()) {
    const auto elements = [&](const char* name) {
      std::vector<std::string> out;
      if (const auto found = wish.find(name); found != wish.end())
        for (const Value& element : value_of_given(target, field, *found)) out.push_back(element.get<std::string>());
      return out;
    };
    change.add = elements("+");
    change.remove = elements("-");
    return change;
  }
  // A whole set is the difference to what its author saw.
  const std::set<std::string> before = merge::set_elements(shown_value(target, target.type->unit_of(field)));
  const std::set<std::string> after = merge::set_elements(value_of_given(target, field, wish));
  std::set_difference(after.begin(), after.end(), before.begin(), before.end(), std::back_inserter(change.add));
  std::set_difference(before.begin(), before.end(), after.begin(), after.end(), std::back_inserter(change.remove));
  return change;
}

Change MutationBuilder::tally_change(const Target& target, const Field& field, const Value& given) {
  Change change;
  change.kind = Change::Kind::Delta;
  if (given.is_object() && given.contains("d") && given["d"].is_string()) {
    const auto delta = schema::parse_decimal(given["d"].get<std::string>());
    if (!delta)
      fail_at(ErrorCode::NotValid, "'" + given["d"].get<std::string>() + "' is no number",
              where_of(target.type->name, target.id, field.name, target.edit->line),
              "Give a number, as in {\"d\":\"3\"}");
    change.delta = *delta;
    return change;
  }
  const std::string before = merge::counter_text(shown_value(target, target.type->unit_of(field)));
  const std::string after = merge::counter_text(value_of_given(target, field, given));
  change.delta = schema::add_decimals(after, schema::negated_decimal(before));
  return change;
}

Value MutationBuilder::value_of_given(const Target& target, const Field& field, const Value& given) {
  const bool refers = field.kind == schema::Kind::Reference ||
                      (field.kind == schema::Kind::Set && field.element == schema::Kind::Reference);
  base::Result<Value> canonical = Value();
  if (refers)
    canonical = schema::canonical(*target.type, field, resolved(target, field, given));
  else if (target.edit->as_text && given.is_string())
    canonical = schema::from_text(*target.type, field, given.get<std::string>());
  else
    canonical = schema::canonical(*target.type, field, given);
  if (canonical) return *std::move(canonical);
  base::Error error = canonical.error();
  error.where.type = target.type->name;
  error.where.record = target.id;
  error.where.field = field.name;
  error.where.line = target.edit->line;
  throw base::Failure(std::move(error));
}

Value MutationBuilder::resolved(const Target& target, const Field& field, const Value& given) {
  if (field.kind == schema::Kind::Reference) {
    if (!given.is_string() || given.get<std::string>().empty()) return given.is_string() ? Value() : given;
    return resolved_one(target, field, given.get<std::string>());
  }
  Value list = given;
  if (given.is_string()) {
    const std::string text = given.get<std::string>();
    list = text.starts_with('[') ? Value::parse(text, nullptr, false) : Value::array();
    if (!text.starts_with('['))
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(';', at), text.size());
        if (end > at) list.push_back(text.substr(at, end - at));
        at = end + 1;
      }
  }
  if (!list.is_array()) return given;
  Value out = Value::array();
  for (const Value& element : list)
    out.push_back(element.is_string() ? Value(resolved_one(target, field, element.get<std::string>())) : element);
  return out;
}

// The account that stands for one that was merged away; everything else is itself.
std::string MutationBuilder::standing_one(const std::string& type_name, const std::string& id) const {
  const schema::Type* root = store_.registry().root();
  if (root == nullptr || root->name != type_name) return id;
  auto merged = store::prepared(store_.database(),
                                "SELECT 1 FROM " + store_.shown().table(type_name) + " WHERE id = ? AND _flags & ?", id,
                                tables::flag::merged);
  if (!store::next(merged)) return id;
  const auto state = store_.shown().read(type_name, id);
  return state ? state->merged_into : id;
}

std::string MutationBuilder::resolved_one(const Target& target, const Field& field, const std::string& reference) {
  const base::Where where = where_of(target.type->name, target.id, field.name, target.edit->line);
  if (const auto natural = schema::natural_key(reference)) {
    if (!field.target.empty() && natural->type != field.target)
      fail_at(ErrorCode::NotValid, "the field refers to a " + field.target + ", not to a " + natural->type, where,
              "Write " + field.target + ":KEY=VALUE");
    const schema::Type* type = store_.registry().type(natural->type);
    const Field* key = type == nullptr ? nullptr : type->field(natural->field);
    if (key == nullptr || !key->key)
      fail_at(ErrorCode::NotValid, "'" + natural->field + "' is no key of " + natural->type, where,
              "`keybook schema " + natural->type + "` shows the keys");
    auto found = the_one(store_, natural->type, natural->field, natural->value, where);
    if (!found) found = change_->made_with(natural->type, natural->field, natural->value);
    if (!found)
      fail_at(ErrorCode::UnknownRecord,
              "there is no " + natural->type + " with " + natural->field + " '" + natural->value + "' here", where,
              "Create it first, or sync");
    return *found;
  }
  if (unknown_references_ || field.open_choices || field.target.empty() ||
      store_.registry().type(field.target) == nullptr)
    return reference;
  if (change_->makes(field.target, reference)) return reference;
  if (store_.shown().contains(field.target, reference)) return standing_one(field.target, reference);
  if (const auto called = called_so(field.target, reference, where)) return *called;
  fail_at(ErrorCode::UnknownRecord, "there is no " + field.target + " '" + reference + "' on this device", where,
          "Give the id of one that is here, or " + field.target + ":KEY=VALUE");
}

// People write the name or number of what they mean; that will do where only one is called so.
std::optional<std::string> MutationBuilder::called_so(const std::string& type_name, const std::string& name,
                                                      const base::Where& where) const {
  for (const Field& field : store_.registry().type(type_name)->fields) {
    if (!field.key) continue;
    if (auto made = change_->made_with(type_name, field.name, name)) return made;
    if (auto found = the_one(store_, type_name, field.name, name, where)) return found;
  }
  return std::nullopt;
}

record::Base MutationBuilder::base_of(const Target& target, const std::string& unit) const {
  if (!target.edit->seen) {
    const record::FieldState* held = target.state ? target.state->field(unit) : nullptr;
    return base_now(target.type, unit, held, device_);
  }
  record::Base base;
  if (const auto named = target.edit->seen->heads.find(unit); named != target.edit->seen->heads.end()) {
    base.names = named->second;
    return base;
  }
  base = position_of(device_);
  base.commit = target.edit->seen->cursor;
  base.counter = target.edit->seen->counter;
  return base;
}

record::Base MutationBuilder::family_base(const Target& target) const {
  record::Base base = position_of(device_);
  if (target.edit->seen) {
    base.commit = target.edit->seen->cursor;
    base.counter = target.edit->seen->counter;
    return base;
  }
  // While the first download runs, records are here that the cursor does not cover yet.
  if (!device_.downloading) return base;
  std::set<std::string> names;
  const auto collect = [&](const RecordState& state) {
    if (state.created && !merge::covers(base, *state.created)) names.insert(record::edit_name(*state.created));
    for (const auto& [unit, field] : state.fields)
      for (const record::Head& head : field.heads)
        if (!merge::covers(base, *head.origin)) names.insert(record::edit_name(*head.origin));
  };
  collect(*target.state);
  if (target.type->scope == schema::Scope::Root)
    for (const auto& [type, member] : store_.shown().members(target.id))
      if (const auto state = store_.shown().read(type, member)) collect(*state);
  base.names.assign(names.begin(), names.end());
  return base;
}

std::string MutationBuilder::account_of_new(const Target& target, const RecordEdit& edit) {
  const std::string& parent = target.type->parent;
  const Field* field = target.type->field(parent);
  const auto given = edit.fields.find(parent);
  const std::string above = given != edit.fields.end() && given->second.change.value.is_string()
                                ? given->second.change.value.get<std::string>()
                                : "";
  if (above.empty())
    fail_at(ErrorCode::NotValid, "the field is required: it says to which account file the record belongs",
            where_of(target.type->name, target.id, parent, target.edit->line), "Give its id, or type:key=value");
  if (const auto made = created_.find(above); made != created_.end()) return made->second.second;
  const std::string parent_type = field == nullptr || field->target.empty() ? store_.type_of(above) : field->target;
  const auto state = store_.shown().read(parent_type, above);
  if (state) refuse_under_deleted(target, *state);
  if (state) return state->account;
  if (unknown_references_) return above;
  fail_at(ErrorCode::UnknownRecord, "there is no " + parent_type + " '" + above + "' on this device",
          where_of(target.type->name, target.id, parent, target.edit->line), "Check the id, or sync first");
}

// A record that is made anew under a deleted one would bring that back for everybody, as an edit of it would: whoever
// means that restores it. What was written before its author knew of the deletion still does, on the server.
void MutationBuilder::refuse_under_deleted(const Target& target, const RecordState& above) const {
  const auto is_restored = [&](const RecordState& state) {
    const auto& edits = change_->edits();
    return std::any_of(edits.begin(), edits.end(), [&state](const Edit& edit) {
      return edit.op == Op::Restore && edit.type == state.type && edit.id == state.id;
    });
  };
  const auto refuse_if_deleted = [&](const RecordState& state) {
    if (!state.deleted || is_restored(state)) return;
    fail_at(ErrorCode::NotValid, "the record was deleted: " + state.type + " '" + state.id + "'",
            where_of(target.type->name, target.id, target.type->parent, target.edit->line), "Restore it first");
  };
  if (target.edit->seen) return;
  refuse_if_deleted(above);
  const schema::Type* root = store_.registry().root();
  if (root == nullptr || above.account.empty() || above.account == above.id) return;
  if (const auto file = store_.shown().read(root->name, above.account)) refuse_if_deleted(*file);
}

void MutationBuilder::check_required(const Target& target, const RecordEdit& edit) const {
  // Blanks say as little as nothing does.
  const auto says_nothing = [](const Value& value) {
    return value.is_null() || (value.is_string() && interchange::is_blank(value.get_ref<const std::string&>()));
  };
  const auto value_of = [&](const Field& field) -> Value {
    const Unit& unit = target.type->unit_of(field);
    const auto given = edit.fields.find(unit.name);
    if (given != edit.fields.end() && given->second.change.kind == Change::Kind::Put)
      return store::member_of(unit, given->second.change.value, field);
    if (given != edit.fields.end() && !given->second.change.add.empty()) return Value(given->second.change.add);
    return target.state ? store::value_of(*target.type, *target.state, field) : Value();
  };
  for (const Field& field : target.type->fields) {
    if (!field.required || !field.stored() || !says_nothing(value_of(field))) continue;
    const std::string& unit = target.type->unit_of(field).name;
    const bool grouped = !field.group.empty();
    const bool touched = edit.fields.count(unit) != 0;
    if (grouped ? !touched : edit.op != Op::Create && !touched) continue;
    if (grouped) {
      const Value& value = edit.fields.at(unit).change.value;
      if (std::all_of(value.begin(), value.end(), [](const Value& member) { return member.is_null(); })) continue;
    }
    fail_at(ErrorCode::NotValid, "the field is required",
            where_of(target.type->name, target.id, field.name, target.edit->line), "Give it a value");
  }
}

void MutationBuilder::note_undo(const Target& target, const RecordEdit& edit) {
  Value units = Value::object();
  for (const auto& [unit, field] : edit.fields) {
    if (outbox::becomes_request(*target.type, unit, device_, edit)) continue;
    const Change& change = field.change;
    if (change.kind == Change::Kind::Set)
      units[unit] = {{"+", change.remove}, {"-", change.add}};
    else if (change.kind == Change::Kind::Delta)
      units[unit] = {{"d", schema::negated_decimal(change.delta)}};
    else
      units[unit] = {
          {"v", target.state && target.state->field(unit) != nullptr ? target.state->field(unit)->value : Value()}};
  }
  undo_.push_back({{"t", edit.type}, {"r", edit.id}, {"o", record::name_of(edit.op)}, {"f", std::move(units)}});
}

}  // namespace keybook::client
