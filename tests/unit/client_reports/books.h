// The same business twice: as records of a device, and as plain tables of whole numbers (money in hundredths,
// quantities in thousandths, prices in ten-thousandths) that the tests' own SQL adds up. Threads: one.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
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

  // One record in both: `plain` are the values of the row in the plain table of this name.
  void add(const std::string& type, const std::string& id, Value fields);
  void plain(const std::string& sql);
  void commit();  // what add() collected

  // Accounts, products, orders with lines, returns, discounts, currencies, missing costs, cancelled orders. Dates
  // within 2024-11 … 2026-10; `seed` decides all.
  void trade(unsigned seed, int accounts, int products, int orders);
  // Visits, deals, complaints, tasks, contacts, stock, spending, surveys and targets of these accounts (after trade(),
  // same number); visits, deals, complaints, tasks also as plain tables. Dates as there.
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
  void add_deal(int n, const std::string& account, const std::string& day, const std::function<int(int, int)>& pick);
  void add_contact_work(int n, const std::string& account, const std::string& day,
                        const std::function<int(int, int)>& pick);
  void add_service(int n, const std::string& account, const std::string& day, const std::function<int(int, int)>& pick);
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
