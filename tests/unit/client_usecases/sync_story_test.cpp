// Stories of reps and head office: edits offline, syncs, and what everybody sees then.
#include <gtest/gtest.h>

#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::need;
using client::Resolution;

std::string digest(Fleet& fleet, const std::string& name) { return need(fleet.device(name).digest()).sha256; }
Value field(Fleet& fleet, const std::string& name, const std::string& type, const std::string& id, const char* field) {
  return need(fleet.device(name).get(type, id)).fields.at(field);
}

TEST(SyncStory, NewAccountReachesHeadOfficeInOneRoundTrip) {
  Fleet fleet;
  const auto saved = need(fleet.device("amy").create("account", {{"name", "华东电力"}, {"code", "K-17"}}));
  ASSERT_EQ(saved.ids.size(), 1u);
  EXPECT_EQ(field(fleet, "amy", "account", saved.ids[0], "owner"), "amy");
  static_cast<void>(fleet.sync("amy"));  // the first one downloads
  const auto second = fleet.sync("amy");
  EXPECT_EQ(second.round_trips, 1);
  static_cast<void>(fleet.sync("boss"));
  EXPECT_EQ(field(fleet, "boss", "account", "account:code=K-17", "name"), "华东电力");
  EXPECT_EQ(field(fleet, "boss", "account", saved.ids[0], "owner"), "amy");
  const auto status = need(fleet.device("amy").status());
  EXPECT_EQ(status.pending, 0);
  EXPECT_TRUE(status.in_sync);
  EXPECT_TRUE(need(fleet.device("amy").check()).empty());
  EXPECT_TRUE(need(fleet.device("boss").check()).empty());
}

class TwoDevices : public ::testing::Test {
 protected:
  TwoDevices() {
    id = need(fleet.device("amy").create(
                  "account", {{"name", "华东电力"}, {"code", "K-17"}, {"tags", {"a", "b"}}, {"notes", "一\n二\n三\n"}},
                  "k17"))
             .ids[0];
    static_cast<void>(fleet.device("amy/2"));
    fleet.sync_all();
  }
  void expect_equal() {
    fleet.sync_all();
    EXPECT_EQ(digest(fleet, "amy"), digest(fleet, "amy/2"));
    for (const char* name : {"amy", "amy/2"}) {
      const auto wrong = need(fleet.device(name).check());
      EXPECT_TRUE(wrong.empty()) << wrong.front();
      EXPECT_TRUE(need(fleet.device(name).status()).in_sync);
    }
  }
  Fleet fleet;
  std::string id;
};

TEST_F(TwoDevices, StartEqual) { expect_equal(); }

TEST_F(TwoDevices, EditsOfDifferentFieldsBothStand) {
  need(fleet.device("amy").set("account", id, {{"phone", "021-123"}}));
  need(fleet.device("amy/2").set("account", id, {{"website", "https://a.example"}}));
  expect_equal();
  EXPECT_EQ(field(fleet, "amy/2", "account", id, "phone"), "021-123");
  EXPECT_EQ(field(fleet, "amy", "account", id, "website"), "https://a.example");
  EXPECT_TRUE(need(fleet.device("amy").conflicts()).empty());
}

TEST_F(TwoDevices, SameFieldIsAConflictThatAnEditOnBothSidesSettles) {
  need(fleet.device("amy").set("account", id, {{"name", "华东电力集团"}}));
  need(fleet.device("amy/2").set("account", id, {{"name", "华东电网"}}));
  expect_equal();
  const auto open = need(fleet.device("amy").conflicts());
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].id, id + "/name");
  ASSERT_EQ(open[0].sides.size(), 2u);
  EXPECT_TRUE(open[0].sides[0].current);
  EXPECT_EQ(open[0].before, "华东电力");
  EXPECT_EQ(field(fleet, "amy", "account", id, "name"), "华东电网");
  Resolution other;
  other.keep = Resolution::Keep::Other;
  need(fleet.device("amy").resolve(open[0].id, other));
  expect_equal();
  EXPECT_TRUE(need(fleet.device("amy/2").conflicts()).empty());
  EXPECT_EQ(field(fleet, "amy/2", "account", id, "name"), "华东电力集团");
  const auto history = need(fleet.device("amy/2").history("account", id, "name"));
  ASSERT_EQ(history.size(), 4u);
  EXPECT_EQ(history[0].value, "华东电力");
  EXPECT_EQ(history[3].previous, "华东电网");
  // The one that nobody ever saw standing lost, until the settling edit wrote it again.
  EXPECT_EQ(history[1].value, "华东电力集团");
}

TEST_F(TwoDevices, AnEditOnTheStandingValueOfAConflictDoesNotSettleIt) {
  need(fleet.device("amy").set("account", id, {{"name", "甲"}}));
  need(fleet.device("amy/2").set("account", id, {{"name", "乙"}}));
  expect_equal();
  need(fleet.device("amy").set("account", id, {{"name", "丙"}}));
  expect_equal();
  EXPECT_EQ(need(fleet.device("amy").conflicts()).size(), 1u);
  EXPECT_EQ(field(fleet, "amy", "account", id, "name"), "丙");
}

TEST_F(TwoDevices, SetsAndTextsMerge) {
  need(fleet.device("amy").set("account", id, {{"tags", {"a", "c"}}, {"notes", "零\n一\n二\n三\n"}}));
  need(fleet.device("amy/2").set("account", id, {{"tags", {"a", "b", "d"}}, {"notes", "一\n二\n三\n四\n"}}));
  expect_equal();
  EXPECT_EQ(field(fleet, "amy", "account", id, "tags"), Value({"a", "c", "d"}));
  EXPECT_EQ(field(fleet, "amy", "account", id, "notes"), "零\n一\n二\n三\n四\n");
}

TEST_F(TwoDevices, DeleteMeetsEditKeepsTheRecordInConflict) {
  const std::string visit = need(fleet.device("amy").create("visit", {{"account", id}, {"subject", "巡检"}})).ids[0];
  expect_equal();
  need(fleet.device("amy").remove("visit", visit));
  EXPECT_TRUE(need(fleet.device("amy").get("visit", visit)).deleted);
  need(fleet.device("amy/2").set("visit", visit, {{"subject", "年度巡检"}}));
  expect_equal();
  EXPECT_FALSE(need(fleet.device("amy").get("visit", visit)).deleted);
  const auto open = need(fleet.device("amy").conflicts());
  ASSERT_EQ(open.size(), 1u);
  EXPECT_EQ(open[0].field, "");
  Resolution other;
  other.keep = Resolution::Keep::Other;
  need(fleet.device("amy/2").resolve(open[0].id, other));
  expect_equal();
  EXPECT_TRUE(need(fleet.device("amy").get("visit", visit)).deleted);
  EXPECT_TRUE(need(fleet.device("amy").conflicts()).empty());
  need(fleet.device("amy").restore("visit", visit));
  expect_equal();
  EXPECT_FALSE(need(fleet.device("amy/2").get("visit", visit)).deleted);
}

TEST_F(TwoDevices, DeletingAnAccountHidesItsChildrenAndRestoringBringsThemBack) {
  const std::string visit = need(fleet.device("amy").create("visit", {{"account", id}, {"subject", "巡检"}})).ids[0];
  expect_equal();
  client::Query visits;
  visits.type = "visit";
  need(fleet.device("amy").remove("account", id));
  EXPECT_EQ(need(fleet.device("amy").count(visits)), 0);
  expect_equal();
  EXPECT_EQ(need(fleet.device("amy/2").count(visits)), 0);
  need(fleet.device("amy/2").restore("account", id));
  expect_equal();
  EXPECT_EQ(need(fleet.device("amy").count(visits)), 1);
}

TEST_F(TwoDevices, AChildEditedAwayKeepsADeletedAccountAlive) {
  need(fleet.device("amy").remove("account", id));
  need(fleet.device("amy/2").create("visit", {{"account", id}, {"subject", "补记"}}));
  expect_equal();
  EXPECT_FALSE(need(fleet.device("amy").get("account", id)).deleted);
  EXPECT_EQ(need(fleet.device("amy").conflicts()).size(), 1u);
}

TEST_F(TwoDevices, ALostAnswerAppliesNothingTwice) {
  need(fleet.device("amy").set("account", id, {{"phone", "1"}}));
  fleet.after_delivery = [](int) { return std::optional(base::Error{base::ErrorCode::Unreachable, "cut", {}, {}}); };
  client::SyncOptions once;
  once.attempts_max = 1;
  EXPECT_FALSE(fleet.device("amy").sync(once));
  EXPECT_GT(need(fleet.device("amy").status()).offline_since_ms, 0);
  EXPECT_EQ(need(fleet.device("amy").waiting()).at(0).stage, client::Stage::Sent);
  fleet.after_delivery = nullptr;
  need(fleet.device("amy").set("account", id, {{"phone", "2"}}));
  expect_equal();
  EXPECT_EQ(field(fleet, "amy/2", "account", id, "phone"), "2");
  EXPECT_EQ(need(fleet.device("amy").history("account", id, "phone")).size(), 2u);
}

TEST_F(TwoDevices, ALockedFieldBecomesARequestAndTheShownValueStays) {
  const auto saved = need(fleet.device("amy").set("account", id, {{"grade", "A"}, {"phone", "7"}}));
  EXPECT_EQ(saved.requested, std::vector<std::string>{id + ".grade"});
  EXPECT_EQ(field(fleet, "amy", "account", id, "grade"), nullptr);
  EXPECT_EQ(field(fleet, "amy", "account", id, "phone"), "7");
  EXPECT_EQ(need(fleet.device("amy").requests(true)).size(), 1u);
  expect_equal();
  EXPECT_EQ(field(fleet, "amy/2", "account", id, "grade"), nullptr);
  EXPECT_EQ(need(fleet.device("amy/2").requests()).size(), 1u);
  EXPECT_EQ(need(fleet.device("amy").requests()).size(), 1u);
}

TEST_F(TwoDevices, UndoAndPutBackAreNewEdits) {
  const auto saved = need(fleet.device("amy").set("account", id, {{"phone", "1"}, {"tags", {"b", "z"}}}));
  need(fleet.device("amy").undo(saved.counter));
  EXPECT_EQ(field(fleet, "amy", "account", id, "phone"), nullptr);
  EXPECT_EQ(field(fleet, "amy", "account", id, "tags"), Value({"a", "b"}));
  expect_equal();
  const auto history = need(fleet.device("amy/2").history("account", id, "phone"));
  ASSERT_GE(history.size(), 2u);
  need(fleet.device("amy/2").put_back(history[0].id));
  expect_equal();
  EXPECT_EQ(field(fleet, "amy", "account", id, "phone"), "1");
  const auto made = need(fleet.device("amy").create("visit", {{"account", id}, {"subject", "x"}}));
  need(fleet.device("amy").undo());
  EXPECT_TRUE(need(fleet.device("amy").get("visit", made.ids[0])).deleted);
}

TEST_F(TwoDevices, AFormOpenedBeforeASyncMergesWithWhatCame) {
  const auto opened = need(fleet.device("amy").open_record("account", id));
  need(fleet.device("amy/2").set("account", id, {{"name", "别处改的"}, {"tags", {"a", "b", "new"}}}));
  fleet.sync_all();
  need(fleet.device("amy").set("account", id, {{"name", "表单里改的"}, {"tags", {"a"}}}, opened.seen));
  expect_equal();
  EXPECT_EQ(need(fleet.device("amy").conflicts()).size(), 1u);
  EXPECT_EQ(field(fleet, "amy", "account", id, "tags"), Value({"a", "new"}));
}

}  // namespace
}  // namespace keybook::testing
