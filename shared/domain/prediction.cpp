#include "domain/prediction.h"

#include <algorithm>
#include <cstdlib>

namespace keybook::domain {

namespace {

// Half away from zero; `by` is positive.
std::int64_t mean_of(std::int64_t sum, std::int64_t by) { return (sum >= 0 ? sum + by / 2 : sum - by / 2) / by; }

std::int64_t distance(const std::vector<Purchase>& purchases, std::size_t count) {
  return mean_of(purchases[count - 1].day - purchases[0].day, static_cast<std::int64_t>(count) - 1);
}

}  // namespace

std::optional<Prediction> predict(const std::vector<Purchase>& purchases, std::size_t least) {
  least = std::max<std::size_t>(least, 2);
  if (purchases.size() < least) return std::nullopt;
  Prediction out;
  std::int64_t sum = 0, days_off = 0, cents_off = 0, bought = 0;
  for (std::size_t i = 0; i < purchases.size(); ++i) {
    if (i >= least) {
      const std::int64_t next = purchases[i - 1].day.number + distance(purchases, i);
      days_off += std::abs(purchases[i].day.number - next);
      cents_off += std::abs(purchases[i].cents - mean_of(sum, static_cast<std::int64_t>(i)));
      bought += purchases[i].cents;
      ++out.tested;
    }
    sum += purchases[i].cents;
  }
  out.days_between = distance(purchases, purchases.size());
  out.next = purchases.back().day + static_cast<int>(out.days_between);
  out.cents = mean_of(sum, static_cast<std::int64_t>(purchases.size()));
  if (out.tested > 0) {
    out.error_days = divided(days_off, out.tested, 1);
    out.error_size = percent(Decimal::cents(cents_off), Decimal::cents(bought));
  }
  return out;
}

}  // namespace keybook::domain
