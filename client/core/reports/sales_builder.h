// Computes the rows of facts.h from orders and lines. Internal to this folder. Threads, errors: as facts.h.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>

#include "reports/facts.h"
#include "reports/product_costs.h"

namespace keybook::client::reports {

// quantity × price × (100 - discount)/100 × (100 - discount of the order)/100 in hundredths; nullopt: past 10^15 of
// them (ten trillion yuan on one line is a typing error, and sums must stay within 64 bits). Empty discounts: none.
[[nodiscard]] std::optional<std::int64_t> line_cents(std::string_view quantity, std::string_view price,
                                                     std::string_view discount, std::string_view order_discount);

class SalesBuilder {
 public:
  SalesBuilder(store::Store& store, const LocalDays& days);
  void all();
  void again(const std::vector<std::string>& accounts);

 private:
  struct Row {
    std::int32_t month, day;
    std::int64_t account, product;
    std::string currency;
    std::int64_t orders = 0, lines = 0, quantity = 0, amount = 0, cost = 0, uncosted_amount = 0, uncosted_lines = 0,
                 gross = 0;
  };
  struct Order {
    std::string id, currency, amount;
    std::int64_t account = 0;
    domain::Day day;
    bool dated = false, worth = false;
    std::size_t first_row = 0;
  };
  void read(sqlite::Query& rows);
  void open_order(const sqlite::Query& rows);
  void close_order();
  void add_line(const sqlite::Query& rows);
  void forget(std::int64_t account);
  void sum_months(const std::string& account);  // empty: of all
  void flush();
  void count_unread(const char* reason, std::int64_t account);
  [[nodiscard]] std::int64_t key(std::string_view id);
  [[nodiscard]] std::string query(const std::string& where) const;

  store::Store& store_;
  const LocalDays& days_;
  ProductCosts costs_;
  std::unordered_map<std::string, std::int64_t> keys_;
  std::optional<Order> order_;
  std::vector<Row> rows_;
};

}  // namespace keybook::client::reports
