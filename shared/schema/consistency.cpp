#include "schema/consistency.h"

#include <algorithm>
#include <set>

#include "schema/decimal.h"
#include "schema/declaration.h"

namespace keybook::schema {
namespace {

std::string member_of(const Field& field, std::string_view member) {
  return "fields." + field.name + (member.empty() ? "" : "." + std::string(member));
}

bool has_heading(const std::vector<Heading>& headings, std::string_view name) {
  return std::any_of(headings.begin(), headings.end(), [name](const Heading& heading) { return heading.name == name; });
}

void check_names(const std::string& file, const Type& type) {
  std::set<std::string> names;
  std::set<int> numbers;
  for (const Field& field : type.fields) {
    if (!names.insert(field.name).second) reject(file, member_of(field, "name"), "is declared twice");
    if (!numbers.insert(field.number).second)
      reject(file, member_of(field, "number"), std::to_string(field.number) + " belongs to another field",
             "Numbers are never reused: take the next free one");
    if (field.name == "id") reject(file, member_of(field, "name"), "is taken: every record has an id");
    if (field.name == "fields")
      reject(file, member_of(field, "name"), "is taken: records are printed with a member of this name");
    // The tables keep the account file of every record in a column of this name.
    if (field.name == "account" && (type.scope != Scope::Child || type.parent != "account"))
      reject(file, member_of(field, "name"), "is kept for the parent field that names the account");
  }
}

void check_group(const std::string& file, const Type& type, const Field& first,
                 const std::vector<const Field*>& members) {
  if (members.size() < 2) reject(file, member_of(first, "group"), "a group has at least two fields");
  if (type.field(first.group) != nullptr)
    reject(file, member_of(first, "group"), "\"" + first.group + "\" is the name of a field");
  for (const Field* member : members) {
    if (member->merge != first.merge)
      reject(file, member_of(*member, "merge"), "the fields of group " + first.group + " merge by one rule");
    if (member->review != first.review)
      reject(file, member_of(*member, "review"), "the fields of group " + first.group + " share it");
    if (member->write != first.write)
      reject(file, member_of(*member, "write"), "the fields of group " + first.group + " share it");
    if (member->grant != first.grant)
      reject(file, member_of(*member, "grant"), "the fields of group " + first.group + " share it");
  }
}

void check_groups(const std::string& file, const Type& type) {
  std::set<std::string> seen;
  for (const Field& field : type.fields) {
    if (field.group.empty() || !seen.insert(field.group).second) continue;
    std::vector<const Field*> members;
    for (const Field& other : type.fields)
      if (other.group == field.group) members.push_back(&other);
    check_group(file, type, field, members);
  }
  for (const Heading& group : type.groups)
    if (!seen.contains(group.name)) reject(file, "groups." + group.name, "no field is in this group");
}

void check_mentions(const std::string& file, const Type& type) {
  if (type.title.empty()) reject(file, "title", "is missing", "Name the fields that name a record in lists");
  for (const std::string& name : type.title)
    if (type.field(name) == nullptr) reject(file, "title", "no such field \"" + name + "\"");
  if (!type.date.empty()) {
    const Field* date = type.field(type.date);
    if (date == nullptr || (date->kind != Kind::Date && date->kind != Kind::Time))
      reject(file, "date", "names no field of kind date or time");
  }
  for (const Field& field : type.fields) {
    if (!field.section.empty() && !has_heading(type.sections, field.section))
      reject(file, member_of(field, "section"), "no such section \"" + field.section + "\"");
    if (field.not_before.empty()) continue;
    const Field* other = type.field(field.not_before);
    if (other == nullptr || other->kind != field.kind || other == &field)
      reject(file, member_of(field, "not_before"), "names no other field of the same kind");
  }
}

void check_handover(const std::string& file, const Type& type) {
  const auto must_be = [&](const std::string& name, const char* member) {
    const Field* field = type.field(name);
    if (field == nullptr || !field->stored() || type.unit_of(*field).grouped)
      reject(file, std::string("handover.") + member, "\"" + name + "\" is no field of its own");
    return field;
  };
  const Handing& handing = type.handover;
  if (handing.person.empty()) return;
  if (type.scope != Scope::Child) reject(file, "handover", "only records of an account file go along with it");
  const Field* person = must_be(handing.person, "person");
  if (person->kind != Kind::Text) reject(file, "handover.person", "must be a text: the name of a user");
  if (!handing.needs.empty()) must_be(handing.needs, "needs");
  for (const Closing& closing : handing.closed_by) must_be(closing.field, "closed_by");
}

void check_closings(const std::string& file, const Type& type, const Field& field) {
  const Remind& remind = *field.remind;
  // Reminders are looked up by it every day.
  if (!field.index) reject(file, member_of(field, "index"), "a date that reminds needs an index");
  if (!remind.person.empty()) {
    const Field* person = type.field(remind.person);
    if (person == nullptr || person->kind != Kind::Text)
      reject(file, member_of(field, "remind.person"), "names no text field of this type");
  }
  for (const Closing& closing : remind.closed_by)
    if (type.field(closing.field) == nullptr)
      reject(file, member_of(field, "remind.closed_by"), "no such field \"" + closing.field + "\"");
}

void check_tree(const std::string& file, const Type& type, const Field& field) {
  const bool refers = field.kind == Kind::Reference && field.target == type.name;
  const bool names = field.kind == Kind::Text && type.field("name") != nullptr && type.field("name")->key;
  if (!refers && !names)
    reject(file, member_of(field, "tree"),
           "only a reference to this type, or the name of such a record, goes up a tree");
}

void check_rules(const std::string& file, const Type& type) {
  const auto number = [&](const std::string& name, const char* member) {
    const Field* field = type.field(name);
    const bool fits = field != nullptr && (field->kind == Kind::Integer || field->kind == Kind::Decimal ||
                                           field->kind == Kind::Money || field->kind == Kind::Percent);
    if (!fits) reject(file, member, "names no number field of this type");
  };
  const auto within = [&](const std::vector<std::string>& names, const char* member) {
    for (const std::string& name : names)
      if (type.field(name) == nullptr) reject(file, member, "no such field \"" + name + "\"");
  };
  for (const SumRule& rule : type.sums) {
    number(rule.field, "sums.field");
    within(rule.within, "sums.within");
    if (!parse_decimal(rule.total)) reject(file, "sums.total", "must be a decimal number");
  }
  for (const BandRule& rule : type.bands) {
    number(rule.from, "bands.from");
    number(rule.to, "bands.to");
    within(rule.within, "bands.within");
  }
  for (const Field& field : type.fields) {
    if (field.remind) check_closings(file, type, field);
    if (field.tree) check_tree(file, type, field);
  }
}

void check_parent(const std::string& file, const Type& type) {
  if (type.scope != Scope::Child) return;
  const Field* parent = type.parent_field();
  if (parent == nullptr || parent->kind != Kind::Reference)
    reject(file, "parent", "names no reference field of this type");
  if (parent->merge != Merge::Locked)
    reject(file, member_of(*parent, "merge"), "a parent decides who sees the record and must be locked");
  if (!parent->required) reject(file, member_of(*parent, "required"), "a child needs its parent");
}

const Declared* find(const std::vector<Declared>& types, std::string_view name) {
  const auto found =
      std::find_if(types.begin(), types.end(), [name](const Declared& d) { return d.type.name == name; });
  return found == types.end() ? nullptr : &*found;
}

void check_unique(const std::vector<Declared>& types) {
  const Declared* root = nullptr;
  for (const Declared& one : types) {
    for (const Declared& other : types) {
      if (&one == &other) break;
      if (other.type.name == one.type.name)
        reject(one.file, "type", "\"" + one.type.name + "\" is declared by " + other.file + " too");
      if (other.type.number == one.type.number)
        reject(one.file, "number", std::to_string(one.type.number) + " belongs to " + other.file,
               "Numbers are never reused: take the next free one");
    }
    if (one.type.scope != Scope::Root) continue;
    if (root != nullptr)
      reject(one.file, "scope", "only one type can be the account file, " + root->file + " is it already");
    root = &one;
  }
}

// From a child over its parents to the root.
void check_chain(const std::vector<Declared>& types, const Declared& child) {
  const Type* at = &child.type;
  for (std::size_t steps = 0; at->scope == Scope::Child; ++steps) {
    if (steps > types.size()) reject(child.file, "parent", "the parents go round in a circle");
    at = &find(types, at->parent_field()->target)->type;
  }
  if (at->scope != Scope::Root) reject(child.file, "parent", "leads to " + at->name + ", which belongs to no account");
  const Field* account = child.type.field("account");
  if (account != nullptr && account->target != at->name)
    reject(child.file, member_of(*account, "target"), "must be the account itself");
}

}  // namespace

void check_type(const std::string& file, const Type& type) {
  check_names(file, type);
  check_groups(file, type);
  check_mentions(file, type);
  check_parent(file, type);
  check_handover(file, type);
  check_rules(file, type);
}

void check_types(const std::vector<Declared>& types) {
  check_unique(types);
  for (const Declared& declared : types)
    for (const Field& field : declared.type.fields)
      if (!field.target.empty() && find(types, field.target) == nullptr)
        reject(declared.file, member_of(field, "target"), "no such type \"" + field.target + "\"");
  for (const Declared& declared : types)
    if (declared.type.scope == Scope::Child) check_chain(types, declared);
}

void check_successor(const std::string& file, const Type& before, const Type& next) {
  const std::string remedy = "Values and histories rely on it: declare a new field and mark this one retired";
  if (next.number != before.number) reject(file, "number", "must stay " + std::to_string(before.number));
  if (next.scope != before.scope) reject(file, "scope", "cannot change");
  for (const Field& old : before.fields) {
    const auto same =
        std::find_if(next.fields.begin(), next.fields.end(), [&old](const Field& f) { return f.number == old.number; });
    if (same == next.fields.end())
      reject(file, member_of(old, ""), "number " + std::to_string(old.number) + " is gone",
             "Keep it and mark it retired");
    if (same->name != old.name) reject(file, member_of(*same, "number"), "belongs to the field " + old.name, remedy);
    if (same->kind != old.kind || same->element != old.element)
      reject(file, member_of(*same, "kind"), "must stay " + std::string(name_of(old.kind)), remedy);
    if (same->merge != old.merge)
      reject(file, member_of(*same, "merge"), "must stay " + std::string(name_of(old.merge)), remedy);
    if (same->group != old.group) reject(file, member_of(*same, "group"), "cannot change", remedy);
  }
  for (const Unit& unit : before.units)
    if (const Unit* same = next.unit(unit.name); same != nullptr && same->number != unit.number)
      reject(file, "fields", "a new field of group " + unit.name + " needs a number above those that are there",
             "Take the next free one");
}

}  // namespace keybook::schema
