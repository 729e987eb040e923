// Reminders, standards and findings on devices that sync: the same on all of them, and answered once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::need;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Reminders : public ::testing::Test {
 protected:
  static std::vector<std::string> ids(client::Client& client, const std::string& day, bool all = false) {
    std::vector<std::string> out;
    for (const auto& one : need(client.reminders({day, 0, all}))) out.push_back(one.id + ' ' + one.when);
    return out;
  }
  void SetUp() override {
    fleet.zone = base::FixedZone("Asia/Shanghai", 8 * 3600);
    auto& amy = fleet.device("amy");
    need(amy.create("account", {{"name", "华东物流"}}, "acc"));
    need(amy.create("task", {{"account", "acc"}, {"title", "报价"}, {"due", "2026-03-10"}, {"assignee", "amy"}},
                    "task"));
    need(amy.create("contract", {{"account", "acc"}, {"title", "框架"}, {"ends_on", "2026-04-30"}}, "con"));
    fleet.sync_all();
  }
  Fleet fleet;
};

TEST_F(Reminders, AreTheSameOnAllDevicesOfAUserAndAnsweredOnce) {
  EXPECT_THAT(ids(fleet.device("amy"), "2026-03-10"),
              ElementsAre("task/task/due/2026-03-10 today", "contract/con/ends_on/2026-04-30 upcoming"));
  static_cast<void>(fleet.device("amy/2"));
  fleet.sync_all();
  EXPECT_EQ(ids(fleet.device("amy/2"), "2026-03-10"), ids(fleet.device("amy"), "2026-03-10"));
  EXPECT_THAT(ids(fleet.device("bob"), "2026-03-10"), IsEmpty());
  // Both devices answer without knowing of each other.
  need(fleet.device("amy").answer_reminder("task/task/due/2026-03-10", {"2026-03-12", false}));
  need(fleet.device("amy/2").answer_reminder("task/task/due/2026-03-10", {"", true}));
  EXPECT_THAT(ids(fleet.device("amy"), "2026-03-11"), ElementsAre("contract/con/ends_on/2026-04-30 upcoming"));
  EXPECT_THAT(ids(fleet.device("amy"), "2026-03-12").size(), 2U);
  fleet.sync_all();
  for (const char* device : {"amy", "amy/2"})
    EXPECT_THAT(ids(fleet.device(device), "2026-03-20"), ElementsAre("contract/con/ends_on/2026-04-30 upcoming"))
        << device;
  // Another day is another reminder; a task that is done reminds no more.
  need(fleet.device("amy").set("task", "task", {{"due", "2026-03-20"}}));
  EXPECT_THAT(ids(fleet.device("amy"), "2026-03-20").size(), 2U);
  need(fleet.device("amy").set("task", "task", {{"done", true}}));
  EXPECT_THAT(ids(fleet.device("amy"), "2026-03-21"), ElementsAre("contract/con/ends_on/2026-04-30 upcoming"));
}

TEST_F(Reminders, ASaleThatNobodyAskedAboutReminds) {
  auto& amy = fleet.device("amy");
  // Half past midnight on 2 March where amy is.
  need(amy.create("order", {{"account", "acc"}, {"number", "1"}, {"delivered_at", "2026-03-01T16:30:00Z"}}, "ord"));
  const std::string id = "order/ord/after_sale_survey/2026-03-09";
  EXPECT_THAT(ids(amy, "2026-03-09"), ::testing::Contains(id + " today"));
  EXPECT_THAT(ids(amy, "2026-03-15"), ::testing::Contains(id + " overdue"));
  EXPECT_THAT(ids(amy, "2026-06-01"), ::testing::Not(::testing::Contains(::testing::HasSubstr("after_sale_survey"))))
      << "a sale of a season ago reminds no more";
  need(amy.create("survey", {{"account", "acc"}, {"kind", "after_sale"}, {"order", "ord"}}));
  EXPECT_THAT(ids(amy, "2026-03-09"), ::testing::Not(::testing::Contains(::testing::HasSubstr("after_sale_survey"))));
}

TEST_F(Reminders, FallOnTheDayWhereTheUserIs) {
  auto& amy = fleet.device("amy");
  need(amy.create("visit", {{"account", "acc"}, {"subject", "s"}, {"planned_for", "2026-03-09T17:00:00Z"}}, "vis"));
  EXPECT_THAT(ids(amy, "2026-03-10"), ::testing::Contains("visit/vis/planned_for/2026-03-10 today"));
  fleet.zone = base::FixedZone("", -5 * 3600);
  EXPECT_THAT(ids(amy, "2026-03-09"), ::testing::Contains("visit/vis/planned_for/2026-03-09 today"));
}

TEST_F(Reminders, FollowSunAndMoon) {
  auto& amy = fleet.device("amy");
  need(amy.create("contact", {{"account", "acc"}, {"name", "陈"}, {"birthday", "1980-03-12"}}, "sun"));
  // Born on the 15th of the eighth month: kept on 2026-09-25.
  need(amy.create("contact",
                  {{"account", "acc"}, {"name", "林"}, {"birthday", "1986-09-18"}, {"birthday_calendar", "lunar"}},
                  "moon"));
  need(amy.create("care_date", {{"account", "acc"}, {"name", "厂庆"}, {"calendar", "lunar"}, {"month", 8}, {"day", 16}},
                  "care"));
  EXPECT_THAT(ids(amy, "2026-03-10"), ::testing::Contains("contact/sun/birthday/2026-03-12 upcoming"));
  EXPECT_THAT(ids(amy, "2026-03-13"), ::testing::Not(::testing::Contains(::testing::HasSubstr("birthday"))));
  EXPECT_THAT(ids(amy, "2026-09-20"), ::testing::IsSupersetOf({"contact/moon/birthday/2026-09-25 upcoming",
                                                               "care_date/care/care/2026-09-26 upcoming"}));
}

TEST_F(Reminders, AHolidayIsPutOffByEachForHimself) {
  need(fleet.device("boss").create("holiday", {{"name", "国庆节"}, {"month", 10}, {"day", 1}, {"days_before", 7}},
                                   "national"));
  for (const char* device : {"amy", "amy/2", "bob"}) static_cast<void>(fleet.device(device));
  fleet.sync_all();
  const std::string id = "holiday/national/holiday/2026-10-01";
  const auto of = [&](const char* device, const char* day) {
    std::vector<std::string> out;
    for (const std::string& one : ids(fleet.device(device), day))
      if (one.starts_with(id)) out.push_back(one.substr(id.size() + 1));
    return out;
  };
  EXPECT_THAT(of("amy", "2026-09-25"), ElementsAre("upcoming"));
  const auto saved = need(fleet.device("amy").answer_reminder(id, {"2026-09-29", false}));
  EXPECT_THAT(of("amy", "2026-09-28"), IsEmpty());
  EXPECT_THAT(of("amy", "2026-09-29"), ElementsAre("upcoming"));
  fleet.sync_all();
  EXPECT_THAT(of("amy/2", "2026-09-28"), IsEmpty()) << "her other device knows";
  EXPECT_THAT(of("bob", "2026-09-28"), ElementsAre("upcoming")) << "it is hers alone";
  // Answered again it is the same answer.
  EXPECT_EQ(need(fleet.device("amy/2").answer_reminder(id, {"", true})).ids, saved.ids);
  fleet.sync_all();
  EXPECT_THAT(of("amy", "2026-10-01"), IsEmpty());
  EXPECT_THAT(ids(fleet.device("amy"), "2027-09-30"),
              ::testing::Contains("holiday/national/holiday/2027-10-01 upcoming"))
      << "the next one reminds anew";
}

TEST_F(Reminders, OfARuleFollowTheStandardInForce) {
  auto& amy = fleet.device("amy");
  need(amy.create("complaint",
                  {{"account", "acc"}, {"subject", "漏油"}, {"owner", "amy"}, {"solved_at", "2026-03-01T02:00:00Z"}},
                  "bad"));
  EXPECT_THAT(ids(amy, "2026-03-02"), ::testing::Contains("complaint/bad/follow_up/2026-03-08 upcoming"));
  auto& boss = fleet.device("boss");
  need(boss.create(
      "standard",
      {{"name", "complaint.follow_up_days"}, {"label", "三天"}, {"value", "3"}, {"valid_from", "2026-03-02"}}));
  fleet.sync_all();
  EXPECT_THAT(ids(amy, "2026-03-02"), ::testing::Contains("complaint/bad/follow_up/2026-03-04 upcoming"));
  EXPECT_THAT(ids(amy, "2026-03-01"), ::testing::Contains("complaint/bad/follow_up/2026-03-08 upcoming"));
  need(amy.set("complaint", "bad", {{"followed_up_at", "2026-03-03T02:00:00Z"}}));
  EXPECT_THAT(ids(amy, "2026-03-02"), ::testing::Not(::testing::Contains(::testing::HasSubstr("follow_up"))));
}

TEST_F(Reminders, RefuseWhatTheyCannotDo) {
  auto& amy = fleet.device("amy");
  EXPECT_FALSE(amy.reminders({"2026-02-30", 0, false}));
  EXPECT_FALSE(amy.answer_reminder("task", {"", true}));
  EXPECT_FALSE(amy.answer_reminder("task/gone/due/2026-03-10", {"", true}));
  EXPECT_FALSE(amy.answer_reminder("task/task/due/2026-03-10", {"", false}));
  EXPECT_FALSE(amy.answer_reminder("task/task/due/2026-03-10", {"soon", false}));
}

TEST_F(Reminders, StandardsAreInstalledOnceByHeadOffice) {
  const auto refused = fleet.device("amy").install_standards();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::NoRight);
  auto& boss = fleet.device("boss");
  const auto first = need(boss.install_standards());
  EXPECT_GT(first.created, 150U);
  need(boss.set("standard", "std-complaint.follow-up-days", {{"value", "5"}}));
  const auto second = need(boss.install_standards());
  EXPECT_EQ(second.created, 0U);
  EXPECT_EQ(second.kept, first.created);
  fleet.sync_all();
  auto& amy = fleet.device("amy");
  EXPECT_EQ(need(amy.get("standard", "std-complaint.follow-up-days")).fields["value"], "5");
  EXPECT_EQ(need(boss.status()).refused, 0);
  EXPECT_TRUE(need(amy.rule_findings("2026-03-10")).empty());
}

TEST_F(Reminders, FindingsNameWhatRecordsBreakTogether) {
  auto& boss = fleet.device("boss");
  need(boss.install_standards());
  need(boss.set("criterion", "crit-dealer-1", {{"weight", "20"}}));
  need(boss.create("grade_scheme", {{"name", "金额"}}, "scheme"));
  auto& other = fleet.device("boss/2");
  fleet.sync_all();
  // Each is right where it is saved; together they overlap.
  const auto level = [](client::Client& at, const char* grade, const char* from, const char* to) {
    need(at.create("grade_level",
                   {{"scheme", "scheme"}, {"grade", grade}, {"rank", 1}, {"band_from", from}, {"band_to", to}}));
  };
  level(boss, "海蓝", "9000", "20000");
  level(other, "天蓝", "15000", "30000");
  fleet.sync_all();
  const auto found = need(boss.rule_findings("2026-03-10"));
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].rule, "overlap");
  EXPECT_EQ(found[1].rule, "sum");
  EXPECT_THAT(found[1].message, ::testing::HasSubstr("105"));
}

}  // namespace
}  // namespace keybook::testing
