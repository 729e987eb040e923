// What products cost from a day on, by the records of type product_cost. Internal to this folder.
// Threads: values, once read. Errors: base::Failure inside a transaction of the caller.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reports/exchange_rates.h"

namespace keybook::client::reports {

class ProductCosts {
 public:
  explicit ProductCosts(store::Store& store);
  // Of a unit on a day, in this currency: of records in it the one that began last, else the one that began last of
  // those with a rate of exchange stated for that day. Empty: none is known.
  [[nodiscard]] std::string of(std::string_view product, domain::Day day, std::string_view currency) const;

 private:
  struct Cost {
    domain::Day from, until;
    std::string each, currency;
  };
  ExchangeRates rates_;
  std::map<std::string, std::vector<Cost>, std::less<>> of_product_;  // by day of beginning, latest first
};

}  // namespace keybook::client::reports
