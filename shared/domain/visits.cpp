#include "domain/visits.h"

#include <algorithm>
#include <set>

namespace keybook::domain {

using base::ErrorCode;
using base::fail;

base::Status check(const std::vector<ContactStandard>& standards) {
  std::set<std::pair<std::string, std::string>> seen;
  for (const ContactStandard& one : standards) {
    if (one.grade.empty() || one.kind.empty())
      return fail(ErrorCode::NotValid, "a visit standard has no grade or no kind of contact", {}, "Name both");
    if (one.times < 1)
      return fail(ErrorCode::NotValid,
                  "the standard of grade " + one.grade + " asks for " + std::to_string(one.times) + " contacts per " +
                      std::string(name_of(one.cycle)),
                  {}, "Ask for at least one, or remove the standard");
    if (!seen.emplace(one.grade, one.kind).second)
      return fail(ErrorCode::NotValid, "grade " + one.grade + " has two standards for " + one.kind, {},
                  "Keep one that is in force at a time");
  }
  return {};
}

std::optional<Due> next_due(const ContactStandard& standard, const std::vector<Day>& done_in_cycle,
                            std::optional<Day> last, Day as_of) {
  const Period cycle = period_of(standard.cycle, as_of);
  Due due;
  due.wanted = standard.times;
  due.done = static_cast<int>(std::count_if(done_in_cycle.begin(), done_in_cycle.end(),
                                            [&](Day day) { return cycle.holds(day) && day <= as_of; }));
  if (due.done >= standard.times) return std::nullopt;
  // The end of the part of the cycle in which number done+1 falls.
  due.by = cycle.from + (cycle.days() * (due.done + 1) / standard.times - 1);
  due.overdue_days = std::max(0, as_of - due.by);
  if (last) due.days_since = as_of - *last;
  return due;
}

void Compliance::add(const Compliance& other) {
  due += other.due;
  counted += other.counted;
  done += other.done;
}

std::optional<Decimal> Compliance::rate() const { return percent(counted, due); }

Compliance compliance(const ContactStandard& standard, const std::vector<Day>& done, const Period& period) {
  Compliance out;
  Period cycle = period_of(standard.cycle, period.from);
  if (cycle.from < period.from) cycle = next_period(standard.cycle, cycle);
  for (; cycle.until <= period.until; cycle = next_period(standard.cycle, cycle)) {
    const auto count = std::count_if(done.begin(), done.end(), [&](Day day) { return cycle.holds(day); });
    out.due += standard.times;
    out.done += count;
    out.counted += std::min<std::int64_t>(count, standard.times);
  }
  return out;
}

OutsideCheck outside_minimum(const std::map<Day, int>& visits, const Period& period, const OutsideMinimum& minimum) {
  OutsideCheck out;
  int week = 0, week_days = 0;
  for (Day day = period.from; day <= period.until; day = day + 1) {
    const auto found = visits.find(day);
    const int count = found == visits.end() ? 0 : found->second;
    week += count;
    if (day.weekday() <= 5) {
      ++out.days;
      ++week_days;
      out.days_below += count < minimum.per_day ? 1 : 0;
    }
    if (day.weekday() < 7) continue;
    if (week_days == 5) {  // a week that the period cuts cannot be judged
      ++out.weeks;
      out.weeks_below += week < minimum.per_week ? 1 : 0;
    }
    week = week_days = 0;
  }
  return out;
}

std::optional<Decimal> executive_share(std::int64_t visit_days, std::int64_t working_days) {
  return percent(visit_days, working_days);
}

base::Result<Staffing> staffing(const std::vector<StaffingGrade>& grades, const Decimal& hours_of_manager) {
  if (!hours_of_manager.positive())
    return fail(ErrorCode::NotValid, "a manager has " + hours_of_manager.text() + " hours a year", {},
                "Give a number above 0");
  Staffing out;
  for (const StaffingGrade& one : grades) {
    if (one.accounts < 0 || one.contacts_a_year.negative() || one.hours_each.negative() || one.weight.negative())
      return fail(ErrorCode::NotValid, "the staffing of grade " + one.grade + " has a negative number", {},
                  "Give numbers of 0 or more");
    out.hours += Decimal(one.accounts) * one.contacts_a_year * one.hours_each * one.weight;
  }
  out.managers = *divided(out.hours, hours_of_manager, 2);
  out.whole = divided(out.hours, hours_of_manager, 0)->to_cents().value_or(0) / 100;
  if (Decimal(out.whole) * hours_of_manager < out.hours) ++out.whole;
  return out;
}

bool department_needed(std::int64_t key_accounts, std::int64_t from) { return key_accounts >= from; }

Decimal spare_hours(const Decimal& available, const Decimal& needed) { return available - needed; }

}  // namespace keybook::domain
