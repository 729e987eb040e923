// Covers that end: on the server, where several lie over one account, and on a device whose clock is set back.
#include <gtest/gtest.h>

#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::need;

constexpr std::int64_t cover_minute_ms = 60'000;

class Covers : public ::testing::Test {
 protected:
  Covers() {
    account = need(fleet.device("amy").create("account", {{"name", "华东电力"}})).ids[0];
    for (const char* user : {"boss", "bob"}) static_cast<void>(fleet.device(user));
    fleet.sync_all();
  }
  void cover(std::int64_t minutes) {
    const std::int64_t now_ms = fleet.clock.wall_ms();
    static_cast<void>(need(fleet.device("boss").add_cover("amy", "bob", now_ms, now_ms + minutes * cover_minute_ms)));
  }
  bool bob_sees_it() { return fleet.device("bob").get("account", account).has_value(); }
  Fleet fleet;
  std::string account;
};

TEST_F(Covers, OneThatEndsTogetherWithTheOneThatItFollowsEndsToo) {
  cover(60);
  cover(70);
  static_cast<void>(fleet.sync("bob"));
  ASSERT_TRUE(bob_sees_it());
  fleet.clock.pass(90 * cover_minute_ms);  // nobody asked the server meanwhile
  fleet.sync_all();
  EXPECT_FALSE(bob_sees_it());
  EXPECT_TRUE(need(fleet.device("amy").get("account", account)).fields.at("team").empty());
  for (const auto& plan : need(fleet.device("boss").covers())) EXPECT_EQ(plan.state, "over");
}

// Years of covers that are over cost nothing: nobody reads them, not even one that nobody could read.
TEST_F(Covers, ThoseThatAreOverAreNotLookedAtWhenAccountsMove) {
  const std::string second = need(fleet.device("amy").create("account", {{"name", "华南电力"}})).ids[0];
  fleet.sync_all();
  cover(60);
  {
    auto writer = fleet.store().write();
    writer->put(server::storage::Plan{"cover", "0-over", 0, "{"});
    writer->commit();
  }
  EXPECT_TRUE(fleet.device("boss").merge_accounts(second, account));
}

// Both are the absent user's, and so is what they become.
TEST_F(Covers, OneThatIsOnStaysOnWhenAccountsAreMerged) {
  const std::string second = need(fleet.device("amy").create("account", {{"name", "华南电力"}})).ids[0];
  fleet.sync_all();
  cover(60);
  need(fleet.device("boss").merge_accounts(second, account, Value::object()));
  fleet.sync_all();
  EXPECT_TRUE(bob_sees_it());
  need(fleet.device("boss").unmerge_accounts(second));
  fleet.sync_all();
  for (const std::string& one : {account, second}) EXPECT_TRUE(fleet.device("bob").get("account", one)) << one;
  fleet.clock.pass(61 * cover_minute_ms);
  fleet.sync_all();
  for (const std::string& one : {account, second}) EXPECT_FALSE(fleet.device("bob").get("account", one)) << one;
}

TEST_F(Covers, OneThatEndsWhileAccountsAreMergedIsOverWhenTheyAreParted) {
  const std::string second = need(fleet.device("amy").create("account", {{"name", "华南电力"}})).ids[0];
  fleet.sync_all();
  cover(60);
  need(fleet.device("boss").merge_accounts(second, account, Value::object()));
  fleet.clock.pass(61 * cover_minute_ms);
  fleet.sync_all();
  EXPECT_FALSE(bob_sees_it());
  need(fleet.device("boss").unmerge_accounts(second));
  fleet.sync_all();
  for (const std::string& one : {account, second}) EXPECT_FALSE(fleet.device("bob").get("account", one)) << one;
  EXPECT_TRUE(need(fleet.device("boss").get("account", second)).fields.at("team").empty());
}

// It had joined the team of the surviving account before.
TEST_F(Covers, WhatTheSubstituteHadBeforeStaysWhenAccountsAreMerged) {
  const std::string second = need(fleet.device("amy").create("account", {{"name", "华南电力"}})).ids[0];
  fleet.sync_all();
  need(fleet.device("boss").set("account", account, {{"team", {"bob"}}}));
  fleet.sync_all();
  cover(60);
  need(fleet.device("boss").merge_accounts(second, account, Value::object()));
  fleet.clock.pass(61 * cover_minute_ms);
  fleet.sync_all();
  EXPECT_TRUE(bob_sees_it());
}

TEST_F(Covers, TheNextOneGoesOnWhereTheFirstEnds) {
  cover(60);
  cover(70);
  fleet.clock.pass(65 * cover_minute_ms);
  static_cast<void>(fleet.sync("bob"));
  EXPECT_TRUE(bob_sees_it());
  fleet.clock.pass(6 * cover_minute_ms);
  EXPECT_FALSE(bob_sees_it());
  fleet.sync_all();
  EXPECT_TRUE(need(fleet.device("amy").get("account", account)).fields.at("team").empty());
}

TEST_F(Covers, AClockThatIsSetBackMeanwhileDoesNotKeepTheFile) {
  cover(60);
  static_cast<void>(fleet.sync("bob"));
  fleet.clock.pass(30 * cover_minute_ms);
  ASSERT_TRUE(bob_sees_it());
  fleet.clock.offset_ms = -600 * cover_minute_ms;
  EXPECT_TRUE(bob_sees_it());
  fleet.clock.pass(31 * cover_minute_ms);
  EXPECT_FALSE(bob_sees_it());
}

TEST_F(Covers, NorOneThatIsSetBackBetweenTwoRunsOfTheProgram) {
  cover(60);
  static_cast<void>(fleet.sync("bob"));
  fleet.clock.pass(59 * cover_minute_ms);
  ASSERT_TRUE(bob_sees_it());
  fleet.close("bob");
  fleet.clock.offset_ms = -600 * cover_minute_ms;
  EXPECT_TRUE(bob_sees_it());
  fleet.clock.pass(2 * cover_minute_ms);
  EXPECT_FALSE(bob_sees_it());
}

TEST_F(Covers, AClockThatWasSetAheadIsForgottenWithTheNextExchange) {
  cover(60);
  static_cast<void>(fleet.sync("bob"));
  fleet.clock.offset_ms = 600 * cover_minute_ms;
  EXPECT_FALSE(bob_sees_it());
  fleet.clock.offset_ms = 0;
  static_cast<void>(fleet.sync("bob"));
  EXPECT_TRUE(bob_sees_it());
}

}  // namespace
}  // namespace keybook::testing
