// The same business twice: as records of a device, and as plain tables of whole numbers (money in hundredths,
// quantities in thousandths, prices in ten-thousandths) that the tests' own SQL adds up. Threads: one.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <random>
#include <sstream>

#include "reports/catalogue.h"
#include "sqlite/database.h"
#include "support/fleet/fleet.h"

namespace keybook::testing {

using client::reports::Report;
using Given = std::map<std::string, std::string>;

class Books {
 public:
  Books();
  [[nodiscard]] client::Client& client() { return client_; }
  Fleet fleet;

  // One record in both: `plain` are the values of the row in the plain table of this name.
  void add(const std::string& type, const std::string& id, Value fields);
  void plain(const std::string& sql);
  void commit();  // what add() collected

  // Accounts, products, orders with lines, returns, discounts, currencies, missing costs, cancelled orders. Dates
  // within 2024-11 … 2026-10; `seed` decides all.
  void trade(unsigned seed, int accounts, int products, int orders);

  [[nodiscard]] Report report(const std::string& name, const Given& parameters = {});
  // Rows of the report, only these columns, as text without decimal points; null is "".
  using Table = std::vector<std::vector<std::string>>;
  [[nodiscard]] static Table table(const Report& report, const std::vector<std::string>& columns);
  [[nodiscard]] Table plain_table(const std::string& sql);
  [[nodiscard]] static std::string plain_text(const Value& value);

 private:
  client::Client& client_;
  std::unique_ptr<sqlite::Database> plain_;
  std::ostringstream lines_;
  std::mt19937 random_;
  std::size_t waiting_ = 0;
};

// "amount: 1234" of totals.
[[nodiscard]] std::string total(const Report& report, const std::string& name);
// Sorted, for reports whose order is not the point.
[[nodiscard]] Books::Table sorted(Books::Table table);

}  // namespace keybook::testing
