#include "schema/declaration.h"

#include <algorithm>
#include <array>
#include <optional>

#include "schema/menus.h"
#include "schema/validate.h"

namespace keybook::schema {
namespace {

constexpr std::array roles = {std::string_view("rep"), std::string_view("manager"), std::string_view("head-office"),
                              std::string_view("admin"), std::string_view(nobody)};
constexpr std::size_t name_length_max = 60;
constexpr int remind_days_max = 366;

template <class... Options>
bool is_one_of(Kind kind, Options... options) {
  return ((kind == options) || ...);
}

bool is_decimal(Kind kind) { return is_one_of(kind, Kind::Decimal, Kind::Money, Kind::Percent); }
bool is_number(Kind kind) { return kind == Kind::Integer || is_decimal(kind); }
bool is_ordered(Kind kind) { return is_number(kind) || is_one_of(kind, Kind::Date, Kind::Time); }
bool has_length(Kind kind) {
  return is_one_of(kind, Kind::Text, Kind::LongText, Kind::Choice, Kind::Set, Kind::Phone, Kind::Email, Kind::Url,
                   Kind::Address);
}

int default_length(Kind kind) {
  switch (kind) {
    case Kind::LongText:
      return 20'000;  // a long visit report has 2,000 characters
    case Kind::Address:
      return 400;
    case Kind::Url:
      return 2'000;
    case Kind::Email:
      return 254;  // RFC 5321
    default:
      return 200;
  }
}

// The rule where none is declared.
Merge default_merge(Kind kind) {
  if (kind == Kind::Set) return Merge::Set;
  return kind == Kind::LongText ? Merge::Text : Merge::Latest;
}

template <class Enum>
std::optional<Enum> enum_of(std::string_view name, Enum last) {
  for (int i = 0; i <= static_cast<int>(last); ++i)
    if (name_of(static_cast<Enum>(i)) == name) return static_cast<Enum>(i);
  return std::nullopt;
}

Kind read_kind(Members& members, std::string_view member) {
  const auto kind = enum_of<Kind>(members.text(member), Kind::Computed);
  if (!kind)
    members.wrong(member, "no such kind",
                  "Kinds: text, long_text, integer, decimal, money, percent, date, time, bool, choice, set, reference, "
                  "phone, email, url, address, geo, file, computed");
  return *kind;
}

void read_name(Members& members, std::string_view member, std::string& name) {
  name = members.text(member);
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  if (name.size() > name_length_max || name.front() < 'a' || !std::all_of(name.begin(), name.end(), fits))
    members.wrong(member, "\"" + name + "\" cannot be a name", "Use a-z, 0-9 and _, a letter first, at most 60");
}

std::vector<std::string> read_roles(Members& members, std::string_view member) {
  auto names = members.texts(member);
  for (const std::string& name : names)
    if (std::find(roles.begin(), roles.end(), name) == roles.end())
      members.wrong(member, "no such role \"" + name + "\"",
                    "Roles: rep, manager, head-office, admin, or server: nobody but the server");
  return names;
}

// ---- one field

void read_element(Members& members, Field& field) {
  if (field.kind == Kind::Set) {
    field.element = members.has("element") ? read_kind(members, "element") : Kind::Text;
    if (!is_one_of(field.element, Kind::Text, Kind::Choice, Kind::Reference))
      members.wrong("element", "a set holds text, choice or reference");
  } else if (members.has("element")) {
    members.wrong("element", "only a set has elements");
  }
  const bool refers = field.kind == Kind::Reference || (field.kind == Kind::Set && field.element == Kind::Reference);
  if (refers)
    field.target = members.text("target");
  else if (members.has("target"))
    members.wrong("target", "only a reference has a target");
}

void read_choices(Members& members, Field& field) {
  members.objects("choices", [&field](Members& choice) {
    Choice read{choice.text("value"), choice.label("label")};
    for (const Choice& other : field.choices)
      if (other.value == read.value) choice.wrong("value", "\"" + read.value + "\" is declared twice");
    field.choices.push_back(std::move(read));
  });
  const bool chooses = field.kind == Kind::Choice || (field.kind == Kind::Set && field.element == Kind::Choice);
  const bool refers = field.kind == Kind::Reference || (field.kind == Kind::Set && field.element == Kind::Reference);
  field.open_choices = members.flag("open_choices");
  if (chooses && field.choices.empty()) members.wrong("choices", "is missing");
  if (!chooses && !field.choices.empty()) members.wrong("choices", "only a choice, or a set of choices, has them");
  if (!chooses && !refers && field.open_choices)
    members.wrong("open_choices", "only choices and references can be open");
}

void read_measures(Members& members, Field& field) {
  if (members.has("length_max") && !has_length(field.kind))
    members.wrong("length_max", "a " + std::string(name_of(field.kind)) + " has no length");
  field.length_max = members.number_or("length_max", 1, length_max_max, default_length(field.kind));
  if (members.has("decimals") && !is_decimal(field.kind))
    members.wrong("decimals", "only decimal, money and percent have them");
  field.decimals = members.number_or("decimals", 0, decimals_max, 2);
  field.unit = members.label_or_empty("unit");
}

void read_merge(Members& members, Field& field) {
  field.merge = default_merge(field.kind);
  if (members.has("merge")) {
    const auto merge = enum_of<Merge>(members.text("merge"), Merge::Locked);
    if (!merge) members.wrong("merge", "no such rule", "Rules: latest, set, counter, text, max, min, locked");
    field.merge = *merge;
  }
  const std::string kind(name_of(field.kind));
  const bool is_set = field.kind == Kind::Set;
  if (is_set && field.merge != Merge::Set && field.merge != Merge::Locked)
    members.wrong("merge", "a set merges as set or locked");
  if (!is_set && field.merge == Merge::Set) members.wrong("merge", "only a set merges as set, not " + kind);
  if (field.merge == Merge::Counter && !is_one_of(field.kind, Kind::Integer, Kind::Decimal, Kind::Money))
    members.wrong("merge", "a counter is integer, decimal or money, not " + kind);
  if (field.merge == Merge::Text && !is_one_of(field.kind, Kind::Text, Kind::LongText))
    members.wrong("merge", "only text and long_text merge as text, not " + kind);
  if ((field.merge == Merge::Max || field.merge == Merge::Min) && !is_ordered(field.kind))
    members.wrong("merge", "max and min need a number, date or time, not " + kind);
  field.review = members.flag("review");
  if (field.review && field.merge != Merge::Latest) members.wrong("review", "only the rule latest can ask for review");
}

void read_rights(Members& members, Field& field) {
  field.write = read_roles(members, "write");
  field.grant = read_roles(members, "grant");
  if (!field.grant.empty() && field.merge != Merge::Locked)
    members.wrong("grant", "only a locked field has requests to grant");
  if (!field.write.empty() && field.merge == Merge::Locked)
    members.wrong("write", "a locked field is written by request", "Use grant");
}

std::vector<Closing> read_closings(Members& members) {
  std::vector<Closing> closings;
  members.objects("closed_by", [&closings](Members& closing) {
    closings.push_back({closing.text("field"), closing.texts("values")});
  });
  return closings;
}

void read_remind(Members& members, Field& field) {
  if (!members.has("remind")) return;
  if (!is_one_of(field.kind, Kind::Date, Kind::Time)) members.wrong("remind", "only dates and times remind");
  Members given(members.file(), members.path_of("remind"), members.get("remind"));
  Remind remind;
  remind.days = given.number_or("days", 0, remind_days_max, 0);
  remind.person = given.text_or_empty("person");
  remind.yearly = given.flag("yearly");
  remind.closed_by = read_closings(given);
  given.done();
  field.remind = std::move(remind);
}

void read_uses(Members& members, Field& field) {
  field.required = members.flag("required");
  field.index = members.flag("index");
  field.search = members.flag("search");
  field.key = members.flag("key");
  field.list = members.flag("list");
  field.retired = members.flag("retired");
  field.section = members.text_or_empty("section");
  field.group = members.text_or_empty("group");
  field.not_before = members.text_or_empty("not_before");
  field.tree = members.flag("tree");
  field.currency = members.flag("currency");
  if (field.currency && field.kind != Kind::Choice) members.wrong("currency", "only a choice holds a currency");
  read_remind(members, field);
  if (field.search && (!has_length(field.kind) || field.element == Kind::Reference))
    members.wrong("search", "only text can be searched, not " + std::string(name_of(field.kind)));
  if (field.key && (field.kind != Kind::Text || !field.group.empty()))
    members.wrong("key", "a key is a text in no group");
  if (field.retired && field.required) members.wrong("retired", "a retired field cannot be required");
  if (!field.not_before.empty() && !is_one_of(field.kind, Kind::Date, Kind::Time))
    members.wrong("not_before", "only dates and times have it");
  if (field.group.empty()) return;
  if (field.merge != Merge::Latest && field.merge != Merge::Locked)
    members.wrong("group",
                  "a group merges as latest or locked; " + std::string(name_of(field.merge)) + " fields stand alone");
}

void read_computed(Members& members, Field& field) {
  if (field.kind != Kind::Computed) {
    if (members.has("formula")) members.wrong("formula", "only a computed field has one");
    return;
  }
  field.formula = members.text("formula");
  for (const std::string_view member :
       {"required", "default", "group", "merge", "review", "write", "grant", "index", "search", "key"})
    if (members.has(member)) members.wrong(member, "a computed field has no value of its own");
}

void read_bound(Members& members, const Type& type, const Field& field, std::string_view member,
                std::optional<std::string>& bound) {
  if (!members.has(member)) return;
  if (!is_ordered(field.kind)) members.wrong(member, "only numbers, dates and times have bounds");
  const Value& given = members.get(member);
  Field unbounded = field;
  unbounded.min = unbounded.max = std::nullopt;
  const auto value = canonical(type, unbounded, given);
  if (!value || value->is_null())
    members.wrong(member, value ? "is empty" : value.error().message, value ? "" : value.error().remedy);
  bound = to_text(field, *value);
}

void read_values(Members& members, const Type& type, Field& field) {
  std::optional<std::string> min, max;
  read_bound(members, type, field, "min", min);
  read_bound(members, type, field, "max", max);
  if (min && max && order(field, *from_text(type, field, *min), *from_text(type, field, *max)) > 0)
    members.wrong("min", "is above max");
  field.min = std::move(min);
  field.max = std::move(max);
  if (!members.has("default")) return;
  const auto value = canonical(type, field, members.get("default"));
  if (!value) members.wrong("default", value.error().message, value.error().remedy);
  field.default_value = *value;
}

Field read_field(Members& members, const Type& type) {
  Field field;
  read_name(members, "name", field.name);
  members.rename(members.path() + " " + field.name);
  field.number = members.number("number", 1, number_max);
  field.label = members.label("label");
  field.help = members.label_or_empty("help");
  field.kind = read_kind(members, "kind");
  read_computed(members, field);
  read_element(members, field);
  read_choices(members, field);
  read_measures(members, field);
  read_merge(members, field);
  read_rights(members, field);
  read_uses(members, field);
  read_values(members, type, field);
  return field;
}

// ---- one type

void read_headings(Members& members, std::string_view member, std::vector<Heading>& headings) {
  members.objects(member, [&headings](Members& heading) {
    Heading read;
    read_name(heading, "name", read.name);
    read.label = heading.label("label");
    for (const Heading& other : headings)
      if (other.name == read.name) heading.wrong("name", "\"" + read.name + "\" is declared twice");
    headings.push_back(std::move(read));
  });
}

void read_scope(Members& members, Type& type) {
  const std::string scope = members.text("scope");
  if (scope == "root")
    type.scope = Scope::Root;
  else if (scope == "child")
    type.scope = Scope::Child;
  else if (scope == "shared")
    type.scope = Scope::Shared;
  else
    members.wrong("scope", "no such scope",
                  "Scopes: root (is the account file), child (belongs to one), shared (everybody's)");
  if (type.scope == Scope::Child)
    type.parent = members.text("parent");
  else if (members.has("parent"))
    members.wrong("parent", "only a child has a parent");
}

void read_handover(Members& members, Type& type) {
  if (!members.has("handover")) return;
  Members given(members.file(), members.path_of("handover"), members.get("handover"));
  type.handover.person = given.text("person");
  type.handover.needs = given.text_or_empty("needs");
  type.handover.closed_by = read_closings(given);
  given.done();
}

// Rules over several records of the type.
void read_rules(Members& members, Type& type) {
  members.objects("sums", [&type](Members& rule) {
    type.sums.push_back({rule.text("field"), rule.texts("within"), rule.text("total")});
  });
  members.objects("bands", [&type](Members& rule) {
    type.bands.push_back({rule.texts("within"), rule.text("from"), rule.text("to")});
  });
}

void read_menu(Members& members, Type& type) {
  type.menu = members.text_or_empty("menu");
  if (type.menu.empty() || menu_label(type.menu) != nullptr) return;
  std::string known;
  for (const Heading& menu : menus()) known += (known.empty() ? "" : ", ") + menu.name;
  members.wrong("menu", "no such menu", "Menus: " + known);
}

}  // namespace

Type read_type(const std::string& file, const Value& document) {
  Members members(file, "", document);
  Type type;
  read_name(members, "type", type.name);
  type.number = members.number("number", 1, number_max);
  type.label = members.label("label");
  type.plural = members.has("plural") ? members.label("plural") : type.label;
  type.help = members.label_or_empty("help");
  read_scope(members, type);
  type.title = members.texts("title");
  type.date = members.text_or_empty("date");
  type.icon = members.text_or_empty("icon");
  type.write = read_roles(members, "write");
  read_handover(members, type);
  read_menu(members, type);
  read_rules(members, type);
  read_headings(members, "sections", type.sections);
  read_headings(members, "groups", type.groups);
  static_cast<void>(members.need("fields"));
  members.objects("fields", [&type](Members& field) { type.fields.push_back(read_field(field, type)); });
  if (type.fields.empty()) members.wrong("fields", "a type needs at least one field");
  members.done();
  return type;
}

}  // namespace keybook::schema
