// The public CRM set, where it lies beside the checkout: its won deals as orders, against plain SQL.
#include "crm_books.h"

namespace keybook::testing {
namespace {

class Crm : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { books = crm_books().release(); }
  static void TearDownTestSuite() {
    delete books;
    books = nullptr;
  }
  void SetUp() override {
    if (books == nullptr) GTEST_SKIP() << "no " << crm_folder();
  }
  static Report report(const std::string& name, Given given = {}) {
    given["currency"] = "USD";
    if (!given.contains("as_of")) given.insert({{"from", "2017-07-01"}, {"until", "2017-12-31"}});
    return books->report(name, given);
  }
  static Books* books;
};
Books* Crm::books = nullptr;

const std::string half = "day BETWEEN '2017-07-01' AND '2017-12-31'",
                  first_half = "day BETWEEN '2017-01-01' AND '2017-06-30'";

TEST_F(Crm, WhoBuysHowMuch) {
  const auto wanted = books->plain_table("SELECT account, count(*), sum(amount) FROM sale WHERE " + half +
                                         " GROUP BY 1 HAVING sum(amount) > 0 ORDER BY 3 DESC, 1");
  ASSERT_GT(wanted.size(), 50U);
  EXPECT_EQ(Books::table(report("pareto"), {"account", "orders", "amount"}), wanted);
  EXPECT_EQ(
      sorted(Books::table(report("composition", {{"by", "industry"}}), {"class", "orders", "amount"})),
      sorted(books->plain_table("SELECT industry, count(*), sum(amount) FROM sale JOIN account a ON a.id = account "
                                "WHERE " +
                                half + " GROUP BY 1")));
  EXPECT_EQ(sorted(Books::table(report("regions"), {"region", "buying", "amount"})),
            sorted(books->plain_table("SELECT t, sum(v > 0), sum(v) FROM (SELECT a.territory t, coalesce((SELECT "
                                      "sum(amount) FROM sale WHERE account = a.id AND " +
                                      half + "), 0) v FROM account a) GROUP BY t")));
}

TEST_F(Crm, WhatTheyBuyAndHowItChanged) {
  EXPECT_EQ(Books::table(report("product-mix"), {"product", "quantity", "amount"}),
            books->plain_table("SELECT product, sum(quantity), sum(amount) FROM sale WHERE " + half +
                               " GROUP BY 1 ORDER BY 3 DESC, 1"));
  EXPECT_EQ(sorted(Books::table(report("growth"), {"account", "amount", "before"})),
            sorted(books->plain_table(
                "SELECT account, sum(CASE WHEN " + half + " THEN amount ELSE 0 END), sum(CASE WHEN " + first_half +
                " THEN amount ELSE 0 END) FROM sale WHERE " + half + " OR " + first_half + " GROUP BY 1")));
  const Report mix = report("margin");
  EXPECT_EQ(total(mix, "profit"), "0") << "the set has no costs";
  ASSERT_FALSE(mix.left_out.empty());
  EXPECT_EQ(std::to_string(mix.left_out[0].count), books->plain_table("SELECT count(*) FROM sale WHERE " + half)[0][0]);
}

TEST_F(Crm, WhoComesBackAndWhen) {
  EXPECT_EQ(total(report("loyalty"), "repurchase"),
            books->plain_table("SELECT " + percent_sql("sum(n > 1)", "count(*)") +
                               " FROM (SELECT count(*) n FROM sale WHERE " + half + " GROUP BY account)")[0][0]);
  const Report next = report("purchase-prediction", {{"as_of", "2017-12-31"}, {"months", "12"}});
  EXPECT_EQ(
      sorted(Books::table(next, {"account", "orders", "last"})),
      sorted(books->plain_table("SELECT account, count(DISTINCT day), max(day) FROM sale WHERE amount > 0 AND day "
                                "BETWEEN '2017-01-01' AND '2017-12-31' GROUP BY 1 HAVING count(DISTINCT day) >= 3")));
}

TEST_F(Crm, DealsWonLostAndOpen) {
  const Report ended = books->report(
      "win-loss", {{"from", "2016-01-01"}, {"until", "2018-12-31"}, {"by", "owner"}, {"currency", "USD"}});
  EXPECT_EQ(
      sorted(Books::table(ended, {"class", "won", "lost", "won_amount"})),
      sorted(books->plain_table("SELECT owner, sum(stage = 'Won'), sum(stage = 'Lost'), sum(CASE stage WHEN 'Won' "
                                "THEN amount ELSE 0 END) FROM plain_opportunity WHERE stage IN ('Won', 'Lost') "
                                "GROUP BY 1")));
  EXPECT_EQ(ended.rows.size(), 30U) << "5 of 35 agents have no opportunity";
  EXPECT_EQ(total(books->report("pipeline", {{"as_of", "2018-01-01"}, {"currency", "USD"}}), "count"),
            books->plain_table("SELECT count(*) FROM plain_opportunity WHERE stage NOT IN ('Won', 'Lost')")[0][0]);
}

}  // namespace
}  // namespace keybook::testing
