#include "reports/facts.h"

#include "reports/change_triggers.h"
#include "reports/sales_builder.h"

namespace keybook::client::reports {

using store::next;
using store::prepared;

namespace {

// Of the tables and of how they are computed: another number makes them anew.
constexpr const char* facts_version = "4";
constexpr const char* version_key = "report_facts";

constexpr const char* fact_tables = R"sql(
CREATE TABLE sales_key(n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);
CREATE TABLE sales_fact(
  month INTEGER, account INTEGER, day INTEGER, product INTEGER, currency TEXT,
  orders INTEGER, lines INTEGER, quantity INTEGER, amount INTEGER,
  cost INTEGER, uncosted_amount INTEGER, uncosted_lines INTEGER, gross INTEGER,
  PRIMARY KEY(month, account, day, product, currency)) WITHOUT ROWID;
CREATE TABLE sales_month(
  month INTEGER, account INTEGER, currency TEXT, first INTEGER, last INTEGER,
  orders INTEGER, lines INTEGER, quantity INTEGER, amount INTEGER,
  cost INTEGER, uncosted_amount INTEGER, uncosted_lines INTEGER, gross INTEGER,
  PRIMARY KEY(month, account, currency)) WITHOUT ROWID;
CREATE TABLE sales_unread(account INTEGER, reason TEXT, count INTEGER, PRIMARY KEY(account, reason)) WITHOUT ROWID;
CREATE TABLE sales_dirty(account TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE sales_dirty_cost(product TEXT PRIMARY KEY) WITHOUT ROWID;
)sql";

// Kept of the account of an order: a time may be of the month before or after on this device. The month leads the keys.
const std::string sales_of_old_order = [] {
  const std::string month =
      "CAST(substr(OLD.ordered_at, 1, 4) AS INTEGER) * 12 + CAST(substr(OLD.ordered_at, 6, 2) AS INTEGER)";
  const std::string account = "account = (SELECT n FROM sales_key WHERE id = OLD.account);";
  std::string all = "DELETE FROM sales_unread WHERE " + account;
  for (const char* table : {"sales_fact", "sales_month"})
    all += "DELETE FROM " + std::string(table) + " WHERE month IN (" + month + " - 2, " + month + " - 1, " + month +
           ") AND " + account;
  return all;
}();

}  // namespace

std::string Facts::version() const { return std::string(facts_version) + " " + days_.key(); }

bool Facts::built() { return store_.meta(version_key) == version(); }

bool Facts::stale() {
  if (!built()) return true;
  auto row = prepared(store_.database(), "SELECT 1 FROM sales_dirty UNION ALL SELECT 1 FROM sales_dirty_cost LIMIT 1");
  return next(row) || visits_.stale() || (due_of_ && !due_.holds(*due_of_));
}

void Facts::make_tables() {
  sqlite::Database& database = store_.database();
  for (const char* name : {"sales_key", "sales_fact", "sales_month", "sales_unread", "sales_dirty", "sales_dirty_cost"})
    base::need(database.exec("DROP TABLE IF EXISTS " + std::string(name)));
  // What a version before read of visits.
  base::need(database.exec("DROP INDEX IF EXISTS report_visits"));
  // The last order of each account, without reading orders.
  base::need(database.exec("CREATE INDEX IF NOT EXISTS report_orders ON " + store_.shown().table("order") +
                           "(account, ordered_at, _flags)"));
  base::need(database.exec(fact_tables));
  make_triggers();
}

// On what a figure comes from; other changes of a record do not wake anything.
void Facts::make_triggers() {
  sqlite::Database& database = store_.database();
  const auto make = [&](const char* name, const char* type, const char* columns, const Note& note,
                        const std::string& goes_along = {}) {
    base::need(database.exec(change_triggers(name, store_.shown().table(type), columns, note, goes_along)));
  };
  make("sales_order", "order", "account, _flags, ordered_at, status, amount, currency, discount",
       noted_in("sales_dirty"), sales_of_old_order);
  make("sales_line", "order_line", "account, _flags, \"order\", product, quantity, price, cost, discount",
       noted_in("sales_dirty"));
  if (store_.registry().type("product_cost") == nullptr) return;
  make("sales_cost", "product_cost", "product, _flags, unit_cost, currency, valid_from, valid_to",
       noted_in("sales_dirty_cost", "product"));
  if (store_.registry().type("exchange_rate") == nullptr) return;
  make("sales_rate", "exchange_rate", "currency, \"into\", rate, _flags, valid_from, valid_to",
       [this](const std::string& row) {
         return "INSERT INTO sales_dirty_cost SELECT DISTINCT product FROM " + store_.shown().table("product_cost") +
                " c WHERE c.currency = " + row +
                ".currency AND product IS NOT NULL AND product NOT IN (SELECT product FROM sales_dirty_cost);";
       });
}

// A new cost of a product concerns whoever bought it. CROSS JOIN: the few products first, their lines by the index.
void Facts::mark_costed_accounts() {
  store::run(store_.database(),
             "INSERT INTO sales_dirty SELECT DISTINCT l.account FROM sales_dirty_cost c CROSS JOIN " +
                 store_.shown().table("order_line") +
                 " l WHERE l.product = c.product AND l.account NOT IN (SELECT account FROM "
                 "sales_dirty)");
  store::run(store_.database(), "DELETE FROM sales_dirty_cost");
}

void Facts::refresh() {
  if (!built()) {
    make_tables();
    SalesBuilder(store_, days_).all();
    visits_.make();
    due_.drop();
    store_.set_meta(version_key, version());
  } else {
    due_.changed(visits_.refresh());
    refresh_sales();
  }
  if (due_of_) due_.refresh(*due_of_);
}

void Facts::refresh_sales() {
  mark_costed_accounts();
  std::vector<std::string> accounts;
  auto rows = prepared(store_.database(), "SELECT account FROM sales_dirty");
  while (next(rows)) accounts.emplace_back(rows.text(0));
  SalesBuilder(store_, days_).again(accounts);
  store::run(store_.database(), "DELETE FROM sales_dirty");
}

void Facts::sales(const domain::Period& period, const std::function<void(const Sale&)>& each) {
  auto rows =
      prepared(store_.database(),
               "SELECT account, day, product, currency, orders, lines, quantity, amount, cost, uncosted_amount, "
               "uncosted_lines, gross FROM sales_fact WHERE month BETWEEN ? AND ?",
               std::int64_t{period.from.month_number()}, std::int64_t{period.until.month_number()});
  Sale sale;
  while (next(rows)) {
    sale.day = sale.last = {static_cast<std::int32_t>(rows.integer(1))};
    if (!period.holds(sale.day)) continue;
    sale.account = rows.integer(0);
    sale.product = rows.integer(2);
    sale.currency = rows.text(3);
    sale.orders = rows.integer(4);
    sale.lines = rows.integer(5);
    sale.quantity = rows.integer(6);
    sale.amount = rows.integer(7);
    sale.cost = rows.integer(8);
    sale.uncosted_amount = rows.integer(9);
    sale.uncosted_lines = rows.integer(10);
    sale.gross = rows.integer(11);
    each(sale);
  }
}

void Facts::month_sales(std::int32_t from, std::int32_t until, const std::function<void(const Sale&)>& each) {
  auto rows = prepared(store_.database(),
                       "SELECT account, first, last, currency, orders, lines, quantity, amount, cost, uncosted_amount, "
                       "uncosted_lines, gross FROM sales_month WHERE month BETWEEN ? AND ?",
                       std::int64_t{from}, std::int64_t{until});
  Sale sale;
  while (next(rows)) {
    sale.account = rows.integer(0);
    sale.day = {static_cast<std::int32_t>(rows.integer(1))};
    sale.last = {static_cast<std::int32_t>(rows.integer(2))};
    sale.currency = rows.text(3);
    sale.orders = rows.integer(4);
    sale.lines = rows.integer(5);
    sale.quantity = rows.integer(6);
    sale.amount = rows.integer(7);
    sale.cost = rows.integer(8);
    sale.uncosted_amount = rows.integer(9);
    sale.uncosted_lines = rows.integer(10);
    sale.gross = rows.integer(11);
    each(sale);
  }
}

void Facts::account_sales(const domain::Period& period, const std::function<void(const Sale&)>& each) {
  const auto start = [](std::int32_t month) { return domain::Day::of(month / 12, month % 12 + 1, 1); };
  const std::int32_t first = period.from.month_number() + (period.from.day() == 1 ? 0 : 1),
                     past = (period.until + 1).month_number();  // the month after the last whole one
  if (first >= past) return sales(period, each);
  if (period.from < start(first)) sales({period.from, start(first) - 1}, each);
  month_sales(first, past - 1, each);
  if (start(past) <= period.until) sales({start(past), period.until}, each);
}

std::vector<Unread> Facts::unread() {
  std::vector<Unread> out;
  auto rows = prepared(store_.database(), "SELECT reason, account, count FROM sales_unread");
  while (next(rows)) out.push_back({std::string(rows.text(0)), rows.integer(1), rows.integer(2)});
  return out;
}

std::vector<std::pair<std::int64_t, std::string>> Facts::keys() {
  std::vector<std::pair<std::int64_t, std::string>> out;
  auto rows = prepared(store_.database(), "SELECT n, id FROM sales_key ORDER BY id");
  while (next(rows)) out.emplace_back(rows.integer(0), rows.text(1));
  return out;
}

}  // namespace keybook::client::reports
