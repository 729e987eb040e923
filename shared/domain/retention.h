// Churn by value, relation levels, coverage of people, completeness and freshness of a file.
// Threads: pure functions. Items: 11.09–11.12, 2.25, 2.26, 4.01–4.25, 3.01–3.25, 12.32, 9.24.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "domain/day.h"
#include "domain/number.h"

namespace keybook::domain {

// ---- churn [11.09–11.12]. The sources measure it in value and leave the definition of a lost customer to the company.
struct ChurnRule {
  bool silent = true;        // bought before and nothing in the period
  Decimal drop_percent = 0;  // also lost: bought this much less than before; 0: only silence counts
};
[[nodiscard]] base::Status check(const ChurnRule& rule);
// Value lost with a customer: all of what it bought before, or what it bought less; zero: it is not lost.
[[nodiscard]] Decimal churned(const ChurnRule& rule, const Decimal& before, const Decimal& now);
// Lost value ÷ value before, percent: "3.06 %".
[[nodiscard]] std::optional<Decimal> churn_rate(const Decimal& lost, const Decimal& before);

// ---- relation levels [2.26]: how much a level should do; index 0 basic … 4 partnership
enum class RelationLevel { Basic, Reactive, Accountable, Proactive, Partnership };
// The level that fits: many customers with thin margins stay basic, few with thick ones deserve partnership
// [2.26, 2.27].
[[nodiscard]] RelationLevel fitting_level(const Decimal& margin_percent, const Decimal& share_percent);
[[nodiscard]] std::string_view name_of(RelationLevel level);

// ---- people [4.01–4.10, 12.32]
struct Person {
  bool decides = false, active = true, key = false;
  std::optional<Day> last_contact;
  int known_by = 0;  // colleagues who know the person
};
enum class Gap { NoContacts, NoDecisionMaker, SingleThreaded, OneColleague, DecisionMakerSilent, NobodyRecently };
struct CoverageLimits {
  int silent_days = 90;  // a decision-maker without contact for longer
  int people_min = 2;    // fewer known people: the account hangs on a thread
};
[[nodiscard]] std::vector<Gap> coverage_gaps(const std::vector<Person>& people, Day as_of,
                                             const CoverageLimits& limits = {});
[[nodiscard]] std::string_view name_of(Gap gap);

// ---- files [3.01–3.25, 3.06]
struct FileState {
  int wanted = 0, filled = 0;  // fields that a file of its grade should have
  std::optional<Day> last_change;
};
struct FileVerdict {
  std::optional<Decimal> complete;  // percent
  int age_days = -1;                // -1: never
  bool stale = false;
};
[[nodiscard]] FileVerdict judge(const FileState& file, Day as_of, int fresh_days = 90);

}  // namespace keybook::domain
