#include "domain/trade.h"

#include <gtest/gtest.h>

#include "days.h"

#include "domain/retention.h"
#include "domain/service.h"
#include "domain/tenders.h"

namespace keybook::domain {
namespace {

TEST(Trade, CrossAndContributionRatio) {
  const auto gross = margin(1000, 750);
  const auto turns = turnover(1000, 100, 300);
  EXPECT_EQ(gross->text(), "25.00");
  EXPECT_EQ(turns->text(), "5.0000");
  EXPECT_EQ(cross_ratio(*gross, *turns).text(), "125.0000");
  EXPECT_EQ(contribution(cross_ratio(*gross, *turns), 40).text(), "50.0000");
  EXPECT_FALSE(turnover(1000, 0, 0)) << "no stock, no turnover";
  EXPECT_FALSE(margin(0, 10));
}

TEST(Trade, PlansAreJudgedByTheDaysThatPassed) {
  const auto of = attainment(3650, 900, {on("2026-01-01"), on("2026-12-31")}, on("2026-04-10"));
  EXPECT_EQ(of.percent->text(), "24.66");
  EXPECT_EQ(of.expected->text(), "1000.00");
  EXPECT_TRUE(of.behind);
}

TEST(Trade, SafetyIsWhatCameOfWhatWasDue) {
  const auto of =
      safety({{100, 100, on("2026-01-01")}, {100, 40, on("2026-02-01")}, {100, 0, on("2026-09-01")}, {50, 0, {}}},
             on("2026-03-01"));
  EXPECT_EQ(of.percent->text(), "70.00");
  EXPECT_EQ(of.overdue.text(), "60");
  EXPECT_EQ(of.overdue_count, 1);
}

TEST(Trade, AnOrderChangeNeedsTheSalesHeadAndAllDepartmentHeads) {
  OrderChange change;
  change.departments = {"production", "warehouse"};
  change.sales_head = true;
  change.approved = {"production"};
  EXPECT_EQ(judge(change).waiting_for, std::vector<std::string>{"warehouse"});
  change.approved.insert("warehouse");
  EXPECT_EQ(judge(change).state, ChangeState::Approved);
  change.sales_head = false;
  EXPECT_EQ(judge(change).state, ChangeState::Waiting);
  change.refused = {"production"};
  EXPECT_EQ(judge(change).state, ChangeState::Refused);
  EXPECT_EQ(judge(OrderChange{{}, true, {}, {}}).state, ChangeState::Waiting) << "there is no double approval by one";
}

TEST(Trade, TheHeadOfTheChickenIsServedBetterThanTheTailOfThePhoenix) {
  const auto found = boundary_findings({{"水晶", 5, 20}, {"A(A+)", 8, 16}, {"B", 3, 16}});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].upper, "水晶");
  EXPECT_TRUE(found[0].discount);
  EXPECT_FALSE(found[0].service);
}

TEST(Trade, RebatesForecastsAndTheNextPurchase) {
  EXPECT_EQ(rebate({{0, 1}, {1000, 2}}, Decimal::of("1000.25")).text(), "20.01");
  EXPECT_FALSE(check(std::vector<RebateStep>{{1000, 1}, {1000, 2}}));
  EXPECT_EQ(weighted(Decimal::of("999.99"), 35).text(), "350.00");
  EXPECT_EQ(moving_average({1, 2, 3}, 2)->text(), "2.50");
  EXPECT_FALSE(moving_average({1}, 2));
  EXPECT_EQ(forecast_error({100, 50}, {80, 60})->text(), "21.43");
  EXPECT_EQ(next_purchase({on("2026-01-01"), on("2026-03-02"), on("2026-01-31")})->iso(), "2026-04-01");
  EXPECT_FALSE(next_purchase({on("2026-01-01")}));
  EXPECT_EQ(base_and_increment(100, 120).increment.text(), "20");
  EXPECT_EQ(base_and_increment(100, 80).lost.text(), "20");
  EXPECT_FALSE(growth(0, 5));
}

TEST(Tenders, ADeclarationOverTwentyPercentWrongIsRejected) {
  DeclarationFacts facts{10, 2, true, true, true, true, 0, 0};
  EXPECT_TRUE(judge(facts).accepted) << "20 % exactly is not above";
  facts.wrong = 3;
  EXPECT_EQ(judge(facts).reasons, std::vector{Refusal::TooManyErrors});
  facts.wrong = 0;
  facts.contact = false;
  EXPECT_EQ(judge(facts).reasons, std::vector{Refusal::Incomplete});
}

TEST(Tenders, AWinRateBelowSixtyPercentBlocksFromAMinimumOfProjects) {
  DeclarationFacts facts{10, 0, true, true, true, true, 5, 2};
  EXPECT_EQ(judge(facts).reasons, std::vector{Refusal::LowWinRate});
  EXPECT_EQ(judge(facts).win_rate->text(), "40.00");
  facts.decided = 4;
  EXPECT_TRUE(judge(facts).accepted) << "four projects say little about a small dealer";
  facts.decided = 5;
  facts.won = 3;
  EXPECT_TRUE(judge(facts).accepted) << "60 % exactly";
}

TEST(Tenders, OneQuotationAndAFinalWithdrawal) {
  QuotationState state{on("2026-03-01"), on("2026-03-10")};
  EXPECT_TRUE(may_quote(state, on("2026-03-10")));
  EXPECT_FALSE(may_quote(state, on("2026-03-11")));
  EXPECT_FALSE(may_withdraw(state, on("2026-03-02")));
  state.quoted = true;
  EXPECT_FALSE(may_quote(state, on("2026-03-02")));
  EXPECT_TRUE(may_withdraw(state, on("2026-03-02")));
  state.withdrawn = true;
  EXPECT_FALSE(may_quote(state, on("2026-03-02")));
  EXPECT_EQ(award({{100, 90}, {80, 50}, {95, 80}, {95, 85}}, 70, 99), (std::vector<std::size_t>{2, 3}));
}

TEST(Tenders, SeasonsAreApriltoJuneAndNovemberToDecember) {
  EXPECT_TRUE(in_season(on("2026-06-30"), peak_months()));
  EXPECT_FALSE(in_season(on("2026-07-01"), peak_months()));
  EXPECT_EQ(next_season(on("2026-07-15"), peak_months()).iso(), "2026-11-01");
  EXPECT_EQ(next_season(on("2026-12-15"), peak_months()).iso(), "2026-11-01");
  EXPECT_EQ(next_season(on("2026-01-15"), peak_months()).iso(), "2026-04-01");
}

TEST(Tenders, CarsByRank) {
  EXPECT_TRUE(car_objections(car_standards(), "minister", Decimal::of("3.0"), 450'000)->empty());
  EXPECT_EQ(car_objections(car_standards(), "vice-minister", Decimal::of("3.0"), 350'001)->size(), 1u);
  EXPECT_EQ(car_objections(car_standards(), "general", Decimal::of("2.4"), 260'000)->size(), 2u);
  EXPECT_FALSE(car_objections(car_standards(), "emperor", 1, 1));
  EXPECT_EQ(renewal_demand(900'000, Decimal::of("6.5"))->text(), "138462") << "about 140,000 a year";
}

TEST(Service, SatisfactionIsAskedWithinOneWeekAfterTheSolution) {
  Complaint complaint{on("2026-03-01"), on("2026-03-05"), {}};
  EXPECT_EQ(follow_up(complaint, on("2026-03-12")), FollowUp::Due);
  EXPECT_EQ(follow_up(complaint, on("2026-03-13")), FollowUp::Overdue);
  EXPECT_EQ(follow_up_by(complaint)->iso(), "2026-03-12");
  complaint.followed_up = on("2026-03-12");
  EXPECT_EQ(follow_up(complaint, on("2026-05-01")), FollowUp::InTime);
  complaint.followed_up = on("2026-03-13");
  EXPECT_EQ(follow_up(complaint, on("2026-05-01")), FollowUp::Late);
  EXPECT_EQ(follow_up({on("2026-03-01"), {}, {}}, on("2026-05-01")), FollowUp::NotSolved);
  EXPECT_EQ(days_open({on("2026-03-01"), {}, {}}, on("2026-03-31")), 30);
}

TEST(Service, SurveysTwiceAYearAndAfterEverySale) {
  EXPECT_TRUE(survey_due({on("2026-06-30")}, on("2026-07-01")));
  EXPECT_FALSE(survey_due({on("2026-07-01")}, on("2026-12-31")));
  EXPECT_EQ(unsurveyed({on("2026-01-01"), on("2026-02-01"), on("2026-03-20")}, {on("2026-02-05")}, on("2026-04-01")),
            1);
  const auto marks = satisfaction({5, 4, 1});
  EXPECT_EQ(marks.average->text(), "3.33");
  EXPECT_EQ(marks.percent_of_scale->text(), "58.33");
  EXPECT_EQ(marks.unhappy, 1);
  EXPECT_FALSE(satisfaction({}).average);
}

TEST(Retention, ChurnIsMeasuredInValueByTheCompanysOwnDefinition) {
  EXPECT_EQ(churned({true, 0}, 100, 0).text(), "100");
  EXPECT_TRUE(churned({true, 0}, 100, 1).zero());
  EXPECT_EQ(churned({true, 50}, 100, 40).text(), "60");
  EXPECT_TRUE(churned({true, 50}, 100, 51).zero());
  EXPECT_TRUE(churned({true, 50}, 0, 0).zero()) << "who never bought cannot be lost";
  EXPECT_EQ(churn_rate(Decimal::of("30.6"), 1000)->text(), "3.06");
  EXPECT_FALSE(check(ChurnRule{false, 0}));
}

TEST(Retention, GapsInThePeopleOfAFile) {
  const Day today = on("2026-03-01");
  EXPECT_EQ(coverage_gaps({}, today), std::vector{Gap::NoContacts});
  EXPECT_EQ(coverage_gaps({{false, true, false, today - 10, 1}}, today),
            (std::vector{Gap::NoDecisionMaker, Gap::SingleThreaded, Gap::OneColleague}));
  EXPECT_EQ(coverage_gaps({{true, true, true, today - 91, 2}, {false, true, false, today - 3, 1}}, today),
            std::vector{Gap::DecisionMakerSilent});
  EXPECT_EQ(coverage_gaps({{true, false, true, today, 2}}, today), std::vector{Gap::NoContacts})
      << "who left does not count";
  EXPECT_EQ(coverage_gaps({{true, true, true, today - 90, 2}, {false, true, false, {}, 2}}, today), std::vector<Gap>{});
}

TEST(Retention, FilesAreCompleteAndFreshOrNot) {
  const auto of = judge(FileState{12, 9, on("2026-01-01")}, on("2026-04-02"));
  EXPECT_EQ(of.complete->text(), "75.00");
  EXPECT_EQ(of.age_days, 91);
  EXPECT_TRUE(of.stale);
  EXPECT_FALSE(judge(FileState{12, 9, on("2026-01-02")}, on("2026-04-02")).stale);
  EXPECT_EQ(name_of(fitting_level(35, 6)), "partnership");
  EXPECT_EQ(name_of(fitting_level(5, Decimal::of("0.1"))), "basic");
}

}  // namespace
}  // namespace keybook::domain
