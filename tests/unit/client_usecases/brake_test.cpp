// Changes of too much at once: held by the server, shown on the device, done or refused by somebody else's word.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::need;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int visit_count = 100;
constexpr std::int64_t hour_ms = 3'600'000;

class Brake : public ::testing::Test {
 protected:
  Brake() : ground_{fleet.store(), fleet.registry(), fleet.clock, random_, log_} {
    client::Client& amy = fleet.device("amy");
    need(amy.create("account", {{"name", "Alpha"}}, "a1"));
    for (int i = 0; i < visit_count; ++i)
      need(amy.create("visit", {{"account", "a1"}, {"subject", "Visit"}}, visit(i)));
    fleet.sync_all();
    static_cast<void>(fleet.sync("boss"));
    fleet.sync_all();
  }
  static std::string visit(int i) { return "v" + std::to_string(i); }
  void remove_visits(int from, int to) {
    for (int i = from; i < to; ++i) need(fleet.device("amy").remove("visit", visit(i)));
  }
  [[nodiscard]] int seen_by(const std::string& name, const std::string& type = "visit") {
    client::Query query;
    query.type = type;
    return static_cast<int>(need(fleet.device(name).list(query)).size());
  }
  [[nodiscard]] std::vector<server::session::HeldGroup> held() { return need(server::admin::held(fleet.store())); }
  [[nodiscard]] client::Status status() { return need(fleet.device("amy").status()); }
  [[nodiscard]] std::string digest(const std::string& name) { return need(fleet.device(name).digest()).sha256; }
  void expect_settled() {
    fleet.sync_all();
    EXPECT_EQ(digest("amy"), digest("boss"));
    EXPECT_THAT(need(fleet.device("amy").check()), IsEmpty());
    EXPECT_THAT(fleet.store().read()->check(), IsEmpty());
    EXPECT_EQ(status().repaired, 0);
    EXPECT_EQ(status().held, 0);
    EXPECT_TRUE(status().in_sync);
  }

  Fleet fleet;
  base::NoLog log_;
  base::SystemRandom random_;
  server::session::Ground ground_;
};

// The server gives up what it holds when it is turned down: the author's device seals its own copy before the file
// goes.
TEST_F(Brake, WhatIsHeldWhenItsFileLeavesIsSealed) {
  std::vector<client::Edit> edits;
  for (int i = 0; i < 60; ++i) {
    client::Edit edit;
    edit.op = record::Op::Delete;
    edit.type = "visit";
    edit.id = visit(i);
    edits.push_back(edit);
  }
  client::Edit website;
  website.type = "account";
  website.id = "a1";
  website.fields = {{"website", "https://held.example"}};
  edits.push_back(website);
  need(fleet.device("amy").save(edits));
  static_cast<void>(fleet.sync("amy"));
  ASSERT_EQ(held().size(), 1U);
  client::HandoverWish wish;
  wish.accounts = {"a1"};
  wish.to = "bob";
  wish.force = true;
  need(fleet.device("boss").propose_handover(wish));
  static_cast<void>(fleet.sync("amy"));
  static_cast<void>(fleet.sync("amy"));
  need(server::admin::reject_held(ground_, held()[0].id));
  const auto parcels = need(server::admin::parcels(fleet.store()));
  ASSERT_EQ(parcels.size(), 1U);
  EXPECT_EQ(parcels[0].refused, 1);
  const auto content = need(server::admin::parcel_content(fleet.store(), parcels[0].row.id));
  EXPECT_THAT(content.mutations[0].mutation.dump(), ::testing::HasSubstr("https://held.example"));
  const auto applied = server::admin::apply_parcel(ground_, parcels[0].row.id);
  ASSERT_FALSE(applied);
  EXPECT_THAT(applied.error().remedy, ::testing::HasSubstr("parcel show"));
}

TEST_F(Brake, AFewDeletionsGoTheirWay) {
  remove_visits(0, 20);
  fleet.sync_all();
  EXPECT_THAT(held(), IsEmpty());
  EXPECT_EQ(seen_by("boss"), visit_count - 20);
  expect_settled();
}

TEST_F(Brake, ALargeOneIsHeldShownAndDoneAfterAllWhenReleased) {
  remove_visits(0, visit_count);
  fleet.sync_all();
  ASSERT_THAT(held(), SizeIs(1));
  EXPECT_EQ(held().front().user, "amy");
  const auto at_least = static_cast<int>(held().front().records);
  EXPECT_GE(at_least, 50);
  EXPECT_EQ(seen_by("boss"), at_least) << "what was held is not done";
  EXPECT_EQ(seen_by("amy"), 0) << "its author sees it as done";
  EXPECT_EQ(status().held, at_least);
  EXPECT_EQ(status().pending, 0);
  EXPECT_EQ(need(fleet.device("amy").standing("visit", visit(visit_count - 1))).stage, client::Stage::Held);
  EXPECT_THAT(need(fleet.device("amy").waiting()), SizeIs(at_least));
  EXPECT_THAT(need(fleet.device("amy").check()), IsEmpty());
  const auto done = need(server::admin::release_held(ground_, held().front().id));
  EXPECT_EQ(done.mutations, at_least);
  EXPECT_EQ(done.applied, at_least);
  fleet.sync_all();
  EXPECT_EQ(seen_by("boss"), 0);
  EXPECT_EQ(seen_by("amy"), 0);
  expect_settled();
  EXPECT_FALSE(server::admin::release_held(ground_, held().front().id)) << "twice";
}

TEST_F(Brake, RejectedItWaitsAmongTheRefused) {
  remove_visits(0, visit_count);
  fleet.sync_all();
  ASSERT_THAT(held(), SizeIs(1));
  const auto count = held().front().mutations;
  need(server::admin::reject_held(ground_, held().front().id));
  fleet.sync_all();
  EXPECT_EQ(seen_by("boss"), count);
  EXPECT_EQ(seen_by("amy"), count);
  EXPECT_EQ(status().refused, count);
  expect_settled();
}

TEST_F(Brake, NothingElseWaitsAndWhatBuildsOnItDoes) {
  remove_visits(0, visit_count);
  fleet.sync_all();
  ASSERT_THAT(held(), SizeIs(1));
  const auto before = held().front().mutations;
  need(fleet.device("amy").set("account", "a1", {{"name", "Beta"}}));
  need(fleet.device("amy").create("visit", {{"account", "a1"}, {"subject", "New"}}, "new"));
  need(fleet.device("amy").restore("visit", visit(visit_count - 1)));
  need(fleet.device("boss").set("visit", visit(visit_count - 2), {{"subject", "edited meanwhile"}}));
  fleet.sync_all();
  EXPECT_EQ(need(fleet.device("boss").get("account", "a1")).fields.at("name"), "Beta");
  EXPECT_EQ(need(fleet.device("boss").get("visit", "new")).fields.at("subject"), "New");
  EXPECT_EQ(held().front().mutations, before + 1) << "bringing back what was deleted builds on the deletion";
  need(server::admin::release_held(ground_, held().front().id));
  fleet.sync_all();
  EXPECT_EQ(need(fleet.device("boss").get("visit", visit(visit_count - 1))).fields.at("subject"), "Visit");
  // An edit that the deletion had not seen keeps its record alive, released late or not.
  EXPECT_EQ(need(fleet.device("amy").get("visit", visit(visit_count - 2))).fields.at("subject"), "edited meanwhile");
  expect_settled();
}

TEST_F(Brake, ALostAnswerAndACopyGetTheSameWord) {
  remove_visits(0, visit_count);
  fleet.after_delivery = [](int) { return base::Error{base::ErrorCode::Unreachable, "cut", {}, {}}; };
  client::SyncOptions once;
  once.attempts_max = 1;
  EXPECT_FALSE(fleet.device("amy").sync(once));
  fleet.after_delivery = {};
  const auto first = held().front().mutations;
  fleet.sync_all();
  EXPECT_EQ(held().front().mutations, first);
  need(server::admin::release_held(ground_, held().front().id));
  fleet.sync_all();
  EXPECT_EQ(seen_by("boss"), 0);
  expect_settled();
}

TEST_F(Brake, DeletingAnAccountCountsItsRecordsAndChangesFarApartDoNotCountTogether) {
  need(fleet.device("amy").remove("account", "a1"));
  fleet.sync_all();
  EXPECT_THAT(held(), SizeIs(1));
  EXPECT_EQ(held().front().records, visit_count + 1);
  need(server::admin::reject_held(ground_, held().front().id));
  for (int i = 0; i < 4; ++i) {
    fleet.clock.pass(2 * hour_ms);
    remove_visits(i * 20, i * 20 + 20);
    fleet.sync_all();
  }
  EXPECT_THAT(held(), SizeIs(1)) << "nothing new";
  EXPECT_EQ(seen_by("boss"), visit_count - 80);
}

TEST_F(Brake, LimitsAreTheAdministratorsToSet) {
  EXPECT_FALSE(server::admin::set_brake_limits(ground_, {0, 1, 1}));
  need(server::admin::set_brake_limits(ground_, {100, 1, hour_ms}));
  remove_visits(0, visit_count);
  fleet.sync_all();
  EXPECT_THAT(held(), IsEmpty());
  EXPECT_EQ(seen_by("boss"), 0);
  expect_settled();
}

// Head office brings in accounts and hands them out in the same hour, as every installation begins.
class BrakeOnHandingOut : public Brake {
 protected:
  static constexpr int count = 120;
  static std::string account(int i) { return "in" + std::to_string(i); }
  void bring_in() {
    for (int i = 0; i < count; ++i)
      need(fleet.device("boss").create("account", {{"name", "In " + std::to_string(i)}}, account(i)));
    static_cast<void>(fleet.sync("boss"));
  }
  void hand_out() {
    for (int i = 0; i < count; ++i) need(fleet.device("boss").set("account", account(i), {{"owner", "bob"}}));
    static_cast<void>(fleet.sync("boss"));
    static_cast<void>(fleet.sync("bob"));
  }
  [[nodiscard]] int of_bob() { return seen_by("bob", "account"); }
};

TEST_F(BrakeOnHandingOut, WhatOneHasJustBroughtInGoesItsWay) {
  bring_in();
  hand_out();
  EXPECT_THAT(held(), IsEmpty());
  EXPECT_EQ(of_bob(), count);
}

TEST_F(BrakeOnHandingOut, WhatHasBeenThereForLongerIsHeld) {
  bring_in();
  fleet.clock.pass(2 * hour_ms);
  hand_out();
  ASSERT_THAT(held(), SizeIs(1));
  EXPECT_EQ(held().front().user, "boss");
  EXPECT_EQ(of_bob() + held().front().records, count) << "each was handed out or is held";
  EXPECT_LT(of_bob(), 60);
}

TEST_F(BrakeOnHandingOut, DeletingWhatOneHasJustBroughtInCounts) {
  bring_in();
  for (int i = 0; i < count; ++i) need(fleet.device("boss").remove("account", account(i)));
  static_cast<void>(fleet.sync("boss"));
  EXPECT_THAT(held(), SizeIs(1));
}

}  // namespace
}  // namespace keybook::testing
