#include "domain/reminders/calendar.h"

#include <algorithm>

#include <array>
#include <cstdio>

#include "domain/reminders/sky.h"

namespace keybook::domain::reminders {
namespace {

using std::chrono::days;
using std::chrono::year_month_day;

constexpr std::size_t longest_month = 30;

std::optional<int> number_in(std::string_view text, std::size_t at, std::size_t length) {
  if (text.size() < at + length) return std::nullopt;
  int value = 0;
  for (std::size_t i = at; i < at + length; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

// Every 15° from the spring equinox on.
constexpr std::array<std::string_view, 24> terms = {"春分", "清明", "谷雨", "立夏", "小满", "芒种", "夏至", "小暑",
                                                    "大暑", "立秋", "处暑", "白露", "秋分", "寒露", "霜降", "立冬",
                                                    "小雪", "大雪", "冬至", "小寒", "大寒", "立春", "雨水", "惊蛰"};

constexpr int winter_solstice = 18;  // in `terms`

// Days of China from 1970 on; a Day counts the same.
int number_of(Day day) { return static_cast<int>(day.time_since_epoch().count()); }

// The principal terms are those of every 30°: a month without one may be a leap month.
bool has_principal_term(int k) { return running_term(new_moon_day(k)) / 2 != running_term(new_moon_day(k + 1)) / 2; }

// The month of the winter solstice, from which all are counted, of the year that the month `k` lies in.
int eleventh_month_before(int k) {
  for (int at = k;; --at) {
    const int before = running_term(new_moon_day(at)), after = running_term(new_moon_day(at + 1));
    if (before < winter_solstice && after >= winter_solstice && after < winter_solstice + 6) return at;
  }
}

}  // namespace

std::optional<Day> day_of(std::string_view text) {
  const auto year = number_in(text, 0, 4), month = number_in(text, 5, 2), day = number_in(text, 8, 2);
  if (!year || !month || !day || text[4] != '-' || text[7] != '-') return std::nullopt;
  const year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                            std::chrono::day(static_cast<unsigned>(*day))};
  return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

std::string iso(Day day) {
  const year_month_day date{day};
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return text;
}

// Months are counted from the one that holds the winter solstice, the eleventh. Where thirteen lie between two of
// these, the first without a principal term is a leap month (GB/T 33661).
LunarDay lunar_of(Day day) {
  const int k = new_moon_before(number_of(day));
  const int first = eleventh_month_before(k);
  const bool thirteen = eleventh_month_before(first + 12) != first + 12;
  LunarDay found{11, number_of(day) - new_moon_day(k) + 1, false};
  bool leap_passed = false;
  for (int at = first + 1; at <= k; ++at) {
    found.leap = thirteen && !leap_passed && !has_principal_term(at);
    leap_passed |= found.leap;
    if (!found.leap) found.month = found.month % 12 + 1;
  }
  return found;
}

bool is_term(Day day, std::string_view term) {
  const auto found = std::find(terms.begin(), terms.end(), term);
  if (found == terms.end()) return false;
  const int wanted = static_cast<int>(found - terms.begin()), number = number_of(day);
  return running_term(number + 1) == wanted && running_term(number) != wanted;
}

DayWindow::DayWindow(Day from, int days) : from_(from), days_(static_cast<std::size_t>(std::max(days, 0))) {
  for (std::size_t i = 0; i < days_ + longest_month + 1; ++i)
    lunar_.push_back(lunar_of(from + std::chrono::days(static_cast<int>(i))));
}

std::optional<Day> DayWindow::solar(int month, int day) const {
  for (std::size_t i = 0; i < days_; ++i) {
    const Day at = from_ + days(static_cast<int>(i));
    const year_month_day date{at};
    if (static_cast<int>(static_cast<unsigned>(date.month())) == month &&
        static_cast<int>(static_cast<unsigned>(date.day())) == day)
      return at;
    const bool first_of_march = date.month() == std::chrono::March && date.day() == std::chrono::day(1);
    if (month == 2 && day == 29 && first_of_march && !date.year().is_leap()) return at;
  }
  return std::nullopt;
}

bool DayWindow::falls_on(std::size_t at, const LunarDay& wanted) const {
  const LunarDay& here = lunar_[at];
  if (here.month != wanted.month) return false;
  const bool last = lunar_[at + 1].day == 1;
  if (here.day != wanted.day && !(last && wanted.day > here.day)) return false;
  if (here.leap || !wanted.leap) return here.leap == wanted.leap;
  // The ordinary month counts for a leap one only where no leap month of this number follows.
  std::size_t next = at + 1;
  while (lunar_[next].day != 1) ++next;
  return !(lunar_[next].leap && lunar_[next].month == wanted.month);
}

std::optional<Day> DayWindow::lunar(const LunarDay& wanted) const {
  for (std::size_t i = 0; i < days_; ++i)
    if (falls_on(i, wanted)) return from_ + days(static_cast<int>(i));
  return std::nullopt;
}

std::optional<Day> DayWindow::term(std::string_view name) const {
  for (std::size_t i = 0; i < days_; ++i)
    if (const Day at = from_ + days(static_cast<int>(i)); is_term(at, name)) return at;
  return std::nullopt;
}

}  // namespace keybook::domain::reminders
