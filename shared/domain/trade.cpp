#include "domain/trade.h"

#include <algorithm>

namespace keybook::domain {

using base::ErrorCode;
using base::fail;

std::optional<Decimal> margin(const Decimal& sales, const Decimal& cost) { return percent(sales - cost, sales); }

std::optional<Decimal> turnover(const Decimal& sales, const Decimal& opening, const Decimal& closing) {
  return divided(sales * 2, opening + closing, 4);
}

Decimal cross_ratio(const Decimal& margin_percent, const Decimal& turns) { return (margin_percent * turns).rounded(4); }

Decimal contribution(const Decimal& cross, const Decimal& share_percent) {
  return (cross * share_percent * Decimal(1, 2)).rounded(4);
}

std::optional<Decimal> growth(const Decimal& before, const Decimal& now) {
  return before.positive() ? percent(now - before, before) : std::nullopt;
}

BaseAndIncrement base_and_increment(const Decimal& before, const Decimal& now) {
  if (now >= before) return {before, now - before, {}};
  return {now, {}, before - now};
}

Attainment attainment(const Decimal& plan, const Decimal& actual, const Period& period, Day as_of) {
  Attainment out;
  out.percent = percent(actual, plan);
  const int passed = std::clamp(as_of - period.from + 1, 0, period.days());
  out.expected = divided(plan * passed, period.days(), 2);
  out.behind = actual < *out.expected;
  return out;
}

Safety safety(const std::vector<Receivable>& receivables, Day as_of) {
  Safety out;
  for (const Receivable& one : receivables) {
    if (!one.due || *one.due > as_of) continue;
    out.due += one.amount;
    out.paid += std::min(one.paid, one.amount);
    if (one.paid >= one.amount) continue;
    out.overdue += one.amount - one.paid;
    ++out.overdue_count;
  }
  out.percent = percent(out.paid, out.due);
  return out;
}

ChangeVerdict judge(const OrderChange& change) {
  ChangeVerdict out;
  if (!change.refused.empty()) {
    out.state = ChangeState::Refused;
    return out;
  }
  if (!change.sales_head) out.waiting_for.emplace_back("sales");
  for (const std::string& department : change.departments)
    if (!change.approved.contains(department)) out.waiting_for.push_back(department);
  // Double approval: without any department concerned there is nobody who could be the second.
  if (out.waiting_for.empty() && !change.departments.empty()) out.state = ChangeState::Approved;
  if (change.departments.empty()) out.waiting_for.emplace_back("department");
  return out;
}

std::vector<BoundaryFinding> boundary_findings(const std::vector<GradeTerms>& terms) {
  std::vector<BoundaryFinding> out;
  for (std::size_t i = 1; i < terms.size(); ++i) {
    const GradeTerms &upper = terms[i - 1], &lower = terms[i];
    const bool discount = lower.discount > upper.discount, service = lower.contacts_a_year > upper.contacts_a_year;
    if (discount || service) out.push_back({upper.grade, lower.grade, discount, service});
  }
  return out;
}

base::Status check(const std::vector<RebateStep>& steps) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (steps[i].percent.negative() || steps[i].percent > 100)
      return fail(ErrorCode::NotValid,
                  "the rebate from " + steps[i].from.text() + " is " + steps[i].percent.text() + " %", {},
                  "Give a percentage from 0 to 100");
    if (i > 0 && steps[i].from <= steps[i - 1].from)
      return fail(ErrorCode::NotValid, "the steps of the rebate do not rise at " + steps[i].from.text(), {},
                  "Order them by amount, each amount once");
  }
  return {};
}

Decimal rebate(const std::vector<RebateStep>& steps, const Decimal& amount) {
  Decimal rate;
  for (const RebateStep& step : steps)
    if (amount >= step.from) rate = step.percent;
  return (amount * rate * Decimal(1, 2)).rounded(2);
}

Decimal weighted(const Decimal& amount, std::int64_t probability_percent) {
  return (amount * probability_percent * Decimal(1, 2)).rounded(2);
}

std::optional<Decimal> moving_average(const std::vector<Decimal>& history, std::size_t months) {
  if (months == 0 || history.size() < months) return std::nullopt;
  Decimal sum;
  for (std::size_t i = history.size() - months; i < history.size(); ++i) sum += history[i];
  return divided(sum, static_cast<std::int64_t>(months), 2);
}

std::optional<Decimal> forecast_error(const std::vector<Decimal>& forecasts, const std::vector<Decimal>& actual) {
  Decimal wrong, all;
  for (std::size_t i = 0; i < std::min(forecasts.size(), actual.size()); ++i) {
    const Decimal miss = forecasts[i] - actual[i];
    wrong += miss.negative() ? -miss : miss;
    all += actual[i];
  }
  return all.positive() ? percent(wrong, all) : std::nullopt;
}

std::optional<Day> next_purchase(const std::vector<Day>& orders) {
  if (orders.size() < 2) return std::nullopt;
  const auto [first, last] = std::minmax_element(orders.begin(), orders.end());
  const int span = *last - *first, gaps = static_cast<int>(orders.size()) - 1;
  return *last + (span + gaps / 2) / gaps;
}

}  // namespace keybook::domain
