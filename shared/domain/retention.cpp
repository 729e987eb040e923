#include "domain/retention.h"

#include <algorithm>
#include <array>

namespace keybook::domain {

using base::ErrorCode;

base::Status check(const ChurnRule& rule) {
  if (!rule.drop_percent.negative() && rule.drop_percent <= 100 && (rule.silent || rule.drop_percent.positive()))
    return {};
  return base::fail(ErrorCode::NotValid, "nobody is lost by this definition of churn", {},
                    "Count silent customers, or those whose purchases dropped by 1 to 100 %");
}

Decimal churned(const ChurnRule& rule, const Decimal& before, const Decimal& now) {
  if (!before.positive()) return {};
  if (rule.silent && !now.positive()) return before;
  if (rule.drop_percent.positive() && (before - now) * 100 >= before * rule.drop_percent) return before - now;
  return {};
}

std::optional<Decimal> churn_rate(const Decimal& lost, const Decimal& before) { return percent(lost, before); }

RelationLevel fitting_level(const Decimal& margin_percent, const Decimal& share_percent) {
  const int margin = margin_percent >= 30 ? 2 : margin_percent >= 10 ? 1 : 0;
  const int share = share_percent >= 5 ? 2 : share_percent >= 1 ? 1 : 0;
  return static_cast<RelationLevel>(margin + share);
}

std::string_view name_of(RelationLevel level) {
  constexpr std::array<std::string_view, 5> names = {"basic", "reactive", "accountable", "proactive", "partnership"};
  return names.at(static_cast<std::size_t>(level));
}

std::vector<Gap> coverage_gaps(const std::vector<Person>& people, Day as_of, const CoverageLimits& limits) {
  std::vector<const Person*> there;
  for (const Person& one : people)
    if (one.active) there.push_back(&one);
  if (there.empty()) return {Gap::NoContacts};
  std::vector<Gap> out;
  const auto any = [&](const auto& test) { return std::any_of(there.begin(), there.end(), test); };
  const auto recent = [&](const Person* one) {
    return one->last_contact && as_of - *one->last_contact <= limits.silent_days;
  };
  if (!any([](const Person* one) { return one->decides; })) out.push_back(Gap::NoDecisionMaker);
  if (static_cast<int>(there.size()) < limits.people_min) out.push_back(Gap::SingleThreaded);
  // Told only where somebody wrote down who knows whom.
  if (any([](const Person* one) { return one->known_by > 0; }) &&
      !any([](const Person* one) { return one->known_by > 1; }))
    out.push_back(Gap::OneColleague);
  const bool decides = any([](const Person* one) { return one->decides; });
  if (decides && !any([&](const Person* one) { return one->decides && recent(one); }))
    out.push_back(Gap::DecisionMakerSilent);
  if (!any(recent)) out.push_back(Gap::NobodyRecently);
  return out;
}

std::string_view name_of(Gap gap) {
  constexpr std::array<std::string_view, 6> names = {"no-contacts",   "no-decision-maker",     "single-threaded",
                                                     "one-colleague", "decision-maker-silent", "nobody-recently"};
  return names.at(static_cast<std::size_t>(gap));
}

FileVerdict judge(const FileState& file, Day as_of, int fresh_days) {
  FileVerdict out;
  out.complete = percent(file.filled, file.wanted);
  if (file.last_change) out.age_days = std::max(0, as_of - *file.last_change);
  out.stale = out.age_days < 0 || out.age_days > fresh_days;
  return out;
}

}  // namespace keybook::domain
