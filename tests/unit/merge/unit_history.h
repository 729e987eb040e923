// One field of one record with its lines, as a store would keep them, and edits to throw at it.
#pragma once

#include <gtest/gtest.h>

#include <map>

#include "merge/apply.h"

namespace keybook::merge {

inline constexpr const char* unit_name = "f";

// Keeps lines by (record, unit, name), as the tables do.
class Lines final : public record::History {
 public:
  void put(const std::vector<record::Line>& lines) {
    for (const record::Line& line : lines) lines_[{line.record, line.unit, record::edit_name(*line.origin)}] = line;
  }
  std::vector<record::Line> lines(const std::string& record, const std::string& unit) override {
    std::vector<record::Line> found;
    for (const auto& [key, line] : lines_)
      if (std::get<0>(key) == record && std::get<1>(key) == unit) found.push_back(line);
    return found;
  }
  std::vector<record::Line> lines(const std::string& record) override {
    std::vector<record::Line> found;
    for (const auto& [key, line] : lines_)
      if (std::get<0>(key) == record) found.push_back(line);
    return found;
  }
  [[nodiscard]] std::size_t size() const { return lines_.size(); }

 private:
  std::map<std::tuple<std::string, std::string, record::EditName>, record::Line> lines_;
};

struct Rule {
  schema::Merge merge;
  bool review = false;
};

inline const std::vector<Rule> all_rules = {
    {schema::Merge::Latest}, {schema::Merge::Latest, true}, {schema::Merge::Set}, {schema::Merge::Counter},
    {schema::Merge::Text},   {schema::Merge::Max},          {schema::Merge::Min}, {schema::Merge::Locked, true}};

inline std::string text_of(const Rule& rule) {
  return std::string(schema::name_of(rule.merge)) + (rule.review ? " with review" : "");
}

// An edit before anybody gave it a commit number.
struct Made {
  record::Stamp name, rank;
  record::Counter counter = 0;
  record::Change change;
  record::Base base;
};

// A unit that takes edits one at a time.
struct Unit {
  Rule rule;
  record::RecordState state;
  Lines history;
  record::CommitNumber commit = 0;
  std::vector<Edit> all;  // for the judgement from scratch

  explicit Unit(Rule the_rule) : rule(the_rule) { state.id = "r"; }

  Applied take(const Made& made) {
    auto origin = std::make_shared<const record::Origin>(
        record::Origin{made.name, made.rank, ++commit, made.counter, "amy", 0, true, "", ""});
    Applied applied = apply_field(state, unit_name, rule.merge, rule.review, made.change, made.base, origin, history);
    history.put(applied.lines);
    all.push_back({record::edit_name(*origin), origin, made.change, made.base, true});
    return applied;
  }

  [[nodiscard]] Field from_scratch() const { return {rule.merge, rule.review, all}; }
  // All edits as the state and the lines tell them.
  [[nodiscard]] Field from_store() {
    return {rule.merge, rule.review, edits_of(state, unit_name, rule.merge, history.lines("r", unit_name))};
  }

  // What is stored must be what a judgement of all edits gives, heads, value, conflict and outcomes alike.
  void expect_right() {
    const Field scratch = from_scratch(), stored = from_store();
    const record::FieldState& field = state.fields.at(unit_name);
    ASSERT_EQ(field.value, scratch.value());
    ASSERT_EQ(field.conflict, scratch.conflict());
    const auto heads = scratch.heads();
    ASSERT_EQ(field.heads.size(), heads.size());
    for (std::size_t i = 0; i < heads.size(); ++i) ASSERT_EQ(record::edit_name(*field.heads[i].origin), heads[i]->name);
    ASSERT_EQ(stored.edits().size(), scratch.edits().size());
    for (const Edit& edit : scratch.edits()) {
      ASSERT_EQ(stored.past(edit.name), scratch.past(edit.name)) << edit.name;
      ASSERT_EQ(stored.outcome(edit.name), scratch.outcome(edit.name)) << edit.name;
    }
    ASSERT_EQ(stored.value(), scratch.value());
    ASSERT_EQ(stored.sides(), scratch.sides());
  }
};

// A change that tells edit `number` apart, of the form that the rule asks for. Every second one says the same.
inline record::Change change_for(const Rule& rule, int number) {
  record::Change change;
  const std::string letter(1, static_cast<char>('a' + number % 3));
  switch (rule.merge) {
    case schema::Merge::Set:
      change.kind = record::Change::Kind::Set;
      if (number % 4 != 3) change.add = {letter, "n" + std::to_string(number)};
      if (number > 0) change.remove = {std::string(1, static_cast<char>('a' + (number + 1) % 3))};
      break;
    case schema::Merge::Counter:
      change.kind = record::Change::Kind::Delta;
      change.delta = std::to_string(number % 2 == 0 ? 1 << number : -(1 << number));
      break;
    case schema::Merge::Text:
      change.value = "begin\n" + letter + "\nmiddle\n" + std::to_string(number / 2) + "\nend\n";
      break;
    case schema::Merge::Max:
    case schema::Merge::Min:
      if (number % 4 != 2) change.value = "2026-0" + std::to_string(1 + number * 5 % 7) + "-01";
      break;
    default:
      change.value = letter;
  }
  return change;
}

}  // namespace keybook::merge
