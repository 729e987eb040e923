// On which days each account was met or called, kept ready for what is due: one row per account, written again when a
// visit of it changed. The table holds nothing that the records do not say and may be dropped at any time. Internal to
// this folder. Threads: as the database. Errors: base::Failure inside a transaction of the caller.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "domain/day.h"
#include "reports/local_days.h"
#include "store/store.h"

namespace keybook::client::reports {

// As standards count them (contacts_done.h).
enum class ContactKind : std::uint8_t { OnSite, Executive, Face, Phone, Other };

struct ContactDay {
  domain::Day day;  // local
  ContactKind kind = ContactKind::OnSite;
  auto operator<=>(const ContactDay&) const = default;
};

// Days of contacts that count for a kind of standard, oldest first.
[[nodiscard]] std::vector<domain::Day> days_that_count(const std::vector<ContactDay>& contacts,
                                                       const std::string& kind);

class VisitDays {
 public:
  VisitDays(store::Store& store, const LocalDays& days) : store_(store), days_(days) {}

  void make();                         // tables and triggers anew, and their rows
  [[nodiscard]] bool stale();          // a visit changed since; the tables are there
  std::vector<std::string> refresh();  // what changed: those accounts
  // Accounts that have any, by id, each with its days in order; both are valid during the call.
  void each(const std::function<void(std::string_view account, const std::vector<ContactDay>& days)>& take);
  [[nodiscard]] std::vector<ContactDay> of(const std::string& account);

 private:
  void write(const std::string& account, std::vector<ContactDay>& days);
  void read(sqlite::Query& rows);
  [[nodiscard]] std::string visits(const std::string& condition) const;
  store::Store& store_;
  const LocalDays& days_;
};

}  // namespace keybook::client::reports
