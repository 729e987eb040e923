#include "books.h"

namespace keybook::testing {
namespace {

using base::ErrorCode;
using base::need;

const Given all_2026 = {{"from", "2025-11-01"}, {"until", "2026-10-31"}};
constexpr const char* in_2026 = "day BETWEEN '2025-11-01' AND '2026-10-31' AND currency = 'CNY'";

Given with(Given given, const Given& more) {
  given.insert(more.begin(), more.end());
  return given;
}

class RankingReports : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    books = new Books();
    books->trade(1, 60, 12, 900);
  }
  static void TearDownTestSuite() {
    delete books;
    books = nullptr;
  }
  static Books* books;
};
Books* RankingReports::books = nullptr;

TEST_F(RankingReports, ParetoAgreesWithPlainSqlToTheCent) {
  const Report report = books->report("pareto", all_2026);
  const auto wanted = books->plain_table("SELECT account, count(DISTINCT \"order\"), sum(amount) FROM sale WHERE " +
                                         std::string(in_2026) +
                                         " GROUP BY account HAVING sum(amount) > 0 ORDER BY sum(amount) DESC, account");
  ASSERT_GT(wanted.size(), 40u);
  EXPECT_EQ(Books::table(report, {"account", "orders", "amount"}), wanted);
  EXPECT_EQ(report.rows.back()["cumulative"], "100.00");
  EXPECT_EQ(report.currency, "CNY");
  EXPECT_EQ(total(report, "amount"), books->plain_table("SELECT sum(x) FROM (SELECT sum(amount) x FROM sale WHERE " +
                                                        std::string(in_2026) + " GROUP BY account) WHERE x > 0")[0][0]);
  const auto dollars = books->plain_table(
      "SELECT sum(amount) FROM sale WHERE day BETWEEN '2025-11-01' AND '2026-10-31' AND currency = 'USD'")[0][0];
  const auto left = std::find_if(report.left_out.begin(), report.left_out.end(),
                                 [](const auto& one) { return one.amount.ends_with("USD"); });
  ASSERT_NE(left, report.left_out.end()) << "dollars are not yuan";
  EXPECT_EQ(Books::plain_text(left->amount.substr(0, left->amount.find(' '))), dollars);
}

TEST_F(RankingReports, OtherCurrenciesAreConvertedByTheRateGiven) {
  const Report report = books->report("composition", with(all_2026, {{"by", "owner"}, {"rates", "USD=7.25"}}));
  const auto wanted = books->plain_table(
      "SELECT owner, sum(amount) FROM (SELECT a.owner, s.account, CASE s.currency WHEN 'USD' THEN (sum(amount)*725 + "
      "50*sign(sum(amount)))/100 ELSE sum(amount) END "
      "AS amount FROM sale s JOIN account a ON a.id = s.account WHERE day BETWEEN '2025-11-01' AND '2026-10-31' GROUP "
      "BY s.account, s.currency) GROUP BY owner "
      "ORDER BY 2 DESC");
  EXPECT_EQ(Books::table(report, {"class", "amount"}), wanted);
}

TEST_F(RankingReports, AbcClassesPartTheCurve) {
  const Report report = books->report("abc", all_2026);
  const auto wanted =
      books->plain_table("WITH s AS (SELECT account, sum(amount) v FROM sale WHERE " + std::string(in_2026) +
                         " GROUP BY account HAVING sum(amount) > 0), r AS (SELECT account, v, sum(v) OVER (ORDER BY v "
                         "DESC, account) - v AS before, sum(v) OVER () AS total FROM s) "
                         "SELECT account, CASE WHEN before*100 < total*80 THEN 'A' WHEN before*100 < total*95 THEN 'B' "
                         "ELSE 'C' END, v FROM r ORDER BY v DESC, account");
  EXPECT_EQ(Books::table(report, {"account", "class", "amount"}), wanted);
}

TEST_F(RankingReports, CompositionByIndustryAndOfOneTerritory) {
  const Report report = books->report("composition", with(all_2026, {{"territory", "East"}}));
  const auto wanted = books->plain_table(
      "SELECT a.industry, count(DISTINCT a.id), sum(amount) FROM account a LEFT JOIN sale s ON s.account = a.id AND " +
      std::string(in_2026) + " WHERE a.territory = 'East' GROUP BY 1 ORDER BY 3 DESC");
  EXPECT_EQ(Books::table(report, {"class", "accounts", "amount"}), wanted);
  std::int64_t hundredths = 0;
  for (const Value& row : report.rows) hundredths += std::stoll(Books::plain_text(row["share"]));
  EXPECT_EQ(hundredths, 10'000);
}

TEST_F(RankingReports, WhatHasNoDateOrValueIsSaid) {
  const Report report = books->report("pareto", all_2026);
  const auto count = [&](const std::string& words) {
    for (const auto& one : report.left_out)
      if (one.reason.en.find(words) != std::string::npos) return std::to_string(one.count);
    return std::string("0");
  };
  const std::string counting = " AND status NOT IN ('draft','cancelled')";
  EXPECT_EQ(count("without a time"),
            books->plain_table("SELECT count(*) FROM \"order\" WHERE day IS NULL" + counting)[0][0]);
  EXPECT_EQ(count("without amount"),
            books->plain_table("SELECT count(*) FROM \"order\" o WHERE day IS NOT NULL AND amount IS NULL AND NOT "
                               "EXISTS (SELECT 1 FROM line WHERE \"order\" = o.id)" +
                               counting)[0][0]);
}

TEST_F(RankingReports, WrongNamesAndParametersAreUsageErrorsThatSayWhatThereIs) {
  const auto code = [&](const std::string& name, const Given& given) {
    const auto result = books->client().report(name, given);
    return result ? ErrorCode::Internal : result.error().code;
  };
  EXPECT_EQ(code("nonsense", {}), ErrorCode::Usage);
  EXPECT_EQ(code("pareto", {{"colour", "red"}}), ErrorCode::Usage);
  EXPECT_EQ(code("pareto", {{"from", "yesterday"}}), ErrorCode::Usage);
  EXPECT_EQ(code("pareto", {{"from", "2026-02-01"}, {"until", "2026-01-01"}}), ErrorCode::Usage);
  EXPECT_EQ(code("pareto", {{"year", "2026"}, {"from", "2026-02-01"}}), ErrorCode::Usage);
  EXPECT_EQ(code("pareto", {{"cut", "101"}}), ErrorCode::Usage);
  EXPECT_EQ(code("pareto", {{"rates", "USD"}}), ErrorCode::Usage);
  EXPECT_EQ(code("pareto", {{"rates", "USD=0"}}), ErrorCode::Usage);
  EXPECT_EQ(code("abc", {{"cut_a", "95"}, {"cut_b", "80"}}), ErrorCode::Usage);
  EXPECT_EQ(code("composition", {{"by", "colour"}}), ErrorCode::Usage);
  EXPECT_FALSE(books->client().report("nonsense").error().remedy.empty());
}

TEST_F(RankingReports, APeriodWithoutDataIsEmptyAndSaysSo) {
  const Report report = books->report("pareto", {{"year", "1999"}});
  EXPECT_TRUE(report.rows.empty());
  ASSERT_FALSE(report.notes.empty());
  EXPECT_EQ(report.totals["amount"], "0.00");
}

// ---- facts follow the records

std::string amount_of(Books& books, const std::string& account) {
  for (const Value& row : books.report("pareto", all_2026).rows)
    if (row["account"] == account) return row["amount"];
  return "";
}

TEST(Facts, FollowEveryChangeOfOrdersAndLines) {
  Books books;
  auto& client = books.client();
  need(client.create("account", {{"name", "一"}}, "x1"));
  need(client.create("account", {{"name", "二"}}, "x2"));
  EXPECT_EQ(amount_of(books, "x1"), "");
  need(client.create("order",
                     {{"account", "x1"}, {"number", "1"}, {"ordered_at", "2026-05-05T10:00:00Z"}, {"amount", "100.00"}},
                     "q1"));
  EXPECT_EQ(amount_of(books, "x1"), "100.00");
  need(client.create("order_line", {{"order", "q1"}, {"quantity", "3"}, {"price", "19.995"}}, "w1"));
  EXPECT_EQ(amount_of(books, "x1"), "59.99") << "59.985, half away from zero";
  need(client.set("order", "q1", {{"kind", "return"}}));
  need(client.set("order_line", "w1", {{"quantity", "-3"}}));
  EXPECT_EQ(amount_of(books, "x1"), "") << "returned";
  need(client.set("order_line", "w1", {{"quantity", "1"}, {"discount", "50"}}));
  EXPECT_EQ(amount_of(books, "x1"), "10.00");
  need(client.set("order", "q1", {{"ordered_at", "2020-05-05T10:00:00Z"}}));
  EXPECT_EQ(amount_of(books, "x1"), "");
  need(client.set("order", "q1", {{"ordered_at", "2026-10-31T23:59:59Z"}}));
  EXPECT_EQ(amount_of(books, "x1"), "10.00");
  need(client.remove("order_line", "w1"));
  EXPECT_EQ(amount_of(books, "x1"), "100.00");
  need(client.set("order", "q1", {{"status", "cancelled"}}));
  EXPECT_EQ(amount_of(books, "x1"), "");
  need(client.undo());
  EXPECT_EQ(amount_of(books, "x1"), "100.00");
  need(client.remove("account", "x1"));
  EXPECT_EQ(amount_of(books, "x1"), "");
  need(client.restore("account", "x1"));
  EXPECT_EQ(amount_of(books, "x1"), "100.00");
}

TEST(Facts, AbsurdAmountsAreLeftOutAndNamed) {
  Books books;
  need(books.client().create("account", {{"name", "一"}}, "x1"));
  need(books.client().create("order", {{"account", "x1"}, {"number", "1"}, {"ordered_at", "2026-05-05T10:00:00Z"}},
                             "q1"));
  need(books.client().create("order_line",
                             {{"order", "q1"}, {"quantity", "99999999999999"}, {"price", "99999999999999"}}, "w1"));
  const Report report = books.report("pareto", all_2026);
  EXPECT_TRUE(report.rows.empty());
  EXPECT_TRUE(std::any_of(report.left_out.begin(), report.left_out.end(),
                          [](const auto& one) { return one.reason.en.find("too large") != std::string::npos; }));
}

TEST(Facts, AreTheSameOnEveryDeviceAndInEveryOrderOfArrival) {
  Books books;
  books.trade(7, 10, 5, 120);
  static_cast<void>(books.fleet.device("root"));
  books.fleet.sync_all();
  const auto here = client::reports::to_json(books.report("abc", all_2026));
  const auto there = client::reports::to_json(need(books.fleet.device("root").report("abc", all_2026)));
  EXPECT_EQ(here, there);
}

}  // namespace
}  // namespace keybook::testing
