// Refusals: they stand aside, name their reason, and never block anything.
#include <gtest/gtest.h>

#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::need;

// A mutation that the server cannot take: changed on its way, so that the device's own validation does not see it.
void spoil_name(client::transport::Call& call) {
  const std::string bad = "\"name\":\"", good = call.body;
  const auto at = good.find(bad + "POISON");
  if (at != std::string::npos) call.body.replace(at, bad.size() + 6 + 1, "\"name\":[1,2]");
}

class Refused : public ::testing::Test {
 protected:
  Refused() {
    static_cast<void>(fleet.sync("amy"));
    fleet.spoil = spoil_name;
  }
  Fleet fleet;
};

TEST_F(Refused, OneBadChangeDoesNotHoldUpTheOthers) {
  need(fleet.device("amy").create("account", {{"name", "A"}}, "a"));
  const auto bad = need(fleet.device("amy").create("account", {{"name", "POISON"}}, "p"));
  need(fleet.device("amy").create("visit", {{"account", "p"}, {"subject", "builds on it"}}, "pv"));
  need(fleet.device("amy").create("account", {{"name", "B"}}, "b"));
  const auto done = fleet.sync("amy");
  EXPECT_EQ(done.refused, 2);
  EXPECT_EQ(need(fleet.device("amy").status()).pending, 0);
  static_cast<void>(fleet.sync("boss"));
  EXPECT_TRUE(fleet.device("boss").get("account", "a"));
  EXPECT_TRUE(fleet.device("boss").get("account", "b"));
  EXPECT_FALSE(fleet.device("boss").get("account", "p"));
  const auto refused = need(fleet.device("amy").refused());
  ASSERT_EQ(refused.size(), 2u);
  EXPECT_EQ(refused[0].counter, bad.counter);
  EXPECT_EQ(refused[0].along, std::vector<client::Counter>{refused[1].counter});
  EXPECT_EQ(refused[0].titles.at(0), "POISON");
  ASSERT_TRUE(refused[0].reason);
  EXPECT_EQ(refused[0].reason->where.record, "p");
  EXPECT_FALSE(fleet.device("amy").get("account", "p")) << "a refused creation is not shown";
}

TEST_F(Refused, MendedAndSentAgainItArrivesWithWhatBuildsOnIt) {
  const auto bad = need(fleet.device("amy").create("account", {{"name", "POISON"}}, "p"));
  need(fleet.device("amy").create("visit", {{"account", "p"}, {"subject", "builds on it"}}, "pv"));
  static_cast<void>(fleet.sync("amy"));
  need(fleet.device("amy").retry_refused(bad.counter, {{"p", {{"name", "Good"}}}}));
  EXPECT_EQ(need(fleet.device("amy").get("account", "p")).fields["name"], "Good");
  fleet.sync_all();
  static_cast<void>(fleet.sync("boss"));
  EXPECT_EQ(need(fleet.device("boss").get("account", "p")).fields["name"], "Good");
  EXPECT_TRUE(fleet.device("boss").get("visit", "pv"));
  EXPECT_TRUE(need(fleet.device("amy").refused()).empty());
}

TEST_F(Refused, DroppedItTakesAlongWhatBuildsOnIt) {
  const auto bad = need(fleet.device("amy").create("account", {{"name", "POISON"}}, "p"));
  need(fleet.device("amy").create("visit", {{"account", "p"}, {"subject", "builds on it"}}, "pv"));
  static_cast<void>(fleet.sync("amy"));
  EXPECT_EQ(need(fleet.device("amy").drop_refused(bad.counter)).size(), 2u);
  EXPECT_TRUE(need(fleet.device("amy").refused()).empty());
  EXPECT_TRUE(need(fleet.device("amy").check()).empty());
}

TEST_F(Refused, ARefusedEditGivesTheOldValueBack) {
  need(fleet.device("amy").create("account", {{"name", "A"}}, "a"));
  static_cast<void>(fleet.sync("amy"));
  need(fleet.device("amy").set("account", "a", {{"name", "POISON"}, {"phone", "1"}}));
  EXPECT_EQ(need(fleet.device("amy").get("account", "a")).fields["name"], "POISON");
  static_cast<void>(fleet.sync("amy"));
  EXPECT_EQ(need(fleet.device("amy").get("account", "a")).fields["name"], "A");
  EXPECT_EQ(need(fleet.device("amy").standing("account", "a")).stage, client::Stage::Refused);
}

// The account is there, but would name somebody who is not.
TEST_F(Refused, WhatRefersToARefusedCreationWaitsWithIt) {
  need(fleet.device("amy").create("account", {{"name", "A"}}, "a"));
  need(fleet.device("amy").create("contact", {{"account", "a"}, {"name", "Below"}}, "y"));
  static_cast<void>(fleet.sync("amy"));
  const auto bad = need(fleet.device("amy").create("contact", {{"account", "a"}, {"name", "POISON"}}, "x"));
  const auto refers = need(fleet.device("amy").set("contact", "y", {{"reports_to", "x"}, {"hobby", "chess"}}));
  need(fleet.device("amy").set("contact", "y", {{"name", "Renamed"}}));
  EXPECT_EQ(fleet.sync("amy").refused, 2);
  EXPECT_TRUE(need(fleet.device("amy").get("contact", "y")).fields.value("reports_to", Value()).is_null());
  EXPECT_EQ(need(fleet.device("amy").get("contact", "y")).fields["name"], "Renamed") << "which refers to nothing";
  const auto refused = need(fleet.device("amy").refused());
  ASSERT_EQ(refused.size(), 2u);
  EXPECT_EQ(refused[0].along, std::vector<client::Counter>{refers.counter});
  EXPECT_EQ(refused[1].reason->code, base::ErrorCode::UnknownRecord);
  need(fleet.device("amy").retry_refused(bad.counter, {{"x", {{"name", "Good"}}}}));
  fleet.sync_all();
  EXPECT_TRUE(need(fleet.device("amy").refused()).empty());
  static_cast<void>(fleet.sync("boss"));
  EXPECT_EQ(need(fleet.device("boss").get("contact", "y")).fields["reports_to"], "x");
  EXPECT_EQ(need(fleet.device("boss").get("contact", "y")).fields["hobby"], "chess");
}

TEST_F(Refused, WhatMakesItAnewMayReferToIt) {
  need(fleet.device("amy").create("account", {{"name", "A"}}, "a"));
  need(fleet.device("amy").create("contact", {{"account", "a"}, {"name", "Below"}}, "y"));
  static_cast<void>(fleet.sync("amy"));
  client::Edit made, refers;
  made.op = record::Op::Create;
  made.type = refers.type = "contact";
  made.id = "x";
  made.fields = {{"account", "a"}, {"name", "POISON"}};
  refers.id = "y";
  refers.fields = {{"reports_to", "x"}};
  const auto both = need(fleet.device("amy").save({made, refers}));
  static_cast<void>(fleet.sync("amy"));
  ASSERT_EQ(need(fleet.device("amy").refused()).size(), 1u);
  need(fleet.device("amy").retry_refused(both.counter, {{"x", {{"name", "Good"}}}}));
  static_cast<void>(fleet.sync("amy"));
  EXPECT_TRUE(need(fleet.device("amy").refused()).empty());
  EXPECT_EQ(need(fleet.device("amy").get("contact", "y")).fields["reports_to"], "x");
}

// What waits may be more than one message holds.
TEST_F(Refused, AlsoWhenItGoesUpLater) {
  need(fleet.device("amy").create("account", {{"name", "A"}}, "a"));
  need(fleet.device("amy").create("contact", {{"account", "a"}, {"name", "Below"}}, "y"));
  need(fleet.device("amy").create("contact", {{"account", "a"}, {"name", "POISON"}}, "x"));
  client::Counter refers = 0;
  fleet.before_delivery = [&](int) -> std::optional<base::Error> {
    if (refers == 0) refers = need(fleet.device("amy").set("contact", "y", {{"reports_to", "x"}})).counter;
    return std::nullopt;
  };
  static_cast<void>(fleet.sync("amy"));
  static_cast<void>(fleet.sync("amy"));
  const auto refused = need(fleet.device("amy").refused());
  ASSERT_EQ(refused.size(), 2u);
  EXPECT_EQ(refused[0].along, std::vector<client::Counter>{refers});
}

}  // namespace
}  // namespace keybook::testing
