// When a customer is likely to buy next and how much, from its own rhythm, and how wrong the same rule was before.
// Threads: pure functions. Items: 11.18, 6.25. Units: money in hundredths, exact; days of the calendar.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/day.h"
#include "domain/number.h"

namespace keybook::domain {

// What was bought on one day.
struct Purchase {
  Day day;
  std::int64_t cents = 0;
};

struct Prediction {
  Day next;                           // the last day and the mean distance between days, whole days, half up
  std::int64_t days_between = 0;      // that distance
  std::int64_t cents = 0;             // mean of all, half away from zero
  std::int64_t tested = 0;            // how many purchases the same rule could have foretold
  std::optional<Decimal> error_days;  // mean days that it was off
  std::optional<Decimal> error_size;  // sum of what it was off ÷ sum of what was bought, percent
};
// Oldest first, one per day. none: fewer than `least` (at least 2) purchases.
[[nodiscard]] std::optional<Prediction> predict(const std::vector<Purchase>& purchases, std::size_t least);

}  // namespace keybook::domain
