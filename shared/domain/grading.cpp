#include "domain/grading.h"

#include <algorithm>
#include <array>

namespace keybook::domain {

using base::ErrorCode;
using base::fail;

base::Status check(const std::vector<Band>& bands) {
  std::vector<const Band*> sorted;
  for (const Band& band : bands) {
    if (band.below && *band.below <= band.from)
      return fail(
          ErrorCode::NotValid,
          "the band of grade " + band.grade + " is empty: from " + band.from.text() + " to below " + band.below->text(),
          {}, "Give an upper end that is above the lower one");
    sorted.push_back(&band);
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const Band* a, const Band* b) { return a->from < b->from; });
  for (std::size_t i = 1; i < sorted.size(); ++i)
    if (!sorted[i - 1]->below || *sorted[i - 1]->below > sorted[i]->from)
      return fail(ErrorCode::NotValid,
                  "the bands of grades " + sorted[i - 1]->grade + " and " + sorted[i]->grade + " overlap at " +
                      sorted[i]->from.text(),
                  {}, "Let each band end where the next one begins");
  return {};
}

std::optional<std::string> grade_of(const std::vector<Band>& bands, const Decimal& amount) {
  for (const Band& band : bands)
    if (amount >= band.from && (!band.below || amount < *band.below)) return band.grade;
  return std::nullopt;
}

base::Status check(const std::vector<Criterion>& card) {
  if (card.empty()) return fail(ErrorCode::NotValid, "a scorecard needs criteria", {}, "Add at least one criterion");
  Decimal sum;
  for (const Criterion& one : card) {
    if (one.weight.negative())
      return fail(ErrorCode::NotValid, "criterion " + one.name + " has the weight " + one.weight.text(), {},
                  "Give a weight of 0 % or more");
    if (!one.score_max.positive())
      return fail(ErrorCode::NotValid, "criterion " + one.name + " has no highest score", {}, "Give one above 0");
    if (one.score && (one.score->negative() || *one.score > one.score_max))
      return fail(
          ErrorCode::NotValid,
          "criterion " + one.name + " has the score " + one.score->text() + ", outside 0 … " + one.score_max.text(), {},
          "Give a score within these");
    sum += one.weight;
  }
  if (sum != 100)
    return fail(ErrorCode::NotValid, "the weights sum to " + sum.text() + " %, not to 100 %", {},
                "Change the weights so that they sum to 100 %");
  return {};
}

base::Result<Score> score(const std::vector<Criterion>& card) {
  if (auto good = check(card); !good) return tl::unexpected(good.error());
  Score out;
  Decimal sum;
  for (const Criterion& one : card) {
    if (!one.score) {
      out.missing.push_back(one.name);
      continue;
    }
    out.covered += one.weight;
    sum += *divided(one.weight * *one.score, one.score_max, 10);
  }
  out.total = divided(sum * 100, out.covered, percent_places).value_or(Decimal());
  return out;
}

std::vector<std::size_t> best(const std::vector<Score>& candidates) {
  std::vector<std::size_t> out;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (!out.empty() && candidates[i].total < candidates[out.front()].total) continue;
    if (!out.empty() && candidates[i].total > candidates[out.front()].total) out.clear();
    out.push_back(i);
  }
  return out;
}

FourBigsResult four_bigs(const FourBigs& scores, const Decimal& big_from, const Decimal& low_below) {
  FourBigsResult out;
  for (const Decimal* one : {&scores.volume, &scores.profit, &scores.strength, &scores.potential})
    out.reached += *one >= big_from ? 1 : 0;
  out.dangerous = scores.volume >= big_from && scores.potential < low_below;
  return out;
}

std::vector<NotKey> negative_tests(const Purchases& purchases, const NegativeLimits& limits) {
  std::vector<NotKey> out;
  if (purchases.amount.positive() && purchases.largest_order * 100 >= purchases.amount * limits.single_share)
    out.push_back(NotKey::SingleLargeSale);
  if (purchases.orders < limits.orders_min) out.push_back(NotKey::OneOffGroupBuying);
  if (purchases.profit_known && purchases.profit * 100 <= purchases.amount * limits.margin_min)
    out.push_back(NotKey::NoProfit);
  return out;
}

std::string_view name_of(NotKey test) {
  constexpr std::array<std::string_view, 3> names = {"single-large-sale", "one-off-group-buying", "no-profit"};
  return names.at(static_cast<std::size_t>(test));
}

Loyalty loyalty(const std::vector<std::int64_t>& orders_of_customers) {
  std::int64_t customers = 0, again = 0, orders = 0;
  for (const std::int64_t count : orders_of_customers) {
    if (count <= 0) continue;
    ++customers;
    again += count > 1 ? 1 : 0;
    orders += count;
  }
  return {percent(again, customers), percent(orders - customers, orders)};
}

Assessment assess(const std::optional<Decimal>& value, const std::optional<Decimal>& difficulty,
                  const AssessmentLimits& limits) {
  if (!value || !difficulty) return Assessment::CollectMore;
  if (*value < limits.value_low) return Assessment::Drop;
  const bool hard = *difficulty >= limits.difficulty_high;
  if (hard) return Assessment::Watch;
  return *value >= limits.value_high ? Assessment::AllOut : Assessment::Limit;
}

std::string_view letter(Assessment assessment) {
  constexpr std::array<std::string_view, 5> names = {"A", "B", "C", "drop", "collect"};
  return names.at(static_cast<std::size_t>(assessment));
}

FiveResult five_standards(const FiveStandards& of, const FiveLimits& limits) {
  FiveResult out;
  const auto judge = [&out](const std::optional<Decimal>& value, const Decimal& limit) {
    ++(!value ? out.unknown : *value >= limit ? out.met : out.failed);
    return value && *value >= limit;
  };
  const bool purchase = judge(of.purchase, limits.purchase), profit = judge(of.profitability, limits.profitability);
  judge(of.safety, limits.safety);
  const bool future = judge(of.future, limits.future);
  judge(of.cooperation, limits.cooperation);
  if (out.met == 5)
    out.verdict = FiveVerdict::Key;
  else if (!of.purchase || out.unknown > 2)
    out.verdict = FiveVerdict::Unknown;
  else if (!purchase && !profit && of.future && !future)
    out.verdict = FiveVerdict::Drop;
  else
    out.verdict = purchase ? FiveVerdict::Keep : FiveVerdict::Develop;
  return out;
}

std::string_view name_of(FiveVerdict verdict) {
  constexpr std::array<std::string_view, 5> names = {"key", "keep", "develop", "drop", "unknown"};
  return names.at(static_cast<std::size_t>(verdict));
}

}  // namespace keybook::domain
