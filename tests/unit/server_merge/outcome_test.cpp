// What a repeated mutation is told is what it was told first, by an engine that remembers nothing.
#include "sync-server/merge/outcome.h"

#include "office.h"

namespace keybook::server::merge {
namespace {

class Repeated : public Office {
 protected:
  // Its parts, given again from the store.
  std::vector<Part> again(const Mutation& mutation, const std::string& by) {
    engine_ = std::make_unique<Engine>(office_registry(), *writer_);
    const MutationOutcome outcome = commit(mutation, by);
    EXPECT_TRUE(outcome.repeated);
    EXPECT_EQ(outcome.committed_ms, now_ms);
    EXPECT_EQ(outcome.counter, mutation.counter);
    return outcome.parts;
  }
  void expect_the_same(const std::vector<Part>& first, const std::vector<Part>& later) {
    ASSERT_EQ(later.size(), first.size());
    for (std::size_t i = 0; i < first.size(); ++i) {
      EXPECT_EQ(later[i].account, first[i].account);
      EXPECT_EQ(later[i].state, first[i].state);
      EXPECT_EQ(later[i].records, first[i].records);
      EXPECT_EQ(later[i].requests, first[i].requests);
      EXPECT_EQ(later[i].reason.code, first[i].reason.code);
      EXPECT_EQ(later[i].reason.message, first[i].reason.message);
      EXPECT_EQ(later[i].reason.remedy, first[i].reason.remedy);
      EXPECT_EQ(later[i].reason.where.type, first[i].reason.where.type);
      EXPECT_EQ(later[i].reason.where.record, first[i].reason.where.record);
      EXPECT_EQ(later[i].reason.where.field, first[i].reason.where.field);
    }
  }
};

TEST_F(Repeated, ARefusalKeepsItsReason) {
  commit("boss", 10, {account("a1")});
  const Mutation bad = made("boss", 20, {set("account", "a1", "rating", 9, all("boss"))});
  const auto first = commit(bad, "boss");
  ASSERT_EQ(first.parts[0].state, PartState::Refused);
  EXPECT_EQ(first.committed_ms, now_ms);
  EXPECT_EQ(first.counter, bad.counter);
  expect_the_same(first.parts, again(bad, "boss"));
}

TEST_F(Repeated, AParkedPartAndARequestAreToldAgain) {
  commit("amy", 10, {account("a1")});
  commit("amy", 11, {account("a2")});
  engine_->commit(Handover{"a1", "bo", false, "mia"}, server_stamp(100), now_ms);
  const Mutation late = made(
      "amy", 200, {set("account", "a1", "stage", "late", all("amy")), set("account", "a2", "grade", "A", all("amy"))});
  const auto first = commit(late, "amy");
  ASSERT_EQ(first.parts.size(), 2U);
  EXPECT_EQ(first.parts[0].state, PartState::Parked);
  EXPECT_EQ(first.parts[1].state, PartState::Applied);
  EXPECT_EQ(first.parts[1].requests, std::vector<std::string>{"a2.grade"});
  EXPECT_FALSE(first.plain);
  expect_the_same(first.parts, again(late, "amy"));
}

TEST_F(Repeated, WhatWasSimplyAppliedNeedsNoWords) {
  const Mutation plain = made("amy", 10, {account("a1")});
  commit(plain, "amy");
  EXPECT_TRUE(again(plain, "amy").empty());
}

TEST_F(Repeated, AnOutcomeThatCannotBeReadIsAnError) {
  Mutation mutation = made("amy", 10, {account("a1")});
  for (const char* broken : {"", "[]", "{\"t\":"}) try {
      static_cast<void>(outcome_from(mutation, {1, {}, "", broken}));
      FAIL() << broken;
    } catch (const base::Failure& failure) {
      EXPECT_EQ(failure.error().code, base::ErrorCode::Corrupt);
    }
}

TEST_F(Repeated, TheDigestOfWhatCameCounts) {
  const Mutation mutation = made("amy", 10, {account("a1")});
  engine_->commit({user("amy"), mutation.enrolment}, mutation, mutation.stamp, now_ms, "as it came");
  const auto same = engine_->commit({user("amy"), mutation.enrolment}, mutation, mutation.stamp, now_ms, "as it came");
  EXPECT_TRUE(same.repeated);
  EXPECT_THROW(commit(mutation, "amy"), base::Failure);
}

TEST_F(Repeated, AHeldMutationGetsItsOutcomeInThePlaceOfTheFirst) {
  const Mutation held = made("amy", 20, {set("account", "a1", "name", "x", {})});
  ASSERT_EQ(commit(held, "amy").parts[0].state, PartState::Refused);  // a1 is not there yet
  commit("amy", 11, {account("a1")});
  const auto outcome =
      engine_->commit_held({user("amy"), held.enrolment}, held, held.stamp, now_ms, record::digest(held));
  EXPECT_EQ(outcome.counter, 1);
  EXPECT_EQ(outcome.parts[0].state, PartState::Applied);
  EXPECT_EQ(value("account", "a1", "name"), "x");
  for (const Part& part : again(held, "amy")) EXPECT_EQ(part.state, PartState::Applied);
}

TEST_F(Repeated, AGapIsToldWithTheNumberThatShouldFollow) {
  commit("amy", 10, {account("a1")});
  counters_["amy"] = 7;
  try {
    commit("amy", 11, {account("a2")});
    FAIL();
  } catch (const base::Failure& failure) {
    EXPECT_NE(failure.error().message.find("mutation 8 came where 2"), std::string::npos) << failure.error().message;
    EXPECT_NE(failure.error().remedy.find("from 2 on"), std::string::npos) << failure.error().remedy;
  }
}

TEST_F(Repeated, AnEngineGoesOnWhereTheStoreStands) {
  storage::Enrolment known;
  known.id = "d-amy";
  known.counter = 4;
  writer_->put(known);
  counters_["amy"] = 3;
  EXPECT_THROW(commit("amy", 10, {account("a0")}), base::Failure);  // it has a number that is behind
  EXPECT_EQ(commit("amy", 11, {account("a1")}).parts[0].state, PartState::Applied);
  counters_["amy"] = 6;
  EXPECT_THROW(commit("amy", 12, {account("a2")}), base::Failure);  // and one too far
  EXPECT_THROW(
      {
        counters_["amy"] = 3;
        engine_ = std::make_unique<Engine>(office_registry(), *writer_);
        commit("amy", 13, {account("a3")});
      },
      base::Failure);
}

}  // namespace
}  // namespace keybook::server::merge
