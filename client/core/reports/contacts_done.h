// Visits and calls as reports count them, and the standards that they are held against. Internal to this folder.
// Threads: as the database. Items: 8.01–8.03. Errors: base::Failure.
#pragma once

#include "domain/visits.h"
#include "reports/run.h"

namespace keybook::client::reports {

// A visit standard with the days on which it is in force.
struct InForce {
  domain::ContactStandard standard;
  domain::Day from, until;
  std::int64_t duration_min = 0;
  domain::Decimal weight = 1;
};

class ContactsDone {
 public:
  // Reads the standards, and visits from a day up to another.
  ContactsDone(Run& run, const domain::Period& visits);

  [[nodiscard]] const std::vector<InForce>& standards() const { return standards_; }
  // Those for a grade on a day.
  [[nodiscard]] std::vector<const InForce*> standards_for(const std::string& grade, domain::Day day) const;
  // The grade that an account had on a day: of its dated grades, else the one it has.
  [[nodiscard]] const std::string& grade_of(std::size_t account, domain::Day day) const;
  // Days of an account's contacts that count for a kind of standard, oldest first.
  [[nodiscard]] std::vector<domain::Day> days(std::size_t account, const std::string& kind) const;
  [[nodiscard]] std::optional<domain::Day> last(std::size_t account, const std::string& kind) const;
  [[nodiscard]] std::int64_t count(std::size_t account) const {
    return static_cast<std::int64_t>(visits_[account].size());
  }

 private:
  struct Graded {
    domain::Day from, until;
    std::string grade;
  };
  void read_standards();
  void read_grades();
  void read_visits(const domain::Period& period);

  Run& run_;
  std::vector<InForce> standards_;
  std::map<std::size_t, std::vector<Graded>> grades_;
  std::vector<std::vector<ContactDay>> visits_;
};

// "on site" counts visits there and executive visits; "face to face" those and theirs here, fairs, trainings; "phone"
// calls, video and messages; other kinds themselves. A visit without a kind is one on site; nobody met or cancelled
// counts for nothing.
extern const Label counting_rule;

}  // namespace keybook::client::reports
