// Days that come every year: by the solar calendar, by the lunar one (ICU's Chinese calendar, which is computed from
// the sun and the moon as seen from 120° E), and by solar term. Items 9.10, 5.33. Threads: a DayWindow belongs to one
// thread; the rest are pure functions.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace keybook::domain::reminders {

using Day = std::chrono::sys_days;

// "2026-03-01", also in front of a time; nullopt: no day that exists.
[[nodiscard]] std::optional<Day> day_of(std::string_view iso);
[[nodiscard]] std::string iso(Day day);

struct LunarDay {
  int month = 0, day = 0;  // 1…12, 1…30
  bool leap = false;       // in the leap month that follows the month of this number
};
[[nodiscard]] LunarDay lunar_of(Day day);

// Whether a solar term of this name ("清明", "冬至"; one of 24) begins on that day in China; false too for other names.
[[nodiscard]] bool is_term(Day day, std::string_view term);

// The days from `from` on, `days` of them, with their lunar dates computed once: what of the year falls into them.
class DayWindow {
 public:
  DayWindow(Day from, int days);
  // 29 February is kept on 1 March in other years.
  [[nodiscard]] std::optional<Day> solar(int month, int day) const;
  // A day that its month lacks is kept on the month's last; a leap month that the year lacks is the ordinary one.
  [[nodiscard]] std::optional<Day> lunar(const LunarDay& wanted) const;
  [[nodiscard]] std::optional<Day> term(std::string_view name) const;

 private:
  [[nodiscard]] bool falls_on(std::size_t at, const LunarDay& wanted) const;
  Day from_;
  std::vector<LunarDay> lunar_;  // of the window and a month behind it
  std::size_t days_;
};

}  // namespace keybook::domain::reminders
