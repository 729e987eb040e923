// Orders, products, plans and money owed: margins, turnover, cross ratio, contribution, plan attainment, receivables.
// Threads: pure functions. Items: 10.01–10.26, 11.02–11.08, 11.18, 6.12, 6.25, part C.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "domain/day.h"
#include "domain/number.h"

namespace keybook::domain {

// Gross margin = gross profit ÷ sales, percent [11.04, C].
[[nodiscard]] std::optional<Decimal> margin(const Decimal& sales, const Decimal& cost);
// Turnover = sales ÷ average stock, average stock = (opening + closing) ÷ 2 [11.05, C]; none without stock.
[[nodiscard]] std::optional<Decimal> turnover(const Decimal& sales, const Decimal& opening, const Decimal& closing);
// Cross ratio = gross margin × turnover [11.06, C]; margin in percent, so is the result.
[[nodiscard]] Decimal cross_ratio(const Decimal& margin_percent, const Decimal& turnover);
// Contribution ratio = cross ratio × product mix share [11.07, C].
[[nodiscard]] Decimal contribution(const Decimal& cross, const Decimal& share_percent);

// (now - before) ÷ before, percent; none where there was nothing before [11.19].
[[nodiscard]] std::optional<Decimal> growth(const Decimal& before, const Decimal& now);
// "Keep the stock, stimulate the increment" [2.21]: what stayed and what came on top.
struct BaseAndIncrement {
  Decimal base, increment, lost;
};
[[nodiscard]] BaseAndIncrement base_and_increment(const Decimal& before, const Decimal& now);

// ---- plans [10.01–10.05, 10.25]
struct Attainment {
  std::optional<Decimal> percent;   // actual ÷ plan
  std::optional<Decimal> expected;  // plan so far, by the days that have passed
  bool behind = false;              // actual is below what is expected by now
};
[[nodiscard]] Attainment attainment(const Decimal& plan, const Decimal& actual, const Period& period, Day as_of);

// ---- receivables [10.13, 11.08 safety]: what was due and what came
struct Receivable {
  Decimal amount, paid;
  std::optional<Day> due;
};
struct Safety {
  Decimal due, paid, overdue;
  std::optional<Decimal> percent;  // paid of what was due
  std::int64_t overdue_count = 0;
};
[[nodiscard]] Safety safety(const std::vector<Receivable>& receivables, Day as_of);

// ---- order changes [10.10]: the sales head AND the heads of all departments concerned
struct OrderChange {
  std::set<std::string> departments;  // concerned, sales aside
  bool sales_head = false;
  std::set<std::string> approved, refused;
};
enum class ChangeState { Waiting, Approved, Refused };
struct ChangeVerdict {
  ChangeState state = ChangeState::Waiting;
  std::vector<std::string> waiting_for;
};
[[nodiscard]] ChangeVerdict judge(const OrderChange& change);

// ---- offers across segments [10.26, 2.19]: a lower grade must not get a better discount than a higher one
struct GradeTerms {
  std::string grade;  // highest first
  Decimal discount;   // percent
  Decimal contacts_a_year;
};
struct BoundaryFinding {
  std::string upper, lower;
  bool discount = false, service = false;  // which of them the lower grade has better
};
[[nodiscard]] std::vector<BoundaryFinding> boundary_findings(const std::vector<GradeTerms>& terms);

// Rebate by steps: the percent of the highest step that the amount reaches [10.17].
struct RebateStep {
  Decimal from, percent;
};
[[nodiscard]] base::Status check(const std::vector<RebateStep>& steps);
[[nodiscard]] Decimal rebate(const std::vector<RebateStep>& steps, const Decimal& amount);

// ---- forecasts [6.25, 11.18]
// Amount × probability ÷ 100, to hundredths.
[[nodiscard]] Decimal weighted(const Decimal& amount, std::int64_t probability_percent);
// Mean of the last `months` of a history (oldest first); none where it is shorter.
[[nodiscard]] std::optional<Decimal> moving_average(const std::vector<Decimal>& history, std::size_t months);
// Mean absolute error of forecasts against what came, percent of what came in all [forecast error].
[[nodiscard]] std::optional<Decimal> forecast_error(const std::vector<Decimal>& forecasts,
                                                    const std::vector<Decimal>& actual);
// When the next order is likely: the last one and the mean distance between orders; none with fewer than two [11.18].
[[nodiscard]] std::optional<Day> next_purchase(const std::vector<Day>& orders);

}  // namespace keybook::domain
