#include "reports/product_costs.h"

#include "tables/condition.h"

namespace keybook::client::reports {

using domain::Day;

ProductCosts::ProductCosts(store::Store& store) : rates_(store) {
  if (store.registry().type("product_cost") == nullptr) return;
  auto rows = store::prepared(store.database(), "SELECT product, unit_cost, currency, valid_from, valid_to FROM " +
                                                    store.shown().table("product_cost") +
                                                    " WHERE product IS NOT NULL AND unit_cost IS NOT NULL AND " +
                                                    tables::is_shown() + " ORDER BY product, valid_from DESC, id DESC");
  while (store::next(rows))
    if (const auto from = Day::of(rows.text(3)))
      of_product_[std::string(rows.text(0))].push_back({*from, Day::of(rows.text(4)).value_or(Day{INT32_MAX}),
                                                        std::string(rows.text(1)), std::string(rows.text(2))});
}

std::string ProductCosts::of(std::string_view product, Day day, std::string_view currency) const {
  const auto found = of_product_.find(product);
  if (found == of_product_.end()) return {};
  for (const Cost& one : found->second)
    if (one.from <= day && day <= one.until && one.currency == currency) return one.each;
  for (const Cost& one : found->second) {
    if (day < one.from || one.until < day) continue;
    const auto rate = rates_.of(one.currency, currency, day);
    const auto each = domain::Decimal::parse(one.each);
    if (rate && each) return (*each * *rate).text();
  }
  return {};
}

}  // namespace keybook::client::reports
