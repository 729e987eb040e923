// Who is a key account, and of which grade.
// Threads: pure functions. Items: 1.01–1.30, 2.01–2.30, 13.03, 13.04. Standards are passed in: names, numbers and order
// are head office's; the values here as defaults are those of the sources.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "domain/number.h"

namespace keybook::domain {

// ---- bands by amount [1.25, 2.16, 2.17]
struct Band {
  std::string grade;
  Decimal from;                  // inclusive
  std::optional<Decimal> below;  // exclusive; none: open
};
// NotValid, naming the grades: a band that is empty, or two that overlap.
[[nodiscard]] base::Status check(const std::vector<Band>& bands);
// The grade of an amount; none where no band holds it. The bands must have passed check().
[[nodiscard]] std::optional<std::string> grade_of(const std::vector<Band>& bands, const Decimal& amount);

// ---- scorecards: criteria with weights [1.08, 1.29], the eight factors of middlemen [13.03, 13.04]
struct Criterion {
  std::string name;
  Decimal weight;                // percent; all of a card sum to 100
  Decimal score_max = 100;       // scores are 0 … score_max
  std::optional<Decimal> score;  // none: not assessed
};
// NotValid: no criterion, a weight that is negative, weights that do not sum to 100 %, a score outside 0 … score_max;
// says which and what the sum is.
[[nodiscard]] base::Status check(const std::vector<Criterion>& card);
struct Score {
  Decimal total;    // 0 … 100, of the criteria that were assessed, as if they were all [13.04]
  Decimal covered;  // percent of the weight that was assessed
  std::vector<std::string> missing;
};
[[nodiscard]] base::Result<Score> score(const std::vector<Criterion>& card);
// The candidate with the highest total wins; equal ones share the first place [13.04]. Indexes.
[[nodiscard]] std::vector<std::size_t> best(const std::vector<Score>& candidates);

// ---- "four bigs" [1.10]: volume, profit, strength, potential (0 … 100 each)
struct FourBigs {
  Decimal volume, profit, strength, potential;
};
struct FourBigsResult {
  int reached = 0;         // of four
  bool dangerous = false;  // big volume with little loyalty and potential [1.10]
};
[[nodiscard]] FourBigsResult four_bigs(const FourBigs& scores, const Decimal& big_from, const Decimal& low_below);

// ---- negative tests [1.14, 1.15, 1.16]
struct Purchases {
  std::int64_t orders = 0;    // in the year
  Decimal amount, profit;     // of the year
  bool profit_known = false;  // costs are known
  Decimal largest_order;
};
enum class NotKey { SingleLargeSale, OneOffGroupBuying, NoProfit };
struct NegativeLimits {
  Decimal single_share = 80;    // one order brings this part of the year, percent
  std::int64_t orders_min = 2;  // fewer orders in a year are one-off buying
  Decimal margin_min = 0;       // percent; a margin not above it is demand without profit
};
// What speaks against a key account; empty: nothing.
[[nodiscard]] std::vector<NotKey> negative_tests(const Purchases& purchases, const NegativeLimits& limits = {});
[[nodiscard]] std::string_view name_of(NotKey test);

// ---- loyalty [1.03]: repurchase rate (customers that bought again ÷ customers that bought) and re-buy rate (orders
// after the first ÷ all orders), percent.
struct Loyalty {
  std::optional<Decimal> repurchase, rebuy;
};
[[nodiscard]] Loyalty loyalty(const std::vector<std::int64_t>& orders_of_customers);

// ---- value × difficulty [1.29, 1.30], each 0 … 100; none: information is missing
enum class Assessment { AllOut, Limit, Watch, Drop, CollectMore };
struct AssessmentLimits {
  Decimal value_high = 60, value_low = 20, difficulty_high = 60;
};
// High value is A unless it is too hard: then C. Middle value: B where it is easy, C where it is hard. Too small: drop.
[[nodiscard]] Assessment assess(const std::optional<Decimal>& value, const std::optional<Decimal>& difficulty,
                                const AssessmentLimits& limits = {});
[[nodiscard]] std::string_view letter(Assessment assessment);  // A, B, C, drop, collect

// ---- five standards [11.08]; none: not known
struct FiveStandards {
  std::optional<Decimal> purchase;       // amount of the year
  std::optional<Decimal> profitability;  // margin, percent
  std::optional<Decimal> safety;         // paid of what was due, percent
  std::optional<Decimal> future;         // 0 … 100
  std::optional<Decimal> cooperation;    // 0 … 100
};
struct FiveLimits {
  Decimal purchase, profitability = 10, safety = 95, future = 50, cooperation = 50;
};
enum class FiveVerdict { Key, Keep, Develop, Drop, Unknown };
struct FiveResult {
  int met = 0, failed = 0, unknown = 0;
  FiveVerdict verdict = FiveVerdict::Unknown;
};
// All five: key. No purchase to speak of, no profit and no future: drop. No purchase but a future: develop. [11.08]
[[nodiscard]] FiveResult five_standards(const FiveStandards& of, const FiveLimits& limits);
[[nodiscard]] std::string_view name_of(FiveVerdict verdict);

}  // namespace keybook::domain
