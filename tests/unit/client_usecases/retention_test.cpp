// Deleted records leave the feed once every live device has heard of them. Who was away longer begins anew, and keeps
// what it made meanwhile.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::need;
using ::testing::IsEmpty;

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

class Retention : public ::testing::Test {
 protected:
  Retention() : ground_{fleet.store(), fleet.registry(), fleet.clock, random_, log_} {
    need(fleet.device("amy").create("account", {{"name", "Alpha"}}, "a1"));
    need(fleet.device("amy").create("visit", {{"account", "a1"}, {"subject", "Gone"}, {"report", "long"}}, "v1"));
    need(fleet.device("amy").create("visit", {{"account", "a1"}, {"subject", "Stays"}}, "v2"));
    static_cast<void>(fleet.device("boss"));
    static_cast<void>(fleet.device("amy/2"));
    fleet.sync_all();
  }
  // Until the server has written down how far each device is.
  void sync_here(const std::vector<std::string>& devices) {
    for (int round = 0; round < 3; ++round)
      for (const std::string& device : devices) {
        fleet.clock.pass(3'000);
        static_cast<void>(fleet.sync(device));
      }
  }
  std::int64_t compact() { return need(server::admin::compact(ground_)).dropped; }
  [[nodiscard]] std::string digest(const std::string& name) { return need(fleet.device(name).digest()).sha256; }
  void expect_settled(const std::vector<std::string>& devices) {
    sync_here(devices);
    for (const std::string& device : devices) {
      EXPECT_EQ(digest(device), digest("boss")) << device;
      EXPECT_THAT(need(fleet.device(device).check()), IsEmpty()) << device;
      EXPECT_EQ(need(fleet.device(device).status()).repaired, 0) << device;
      EXPECT_TRUE(need(fleet.device(device).status()).in_sync) << device;
    }
    EXPECT_THAT(fleet.store().read()->check(), IsEmpty());
  }

  Fleet fleet;
  base::NoLog log_;
  base::SystemRandom random_;
  server::session::Ground ground_;
};

TEST_F(Retention, ADeletedRecordStaysUntilEveryLiveDeviceHasHeardOfIt) {
  need(fleet.device("amy").remove("visit", "v1"));
  sync_here({"amy", "boss"});
  EXPECT_EQ(compact(), 0) << "one device has not heard of it";
  sync_here({"amy", "boss", "amy/2"});
  EXPECT_EQ(compact(), 1);
  EXPECT_EQ(compact(), 0);
  expect_settled({"amy", "boss", "amy/2"});
  static_cast<void>(fleet.sync("amy/3"));
  expect_settled({"amy", "boss", "amy/2", "amy/3"});
}

TEST_F(Retention, HistoryStillRevivesIt) {
  need(fleet.device("amy").remove("visit", "v1"));
  sync_here({"amy", "boss", "amy/2"});
  ASSERT_EQ(compact(), 1);
  static_cast<void>(fleet.sync("amy/3"));  // never had it
  need(fleet.device("amy").restore("visit", "v1"));
  expect_settled({"amy", "boss", "amy/2", "amy/3"});
  for (const char* device : {"amy/3", "boss"})
    EXPECT_EQ(need(fleet.device(device).get("visit", "v1")).fields.at("report"), "long") << device;
  EXPECT_EQ(need(fleet.device("boss").history("visit", "v1", {})).empty(), false);
}

TEST_F(Retention, WhoWasAwayLongerBeginsAnewAndKeepsItsWork) {
  need(fleet.device("amy/2").set("visit", "v1", {{"subject", "edited while away"}}));
  need(fleet.device("amy/2").set("account", "a1", {{"remark", "from afar"}}));
  need(fleet.device("amy/2").create("visit", {{"account", "a1"}, {"subject", "new from afar"}}, "v3"));
  need(fleet.device("amy").remove("visit", "v1"));
  need(fleet.device("amy").remove("visit", "v2"));
  sync_here({"amy", "boss"});
  EXPECT_EQ(compact(), 0);
  fleet.clock.pass(200 * day_ms);
  sync_here({"amy", "boss"});
  EXPECT_EQ(compact(), 2);
  expect_settled({"amy/2", "amy", "boss"});
  // Nobody had seen the edit, so the record lives.
  EXPECT_EQ(need(fleet.device("boss").get("visit", "v1")).fields.at("subject"), "edited while away");
  EXPECT_EQ(need(fleet.device("boss").get("visit", "v1")).fields.at("report"), "long");
  EXPECT_EQ(need(fleet.device("boss").get("visit", "v3")).fields.at("subject"), "new from afar");
  EXPECT_EQ(need(fleet.device("boss").get("account", "a1")).fields.at("remark"), "from afar");
  EXPECT_GT(need(fleet.device("boss").status()).conflicts, 0);
  EXPECT_TRUE(fleet.store().read()->record("visit", "v2")->deleted);
}

TEST_F(Retention, ADeletedAccountLeavesWithItsFile) {
  need(fleet.device("amy").remove("visit", "v1"));
  need(fleet.device("amy").remove("visit", "v2"));
  need(fleet.device("amy").remove("account", "a1"));
  sync_here({"amy", "boss", "amy/2"});
  EXPECT_EQ(compact(), 3);
  expect_settled({"amy", "boss", "amy/2"});
  need(fleet.device("amy").restore("account", "a1"));
  need(fleet.device("amy").restore("visit", "v1"));
  static_cast<void>(fleet.sync("amy/3"));
  expect_settled({"amy", "boss", "amy/2", "amy/3"});
  EXPECT_EQ(need(fleet.device("amy/3").get("account", "a1")).fields.at("name"), "Alpha");
}

TEST_F(Retention, WhatWaitsForAWordStays) {
  client::HandoverWish wish;
  wish.accounts = {"a1"};
  wish.to = "bob";
  wish.force = true;
  fleet.clock.pass(1000);
  need(fleet.device("boss").propose_handover(wish));
  fleet.clock.pass(1000);
  need(fleet.device("amy/2").create("visit", {{"account", "a1"}, {"subject", "late"}}, "v3"));
  need(fleet.device("amy/2").set("visit", "v1", {{"subject", "late too"}}));
  sync_here({"amy", "amy/2", "bob", "boss"});
  need(fleet.device("bob").remove("visit", "v1"));
  need(fleet.device("bob").remove("visit", "v2"));
  sync_here({"amy", "amy/2", "bob", "boss"});
  ASSERT_EQ(compact(), 1) << "v2 alone";
  // Whoever comes to the file later decides, as those who were there.
  for (const char* device : {"boss/2", "bob"}) {
    static_cast<void>(fleet.sync(device));
    ASSERT_EQ(need(fleet.device(device).parked()).size(), 2U) << device;
  }
  for (const client::Parked& one : need(fleet.device("boss/2").parked()))
    need(fleet.device("boss/2").decide_parked(one.id, one.record == "v3"));
  sync_here({"amy", "amy/2"});
  expect_settled({"boss", "boss/2", "bob"});
  EXPECT_EQ(need(fleet.device("bob").get("visit", "v3")).fields.at("subject"), "late");
  EXPECT_EQ(compact(), 1) << "v1, once nobody has to decide about it";
  sync_here({"amy", "amy/2"});
  expect_settled({"boss", "boss/2", "bob"});
}

// ---- an answer of less, or of an older state, takes nothing away by itself

TEST_F(Retention, AnEmptyOrOlderAnswerDeletesNothing) {
  const std::string before = digest("amy");
  const auto cursor = need(fleet.device("amy").status()).cursor;
  for (const char* sum : {"", "0", "zz9"}) {
    fleet.spoil_reply = [sum](client::transport::Reply& reply) {
      const Value answer = Value::parse(reply.body, nullptr, false);
      if (!answer.contains("t")) return;
      Value less = {{"t", answer["t"]}, {"c", 1}};
      if (*sum != '\0') less["s"] = sum;
      reply.body = less.dump();
    };
    sync_here({"amy"});
  }
  fleet.spoil_reply = {};
  EXPECT_EQ(digest("amy"), before);
  EXPECT_EQ(need(fleet.device("amy").status()).cursor, cursor);
  expect_settled({"amy"});
}

}  // namespace
}  // namespace keybook::testing
