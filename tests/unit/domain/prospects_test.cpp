#include "domain/prospects.h"

#include <gtest/gtest.h>

#include "days.h"

namespace keybook::domain {
namespace {

TEST(Prospects, EightOutcomesOfMan) {
  EXPECT_EQ(man(true, true, true).action, ManAction::Sell);
  EXPECT_EQ(man(true, true, false).action, ManAction::ContactWithSkill);
  EXPECT_EQ(man(true, false, true).action, ManAction::FindDecisionMaker);
  EXPECT_EQ(man(false, true, true).action, ManAction::ExamineCredit);
  EXPECT_EQ(man(false, false, true).which, ManCase::OnlyNeed);
  EXPECT_EQ(man(false, true, false).which, ManCase::OnlyAuthority);
  EXPECT_EQ(man(true, false, false).which, ManCase::OnlyMoney);
  for (const auto& one : {man(false, false, true), man(false, true, false), man(true, false, false)}) {
    EXPECT_EQ(one.action, ManAction::Cultivate);
    EXPECT_FALSE(one.developable);
  }
  EXPECT_EQ(man(false, false, false).action, ManAction::StopContact);
  EXPECT_TRUE(man(true, false, true).developable) << "one missing condition is still developable";
}

TEST(Prospects, YellowCardsCloseWithinAWeekAMonthThreeMonths) {
  const Day today = on("2026-03-02");
  EXPECT_EQ(card_grade(on("2026-03-09"), today), CardGrade::First);
  EXPECT_EQ(card_grade(on("2026-03-10"), today), CardGrade::Second);
  EXPECT_EQ(card_grade(on("2026-04-02"), today), CardGrade::Second);
  EXPECT_EQ(card_grade(on("2026-06-02"), today), CardGrade::Third);
  EXPECT_EQ(card_grade(on("2026-06-03"), today), std::nullopt);
  EXPECT_EQ(card_grade(on("2026-01-01"), today), CardGrade::First) << "overdue: look at it now";
  EXPECT_EQ(card_colour(true, CardGrade::First), CardColour::Red);
  EXPECT_EQ(card_colour(false, CardGrade::Third), CardColour::Yellow);
  EXPECT_EQ(card_colour(false, std::nullopt), CardColour::Green);
}

TEST(Prospects, ReviewsAreDailyWeeklyMonthly) {
  EXPECT_EQ(next_review(CardGrade::First, on("2026-03-02")).iso(), "2026-03-03");
  EXPECT_EQ(next_review(CardGrade::First, on("2026-03-06")).iso(), "2026-03-09") << "Friday, then Monday";
  EXPECT_EQ(next_review(CardGrade::Second, on("2026-03-02")).iso(), "2026-03-09");
  EXPECT_EQ(next_review(CardGrade::Third, on("2026-01-31")).iso(), "2026-02-28");
  EXPECT_TRUE(tidied_enough(2, on("2026-03-06")));
  EXPECT_FALSE(tidied_enough(1, on("2026-03-06"))) << "at least twice a week";
  CardStandards falling;
  falling.second_days = 5;
  EXPECT_FALSE(check(falling));
}

TEST(Prospects, PoolRelayAndDevelopmentDay) {
  EXPECT_EQ(pool_gap(20, 19), 1);
  EXPECT_EQ(pool_gap(20, 25), 0);
  EXPECT_TRUE(check_relay({{"search", "amy"}, {"first contact", "amy"}, {"face to face", "bob"}}));
  EXPECT_FALSE(check_relay({{"search", "amy"}, {"first contact", "amy"}, {"face to face", "amy"}}));
  EXPECT_FALSE(check_relay({{"search", "amy"}, {"first contact", "bob"}, {"face to face", "amy"}}));
  EXPECT_EQ(next_development_day(on("2026-03-01")).iso(), "2026-03-13");
  EXPECT_EQ(next_development_day(on("2026-03-14")).iso(), "2026-04-10");
  EXPECT_EQ(development_performance(100, 20, Decimal::of("3.5")).text(), "420.0");
}

}  // namespace
}  // namespace keybook::domain
