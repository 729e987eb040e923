#include "reports/run.h"

#include <algorithm>

#include "reports/exchange_rates.h"
#include "tables/condition.h"

namespace keybook::client::reports {

using domain::Day;
using domain::Decimal;
using store::next;
using store::prepared;

namespace {

std::int64_t sum_of(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a, b, &sum))
    throw base::Failure({base::ErrorCode::NotValid,
                         "the amounts add up to more than can be a sum of money",
                         {},
                         "Look for orders with a mistyped quantity or price: `keybook list order_line`"});
  return sum;
}

std::int64_t converted(std::int64_t cents, const Decimal& rate) {
  const auto result = (Decimal::cents(cents) * rate).to_cents();
  return sum_of(result.value_or(INT64_MAX), result ? 0 : 1);
}

}  // namespace

void Sums::add(const Sale& sale) {
  orders += sale.orders;
  lines += sale.lines;
  quantity = sum_of(quantity, sale.quantity);
  amount = sum_of(amount, sale.amount);
  gross = sum_of(gross, sale.gross);
  cost = sum_of(cost, sale.cost);
  uncosted_amount = sum_of(uncosted_amount, sale.uncosted_amount);
  uncosted_lines += sale.uncosted_lines;
  first = std::min(first, sale.day);
  last = std::max(last, sale.last);
}

Run::Run(store::Store& store, Facts& facts, const Arguments& arguments, const LocalDays& days, Report& report)
    : store_(store), facts_(facts), arguments_(arguments), days_(days), report_(report) {}

const std::vector<Account>& Run::accounts() {
  if (!accounts_read_) read_accounts();
  accounts_read_ = true;
  return accounts_;
}

std::vector<std::string> Run::territories(const std::string& top) {
  // Two territories may name each other as parent in bad data: each is taken once.
  std::vector<std::string> all = {top};
  for (std::size_t i = 0; i < all.size(); ++i) {
    auto rows = query("SELECT name FROM {territory} WHERE parent = ? AND NOT {territory.gone}");
    rows.bind(std::string_view(all[i]));
    while (next(rows))
      if (std::find(all.begin(), all.end(), rows.text(0)) == all.end()) all.emplace_back(rows.text(0));
  }
  return all;
}

void Run::read_accounts() {
  const std::string &owner = arguments_.text("owner"), &grade = arguments_.text("grade"),
                    &industry = arguments_.text("industry"), &type = arguments_.text("type"),
                    &territory = arguments_.text("territory");
  const std::vector<std::string> places = territory.empty() ? std::vector<std::string>() : territories(territory);
  auto rows = query(
      "SELECT id, name, owner, territory, grade, industry, type, region, kind FROM {account} WHERE NOT {account.gone} "
      "ORDER BY id");
  while (next(rows)) {
    if (!owner.empty() && rows.text(2) != owner) continue;
    if (!grade.empty() && rows.text(4) != grade) continue;
    if (!industry.empty() && rows.text(5) != industry) continue;
    if (!type.empty() && rows.text(6) != type) continue;
    if (!places.empty() && std::find(places.begin(), places.end(), rows.text(3)) == places.end()) continue;
    const auto text = [&](int column) { return std::string(rows.text(column)); };
    accounts_.push_back({text(0), text(1), text(2), text(3), text(4), text(5), text(6), text(7), text(8)});
  }
}

std::size_t Run::account_of(std::string_view id) {
  if (account_index_.empty())
    for (std::size_t i = 0; i < accounts().size(); ++i) account_index_.emplace(accounts_[i].id, i);
  const auto found = account_index_.find(id);
  return found == account_index_.end() ? none : found->second;
}

const std::vector<Product>& Run::products() {
  if (products_read_) return products_;
  products_read_ = true;
  // Deleted ones too: what was sold of them was sold.
  auto rows = query("SELECT id, coalesce(name, code), series, category, currency FROM {product} ORDER BY id");
  while (next(rows)) {
    products_.push_back({std::string(rows.text(0)), std::string(rows.text(1)), std::string(rows.text(2)),
                         std::string(rows.text(3)), std::string(rows.text(4))});
  }
  for (std::size_t i = 0; i < products_.size(); ++i) product_index_.emplace(products_[i].id, i);
  return products_;
}

std::size_t Run::product_of(std::string_view id) {
  static_cast<void>(products());
  const auto found = product_index_.find(id);
  return found == product_index_.end() ? none : found->second;
}

void Run::map_keys() {
  if (keys_mapped_) return;
  keys_mapped_ = true;
  // All three lists are by id.
  const auto keys = facts_.keys();
  static_cast<void>(products());
  const auto map = [&keys](std::vector<std::size_t>& place_of_key, const auto& records) {
    std::size_t at = 0;
    for (const auto& [key, id] : keys) {
      while (at < records.size() && records[at].id < id) ++at;
      if (static_cast<std::size_t>(key) >= place_of_key.size())
        place_of_key.resize(static_cast<std::size_t>(key) + 1, none);
      if (at < records.size() && records[at].id == id) place_of_key[static_cast<std::size_t>(key)] = at;
    }
  };
  map(account_of_key_, accounts());
  map(product_of_key_, products_);
  if (product_of_key_.empty()) account_of_key_ = product_of_key_ = {none};
}

// `placed` is told of each sale of a chosen account and gives the indexes of its sums to what it is handed.
template <class Placed>
std::vector<Sums> Run::summed(By by, const domain::Period& period, std::size_t size, const Placed& placed) {
  map_keys();
  std::vector<Sums> sums(size);
  Foreign foreign;
  std::map<std::string, Sums> unrated;  // each sale once, however many sums it is missing in
  const std::string& own = arguments_.text("currency");
  const auto add = [&](const Sale& sale) {
    const std::size_t account = account_of_key_[static_cast<std::size_t>(sale.account)];
    if (account == none) return;
    bool left_out = false;
    placed(account, product_of_key_[static_cast<std::size_t>(sale.product)], sale, [&](std::size_t at) {
      if (at >= sums.size()) sums.resize(at + 1);
      if (sale.currency.empty() || sale.currency == own)
        sums[at].add(sale);
      else if (rates().contains(std::string(sale.currency)))
        foreign[{at, std::string(sale.currency)}].add(sale);
      else
        left_out = true;
    });
    if (left_out) unrated[std::string(sale.currency)].add(sale);
  };
  if (by == By::Account)
    facts_.account_sales(period, add);
  else
    facts_.sales(period, add);
  add_foreign(foreign, sums);
  leave_out_unrated(unrated);
  report_.currency = own;
  return sums;
}

std::vector<Sums> Run::sales(const domain::Period& period, std::size_t size, const Place& place) {
  return summed(By::Product, period, size,
                [&](std::size_t account, std::size_t product, const Sale& sale, auto&& take) {
                  if (const std::size_t at = place(account, product, sale); at != none) take(at);
                });
}

std::vector<Sums> Run::account_sales(const domain::Period& period, std::size_t size, const Place& place) {
  return summed(By::Account, period, size,
                [&](std::size_t account, std::size_t product, const Sale& sale, auto&& take) {
                  if (const std::size_t at = place(account, product, sale); at != none) take(at);
                });
}

std::vector<Sums> Run::sales_into(By by, const domain::Period& period, std::size_t size, const Places& places) {
  std::vector<std::size_t> into;
  return summed(by, period, size, [&](std::size_t account, std::size_t product, const Sale& sale, auto&& take) {
    into.clear();
    places(account, product, sale, into);
    for (const std::size_t at : into) take(at);
  });
}

void Run::add_foreign(const Foreign& foreign, std::vector<Sums>& sums) {
  for (const auto& [where, other] : foreign) {
    const Decimal& rate = rates().at(where.second);
    Sums& own = sums[where.first];
    own.orders += other.orders;
    own.lines += other.lines;
    own.quantity = sum_of(own.quantity, other.quantity);
    own.amount = sum_of(own.amount, converted(other.amount, rate));
    own.gross = sum_of(own.gross, converted(other.gross, rate));
    own.cost = sum_of(own.cost, converted(other.cost, rate));
    own.uncosted_amount = sum_of(own.uncosted_amount, converted(other.uncosted_amount, rate));
    own.uncosted_lines += other.uncosted_lines;
    own.first = std::min(own.first, other.first);
    own.last = std::max(own.last, other.last);
  }
}

void Run::leave_out_unrated(const std::map<std::string, Sums>& unrated) {
  for (const auto& [currency, all] : unrated)
    leave_out({"没有给出汇率的 " + currency + " 金额", "amounts in " + currency + ", for which no rate was given"},
              std::max<std::int64_t>(all.orders, 1), Decimal::cents(all.amount).text() + " " + currency);
}

const std::map<std::string, Decimal>& Run::rates() {
  if (rates_) return *rates_;
  rates_ = arguments_.rates("rates");
  for (const auto& [currency, rate] : ExchangeRates(store_).all_into(arguments_.text("currency"), as_of())) {
    if (!rates_->emplace(currency, rate).second) continue;
    const std::string words = currency + " = " + rate.text();
    note({"汇率 " + words, "exchange rate " + words});
  }
  return *rates_;
}

std::optional<Decimal> Run::in_own(std::string_view amount, std::string_view currency) {
  const auto value = Decimal::parse(amount);
  const std::string& own = arguments_.text("currency");
  report_.currency = own;
  if (!value) return std::nullopt;
  if (currency.empty() || currency == own) return value->rounded(2);
  const auto rate = rates().find(std::string(currency));
  if (rate != rates().end()) return (*value * rate->second).rounded(2);
  auto& [count, sum] = unconverted_[std::string(currency)];
  ++count;
  sum += *value;
  return std::nullopt;
}

void Run::note_currencies() {
  for (const auto& [currency, left] : unconverted_)
    leave_out({"没有汇率的 " + currency + " 金额", "amounts in " + currency + ", for which there is no rate"},
              left.first, left.second.text(2) + " " + currency);
}

std::vector<Sums> Run::sales_by_account(const domain::Period& period) {
  return account_sales(period, accounts().size(),
                       [](std::size_t account, std::size_t, const Sale&) { return account; });
}

std::vector<Sums> Run::sales_by_product(const domain::Period& period) {
  const std::size_t all = products().size();
  return sales(period, all + 1,
               [all](std::size_t, std::size_t product, const Sale&) { return product == none ? all : product; });
}

bool Run::has_type(std::string_view type) const { return store_.registry().type(type) != nullptr; }

bool Run::has_field(std::string_view type, std::string_view field) const {
  const schema::Type* known = store_.registry().type(type);
  return known != nullptr && known->field(field) != nullptr;
}

std::vector<std::string> Run::choices_of(std::string_view type, std::string_view name) const {
  std::vector<std::string> out;
  const schema::Type* known = store_.registry().type(type);
  const schema::Field* field = known == nullptr ? nullptr : known->field(name);
  if (field != nullptr)
    for (const schema::Choice& choice : field->choices) out.push_back(choice.value);
  return out;
}

sqlite::Query Run::query(std::string_view text) {
  std::string sql;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '{') {
      sql += text[at++];
      continue;
    }
    const std::size_t end = text.find('}', at);
    KEYBOOK_ASSERT(end != std::string_view::npos);
    std::string_view name = text.substr(at + 1, end - at - 1);
    if (name.ends_with(".gone"))
      sql += tables::is_gone();
    else
      sql += store_.shown().table(name);
    at = end + 1;
  }
  return base::need(store_.database().prepare(sql));
}

Value& Run::add_row(const Account& account) {
  Value& row = add_row();
  row["account"] = account.id;
  row["name"] = cell(account.name);
  row["grade"] = cell(account.grade);
  row["owner"] = cell(account.owner);
  return row;
}

void Run::leave_out(Label reason, std::int64_t count, std::string amount) {
  if (count <= 0) return;
  for (const LeftOut& one : report_.left_out)
    if (one.reason.en == reason.en && one.amount == amount) return;  // said already
  report_.left_out.push_back({std::move(reason), count, std::move(amount)});
}

void Run::note_unread_sales() {
  map_keys();
  const std::map<std::string, Label> reasons = {
      {"no-date", {"没有下单时间的订单", "orders without a time of order"}},
      {"no-value", {"没有金额也没有明细的订单", "orders without amount and without priced lines"}},
      {"line-no-value", {"没有数量或单价的订单明细", "order lines without quantity or price"}},
      {"too-large", {"金额大得不可能的订单或明细", "orders or lines whose amount is too large to be true"}}};
  std::map<std::string, std::int64_t> counts;
  for (const Unread& one : facts_.unread()) {
    const auto at = static_cast<std::size_t>(one.account);
    if (at < account_of_key_.size() && account_of_key_[at] != none) counts[one.reason] += one.count;
  }
  for (const auto& [reason, count] : counts) leave_out(reasons.at(reason), count);
}

Value cell(const Decimal& value, int places) { return value.text(places); }
Value cell(const std::optional<Decimal>& value, int places) { return value ? Value(value->text(places)) : Value(); }
Value cell(const std::string& text) { return text.empty() ? Value() : Value(text); }
Value day_cell(Day day) { return day.number == INT32_MAX || day.number == INT32_MIN ? Value() : Value(day.iso()); }

const std::string& class_of(const Account& account, const std::string& by) {
  if (by == "grade") return account.grade;
  if (by == "type") return account.type;
  if (by == "territory") return account.territory;
  if (by == "owner") return account.owner;
  if (by == "region") return account.region;
  if (by == "kind") return account.kind;
  return account.industry;
}

void keep_top(Run& run) {
  const auto top = static_cast<std::size_t>(run.arguments().integer("top"));
  if (top > 0 && run.report().rows.size() > top) run.report().rows.resize(top);
}

}  // namespace keybook::client::reports
