// Prospects: MAN, cards, the pool, the relay of stages.
// Threads: pure functions. Items: 5.01–5.43, part A. Days are passed in, no clock is asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "domain/day.h"
#include "domain/number.h"

namespace keybook::domain {

// ---- MAN [5.18–5.26]. The letter combinations of ⑤–⑦ are not in the sources; the order here is the textbook's.
enum class ManCase { Ideal = 1, NoNeed, NoAuthority, NoMoney, OnlyNeed, OnlyAuthority, OnlyMoney, Nothing };
enum class ManAction {
  Sell,               // ① valid customer, ideal target
  ContactWithSkill,   // ② with skilled technique there is hope
  FindDecisionMaker,  // ③ find the person with authority
  ExamineCredit,      // ④ examine business and credit, give financing
  Cultivate,          // ⑤–⑦ long-term observation, cultivate another condition
  StopContact,        // ⑧ non-customer
};
struct ManOutcome {
  ManCase which = ManCase::Nothing;
  ManAction action = ManAction::StopContact;
  bool developable = false;  // one condition missing is still developable [5.27]
};
[[nodiscard]] ManOutcome man(bool money, bool authority, bool need);
[[nodiscard]] std::string_view name_of(ManAction action);

// ---- cards [3.14, 5.29–5.32]
enum class CardColour { Red, Yellow, Green };   // closed, likely to close soon, may buy [5.29]
enum class CardGrade { First, Second, Third };  // yellow: within a week, a month, three months [5.30]
struct CardStandards {
  int first_days = 7, second_days = 31, third_days = 92;       // expected close within so many days [5.30]
  int review_first = 1, review_second = 7, review_third = 31;  // days between reviews: daily, weekly, monthly [5.31]
  int tidy_per_week = 2;                                       // [5.32]
};
// NotValid where the days do not rise.
[[nodiscard]] base::Status check(const CardStandards& standards);
// Of a card that is open and expected to close on a day; overdue ones are first grade. none: too far away, a green
// card.
[[nodiscard]] std::optional<CardGrade> card_grade(Day expected_close, Day as_of, const CardStandards& standards = {});
[[nodiscard]] CardColour card_colour(bool closed, const std::optional<CardGrade>& grade);
// When a card must be looked at again [5.31]; daily and weekly reviews that fall on a weekend move to Monday.
[[nodiscard]] Day next_review(CardGrade grade, Day last_review, const CardStandards& standards = {});
// Whether the cards were tidied often enough in the week of a day, so far as it has gone [5.32].
[[nodiscard]] bool tidied_enough(int times, Day as_of, const CardStandards& standards = {});
[[nodiscard]] char letter(CardGrade grade);  // A, B, C by convention

// ---- pool, relay, development
// How many prospects must be found so that the pool keeps its number [5.28].
[[nodiscard]] std::int64_t pool_gap(std::int64_t wanted, std::int64_t open);
// One link of the relay and who does it [5.41]: nobody takes more than `links_max`, and those must be neighbours.
struct RelayLink {
  std::string stage, person;
};
[[nodiscard]] base::Status check_relay(const std::vector<RelayLink>& links, int links_max = 2);
// Number of dealers × average = (existing + newly developed) × average [5.17].
[[nodiscard]] Decimal development_performance(std::int64_t existing, std::int64_t developed, const Decimal& average);
// "Friday of the second week of each month" [5.13]: the n-th such weekday of a month, first one on or after a day.
[[nodiscard]] Day next_development_day(Day after, int nth = 2, int weekday = 5);
// Leads that became opportunities or orders, percent [5.39].
[[nodiscard]] std::optional<Decimal> conversion(std::int64_t leads, std::int64_t converted);

}  // namespace keybook::domain
