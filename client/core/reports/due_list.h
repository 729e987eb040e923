// Which contacts the standards ask for today, kept ready and in the order in which they fall due: one row per account
// and kind of contact. An account is judged again when something of it changed (its visits, its grade, its owner), and
// all of them when the day or a standard changed. The table holds nothing that the records do not say and may be
// dropped at any time. Internal to this folder. Threads: as the database. Items: 8.01–8.03. Errors: base::Failure
// inside a transaction of the caller.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "reports/visit_days.h"
#include "reports/visit_standards.h"

namespace keybook::client::reports {

// A contact that is still to be made.
struct DueContact {
  const InForce* standard = nullptr;
  domain::Due due;
  std::optional<domain::Day> last;  // of its kind, since that day
  // The longest cycle of any standard looks back a year.
  [[nodiscard]] static domain::Day since(domain::Day today) { return today.plus_months(-12) + 1; }
};
// Of one account: `contacts` hold all it had since then, oldest first. Pure.
[[nodiscard]] std::vector<DueContact> due_contacts(const VisitStandards& standards, const std::string& grade,
                                                   const std::vector<ContactDay>& contacts, domain::Day today);

// One line of the list.
struct DueRow {
  std::string account, name, grade, owner;
  std::string kind, cycle;  // what the standard asks for, and per which time
  std::int64_t done = 0, wanted = 0;
  domain::Day by;
  std::optional<domain::Day> last;
};

class DueList {
 public:
  // Of which accounts, and how far ahead; what is empty is not asked for.
  struct Choice {
    std::string owner, grade, industry, type;
    std::vector<std::string> territories;  // any of them
    domain::Day until;                     // the last day by which a contact falls due
    std::size_t top = 0;                   // how many at most; 0: all
  };
  struct Counts {
    std::int64_t due = 0, overdue = 0;
  };

  DueList(store::Store& store, const LocalDays& days, VisitDays& visits)
      : store_(store), days_(days), visits_(visits) {}

  [[nodiscard]] bool holds(domain::Day today);             // there is a list of this day, and nothing of it changed
  void refresh(domain::Day today);                         // `visits` must be up to date
  void changed(const std::vector<std::string>& accounts);  // their visits
  void drop();                                             // to be made anew

  [[nodiscard]] Counts count(const Choice& choice, domain::Day today);
  // By the day, then account, then kind.
  void each(const Choice& choice, const std::function<void(const DueRow&)>& take);

 private:
  struct Judged {
    std::string id, name, owner, territory, grade, industry, type;
  };
  [[nodiscard]] std::string version(domain::Day today) const;
  [[nodiscard]] bool made();  // of whatever day
  void make();
  void make_triggers();
  void all(domain::Day today);
  void again(const std::string& account, const VisitStandards& standards, DatedGrades& grades, domain::Day today);
  void write(const Judged& account, const std::vector<DueContact>& due);
  [[nodiscard]] std::string accounts(const std::string& condition) const;
  store::Store& store_;
  const LocalDays& days_;
  VisitDays& visits_;
};

}  // namespace keybook::client::reports
