// Ranking customers or products by value: Pareto, ABC, shares, concentration.
// Threads: pure functions. Items: 1.17, 1.18, 1.11, 2.09, 4.25, 11.01, 11.03 and part C.
#pragma once

#include <vector>

#include "base/error.h"
#include "domain/number.h"

namespace keybook::domain {

// Shares in percent that add up to exactly 100.00 (none where the sum is not positive): each is cut to percent_places,
// and the hundredths that are missing go to the largest remainders, ties to the earlier. Values must not be negative.
[[nodiscard]] std::vector<Decimal> shares(const std::vector<Decimal>& values);

struct Ranked {
  std::size_t index = 0;  // into the values given
  Decimal value, share;   // share of the total, percent
  Decimal cumulative;     // share of this and all before, percent: 100.00 at the last
  Decimal place;          // rank ÷ count, percent
};
// Largest first; equal values in the order given, so give them in an order that does not depend on storage [1.17, C].
// Only positive values take part: a customer that sent back more than it bought has no place on the curve.
[[nodiscard]] std::vector<Ranked> pareto(const std::vector<Decimal>& values);

// How many of the ranked, from the top, reach this percentage of the total: "20 % of customers = 80 % of sales" [1.17].
[[nodiscard]] std::size_t count_for_share(const std::vector<Ranked>& ranked, const Decimal& percent);
// Which share the top `percent` of them have (their number rounded up) [1.17, 1.18].
[[nodiscard]] Decimal share_of_top(const std::vector<Ranked>& ranked, const Decimal& percent);

enum class AbcClass { A, B, C };
[[nodiscard]] char letter(AbcClass one);
struct AbcCuts {
  Decimal a = 80, b = 95;  // cumulative percent at which the class ends
};
// NotValid where the cuts are not 0 < a < b < 100.
[[nodiscard]] base::Status check(const AbcCuts& cuts);
// The class of each ranked: it belongs to the class in which its part of the curve begins, so that the first one is A
// even where it alone has more than the cut [C].
[[nodiscard]] std::vector<AbcClass> abc(const std::vector<Ranked>& ranked, const AbcCuts& cuts);

// Herfindahl index of percent shares: sum of squares, 10,000 for a single customer [4.25].
[[nodiscard]] Decimal herfindahl(const std::vector<Ranked>& ranked);
// Own business in one account above this percentage is a dependency [4.25: 70 % forced loss-making prices].
enum class Dependency { None, Watch, Dependent };
struct DependencyLimits {
  Decimal watch = 30, dependent = 70;
};
[[nodiscard]] base::Status check(const DependencyLimits& limits);
[[nodiscard]] Dependency dependency(const Decimal& share_percent, const DependencyLimits& limits);

}  // namespace keybook::domain
