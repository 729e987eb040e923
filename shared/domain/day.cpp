#include "domain/day.h"

#include <algorithm>
#include <chrono>

#include "schema/calendar.h"

namespace keybook::domain {

namespace {

namespace chrono = std::chrono;

chrono::year_month_day parts(Day day) { return chrono::sys_days(chrono::days(day.number)); }

constexpr std::int64_t day_ms = 86'400'000;

bool whole_months(const Period& period) { return period.from.day() == 1 && (period.until + 1).day() == 1; }

struct CycleName {
  Cycle cycle;
  std::string_view name;
  int months;  // 0: seven days
  int in_year;
};
constexpr CycleName cycles[] = {{Cycle::Week, "week", 0, 52},
                                {Cycle::Month, "month", 1, 12},
                                {Cycle::Quarter, "quarter", 3, 4},
                                {Cycle::HalfYear, "half-year", 6, 2},
                                {Cycle::Year, "year", 12, 1}};

const CycleName& row_of(Cycle cycle) {
  return *std::find_if(std::begin(cycles), std::end(cycles), [&](const CycleName& row) { return row.cycle == cycle; });
}

}  // namespace

std::optional<Day> Day::of(std::string_view iso) {
  const std::string_view date = iso.substr(0, 10);
  if (!schema::is_date(date)) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) {
    int value = 0;
    for (const char c : date.substr(at, size)) value = value * 10 + (c - '0');
    return value;
  };
  return of(number(0, 4), number(5, 2), number(8, 2));
}

Day Day::of(int year, int month, int day) {
  const chrono::year_month ym{chrono::year(year), chrono::month(static_cast<unsigned>(month))};
  const auto last =
      static_cast<int>(static_cast<unsigned>(chrono::year_month_day_last(ym.year(), ym.month() / chrono::last).day()));
  const chrono::sys_days at = ym / chrono::day(static_cast<unsigned>(std::min(day, last)));
  return {static_cast<std::int32_t>(at.time_since_epoch().count())};
}

Day Day::of_ms(std::int64_t ms) {
  const std::int64_t days = ms >= 0 ? ms / day_ms : -((-ms + day_ms - 1) / day_ms);
  return {static_cast<std::int32_t>(days)};
}

std::string Day::iso() const {
  const auto pad = [](int value, std::size_t width) {
    const std::string text = std::to_string(value);
    return std::string(width - std::min(width, text.size()), '0') + text;
  };
  return pad(year(), 4) + "-" + pad(month(), 2) + "-" + pad(day(), 2);
}

int Day::year() const { return static_cast<int>(parts(*this).year()); }
int Day::month() const { return static_cast<int>(static_cast<unsigned>(parts(*this).month())); }
int Day::day() const { return static_cast<int>(static_cast<unsigned>(parts(*this).day())); }
int Day::weekday() const {
  return static_cast<int>(chrono::weekday(chrono::sys_days(chrono::days(number))).iso_encoding());
}

Day Day::plus_months(int months) const {
  const std::int32_t to = month_number() + months;
  return of(to / 12, to % 12 + 1, day());
}

Period Period::before() const {
  if (!whole_months(*this)) return {from - days(), from - 1};
  const int months = (until + 1).month_number() - from.month_number();
  return {from.plus_months(-months), from - 1};
}

std::string_view name_of(Cycle cycle) { return row_of(cycle).name; }

std::optional<Cycle> cycle_named(std::string_view name) {
  for (const CycleName& row : cycles)
    if (row.name == name) return row.cycle;
  return std::nullopt;
}

Period period_of(Cycle cycle, Day day) {
  if (cycle == Cycle::Week) {
    const Day monday = day - (day.weekday() - 1);
    return {monday, monday + 6};
  }
  const int months = row_of(cycle).months;
  const Day first = Day::of(day.year(), (day.month() - 1) / months * months + 1, 1);
  return {first, first.plus_months(months) - 1};
}

Period next_period(Cycle cycle, const Period& period) { return period_of(cycle, period.until + 1); }

int cycles_of_year(Cycle cycle) { return row_of(cycle).in_year; }

}  // namespace keybook::domain
