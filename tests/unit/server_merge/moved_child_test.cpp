// Rights to a child that the server moved to another account: whoever had the file where it lay, at the edit's rank,
// had the right then.
#include "office.h"

namespace keybook::server::merge {
namespace {

using record::LineState;
using record::Op;

// v1 was made in amy's a1 and lies in bo's a2 since 100, or, where a test says so, in cy's a3 since 200.
class MovedChild : public Office {
 protected:
  MovedChild() {
    commit("amy", 10, {account("a1")});
    commit("bo", 10, {account("a2")});
    commit("cy", 10, {account("a3")});
    commit("amy", 11, {visit("v1", "a1")});
    move("a2", 100);
  }
  void move(const char* to, std::int64_t ms) {
    ServerSet event{"visit", "v1", {}, "mia", ""};
    event.fields["account"] = {put(to), all("boss")};
    engine_->commit(event, server_stamp(ms), now_ms);
  }
  Part edited(const char* by, std::int64_t ms) {
    const auto outcome = commit(by, ms, {set("visit", "v1", "name", std::to_string(ms), all(by))});
    EXPECT_EQ(outcome.parts.size(), 1U);
    return outcome.parts.at(0);
  }
};

TEST_F(MovedChild, WhatWasWrittenBeforeTheMoveCounts) {
  const auto outcome = commit("amy", 50, {set("visit", "v1", "name", "In time", all("amy"))});
  ASSERT_EQ(outcome.parts.size(), 1U);
  EXPECT_EQ(outcome.parts[0].state, PartState::Applied);
  EXPECT_EQ(outcome.parts[0].account, "a1");  // where it went is not for everybody to know
  EXPECT_FALSE(outcome.plain);
  EXPECT_EQ(value("visit", "v1", "name"), "In time");
}

TEST_F(MovedChild, WhatWasWrittenAfterItWaits) {
  const Part late = edited("amy", 150);
  EXPECT_EQ(late.state, PartState::Parked);
  EXPECT_EQ(late.account, "a1");
  EXPECT_EQ(value("visit", "v1", "name"), "Visit");
  EXPECT_EQ(edited("bo", 150).state, PartState::Applied);
  EXPECT_EQ(edited("bo", 160).account, "a2");
}

TEST_F(MovedChild, AtTheMovesOwnRankItHasLeft) {
  ASSERT_EQ(edited("amy", 99).state, PartState::Applied);
  Mutation at_once = made("amy", 100, {set("visit", "v1", "name", "At once", all("amy"))});
  at_once.stamp = server_stamp(100);
  EXPECT_EQ(commit(at_once, "amy").parts[0].state, PartState::Parked);
}

TEST_F(MovedChild, WhoNeverHadItIsRefused) {
  EXPECT_EQ(edited("cy", 50).state, PartState::Refused);
  EXPECT_EQ(edited("dee", 150).state, PartState::Refused);
}

TEST_F(MovedChild, EachStretchHasItsOwner) {
  move("a3", 200);
  EXPECT_EQ(edited("amy", 50).state, PartState::Applied);
  EXPECT_EQ(edited("bo", 150).state, PartState::Applied);
  EXPECT_EQ(edited("bo", 150).account, "a2");
  EXPECT_EQ(edited("amy", 150).state, PartState::Parked);
  EXPECT_EQ(edited("bo", 250).state, PartState::Parked);
  EXPECT_EQ(edited("cy", 250).state, PartState::Applied);
  EXPECT_EQ(edited("dee", 50).state, PartState::Refused);
}

TEST_F(MovedChild, AWishIsNoMove) {
  const auto wish = commit("bo", 120, {set("visit", "v1", "account", "a3", all("bo"))});
  ASSERT_EQ(wish.parts[0].requests, std::vector<std::string>{"v1.account"});
  EXPECT_EQ(edited("cy", 150).state, PartState::Refused);
}

TEST_F(MovedChild, WhatAlwaysLayThereIsNobodyElses) {
  commit("bo", 20, {visit("v2", "a2")});
  for (auto& other : {set("visit", "v2", "name", "x", {}), visit("v3", "a2"), set("account", "a2", "name", "x", {})}) {
    const auto outcome = commit("amy", 50, {set("visit", "v1", "name", "Mine", {}), other});
    ASSERT_EQ(outcome.parts.size(), 2U) << "that both lie in one file is not told";
    for (const Part& part : outcome.parts) EXPECT_EQ(part.state, PartState::Refused) << other.id;
  }
  EXPECT_EQ(value("visit", "v1", "name"), "Visit");
}

TEST_F(MovedChild, OfTwoTheLesserRightCounts) {
  commit("amy", 12, {account("a4")});
  commit("cy", 12, {visit("v4", "a3")});
  ServerSet event{"visit", "v4", {}, "mia", ""};
  event.fields["account"] = {put("a2"), all("boss")};
  engine_->commit(event, server_stamp(110), now_ms);
  const auto outcome =
      commit("amy", 50, {set("visit", "v1", "name", "Mine", {}), set("visit", "v4", "name", "Not mine", {})});
  EXPECT_EQ(outcome.parts[0].state, PartState::Refused);
  EXPECT_EQ(value("visit", "v1", "name"), "Visit");
}

}  // namespace
}  // namespace keybook::server::merge
