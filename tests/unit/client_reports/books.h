// The same business twice: as records of a device, and as plain tables of whole numbers that the tests' own SQL adds
// up. Threads: one.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <sstream>

#include "reports/catalogue.h"
#include "sqlite/database.h"
#include "support/fleet/fleet.h"

namespace keybook::testing {

using client::reports::Report;
using Given = std::map<std::string, std::string>;

// The year that most tests judge and the one before, in the reports' currency.
inline const Given year_2026 = {{"from", "2025-11-01"}, {"until", "2026-10-31"}, {"as_of", "2026-10-31"}};
inline constexpr const char* now_sql = "day BETWEEN '2025-11-01' AND '2026-10-31' AND currency = 'CNY'";
inline constexpr const char* then_sql = "day BETWEEN '2024-11-01' AND '2025-10-31' AND currency = 'CNY'";
// 100 × a ÷ b to hundredths, half away from zero, of two SQL expressions of whole numbers.
[[nodiscard]] std::string percent_sql(const std::string& a, const std::string& b);

class Books {
 public:
  Books();
  [[nodiscard]] client::Client& client() { return client_; }
  Fleet fleet;

  // Records reach the device in another order (types still as they need each other); before the first add().
  void shuffle(unsigned seed) { shuffled_ = seed; }

  // A record on the device, and the same as a row of the plain table of its type.
  void both(const std::string& type, const std::string& id, const Value& fields);
  // Makes that table, plain_<type>: id and every declared field. Money and other decimals are whole numbers of their
  // smallest unit, times their day, sets JSON. Views named account, product, order, line, sale, visit, task, deal and
  // complaint say of them what most tests read.
  void plain_of(const std::string& type);
  void add(const std::string& type, const std::string& id, const Value& fields);  // the record alone
  void plain(const std::string& sql);
  void commit();  // what was added

  // Accounts, products, orders with lines, returns, discounts, currencies, missing costs, cancelled orders. Dates
  // within 2024-11 … 2026-10; `seed` decides all.
  void trade(unsigned seed, int accounts, int products, int orders);
  // Visits, deals, complaints, tasks, contacts, stock, spending, payments, prospects and targets of these accounts
  // (after trade(), same number). Dates as there.
  void life(unsigned seed, int accounts, int records);

  [[nodiscard]] Report report(const std::string& name, const Given& parameters = {});
  // Rows of the report, only these columns, as text without decimal points; null is "".
  using Table = std::vector<std::vector<std::string>>;
  [[nodiscard]] static Table table(const Report& report, const std::vector<std::string>& columns);
  [[nodiscard]] Table plain_table(const std::string& sql);
  [[nodiscard]] static std::string plain_text(const Value& value);

 private:
  client::Client& client_;
  std::unique_ptr<sqlite::Database> plain_;
  [[nodiscard]] int pick(int from, int to);
  void add_order(int n, const std::string& account, int products);
  void add_lines(const std::string& order, int count, int products, bool returned);
  void add_contact_work(int n, const std::string& account, const std::string& day);
  void add_deal(int n, const std::string& account, const std::string& day);
  void add_service(int n, const std::string& account, const std::string& day);
  void add_money(int n, const std::string& account, const std::string& day);
  std::set<std::string> plain_types_;
  int next_line_ = 0;
  std::vector<std::pair<std::string, std::string>> lines_;  // type, record as JSON
  std::optional<unsigned> shuffled_;
  std::mt19937 random_;
  std::size_t waiting_ = 0;
};

// "amount: 1234" of totals.
[[nodiscard]] std::string total(const Report& report, const std::string& name);
// Sorted, for reports whose order is not the point.
[[nodiscard]] Books::Table sorted(Books::Table table);

}  // namespace keybook::testing
