#include "commands/record_text.h"

#include <algorithm>

#include "schema/validate.h"

namespace keybook::cli {
namespace {

constexpr const char* between = "; ";

std::string choice_text(Context& context, const schema::Field& field, const std::string& value) {
  const auto found = std::find_if(field.choices.begin(), field.choices.end(),
                                  [&](const schema::Choice& choice) { return choice.value == value; });
  return found == field.choices.end() ? value : context.words(found->label);
}

std::string one(Context& context, const schema::Field& field, schema::Kind kind, const std::string& value) {
  if (kind == schema::Kind::Choice) return choice_text(context, field, value);
  if (kind == schema::Kind::Reference) return title_of(context, field.target, value);
  return value;
}

}  // namespace

std::string title_of(Context& context, const std::string& type, const std::string& id) {
  return context.client().title(type, id).value_or(id);  // not here, or a plain name where those are allowed
}

std::string value_text(Context& context, const schema::Field& field, const Value& value) {
  if (value.is_null()) return {};
  if (field.kind == schema::Kind::Bool) return value == true ? context.words("是", "yes") : context.words("否", "no");
  if (value.is_string()) return one(context, field, field.kind, value.get<std::string>());
  if (field.kind != schema::Kind::Set || !value.is_array()) return schema::to_text(field, value);
  std::string text;
  for (const Value& member : value)
    text += (text.empty() ? "" : between) + one(context, field, field.element, member.get<std::string>());
  return text;
}

std::string value_text(Context& context, const std::string& type, const std::string& field, const Value& value) {
  const schema::Type* known = context.registry().type(type);
  if (const schema::Field* declared = known == nullptr ? nullptr : known->field(field))
    return value_text(context, *declared, value);
  if (!value.is_object()) return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
  std::string text;  // a group: its members that have a value
  for (const auto& [name, member] : value.items())
    if (!member.is_null())
      text += (text.empty() ? "" : between) + field_label(context, type, name) + " " +
              value_text(context, type, name, member);
  return text;
}

std::string field_label(Context& context, const std::string& type, const std::string& field) {
  const schema::Type* known = context.registry().type(type);
  if (known == nullptr) return field;
  if (const schema::Field* declared = known->field(field)) return context.words(declared->label);
  const schema::Unit* unit = known->unit(field);
  return unit == nullptr || context.words(unit->label).empty() ? field : context.words(unit->label);
}

}  // namespace keybook::cli
