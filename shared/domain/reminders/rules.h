// Deadlines that no field holds: so many days after another date, by a standard that head office may change.
// Threads: pure functions of constants.
#pragma once

#include <span>
#include <string_view>

namespace keybook::domain::reminders {

struct Rule {
  std::string_view name;      // as in ids and in `reason`
  std::string_view type;      // of the record
  std::string_view after;     // field that the time runs from
  std::string_view person;    // field that says whom
  std::string_view standard;  // name of the standard with the number of days
  int days;                   // where no standard is in force
  // The rule is quiet where one of these has a value, or the state is one of `closed` (values between bars).
  std::string_view done_1, done_2, state, closed;
  std::string_view zh, en;
  // The rule is quiet where a record of this type names it in this field; empty: there is no such.
  std::string_view answer_type = {}, answer_field = {};
  int lasting_days = 366;  // what nobody did for so long reminds no more
};
[[nodiscard]] std::span<const Rule> rules();
[[nodiscard]] const Rule* rule_named(std::string_view name);  // nullptr: no such rule

}  // namespace keybook::domain::reminders
