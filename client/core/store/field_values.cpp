#include "store/field_values.h"

#include "schema/validate.h"

namespace keybook::client::store {

namespace {
const Value& nothing() {
  static const Value null;
  return null;
}
}  // namespace

const Value& member_of(const schema::Unit& unit, const Value& unit_value, const schema::Field& field) {
  if (!unit.grouped) return unit_value;
  if (!unit_value.is_object()) return nothing();
  const auto found = unit_value.find(field.name);
  return found == unit_value.end() ? nothing() : *found;
}

const Value& value_of(const schema::Type& type, const record::RecordState& state, const schema::Field& field) {
  const schema::Unit& unit = type.unit_of(field);
  const record::FieldState* held = state.field(unit.name);
  return held == nullptr ? nothing() : member_of(unit, held->value, field);
}

std::string title_of(const schema::Type& type, const record::RecordState& state) {
  std::string title;
  for (const std::string& name : type.title) {
    const schema::Field* field = type.field(name);
    if (field == nullptr) continue;
    const std::string text = schema::to_text(*field, value_of(type, state, *field));
    if (text.empty()) continue;
    if (!title.empty()) title += ' ';
    title += text;
  }
  return title;
}

}  // namespace keybook::client::store
