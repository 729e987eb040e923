// The declarations in force: every entity type with its fields, read from types/*.json (one file per type, comments
// allowed). Storage, replication, validation, history, import/export and default forms all follow from what is here.
//
// Format: README.md beside this file. Threads: a Registry is immutable once loaded and may be shared between threads.
// Ownership: pointers and references into it live as long as the Registry, also when it is moved. Errors: BadFile,
// naming the file and the JSON member that is wrong, and what is expected there.
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"

namespace keybook::schema {

using Value = nlohmann::json;  // a field's value in canonical JSON form, see validate.h

// A member's place in the user interface's two languages.
struct Label {
  std::string zh, en;
};

enum class Kind {
  Text,
  LongText,
  Integer,
  Decimal,
  Money,
  Percent,
  Date,
  Time,
  Bool,
  Choice,
  Set,
  Reference,
  Phone,
  Email,
  Url,
  Address,
  Geo,
  File,
  Computed
};
[[nodiscard]] std::string_view name_of(Kind kind);  // "long_text": as in the declarations

// REPLICATION §4. A closed set.
enum class Merge { Latest, Set, Counter, Text, Max, Min, Locked };
[[nodiscard]] std::string_view name_of(Merge merge);

struct Choice {
  std::string value;
  Label label;
};

// A heading of the form, or a group's name for people.
struct Heading {
  std::string name;
  Label label;
};

// Finds by string_view without making a string.
struct NameHash {
  using is_transparent = void;
  [[nodiscard]] std::size_t operator()(std::string_view name) const { return std::hash<std::string_view>{}(name); }
};
using NameIndex = std::unordered_map<std::string, std::size_t, NameHash, std::equal_to<>>;

// What closes a record for its handover or a reminder: any of the values in a field, as text; no values: any value.
struct Closing {
  std::string field;
  std::vector<std::string> values;
};

// That a date reminds somebody.
struct Remind {
  int days = 0;                    // from how many days before; 0: from the day itself
  std::string person;              // field that names whom; empty: the type's handover person, else the account's owner
  bool yearly = false;             // month and day come again every year: a birthday
  std::vector<Closing> closed_by;  // no more once one holds; empty: the type's handover closings
};

struct Field {
  int number = 0;    // unique in its type, never reused
  std::string name;  // column, JSON member and command line name
  Label label, help;
  Kind kind = Kind::Text;
  Kind element = Kind::Text;  // of a Set: Text, Choice or Reference
  std::string target;         // of a Reference: the type it refers to
  bool required = false;
  std::optional<std::string> min, max;  // inclusive, in the text form of the kind
  int length_max = 200;         // code points, of each element in a set; long_text 20,000 and others unless declared
  int decimals = 2;             // of Decimal, Money, Percent
  Value default_value;          // null: none
  std::vector<Choice> choices;  // of Choice, and of Set with element Choice
  bool open_choices = false;    // values outside `choices` are allowed (imported data); of references: a plain name too
  std::string group;            // fields of one group are one value for the merge; empty: none
  Merge merge = Merge::Latest;
  bool review = false;             // concurrent different values are a conflict to settle
  std::vector<std::string> write;  // roles that may write it; empty: all who may write the record
  std::vector<std::string> grant;  // of Locked: roles whose own edit is granted at once
  bool index = false;              // has an index in the tables
  bool search = false;             // is in the full-text index
  bool key = false;                // natural key: `account:code=K-17`
  bool list = false;               // shown as a column in default lists
  bool retired = false;            // no longer offered, data kept
  std::string section;             // heading of the form; empty: the first
  std::string formula;             // of Computed: a name known to domain/
  Label unit;                      // shown behind the value: minutes, days, %; empty: none
  std::string not_before;          // of Date and Time: a field of the same kind that may not be later (a finding)
  bool tree = false;             // of a reference to its own type, or a name of one: goes up a tree, never in a circle
  bool currency = false;         // of Choice: an ISO 4217 code, whatever `choices` suggests
  std::optional<Remind> remind;  // of Date and Time: people are reminded of it

  // Whether it has a value of its own: a column, a merge unit, a place in history.
  [[nodiscard]] bool stored() const { return kind != Kind::Computed; }
};

// What merging works on: a field, or all fields of a group as one JSON object.
struct Unit {
  std::string name;         // the field's or the group's
  std::vector<int> fields;  // indexes into Type::fields, in order of declaration
  bool grouped = false;
  Merge merge = Merge::Latest;
  bool review = false;
  Label label;     // the field's or the group's
  int number = 0;  // smallest of its fields' numbers; never changes, names the unit in compact forms
};

// Which records of a type change hands with their account: those that `person` names the predecessor in. Open ones are
// those whose `needs` has a value and that nothing in `closed_by` closes.
struct Handing {
  std::string person;  // empty: records of this type never change hands
  std::string needs;   // empty: nothing
  std::vector<Closing> closed_by;
};

// Values of one field that add up to a total over the records that agree in `within`: weights of 100 %.
struct SumRule {
  std::string field;
  std::vector<std::string> within;  // fields; empty ones agree too
  std::string total;                // decimal
};

// Bands from `from` up to, not including, `to` that may not overlap among records that agree in `within`. An empty
// bound is open; a record without either has no band.
struct BandRule {
  std::vector<std::string> within;
  std::string from, to;
};

// Which account file a record belongs to.
enum class Scope {
  Root,    // it is the file (type account)
  Child,   // its parent field leads to the file
  Shared,  // everybody's: users, territories, products, standards, …
};

struct Type {
  int number = 0;
  std::string name;
  Label label, plural, help;
  std::vector<Heading> sections;  // headings of the form, in order; fields without one come first
  std::vector<Heading> groups;    // names of the groups for people, where one was declared
  Scope scope = Scope::Child;
  std::string parent;              // Child: the reference field that names the account, or a record of the file
  std::vector<std::string> title;  // fields that name a record in lists
  std::string date;                // field that places it on the timeline; empty: none
  std::string icon;
  std::vector<std::string> write;  // roles that may create and change records; empty: all who see the file
  Handing handover;
  std::string menu;           // which menu of the app offers it (schema/menus.h); empty: none of them
  std::vector<SumRule> sums;  // rules over several records: findings, never refusals
  std::vector<BandRule> bands;
  std::vector<Field> fields;  // in order of declaration
  std::vector<Unit> units;    // derived; computed fields are in none

  [[nodiscard]] const Field* field(std::string_view name) const;  // nullptr: unknown
  [[nodiscard]] const Unit* unit(std::string_view name) const;
  [[nodiscard]] const Unit* unit_of_number(int unit_number) const {
    const auto at = static_cast<std::size_t>(unit_number);
    return unit_number < 0 || at >= unit_numbers.size() || unit_numbers[at] < 0
               ? nullptr
               : &units[static_cast<std::size_t>(unit_numbers[at])];
  }
  // Indexes of `units` by name: to walk them beside a sorted map.
  [[nodiscard]] const std::vector<std::size_t>& units_by_name() const { return sorted_units; }
  [[nodiscard]] const Unit& unit_of(const Field& field) const;  // of a field of this type that is stored()
  // Whether the role's own edit of a Locked unit of this type is granted at once, and so may grant what others ask.
  [[nodiscard]] bool grants(const Unit& unit, std::string_view role) const;
  [[nodiscard]] const Field* parent_field() const { return parent.empty() ? nullptr : field(parent); }

  void derive();  // makes `units` and the look-up from `fields` and `groups`: for the loader

 private:
  NameIndex field_index, unit_index;
  std::vector<std::size_t> sorted_units;
  std::vector<int> unit_numbers;  // index of the unit with this number; -1: none
};

class Registry {
 public:
  static constexpr int extension_number_min = 1000;  // below: the product's own fields, so that its next ones are free

  // The declarations that were compiled in.
  [[nodiscard]] static base::Result<Registry> builtin();
  // All *.json of a folder (test and head-office declarations). Where `base` is given they come on top of it: a type of
  // the same name replaces the one there (keeping each field's number, name, kind, merge rule and group: data lies in
  // them), and a document {"extend": type, "fields": […]} adds fields, numbered from `extension_number_min`, to it.
  [[nodiscard]] static base::Result<Registry> folder(const std::filesystem::path& folder,
                                                     const Registry* base = nullptr);
  // Parsed documents, each with the name that error messages call it by.
  [[nodiscard]] static base::Result<Registry> documents(const std::vector<std::pair<std::string, Value>>& documents,
                                                        const Registry* base = nullptr);

  [[nodiscard]] const Type* type(std::string_view name) const;             // nullptr: unknown
  [[nodiscard]] const std::vector<Type>& types() const { return types_; }  // by number
  [[nodiscard]] const Type* root() const;  // the type that is the account file; nullptr: none
  [[nodiscard]] const Value& document(
      std::string_view type) const;  // the declaration as it was read: `keybook schema`; null: unknown
  [[nodiscard]] const std::string& digest() const { return digest_; }  // 16 hex digits; names this set of declarations

 private:
  std::vector<Type> types_;
  std::vector<Value> documents_;  // in the order of types_
  NameIndex index_;
  std::string digest_;
};

}  // namespace keybook::schema
