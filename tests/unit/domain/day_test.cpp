#include "domain/day.h"

#include <gtest/gtest.h>

namespace keybook::domain {
namespace {

TEST(Day, CountsOverMonthsAndLeapYears) {
  EXPECT_EQ(Day::of("2024-01-31")->plus_months(1).iso(), "2024-02-29");
  EXPECT_EQ(Day::of("2026-03-01T23:59:59Z")->iso(), "2026-03-01");
  EXPECT_FALSE(Day::of("2026-02-30"));
  EXPECT_EQ(Day::of_ms(0).iso(), "1970-01-01");
  EXPECT_EQ(Day::of_ms(-1).iso(), "1969-12-31");
  EXPECT_EQ(Day::of("2026-11-22")->weekday(), 7);
}

TEST(Day, PeriodsOfTheCalendar) {
  const Day day = *Day::of("2026-05-20");
  EXPECT_EQ(period_of(Cycle::Quarter, day).from.iso(), "2026-04-01");
  EXPECT_EQ(period_of(Cycle::Quarter, day).until.iso(), "2026-06-30");
  EXPECT_EQ(period_of(Cycle::Week, day).from.iso(), "2026-05-18");
  EXPECT_EQ(period_of(Cycle::HalfYear, day).until.iso(), "2026-06-30");
  EXPECT_EQ(next_period(Cycle::Year, period_of(Cycle::Year, day)).from.iso(), "2027-01-01");
}

TEST(Day, ThePeriodBeforeHasAsManyMonthsOrDays) {
  const Period year{*Day::of("2025-03-01"), *Day::of("2026-02-28")};
  EXPECT_EQ(year.before().from.iso(), "2024-03-01");
  EXPECT_EQ(year.before().until.iso(), "2025-02-28");
  const Period ten{*Day::of("2026-03-11"), *Day::of("2026-03-20")};
  EXPECT_EQ(ten.before().from.iso(), "2026-03-01");
  EXPECT_EQ(ten.before().until.iso(), "2026-03-10");
}

}  // namespace
}  // namespace keybook::domain
