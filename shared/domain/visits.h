// Visit and call standards: what is due, what was kept, how many managers it takes.
// Threads: pure functions. Items: 8.01–8.20, 12.15, 12.16, part A and C. Days and standards are passed in.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "domain/day.h"
#include "domain/number.h"

namespace keybook::domain {

// "Crystal: 2 visits per quarter, 1 call per month" [8.01, 8.02].
struct ContactStandard {
  std::string grade;
  std::string kind;  // what counts for it, in the caller's words: visit, call
  int times = 0;     // within one cycle
  Cycle cycle = Cycle::Quarter;
};
// NotValid: no grade, no kind, times below 1, two standards for one grade and kind.
[[nodiscard]] base::Status check(const std::vector<ContactStandard>& standards);

struct Due {
  Day by;                    // last good day: the end of the even part of the cycle in which it is still to be done
  int done = 0, wanted = 0;  // in the cycle that holds the day asked for
  int overdue_days = 0;      // past `by`; 0: not yet
  int days_since = -1;       // since the last one; -1: never
};
// Contacts are spread evenly: of two visits per quarter the first is due by its middle, the second by its end; a visit
// made early moves the next one. Nothing is due (nullopt) once the cycle's contacts are done [8.01, 8.03].
[[nodiscard]] std::optional<Due> next_due(const ContactStandard& standard, const std::vector<Day>& done_in_cycle,
                                          std::optional<Day> last, Day as_of);

// Done visits that count ÷ visits due, over whole cycles of a period [8.03, C]. More than the standard in one cycle
// does not make up for less in another.
struct Compliance {
  std::int64_t due = 0, counted = 0, done = 0;
  void add(const Compliance& other);
  [[nodiscard]] std::optional<Decimal> rate() const;  // percent; none: nothing was due
};
// Cycles that begin within the period and have ended by its last day count; days must lie in the period.
[[nodiscard]] Compliance compliance(const ContactStandard& standard, const std::vector<Day>& done,
                                    const Period& period);

// ---- outside sales [8.04]: at least three doorstep visits a day, twelve face-to-face sales a week
struct OutsideMinimum {
  int per_day = 3, per_week = 12;
};
struct OutsideCheck {
  int days_below = 0, weeks_below = 0, days = 0, weeks = 0;
};
// Working days (Monday to Friday) of the period; `visits` by day.
[[nodiscard]] OutsideCheck outside_minimum(const std::map<Day, int>& visits, const Period& period,
                                           const OutsideMinimum& minimum = {});

// Executive visits: part of a year's working days spent visiting, beside the wanted third [8.13].
[[nodiscard]] std::optional<Decimal> executive_share(std::int64_t visit_days, std::int64_t working_days);

// ---- staffing [12.15, 12.16, C]
struct StaffingGrade {
  std::string grade;
  std::int64_t accounts = 0;
  Decimal contacts_a_year;  // visits and calls of one account
  Decimal hours_each;       // travel and preparation included
  Decimal weight = 1;       // churn, competition: above 1 takes more
};
struct Staffing {
  Decimal hours;           // a year
  Decimal managers;        // hours ÷ hours of one manager, to two places
  std::int64_t whole = 0;  // rounded up
};
// NotValid: no hours available, a negative number.
[[nodiscard]] base::Result<Staffing> staffing(const std::vector<StaffingGrade>& grades,
                                              const Decimal& hours_of_manager);
// A key-account department is needed from so many key accounts [1.27].
[[nodiscard]] bool department_needed(std::int64_t key_accounts, std::int64_t from = 20);
// Accounts that a person can keep to standard, beside those it has [8.06, 12.15]; negative: too many.
[[nodiscard]] Decimal spare_hours(const Decimal& available, const Decimal& needed);

}  // namespace keybook::domain
