#include "domain/visits.h"

#include <gtest/gtest.h>

#include "days.h"

namespace keybook::domain {
namespace {

const ContactStandard crystal_visit{"水晶", "visit", 2, Cycle::Quarter};  // [8.01]
const ContactStandard crystal_call{"水晶", "call", 1, Cycle::Month};
const ContactStandard a_visit{"A(A+)", "visit", 1, Cycle::Quarter};  // [8.02]

TEST(Visits, TheFirstOfTwoVisitsIsDueByTheMiddleOfTheQuarter) {
  const auto due = next_due(crystal_visit, {}, on("2025-12-01"), on("2026-02-20"));
  ASSERT_TRUE(due);
  EXPECT_EQ(due->by.iso(), "2026-02-14");
  EXPECT_EQ(due->overdue_days, 6);
  EXPECT_EQ(due->days_since, 81);
  EXPECT_EQ(due->wanted, 2);
}

TEST(Visits, AVisitMovesTheNextOneAndTwoAreEnough) {
  const auto second = next_due(crystal_visit, {on("2026-01-10")}, on("2026-01-10"), on("2026-02-20"));
  ASSERT_TRUE(second);
  EXPECT_EQ(second->by.iso(), "2026-03-31");
  EXPECT_EQ(second->overdue_days, 0);
  EXPECT_FALSE(next_due(crystal_visit, {on("2026-01-10"), on("2026-02-01")}, on("2026-02-01"), on("2026-02-20")));
  EXPECT_TRUE(next_due(crystal_visit, {on("2025-12-30"), on("2025-11-01")}, on("2025-12-30"), on("2026-02-20")))
      << "of the quarter before";
  EXPECT_EQ(next_due(crystal_call, {}, std::nullopt, on("2026-02-20"))->days_since, -1);
}

TEST(Visits, ComplianceCountsWholeCyclesAndNoSurplus) {
  const Period half{on("2026-01-01"), on("2026-06-30")};
  const auto of =
      compliance(crystal_visit, {on("2026-01-05"), on("2026-01-06"), on("2026-01-07"), on("2026-05-05")}, half);
  EXPECT_EQ(of.due, 4);
  EXPECT_EQ(of.done, 4);
  EXPECT_EQ(of.counted, 3) << "three visits in one quarter count as two";
  EXPECT_EQ(of.rate()->text(), "75.00");
  EXPECT_EQ(compliance(a_visit, {}, {on("2026-01-02"), on("2026-06-30")}).due, 1)
      << "a quarter that was cut is not judged";
  EXPECT_FALSE(Compliance{}.rate());
}

TEST(Visits, StandardsWithoutGradeTwiceOrOfNothingAreRefused) {
  EXPECT_TRUE(check({crystal_visit, crystal_call, a_visit}));
  EXPECT_FALSE(check({crystal_visit, crystal_visit}));
  EXPECT_FALSE(check({{"", "visit", 1, Cycle::Month}}));
  EXPECT_FALSE(check({{"A", "visit", 0, Cycle::Month}}));
}

TEST(Visits, OutsideSalesMakeThreeVisitsADayAndTwelveAWeek) {
  std::map<Day, int> visits;
  for (Day day = on("2026-03-02"); day <= on("2026-03-06"); day = day + 1) visits[day] = 3;
  visits[on("2026-03-06")] = 0;
  const auto first = outside_minimum(visits, {on("2026-03-02"), on("2026-03-08")});
  EXPECT_EQ(first.days, 5);
  EXPECT_EQ(first.days_below, 1);
  EXPECT_EQ(first.weeks_below, 0) << "twelve in all";
  visits[on("2026-03-05")] = 2;
  EXPECT_EQ(outside_minimum(visits, {on("2026-03-02"), on("2026-03-08")}).weeks_below, 1);
}

TEST(Visits, StaffingIsHoursOverHoursOfAManager) {
  // 100 crystal accounts: 8 visits and 12 calls a year; 1,500 more the year after.
  const auto now =
      staffing({{"水晶", 100, 8, 6, Decimal::of("1.2")}, {"水晶 calls", 100, 12, Decimal::of("0.5"), 1}}, 1600);
  ASSERT_TRUE(now);
  EXPECT_EQ(now->hours.text(2), "6360.00");
  EXPECT_EQ(now->managers.text(), "3.98");
  EXPECT_EQ(now->whole, 4);
  const auto later = staffing({{"水晶", 1600, 8, 6, 1}}, 1600);
  EXPECT_EQ(later->whole, 48) << "exactly 48: not 49";
  EXPECT_FALSE(staffing({}, 0));
  EXPECT_FALSE(staffing({{"A", -1, 1, 1, 1}}, 1600));
  EXPECT_TRUE(department_needed(20));
  EXPECT_FALSE(department_needed(19));
  EXPECT_EQ(executive_share(84, 250)->text(), "33.60") << "about a third of the year";
}

}  // namespace
}  // namespace keybook::domain
