#include "domain/ranking.h"

#include <algorithm>
#include <numeric>

namespace keybook::domain {

using base::ErrorCode;

namespace {

constexpr std::int64_t hundredths_of_all = 10'000;  // 100.00 %

}  // namespace

std::vector<Decimal> shares(const std::vector<Decimal>& values) {
  Decimal total;
  for (const Decimal& value : values) total += value;
  if (!total.positive()) return {};
  struct Part {
    std::size_t index;
    std::int64_t hundredths;
    Decimal rest;  // in units of total / 10,000
  };
  std::vector<Part> parts;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Decimal exact = values[i] * hundredths_of_all;
    std::int64_t whole = divided(exact, total, 0)->to_cents().value_or(0) / 100;
    if (Decimal(whole) * total > exact) --whole;  // the quotient was rounded up
    parts.push_back({i, whole, exact - Decimal(whole) * total});
    given += whole;
  }
  std::vector<std::size_t> order(parts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return parts[a].rest > parts[b].rest; });
  for (std::size_t i = 0; given < hundredths_of_all; ++i, ++given) ++parts[order[i % order.size()]].hundredths;
  std::vector<Decimal> out;
  for (const Part& part : parts) out.push_back(Decimal::cents(part.hundredths));
  return out;
}

std::vector<Ranked> pareto(const std::vector<Decimal>& values) {
  std::vector<Ranked> ranked;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i].positive()) ranked.push_back({i, values[i], {}, {}, {}});
  std::stable_sort(ranked.begin(), ranked.end(), [](const Ranked& a, const Ranked& b) { return a.value > b.value; });
  std::vector<Decimal> sorted;
  for (const Ranked& one : ranked) sorted.push_back(one.value);
  const std::vector<Decimal> parts = shares(sorted);
  Decimal cumulative;
  const Decimal count(static_cast<std::int64_t>(ranked.size()));
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    cumulative += parts[i];
    ranked[i].share = parts[i];
    ranked[i].cumulative = cumulative;
    ranked[i].place = *percent(static_cast<std::int64_t>(i + 1), count);
  }
  return ranked;
}

std::size_t count_for_share(const std::vector<Ranked>& ranked, const Decimal& wanted) {
  Decimal total, sum;
  for (const Ranked& one : ranked) total += one.value;
  std::size_t count = 0;
  while (count < ranked.size() && sum * 100 < total * wanted) sum += ranked[count++].value;
  return count;
}

Decimal share_of_top(const std::vector<Ranked>& ranked, const Decimal& wanted) {
  const Decimal least = wanted * static_cast<std::int64_t>(ranked.size());
  Decimal total, sum;
  for (std::size_t i = 0; i < ranked.size(); ++i) {
    total += ranked[i].value;
    if (Decimal(static_cast<std::int64_t>(i) * 100) < least) sum += ranked[i].value;
  }
  return percent(sum, total).value_or(Decimal());
}

char letter(AbcClass one) { return one == AbcClass::A ? 'A' : one == AbcClass::B ? 'B' : 'C'; }

base::Status check(const AbcCuts& cuts) {
  if (cuts.a.positive() && cuts.a < cuts.b && cuts.b < 100) return {};
  return base::fail(
      ErrorCode::NotValid,
      "the cuts of the classes must rise: 0 < A (" + cuts.a.text() + ") < B (" + cuts.b.text() + ") < 100", {},
      "Give the cumulative percentages at which class A and class B end, for instance 80 and 95");
}

std::vector<AbcClass> abc(const std::vector<Ranked>& ranked, const AbcCuts& cuts) {
  Decimal total, before;
  for (const Ranked& one : ranked) total += one.value;
  std::vector<AbcClass> out;
  for (const Ranked& one : ranked) {
    const Decimal start = before * 100;
    out.push_back(start < total * cuts.a ? AbcClass::A : start < total * cuts.b ? AbcClass::B : AbcClass::C);
    before += one.value;
  }
  return out;
}

Decimal herfindahl(const std::vector<Ranked>& ranked) {
  Decimal total, squares;
  for (const Ranked& one : ranked) {
    total += one.value;
    squares += one.value * one.value;
  }
  return divided(squares * hundredths_of_all, total * total, percent_places).value_or(Decimal());
}

base::Status check(const DependencyLimits& limits) {
  if (limits.watch.positive() && limits.watch <= limits.dependent && limits.dependent <= 100) return {};
  return base::fail(ErrorCode::NotValid, "the limits of dependency must rise within 0 and 100 %", {},
                    "Give for instance 30 (watch) and 70 (dependent)");
}

Dependency dependency(const Decimal& share_percent, const DependencyLimits& limits) {
  if (share_percent >= limits.dependent) return Dependency::Dependent;
  return share_percent >= limits.watch ? Dependency::Watch : Dependency::None;
}

}  // namespace keybook::domain
