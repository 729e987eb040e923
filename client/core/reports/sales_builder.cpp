#include "reports/sales_builder.h"

#include <algorithm>
#include <tuple>

#include "domain/number.h"
#include "tables/condition.h"

namespace keybook::client::reports {

using domain::Day;
using domain::Decimal;
using store::next;
using store::prepared;

namespace {

constexpr std::int64_t cents_max = 1'000'000'000'000'000;
constexpr std::size_t rows_at_once = 200'000;  // 20 MB: sorted in memory, then added to the table in its own order

// The months that have sales, each found by one seek.
constexpr const char* all_months =
    "WITH RECURSIVE steps(month) AS (SELECT min(month) FROM sales_fact UNION ALL SELECT (SELECT min(month) FROM "
    "sales_fact WHERE month > steps.month) FROM steps WHERE steps.month IS NOT NULL), months(month) AS (SELECT month "
    "FROM steps WHERE month IS NOT NULL) ";

// Digits of a plain decimal as a 64-bit integer of 10^-places; nullopt: does not fit, or has more places.
std::optional<std::int64_t> scaled(std::string_view text, int places) {
  std::int64_t value = 0;
  int fraction = -1;
  const bool minus = text.starts_with('-');
  if (minus) text.remove_prefix(1);
  if (text.empty() || text.size() > 16) return std::nullopt;
  for (const char c : text) {
    if (c == '.') {
      if (fraction >= 0) return std::nullopt;
      fraction = 0;
      continue;
    }
    if (c < '0' || c > '9') return std::nullopt;
    if (fraction >= 0 && ++fraction > places) {
      if (c != '0') return std::nullopt;
      --fraction;
      continue;
    }
    value = value * 10 + (c - '0');
  }
  for (int i = std::max(fraction, 0); i < places; ++i)
    if (__builtin_mul_overflow(value, 10, &value)) return std::nullopt;
  return minus ? -value : value;
}

std::optional<std::int64_t> bounded(const Decimal& value) {
  const auto cents = value.to_cents();
  return cents && *cents <= cents_max && *cents >= -cents_max ? cents : std::nullopt;
}

// The usual line: no discount, few digits.
std::optional<std::int64_t> short_way(std::string_view quantity, std::string_view price) {
  const auto thousandths = scaled(quantity, 3), ten_thousandths = scaled(price, 4);
  std::int64_t product = 0;
  if (!thousandths || !ten_thousandths || __builtin_mul_overflow(*thousandths, *ten_thousandths, &product))
    return std::nullopt;
  constexpr std::int64_t down = 100'000;  // 10^-7 to hundredths
  const std::int64_t half = product >= 0 ? down / 2 : -down / 2;
  if (__builtin_add_overflow(product, half, &product)) return std::nullopt;
  const std::int64_t cents = product / down;
  return cents <= cents_max && cents >= -cents_max ? std::optional(cents) : std::nullopt;
}

Decimal part_left(std::string_view discount) {
  const auto percent = Decimal::parse(discount);
  return percent ? (Decimal(100) - *percent) * Decimal(1, 2) : Decimal(1);
}

}  // namespace

std::optional<std::int64_t> line_cents(std::string_view quantity, std::string_view price, std::string_view discount,
                                       std::string_view order_discount) {
  if (discount.empty() && order_discount.empty())
    if (const auto cents = short_way(quantity, price)) return cents;
  const auto count = Decimal::parse(quantity), each = Decimal::parse(price);
  if (!count || !each) return std::nullopt;
  return bounded(*count * *each * part_left(discount) * part_left(order_discount));
}

SalesBuilder::SalesBuilder(store::Store& store, const LocalDays& days) : store_(store), days_(days), costs_(store) {}

std::int64_t SalesBuilder::key(std::string_view id) {
  if (id.empty()) return 0;
  if (const auto found = keys_.find(std::string(id)); found != keys_.end()) return found->second;
  store::run(store_.database(), "INSERT INTO sales_key(id) VALUES(?) ON CONFLICT DO NOTHING", id);
  auto row = prepared(store_.database(), "SELECT n FROM sales_key WHERE id = ?", id);
  KEYBOOK_ASSERT(next(row));
  return keys_.emplace(id, row.integer(0)).first->second;
}

// Orders in their own sequence, each followed by its lines through the index on "order".
std::string SalesBuilder::query(const std::string& where) const {
  return "SELECT o.id, o.account, o.ordered_at, o.amount, o.currency, o.discount, l.product, l.quantity, l.price, "
         "l.cost, "
         "l.discount, l.id IS NOT NULL FROM " +
         store_.shown().table("order") + " o LEFT JOIN " + store_.shown().table("order_line") +
         " l ON l.\"order\" = o.id AND " + tables::is_shown("l") + " WHERE " + tables::is_shown("o") +
         " AND coalesce(o.status, '') NOT IN ('draft', 'cancelled')" + where;
}

void SalesBuilder::all() {
  auto rows = prepared(store_.database(), query(""));
  read(rows);
  flush();
  sum_months({});
}

void SalesBuilder::again(const std::vector<std::string>& accounts) {
  for (const std::string& account : accounts) {
    forget(key(account));
    auto rows = prepared(store_.database(), query(" AND o.account = ?"), account);
    read(rows);
  }
  flush();
  for (const std::string& account : accounts) sum_months(account);
}

void SalesBuilder::sum_months(const std::string& account) {
  const std::string sums =
      "INSERT INTO sales_month SELECT f.month, f.account, f.currency, min(day), max(day), sum(orders), sum(lines), "
      "sum(quantity), sum(amount), sum(cost), sum(uncosted_amount), sum(uncosted_lines), sum(gross) FROM ";
  constexpr const char* grouped = " GROUP BY f.month, f.account, f.currency";
  if (account.empty()) {
    store::run(store_.database(), sums + "sales_fact f" + grouped);
    return;
  }
  // CROSS JOIN: the months first, then the account of each by the key.
  store::run(store_.database(),
             std::string(all_months) + sums +
                 "months m CROSS JOIN sales_fact f WHERE f.month = m.month AND f.account = ?" + grouped,
             key(account));
}

void SalesBuilder::forget(std::int64_t account) {
  // By month, because the month leads the key: a few seeks instead of a scan.
  auto rows = prepared(store_.database(), std::string(all_months) + "SELECT month FROM months");
  std::vector<std::int64_t> all;
  while (next(rows)) all.push_back(rows.integer(0));
  for (const std::int64_t month : all)
    for (const char* table : {"sales_fact", "sales_month"})
      store::run(store_.database(), "DELETE FROM " + std::string(table) + " WHERE month = ? AND account = ?", month,
                 account);
  store::run(store_.database(), "DELETE FROM sales_unread WHERE account = ?", account);
}

void SalesBuilder::read(sqlite::Query& rows) {
  while (next(rows)) {
    if (!order_ || order_->id != rows.text(0)) {
      close_order();
      open_order(rows);
    }
    if (rows.integer(11) != 0) add_line(rows);
  }
  close_order();
}

void SalesBuilder::open_order(const sqlite::Query& rows) {
  if (rows_.size() >= rows_at_once) flush();
  order_ = Order();
  order_->id = rows.text(0);
  order_->account = key(rows.text(1));
  order_->first_row = rows_.size();
  order_->amount = rows.text(3);
  order_->currency = rows.text(4);
  if (const auto day = days_.of(rows.text(2))) {
    order_->day = *day;
    order_->dated = true;
  }
}

void SalesBuilder::close_order() {
  if (!order_) return;
  const Order order = *order_;
  order_.reset();
  if (!order.dated) return count_unread("no-date", order.account);
  if (!order.worth && !order.amount.empty()) {
    const auto cents = line_cents("1", order.amount, {}, {});
    if (!cents) return count_unread("too-large", order.account);
    Row row{order.day.month_number(), order.day.number, order.account, 0, order.currency};
    row.amount = row.gross = row.uncosted_amount = *cents;
    row.uncosted_lines = 1;
    rows_.push_back(std::move(row));
  }
  if (rows_.size() == order.first_row) return count_unread("no-value", order.account);
  rows_[order.first_row].orders = 1;
}

void SalesBuilder::add_line(const sqlite::Query& rows) {
  if (!order_->dated) return;
  const std::string_view quantity = rows.text(7), price = rows.text(8), cost = rows.text(9), discount = rows.text(10);
  if (quantity.empty() || price.empty()) return count_unread("line-no-value", order_->account);
  const auto amount = line_cents(quantity, price, discount, rows.text(5));
  const auto thousandths = Decimal::parse(quantity);
  const auto many = thousandths ? bounded(*thousandths * 10) : std::nullopt;  // hundredths of tenths: thousandths
  if (!amount || !many) return count_unread("too-large", order_->account);
  Row row{order_->day.month_number(), order_->day.number, order_->account, key(rows.text(6)), order_->currency};
  row.lines = 1;
  row.quantity = *many;
  row.amount = *amount;
  const bool reduced = !discount.empty() || !rows.text(5).empty();
  row.gross = reduced ? line_cents(quantity, price, {}, {}).value_or(*amount) : *amount;
  const std::string known = cost.empty() ? costs_.of(rows.text(6), order_->day, order_->currency) : std::string();
  const std::string_view each = cost.empty() ? known : cost;
  const auto spent = each.empty() ? std::nullopt : line_cents(quantity, each, {}, {});
  if (spent) {
    row.cost = *spent;
  } else {
    row.uncosted_amount = *amount;
    row.uncosted_lines = 1;
  }
  order_->worth = true;
  rows_.push_back(std::move(row));
}

void SalesBuilder::count_unread(const char* reason, std::int64_t account) {
  store::run(store_.database(), "INSERT INTO sales_unread VALUES(?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
             account, std::string_view(reason));
}

void SalesBuilder::flush() {
  std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
    return std::tie(a.month, a.account, a.day, a.product, a.currency) <
           std::tie(b.month, b.account, b.day, b.product, b.currency);
  });
  auto add = base::need(store_.database().prepare(
      "INSERT INTO sales_fact VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET orders = orders "
      "+ "
      "excluded.orders, lines = lines + excluded.lines, quantity = quantity + excluded.quantity, amount = amount + "
      "excluded.amount, cost = cost + excluded.cost, uncosted_amount = uncosted_amount + excluded.uncosted_amount, "
      "uncosted_lines = uncosted_lines + excluded.uncosted_lines, gross = gross + excluded.gross"));
  for (const Row& row : rows_) {
    add.again()
        .bind(std::int64_t{row.month})
        .bind(row.account)
        .bind(std::int64_t{row.day})
        .bind(row.product)
        .bind(std::string_view(row.currency))
        .bind(row.orders)
        .bind(row.lines)
        .bind(row.quantity)
        .bind(row.amount)
        .bind(row.cost)
        .bind(row.uncosted_amount)
        .bind(row.uncosted_lines)
        .bind(row.gross);
    base::need(add.run());
  }
  rows_.clear();
}

}  // namespace keybook::client::reports
