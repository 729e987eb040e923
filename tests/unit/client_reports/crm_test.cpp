// The public CRM set, where it lies beside the checkout: its won deals as orders, against plain SQL.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "books.h"

namespace keybook::testing {
namespace {

std::filesystem::path crm_folder() {
  const char* root = std::getenv("KEYBOOK_SOURCE_DIR");
  return std::filesystem::path(root ? root : ".") / "../shared/data/maven_crm";
}

// The rows of a plain CSV without quotes, without its head.
Books::Table crm_rows(const char* file, std::size_t columns) {
  Books::Table out;
  std::ifstream in(crm_folder() / file);
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    auto& cells = out.emplace_back();
    std::stringstream rest(line);
    for (std::string one; std::getline(rest, one, ',');) cells.push_back(one.substr(0, one.find('\r')));
    cells.resize(columns);
  }
  return out;
}

class Crm : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!std::filesystem::exists(crm_folder())) return;
    books = new Books();
    for (const auto& row : crm_rows("accounts.csv", 7)) {
      const std::string id = "m" + std::to_string(accounts.size());
      accounts[row[0]] = id;
      books->add("account", id, {{"name", row[0]}, {"industry", row[1]}, {"territory", row[5]}});
      books->plain("INSERT INTO account VALUES('" + id + "','',NULL,'" + row[5] + "',NULL,'" + row[1] + "')");
    }
    for (const auto& row : crm_rows("products.csv", 3)) product(row[0], row[1]);
    for (const auto& row : crm_rows("sales_pipeline.csv", 8))
      if (row[4] == "Won" && accounts.contains(row[3])) sale(row);
    books->commit();
  }
  static void TearDownTestSuite() {
    delete books;
    books = nullptr;
  }
  void SetUp() override {
    if (books == nullptr) GTEST_SKIP() << "no " << crm_folder();
  }
  static void product(const std::string& name, const std::string& series) {
    const std::string id = "g" + std::to_string(products.size());
    products[name] = id;
    books->add("product", id, {{"name", name}, {"code", name}, {"series", series}});
    books->plain("INSERT INTO product VALUES('" + id + "','" + name + "','" + series + "')");
  }
  static void sale(const std::vector<std::string>& row) {
    if (!products.contains(row[2])) product(row[2], row[2].substr(0, 3));
    const std::string account = accounts[row[3]], id = "o" + row[0];
    books->add("order", id,
               {{"account", account}, {"number", row[0]}, {"ordered_at", row[6] + "T12:00:00Z"}, {"currency", "USD"}});
    books->add("order_line", "l" + row[0],
               {{"order", id}, {"product", products[row[2]]}, {"quantity", "1"}, {"price", row[7]}});
    books->plain("INSERT INTO \"order\" VALUES('" + id + "','" + account + "','" + row[6] +
                 "','','USD',0,NULL,NULL,NULL)");
    books->plain("INSERT INTO line VALUES('l" + row[0] + "','" + id + "','" + products[row[2]] + "',1000," + row[7] +
                 "0000,NULL,0)");
  }
  static Report report(const std::string& name, Given given = {}) {
    given["currency"] = "USD";
    if (!given.contains("as_of")) given.insert({{"from", "2017-07-01"}, {"until", "2017-12-31"}});
    return books->report(name, given);
  }
  static Books* books;
  static std::map<std::string, std::string> accounts, products;
};
Books* Crm::books = nullptr;
std::map<std::string, std::string> Crm::accounts, Crm::products;

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

}  // namespace
}  // namespace keybook::testing
