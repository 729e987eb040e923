// Values of single fields in a record's state, which keeps them by merge unit. Threads: pure functions.
#pragma once

#include "record/state.h"
#include "schema/registry.h"

namespace keybook::client::store {

using schema::Value;

// The field's value as it stands; null: absent.
[[nodiscard]] const Value& value_of(const schema::Type& type, const record::RecordState& state,
                                    const schema::Field& field);

// What names the record in lists: its title fields joined by a space; empty where it has none.
[[nodiscard]] std::string title_of(const schema::Type& type, const record::RecordState& state);

// A field's value inside a value of its unit (the value itself, or a member of a group's object).
[[nodiscard]] const Value& member_of(const schema::Unit& unit, const Value& unit_value, const schema::Field& field);

}  // namespace keybook::client::store
