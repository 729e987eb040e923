// What each rule promises (REPLICATION §4), as small stories.
#include "merge/values.h"
#include "unit_history.h"

namespace keybook::merge {
namespace {

using record::Change;
using schema::Merge;

record::Stamp at(std::int64_t ms) { return {ms, 0, "d" + std::to_string(ms)}; }
record::Base saw(std::initializer_list<std::int64_t> heads) {
  record::Base base;
  for (const std::int64_t ms : heads) base.names.push_back(at(ms).text());
  return base;
}
Made put(std::int64_t ms, Value value, std::initializer_list<std::int64_t> seen) {
  return {at(ms), at(ms), 1, {Change::Kind::Put, std::move(value), {}, {}, ""}, saw(seen)};
}
Made add(std::int64_t ms, std::vector<std::string> in, std::vector<std::string> out,
         std::initializer_list<std::int64_t> seen) {
  return {at(ms), at(ms), 1, {Change::Kind::Set, nullptr, std::move(in), std::move(out), ""}, saw(seen)};
}
Made tally(std::int64_t ms, const char* delta, std::initializer_list<std::int64_t> seen) {
  return {at(ms), at(ms), 1, {Change::Kind::Delta, nullptr, {}, {}, delta}, saw(seen)};
}
Value value_of(const Unit& unit) { return unit.state.fields.at(unit_name).value; }
Outcome outcome(const Unit& unit, std::int64_t ms) { return unit.from_scratch().outcome(at(ms).text()); }

TEST(Latest, LaterRankWinsAndTheOtherIsLost) {
  Unit unit({Merge::Latest});
  unit.take(put(1, "a", {}));
  unit.take(put(3, "c", {1}));
  unit.take(put(2, "b", {1}));
  EXPECT_EQ(value_of(unit), "c");
  EXPECT_EQ(outcome(unit, 1), Outcome::Overwritten);
  EXPECT_EQ(outcome(unit, 2), Outcome::Lost);
  EXPECT_EQ(outcome(unit, 3), Outcome::Applied);
}

TEST(Latest, SameValueFromALaterHandIsMerged) {
  Unit unit({Merge::Latest});
  unit.take(put(1, "a", {}));
  unit.take(put(2, "b", {1}));
  unit.take(put(3, "b", {1}));
  EXPECT_EQ(outcome(unit, 2), Outcome::Merged);
}

TEST(Review, DifferentHeadsAreAConflictThatAnEditOfAllSidesSettles) {
  Unit unit({Merge::Latest, true});
  unit.take(put(1, "a", {}));
  unit.take(put(2, "b", {1}));
  unit.take(put(3, "c", {1}));
  EXPECT_TRUE(unit.state.fields.at(unit_name).conflict);
  EXPECT_EQ(unit.from_scratch().sides(), (std::vector<Value>{"b", "c"}));
  unit.take(put(4, "c", {3}));  // was shown the standing value only
  EXPECT_TRUE(unit.state.fields.at(unit_name).conflict);
  unit.take(put(5, "d", {2, 4}));
  EXPECT_FALSE(unit.state.fields.at(unit_name).conflict);
  unit.take(put(6, "late", {1}));
  EXPECT_TRUE(unit.state.fields.at(unit_name).conflict);
}

TEST(Review, SameValuesAreNoConflict) {
  Unit unit({Merge::Latest, true});
  unit.take(put(1, "a", {}));
  unit.take(put(2, "b", {1}));
  unit.take(put(3, "b", {1}));
  EXPECT_FALSE(unit.state.fields.at(unit_name).conflict);
}

TEST(Set, RemoveTakesAwayOnlyTheAddsItSaw) {
  Unit unit({Merge::Set});
  unit.take(add(1, {"vip", "old"}, {}, {}));
  unit.take(add(2, {}, {"vip", "old"}, {1}));
  unit.take(add(3, {"vip"}, {}, {1}));
  EXPECT_EQ(value_of(unit), Value({"vip"}));
}

TEST(Counter, SumsAllDeltasExactly) {
  Unit unit({Merge::Counter});
  unit.take(tally(1, "0.10", {}));
  unit.take(tally(2, "0.20", {1}));
  unit.take(tally(3, "-0.3", {1}));
  EXPECT_EQ(value_of(unit), "0.00");
  Unit whole({Merge::Counter});
  whole.take(tally(1, "9007199254740993", {}));
  whole.take(tally(2, "1", {}));
  EXPECT_EQ(value_of(whole), 9007199254740994);
}

TEST(Text, PassagesOfBothSidesStay) {
  Unit unit({Merge::Text});
  unit.take(put(1, "one\ntwo\nthree\n", {}));
  unit.take(put(2, "ONE\ntwo\nthree\n", {1}));
  unit.take(put(3, "one\ntwo\nTHREE\n", {1}));
  EXPECT_EQ(value_of(unit), "ONE\ntwo\nTHREE\n");
  EXPECT_FALSE(unit.state.fields.at(unit_name).conflict);
  EXPECT_EQ(outcome(unit, 2), Outcome::Merged);
  unit.take(put(4, "one\nzwei\nthree\n", {1}));
  unit.take(put(5, "one\ndeux\nthree\n", {1}));
  EXPECT_TRUE(unit.state.fields.at(unit_name).conflict);
}

TEST(Max, AnErrorCanBeCorrected) {
  Unit unit({Merge::Max});
  unit.take(put(1, "2026-01-01", {}));
  unit.take(put(2, "2062-01-01", {1}));
  unit.take(put(3, "2026-02-01", {1}));
  EXPECT_EQ(value_of(unit), "2062-01-01");
  unit.take(put(4, "2026-01-20", {2}));
  EXPECT_EQ(value_of(unit), "2026-02-01");
}

TEST(Max, NoValueNeverWinsOverOne) {
  Unit unit({Merge::Max});
  unit.take(put(1, 5, {}));
  unit.take(put(2, nullptr, {1}));
  unit.take(put(3, 3, {1}));
  EXPECT_EQ(value_of(unit), 3);
}

TEST(CompareValues, NumbersByValueTextsByBytesTimesByTime) {
  EXPECT_LT(compare_values(9, 10), 0);
  EXPECT_LT(compare_values("9.5", "10"), 0);
  EXPECT_EQ(compare_values("1.0", "1.00"), 0);
  EXPECT_LT(compare_values(2, "10"), 0);
  EXPECT_LT(compare_values("2026-03-09", "2026-03-10"), 0);
  EXPECT_LT(compare_values("2026-03-09T08:00:00Z", "2026-03-09T08:00:00.500Z"), 0);
  EXPECT_LT(compare_values("99", "1a"), 0);  // numbers before texts: one order for all
  EXPECT_GT(compare_values("1a", "99"), 0);
  EXPECT_LT(compare_values("abcY", "abcZ"), 0);
  EXPECT_LT(compare_values("2026-03-09T08:00:00+1", "2026-03-09T08:00:00+2"), 0);
  EXPECT_LT(compare_values("2026-03-09 08:00:00.5Z", "2026-03-09 08:00:00Z"), 0);
  EXPECT_GT(compare_values(2.5, 2), 0);
  EXPECT_EQ(compare_values(2.5, "2.50"), 0);
  EXPECT_LT(compare_values(false, true), 0);
  EXPECT_GT(compare_values(true, false), 0);
  EXPECT_EQ(compare_values(true, true), 0);
  EXPECT_NE(compare_values(true, "x"), 0);
  EXPECT_EQ(compare_values(true, "x") < 0, compare_values("x", true) > 0);
}

TEST(CounterValues, IntegersAsLongAsTheyAre) {
  EXPECT_EQ(counter_value("12"), 12);
  EXPECT_EQ(counter_value("-12"), -12);
  EXPECT_EQ(counter_value("1.50"), "1.50");
  EXPECT_EQ(counter_value("99999999999999999999"), "99999999999999999999");
  EXPECT_EQ(counter_text(12), "12");
  EXPECT_EQ(counter_text("1.50"), "1.50");
  EXPECT_EQ(counter_text(2.5), "2.5");
  EXPECT_EQ(counter_text(nullptr), "0");
}

TEST(SetValues, OnlyTextsAreElements) {
  EXPECT_EQ(set_elements(Value({"b", 3, "a"})), (std::set<std::string>{"a", "b"}));
  EXPECT_TRUE(set_elements("a").empty());
  EXPECT_EQ(set_value({"b", "a"}), Value({"a", "b"}));
}

TEST(Ghost, AParkedEditStandsForItsOwnBase) {
  // 2 was parked on top of 1; 3 was written over 2, and so has seen 1.
  std::vector<Edit> edits;
  record::CommitNumber commit = 0;
  for (const Made& made : {put(1, "a", {}), put(2, "b", {1}), put(3, "c", {2})}) {
    auto origin = std::make_shared<const record::Origin>(
        record::Origin{made.name, made.rank, ++commit, 1, "amy", 0, true, "", ""});
    edits.push_back({record::edit_name(*origin), origin, made.change, made.base, made.name.ms != 2});
  }
  const Field field(Merge::Latest, true, edits);
  EXPECT_FALSE(field.conflict());
  EXPECT_EQ(field.outcome(at(1).text()), Outcome::Overwritten);
}

TEST(Field, BasesInACircleEndSomewhere) {
  std::vector<Edit> edits;
  record::CommitNumber commit = 0;
  for (const Made& made : {put(1, "a", {2}), put(2, "b", {1})}) {
    auto origin = std::make_shared<const record::Origin>(
        record::Origin{made.name, made.rank, ++commit, 1, "amy", 0, true, "", ""});
    edits.push_back({record::edit_name(*origin), origin, made.change, made.base, true});
  }
  EXPECT_NO_FATAL_FAILURE((void)Field(Merge::Latest, true, edits).state());
}

}  // namespace
}  // namespace keybook::merge
