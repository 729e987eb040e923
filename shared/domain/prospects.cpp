#include "domain/prospects.h"

#include <algorithm>
#include <array>
#include <map>

namespace keybook::domain {

using base::ErrorCode;
using base::fail;

ManOutcome man(bool money, bool authority, bool need) {
  const int count = (money ? 1 : 0) + (authority ? 1 : 0) + (need ? 1 : 0);
  if (count == 3) return {ManCase::Ideal, ManAction::Sell, true};
  if (count == 0) return {ManCase::Nothing, ManAction::StopContact, false};
  if (count == 1)
    return {need        ? ManCase::OnlyNeed
            : authority ? ManCase::OnlyAuthority
                        : ManCase::OnlyMoney,
            ManAction::Cultivate, false};
  if (!need) return {ManCase::NoNeed, ManAction::ContactWithSkill, true};
  if (!authority) return {ManCase::NoAuthority, ManAction::FindDecisionMaker, true};
  return {ManCase::NoMoney, ManAction::ExamineCredit, true};
}

std::string_view name_of(ManAction action) {
  constexpr std::array<std::string_view, 6> names = {"sell",           "contact-with-skill", "find-decision-maker",
                                                     "examine-credit", "cultivate",          "stop-contact"};
  return names.at(static_cast<std::size_t>(action));
}

base::Status check(const CardStandards& standards) {
  if (0 < standards.first_days && standards.first_days < standards.second_days &&
      standards.second_days < standards.third_days && 0 < standards.review_first &&
      standards.review_first <= standards.review_second && standards.review_second <= standards.review_third)
    return {};
  return fail(ErrorCode::NotValid, "the days of the card grades must rise from first to third", {},
              "Give for instance 7, 31, 92 days to the close and 1, 7, 31 days between reviews");
}

std::optional<CardGrade> card_grade(Day expected_close, Day as_of, const CardStandards& standards) {
  const int days = expected_close - as_of;
  if (days <= standards.first_days) return CardGrade::First;
  if (days <= standards.second_days) return CardGrade::Second;
  if (days <= standards.third_days) return CardGrade::Third;
  return std::nullopt;
}

CardColour card_colour(bool closed, const std::optional<CardGrade>& grade) {
  if (closed) return CardColour::Red;
  return grade ? CardColour::Yellow : CardColour::Green;
}

Day next_review(CardGrade grade, Day last_review, const CardStandards& standards) {
  if (grade == CardGrade::Third && standards.review_third == CardStandards{}.review_third)
    return last_review.plus_months(1);  // monthly is the same day of the next month
  const int days = grade == CardGrade::First    ? standards.review_first
                   : grade == CardGrade::Second ? standards.review_second
                                                : standards.review_third;
  Day next = last_review + days;
  if (days <= 7 && next.weekday() > 5) next = next + (8 - next.weekday());
  return next;
}

bool tidied_enough(int times, Day as_of, const CardStandards& standards) {
  // By midweek the first time, by the end of the week all of them.
  const int due = as_of.weekday() >= 5   ? standards.tidy_per_week
                  : as_of.weekday() >= 3 ? standards.tidy_per_week / 2
                                         : 0;
  return times >= due;
}

char letter(CardGrade grade) { return grade == CardGrade::First ? 'A' : grade == CardGrade::Second ? 'B' : 'C'; }

std::int64_t pool_gap(std::int64_t wanted, std::int64_t open) { return std::max<std::int64_t>(0, wanted - open); }

base::Status check_relay(const std::vector<RelayLink>& links, int links_max) {
  std::map<std::string, std::vector<std::size_t>> of_person;
  for (std::size_t i = 0; i < links.size(); ++i)
    if (!links[i].person.empty()) of_person[links[i].person].push_back(i);
  for (const auto& [person, at] : of_person) {
    if (at.size() > static_cast<std::size_t>(links_max))
      return fail(ErrorCode::NotValid,
                  person + " has " + std::to_string(at.size()) + " links of the relay, at most " +
                      std::to_string(links_max) + " are allowed",
                  {}, "Hand " + links[at.back()].stage + " to somebody else");
    if (at.back() - at.front() + 1 != at.size())
      return fail(ErrorCode::NotValid, person + " has links of the relay that do not follow each other", {},
                  "Give " + person + " neighbouring links only");
  }
  return {};
}

Decimal development_performance(std::int64_t existing, std::int64_t developed, const Decimal& average) {
  return Decimal(existing + developed) * average;
}

Day next_development_day(Day after, int nth, int weekday) {
  const auto of_month = [&](Day first) {
    const int ahead = (weekday - first.weekday() + 7) % 7;
    return first + (ahead + 7 * (nth - 1));
  };
  const Day first = Day::of(after.year(), after.month(), 1);
  const Day day = of_month(first);
  return day >= after ? day : of_month(first.plus_months(1));
}

std::optional<Decimal> conversion(std::int64_t leads, std::int64_t converted) { return percent(converted, leads); }

}  // namespace keybook::domain
