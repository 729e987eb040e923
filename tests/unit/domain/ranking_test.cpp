#include "domain/ranking.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace keybook::domain {
namespace {

std::vector<Decimal> cents(const std::vector<int>& values) {
  std::vector<Decimal> out;
  for (const int value : values) out.push_back(Decimal::cents(value));
  return out;
}

// Ten customers, two of which bring 80 of 100 [1.17].
const std::vector<Decimal> eighty_twenty = {50, 30, 5, 4, 3, 3, 2, 1, 1, 1};

TEST(Ranking, TwentyPercentOfCustomersBringEightyPercentOfSales) {
  const auto ranked = pareto(eighty_twenty);
  EXPECT_EQ(count_for_share(ranked, 80), 2u);
  EXPECT_EQ(share_of_top(ranked, 20).text(), "80.00");
  EXPECT_EQ(ranked[1].cumulative.text(), "80.00");
  EXPECT_EQ(ranked[1].place.text(), "20.00");
}

TEST(Ranking, ClassesEndAtTheirCuts) {
  const auto classes = abc(pareto(eighty_twenty), {80, 95});
  const std::vector<AbcClass> wanted = {AbcClass::A, AbcClass::A, AbcClass::B, AbcClass::B, AbcClass::B,
                                        AbcClass::B, AbcClass::C, AbcClass::C, AbcClass::C, AbcClass::C};
  EXPECT_EQ(classes, wanted);
  EXPECT_EQ(abc(pareto({100}), {80, 95}), std::vector{AbcClass::A}) << "alone above the cut is still the best";
  EXPECT_FALSE(check(AbcCuts{95, 80}));
  EXPECT_FALSE(check(AbcCuts{80, 100}));
}

TEST(Ranking, SeventyPercentInOneAccountIsADependency) {
  EXPECT_EQ(dependency(70, {}), Dependency::Dependent);
  EXPECT_EQ(dependency(Decimal::of("69.99"), {}), Dependency::Watch);
  EXPECT_EQ(dependency(10, {}), Dependency::None);
  EXPECT_EQ(herfindahl(pareto({7})).text(), "10000.00");
  EXPECT_EQ(herfindahl(pareto({1, 1})).text(), "5000.00");
  EXPECT_FALSE(check(DependencyLimits{80, 70}));
}

RC_GTEST_PROP(Ranking, SharesSumToOneHundred, (const std::vector<unsigned short>& given)) {
  std::vector<Decimal> values;
  for (const unsigned short one : given) values.push_back(Decimal::cents(one));
  Decimal sum;
  for (const Decimal& share : shares(values)) sum += share;
  RC_ASSERT(sum ==
            (std::any_of(given.begin(), given.end(), [](auto one) { return one > 0; }) ? Decimal(100) : Decimal()));
}

RC_GTEST_PROP(Ranking, TheCurveRisesAndBendsDownward, (const std::vector<int>& given)) {
  const auto ranked = pareto(cents(given));
  for (std::size_t i = 1; i < ranked.size(); ++i) {
    RC_ASSERT(ranked[i].value <= ranked[i - 1].value);
    RC_ASSERT(ranked[i].cumulative >= ranked[i - 1].cumulative);
    RC_ASSERT(ranked[i].place > ranked[i - 1].place || ranked.size() > 10'000);
  }
  if (!ranked.empty()) RC_ASSERT(ranked.back().cumulative == Decimal(100));
}

RC_GTEST_PROP(Ranking, ClassesNeverRiseAgain, (const std::vector<unsigned char>& given)) {
  std::vector<Decimal> values(given.begin(), given.end());
  const auto classes = abc(pareto(values), {});
  RC_ASSERT(std::is_sorted(classes.begin(), classes.end()));
}

}  // namespace
}  // namespace keybook::domain
