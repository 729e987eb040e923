#include "books.h"

#include <algorithm>
#include <array>

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

std::string percent_sql(const std::string& a, const std::string& b) {
  return "CASE WHEN (" + b + ") <> 0 THEN (20000*(" + a + ")*sign(" + b + ") + abs(" + b + ")*sign((" + a + ")*sign(" +
         b + ")))/(2*abs(" + b + ")) END";
}

Books::Books()
    : client_(fleet.device("boss")),
      plain_(need(sqlite::Database::open(":memory:", {.journal = sqlite::Journal::Rollback}))) {
  need(plain_->exec(plain_tables));
}

void Books::add(const std::string& type, const std::string& id, Value fields) {
  lines_.emplace_back(type, Value{{"op", "new"}, {"type", type}, {"id", id}, {"fields", std::move(fields)}}.dump());
  if (++waiting_ >= 4000 && !shuffled_) commit();
}

void Books::commit() {
  if (shuffled_) {
    std::mt19937 order(*shuffled_);
    std::shuffle(lines_.begin(), lines_.end(), order);
    constexpr std::array first = {"account", "product", "order"};  // what others refer to
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

void Books::add_contact_work(int n, const std::string& account, const std::string& day,
                             const std::function<int(int, int)>& pick) {
  const std::string id = std::to_string(n), time = day + "T0" + std::to_string(pick(0, 9)) + ":00:00Z";
  const char* kinds[] = {"上门", "电话", "来访", "高层互访"};
  const char* outcomes[] = {"", "", "", "未见到"};
  const int kind = pick(0, 3), outcome = pick(0, 3), mark = pick(0, 5);
  const bool planned = pick(0, 1) == 0, made = pick(0, 4) != 0;
  Value visit = {{"account", account}, {"subject", id}, {"kind", kinds[kind]}, {"owner", n % 3 == 0 ? "amy" : "bob"}};
  if (planned) visit["planned_for"] = time;
  if (made) visit["visited_at"] = time;
  if (outcome == 3) visit["outcome"] = outcomes[outcome];
  if (mark > 0) visit["satisfaction"] = mark;
  add("visit", "v" + id, visit);
  plain("INSERT INTO visit VALUES('v" + id + "','" + account + "','" + (n % 3 == 0 ? "amy" : "bob") + "'," +
        (planned ? quoted_text(day) : "NULL") + "," + (made ? quoted_text(day) : "NULL") + ",'" + kinds[kind] + "','" +
        outcomes[outcome] + "'," + (mark > 0 ? std::to_string(mark) : "NULL") + ")");
  const bool done = pick(0, 2) != 0;
  add("task", "t" + id,
      {{"account", account}, {"title", id}, {"due", day}, {"assignee", n % 2 == 0 ? "amy" : "bob"}, {"done", done}});
  plain("INSERT INTO task VALUES('t" + id + "','" + account + "','" + (n % 2 == 0 ? "amy" : "bob") + "','" + day +
        "'," + (done ? "1" : "0") + ")");
  Value contact = {{"account", account}, {"name", "c" + id}, {"is_key", pick(0, 1) == 0}};
  if (pick(0, 1) == 0) contact["roles"] = {"决策者"};
  if (pick(0, 1) == 0) contact["last_contact_at"] = time;
  add("contact", "k" + id, contact);
}

void Books::add_deal(int n, const std::string& account, const std::string& day,
                     const std::function<int(int, int)>& pick) {
  const char* stages[] = {"Prospecting", "Engaging", "Proposal", "Won", "Lost"};
  const char* reasons[] = {"price", "service"};
  const std::string id = std::to_string(n), stage = stages[pick(0, 4)], reason = reasons[pick(0, 1)];
  const std::int64_t amount = pick(1, 9'000'000);
  const int probability = pick(0, 20) * 5;
  add("opportunity", "d" + id,
      {{"account", account},
       {"name", id},
       {"stage", stage},
       {"amount", fixed(amount, 2)},
       {"currency", "CNY"},
       {"probability", probability},
       {"close_date", day},
       {"loss_reason", reason}});
  plain("INSERT INTO deal VALUES('d" + id + "','" + account + "','" + stage + "'," + std::to_string(amount) + "," +
        std::to_string(probability) + ",'" + day + "','" + reason + "')");
}

void Books::add_service(int n, const std::string& account, const std::string& day,
                        const std::function<int(int, int)>& pick) {
  const std::string id = std::to_string(n);
  const domain::Day reported = *domain::Day::of(day);
  const bool solved = pick(0, 3) != 0, asked = solved && pick(0, 2) != 0;
  const std::string solved_on = (reported + pick(0, 20)).iso(),
                    asked_on = (*domain::Day::of(solved_on) + pick(0, 12)).iso();
  Value complaint = {{"account", account}, {"subject", id}, {"reported_at", day + "T00:00:00Z"}};
  if (solved) complaint["solved_at"] = solved_on + "T01:00:00Z";
  if (asked) complaint["followed_up_at"] = asked_on + "T02:00:00Z";
  add("complaint", "m" + id, complaint);
  plain("INSERT INTO complaint VALUES('m" + id + "','" + account + "','" + day + "'," +
        (solved ? quoted_text(solved_on) : "NULL") + "," + (asked ? quoted_text(asked_on) : "NULL") + ")");
  add("expense", "e" + id,
      {{"account", account},
       {"kind", "meal"},
       {"item", id},
       {"amount", fixed(pick(1, 90'000), 2)},
       {"currency", "CNY"},
       {"spent_on", day}});
  add("stock_report", "s" + id,
      {{"account", account},
       {"product", "p" + std::to_string(100 + pick(0, 4))},
       {"reported_on", day},
       {"stock", fixed(pick(0, 900'000), 3)}});
  add("payment", "y" + id,
      {{"account", account},
       {"due_amount", fixed(pick(100, 900'000), 2)},
       {"currency", "CNY"},
       {"due_on", day},
       {"received_amount", fixed(pick(0, 90'000), 2)},
       {"received_currency", "CNY"},
       {"received_on", day}});
  add("prospect_card", "r" + id,
      {{"account", account},
       {"title", id},
       {"man", pick(0, 1) == 0 ? Value{"M", "N"} : Value{"A"}},
       {"next_review", day}});
}

void Books::life(unsigned seed, int accounts, int records) {
  plain(
      "CREATE TABLE visit(id, account, owner, planned, made, kind, outcome, mark); CREATE TABLE task(id, account, "
      "person, due, done); CREATE TABLE deal(id, account, stage, amount, probability, day, reason); CREATE TABLE "
      "complaint(id, account, reported, solved, asked)");
  random_.seed(seed);
  const std::function<int(int, int)> pick = [this](int from, int to) {
    return static_cast<int>(from + static_cast<int>(random_() % static_cast<unsigned>(to - from + 1)));
  };
  const char* grades[] = {"A", "B"};
  for (const char* grade : grades)
    add("visit_standard", std::string("vs") + grade,
        {{"label", grade},
         {"grade", grade},
         {"contact_kind", "上门"},
         {"count", 1},
         {"period", "quarter"},
         {"valid_from", "2020-01-01"}});
  add("target", "tg1", {{"metric", "revenue"}, {"year", 2026}, {"amount", "900000"}, {"currency", "CNY"}});
  for (int i = 0; i < records; ++i) {
    const std::string account = "a" + std::to_string(1000 + pick(0, accounts - 1));
    const std::string day = (domain::Day::of(2025, 1, 1) + pick(0, 650)).iso();
    add_contact_work(i, account, day, pick);
    add_deal(i, account, day, pick);
    add_service(i, account, day, pick);
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
