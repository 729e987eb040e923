// What reminds today, of all that could: dates of records, days of the year and rules, less what was put off or
// dismissed. A pure function: the same records and answers give the same list on every device, whatever the order in
// which they arrived. Items 14.13, 14.02, 5.31, 9.10. Threads: pure functions of values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/reminders/calendar.h"

namespace keybook::domain::reminders {

// Something that comes due: a date of a record, a birthday of this year, the deadline of a rule.
struct Due {
  std::string type, record, account;
  std::string reason;  // the field that has the date, or the rule's name
  std::string person;  // user name; empty: whoever has the account
  Day day;
  int lead = 0;         // reminds from so many days before
  bool lasting = true;  // reminds on after its day, until it is done; not so a birthday
};

// What somebody answered to a reminder, as a replicated record says. Any of a person's devices may have written it.
struct Answer {
  std::string record, reason, person;
  Day day;  // of the Due that was answered: the next birthday reminds anew
  std::optional<Day> snoozed_until;
  bool dismissed = false;
};

enum class When { Overdue, Today, Upcoming };
[[nodiscard]] std::string_view name_of(When when);  // "overdue"

struct Reminder {
  Due due;
  When when = When::Today;
  int days_left = 0;  // negative: overdue by so many days
};

// Names a reminder for snooze and dismissal: "task/0192…/due/2026-03-01". The same on every device.
[[nodiscard]] std::string id_of(const Due& due);
struct Name {
  std::string type, record, reason;
  Day day;
};
[[nodiscard]] std::optional<Name> name_in(std::string_view id);  // nullopt: no such id

// By day, then type, record and reason; each once. `ahead`: at least so many days before, whatever the lead says.
[[nodiscard]] std::vector<Reminder> reminders(std::vector<Due> due, const std::vector<Answer>& answers, Day today,
                                              int ahead);

}  // namespace keybook::domain::reminders
