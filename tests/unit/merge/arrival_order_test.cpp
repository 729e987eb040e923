// Law of every rule: whatever the order of arrival, the state kept one arrival at a time is what a judgement of all
// edits from scratch gives, and all orders end alike.
#include <algorithm>
#include <random>

#include "unit_history.h"

namespace keybook::merge {
namespace {

using record::EditName;

constexpr int edits_max = 4;

// What each edit had seen of those before it, as a set of numbers; closed: whoever saw an edit saw what that had seen.
using History = std::vector<unsigned>;

void add_histories(History& made, std::vector<History>& out) {
  if (made.size() == edits_max) return out.push_back(made);
  const auto number = static_cast<unsigned>(made.size());
  for (unsigned seen = 0; seen < 1U << number; ++seen) {
    bool closed = true;
    for (unsigned i = 0; i < number; ++i)
      if ((seen >> i & 1U) != 0) closed &= (made[i] & ~seen) == 0;
    if (!closed) continue;
    made.push_back(seen);
    add_histories(made, out);
    made.pop_back();
  }
}

std::vector<History> all_histories() {
  std::vector<History> out;
  History none;
  add_histories(none, out);
  return out;
}

// Orders in which every edit comes after those that it had seen.
std::vector<std::vector<int>> orders_of(const History& history) {
  std::vector<int> order(history.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<int>(i);
  std::vector<std::vector<int>> out;
  do {
    unsigned arrived = 0;
    bool legal = true;
    for (const int i : order) {
      legal &= (history[static_cast<std::size_t>(i)] & ~arrived) == 0;
      arrived |= 1U << i;
    }
    if (legal) out.push_back(order);
  } while (std::next_permutation(order.begin(), order.end()));
  return out;
}

// Ranks follow the numbers, or, where `shuffled`, another order that keeps every edit later than what it had seen.
std::vector<Made> edits_of_history(const History& history, const Rule& rule, bool shuffled) {
  std::vector<Made> edits;
  for (std::size_t i = 0; i < history.size(); ++i) {
    Made made;
    const auto ms = static_cast<std::int64_t>(i + 1);
    made.name = {ms, 0, "d" + std::to_string(i)};
    made.rank = made.name;
    if (shuffled) made.rank.ms = 10 * std::popcount(history[i]) + (9 - ms);
    made.counter = 1;
    made.change = change_for(rule, static_cast<int>(i));
    unsigned covered = 0;
    for (std::size_t seen = 0; seen < i; ++seen)
      if ((history[i] >> seen & 1U) != 0) covered |= history[seen];
    for (std::size_t seen = 0; seen < i; ++seen)
      if ((history[i] & ~covered) >> seen & 1U) made.base.names.push_back(edits[seen].name.text());
    edits.push_back(std::move(made));
  }
  return edits;
}

TEST(ArrivalOrder, EveryHistoryOfFourEditsInEveryOrderUnderEveryRule) {
  const auto histories = all_histories();
  for (const Rule& rule : all_rules)
    for (const bool shuffled : {false, true})
      for (const History& history : histories) {
        const auto edits = edits_of_history(history, rule, shuffled);
        std::optional<Value> value;
        std::optional<bool> conflict;
        for (const auto& order : orders_of(history)) {
          std::string trace = text_of(rule) + (shuffled ? ", shuffled" : "") + ", seen";
          for (const unsigned seen : history) trace += ' ' + std::to_string(seen);
          trace += ", order";
          for (const int i : order) trace += ' ' + std::to_string(i);
          SCOPED_TRACE(trace);
          Unit unit(rule);
          for (const int i : order) {
            unit.take(edits[static_cast<std::size_t>(i)]);
            unit.expect_right();
            if (testing::Test::HasFatalFailure()) return;
          }
          const record::FieldState& field = unit.state.fields.at(unit_name);
          ASSERT_EQ(value.value_or(field.value), field.value);
          ASSERT_EQ(conflict.value_or(field.conflict), field.conflict);
          value = field.value;
          conflict = field.conflict;
        }
      }
}

// Devices that follow the commits at their own pace and write with position bases, as they do in the product. The judge
// sees the same edits with their bases written out as names.
struct Device {
  std::string name;
  record::CommitNumber cursor = 0;
  record::Counter counter = 0, sent = 0;
  std::vector<std::pair<Made, Edit>> waiting;
};

void play(unsigned seed, const Rule& rule) {
  std::mt19937 random(seed);
  Unit unit(rule);
  std::vector<Device> devices = {{"d1", 0, 0, 0, {}}, {"d2", 0, 0, 0, {}}, {"d3", 0, 0, 0, {}}};
  std::vector<Edit> judged;  // committed, bases as names
  std::int64_t now = 1;
  for (int step = 0; step < 40; ++step) {
    Device& device = devices[random() % devices.size()];
    switch (random() % 4) {
      case 0:
        device.cursor = unit.commit;
        break;
      case 1:
      case 2: {
        // What it sees: commits up to its cursor, and its own.
        std::vector<Edit> view;
        for (const Edit& edit : judged)
          if (edit.origin->commit <= device.cursor || edit.origin->name.device == device.name) view.push_back(edit);
        for (const auto& [made, edit] : device.waiting) view.push_back(edit);
        Made made;
        made.name = {++now, 0, device.name};
        made.rank = made.name;
        made.counter = ++device.counter;
        made.change = change_for(rule, static_cast<int>(random() % 8));
        record::Base names;
        const Field seen(rule.merge, rule.review, view);
        for (const Edit* head : seen.heads()) names.names.push_back(head->name);
        const bool standing_only = random() % 8 == 0 && names.names.size() > 1;  // the author was shown one value only
        if (standing_only) names.names.erase(names.names.begin());
        made.base = standing_only ? names : record::Base{true, device.cursor, device.counter - 1, device.name, {}};
        auto origin = std::make_shared<const record::Origin>(
            record::Origin{made.name, made.rank, 0, made.counter, "amy", 0, true, "", ""});
        device.waiting.emplace_back(made, Edit{made.name.text(), origin, made.change, names, true});
        break;
      }
      default:
        if (device.waiting.empty()) break;
        unit.take(device.waiting.front().first);
        Edit edit = device.waiting.front().second;
        edit.origin = unit.all.back().origin;
        judged.push_back(edit);
        device.waiting.erase(device.waiting.begin());
        unit.expect_right();
        if (testing::Test::HasFatalFailure()) return;
        const Field by_name(rule.merge, rule.review, judged);
        ASSERT_EQ(unit.state.fields.at(unit_name).value, by_name.value());
        for (const Edit& one : judged)
          ASSERT_EQ(unit.from_scratch().past(one.name), by_name.past(one.name)) << one.name;
    }
  }
}

TEST(ArrivalOrder, PositionsMeanWhatTheAuthorSaw) {
  for (const Rule& rule : all_rules)
    for (unsigned seed = 1; seed <= 120; ++seed) {
      SCOPED_TRACE(text_of(rule) + ", seed " + std::to_string(seed));
      play(seed, rule);
      if (HasFatalFailure()) return;
    }
}

TEST(ArrivalOrder, WhatWasSeenInOneLineCostsNoLookIntoTheHistory) {
  class NoHistory final : public record::History {
   public:
    std::vector<record::Line> lines(const std::string&, const std::string&) override {
      throw std::logic_error("asked for history");
    }
    std::vector<record::Line> lines(const std::string&) override { throw std::logic_error("asked for history"); }
  } none;
  for (const Rule& rule : all_rules) {
    record::RecordState state;
    state.id = "r";
    for (int i = 0; i < 5; ++i) {
      auto origin = std::make_shared<const record::Origin>(
          record::Origin{{i + 1, 0, "d"}, {i + 1, 0, "d"}, i + 1, i + 1, "amy", 0, true, "", ""});
      const Applied applied = apply_field(state, unit_name, rule.merge, rule.review, change_for(rule, i),
                                          {true, i, i, "d", {}}, origin, none);
      EXPECT_TRUE(applied.plain);
      const bool lined = rule.merge == schema::Merge::Set || rule.merge == schema::Merge::Counter;
      EXPECT_EQ(applied.lines.size(), i == 0 ? 0U : lined && i == 1 ? 2U : 1U) << text_of(rule) << i;
    }
    EXPECT_FALSE(state.fields.at(unit_name).heads.front().base);
  }
}

}  // namespace
}  // namespace keybook::merge
