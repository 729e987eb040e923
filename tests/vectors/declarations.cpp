// Declarations made up for a vector: its fields under their merge rules, in an account and in a visit below it.
#include <stdexcept>

#include "vectors/vector.h"

namespace keybook::vectors {

namespace {

// What the values of a field are: the vectors hold plain JSON.
struct Seen {
  bool number = false, lines = false;
};

void look(const Json& value, Seen& seen) {
  if (value.is_number()) seen.number = true;
  if (value.is_string() && value.get_ref<const std::string&>().find('\n') != std::string::npos) seen.lines = true;
}

// Every value of a field, or of a member of it, anywhere in the vector.
void walk(const Json& json, const std::string& field, const std::string& member, Seen& seen) {
  if (json.is_array()) {
    for (const Json& item : json) walk(item, field, member, seen);
  } else if (json.is_object()) {
    if (const auto fields = json.find("fields"); fields != json.end() && fields->is_object())
      if (const auto change = fields->find(field);
          change != fields->end() && change->is_object() && change->contains("value")) {
        const Json& value = (*change)["value"];
        if (member.empty())
          look(value, seen);
        else if (value.is_object() && value.contains(member))
          look(value[member], seen);
      }
    for (const auto& [name, item] : json.items())
      if (name != "expect") walk(item, field, member, seen);
  }
}

Json declared(const Json& vector, const std::string& name, const std::string& merge, int number,
              const std::string& group) {
  Seen seen;
  const bool member = !group.empty();
  walk(vector, member ? group : name, member ? name : "", seen);
  Json field = {{"number", number}, {"name", name}, {"label", {{"zh", name}, {"en", name}}}, {"merge", merge}};
  if (merge == "set")
    field["kind"] = "set";
  else if (merge == "text")
    field["kind"] = "long_text";
  else if (merge == "counter" || seen.number)
    field["kind"] = "integer";
  else if (merge == "max" || merge == "min")
    field["kind"] = "date";
  else
    field["kind"] = seen.lines ? "long_text" : "text";
  if (field["kind"] == "text" || field["kind"] == "long_text") field["length_max"] = 100'000;
  if (member) field["group"] = group;
  return field;
}

}  // namespace

schema::Registry declarations(const Vector& vector) {
  Json fields = Json::array();
  int number = 0;
  for (const auto& [name, rule] : vector.json.at("fields").items()) {
    const std::string merge = rule.at("merge");
    const auto add = [&](const std::string& field, const std::string& group) {
      Json one = declared(vector.json, field, merge, ++number, group);
      if (rule.value("review", false)) one["review"] = true;
      fields.push_back(std::move(one));
    };
    if (!rule.contains("group"))
      add(name, "");
    else
      for (const Json& member : rule["group"]) add(member, name);
  }
  const std::string title = fields.at(0).at("name");
  Json account = {{"type", "account"}, {"number", 1},      {"label", {{"zh", "a"}, {"en", "a"}}},
                  {"scope", "root"},   {"title", {title}}, {"fields", fields}};
  fields.push_back({{"number", ++number},
                    {"name", "account"},
                    {"label", {{"zh", "a"}, {"en", "a"}}},
                    {"kind", "reference"},
                    {"target", "account"},
                    {"merge", "locked"},
                    {"required", true}});
  Json visit = {{"type", "visit"},  {"number", 2},         {"label", {{"zh", "v"}, {"en", "v"}}},
                {"scope", "child"}, {"parent", "account"}, {"title", {title}},
                {"fields", fields}};
  auto registry = schema::Registry::documents({{"account", account}, {"visit", visit}});
  if (!registry) throw std::runtime_error("declarations of " + vector.id + ": " + registry.error().text());
  return std::move(*registry);
}

}  // namespace keybook::vectors
