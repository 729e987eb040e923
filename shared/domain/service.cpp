#include "domain/service.h"

#include <algorithm>
#include <array>

namespace keybook::domain {

FollowUp follow_up(const Complaint& complaint, Day as_of, int days) {
  if (!complaint.solved) return FollowUp::NotSolved;
  const Day by = *complaint.solved + days;
  if (complaint.followed_up) return *complaint.followed_up <= by ? FollowUp::InTime : FollowUp::Late;
  return as_of <= by ? FollowUp::Due : FollowUp::Overdue;
}

std::string_view name_of(FollowUp state) {
  constexpr std::array<std::string_view, 5> names = {"not-solved", "due", "overdue", "in-time", "late"};
  return names.at(static_cast<std::size_t>(state));
}

std::optional<Day> follow_up_by(const Complaint& complaint, int days) {
  if (!complaint.solved || complaint.followed_up) return std::nullopt;
  return *complaint.solved + days;
}

std::optional<int> days_open(const Complaint& complaint, Day as_of) {
  if (!complaint.reported) return std::nullopt;
  return std::max(0, complaint.solved.value_or(as_of) - *complaint.reported);
}

bool survey_due(const std::vector<Day>& surveys, Day as_of, int per_year) {
  const Cycle cycle = per_year >= 4 ? Cycle::Quarter : per_year >= 2 ? Cycle::HalfYear : Cycle::Year;
  const Period now = period_of(cycle, as_of);
  return std::none_of(surveys.begin(), surveys.end(), [&](Day day) { return now.holds(day); });
}

std::int64_t unsurveyed(const std::vector<Day>& completed, const std::vector<Day>& surveys, Day as_of, int days) {
  return std::count_if(completed.begin(), completed.end(), [&](Day done) {
    if (done + days >= as_of) return false;  // there is still time
    return std::none_of(surveys.begin(), surveys.end(),
                        [&](Day asked) { return asked >= done && asked <= done + days; });
  });
}

Satisfaction satisfaction(const std::vector<int>& marks, int best) {
  Satisfaction out;
  std::int64_t sum = 0;
  for (const int mark : marks) {
    ++out.marks;
    sum += mark;
    out.unhappy += (mark - 1) * 5 < (best - 1) * 2 ? 1 : 0;
  }
  out.average = divided(sum, out.marks, 2);
  if (best > 1) out.percent_of_scale = percent(sum - out.marks, out.marks * (best - 1));
  return out;
}

}  // namespace keybook::domain
