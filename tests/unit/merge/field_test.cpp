// All edits of a unit judged: what each has seen, what became of it, and the state to store, written out by hand.
#include "unit_history.h"

namespace keybook::merge::judging {
namespace {

using record::Base;
using record::Change;
using record::EditName;
using schema::Merge;
using Names = std::set<EditName>;

EditName name(std::int64_t ms) { return std::to_string(ms) + ".0.d"; }
Base saw(std::initializer_list<std::int64_t> edits) {
  Base base;
  for (const std::int64_t ms : edits) base.names.push_back(name(ms));
  return base;
}
// An edit with rank and commit number `ms`, unless another is given.
Edit edit(std::int64_t ms, Value value, Base base, std::optional<record::CommitNumber> commit = std::nullopt,
          const char* addressed = "", bool accepted = true) {
  record::Origin made;
  made.name = made.rank = {ms, 0, "d"};
  made.commit = commit.value_or(ms);
  made.counter = ms;
  made.addressed = addressed;
  const auto origin = std::make_shared<const record::Origin>(std::move(made));
  return {
      record::edit_name(*origin), origin, {Change::Kind::Put, std::move(value), {}, {}, ""}, std::move(base), accepted};
}
Edit ghost(std::int64_t ms, Base base) { return edit(ms, "ghost", std::move(base), ms, "", false); }
Edit of_set(std::int64_t ms, const char* element) {
  Edit made = edit(ms, nullptr, {});
  made.change = {Change::Kind::Set, nullptr, {element}, {}, ""};
  return made;
}

// ---- what each has seen

TEST(Past, IsWhatTheBaseNamesAndItsPast) {
  const Field field(Merge::Latest, false,
                    {edit(1, "a", {}), edit(2, "b", saw({1})), edit(3, "c", saw({2})), edit(4, "d", {})});
  EXPECT_EQ(field.past(name(1)), Names{});
  EXPECT_EQ(field.past(name(3)), (Names{name(1), name(2)}));
  EXPECT_EQ(field.past(name(4)), Names{});
  EXPECT_EQ(field.past("of nobody"), Names{});
}

TEST(Past, AGhostStandsForItsBaseAndIsInNobodysPast) {
  const Field field(Merge::Latest, false, {edit(1, "a", {}), ghost(2, saw({1})), edit(3, "c", saw({2}))});
  EXPECT_EQ(field.past(name(3)), Names{name(1)});
  EXPECT_EQ(field.past(name(2)), Names{name(1)});
  EXPECT_EQ(field.outcome(name(2)), Outcome::Parked);
  EXPECT_EQ(field.outcome(name(1)), Outcome::Overwritten);
}

TEST(Past, IsFoundWhereBasesPointToWhatArrivedLater) {
  const Field field(Merge::Latest, false, {edit(1, "a", saw({3})), edit(2, "b", {}), edit(3, "c", saw({2}))});
  EXPECT_EQ(field.past(name(1)), (Names{name(2), name(3)}));
}

TEST(Past, OfACircleDoesNotHoldTheEditItself) {
  const Field field(Merge::Latest, false, {edit(1, "a", saw({2})), edit(2, "b", saw({1})), edit(3, "c", saw({3}))});
  EXPECT_EQ(field.past(name(1)), Names{name(2)});
  EXPECT_EQ(field.past(name(2)), Names{name(1)});
  EXPECT_EQ(field.past(name(3)), Names{});
}

TEST(Past, APositionCoversWhatWasCommittedOrIsTheAuthorsOwn) {
  const Base position{true, 2, 4, "d", {}};
  const auto sees = [&](record::CommitNumber commit, record::Counter counter, const char* device,
                        const char* addressed = "") {
    record::Origin origin;
    origin.name = {1, 0, device};
    origin.commit = commit;
    origin.counter = counter;
    origin.addressed = addressed;
    return within(position, origin, "");
  };
  EXPECT_TRUE(sees(2, 9, "e"));
  EXPECT_FALSE(sees(3, 9, "e"));
  EXPECT_FALSE(sees(3, 4, "e"));
  EXPECT_TRUE(sees(3, 4, "d"));
  EXPECT_FALSE(sees(3, 5, "d"));
  EXPECT_TRUE(sees(0, 4, "d"));
  EXPECT_FALSE(sees(0, 0, "d"));  // the server's own edits have no counter
  EXPECT_FALSE(sees(0, 9, "e"));
  EXPECT_FALSE(sees(2, 9, "e", "other"));
}

TEST(Past, AnImpliedBaseIsAllThatCameBefore) {
  EXPECT_EQ(implied_base(*edit(5, "a", {}).origin), (Base{true, 4, 0, "", {}}));
  EXPECT_EQ(implied_base(*edit(5, "a", {}, 0).origin), (Base{true, INT64_MAX, 4, "d", {}}));
}

// ---- who is later

TEST(Order, OfOneRankTheRecordDecidesThatTheEditsWereAddressedTo) {
  for (const auto& [other, first] : {std::pair{"a", "x"}, {"z", "own"}}) {
    const Field field(Merge::Latest, false, {edit(1, "own", {}), edit(1, "x", {}, 2, other)}, "m");
    ASSERT_EQ(field.edits().size(), 2U);
    EXPECT_EQ(field.edits()[0].change.value, first);
    EXPECT_EQ(field.value(), field.edits()[1].change.value);
  }
}

// ---- what became of it

TEST(Outcomes, WhatNeverStoodIsLostThoughItWasSeen) {
  const Field field(Merge::Latest, false, {edit(1, "a", {}), edit(2, "b", {}), edit(3, "c", saw({1, 2}))});
  EXPECT_EQ(field.outcome(name(1)), Outcome::Lost);
  EXPECT_EQ(field.outcome(name(2)), Outcome::Overwritten);
  EXPECT_EQ(field.outcome(name(3)), Outcome::Applied);
}

TEST(Outcomes, OfSetsAndTexts) {
  Edit later = of_set(3, "c");
  later.base = saw({1});
  const Field field(Merge::Set, false, {of_set(1, "a"), of_set(2, "b"), later});
  EXPECT_EQ(field.outcome(name(1)), Outcome::Overwritten);
  EXPECT_EQ(field.outcome(name(2)), Outcome::Merged);
  EXPECT_EQ(Field(Merge::Set, false, {of_set(1, "a")}).outcome(name(1)), Outcome::Applied);
}

TEST(Sides, OnlyWhereAPersonDecides) {
  const std::vector<Edit> both = {edit(1, "a", {}), edit(2, "b", {})};
  for (const Merge rule : {Merge::Latest, Merge::Locked}) {
    EXPECT_EQ(Field(rule, true, both).sides(), (std::vector<Value>{"a", "b"}));
    EXPECT_TRUE(Field(rule, false, both).sides().empty());
  }
  for (const Merge rule : {Merge::Max, Merge::Min}) EXPECT_FALSE(Field(rule, true, both).conflict());
  EXPECT_FALSE(Field(Merge::Latest, true, {edit(1, "a", {}), edit(2, "a", {})}).conflict());
  EXPECT_EQ(Field(Merge::Latest, true, {edit(1, "a", {}), edit(2, "b", {}), edit(3, "a", {})}).sides().size(), 2U);
}

TEST(Texts, NoTextIsNotAnEmptyOne) {
  EXPECT_EQ(Field(Merge::Text, false, {edit(1, nullptr, {})}).value(), Value(nullptr));
  EXPECT_EQ(Field(Merge::Text, false, {edit(1, "a", {}), edit(2, nullptr, saw({1}))}).value(), Value(nullptr));
}

// ---- the state to store

TEST(States, OneEditIsNoLineAndItsHeadHasNoValueOfItsOwn) {
  const auto one = Field(Merge::Set, false, {of_set(1, "a")}).state();
  EXPECT_FALSE(one.lined);
  EXPECT_TRUE(one.heads.at(0).value.is_null());
  const auto two = Field(Merge::Set, false, {of_set(1, "a"), of_set(2, "b")}).state();
  EXPECT_TRUE(two.lined);
  ASSERT_EQ(two.heads.size(), 2U);
  EXPECT_TRUE(two.heads[0].value.is_null());  // its lines have it
  const auto heads = Field(Merge::Latest, false, {edit(1, "a", {}), edit(2, "b", {})}).state();
  EXPECT_FALSE(heads.lined);
  EXPECT_EQ(heads.heads.at(0).value, "a");
  EXPECT_EQ(heads.heads.at(1).value, "b");
  EXPECT_EQ(heads.value, "b");
  EXPECT_TRUE(Field(Merge::Latest, false, {edit(1, "a", {})}).state().heads.at(0).value.is_null());
}

// Whether the base of the last head is left out of the state, because it is all that was committed before.
bool implied(const std::vector<Edit>& edits) {
  return !Field(Merge::Latest, false, edits).state().heads.back().base.has_value();
}

TEST(States, AnImpliedBaseIsLeftOut) {
  EXPECT_TRUE(implied({edit(1, "a", {})}));
  EXPECT_TRUE(implied({edit(1, "a", {}), edit(2, "b", saw({1}))}));
  EXPECT_TRUE(implied({edit(1, "a", {}), edit(2, "b", {true, 1, 0, "", {}})}));
  EXPECT_FALSE(implied({edit(1, "a", {}), edit(2, "b", {})}));                      // two heads
  EXPECT_TRUE(implied({edit(1, "a", {}, 3), edit(2, "b", {true, 1, 0, "", {}})}));  // two heads, and yet
  EXPECT_FALSE(implied({edit(1, "a", {}), ghost(2, {}), edit(3, "b", saw({1}))}));
  EXPECT_FALSE(implied({edit(1, "a", {}, 0)}));                          // it waits on its device
  EXPECT_FALSE(implied({edit(1, "a", {}, 0), edit(2, "b", saw({1}))}));  // so does what it saw
  EXPECT_FALSE(implied({edit(1, "a", {}, 3), edit(2, "b", saw({1}))}));  // it saw what came later
  EXPECT_FALSE(implied({edit(1, "a", {}, 2), edit(2, "b", saw({1}))}));  // or in the same commit
  Base other;
  other.names = {name(1) + "/z"};
  EXPECT_FALSE(implied({edit(1, "a", {}, 1, "z"), edit(2, "b", other)}));
  EXPECT_EQ(*Field(Merge::Latest, false, {edit(1, "a", {}, 3), edit(2, "b", saw({1}))}).state().heads[0].base,
            saw({1}));
}

TEST(Names, OfOutcomes) {
  const std::vector<std::string_view> names = {"applied", "merged",   "overwritten", "lost",
                                               "parked",  "declined", "reverted"};
  for (std::size_t i = 0; i < names.size(); ++i) EXPECT_EQ(name_of(static_cast<Outcome>(i)), names[i]);
}

}  // namespace
}  // namespace keybook::merge::judging
