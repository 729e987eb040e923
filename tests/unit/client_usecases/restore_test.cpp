// Servers that are restored from an older backup: what they lost comes back from the devices, and what they took away
// since then comes back to them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::need;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Restored : public ::testing::Test {
 protected:
  Restored() {
    client::Client& amy = fleet.device("amy");
    need(amy.create("account", {{"name", "Alpha"}}, "a1"));
    need(amy.create("visit", {{"account", "a1"}, {"subject", "First"}}, "v1"));
    for (const char* name : {"bob", "boss", "mia"}) static_cast<void>(fleet.device(name));
    fleet.sync_all();
  }
  static client::HandoverWish wish(const std::string& account, const std::string& to, bool force) {
    client::HandoverWish out;
    out.accounts = {account};
    out.to = to;
    out.force = force;
    return out;
  }
  // By a device that keeps no receipt of it: once lost, it stays so.
  void hand_over(const std::string& account, const std::string& to) {
    fleet.spoil_reply = [](client::transport::Reply& reply) {
      Value body = Value::parse(reply.body, nullptr, false);
      if (!body.is_object() || !body.contains("result")) return;
      body.erase("K");
      reply.body = body.dump();
    };
    static_cast<void>(need(fleet.device("boss").propose_handover(wish(account, to, true))));
    fleet.spoil_reply = nullptr;
    fleet.sync_all();
  }
  // Devices keep what they know from before until the restore is closed.
  [[nodiscard]] Value on_server(const char* field) {
    const auto state = fleet.store().read()->record("account", "a1");
    const record::FieldState* held = state->field(field);
    return held == nullptr ? Value() : held->value;
  }
  [[nodiscard]] std::string owner() { return on_server("owner").get<std::string>(); }
  [[nodiscard]] std::vector<server::session::LostAct> lost() {
    return need(server::admin::restore_status(fleet.store())).acts;
  }
  // While one device of its owner is away, and writes.
  void hand_over_away_from(const std::string& name) {
    fleet.close(name);
    hand_over("a1", "bob");
    fleet.clock.pass(1000);
    need(fleet.device(name).set("account", "a1", {{"remark", "late"}}));
    fleet.sync_all();
  }
  [[nodiscard]] Value value(const std::string& name, const char* field) {
    const client::Record record = need(fleet.device(name).get("account", "a1"));
    return record.fields.value(field, Value());
  }
  [[nodiscard]] std::vector<std::string> accounts(const std::string& name) {
    client::Query query;
    query.type = "account";
    std::vector<std::string> ids;
    for (const auto& record : need(fleet.device(name).list(query))) ids.push_back(record.id);
    return ids;
  }
  // Files that a device's next sync names as given up.
  [[nodiscard]] std::vector<std::string> asked_for(const std::string& name) {
    std::vector<std::string> files;
    fleet.spoil = [&files](client::transport::Call& call) {
      const Value body = Value::parse(call.body, nullptr, false);
      if (!body.is_object() || !body.contains("z")) return;
      for (const Value& file : body["z"]) files.push_back(file.get<std::string>());
    };
    // The first message learns of the restore, and is followed by another one.
    static_cast<void>(need(fleet.device(name).sync({})));
    fleet.spoil = nullptr;
    return files;
  }
  void expect_sound() {
    for (const char* name : {"amy", "bob", "boss"}) EXPECT_THAT(need(fleet.device(name).check()), IsEmpty()) << name;
    EXPECT_THAT(fleet.store().read()->check(), IsEmpty());
  }

  Fleet fleet;
};

TEST_F(Restored, AFileThatALostHandoverTookAwayComesBack) {
  const auto backup = fleet.back_up("before");
  hand_over("a1", "bob");
  ASSERT_THAT(accounts("amy"), IsEmpty());
  ASSERT_THAT(accounts("bob"), ElementsAre("a1"));
  fleet.restore(backup);
  EXPECT_THAT(asked_for("amy"), ElementsAre("a1"));
  EXPECT_THAT(accounts("amy"), ElementsAre("a1"));
  EXPECT_EQ(need(fleet.device("amy").get("visit", "v1")).fields.at("subject"), "First");
  EXPECT_THAT(asked_for("amy"), IsEmpty()) << "once is enough";
  fleet.sync_all();
  fleet.close_restore();
  fleet.sync_all(3);
  EXPECT_THAT(accounts("bob"), IsEmpty());
  EXPECT_EQ(need(fleet.device("amy").digest()).sha256, need(fleet.device("boss").digest()).sha256);
  expect_sound();
}

TEST_F(Restored, AnOlderBackupAfterwardsBringsItBackAsWell) {
  const auto older = fleet.back_up("older");
  need(fleet.device("amy").create("account", {{"name", "Beta"}}, "a2"));
  fleet.sync_all();
  hand_over("a1", "bob");
  const auto newer = fleet.back_up("newer");
  need(fleet.device("amy").set("account", "a2", {{"name", "Gamma"}}));
  fleet.sync_all();
  fleet.restore(newer);
  EXPECT_THAT(asked_for("amy"), IsEmpty()) << "what took the file away is in the backup";
  fleet.restore(older);
  EXPECT_THAT(asked_for("amy"), ElementsAre("a1"));
  EXPECT_THAT(accounts("amy"), ::testing::UnorderedElementsAre("a1", "a2"));
  expect_sound();
}

TEST_F(Restored, AFileThatCameBackBeforeIsNotAskedFor) {
  const auto backup = fleet.back_up("before");
  hand_over("a1", "bob");
  hand_over("a1", "amy");
  ASSERT_THAT(accounts("amy"), ElementsAre("a1"));
  fleet.restore(backup);
  EXPECT_THAT(asked_for("amy"), IsEmpty());
  EXPECT_THAT(accounts("amy"), ElementsAre("a1"));
  expect_sound();
}

// ---- what the server had signed

TEST_F(Restored, AnEditThatRestedOnALostHandoverStands) {
  const auto backup = fleet.back_up("before");
  hand_over("a1", "bob");
  need(fleet.device("bob").set("account", "a1", {{"remark", "by bob"}}));
  fleet.sync_all();
  fleet.restore(backup);
  static_cast<void>(fleet.device("bob").sync({}));
  EXPECT_THAT(need(fleet.device("bob").refused()), IsEmpty());
  fleet.sync_all();
  EXPECT_EQ(on_server("remark"), "by bob");
  EXPECT_EQ(value("amy", "remark"), "by bob");
  fleet.close_restore();
  fleet.sync_all(3);
  EXPECT_EQ(need(fleet.device("amy").digest()).sha256, need(fleet.device("boss").digest()).sha256);
  expect_sound();
}

// The device that made the record is the last to come back.
TEST_F(Restored, AnEditWaitsForItsRecord) {
  const auto backup = fleet.back_up("before");
  need(fleet.device("amy").create("visit", {{"account", "a1"}, {"subject", "Second"}}, "v2"));
  fleet.sync_all();
  need(fleet.device("boss").set("visit", "v2", {{"subject", "By boss"}}));
  need(fleet.device("boss").set("visit", "v2", {{"report", "Good"}}));
  fleet.sync_all();
  fleet.restore(backup);
  need(fleet.device("boss").sync({}));
  EXPECT_THAT(need(fleet.device("boss").refused()), IsEmpty());
  EXPECT_FALSE(fleet.store().read()->record("visit", "v2"));
  fleet.sync_all();
  fleet.close_restore();
  fleet.sync_all(3);
  for (const char* name : {"boss", "amy"}) {
    const client::Record visit = need(fleet.device(name).get("visit", "v2"));
    EXPECT_EQ(visit.fields["subject"], "By boss") << name;
    EXPECT_EQ(visit.fields["report"], "Good") << name;
    EXPECT_EQ(need(fleet.device(name).status()).pending, 0) << name;
  }
  expect_sound();
}

// Nobody brings the record back: the edit is with its author in the end.
TEST_F(Restored, AnEditWhoseRecordIsLostIsRefusedInTheEnd) {
  const auto backup = fleet.back_up("before");
  need(fleet.device("amy").create("visit", {{"account", "a1"}, {"subject", "Second"}}, "v2"));
  fleet.sync_all();
  need(fleet.device("boss").set("visit", "v2", {{"subject", "By boss"}}));
  fleet.sync_all();
  fleet.restore(backup);
  need(fleet.device("boss").sync({}));
  fleet.close_restore();
  need(fleet.device("boss").sync({}));
  need(fleet.device("boss").sync({}));
  const auto refused = need(fleet.device("boss").refused());
  ASSERT_EQ(refused.size(), 1u);
  EXPECT_EQ(refused[0].reason->code, base::ErrorCode::UnknownRecord);
  EXPECT_EQ(need(fleet.device("boss").status()).pending, 0);
}

TEST_F(Restored, AReceiptIsForWhatItWasGivenForAlone) {
  const auto backup = fleet.back_up("before");
  hand_over("a1", "bob");
  need(fleet.device("bob").set("account", "a1", {{"remark", "by bob"}}));
  fleet.sync_all();
  fleet.restore(backup);
  bool shown = false;
  fleet.spoil = [&shown](client::transport::Call& call) {
    Value body = Value::parse(call.body, nullptr, false);
    if (!body.is_object() || !body.contains("m")) return;
    for (Value& mutation : body["m"]) {
      shown = shown || mutation.contains("K");
      std::string text = mutation.dump();
      if (const auto at = text.find("by bob"); at != std::string::npos) text.replace(at, 6, "forged");
      mutation = Value::parse(text);
    }
    call.body = body.dump();
  };
  static_cast<void>(fleet.device("bob").sync({}));
  fleet.spoil = nullptr;
  ASSERT_TRUE(shown);
  EXPECT_EQ(on_server("remark"), Value());
  EXPECT_THAT(fleet.store().read()->check(), IsEmpty());
}

TEST_F(Restored, WithAnotherKeyItIsJudgedLikeAnyLateEdit) {
  const auto backup = fleet.back_up("before");
  hand_over("a1", "bob");
  need(fleet.device("bob").set("account", "a1", {{"remark", "by bob"}}));
  fleet.sync_all();
  fleet.receipt_key = std::string(42, 'B') + 'A';
  fleet.restore(backup);
  static_cast<void>(fleet.device("bob").sync({}));
  EXPECT_THAT(need(fleet.device("bob").refused()), IsEmpty()) << "the handover may come back yet";
  fleet.sync_all();
  fleet.close_restore();
  fleet.sync_all(2);
  EXPECT_THAT(accounts("bob"), IsEmpty());
  const auto parcels = need(server::admin::parcels(fleet.store()));
  ASSERT_THAT(parcels, ::testing::SizeIs(1));  // it left with the file, and waits for an administrator
  EXPECT_EQ(parcels[0].row.state, server::storage::ParcelState::Held);
  EXPECT_EQ(on_server("remark"), Value());
  expect_sound();
}

TEST_F(Restored, WhatWasParkedIsParkedAgain) {
  static_cast<void>(fleet.device("amy/2"));
  fleet.sync_all();
  const auto backup = fleet.back_up("before");
  hand_over_away_from("amy/2");
  EXPECT_EQ(need(fleet.device("bob").status()).parked, 1);
  fleet.restore(backup);
  fleet.sync_all();
  EXPECT_EQ(on_server("remark"), Value()) << "applied, since the handover is lost";
  EXPECT_EQ(need(fleet.device("boss").parked()).size(), 1U);
  expect_sound();
}

TEST_F(Restored, ARestoreTwiceProvesItTwice) {
  const auto backup = fleet.back_up("before");
  hand_over("a1", "bob");
  need(fleet.device("bob").set("account", "a1", {{"remark", "by bob"}}));
  fleet.sync_all();
  for (int round = 0; round < 2; ++round) {
    fleet.restore(backup);
    fleet.sync_all(3);
    EXPECT_THAT(need(fleet.device("bob").refused()), IsEmpty()) << round;
    EXPECT_EQ(on_server("remark"), "by bob") << round;
  }
  expect_sound();
}

TEST_F(Restored, WhatIsSealedKeepsItsProof) {
  const auto backup = fleet.back_up("before");
  hand_over("a1", "bob");
  need(fleet.device("bob").set("account", "a1", {{"remark", "by bob"}}));
  fleet.sync_all();
  hand_over("a1", "amy");  // bob's device seals what it sent
  fleet.restore(backup);
  fleet.sync_all(3);
  EXPECT_EQ(on_server("remark"), "by bob");
  EXPECT_EQ(need(fleet.device("boss").status()).parked, 0);
  expect_sound();
}

// ---- what users had the server do

TEST_F(Restored, AHandoverIsDoneAgainByItsReceipt) {
  const auto backup = fleet.back_up("before");
  static_cast<void>(need(fleet.device("boss").propose_handover(wish("a1", "bob", true))));
  fleet.sync_all();
  ASSERT_EQ(owner(), "bob");
  fleet.restore(backup);
  static_cast<void>(fleet.device("amy").sync({}));
  ASSERT_THAT(accounts("amy"), ElementsAre("a1"));
  fleet.sync_all(3);
  EXPECT_EQ(owner(), "bob");
  ASSERT_EQ(lost().size(), 1U);
  EXPECT_EQ(lost()[0].state, server::session::LostAct::State::Done);
  EXPECT_EQ(lost()[0].name(), "handover.propose");
  fleet.close_restore();
  fleet.sync_all(3);
  EXPECT_THAT(accounts("amy"), IsEmpty());
  EXPECT_THAT(accounts("bob"), ElementsAre("a1"));
  client::Query query;
  query.type = "handover";
  EXPECT_EQ(need(fleet.device("bob").list(query)).size(), 1U) << "once, by the same id";
  EXPECT_EQ(need(fleet.device("bob").digest()).sha256, need(fleet.device("boss").digest()).sha256);
  expect_sound();
}

TEST_F(Restored, AnAcceptanceWaitsForItsProposal) {
  const auto backup = fleet.back_up("before");
  const std::string plan = need(fleet.device("mia").propose_handover(wish("a1", "bob", false))).id;
  need(fleet.device("bob").decide_handover(plan, client::Client::HandoverAct::Accept));
  fleet.sync_all();
  ASSERT_EQ(owner(), "bob");
  fleet.restore(backup);
  static_cast<void>(fleet.device("bob").sync({}));
  ASSERT_EQ(lost().size(), 1U);
  EXPECT_THAT(lost()[0].why, ::testing::HasSubstr("no such handover"));
  static_cast<void>(fleet.device("mia").sync({}));
  for (const auto& one : lost()) EXPECT_EQ(one.state, server::session::LostAct::State::Done) << one.name();
  fleet.sync_all(2);
  EXPECT_EQ(owner(), "bob");
  expect_sound();
}

TEST_F(Restored, WhatWouldDoSomethingElseNowIsListed) {
  const auto backup = fleet.back_up("before");
  static_cast<void>(need(fleet.device("boss").propose_handover(wish("a1", "bob", true))));
  fleet.sync_all();
  fleet.restore(backup);
  need(fleet.device("mia").propose_handover(wish("a1", "mia", true)));  // before the other is back
  fleet.sync_all(3);
  EXPECT_EQ(owner(), "mia");
  ASSERT_EQ(lost().size(), 1U);
  EXPECT_EQ(lost()[0].state, server::session::LostAct::State::Waiting);
  EXPECT_THAT(lost()[0].why, ::testing::HasSubstr("something else"));
  expect_sound();
}

// What people did since the restore stands: the lost act found something else.
TEST_F(Restored, AReturnToThePoolIsNotTakenFromTheNextOwner) {
  const auto backup = fleet.back_up("before");
  need(fleet.device("boss").use_pool(client::Client::PoolAct::Return, "a1"));
  fleet.sync_all();
  fleet.restore(backup);
  need(fleet.device("mia").propose_handover(wish("a1", "bob", true)));
  fleet.sync_all(3);
  EXPECT_EQ(owner(), "bob");
  ASSERT_EQ(lost().size(), 1U);
  EXPECT_EQ(lost()[0].state, server::session::LostAct::State::Waiting);
  EXPECT_THAT(lost()[0].why, ::testing::HasSubstr("not as it was"));
  expect_sound();
}

TEST_F(Restored, RulesOfThePoolComeBackInTheirOrderAndNotOverANewOne) {
  const auto days = [&] { return need(fleet.device("boss").pool_rules())[0]["days"]; };
  for (const char* name : {"boss/2", "boss/3"}) static_cast<void>(fleet.device(name));
  fleet.sync_all();
  const auto backup = fleet.back_up("before");
  need(fleet.device("boss").set_pool_rule({"", 30, 5}));
  fleet.clock.pass(1000);
  need(fleet.device("boss/2").set_pool_rule({"", 60, 5}));
  fleet.restore(backup);
  static_cast<void>(fleet.device("boss/2").sync({}));
  ASSERT_EQ(lost().size(), 1U);
  EXPECT_EQ(lost()[0].state, server::session::LostAct::State::Waiting) << "it replaced one that is not back";
  static_cast<void>(fleet.device("boss").sync({}));
  EXPECT_EQ(days(), 60);
  fleet.restore(backup);
  need(fleet.device("boss/3").set_pool_rule({"", 90, 5}));
  static_cast<void>(fleet.device("boss").sync({}));
  static_cast<void>(fleet.device("boss/2").sync({}));
  EXPECT_EQ(days(), 90);
}

TEST_F(Restored, OnceItIsClosedNothingIsDoneAgain) {
  const auto backup = fleet.back_up("before");
  static_cast<void>(need(fleet.device("boss").propose_handover(wish("a1", "bob", true))));
  fleet.close("boss");
  fleet.restore(backup);
  fleet.sync_all();
  fleet.close_restore();
  static_cast<void>(fleet.device("boss").sync({}));
  EXPECT_EQ(owner(), "amy");
  ASSERT_EQ(lost().size(), 1U) << "listed, to be done by people";
  EXPECT_EQ(lost()[0].state, server::session::LostAct::State::Waiting);
  fleet.sync_all(3);
  EXPECT_EQ(owner(), "amy");
  expect_sound();
}

TEST_F(Restored, AReceiptOfSomebodyElseOrAForgedOneDoesNothing) {
  const auto backup = fleet.back_up("before");
  static_cast<void>(need(fleet.device("boss").propose_handover(wish("a1", "bob", true))));
  fleet.sync_all();
  fleet.restore(backup);
  std::string receipt;
  fleet.spoil = [&receipt](client::transport::Call& call) {
    Value body = Value::parse(call.body, nullptr, false);
    if (!body.is_object() || !body.contains("A")) return;
    receipt = body["A"][0].get<std::string>();
    std::string forged = receipt;
    forged[0] = forged[0] == 'A' ? 'B' : 'A';
    body["A"] = {forged};
    call.body = body.dump();
  };
  static_cast<void>(fleet.device("boss").sync({}));
  ASSERT_FALSE(receipt.empty());
  EXPECT_THAT(lost(), IsEmpty());
  fleet.spoil = [&receipt](client::transport::Call& call) {
    Value body = Value::parse(call.body, nullptr, false);
    if (!body.is_object() || call.path != "/v1/sync") return;
    body["A"] = {receipt};
    call.body = body.dump();
  };
  static_cast<void>(fleet.device("bob").sync({}));
  fleet.spoil = nullptr;
  EXPECT_THAT(lost(), IsEmpty());
  EXPECT_EQ(owner(), "amy");
  expect_sound();
}

TEST_F(Restored, ABackupThatHoldsTheActDoesNotDoItTwice) {
  static_cast<void>(need(fleet.device("boss").propose_handover(wish("a1", "bob", false))));  // planned: no commit
  const auto backup = fleet.back_up("after");
  fleet.sync_all();
  fleet.restore(backup);
  fleet.sync_all(2);
  EXPECT_EQ(need(fleet.device("boss").handovers()).size(), 1U);
  EXPECT_THAT(lost(), IsEmpty());
}

}  // namespace
}  // namespace keybook::testing
