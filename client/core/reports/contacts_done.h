// Visits and calls as reports count them, and the standards that they are held against. Internal to this folder.
// Threads: as the database. Items: 8.01–8.03. Errors: base::Failure.
#pragma once

#include "reports/run.h"
#include "reports/visit_standards.h"

namespace keybook::client::reports {

class ContactsDone {
 public:
  // Reads the standards, and visits from a day up to another.
  ContactsDone(Run& run, const domain::Period& visits);

  [[nodiscard]] const VisitStandards& rules() const { return standards_; }
  [[nodiscard]] const std::vector<InForce>& standards() const { return standards_.all(); }
  // Those for a grade on a day.
  [[nodiscard]] std::vector<const InForce*> standards_for(const std::string& grade, domain::Day day) const {
    return standards_.of(grade, day);
  }
  // The grade that an account had on a day: of its dated grades, else the one it has.
  [[nodiscard]] const std::string& grade_of(std::size_t account, domain::Day day) const;
  // Days of an account's contacts that count for a kind of standard, oldest first.
  [[nodiscard]] std::vector<domain::Day> days(std::size_t account, const std::string& kind) const {
    return days_that_count(visits_[account], kind);
  }
  [[nodiscard]] std::optional<domain::Day> last(std::size_t account, const std::string& kind) const;
  [[nodiscard]] const std::vector<ContactDay>& contacts(std::size_t account) const { return visits_[account]; }
  [[nodiscard]] std::int64_t count(std::size_t account) const {
    return static_cast<std::int64_t>(visits_[account].size());
  }

 private:
  void read_visits(const domain::Period& period);

  Run& run_;
  VisitStandards standards_;
  DatedGrades grades_;
  std::vector<std::vector<ContactDay>> visits_;
};

// What the standards leave out, and where there are none.
void note_standards(Run& run, const VisitStandards& standards);

// "on site" counts visits there and executive visits; "face to face" those and theirs here, fairs, trainings; "phone"
// calls, video and messages; other kinds themselves. A visit without a kind is one on site; nobody met or cancelled
// counts for nothing.
extern const Label counting_rule;

}  // namespace keybook::client::reports
