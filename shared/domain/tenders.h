// Project declarations, quotations in procurement, seasons, rules about cars.
// Threads: pure functions. Items: 7.01–7.16, part A and D6. Numbers are parameters with the sources' as defaults.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/error.h"
#include "domain/day.h"
#include "domain/number.h"

namespace keybook::domain {

// ---- declarations [7.13–7.15]
struct DeclarationRules {
  Decimal error_max = 20;         // percent wrong; above: not approved
  Decimal win_rate_min = 60;      // percent; below: later declarations are refused
  std::int64_t projects_min = 5;  // the win rate counts from so many decided projects (small dealers, D6)
};
struct DeclarationFacts {
  std::int64_t items = 0, wrong = 0;                                    // of this declaration
  bool model = false, quantity = false, unit = false, contact = false;  // mandatory [7.13]
  std::int64_t decided = 0, won = 0;                                    // of the dealer so far
};
enum class Refusal { Incomplete, TooManyErrors, LowWinRate };
struct DeclarationVerdict {
  bool accepted = true;
  std::vector<Refusal> reasons;
  std::optional<Decimal> error_rate, win_rate;
  bool win_rate_counts = false;
};
[[nodiscard]] DeclarationVerdict judge(const DeclarationFacts& facts, const DeclarationRules& rules = {});
[[nodiscard]] std::string_view name_of(Refusal refusal);

// ---- quoting [7.03]: once within the validity period; withdrawing is final for the item
struct QuotationState {
  Day valid_from, valid_until;
  bool quoted = false, withdrawn = false;
};
// NotValid with the reason where it is not allowed on that day.
[[nodiscard]] base::Status may_quote(const QuotationState& state, Day day);
[[nodiscard]] base::Status may_withdraw(const QuotationState& state, Day day);
// Award: lowest price among those that meet the quality floor and stay below the ceiling [7.02]; indexes, several where
// prices are equal; empty: no award.
struct Offer {
  Decimal price, quality;
};
[[nodiscard]] std::vector<std::size_t> award(const std::vector<Offer>& offers, const Decimal& quality_floor,
                                             const Decimal& price_ceiling);

// ---- seasons [7.07]: April–June when the budget has passed, November–December before it ends
[[nodiscard]] std::set<int> peak_months();
[[nodiscard]] bool in_season(Day day, const std::set<int>& months);
// First day of the season that is running or comes next.
[[nodiscard]] Day next_season(Day day, const std::set<int>& months);

// ---- cars [7.10]: who may have which
struct CarStandard {
  std::string rank;
  Decimal litres_max, price_max;
};
[[nodiscard]] std::vector<CarStandard> car_standards();  // minister, vice-minister, general
// Why a car may not be bought for a rank; empty: it may. UnknownField-like NotValid for a rank that has no standard.
[[nodiscard]] base::Result<std::vector<std::string>> car_objections(const std::vector<CarStandard>& standards,
                                                                    const std::string& rank, const Decimal& litres,
                                                                    const Decimal& price);
// Yearly demand of a fleet that is renewed every `years` [7.11].
[[nodiscard]] std::optional<Decimal> renewal_demand(std::int64_t fleet, const Decimal& years);

}  // namespace keybook::domain
