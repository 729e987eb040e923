// Sales and products against plain SQL.
#include "books.h"

namespace keybook::testing {
namespace {

using base::need;

Given also(Given given, const Given& more) {
  given.insert(more.begin(), more.end());
  return given;
}

class SalesReports : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    books = new Books();
    books->trade(3, 40, 10, 800);
    // Bought a year ago only: silent now.
    for (int i = 0; i < 3; ++i) {
      const std::string n = std::to_string(i);
      books->both("account", "z" + n, {{"name", "沉默" + n}, {"industry", "电子"}, {"grade", "B"}, {"owner", "amy"}});
      books->both("order", "zo" + n,
                  {{"account", "z" + n},
                   {"number", "Z" + n},
                   {"ordered_at", "2025-02-03T04:05:06Z"},
                   {"currency", "CNY"},
                   {"amount", std::to_string(1000 + i) + ".50"}});
    }
    books->add("churn_case", "cc1",
               {{"account", "z0"}, {"noticed_on", "2026-01-01"}, {"state", "confirmed"}, {"reason", "own_business"}});
    books->add("churn_case", "cc2",
               {{"account", "z1"}, {"noticed_on", "2026-01-01"}, {"state", "dismissed"}, {"reason", "price"}});
    books->commit();
  }
  static void TearDownTestSuite() {
    delete books;
    books = nullptr;
  }
  static Books* books;
};
Books* SalesReports::books = nullptr;

TEST_F(SalesReports, PerformanceBesideThePeriodBefore) {
  const Report report = books->report("performance", year_2026);
  const auto wanted = books->plain_table(
      "WITH n AS (SELECT account, count(DISTINCT \"order\") o, sum(amount) v, sum(CASE WHEN uncosted THEN 0 ELSE "
      "amount END) c, sum(CASE WHEN uncosted "
      "THEN 0 ELSE cost END) k, min(day) f, max(day) l FROM sale WHERE " +
      std::string(now_sql) + " GROUP BY account), b AS (SELECT account, sum(amount) v FROM sale WHERE " +
      std::string(then_sql) + " GROUP BY account) SELECT a.id, coalesce(n.o, 0), coalesce(n.v, 0), " +
      percent_sql("n.c - n.k", "n.c") +
      ", n.f, n.l, coalesce(b.v, 0) FROM account a LEFT JOIN n ON n.account = a.id LEFT JOIN b ON b.account = a.id "
      "WHERE n.o > 0 OR b.account IS NOT NULL ORDER BY coalesce(n.v, 0) DESC, a.id");
  EXPECT_EQ(Books::table(report, {"account", "orders", "amount", "margin", "first", "last", "before"}), wanted);
}

TEST_F(SalesReports, GrowthPartsWhatStayedAndWhatCameOnTop) {
  const Report report = books->report("growth", year_2026);
  const auto wanted =
      books->plain_table("WITH n AS (SELECT account, sum(amount) v FROM sale WHERE " + std::string(now_sql) +
                         " GROUP BY 1), b AS (SELECT account, sum(amount) v FROM sale WHERE " + std::string(then_sql) +
                         " GROUP BY 1), j AS (SELECT a.id, coalesce(n.v, 0) n, coalesce(b.v, 0) b FROM account a LEFT "
                         "JOIN n ON n.account = a.id LEFT JOIN b ON b.account = a.id "
                         "WHERE n.account IS NOT NULL OR b.account IS NOT NULL) SELECT id, n, b, min(n, b), max(0, n - "
                         "b), max(0, b - n) FROM j ORDER BY n - b DESC, id");
  EXPECT_EQ(Books::table(report, {"account", "amount", "before", "base", "increment", "lost"}), wanted);
}

TEST_F(SalesReports, ChurnIsValueLostByReasonAndAgreesWithPlainSql) {
  const Report report = books->report("churn", also(year_2026, {{"by", "account"}}));
  const std::string lost = "WITH n AS (SELECT account, sum(amount) v FROM sale WHERE " + std::string(now_sql) +
                           " GROUP BY 1), b AS (SELECT account, sum(amount) v FROM sale WHERE " +
                           std::string(then_sql) +
                           " GROUP BY 1) SELECT b.account, b.v FROM b LEFT JOIN n ON n.account = b.account WHERE b.v > "
                           "0 AND coalesce(n.v, 0) <= 0";
  EXPECT_EQ(sorted(Books::table(report, {"class", "lost"})), sorted(books->plain_table(lost)));
  const auto rate =
      books->plain_table("WITH l AS (" + lost + "), t AS (SELECT sum(v) v FROM (SELECT sum(amount) v FROM sale WHERE " +
                         std::string(then_sql) + " GROUP BY account) WHERE v > 0) SELECT " +
                         percent_sql("(SELECT sum(v) FROM l)", "(SELECT v FROM t)"));
  EXPECT_EQ(total(report, "rate"), rate[0][0]);
  const Report reasons = books->report("churn", year_2026);
  const auto of = [&](const Value& name) {
    for (const Value& row : reasons.rows)
      if (row["class"] == name) return row["lost"].get<std::string>();
    return std::string();
  };
  EXPECT_EQ(of("own_business"), "1000.50");
  EXPECT_EQ(of("price"), "") << "a dismissed case names no reason";
}

TEST_F(SalesReports, ConcentrationSumsSquares) {
  const Report report = books->report("concentration", year_2026);
  const auto wanted = books->plain_table("SELECT account, sum(amount) FROM sale WHERE " + std::string(now_sql) +
                                         " GROUP BY 1 HAVING sum(amount) > 0 ORDER BY 2 DESC, 1");
  EXPECT_EQ(Books::table(report, {"account", "amount"}), wanted);
  double squares = 0, all = 0;
  for (const auto& row : wanted) all += std::stod(row[1]);
  for (const auto& row : wanted) squares += std::stod(row[1]) / all * std::stod(row[1]) / all;
  EXPECT_NEAR(std::stod(report.totals["herfindahl"].get<std::string>()), squares * 10'000, 0.01);
}

TEST_F(SalesReports, NewCustomersHadNoOrderBefore) {
  const Report report = books->report("new-vs-old", year_2026);
  const auto wanted = books->plain_table(
      "WITH f AS (SELECT account, min(day) first FROM sale WHERE currency = 'CNY' GROUP BY 1) SELECT CASE WHEN f.first "
      "< '2025-11-01' THEN 'old' ELSE 'new' END k, count(DISTINCT s.account), "
      "count(DISTINCT \"order\"), sum(amount) FROM sale s JOIN f USING(account) WHERE " +
      std::string(now_sql) + " GROUP BY k ORDER BY k");
  EXPECT_EQ(Books::table(report, {"class", "accounts", "orders", "amount"}), wanted);
}

// ---- products

TEST_F(SalesReports, ProductMixAndMarginAgreeToTheCent) {
  const auto mix = books->report("product-mix", year_2026);
  EXPECT_EQ(Books::table(mix, {"product", "quantity", "amount"}),
            books->plain_table("SELECT product, sum(quantity), sum(amount) FROM sale WHERE product IS NOT NULL AND " +
                               std::string(now_sql) + " GROUP BY 1 ORDER BY 3 DESC, 1"));
  const auto margin = books->report("margin", also(year_2026, {{"by", "series"}}));
  EXPECT_EQ(
      sorted(Books::table(margin, {"product", "costed", "cost", "profit", "margin"})),
      sorted(books->plain_table("SELECT series, c, k, c - k, " + percent_sql("c - k", "c") +
                                " FROM (SELECT series, sum(CASE WHEN uncosted THEN 0 ELSE amount END) c, sum(CASE WHEN "
                                "uncosted THEN 0 ELSE cost END) k FROM sale JOIN product p ON p.id = "
                                "product WHERE " +
                                std::string(now_sql) + " GROUP BY 1)")));
  const auto left = std::find_if(margin.left_out.begin(), margin.left_out.end(), [](const auto& one) {
    return one.reason.en.find("cost is not known") != std::string::npos;
  });
  ASSERT_NE(left, margin.left_out.end());
  EXPECT_EQ(std::to_string(left->count),
            books->plain_table("SELECT count(*) FROM sale WHERE uncosted AND product IS NOT NULL AND " +
                               std::string(now_sql))[0][0]);
}

TEST(StockReports, TurnoverCrossAndContributionByTheTextbook) {
  Books books;
  auto& client = books.client();
  need(client.create("account", {{"name", "一"}, {"industry", "电子"}}, "x1"));
  need(client.create("product", {{"name", "甲"}, {"code", "甲"}}, "g1"));
  need(client.create("product", {{"name", "乙"}, {"code", "乙"}}, "g2"));
  need(client.create("order", {{"account", "x1"}, {"number", "1"}, {"ordered_at", "2026-05-05T00:00:00Z"}}, "q1"));
  need(client.create("order_line",
                     {{"order", "q1"}, {"product", "g1"}, {"quantity", "600"}, {"price", "10"}, {"cost", "7.5"}}));
  need(client.create("order_line", {{"order", "q1"}, {"product", "g2"}, {"quantity", "100"}, {"price", "40"}}));
  need(client.create("stock_report",
                     {{"account", "x1"}, {"product", "g1"}, {"reported_on", "2025-12-30"}, {"stock", "100"}}));
  need(client.create("stock_report",
                     {{"account", "x1"}, {"product", "g1"}, {"reported_on", "2025-12-01"}, {"stock", "999"}}));
  need(client.create("stock_report",
                     {{"account", "x1"}, {"product", "g1"}, {"reported_on", "2026-12-30"}, {"stock", "140"}}));
  const Given year = {{"year", "2026"}};
  // 600 ÷ (100 + 140)/2 = 5; margin 25 %; cross 125 %; mix 60 %; contribution 75 %.
  EXPECT_EQ(books.report("turnover", year).rows[0]["turnover"], "5.0000");
  EXPECT_EQ(books.report("cross-ratio", year).rows[0]["cross"], "125.0000");
  const Report contribution = books.report("contribution", year);
  EXPECT_EQ(contribution.rows[0]["contribution"], "75.0000");
  EXPECT_EQ(contribution.rows[0]["rank"], 1);
  EXPECT_TRUE(contribution.rows[1]["contribution"].is_null()) << "neither cost nor stock: nothing is guessed";
  EXPECT_EQ(contribution.left_out.size(), 2u);
}

TEST(WhiteSpace, NamesWhatLikeCustomersBuy) {
  Books books;
  auto& client = books.client();
  need(client.create("product", {{"name", "甲"}, {"series", "S1"}}, "g1"));
  need(client.create("product", {{"name", "乙"}, {"series", "S2"}}, "g2"));
  for (int i = 0; i < 3; ++i) {
    const std::string n = std::to_string(i);
    need(client.create("account", {{"name", "客" + n}, {"industry", "电子"}}, "x" + n));
    need(
        client.create("order", {{"account", "x" + n}, {"number", n}, {"ordered_at", "2026-05-05T00:00:00Z"}}, "q" + n));
    need(client.create("order_line", {{"order", "q" + n}, {"product", "g1"}, {"quantity", "1"}, {"price", "100"}}));
    if (i > 0)
      need(client.create(
          "order_line",
          {{"order", "q" + n}, {"product", "g2"}, {"quantity", "1"}, {"price", std::to_string(100 * i)}}));
  }
  const Report report = books.report("white-space", {{"year", "2026"}});
  ASSERT_EQ(report.rows.size(), 1u);
  EXPECT_EQ(report.rows[0]["account"], "x0");
  EXPECT_EQ(report.rows[0]["series"], "S2");
  EXPECT_EQ(report.rows[0]["buying"], "66.67");
  EXPECT_EQ(report.rows[0]["average"], "150.00");
  EXPECT_TRUE(books.report("white-space", {{"year", "2026"}, {"least", "67"}}).rows.empty());
}

TEST(Forecast, AddsWhatShouldCloseAndSaysItsPastError) {
  Books books;
  auto& client = books.client();
  need(client.create("account", {{"name", "一"}}, "x1"));
  for (int month = 1; month <= 9; ++month) {
    const std::string n = std::to_string(month);
    need(client.create("order", {{"account", "x1"},
                                 {"number", n},
                                 {"ordered_at", "2026-0" + n + "-15T00:00:00Z"},
                                 {"amount", std::to_string(month * 100)}}));
  }
  need(client.create("opportunity", {{"account", "x1"},
                                     {"name", "a"},
                                     {"stage", "Proposal"},
                                     {"amount", "1000"},
                                     {"probability", 35},
                                     {"close_date", "2026-10-20"}}));
  need(client.create("opportunity", {{"account", "x1"},
                                     {"name", "b"},
                                     {"stage", "Won"},
                                     {"amount", "5000"},
                                     {"probability", 100},
                                     {"close_date", "2026-10-21"}}));
  need(client.create(
      "opportunity",
      {{"account", "x1"}, {"name", "c"}, {"stage", "Proposal"}, {"amount", "70"}, {"close_date", "2026-10-22"}}));
  const Given of = {{"as_of", "2026-10-10"}, {"window", "2"}, {"back", "3"}, {"months", "2"}};
  const Report report = books.report("forecast", of);
  ASSERT_EQ(report.rows.size(), 2u);
  EXPECT_EQ(report.rows[0]["month"], "2026-10");
  EXPECT_EQ(report.rows[0]["opportunities"], 1);
  EXPECT_EQ(report.rows[0]["weighted"], "350.00");
  EXPECT_EQ(report.rows[0]["trend"], "850.00") << "August and September";
  // July: (500+600)/2 for 700, August 650 for 800, September 750 for 900: 150 wrong each, of 2400.
  EXPECT_EQ(report.totals["trend_error"], "18.75");
  const Report past = books.report("forecast-error", {{"as_of", "2026-10-10"}, {"window", "2"}, {"back", "3"}});
  ASSERT_EQ(past.rows.size(), 3u);
  EXPECT_EQ(past.rows[2]["miss"], "-150.00");
  EXPECT_EQ(past.totals["error"], "18.75");
}

}  // namespace
}  // namespace keybook::testing
