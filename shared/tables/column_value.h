// Field values and SQLite columns. Internal to this folder. Threads: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "schema/registry.h"
#include "sqlite/database.h"

namespace keybook::tables {

using schema::Value;

// The type behind a column's name in CREATE TABLE, as its values are stored; empty for values of either class.
[[nodiscard]] std::string_view column_type(const schema::Field& field);
[[nodiscard]] bool is_decimal(const schema::Field& field);

// Whether the column of a field gives this value back exactly.
[[nodiscard]] bool fits(const schema::Field& field, const Value& value);

// The same of the columns of a group's members: an object of just these, not all of them null (that is how "no value"
// looks).
[[nodiscard]] bool fits_group(const schema::Type& type, const schema::Unit& unit, const Value& value);

// Binds a value that fits; null for one that does not.
void bind(sqlite::Query& query, const schema::Field& field, const Value& value);
[[nodiscard]] Value column_value(const sqlite::Query& query, int column, const schema::Field& field);

[[nodiscard]] std::string dumped(const Value& value);

}  // namespace keybook::tables
