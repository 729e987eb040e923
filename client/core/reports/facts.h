// What was sold, kept ready for reports: one row per month, account, day, product and currency, computed exactly from
// orders and their lines. A year of two million lines is read in a fraction of a second instead of joined anew.
//
// The tables are made at the first report; from then on triggers note whose orders changed, and the next report
// computes those accounts again. They hold nothing that the records do not say, are never sent anywhere, and may be
// dropped at any time. What a line is worth: quantity × price, less the line's and the order's discount, rounded to the
// hundredth, half away from zero; an order without priced lines is worth its own amount. Drafts and cancelled orders do
// not count. Units: money in hundredths, quantities in thousandths, days since 1970 (UTC). Threads: as the database.
// Errors: base::Failure inside a transaction of the caller.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "domain/day.h"
#include "store/store.h"

namespace keybook::client::reports {

struct Sale {
  std::int64_t account = 0, product = 0;  // keys, see Facts::id_of; product 0: an order without lines
  domain::Day day;
  std::string_view currency;  // empty: none was given; valid during the call
  std::int64_t orders = 0;    // of this account and day; counted in one of its rows only
  std::int64_t lines = 0, quantity = 0, amount = 0;
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
  explicit Facts(store::Store& store) : store_(store) {}

  // Whether the records changed since the facts were computed.
  [[nodiscard]] bool stale();
  // Brings them up to date: what changed, or everything the first time. Inside a write transaction.
  void refresh();

  void sales(const domain::Period& period, const std::function<void(const Sale&)>& each);
  [[nodiscard]] std::vector<Unread> unread();
  // Of an id, 0: not in any fact; and back.
  [[nodiscard]] std::vector<std::pair<std::int64_t, std::string>> keys();

 private:
  [[nodiscard]] bool built();
  void make_tables();
  store::Store& store_;
};

}  // namespace keybook::client::reports
