// Profit, duration, return of new against old, prediction, loyalty: against plain SQL on a generated set.
#include "books.h"
#include "domain/number.h"

namespace keybook::testing {
namespace {

using base::need;

class ProfitReports : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    books = new Books();
    books->trade(11, 40, 10, 900);
    std::mt19937 random(5);
    for (int i = 0; i < 120; ++i) {
      const std::string account = "a" + std::to_string(1000 + static_cast<int>(random() % 40)), n = std::to_string(i);
      const std::string day = (domain::Day::of(2025, 6, 1) + static_cast<int>(random() % 500)).iso();
      const auto cents = 1 + static_cast<std::int64_t>(random() % 900'000);
      const std::string amount = domain::Decimal::cents(cents).text(2);
      if (i % 2 == 0)
        books->both("expense", "e" + n,
                    {{"account", account},
                     {"kind", "meal"},
                     {"item", n},
                     {"amount", amount},
                     {"currency", "CNY"},
                     {"spent_on", day}});
      else
        books->both("visit", "v" + n,
                    {{"account", account},
                     {"subject", n},
                     {"visited_at", day + "T03:00:00Z"},
                     {"cost", amount},
                     {"currency", "CNY"}});
    }
    books->plain(
        "CREATE VIEW spent AS SELECT account, 'expense' AS source, spent_on AS day, amount FROM plain_expense UNION "
        "ALL SELECT account, 'visit', visited_at, cost FROM plain_visit");
    books->add("lead_source", "s1", {{"name", "展会"}, {"yearly_cost", "36500"}, {"currency", "CNY"}});
    // One that begins now, and one that was there before.
    books->both("account", "n1", {{"name", "新"}, {"industry", "电子"}, {"cooperating_since", "2026-03-01"}});
    books->both("order", "no1",
                {{"account", "n1"}, {"number", "n"}, {"ordered_at", "2026-03-02T00:00:00Z"}, {"currency", "CNY"}});
    books->both("order_line", "nl1", {{"order", "no1"}, {"quantity", "2"}, {"price", "500"}, {"cost", "100"}});
    books->commit();
  }
  static void TearDownTestSuite() {
    delete books;
    books = nullptr;
  }
  static std::string one(const std::string& sql) { return books->plain_table(sql)[0][0]; }
  static std::string amount_of(const Report& report, const std::string& bone) {
    for (const Value& row : report.rows)
      if (row["bone"] == bone) return Books::plain_text(row["amount"]);
    return "absent";
  }
  static Books* books;
};
Books* ProfitReports::books = nullptr;

const std::string profit_sql =
    "sum(CASE WHEN uncosted THEN 0 ELSE amount END) - sum(CASE WHEN uncosted THEN 0 ELSE cost END)";
const std::string spent_sql = "SELECT sum(amount) FROM spent WHERE day BETWEEN '2025-11-01' AND '2026-10-31'";

TEST_F(ProfitReports, TheFishBoneAddsUpToTheCent) {
  const Report report = books->report("profit-fishbone", year_2026);
  const std::string of = " FROM sale WHERE " + std::string(now_sql);
  const std::string full =
      one("SELECT sum(CASE WHEN l.id IS NULL THEN o.amount ELSE (l.quantity*l.price + 50000*sign(l.quantity))/100000 "
          "END) FROM \"order\" o LEFT JOIN line l ON l.\"order\" = o.id WHERE coalesce(o.currency, 'CNY') = 'CNY' AND "
          "status NOT IN ('draft', 'cancelled') AND day BETWEEN '2025-11-01' AND '2026-10-31'");
  EXPECT_EQ(amount_of(report, "price"), full);
  EXPECT_EQ(amount_of(report, "sales"), one("SELECT sum(amount)" + of));
  EXPECT_EQ(amount_of(report, "goods"), one("SELECT -sum(CASE WHEN uncosted THEN 0 ELSE cost END)" + of));
  EXPECT_EQ(amount_of(report, "gross-profit"), one("SELECT " + profit_sql + of));
  EXPECT_EQ(amount_of(report, "expense"), one("SELECT -(" + spent_sql + " AND source = 'expense')"));
  EXPECT_EQ(amount_of(report, "visit"), one("SELECT -(" + spent_sql + " AND source = 'visit')"));
  EXPECT_EQ(amount_of(report, "left"), one("SELECT " + profit_sql + " - (" + spent_sql + ")" + of));
  std::map<std::string, std::int64_t> parts;
  for (const Value& row : report.rows)
    if (!row["of"].is_null()) parts[row["of"]] += std::stoll(Books::plain_text(row["amount"]));
  EXPECT_EQ(std::stoll(amount_of(report, "price")) + parts["price"], std::stoll(amount_of(report, "sales")));
  EXPECT_EQ(std::stoll(amount_of(report, "sales")) + parts["sales"], std::stoll(amount_of(report, "gross-profit")));
  EXPECT_EQ(std::stoll(amount_of(report, "gross-profit")) + parts["gross-profit"],
            std::stoll(amount_of(report, "left")));
}

TEST_F(ProfitReports, CostToServeOfEachAccount) {
  const Report report = books->report("cost-to-serve", year_2026);
  EXPECT_EQ(sorted(Books::table(report, {"account", "profit", "cost", "left"})),
            sorted(books->plain_table(
                "WITH p AS (SELECT account, " + profit_sql + " v FROM sale WHERE " + now_sql +
                " GROUP BY 1), c AS (SELECT account, sum(amount) v FROM spent WHERE day BETWEEN '2025-11-01' AND "
                "'2026-10-31' GROUP BY 1) SELECT a.id, coalesce(p.v, 0), coalesce(c.v, 0), coalesce(p.v, 0) - "
                "coalesce(c.v, 0) FROM account a LEFT JOIN p ON p.account = a.id LEFT JOIN c ON c.account = a.id WHERE "
                "p.account IS NOT NULL OR c.account IS NOT NULL")));
}

TEST_F(ProfitReports, ByDurationOfTheRelation) {
  const Report report = books->report("profit-by-duration", year_2026);
  const auto wanted = books->plain_table(
      "WITH f AS (SELECT account, min(day) d FROM sale WHERE currency = 'CNY' AND day <= '2026-10-31' GROUP BY 1), n "
      "AS "
      "(SELECT account, " +
      profit_sql + " p, sum(amount) v FROM sale WHERE " + now_sql +
      " GROUP BY 1), b AS (SELECT DISTINCT account FROM sale WHERE " + then_sql +
      "), c AS (SELECT account, sum(amount) v FROM spent WHERE day BETWEEN '2025-11-01' AND '2026-10-31' GROUP BY 1), "
      "j "
      "AS (SELECT CASE WHEN date(f.d, '+12 months') > '2026-10-31' THEN '0-1' WHEN date(f.d, '+24 months') > "
      "'2026-10-31' THEN '1-2' ELSE '2-3' END y, n.account IS NOT NULL AS now, b.account IS NOT NULL AS then_, "
      "coalesce(n.v, 0) v, coalesce(n.p, 0) p, coalesce(c.v, 0) c FROM f LEFT JOIN n USING(account) LEFT JOIN b "
      "USING(account) LEFT JOIN c USING(account) WHERE n.account IS NOT NULL OR b.account IS NOT NULL) SELECT y, "
      "sum(now), sum(v), sum(p), sum(c), sum(p) - sum(c), " +
      percent_sql("sum(now AND then_)", "sum(then_)") + " FROM j GROUP BY y ORDER BY y");
  EXPECT_EQ(Books::table(report, {"years", "accounts", "amount", "profit", "cost", "left", "kept"}), wanted);
  EXPECT_GE(wanted.size(), 2U);
}

TEST_F(ProfitReports, ReturnOfNewAgainstOld) {
  const Report report = books->report("new-vs-old", year_2026);
  const std::string joined =
      "WITH f AS (SELECT account, min(day) d FROM sale WHERE currency = 'CNY' GROUP BY 1), n AS (SELECT account, "
      "count(DISTINCT \"order\") o, " +
      profit_sql + " p, sum(amount) v FROM sale WHERE " + now_sql +
      " GROUP BY 1), c AS (SELECT account, sum(amount) v FROM spent WHERE day BETWEEN '2025-11-01' AND '2026-10-31' "
      "GROUP BY 1), j AS (SELECT CASE WHEN f.d < '2025-11-01' THEN 'old' ELSE 'new' END k, n.o, n.v, n.p, "
      "coalesce(c.v, 0) c FROM n JOIN f USING(account) LEFT JOIN c USING(account)), g AS (SELECT k, count(*) a, sum(o) "
      "o, sum(v) v, sum(p) p, sum(c) + CASE k WHEN 'new' THEN 3650000 ELSE 0 END c FROM j GROUP BY k) SELECT k, a, o, "
      "v, p, c, " +
      percent_sql("p - c", "c") + " FROM g ORDER BY k";
  EXPECT_EQ(Books::table(report, {"class", "accounts", "orders", "amount", "profit", "cost", "return"}),
            books->plain_table(joined));
  EXPECT_EQ(total(report, "winning_cost"), "3650000") << "a year of 365 days";
}

TEST_F(ProfitReports, LoyaltyCountsWhoComesBack) {
  const Report report = books->report("loyalty", year_2026);
  EXPECT_EQ(
      sorted(Books::table(report, {"class", "buying", "repeating", "orders", "repurchase", "rebuy"})),
      sorted(books->plain_table(
          "WITH n AS (SELECT a.industry k, account, count(DISTINCT \"order\") o FROM sale JOIN account a ON a.id = "
          "account WHERE " +
          std::string(now_sql) +
          " GROUP BY 1, 2), g AS (SELECT k, count(*) b, sum(o > 1) r, sum(o) o, sum(o - 1) g FROM "
          "n GROUP BY k) SELECT k, b, r, o, " +
          percent_sql("r", "b") + ", " + percent_sql("g", "o") + " FROM g")));
}

TEST_F(ProfitReports, PredictionAndItsPastErrorFromTheAccountsOwnRhythm) {
  const Report report = books->report("purchase-prediction", {{"as_of", "2026-10-31"}, {"months", "24"}});
  const std::string purchases =
      "WITH d AS (SELECT account, julianday(day) - julianday('1970-01-01') d, sum(amount) v FROM sale WHERE day "
      "BETWEEN "
      "'2024-11-01' AND '2026-10-31' AND currency = 'CNY' GROUP BY 1, day HAVING sum(amount) > 0), r AS (SELECT "
      "account, cast(d AS INTEGER) d, v, row_number() OVER w n, cast(first_value(d) OVER w AS INTEGER) first, "
      "cast(lag(d) OVER w AS INTEGER) last, sum(v) OVER (PARTITION BY account ORDER BY d ROWS BETWEEN UNBOUNDED "
      "PRECEDING AND 1 PRECEDING) before FROM d WINDOW w AS (PARTITION BY account ORDER BY d)), ";
  // Each from the ones before it: (n-1) purchases, (n-2) distances.
  const auto wanted = books->plain_table(
      purchases +
      "e AS (SELECT account, abs(d - (last + (last - first + (n - 2)/2)/(n - 2))) off, abs(v - (2*before + n - "
      "1)/(2*(n - 1))) money, v FROM r WHERE n > 3), s AS (SELECT account, count(*) t, sum(off) off, sum(money) m, "
      "sum(v) v FROM e GROUP BY 1), a AS (SELECT account, count(*) n, min(d) f, max(d) l, sum(v) v FROM r GROUP BY 1 "
      "HAVING count(*) >= 3) SELECT a.account, n, date('1970-01-01', '+' || (l + (l - f + (n - 1)/2)/(n - 1)) || ' "
      "days'), (2*a.v + n)/(2*n), t, (20*off + t)/(2*t), " +
      percent_sql("m", "s.v") + " FROM a LEFT JOIN s USING(account)");
  EXPECT_EQ(sorted(Books::table(report, {"account", "orders", "next", "size", "tested", "error_days", "error_size"})),
            [&] {
              auto table = wanted;
              for (auto& row : table)
                if (row[4].empty()) row[4] = "0";
              return sorted(table);
            }());
  EXPECT_GT(wanted.size(), 20U);
}

}  // namespace
}  // namespace keybook::testing
