// Days and periods of the rules: reviews, visits, deadlines, the twelve months of a report.
// Threads: values. A Day is a date of the calendar, without time of day or time zone.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace keybook::domain {

struct Day {
  std::int32_t number = 0;  // days since 1970-01-01
  // Of "2026-03-01", also in front of a time ("2026-03-01T09:30:00Z": its UTC day); nullopt: no date.
  [[nodiscard]] static std::optional<Day> of(std::string_view iso);
  [[nodiscard]] static Day of(int year, int month, int day);  // a day past the month's end is its last
  [[nodiscard]] static Day of_ms(std::int64_t ms);            // of a moment in UTC
  [[nodiscard]] std::string iso() const;
  [[nodiscard]] int year() const;
  [[nodiscard]] int month() const;    // 1…12
  [[nodiscard]] int day() const;      // 1…31
  [[nodiscard]] int weekday() const;  // 1 Monday … 7 Sunday
  // 31 January and one month is the last day of February.
  [[nodiscard]] Day plus_months(int months) const;
  [[nodiscard]] std::int32_t month_number() const { return year() * 12 + month() - 1; }
  friend Day operator+(Day day, int days) { return {day.number + days}; }
  friend Day operator-(Day day, int days) { return {day.number - days}; }
  friend int operator-(Day a, Day b) { return a.number - b.number; }
  friend auto operator<=>(Day a, Day b) = default;
};

// First and last day, both within.
struct Period {
  Day from, until;
  [[nodiscard]] bool holds(Day day) const { return from <= day && day <= until; }
  [[nodiscard]] int days() const { return until - from + 1; }
  // The period of the same length just before: of whole months, as many months; else as many days.
  [[nodiscard]] Period before() const;
};

enum class Cycle { Week, Month, Quarter, HalfYear, Year };
[[nodiscard]] std::string_view name_of(Cycle cycle);  // "quarter"
[[nodiscard]] std::optional<Cycle> cycle_named(std::string_view name);
// The calendar week (Monday first), month, quarter, half or year that holds a day.
[[nodiscard]] Period period_of(Cycle cycle, Day day);
[[nodiscard]] Period next_period(Cycle cycle, const Period& period);
// How many of these periods a year has.
[[nodiscard]] int cycles_of_year(Cycle cycle);

}  // namespace keybook::domain
