// Stated rates of exchange: records that say what one unit of a currency is worth in another from a day on. Nothing is
// inverted and nothing chained: what is not stated is not known. Internal to this folder. Threads: as the database
// while it is made, then immutable. Items: 11.04. Errors: base::Failure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/day.h"
#include "domain/number.h"
#include "store/store.h"

namespace keybook::client::reports {

class ExchangeRates {
 public:
  explicit ExchangeRates(store::Store& store);
  // In force on a day, the latest first where several are.
  [[nodiscard]] std::optional<domain::Decimal> of(std::string_view currency, std::string_view into,
                                                  domain::Day day) const;
  // By currency, all that are stated into this one on a day.
  [[nodiscard]] std::map<std::string, domain::Decimal> all_into(std::string_view into, domain::Day day) const;

 private:
  struct Rate {
    domain::Day from, until;
    domain::Decimal rate;
  };
  // By (into, currency); each newest first.
  std::map<std::pair<std::string, std::string>, std::vector<Rate>> rates_;
};

}  // namespace keybook::client::reports
