#include "books.h"

#include <algorithm>

#include "store/store.h"

namespace keybook::testing {

using base::need;

namespace {

// What a line is worth, in hundredths: quantity × price × both discounts, half away from zero.
constexpr const char* plain_tables = R"sql(
CREATE TABLE account(id TEXT PRIMARY KEY, name TEXT, owner TEXT, territory TEXT, grade TEXT, industry TEXT);
CREATE TABLE product(id TEXT PRIMARY KEY, name TEXT, series TEXT);
CREATE TABLE "order"(id TEXT PRIMARY KEY, account TEXT, day TEXT, status TEXT, currency TEXT, discount INTEGER, amount INTEGER, due TEXT, paid INTEGER);
CREATE TABLE line(id TEXT PRIMARY KEY, "order" TEXT, product TEXT, quantity INTEGER, price INTEGER, cost INTEGER, discount INTEGER);
CREATE VIEW worth AS
  SELECT l.id, l."order", l.product, l.quantity, l.cost IS NULL AS uncosted,
    (l.quantity*l.price*(100-coalesce(l.discount,0))*(100-coalesce(o.discount,0)) + 500000000*sign(l.quantity))/1000000000 AS amount,
    (l.quantity*coalesce(l.cost,0) + 50000*sign(l.quantity))/100000 AS cost
  FROM line l JOIN "order" o ON o.id = l."order";
CREATE VIEW sale AS
  SELECT o.account, o.day, o.id AS "order", coalesce(o.currency,'CNY') AS currency, w.product, w.quantity, w.amount, w.cost, w.uncosted
  FROM "order" o JOIN worth w ON w."order" = o.id WHERE o.day IS NOT NULL AND o.status NOT IN ('draft','cancelled')
  UNION ALL
  SELECT o.account, o.day, o.id, coalesce(o.currency,'CNY'), NULL, 0, o.amount, 0, 1
  FROM "order" o WHERE o.amount IS NOT NULL AND o.day IS NOT NULL AND o.status NOT IN ('draft','cancelled')
    AND NOT EXISTS (SELECT 1 FROM line l WHERE l."order" = o.id);
)sql";

std::string fixed(std::int64_t units, int places) {
  const bool minus = units < 0;
  std::string digits = std::to_string(minus ? -units : units);
  const auto wanted = static_cast<std::size_t>(places);
  if (digits.size() <= wanted) digits.insert(0, wanted + 1 - digits.size(), '0');
  return (minus ? "-" : "") + digits.insert(digits.size() - wanted, ".");
}

std::string quoted_text(const std::string& text) { return "'" + text + "'"; }

}  // namespace

Books::Books()
    : client_(fleet.device("boss")),
      plain_(need(sqlite::Database::open(":memory:", {.journal = sqlite::Journal::Rollback}))) {
  need(plain_->exec(plain_tables));
}

void Books::add(const std::string& type, const std::string& id, Value fields) {
  lines_ << Value{{"op", "new"}, {"type", type}, {"id", id}, {"fields", std::move(fields)}}.dump() << '\n';
  if (++waiting_ >= 4000) commit();
}

void Books::commit() {
  std::istringstream in(lines_.str());
  if (waiting_ > 0) need(client_.apply_lines(in, true, "books"));
  lines_.str({});
  waiting_ = 0;
}

void Books::plain(const std::string& sql) { need(plain_->exec(sql)); }

void Books::trade(unsigned seed, int accounts, int products, int orders) {
  random_.seed(seed);
  const auto pick = [this](int from, int to) {
    return static_cast<int>(from + static_cast<int>(random_() % static_cast<unsigned>(to - from + 1)));
  };
  const char* grades[] = {"A", "B", "C"};
  const char* industries[] = {"制造业", "电子", "化工"};
  for (int i = 0; i < accounts; ++i) {
    const std::string id = "a" + std::to_string(1000 + i), name = "客户" + std::to_string(i);
    const std::string owner = i % 3 == 0 ? "amy" : "bob", territory = i % 2 == 0 ? "East" : "West";
    add("account", id,
        {{"name", name},
         {"code", "K" + std::to_string(i)},
         {"owner", owner},
         {"territory", territory},
         {"grade", grades[i % 3]},
         {"industry", industries[i % 3]}});
    plain("INSERT INTO account VALUES('" + id + "','" + name + "','" + owner + "','" + territory + "','" +
          grades[i % 3] + "','" + industries[i % 3] + "')");
  }
  for (int i = 0; i < products; ++i) {
    const std::string id = "p" + std::to_string(100 + i), series = "S" + std::to_string(i % 4);
    add("product", id, {{"name", "产品" + std::to_string(i)}, {"code", "P" + std::to_string(i)}, {"series", series}});
    plain("INSERT INTO product VALUES('" + id + "','产品" + std::to_string(i) + "','" + series + "')");
  }
  int line_number = 0;
  for (int i = 0; i < orders; ++i) {
    const std::string id = "o" + std::to_string(100000 + i),
                      account = "a" + std::to_string(1000 + pick(0, accounts - 1));
    const std::string day = (domain::Day::of(2024, 11, 1) + pick(0, 729)).iso();
    const std::string status = pick(0, 19) == 0 ? "cancelled" : pick(0, 19) == 0 ? "draft" : "delivered";
    const std::string currency = pick(0, 14) == 0 ? "USD" : pick(0, 9) == 0 ? "" : "CNY";
    const int discount = pick(0, 9) == 0 ? pick(1, 30) : 0, count = pick(0, 4);
    const std::int64_t amount = pick(1, 9'000'000);
    Value fields = {{"account", account}, {"number", "N" + std::to_string(i)}, {"status", status}};
    const bool dated = pick(0, 49) != 0, priced = count > 0 || pick(0, 9) != 0;
    if (dated) fields["ordered_at"] = day + "T0" + std::to_string(pick(0, 9)) + ":30:00Z";
    if (!currency.empty()) fields["currency"] = currency;
    if (discount > 0) fields["discount"] = std::to_string(discount);
    if (priced) fields["amount"] = fixed(amount, 2);
    add("order", id, fields);
    plain("INSERT INTO \"order\" VALUES('" + id + "','" + account + "'," + (dated ? quoted_text(day) : "NULL") + ",'" +
          status + "'," + (currency.empty() ? "NULL" : quoted_text(currency)) + "," + std::to_string(discount) + "," +
          (priced ? std::to_string(amount) : "NULL") + ",NULL,NULL)");
    for (int n = 0; n < count; ++n) {
      const std::string line = "l" + std::to_string(1'000'000 + line_number++),
                        product = "p" + std::to_string(100 + pick(0, products - 1));
      const std::int64_t quantity = pick(0, 19) == 0 ? -pick(1, 5000) : pick(1, 200'000), price = pick(1, 20'000'000);
      const bool costed = pick(0, 6) != 0;
      const std::int64_t cost = price * pick(40, 110) / 100;
      const int off = pick(0, 9) == 0 ? pick(1, 50) : 0;
      Value of_line = {
          {"order", id}, {"product", product}, {"quantity", fixed(quantity, 3)}, {"price", fixed(price, 4)}};
      if (costed) of_line["cost"] = fixed(cost, 4);
      if (off > 0) of_line["discount"] = std::to_string(off);
      add("order_line", line, of_line);
      plain("INSERT INTO line VALUES('" + line + "','" + id + "','" + product + "'," + std::to_string(quantity) + "," +
            std::to_string(price) + "," + (costed ? std::to_string(cost) : "NULL") + "," + std::to_string(off) + ")");
    }
  }
  commit();
}

Report Books::report(const std::string& name, const Given& parameters) {
  commit();
  return need(client_.report(name, parameters));
}

std::string Books::plain_text(const Value& value) {
  if (value.is_null()) return {};
  std::string text = value.is_string() ? value.get<std::string>() : value.dump();
  const bool number = !text.empty() && text.find_first_not_of("-.0123456789") == std::string::npos &&
                      std::count(text.begin(), text.end(), '.') == 1;
  if (!number) return text;
  text.erase(text.find('.'), 1);
  const bool minus = text.front() == '-';
  text.erase(0, text.find_first_not_of("-0"));
  return text.empty() ? "0" : (minus ? "-" : "") + text;
}

Books::Table Books::table(const Report& report, const std::vector<std::string>& columns) {
  Table out;
  for (const Value& row : report.rows) {
    auto& cells = out.emplace_back();
    for (const std::string& column : columns) {
      EXPECT_TRUE(row.contains(column)) << report.definition->name << " has no column " << column;
      cells.push_back(row.contains(column) ? plain_text(row[column]) : "");
    }
  }
  return out;
}

Books::Table Books::plain_table(const std::string& sql) {
  Table out;
  auto rows = client::store::prepared(*plain_, sql);
  while (client::store::next(rows)) {
    auto& cells = out.emplace_back();
    for (int i = 0; i < rows.columns(); ++i) cells.emplace_back(rows.is_null(i) ? "" : rows.text(i));
  }
  return out;
}

std::string total(const Report& report, const std::string& name) {
  EXPECT_TRUE(report.totals.contains(name)) << name;
  return report.totals.contains(name) ? Books::plain_text(report.totals[name]) : "";
}

Books::Table sorted(Books::Table table) {
  std::sort(table.begin(), table.end());
  return table;
}

}  // namespace keybook::testing
