#include "schema/extension.h"

#include <algorithm>

#include "schema/declaration.h"

namespace keybook::schema {
namespace {

Value& field_of(Members& members, std::string_view member, Value& type, const std::string& name) {
  for (Value& field : type["fields"])
    if (field.is_object() && field.value("name", Value()) == Value(name)) return field;
  members.wrong(member, "no such field \"" + name + "\"");
}

void append_lists(Members& members, Value& type) {
  for (const std::string_view member : {"sections", "groups", "fields"}) {
    const Value& added = members.get(member);
    if (added.is_null()) continue;
    if (!added.is_array()) members.wrong(member, "must be an array of objects");
    for (const Value& one : added) type[std::string(member)].push_back(one);
    if (member != "fields") continue;
    for (const Value& field : added)
      if (field.is_object() && field.contains("number") && field["number"].is_number_integer() &&
          field["number"] < Registry::extension_number_min)
        members.wrong("fields", "an added field is numbered from " + std::to_string(Registry::extension_number_min),
                      "Smaller numbers are the product's own");
  }
}

// A choice that is there already is no error: a later version of the product may have come to the same one.
void append_choices(Members& members, Value& type) {
  const Value& added = members.get("choices");
  if (added.is_null()) return;
  if (!added.is_object()) members.wrong("choices", "must be an object: field to its new choices");
  for (const auto& [name, choices] : added.items()) {
    Value& field = field_of(members, "choices", type, name);
    if (!choices.is_array()) members.wrong("choices." + name, "must be an array of objects");
    for (const Value& choice : choices) {
      Value& present = field["choices"];
      const bool known = choice.is_object() && present.is_array() &&
                         std::any_of(present.begin(), present.end(), [&](const Value& other) {
                           return other.is_object() && other.value("value", Value()) == choice.value("value", Value());
                         });
      if (!known) present.push_back(choice);
    }
  }
}

void retire(Members& members, Value& type) {
  for (const std::string& name : members.texts("retire")) {
    Value& field = field_of(members, "retire", type, name);
    field["retired"] = true;
    field.erase("required");
  }
}

}  // namespace

std::string extended_type(const std::string& file, const Value& extension) {
  return Members(file, "", extension).text("extend");
}

void extend(const std::string& file, const Value& extension, Value& type) {
  Members members(file, "", extension);
  static_cast<void>(members.text("extend"));
  append_lists(members, type);
  append_choices(members, type);
  retire(members, type);
  members.done();
  for (const char* said : {"fields", "choices", "retire"})
    if (extension.contains(said)) return;
  static_cast<void>(members.need("fields"));
}

}  // namespace keybook::schema
