#include "books.h"

#include <algorithm>
#include <array>

#include "store/store.h"

namespace keybook::testing {

using base::need;

namespace {

// What a line is worth, in hundredths: quantity × price × both discounts, half away from zero.
constexpr const char* plain_views = R"sql(
CREATE VIEW account AS SELECT id, name, owner, territory, grade, industry FROM plain_account;
CREATE VIEW product AS SELECT id, name, series FROM plain_product;
CREATE VIEW "order" AS SELECT id, account, ordered_at AS day, coalesce(status, '') AS status, currency,
  coalesce(discount, 0)/100 AS discount, amount FROM plain_order;
CREATE VIEW line AS SELECT id, "order", product, quantity, price, cost, coalesce(discount, 0)/100 AS discount
  FROM plain_order_line;
CREATE VIEW visit AS SELECT id, account, owner, planned_for AS planned, visited_at AS made, kind,
  coalesce(outcome, '') AS outcome, satisfaction AS mark FROM plain_visit;
CREATE VIEW task AS SELECT id, account, assignee AS person, due, done FROM plain_task;
CREATE VIEW deal AS SELECT id, account, stage, amount, probability, close_date AS day, loss_reason AS reason
  FROM plain_opportunity;
CREATE VIEW complaint AS SELECT id, account, reported_at AS reported, solved_at AS solved, followed_up_at AS asked
  FROM plain_complaint;
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

// "12.5" of two places: 1250.
std::string scaled(std::string text, int places) {
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits = text.substr(0, point), rest = text.substr(std::min(point + 1, text.size()));
  rest.resize(static_cast<std::size_t>(places), '0');
  return digits + rest;
}

std::string plain_value(const schema::Field& field, const Value& value) {
  constexpr std::size_t day = 10;
  if (value.is_null()) return "NULL";
  if (value.is_boolean()) return value.get<bool>() ? "1" : "0";
  if (!value.is_string()) return value.is_array() ? quoted_text(value.dump()) : value.dump();
  const auto text = value.get<std::string>();
  if (field.kind == schema::Kind::Time) return quoted_text(text.substr(0, day));
  const bool number =
      field.kind == schema::Kind::Money || field.kind == schema::Kind::Decimal || field.kind == schema::Kind::Percent;
  return number ? scaled(text, field.decimals) : quoted_text(text);
}

}  // namespace

std::string percent_sql(const std::string& a, const std::string& b) {
  return "CASE WHEN (" + b + ") <> 0 THEN (20000*(" + a + ")*sign(" + b + ") + abs(" + b + ")*sign((" + a + ")*sign(" +
         b + ")))/(2*abs(" + b + ")) END";
}

Books::Books()
    : client_(fleet.device("boss")),
      plain_(need(sqlite::Database::open(":memory:", {.journal = sqlite::Journal::Rollback}))) {
  for (const char* type :
       {"account", "product", "order", "order_line", "visit", "task", "opportunity", "complaint", "contact"})
    plain_of(type);
  plain(plain_views);
}

void Books::plain_of(const std::string& type) {
  if (!plain_types_.insert(type).second) return;
  std::string columns = "id TEXT PRIMARY KEY";
  for (const schema::Field& field : client_.registry().type(type)->fields) columns += ", " + sqlite::quoted(field.name);
  plain("CREATE TABLE plain_" + type + "(" + columns + ")");
}

void Books::both(const std::string& type, const std::string& id, const Value& fields) {
  plain_of(type);
  std::string names = "id", values = quoted_text(id);
  for (const auto& [name, value] : fields.items()) {
    names += ", " + sqlite::quoted(name);
    values += ", " + plain_value(*client_.registry().type(type)->field(name), value);
  }
  plain("INSERT INTO plain_" + type + "(" + names + ") VALUES(" + values + ")");
  add(type, id, fields);
}

void Books::add(const std::string& type, const std::string& id, const Value& fields) {
  lines_.emplace_back(type, Value{{"op", "new"}, {"type", type}, {"id", id}, {"fields", fields}}.dump());
  if (++waiting_ >= 4000 && !shuffled_) commit();
}

void Books::commit() {
  if (shuffled_) {
    std::mt19937 order(*shuffled_);
    std::shuffle(lines_.begin(), lines_.end(), order);
    constexpr std::array first = {"account", "product", "order", "contact"};  // what others refer to
    const auto place = [&](const auto& line) {
      return std::find(first.begin(), first.end(), line.first) - first.begin();
    };
    std::stable_sort(lines_.begin(), lines_.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
  }
  constexpr std::size_t at_once = 4000;
  for (std::size_t from = 0; from < lines_.size(); from += at_once) {
    std::string text;
    for (std::size_t i = from; i < std::min(from + at_once, lines_.size()); ++i) text += lines_[i].second + '\n';
    std::istringstream in(text);
    need(client_.apply_lines(in, true, "books"));
  }
  lines_.clear();
  waiting_ = 0;
}

void Books::plain(const std::string& sql) { need(plain_->exec(sql)); }

int Books::pick(int from, int to) {
  return static_cast<int>(from + static_cast<int>(random_() % static_cast<unsigned>(to - from + 1)));
}

void Books::add_lines(const std::string& order, int count, int products, bool returned) {
  for (int n = 0; n < count; ++n) {
    const bool back = returned && pick(0, 1) == 0;
    const std::int64_t quantity = back ? -pick(1, 5000) : pick(1, 200'000), price = pick(1, 20'000'000);
    const bool costed = pick(0, 6) != 0;
    const std::int64_t cost = price * pick(40, 110) / 100;
    const int off = pick(0, 9) == 0 ? pick(1, 50) : 0;
    Value line = {{"order", order},
                  {"product", "p" + std::to_string(100 + pick(0, products - 1))},
                  {"quantity", fixed(quantity, 3)},
                  {"price", fixed(price, 4)}};
    if (costed) line["cost"] = fixed(cost, 4);
    if (off > 0) line["discount"] = std::to_string(off);
    both("order_line", "l" + std::to_string(1'000'000 + next_line_++), line);
  }
}

void Books::add_order(int n, const std::string& account, int products) {
  const std::string id = "o" + std::to_string(100000 + n), day = (domain::Day::of(2024, 11, 1) + pick(0, 729)).iso();
  const std::string status = pick(0, 19) == 0 ? "cancelled" : pick(0, 19) == 0 ? "draft" : "delivered";
  const std::string currency = pick(0, 14) == 0 ? "USD" : pick(0, 9) == 0 ? "" : "CNY";
  const int discount = pick(0, 9) == 0 ? pick(1, 30) : 0, count = pick(0, 4);
  const bool returned = pick(0, 9) == 0;
  const std::int64_t amount = pick(1, 9'000'000);
  Value fields = {{"account", account}, {"number", "N" + std::to_string(n)}, {"status", status}};
  if (pick(0, 49) != 0) fields["ordered_at"] = day + "T0" + std::to_string(pick(0, 9)) + ":30:00Z";
  if (!currency.empty()) fields["currency"] = currency;
  if (discount > 0) fields["discount"] = std::to_string(discount);
  if (count > 0 || pick(0, 9) != 0) fields["amount"] = fixed(amount, 2);
  if (returned) fields["kind"] = "return";
  both("order", id, fields);
  add_lines(id, count, products, returned);
}

void Books::trade(unsigned seed, int accounts, int products, int orders) {
  random_.seed(seed);
  const char* grades[] = {"A", "B", "C"};
  const char* industries[] = {"制造业", "电子", "化工"};
  for (int i = 0; i < accounts; ++i)
    both("account", "a" + std::to_string(1000 + i),
         {{"name", "客户" + std::to_string(i)},
          {"code", "K" + std::to_string(i)},
          {"owner", i % 3 == 0 ? "amy" : "bob"},
          {"territory", i % 2 == 0 ? "East" : "West"},
          {"grade", grades[i % 3]},
          {"industry", industries[i % 3]}});
  for (int i = 0; i < products; ++i)
    both("product", "p" + std::to_string(100 + i),
         {{"name", "产品" + std::to_string(i)},
          {"code", "P" + std::to_string(i)},
          {"series", "S" + std::to_string(i % 4)}});
  for (int i = 0; i < orders; ++i) add_order(i, "a" + std::to_string(1000 + pick(0, accounts - 1)), products);
  commit();
}

void Books::add_contact_work(int n, const std::string& account, const std::string& day) {
  const std::string id = std::to_string(n), time = day + "T0" + std::to_string(pick(0, 9)) + ":00:00Z";
  Value contact = {{"account", account}, {"name", "c" + id}, {"is_key", pick(0, 1) == 0}};
  if (pick(0, 1) == 0) contact["roles"] = {"决策者"};
  if (pick(0, 1) == 0) contact["last_contact_at"] = time;
  if (pick(0, 9) == 0) contact["active"] = false;
  both("contact", "k" + id, contact);
  const char* kinds[] = {"上门", "电话", "来访", "高层互访"};
  const int kind = pick(0, 3), outcome = pick(0, 3), mark = pick(0, 5);
  const bool planned = pick(0, 1) == 0, made = pick(0, 4) != 0;
  Value visit = {{"account", account}, {"subject", id}, {"kind", kinds[kind]}, {"owner", n % 3 == 0 ? "amy" : "bob"}};
  if (planned) visit["planned_for"] = time;
  if (made) visit["visited_at"] = time;
  if (outcome == 3) visit["outcome"] = "未见到";
  if (mark > 0) visit["satisfaction"] = mark;
  if (pick(0, 2) == 0) visit["contact"] = "k" + id;
  both("visit", "v" + id, visit);
  both("task", "t" + id,
       {{"account", account},
        {"title", id},
        {"due", day},
        {"assignee", n % 2 == 0 ? "amy" : "bob"},
        {"done", pick(0, 2) != 0}});
}

void Books::add_deal(int n, const std::string& account, const std::string& day) {
  const char* stages[] = {"Prospecting", "Engaging", "Proposal", "Won", "Lost"};
  const std::string id = std::to_string(n);
  both("opportunity", "d" + id,
       {{"account", account},
        {"name", id},
        {"stage", stages[pick(0, 4)]},
        {"amount", fixed(pick(1, 9'000'000), 2)},
        {"currency", "CNY"},
        {"probability", pick(0, 20) * 5},
        {"engage_date", (*domain::Day::of(day) + -pick(0, 90)).iso()},
        {"close_date", day},
        {"loss_reason", pick(0, 1) == 0 ? "price" : "service"}});
  const char* cards[] = {R"(["M","N"])", R"(["A"])", R"(["M","A","N"])", R"(["M","A"])"};
  Value card = {{"account", account}, {"title", id}, {"man", Value::parse(cards[pick(0, 3)])}, {"next_review", day}};
  if (pick(0, 2) != 0) card["expected_close"] = (*domain::Day::of(day) + pick(0, 200)).iso();
  if (pick(0, 9) == 0) card["man_known"] = false;
  if (pick(0, 3) == 0) card.update({{"state", pick(0, 1) == 0 ? "won" : "lost"}, {"closed_on", day}});
  both("prospect_card", "r" + id, card);
}

void Books::add_service(int n, const std::string& account, const std::string& day) {
  const std::string id = std::to_string(n);
  const bool solved = pick(0, 3) != 0, asked = solved && pick(0, 2) != 0;
  const domain::Day solved_on = *domain::Day::of(day) + pick(0, 20), asked_on = solved_on + pick(0, 12);
  Value complaint = {{"account", account}, {"subject", id}, {"reported_at", day + "T00:00:00Z"}};
  if (solved) complaint["solved_at"] = solved_on.iso() + "T01:00:00Z";
  if (asked) complaint["followed_up_at"] = asked_on.iso() + "T02:00:00Z";
  both("complaint", "m" + id, complaint);
}

void Books::add_money(int n, const std::string& account, const std::string& day) {
  const std::string id = std::to_string(n);
  both("expense", "e" + id,
       {{"account", account},
        {"kind", "meal"},
        {"item", id},
        {"amount", fixed(pick(1, 90'000), 2)},
        {"currency", "CNY"},
        {"spent_on", day}});
  both("stock_report", "s" + id,
       {{"account", account},
        {"product", "p" + std::to_string(100 + pick(0, 4))},
        {"reported_on", day},
        {"stock", fixed(pick(0, 900'000), 3)}});
  both("payment", "y" + id,
       {{"account", account},
        {"due_amount", fixed(pick(100, 900'000), 2)},
        {"currency", "CNY"},
        {"due_on", day},
        {"received_amount", fixed(pick(0, 900'000), 2)},
        {"received_currency", "CNY"},
        {"received_on", day}});
}

void Books::life(unsigned seed, int accounts, int records) {
  random_.seed(seed);
  for (const char* grade : {"A", "B"})
    both("visit_standard", std::string("vs") + grade,
         {{"label", grade},
          {"grade", grade},
          {"contact_kind", "上门"},
          {"count", 1},
          {"period", "quarter"},
          {"valid_from", "2020-01-01"}});
  both("target", "tg1", {{"metric", "revenue"}, {"year", 2026}, {"amount", "900000.00"}, {"currency", "CNY"}});
  for (int i = 0; i < records; ++i) {
    const std::string account = "a" + std::to_string(1000 + pick(0, accounts - 1));
    const std::string day = (domain::Day::of(2025, 1, 1) + pick(0, 650)).iso();
    add_contact_work(i, account, day);
    add_deal(i, account, day);
    add_service(i, account, day);
    add_money(i, account, day);
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
