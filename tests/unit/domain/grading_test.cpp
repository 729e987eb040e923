#include "domain/grading.h"

#include <gtest/gtest.h>

namespace keybook::domain {
namespace {

// The two telecom bands that the sources quantify [2.16, 2.17].
const std::vector<Band> telecom = {{"水晶", 3000, Decimal(10'000)}, {"A(A+)", 1500, Decimal(3000)}};

TEST(Grading, TelecomBands) {
  EXPECT_TRUE(check(telecom));
  EXPECT_EQ(grade_of(telecom, 3000), "水晶");
  EXPECT_EQ(grade_of(telecom, Decimal::of("2999.99")), "A(A+)");
  EXPECT_EQ(grade_of(telecom, 1499), std::nullopt);
  EXPECT_EQ(grade_of(telecom, 10'000), std::nullopt) << "the bands above are lost in the sources";
}

TEST(Grading, OverlappingAndEmptyBandsAreNamed) {
  const auto overlap = check(std::vector<Band>{{"A", 0, Decimal(100)}, {"B", 99, std::nullopt}});
  ASSERT_FALSE(overlap);
  EXPECT_NE(overlap.error().message.find("A and B overlap at 99"), std::string::npos);
  EXPECT_FALSE(check(std::vector<Band>{{"A", 0, std::nullopt}, {"B", 99, std::nullopt}}));
  EXPECT_FALSE(check(std::vector<Band>{{"A", 100, Decimal(100)}}));
}

// Eight factors of a middleman [13.03].
std::vector<Criterion> middleman(const std::vector<int>& scores) {
  const std::vector<std::pair<std::string, int>> factors = {{"coverage", 20},    {"reputation", 15}, {"history", 10},
                                                            {"willingness", 10}, {"mix", 10},        {"finance", 15},
                                                            {"location", 10},    {"promotion", 10}};
  std::vector<Criterion> card;
  for (std::size_t i = 0; i < factors.size(); ++i)
    card.push_back(
        {factors[i].first, factors[i].second, 100, scores[i] < 0 ? std::nullopt : std::optional<Decimal>(scores[i])});
  return card;
}

TEST(Grading, TheMiddlemanWithTheHighestWeightedScoreWins) {
  const auto first = score(middleman({80, 70, 90, 60, 75, 85, 70, 65})),
             second = score(middleman({90, 90, 40, 60, 70, 60, 70, 70}));
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->total.text(), "75.25");
  EXPECT_EQ(second->total.text(), "71.50");
  EXPECT_EQ(best({*first, *second}), std::vector<std::size_t>{0});
  EXPECT_EQ(best({*first, *first}), (std::vector<std::size_t>{0, 1}));
}

TEST(Grading, WeightsMustSumToOneHundred) {
  auto card = middleman({1, 1, 1, 1, 1, 1, 1, 1});
  card[0].weight = 19;
  const auto bad = score(card);
  ASSERT_FALSE(bad);
  EXPECT_NE(bad.error().message.find("99 %"), std::string::npos);
  card[0].weight = -1;
  EXPECT_FALSE(check(card));
  card = middleman({101, 1, 1, 1, 1, 1, 1, 1});
  EXPECT_FALSE(check(card)) << "a score above its scale";
  EXPECT_FALSE(check(std::vector<Criterion>{}));
}

TEST(Grading, WhatWasNotAssessedIsSaidAndNotGuessed) {
  const auto partly = score(middleman({80, 80, 80, 80, 80, 80, 80, -1}));
  ASSERT_TRUE(partly);
  EXPECT_EQ(partly->total.text(), "80.00");
  EXPECT_EQ(partly->covered.text(), "90");
  EXPECT_EQ(partly->missing, std::vector<std::string>{"promotion"});
}

TEST(Grading, BigVolumeWithLittleLoyaltyIsDangerous) {
  EXPECT_TRUE(four_bigs({90, 70, 60, 20}, 60, 40).dangerous);
  EXPECT_EQ(four_bigs({90, 70, 60, 20}, 60, 40).reached, 3);
  EXPECT_FALSE(four_bigs({90, 70, 60, 80}, 60, 40).dangerous);
}

TEST(Grading, NegativeTests) {
  EXPECT_EQ(negative_tests({1, 1000, 200, true, 1000}),
            (std::vector{NotKey::SingleLargeSale, NotKey::OneOffGroupBuying}));
  EXPECT_EQ(negative_tests({24, 1000, -5, true, 60}), std::vector{NotKey::NoProfit});
  EXPECT_EQ(negative_tests({24, 1000, 0, false, 60}), std::vector<NotKey>{}) << "unknown costs are no missing profit";
  EXPECT_EQ(negative_tests({24, 1000, 200, true, 60}), std::vector<NotKey>{});
}

TEST(Grading, LoyaltyCountsCustomersAndOrdersThatCameAgain) {
  const auto of = loyalty({1, 3, 0, 1, 5});
  EXPECT_EQ(of.repurchase->text(), "50.00");
  EXPECT_EQ(of.rebuy->text(), "60.00");
  EXPECT_FALSE(loyalty({0}).repurchase);
}

TEST(Grading, ValueAgainstDifficulty) {
  EXPECT_EQ(assess(80, 30), Assessment::AllOut);
  EXPECT_EQ(assess(40, 30), Assessment::Limit);
  EXPECT_EQ(assess(80, 80), Assessment::Watch);
  EXPECT_EQ(assess(10, 10), Assessment::Drop);
  EXPECT_EQ(assess(std::nullopt, 10), Assessment::CollectMore);
  EXPECT_EQ(letter(assess(80, 30)), "A");
}

TEST(Grading, FiveStandardsKeepKeyOnesAndDropThoseWithoutProfitOrPotential) {
  const FiveLimits limits{100'000, 10, 95, 50, 50};
  EXPECT_EQ(five_standards({200'000, 20, 100, 60, 80}, limits).verdict, FiveVerdict::Key);
  EXPECT_EQ(five_standards({200'000, 20, 80, 60, 80}, limits).verdict, FiveVerdict::Keep);
  EXPECT_EQ(five_standards({1'000, 2, 100, 10, 80}, limits).verdict, FiveVerdict::Drop);
  EXPECT_EQ(five_standards({1'000, 2, 100, 90, 80}, limits).verdict, FiveVerdict::Develop);
  EXPECT_EQ(five_standards({200'000, {}, {}, {}, 80}, limits).verdict, FiveVerdict::Unknown);
}

}  // namespace
}  // namespace keybook::domain
