#include "domain/tenders.h"

#include <algorithm>
#include <array>

namespace keybook::domain {

using base::ErrorCode;
using base::fail;

DeclarationVerdict judge(const DeclarationFacts& facts, const DeclarationRules& rules) {
  DeclarationVerdict out;
  if (!facts.model || !facts.quantity || !facts.unit || !facts.contact) out.reasons.push_back(Refusal::Incomplete);
  out.error_rate = percent(facts.wrong, facts.items);
  if (Decimal(facts.wrong) * 100 > Decimal(facts.items) * rules.error_max)
    out.reasons.push_back(Refusal::TooManyErrors);
  out.win_rate = percent(facts.won, facts.decided);
  out.win_rate_counts = facts.decided > 0 && facts.decided >= rules.projects_min;
  if (out.win_rate_counts && Decimal(facts.won) * 100 < Decimal(facts.decided) * rules.win_rate_min)
    out.reasons.push_back(Refusal::LowWinRate);
  out.accepted = out.reasons.empty();
  return out;
}

std::string_view name_of(Refusal refusal) {
  constexpr std::array<std::string_view, 3> names = {"incomplete", "too-many-errors", "low-win-rate"};
  return names.at(static_cast<std::size_t>(refusal));
}

namespace {

base::Status in_validity(const QuotationState& state, Day day) {
  if (day >= state.valid_from && day <= state.valid_until) return {};
  return fail(ErrorCode::NotValid,
              day.iso() + " is outside the validity period " + state.valid_from.iso() + " … " + state.valid_until.iso(),
              {}, "Quote within the period, or take part in another item");
}

}  // namespace

base::Status may_quote(const QuotationState& state, Day day) {
  if (state.withdrawn)
    return fail(ErrorCode::NotValid, "a quotation for this item was withdrawn, which is final", {},
                "Take part in another item");
  if (state.quoted)
    return fail(ErrorCode::NotValid, "this item has a quotation already; only one is allowed", {},
                "Let it stand, or withdraw it for good");
  return in_validity(state, day);
}

base::Status may_withdraw(const QuotationState& state, Day day) {
  if (!state.quoted || state.withdrawn)
    return fail(ErrorCode::NotValid, "there is no quotation to withdraw", {}, "Nothing is to be done");
  return in_validity(state, day);
}

std::vector<std::size_t> award(const std::vector<Offer>& offers, const Decimal& quality_floor,
                               const Decimal& price_ceiling) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < offers.size(); ++i) {
    if (offers[i].quality < quality_floor || offers[i].price > price_ceiling) continue;
    if (!out.empty() && offers[i].price > offers[out.front()].price) continue;
    if (!out.empty() && offers[i].price < offers[out.front()].price) out.clear();
    out.push_back(i);
  }
  return out;
}

std::set<int> peak_months() { return {4, 5, 6, 11, 12}; }

bool in_season(Day day, const std::set<int>& months) { return months.contains(day.month()); }

Day next_season(Day day, const std::set<int>& months) {
  if (months.empty()) return day;
  Day first = Day::of(day.year(), day.month(), 1);
  if (in_season(first, months)) {
    // A season of all twelve months has no first day.
    for (int i = 0; i < 12 && in_season(first - 1, months); ++i) first = first.plus_months(-1);
    return first;
  }
  while (!in_season(first, months)) first = first.plus_months(1);
  return first;
}

std::vector<CarStandard> car_standards() {
  return {{"minister", Decimal(30, 1), 450'000},
          {"vice-minister", Decimal(30, 1), 350'000},
          {"general", Decimal(20, 1), 250'000}};
}

base::Result<std::vector<std::string>> car_objections(const std::vector<CarStandard>& standards,
                                                      const std::string& rank, const Decimal& litres,
                                                      const Decimal& price) {
  const auto found =
      std::find_if(standards.begin(), standards.end(), [&](const CarStandard& one) { return one.rank == rank; });
  if (found == standards.end())
    return fail(ErrorCode::NotValid, "there is no car standard for rank '" + rank + "'", {},
                "Add one, or choose a known rank");
  std::vector<std::string> out;
  if (litres > found->litres_max) out.push_back(litres.text() + " L is above " + found->litres_max.text() + " L");
  if (price > found->price_max) out.push_back(price.text() + " is above " + found->price_max.text());
  return out;
}

std::optional<Decimal> renewal_demand(std::int64_t fleet, const Decimal& years) { return divided(fleet, years, 0); }

}  // namespace keybook::domain
