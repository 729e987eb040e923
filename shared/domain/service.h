// Complaints, satisfaction, surveys. Threads: pure functions. Items: 9.01–9.27, part A. Days are passed in.
#pragma once

#include <optional>
#include <vector>

#include "domain/day.h"
#include "domain/number.h"

namespace keybook::domain {

// Within one week AFTER the solution somebody asks whether the customer is satisfied [9.01].
inline constexpr int follow_up_days = 7;
enum class FollowUp { NotSolved, Due, Overdue, InTime, Late };
struct Complaint {
  std::optional<Day> reported, solved, followed_up;
};
[[nodiscard]] FollowUp follow_up(const Complaint& complaint, Day as_of, int days = follow_up_days);
[[nodiscard]] std::string_view name_of(FollowUp state);
// Last good day for asking; none: not solved yet, or asked already.
[[nodiscard]] std::optional<Day> follow_up_by(const Complaint& complaint, int days = follow_up_days);
// Days from report to solution, or to `as_of` while it is open; none: no day of report.
[[nodiscard]] std::optional<int> days_open(const Complaint& complaint, Day as_of);

// Written opinion surveys, twice a year for large and middle customers [9.05]: whether one is due.
[[nodiscard]] bool survey_due(const std::vector<Day>& surveys, Day as_of, int per_year = 2);
// One survey after every sale completed [9.06]: completed sales that nobody asked about within `days`.
[[nodiscard]] std::int64_t unsurveyed(const std::vector<Day>& completed, const std::vector<Day>& surveys, Day as_of,
                                      int days = 30);

// Middle of marks on a scale from 1 to `best`, and as a percentage of that scale [9.08]; none: no marks.
struct Satisfaction {
  std::int64_t marks = 0;
  std::optional<Decimal> average, percent_of_scale;
  std::int64_t unhappy = 0;  // marks in the lower two fifths
};
[[nodiscard]] Satisfaction satisfaction(const std::vector<int>& marks, int best = 5);

}  // namespace keybook::domain
