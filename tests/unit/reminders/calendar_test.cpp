// Days that come every year, against published calendars.
#include "domain/reminders/calendar.h"

#include <gtest/gtest.h>

namespace keybook::domain::reminders {
namespace {

Day at(std::string_view text) { return day_of(text).value(); }

std::string lunar_text(std::string_view text) {
  const LunarDay lunar = lunar_of(at(text));
  return (lunar.leap ? "leap " : "") + std::to_string(lunar.month) + "/" + std::to_string(lunar.day);
}

TEST(LunarCalendar, AgreesWithPublishedDays) {
  EXPECT_EQ(lunar_text("2024-02-10"), "1/1");
  EXPECT_EQ(lunar_text("2025-01-29"), "1/1");
  EXPECT_EQ(lunar_text("2026-02-17"), "1/1");
  EXPECT_EQ(lunar_text("2027-02-06"), "1/1");
  EXPECT_EQ(lunar_text("2033-01-31"), "1/1");
  EXPECT_EQ(lunar_text("2026-09-25"), "8/15");
  EXPECT_EQ(lunar_text("2026-06-19"), "5/5");
  EXPECT_EQ(lunar_text("1976-09-09"), "8/16");
}

TEST(LunarCalendar, HasTheNewYearsOfTwentyYears) {
  for (const char* date :
       {"2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17",
        "2027-02-06", "2028-01-26", "2029-02-13", "2030-02-03", "2031-01-23", "2032-02-11", "2033-01-31",
        "2034-02-19", "2035-02-08", "2036-01-28", "2037-02-15", "2038-02-04", "2039-01-24", "2040-02-12"})
    EXPECT_EQ(lunar_text(date), "1/1") << date;
}

// Every year of two centuries: months run on, one leap month at most, days from 1 to 29 or 30.
TEST(LunarCalendar, RunsOnWithoutGaps) {
  LunarDay before = lunar_of(at("1900-01-31"));
  EXPECT_EQ(lunar_text("1900-01-31"), "1/1");
  for (Day day = at("1900-02-01"); day < at("2100-01-01"); day += std::chrono::days(1)) {
    const LunarDay now = lunar_of(day);
    if (now.day != before.day + 1) {
      ASSERT_EQ(now.day, 1) << iso(day);
      ASSERT_GE(before.day, 29) << iso(day);
      ASSERT_LE(before.day, 30) << iso(day);
      const bool next = !now.leap && now.month == before.month % 12 + 1;
      ASSERT_TRUE(next || (now.leap && !before.leap && now.month == before.month)) << iso(day);
    }
    before = now;
  }
}

TEST(LunarCalendar, KnowsLeapMonths) {
  EXPECT_EQ(lunar_text("2025-06-25"), "6/1");
  EXPECT_EQ(lunar_text("2025-07-25"), "leap 6/1");
  EXPECT_EQ(lunar_text("2025-08-23"), "7/1");
  EXPECT_EQ(lunar_text("2033-12-22"), "leap 11/1");  // the year that older programs have wrong
}

TEST(SolarTerms, AgreeWithPublishedDays) {
  for (const char* date : {"2025-04-04", "2026-04-05", "2027-04-05", "2028-04-04"})
    EXPECT_TRUE(is_term(at(date), "清明")) << date;
  EXPECT_FALSE(is_term(at("2026-04-04"), "清明"));
  EXPECT_TRUE(is_term(at("2026-12-22"), "冬至"));
  EXPECT_TRUE(is_term(at("2027-12-22"), "冬至"));
  EXPECT_FALSE(is_term(at("2026-12-22"), "冬天"));
}

TEST(DayWindow, FindsWhatFallsIntoIt) {
  const DayWindow window(at("2027-01-30"), 30);
  EXPECT_EQ(window.lunar({1, 1, false}), at("2027-02-06"));
  EXPECT_EQ(window.lunar({12, 30, false}), at("2027-02-05"));  // a month of 29 days: its last
  EXPECT_EQ(window.lunar({3, 1, false}), std::nullopt);
  EXPECT_EQ(window.solar(2, 14), at("2027-02-14"));
  EXPECT_EQ(window.solar(3, 1), std::nullopt);
}

TEST(DayWindow, TakesTheLastDayOfShortMonths) {
  // 29 February is kept on 1 March where the year has none.
  EXPECT_EQ(DayWindow(at("2027-02-20"), 20).solar(2, 29), at("2027-03-01"));
  EXPECT_EQ(DayWindow(at("2028-02-20"), 20).solar(2, 29), at("2028-02-29"));
}

TEST(DayWindow, KeepsALeapBirthdayInTheOrdinaryMonthOfOtherYears) {
  const LunarDay born{6, 5, true};
  EXPECT_EQ(DayWindow(at("2025-06-01"), 90).lunar(born), at("2025-07-29"));  // the leap month itself
  EXPECT_EQ(DayWindow(at("2026-06-01"), 90).lunar(born), at("2026-07-18"));  // sixth month, fifth day
}

TEST(Days, AreReadFromDates) {
  EXPECT_EQ(day_of("2026-02-30"), std::nullopt);
  EXPECT_EQ(day_of("soon"), std::nullopt);
  EXPECT_EQ(iso(at("2026-03-01")), "2026-03-01");
}

}  // namespace
}  // namespace keybook::domain::reminders
