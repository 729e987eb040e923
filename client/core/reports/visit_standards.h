// What head office asks for in visits and calls, and which grade an account had when: what due contacts and kept ones
// are judged by. Internal to this folder. Threads: as the database. Items: 8.01–8.03. Errors: base::Failure.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "domain/number.h"
#include "domain/visits.h"
#include "reports/local_days.h"
#include "store/store.h"

namespace keybook::client::reports {

// A visit standard with the days on which it is in force.
struct InForce {
  domain::ContactStandard standard;
  domain::Day from, until;
  std::int64_t duration_min = 0;
  domain::Decimal weight = 1;
};

class VisitStandards {
 public:
  VisitStandards(store::Store& store, const LocalDays& days);  // reads them

  [[nodiscard]] const std::vector<InForce>& all() const { return all_; }
  // Those for a grade on a day, one of each kind of contact.
  [[nodiscard]] std::vector<const InForce*> of(const std::string& grade, domain::Day day) const;
  [[nodiscard]] std::int64_t per_day() const { return per_day_; }  // passed over: they are not counted by account

 private:
  std::vector<InForce> all_;
  std::int64_t per_day_ = 0;
};

// Grades with dates, approved.
class DatedGrades {
 public:
  DatedGrades(store::Store& store, const LocalDays& days) : store_(store), days_(days) {}

  void read();                            // of all accounts
  void read(const std::string& account);  // of this one
  // The grade that an account had on a day: of its dated grades, else the one it has.
  [[nodiscard]] const std::string& of(const std::string& account, const std::string& has, domain::Day day) const;

 private:
  struct Graded {
    domain::Day from, until;
    std::string grade;
  };
  [[nodiscard]] std::string select(const std::string& condition) const;
  void take(sqlite::Query& rows);
  store::Store& store_;
  const LocalDays& days_;
  std::map<std::string, std::vector<Graded>> grades_;
};

}  // namespace keybook::client::reports
