#include "schema/additions.h"

#include <algorithm>

#include "base/failure.h"
#include "schema/declaration.h"

namespace keybook::schema {
namespace {

using Documents = std::vector<std::pair<std::string, Value>>;

bool is_added(std::string_view name) { return name.starts_with(addition_prefix); }

// Names in a list of objects that have one; what has none is found by whoever reads the whole.
void need_prefix(const std::string& file, const Value& document, const char* member) {
  const auto list = document.find(member);
  if (list == document.end() || !list->is_array()) return;
  for (const Value& one : *list) {
    if (!one.is_object() || !one.contains("name") || !one["name"].is_string()) continue;
    const auto name = one["name"].get<std::string>();
    if (!is_added(name))
      reject(file, std::string(member) + "." + name, "what is added to the product's own types begins with x_",
             "Call it x_" + name + ": no later version of Keybook can come to the same name then");
  }
}

int next_number(const Type* type, int least) {
  int next = least;
  if (type != nullptr)
    for (const Field& field : type->fields) next = std::max(next, field.number + 1);
  return next;
}

// Numbers that were left out, after all that are there.
void number_fields(Value& document, int next) {
  const auto fields = document.find("fields");
  if (fields == document.end() || !fields->is_array()) return;
  for (const Value& field : *fields)
    if (field.is_object() && field.contains("number") && field["number"].is_number_integer())
      next = std::max(next, field["number"].get<int>() + 1);
  for (Value& field : *fields)
    if (field.is_object() && !field.contains("number")) field["number"] = next++;
}

// ---- an extension

void check_new_fields(const std::string& file, const Type& type, const Value& document) {
  if (!is_added(type.name))
    for (const char* member : {"fields", "sections", "groups"}) need_prefix(file, document, member);
  const auto fields = document.find("fields");
  if (fields == document.end() || !fields->is_array()) return;
  for (const Value& field : *fields) {
    if (!field.is_object()) continue;
    const Value name = field.value("name", Value()), group = field.value("group", Value());
    if (name.is_string() && type.field(name.get<std::string>()) != nullptr)
      reject(file, "fields." + name.get<std::string>(), type.name + " has a field of this name already",
             "Take another name; `keybook schema " + type.name + "` shows what is there");
    if (!group.is_string()) continue;
    const Unit* joined = type.unit(group.get<std::string>());
    if (joined != nullptr)
      reject(file, "fields." + (name.is_string() ? name.get<std::string>() : "") + ".group",
             "the group " + joined->name + " is complete: devices write its fields together",
             "Declare a field of its own, or all fields of a new group at once");
    if (!is_added(type.name) && !is_added(group.get<std::string>()))
      reject(file, "fields." + (name.is_string() ? name.get<std::string>() : "") + ".group",
             "what is added to the product's own types begins with x_", "Call it x_" + group.get<std::string>());
  }
}

void check_choices(const std::string& file, const Type& type, const Value& document) {
  const auto added = document.find("choices");
  if (added == document.end() || !added->is_object()) return;
  for (const auto& [name, choices] : added->items()) {
    const Field* field = type.field(name);
    const std::string member = "choices." + name;
    if (field == nullptr) reject(file, member, type.name + " has no such field");
    if (field->choices.empty()) reject(file, member, "the field has no choices to add to");
    if (field->retired) reject(file, member, "the field is retired");
    if (!choices.is_array()) continue;
    for (const Value& choice : choices) {
      const Value value = choice.is_object() ? choice.value("value", Value()) : Value();
      for (const Choice& known : field->choices)
        if (value == Value(known.value)) reject(file, member, "\"" + known.value + "\" is a choice of it already");
    }
  }
}

void check_retired(const std::string& file, const Type& type, const Value& document) {
  const auto names = document.find("retire");
  if (names == document.end() || !names->is_array()) return;
  for (const Value& one : *names) {
    const auto name = one.is_string() ? one.get<std::string>() : std::string();
    const Field* field = type.field(name);
    const std::string member = "retire." + name;
    if (field == nullptr) reject(file, member, type.name + " has no such field");
    if (field->retired) reject(file, member, "the field is retired already");
    const bool product = !is_added(type.name) && !is_added(name);
    const bool in_title = std::find(type.title.begin(), type.title.end(), name) != type.title.end();
    if (field->key || in_title || name == type.parent || name == type.date || name == type.handover.person ||
        name == type.handover.needs || (product && field->merge == Merge::Locked))
      reject(file, member, "the product relies on this field", "Fields that only people read can be retired");
  }
}

// ---- a whole type

void check_new_type(const std::string& file, const Registry& current, const Value& document) {
  const Value given = document.value("type", Value());
  const auto name = given.is_string() ? given.get<std::string>() : std::string();
  if (current.type(name) != nullptr)
    reject(file, "type", "there is a type \"" + name + "\" already",
           R"(Add to it with {"extend": ")" + name + "\", …}");
  if (!name.empty() && !is_added(name))
    reject(file, "type", "a type that is added begins with x_",
           "Call it x_" + name + ": no later version of Keybook can come to the same name then");
  const auto number = document.find("number");
  if (number != document.end() && number->is_number_integer() && *number < Registry::extension_number_min)
    reject(file, "number", "an added type is numbered from " + std::to_string(Registry::extension_number_min),
           "Leave it out: the next free one is taken");
}

int next_type_number(const Registry& current) {
  int next = Registry::extension_number_min;
  for (const Type& type : current.types()) next = std::max(next, type.number + 1);
  return next;
}

Value prepared(const Registry& current, const std::string& file, Value document) {
  if (!document.is_object()) reject(file, "", "a declaration is an object");
  if (!document.contains("extend")) {
    check_new_type(file, current, document);
    if (!document.contains("number")) document["number"] = next_type_number(current);
    number_fields(document, 1);
    return document;
  }
  const Value name = document["extend"];
  const Type* type = name.is_string() ? current.type(name.get<std::string>()) : nullptr;
  if (type == nullptr) reject(file, "extend", "no such type " + name.dump(), "`keybook schema` lists the types");
  if (type->name == addition_type) reject(file, "extend", "the record of the declarations themselves stays as it is");
  check_new_fields(file, *type, document);
  check_choices(file, *type, document);
  check_retired(file, *type, document);
  number_fields(document, next_number(type, Registry::extension_number_min));
  return document;
}

}  // namespace

base::Result<Value> read_document(const std::string& file, std::string_view text) {
  return base::caught([&] { return parse_document(file, text); });
}

base::Result<Value> admitted(const Registry& current, const std::string& file, const Value& document) {
  return base::caught([&] {
    Value ready = prepared(current, file, document);
    static_cast<void>(base::need(Registry::documents({{file, ready}}, &current)));
    return ready;
  });
}

std::string summary_of(const Value& document) {
  std::string names;
  const auto add = [&names](const std::string& name) { names += (names.empty() ? "" : ", ") + name; };
  if (document.contains("extend")) {
    for (const Value& field : document.value("fields", Value::array())) add("+" + field.value("name", ""));
    const Value added = document.value("choices", Value::object());
    for (const auto& [field, choices] : added.items())
      for (const Value& choice : choices) add(field + "=" + choice.value("value", ""));
    for (const Value& field : document.value("retire", Value::array())) add("-" + field.get<std::string>());
    return document.value("extend", "") + ": " + names;
  }
  for (const Value& field : document.value("fields", Value::array())) add(field.value("name", ""));
  return "+" + document.value("type", "") + ": " + names;
}

Grown grown(const Registry& base, const std::vector<Addition>& additions) {
  Grown out{base, {}};
  Documents documents;
  for (const Addition& addition : additions) {
    const std::string file = "addition " + std::to_string(addition.number);
    auto parsed = base::caught([&] { return parse_document(file, addition.text); });
    if (parsed)
      documents.emplace_back(file, std::move(*parsed));
    else
      out.left_out.push_back(parsed.error());
  }
  if (auto all = Registry::documents(documents, &base)) {
    out.registry = std::move(*all);
    return out;
  }
  // Some do not fit: all others are in force without them.
  Documents fitting;
  for (auto& document : documents) {
    fitting.push_back(std::move(document));
    auto with_this = Registry::documents(fitting, &base);
    if (with_this) {
      out.registry = std::move(*with_this);
    } else {
      out.left_out.push_back(with_this.error());
      fitting.pop_back();
    }
  }
  return out;
}

std::shared_ptr<const Registry> Declarations::with(const std::vector<Addition>& additions) {
  if (additions.empty()) return {std::shared_ptr<const Registry>(), &base_};
  std::string key;
  for (const Addition& addition : additions) key += addition.text + '\n';
  const std::lock_guard lock(mutex_);
  std::shared_ptr<const Registry>& made = made_[key];
  if (made == nullptr) made = std::make_shared<const Registry>(grown(base_, additions).registry);
  return made;
}

}  // namespace keybook::schema
