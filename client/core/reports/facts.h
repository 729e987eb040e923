// What was sold, kept ready for reports: one row per month, account, day, product and currency, computed exactly from
// orders and their lines. A year of two million lines is read in a fraction of a second instead of joined anew.
//
// The tables are made at the first report; from then on triggers note whose orders changed, and the next report
// computes those accounts again. They hold nothing that the records do not say, are never sent anywhere, and may be
// dropped at any time. What a line is worth: quantity × price, less the line's and the order's discount, rounded to the
// hundredth, half away from zero; its cost is its own, else that of the product's cost record of that day
// (product_cost) in the same currency, or in another by the rate stated for that day, else it is not known. An order
// without priced lines is worth its own amount. Drafts and cancelled orders do not count. Units: money in hundredths,
// quantities in thousandths, local days since 1970. Threads: as the database. Errors: base::Failure inside a
// transaction of the caller.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "domain/day.h"
#include "reports/due_list.h"
#include "reports/visit_days.h"

namespace keybook::client::reports {

struct Sale {
  std::int64_t account = 0, product = 0;  // keys, see Facts::id_of; product 0: an order without lines
  domain::Day day, last;                  // the same, but for sums of a month: its first and last day with a sale
  std::string_view currency;              // empty: none was given; valid during the call
  std::int64_t orders = 0;                // of this account and day; counted in one of its rows only
  std::int64_t lines = 0, quantity = 0, amount = 0;
  std::int64_t gross = 0;            // `amount` before discounts
  std::int64_t cost = 0;             // of the lines whose cost is known
  std::int64_t uncosted_amount = 0;  // part of `amount` whose cost is not known
  std::int64_t uncosted_lines = 0;
};

// Orders and lines that are in no figure.
struct Unread {
  std::string reason;  // no-date, no-value, too-large
  std::int64_t account = 0, count = 0;
};

class Facts {
 public:
  Facts(store::Store& store, const LocalDays& days)
      : store_(store), days_(days), visits_(store, days), due_(store, days, visits_) {}

  // What is due on this day is wanted too, before stale() and refresh().
  void want_due(domain::Day today) { due_of_ = today; }

  // Whether the records changed since the facts were computed.
  [[nodiscard]] bool stale();
  // Brings them up to date: what changed, or everything the first time. Inside a write transaction.
  void refresh();

  void sales(const domain::Period& period, const std::function<void(const Sale&)>& each);
  // The same without products (0), whole months summed up: what reports by account read is an order of magnitude less.
  void account_sales(const domain::Period& period, const std::function<void(const Sale&)>& each);
  [[nodiscard]] std::vector<Unread> unread();
  // Of an id, 0: not in any fact; and back. By id.
  [[nodiscard]] std::vector<std::pair<std::int64_t, std::string>> keys();
  [[nodiscard]] VisitDays& visits() { return visits_; }
  [[nodiscard]] DueList& due() { return due_; }

 private:
  [[nodiscard]] bool built();
  [[nodiscard]] std::string version() const;
  void refresh_sales();
  void make_tables();
  void make_triggers();
  void mark_costed_accounts();
  void month_sales(std::int32_t from, std::int32_t until, const std::function<void(const Sale&)>& each);
  store::Store& store_;
  const LocalDays& days_;
  VisitDays visits_;
  DueList due_;
  std::optional<domain::Day> due_of_;
};

}  // namespace keybook::client::reports
