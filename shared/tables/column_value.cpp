#include "tables/column_value.h"

#include <cstdint>
#include <limits>

namespace keybook::tables {

using schema::Field;
using schema::Kind;

namespace {

bool is_int64(const Value& value) {
  if (!value.is_number_integer()) return false;
  return !value.is_number_unsigned() ||
         value.get<std::uint64_t>() <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
}

// A tally of decimals is a JSON integer until somebody adds a fraction.
bool is_decimal_tally(const Field& field) {
  return field.merge == schema::Merge::Counter && field.kind != Kind::Integer;
}

}  // namespace

bool is_decimal(const Field& field) {
  return field.kind == Kind::Decimal || field.kind == Kind::Money || field.kind == Kind::Percent;
}

std::string_view column_type(const Field& field) {
  if (field.kind == Kind::Integer || field.kind == Kind::Bool) return "INTEGER";
  return is_decimal_tally(field) ? "" : "TEXT";
}

bool fits(const Field& field, const Value& value) {
  if (value.is_null()) return true;
  switch (field.kind) {
    case Kind::Integer:
      return is_int64(value);
    case Kind::Bool:
      return value.is_boolean();
    case Kind::Set:
      return value.is_array();
    default:
      return value.is_string() || (is_decimal_tally(field) && is_int64(value));
  }
}

bool fits_group(const schema::Type& type, const schema::Unit& unit, const Value& value) {
  if (!value.is_object() || value.size() != unit.fields.size()) return false;
  bool any = false;
  for (const int at : unit.fields) {
    const Field& member = type.fields[static_cast<std::size_t>(at)];
    const auto found = value.find(member.name);
    if (found == value.end() || !fits(member, *found)) return false;
    any = any || !found->is_null();
  }
  return any;
}

void bind(sqlite::Query& query, const Field& field, const Value& value) {
  if (value.is_string() && fits(field, value)) {
    query.bind(std::string_view(value.get_ref<const std::string&>()));
  } else if (value.is_null() || !fits(field, value)) {
    query.bind_null();
  } else if (value.is_boolean()) {
    query.bind(value.get<bool>() ? 1 : 0);
  } else if (value.is_array()) {
    query.bind(dumped(value));
  } else {
    query.bind(value.get<std::int64_t>());
  }
}

Value column_value(const sqlite::Query& query, int column, const Field& field) {
  switch (query.kind(column)) {
    case sqlite::Query::Kind::Null:
      return nullptr;
    case sqlite::Query::Kind::Integer:
      if (field.kind == Kind::Bool) return query.integer(column) != 0;
      return query.integer(column);
    default:
      break;
  }
  const std::string_view text = query.text(column);
  if (field.kind != Kind::Set) return std::string(text);
  Value set = Value::parse(text, nullptr, false);
  return set.is_discarded() ? Value(std::string(text)) : set;
}

std::string dumped(const Value& value) { return value.dump(-1, ' ', false, Value::error_handler_t::replace); }

}  // namespace keybook::tables
