// Neglected accounts: warned of, returned to the pool, and kept where somebody does something (REPLICATION §7).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schema/calendar.h"
#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::need;
using client::Client;

constexpr std::int64_t pool_day_ms = 24LL * 3600 * 1000;

class Pool : public ::testing::Test {
 protected:
  Pool() {
    account = need(fleet.device("amy").create("account", {{"name", "华东电力"}, {"code", "K-17"}})).ids[0];
    for (const char* user : {"boss", "mia", "bob"}) static_cast<void>(fleet.device(user));
    fleet.sync_all();
  }
  void rule(std::int64_t days, std::int64_t warn, const std::string& without = "contact",
            const std::string& territory = "") {
    need(fleet.device("boss").set_pool_rule({territory, days, warn, without}));
  }
  // Days go by, and the server's jobs with them.
  void pass(std::int64_t days) {
    fleet.clock.pass(days * pool_day_ms);
    for (int i = 0; i < 3; ++i) fleet.sync_all(1);
  }
  Value warnings(const std::string& user) { return need(fleet.device(user).pool_warnings()); }
  std::string owner() {
    const Value held = need(fleet.device("boss").get("account", account)).fields.at("owner");
    return held.is_string() ? held.get<std::string>() : "";
  }
  std::vector<client::Record> tasks(const std::string& user) {
    client::Query query;
    query.type = "task";
    return need(fleet.device(user).list(query));
  }
  void visits() {
    need(fleet.device("amy").create(
        "visit", {{"account", account}, {"visited_at", schema::time_of_ms(fleet.clock.wall_ms() - 1000)}}));
    static_cast<void>(fleet.sync("amy"));
  }
  Fleet fleet;
  std::string account;
};

TEST_F(Pool, NothingReturnsWithoutARule) {
  pass(2000);
  EXPECT_TRUE(warnings("amy").empty());
  EXPECT_EQ(owner(), "amy");
}

TEST_F(Pool, AWarningThenTheReturnInTheHistory) {
  rule(30, 10);
  pass(19);
  EXPECT_TRUE(warnings("amy").empty());
  pass(2);
  ASSERT_EQ(warnings("amy").size(), 1U);
  EXPECT_EQ(warnings("amy")[0]["account"], account);
  EXPECT_EQ(warnings("mia").size(), 1U);
  EXPECT_TRUE(warnings("bob").empty());
  ASSERT_EQ(tasks("amy").size(), 1U);  // in the file, so that it is seen offline
  EXPECT_EQ(tasks("amy")[0].fields.at("assignee"), "amy");
  EXPECT_EQ(tasks("amy")[0].fields.at("done"), false);
  pass(9);
  EXPECT_EQ(owner(), "amy");
  pass(3);
  EXPECT_EQ(owner(), "");
  EXPECT_FALSE(fleet.device("amy").get("account", account));
  client::Query query;
  query.type = "handover";
  const auto handed = need(fleet.device("boss").list(query));
  ASSERT_EQ(handed.size(), 1U);
  EXPECT_EQ(handed[0].fields.at("predecessor"), "amy");
  EXPECT_THAT(handed[0].fields.at("note").get<std::string>(), ::testing::HasSubstr("30 天没有联系"));
  EXPECT_EQ(tasks("boss")[0].fields.at("done"), true);
  EXPECT_TRUE(warnings("amy").empty());
  EXPECT_EQ(need(fleet.device("bob").pool()).size(), 1U);
  need(fleet.device("amy").use_pool(Client::PoolAct::Claim, account));  // the time before does not count
  pass(1);
  EXPECT_EQ(owner(), "amy");
  EXPECT_TRUE(warnings("amy").empty());
  EXPECT_TRUE(need(fleet.device("amy").check()).empty());
}

TEST_F(Pool, WhatItWritesIsInTheLanguageOfTheRule) {
  need(fleet.device("boss").set_pool_rule({"", 30, 10, "visit", "en"}));
  pass(21);
  ASSERT_EQ(tasks("amy").size(), 1U);
  const std::string title = tasks("amy")[0].fields.at("title");
  EXPECT_TRUE(title.starts_with("21 days without a visit: returns to the pool on ")) << title;
  pass(40);
  ASSERT_EQ(owner(), "");
  std::vector<std::string> notes;
  client::Query query;
  query.type = "handover";
  for (const client::Record& handed : need(fleet.device("boss").list(query)))
    notes.push_back(handed.fields.at("note").get<std::string>());
  EXPECT_EQ(notes, std::vector<std::string>{"Returned by the rule of the pool: more than 30 days without a visit"});
  EXPECT_FALSE(fleet.device("boss").set_pool_rule({"", 30, 10, "visit", "fr"}));
}

TEST_F(Pool, HoweverLongItLayStillTheWarningComesFirst) {
  pass(300);
  rule(30, 10);
  pass(1);
  EXPECT_EQ(warnings("amy").size(), 1U);
  pass(8);
  EXPECT_EQ(owner(), "amy");
  pass(3);
  EXPECT_EQ(owner(), "");
}

TEST_F(Pool, AVisitCallsTheWarningOff) {
  rule(30, 10, "visit");
  pass(21);
  ASSERT_EQ(warnings("amy").size(), 1U);
  visits();
  pass(1);
  EXPECT_TRUE(warnings("amy").empty());
  EXPECT_EQ(tasks("amy")[0].fields.at("done"), true);
  pass(15);
  EXPECT_EQ(owner(), "amy");
  EXPECT_TRUE(warnings("amy").empty());
  pass(5);
  EXPECT_EQ(warnings("amy").size(), 1U);
}

TEST_F(Pool, AVisitIsNoOrder) {
  rule(30, 10, "order");
  pass(19);
  visits();
  pass(2);
  EXPECT_EQ(warnings("amy").size(), 1U);
}

TEST_F(Pool, NotUnderAHandoverOrACover) {
  rule(30, 10);
  client::HandoverWish wish;
  wish.accounts = {account};
  wish.to = "bob";
  const std::string plan = need(fleet.device("amy").propose_handover(wish)).id;
  pass(40);
  EXPECT_TRUE(warnings("amy").empty());
  need(fleet.device("amy").decide_handover(plan, Client::HandoverAct::Withdraw));
  const std::int64_t now = fleet.clock.wall_ms();
  need(fleet.device("amy").add_cover("amy", "bob", now, now + 20 * pool_day_ms));
  pass(1);
  EXPECT_TRUE(warnings("amy").empty());
  pass(20);  // the cover is over
  pass(1);   // and the next look finds it so
  EXPECT_EQ(warnings("amy").size(), 1U);
  EXPECT_EQ(owner(), "amy");
}

TEST_F(Pool, TheNearestRuleCountsAndOffCallsWarningsOff) {
  rule(30, 10);
  pass(21);
  ASSERT_EQ(warnings("amy").size(), 1U);
  rule(0, 0, "contact", "East");
  pass(1);
  EXPECT_TRUE(warnings("amy").empty());
  pass(100);
  EXPECT_EQ(owner(), "amy");
}

}  // namespace
}  // namespace keybook::testing
