// Late edits as their author and as the successor see them: one decision for a text that went on, and what the author's
// device keeps of it afterwards.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::need;

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;

class Late : public ::testing::Test {
 protected:
  Late() {
    account = need(fleet.device("amy").create("account", {{"name", "华东电力"}, {"notes", "一\n二\n三\n"}})).ids[0];
    static_cast<void>(fleet.device("amy/2"));
    fleet.sync_all();
    client::HandoverWish wish;
    wish.accounts = {account};
    wish.to = "bob";
    wish.force = true;
    fleet.clock.pass(1000);
    static_cast<void>(need(fleet.device("mia").propose_handover(wish)));
    fleet.clock.pass(1000);
    for (const char* notes : {"一\n二\n三\n四\n", "一\n二\n三\n四\n五\n", "一\n二\n三\n四\n五\n六\n"}) {
      static_cast<void>(need(fleet.device("amy/2").set("account", account, {{"notes", notes}})));
      fleet.clock.pass(1000);
    }
    static_cast<void>(need(fleet.device("amy/2").set("account", account, {{"remark", "迟到"}})));
    static_cast<void>(fleet.sync("bob"));
    static_cast<void>(need(fleet.device("bob").set("account", account, {{"notes", "零\n一\n二\n三\n"}})));
    static_cast<void>(fleet.sync("bob"));
    static_cast<void>(fleet.sync("amy/2"));
    static_cast<void>(fleet.sync("bob"));
  }
  std::vector<client::Parked> parked(const std::string& user) { return need(fleet.device(user).parked()); }
  Value value(const char* field) { return need(fleet.device("bob").get("account", account)).fields.at(field); }
  Fleet fleet;
  std::string account;
};

TEST_F(Late, ATextThatWentOnIsOneDecision) {
  const auto waiting = parked("bob");
  ASSERT_EQ(waiting.size(), 2U);  // the notes, and the remark
  EXPECT_EQ(waiting[0].fields.at("notes").value, "一\n二\n三\n四\n五\n六\n");
  EXPECT_EQ(need(fleet.device("bob").status()).parked, 2);
  const auto own = parked("amy/2");
  ASSERT_EQ(own.size(), 4U);
  const auto earlier = fleet.device("bob").decide_parked(own[0].id, true, {"notes"});
  ASSERT_FALSE(earlier);
  EXPECT_THAT(earlier.error().remedy, ::testing::HasSubstr(own[2].id));
  need(fleet.device("bob").decide_parked(waiting[0].id, true));
  EXPECT_EQ(value("notes"), "零\n一\n二\n三\n四\n五\n六\n");
  EXPECT_EQ(parked("bob").size(), 1U);
  static_cast<void>(fleet.sync("amy/2"));
  for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(parked("amy/2")[i].state, "taken") << i;
  fleet.sync_all();
  EXPECT_EQ(need(fleet.device("bob").digest()).sha256, need(fleet.device("mia").digest()).sha256);
  EXPECT_TRUE(need(fleet.device("bob").check()).empty());
}

TEST_F(Late, WhatWasTakenStandsOnceInTheHistoryAsItsAuthorMadeIt) {
  const auto waiting = parked("bob");
  ASSERT_EQ(waiting.size(), 2U);
  for (const auto& one : waiting) need(fleet.device("bob").decide_parked(one.id, true));
  fleet.sync_all();
  for (const char* user : {"bob", "mia"}) {
    const auto remarks = need(fleet.device(user).history("account", account, "remark"));
    ASSERT_EQ(remarks.size(), 1U) << user;
    EXPECT_EQ(remarks[0].value, "迟到");
    EXPECT_EQ(remarks[0].user, "amy");
    EXPECT_EQ(remarks[0].device, waiting[1].device);
    EXPECT_EQ(remarks[0].made_ms, waiting[1].made_ms);
    EXPECT_EQ(remarks[0].outcome, "applied");
    EXPECT_EQ(remarks[0].note, "taken by bob");
    std::map<std::string, int> outcomes;  // the first; two steps of a late text, its last version, and bob's
    for (const auto& line : need(fleet.device(user).history("account", account, "notes"))) ++outcomes[line.outcome];
    EXPECT_THAT(outcomes, ::testing::ElementsAre(::testing::Pair("merged", 4), ::testing::Pair("overwritten", 1)))
        << user;
  }
}

// Made after the handover, by somebody who has the file again when he goes on with it.
TEST_F(Late, ARecordThatWasMadeTooLateIsTakenBeforeItsEdits) {
  need(fleet.device("amy").create("contact", {{"account", account}, {"name", "周"}}, "c1"));
  fleet.clock.pass(1000);
  client::HandoverWish back;
  back.accounts = {account};
  back.to = "amy";
  back.force = true;
  need(fleet.device("mia").propose_handover(back));
  fleet.clock.pass(1000);
  need(fleet.device("amy").set("contact", "c1", {{"title", "厂长"}}));
  fleet.sync_all();
  client::Client& mia = fleet.device("mia");
  EXPECT_TRUE(need(mia.get("contact", "c1")).deleted);
  const auto restored = mia.restore("contact", "c1");
  ASSERT_FALSE(restored);
  EXPECT_EQ(restored.error().message, "the record was made too late and waits for a decision");
  std::vector<client::Parked> waiting = need(mia.parked());
  std::erase_if(waiting, [](const client::Parked& one) { return one.record != "c1"; });
  ASSERT_EQ(waiting.size(), 2U);
  const auto early = mia.decide_parked(waiting[1].id, true);
  ASSERT_FALSE(early);
  EXPECT_THAT(early.error().remedy, ::testing::HasSubstr(waiting[0].id));
  need(mia.decide_parked(waiting[0].id, true));
  need(mia.decide_parked(waiting[1].id, true));
  fleet.sync_all();
  for (const char* device : {"mia", "amy", "amy/2"}) {
    EXPECT_EQ(need(fleet.device(device).get("contact", "c1")).fields.at("name"), "周") << device;
    EXPECT_EQ(need(fleet.device(device).get("contact", "c1")).fields.at("title"), "厂长") << device;
  }
}

TEST_F(Late, ADeclineOfTheLastTextDeclinesTheEarlierToo) {
  need(fleet.device("bob").decide_parked(parked("bob")[0].id, false));
  EXPECT_EQ(value("notes"), "零\n一\n二\n三\n");
  ASSERT_EQ(parked("bob").size(), 1U);
  static_cast<void>(fleet.sync("amy/2"));
  EXPECT_EQ(parked("amy/2")[0].state, "declined");
}

TEST_F(Late, TheAuthorsDeviceForgetsTheValuesAndKeepsTheOutcome) {
  client::Client& amy = fleet.device("amy/2");
  const auto refused = amy.dismiss_parked(parked("amy/2")[0].id);
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, ::testing::HasSubstr("not decided"));
  for (const auto& one : parked("bob")) need(fleet.device("bob").decide_parked(one.id, true));
  static_cast<void>(fleet.sync("amy/2"));
  ASSERT_EQ(parked("amy/2").size(), 4U);
  EXPECT_EQ(parked("amy/2")[3].fields.at("remark").value, "迟到");
  need(amy.dismiss_parked(parked("amy/2")[3].id));
  ASSERT_EQ(parked("amy/2").size(), 3U);
  const auto history = need(amy.history("account", account, "remark"));
  ASSERT_FALSE(history.empty());
  EXPECT_EQ(history.back().outcome, "applied");
  EXPECT_TRUE(history.back().value.is_null());
  fleet.clock.pass(6 * day_ms);
  static_cast<void>(fleet.sync("amy/2"));
  EXPECT_EQ(parked("amy/2").size(), 3U);
  fleet.clock.pass(2 * day_ms);
  static_cast<void>(fleet.sync("amy/2"));
  EXPECT_TRUE(parked("amy/2").empty());
  for (const auto& line : need(amy.history("account", account, "notes"))) EXPECT_TRUE(line.value.is_null());
  EXPECT_TRUE(need(amy.check()).empty());
}

// A profile that was put back goes on as a device of its own; what the first one sent is still its author's.
TEST_F(Late, AProfileThatWasPutBackStillTellsWhatBecomesOfThem) {
  const auto before = parked("amy/2");
  ASSERT_EQ(before.size(), 4U);
  const std::string device = need(fleet.device("amy/2").status()).device;
  const auto profile = fleet.folder() / "device-amy2", copy = fleet.folder() / "copy";
  fleet.close("amy/2");
  std::filesystem::copy(profile, copy, std::filesystem::copy_options::recursive);
  for (int round = 0; round < 2; ++round) static_cast<void>(fleet.sync("amy/2"));
  fleet.close("amy/2");
  std::filesystem::remove_all(profile);
  std::filesystem::rename(copy, profile);
  static_cast<void>(need(fleet.device("amy/2").sync({})));
  ASSERT_NE(need(fleet.device("amy/2").status()).device, device);
  const auto after = parked("amy/2");
  ASSERT_EQ(after.size(), 4U);
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_EQ(after[i].id, before[i].id);
    EXPECT_EQ(after[i].device, device);
    EXPECT_EQ(after[i].state, "parked");
  }
  for (const auto& one : parked("bob")) need(fleet.device("bob").decide_parked(one.id, true));
  static_cast<void>(fleet.sync("amy/2"));
  for (const auto& one : parked("amy/2")) EXPECT_EQ(one.state, "taken") << one.id;
  EXPECT_EQ(need(fleet.device("bob").parked()).size(), 0U);
  EXPECT_TRUE(need(fleet.device("amy/2").check()).empty());
}

TEST_F(Late, NobodyElseIsToldWhatBecameOfThem) {
  const auto before = parked("amy/2");
  for (const auto& one : parked("bob")) need(fleet.device("bob").decide_parked(one.id, true));
  Value told;
  fleet.spoil = [&](client::transport::Call& call) {
    Value body = Value::parse(call.body, nullptr, false);
    if (!body.is_object() || !body.contains("n")) return;
    const std::string stamp = before[0].id.substr(0, before[0].id.find('/'));
    body["L"] = Value::array({Value::array({1, stamp, account})});
    call.body = body.dump();
  };
  fleet.heard = [&](const client::transport::Call&, const client::transport::Reply& reply) {
    const Value body = Value::parse(reply.body, nullptr, false);
    if (body.is_object() && body.contains("k")) told = body["k"];
  };
  static_cast<void>(fleet.sync("mia"));
  EXPECT_TRUE(told.is_null()) << told;
  static_cast<void>(fleet.sync("amy"));
  EXPECT_FALSE(told.is_null()) << "amy herself, on whatever device";
}

// A restored server that lost a decision may decide otherwise.
TEST_F(Late, ADecisionThatARestoredServerLostIsAskedForAgain) {
  const auto backup = fleet.back_up("undecided");
  const auto waiting = parked("bob");
  fleet.spoil_reply = [](client::transport::Reply& reply) {  // without a receipt: the decision stays lost
    Value body = Value::parse(reply.body, nullptr, false);
    if (!body.is_object() || !body.contains("result")) return;
    body.erase("K");
    reply.body = body.dump();
  };
  for (const auto& one : waiting) need(fleet.device("bob").decide_parked(one.id, true));
  fleet.spoil_reply = nullptr;
  static_cast<void>(fleet.sync("amy/2"));
  for (const auto& one : parked("amy/2")) EXPECT_EQ(one.state, "taken") << one.id;
  need(fleet.device("amy/2").dismiss_parked(parked("amy/2")[3].id));
  fleet.restore(backup);
  fleet.sync_all();
  fleet.close_restore();
  fleet.sync_all();
  ASSERT_EQ(parked("amy/2").size(), 4U) << "one that waits is shown, though its values are forgotten";
  for (const auto& one : parked("amy/2")) EXPECT_EQ(one.state, "parked") << one.id;
  for (const auto& one : parked("bob")) need(fleet.device("bob").decide_parked(one.id, false));
  static_cast<void>(fleet.sync("amy/2"));
  for (const auto& one : parked("amy/2")) EXPECT_EQ(one.state, "declined") << one.id;
}

TEST_F(Late, ADecisionThatARestoredServerStillHasStands) {
  for (const auto& one : parked("bob")) need(fleet.device("bob").decide_parked(one.id, true));
  static_cast<void>(fleet.sync("amy/2"));
  need(fleet.device("amy/2").dismiss_parked(parked("amy/2")[3].id));
  fleet.restore(fleet.back_up("decided"));
  static_cast<void>(need(fleet.device("amy/2").sync({})));
  ASSERT_EQ(parked("amy/2").size(), 3U);
  for (const auto& one : parked("amy/2")) EXPECT_EQ(one.state, "taken") << one.id;
}

}  // namespace
}  // namespace keybook::testing
