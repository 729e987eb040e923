#include "merge/check.h"

#include <algorithm>

#include "record/limits.h"
#include "schema/decimal.h"
#include "schema/validate.h"

namespace keybook::server::merge {

using base::Error;
using base::ErrorCode;
using record::Change;
using record::FieldEdit;
using record::Op;
using record::RecordEdit;
using schema::Field;
using schema::Merge;
using schema::Type;
using schema::Unit;
using schema::Value;

namespace {

bool holds(const std::vector<std::string>& roles, access::Role role) {
  return std::find(roles.begin(), roles.end(), access::name_of(role)) != roles.end();
}

// Names that a declaration newer than ours may have.
bool could_be_declared(const std::string& name) {
  if (name.empty() || name.size() > record::name_length_max || name.front() < 'a' || name.front() > 'z') return false;
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

class Check {
 public:
  Check(RecordEdit& edit, const Type& type, access::Role role) : edit_(edit), type_(type), role_(role) {}

  Checked run(Creates creates, Declarations declarations) {
    if (!type_.write.empty() && !holds(type_.write, role_))
      fail(ErrorCode::NoRight, "your role may not write records of this type", {}, "Ask somebody with the right");
    if (edit_.op == Op::Delete && !edit_.fields.empty())
      fail(ErrorCode::BadRequest, "a delete has no fields", {}, "Send them apart");
    for (auto& [name, field] : edit_.fields)
      if (!done_.error) check_unit(name, field, declarations);
    if (creates == Creates::Yes && declarations == Declarations::Same) check_required();
    return std::move(done_);
  }

 private:
  void fail(ErrorCode code, std::string message, const std::string& field, std::string remedy) {
    if (!done_.error)
      done_.error =
          Error{code, std::move(message), {.type = edit_.type, .record = edit_.id, .field = field}, std::move(remedy)};
  }

  void check_unit(const std::string& name, FieldEdit& field, Declarations declarations) {
    const Unit* unit = type_.unit(name);
    if (unit == nullptr) {
      // Nobody's field yet: carried as it is. A field of ours under a wrong name would be lost that way.
      if (type_.field(name) != nullptr)
        fail(ErrorCode::UnknownField, "the field cannot be written by itself", name,
             "Write its group as a whole; computed fields have no value of their own");
      else if (!could_be_declared(name))
        fail(ErrorCode::UnknownField, "no field can have this name", name, "Use a-z, 0-9 and _");
      return;
    }
    const Change::Kind wanted = unit->merge == Merge::Set       ? Change::Kind::Set
                                : unit->merge == Merge::Counter ? Change::Kind::Delta
                                                                : Change::Kind::Put;
    if (field.change.kind != wanted)
      return fail(ErrorCode::NotValid, "the change does not fit the field's merge rule", name,
                  "Sets take added and removed elements, tallies a difference, other fields a value");
    for (const int index : unit->fields) {
      const Field& member = type_.fields[static_cast<std::size_t>(index)];
      if (unit->merge != Merge::Locked && !member.write.empty() && !holds(member.write, role_))
        return fail(ErrorCode::NoRight, "your role may not write this field", member.name,
                    "Ask somebody with the right");
    }
    const Field& only = type_.fields[static_cast<std::size_t>(unit->fields.front())];
    switch (wanted) {
      case Change::Kind::Set:
        return check_elements(only, field.change);
      case Change::Kind::Delta:
        return check_delta(only, field.change);
      case Change::Kind::Put:
        break;
    }
    if (unit->grouped)
      check_group(*unit, field.change, declarations);
    else
      check_value(only, field.change.value, declarations);
  }

  // The canonical form, or an error and null.
  Value canonical(const Field& field, const Value& given) {
    auto value = schema::canonical(type_, field, given);
    if (value) {
      done_.changed |= *value != given;
      return std::move(*value);
    }
    if (!done_.error) {
      done_.error = std::move(value).error();
      done_.error->where = {.type = edit_.type, .record = edit_.id, .field = field.name};
    }
    return nullptr;
  }

  void check_value(const Field& field, Value& value, Declarations declarations) {
    value = canonical(field, value);
    if (value.is_null() && field.required && declarations == Declarations::Same && !done_.error)
      fail(ErrorCode::NotValid, "the field is required", field.name, "Give a value");
  }

  void check_group(const Unit& unit, Change& change, Declarations declarations) {
    if (!change.value.is_object())
      return fail(ErrorCode::NotValid, "a group is written as an object of all its fields", unit.name,
                  "Send all of them");
    for (const int index : unit.fields) {
      const Field& member = type_.fields[static_cast<std::size_t>(index)];
      if (!change.value.contains(member.name)) done_.changed = true;
      check_value(member, change.value[member.name], declarations);
    }
  }

  void check_elements(const Field& field, Change& change) {
    const auto canonical_list = [&](std::vector<std::string>& list) {
      const Value value = canonical(field, list);
      if (!done_.error) list = value.is_null() ? std::vector<std::string>{} : value.get<std::vector<std::string>>();
    };
    canonical_list(change.add);  // an element that no longer fits, a choice that was dropped, can still be taken out
  }

  void check_delta(const Field& field, Change& change) {
    const auto delta = schema::parse_decimal(change.delta);
    if (!delta)
      return fail(ErrorCode::NotValid, "a tally's change is not a number", field.name, "Send a decimal such as -3");
    const int decimals = field.kind == schema::Kind::Integer ? 0 : field.decimals;
    if (schema::fraction_digits(schema::without_trailing_zeros(*delta)) > decimals)
      return fail(ErrorCode::NotValid, "a tally's change has too many digits after the point", field.name,
                  "At most " + std::to_string(decimals));
    done_.changed |= *delta != change.delta;
    change.delta = *delta;
  }

  void check_required() {
    for (const Unit& unit : type_.units) {
      if (unit.merge == Merge::Locked || edit_.fields.contains(unit.name)) continue;
      for (const int index : unit.fields) {
        const Field& member = type_.fields[static_cast<std::size_t>(index)];
        if (member.required) fail(ErrorCode::NotValid, "the field is required", member.name, "Give a value");
      }
    }
  }

  RecordEdit& edit_;
  const Type& type_;
  access::Role role_;
  Checked done_;
};

}  // namespace

Checked check(RecordEdit& edit, const Type* type, access::Role role, Creates creates, Declarations declarations) {
  if (type != nullptr) return Check(edit, *type, role).run(creates, declarations);
  Checked done;
  for (const auto& [name, field] : edit.fields)
    if (!could_be_declared(name))
      done.error = Error{ErrorCode::UnknownField,
                         "no field can have this name",
                         {.type = edit.type, .record = edit.id, .field = name},
                         "Use a-z, 0-9 and _"};
  if (!could_be_declared(edit.type))
    done.error = Error{ErrorCode::UnknownType,
                       "no type can have this name",
                       {.type = edit.type, .record = edit.id},
                       "Use a-z, 0-9 and _"};
  return done;
}

bool granted(const Type& type, const Unit& unit, access::Role role) { return type.grants(unit, access::name_of(role)); }

Error unknown_record(const RecordEdit& edit) {
  return {ErrorCode::UnknownRecord,
          "there is no such record, or it was never yours to write",
          {.type = edit.type, .record = edit.id},
          "Check the id, or ask for access to its account"};
}

}  // namespace keybook::server::merge
