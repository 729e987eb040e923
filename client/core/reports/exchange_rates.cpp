#include "reports/exchange_rates.h"

#include "tables/condition.h"

namespace keybook::client::reports {

using domain::Day;
using domain::Decimal;

namespace {

template <class Rates>
const Decimal* in_force(const Rates& rates, Day day) {
  for (const auto& one : rates)
    if (one.from <= day && day <= one.until) return &one.rate;
  return nullptr;
}

}  // namespace

ExchangeRates::ExchangeRates(store::Store& store) {
  if (store.registry().type("exchange_rate") == nullptr) return;
  auto rows = store::prepared(store.database(), "SELECT \"into\", currency, rate, valid_from, valid_to FROM " +
                                                    store.shown().table("exchange_rate") + " WHERE " +
                                                    tables::is_shown() + " ORDER BY valid_from DESC, id");
  while (store::next(rows)) {
    const auto rate = Decimal::parse(rows.text(2));
    const auto from = Day::of(rows.text(3));
    if (rate && from)
      rates_[{std::string(rows.text(0)), std::string(rows.text(1))}].push_back(
          {*from, Day::of(rows.text(4)).value_or(Day{INT32_MAX}), *rate});
  }
}

std::optional<Decimal> ExchangeRates::of(std::string_view currency, std::string_view into, Day day) const {
  const auto found = rates_.find({std::string(into), std::string(currency)});
  const Decimal* rate = found == rates_.end() ? nullptr : in_force(found->second, day);
  return rate == nullptr ? std::nullopt : std::optional(*rate);
}

std::map<std::string, Decimal> ExchangeRates::all_into(std::string_view into, Day day) const {
  std::map<std::string, Decimal> out;
  for (auto at = rates_.lower_bound({std::string(into), {}}); at != rates_.end() && at->first.first == into; ++at)
    if (const Decimal* rate = in_force(at->second, day)) out.emplace(at->first.second, *rate);
  return out;
}

}  // namespace keybook::client::reports
