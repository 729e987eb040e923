// What must hold of every report, whatever the data, the period and the choice of accounts.
#include <rapidcheck.h>

#include "books.h"
#include "domain/number.h"

namespace keybook::testing {
namespace {

using base::need;
using client::reports::catalogue;
using domain::Day;
using domain::Decimal;

Decimal number(const Value& cell) {
  if (cell.is_string()) return Decimal::of(cell.get<std::string>());
  return cell.is_number_integer() ? Decimal(cell.get<std::int64_t>()) : Decimal();
}

Decimal sum_of(const Report& report, const std::string& column) {
  Decimal sum;
  for (const Value& row : report.rows) sum += number(row[column]);
  return sum;
}

class Properties : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    books = new Books();
    books->trade(31, 25, 8, 400);
    books->life(32, 25, 80);
  }
  static void TearDownTestSuite() {
    delete books;
    books = nullptr;
  }
  // A period within the data or beyond, and a choice of accounts.
  static Given drawn() {
    const Day from = Day::of(2024, 9, 1) + *rc::gen::inRange(0, 800);
    Given given = {{"from", from.iso()}, {"until", (from + *rc::gen::inRange(0, 500)).iso()}, {"as_of", "2026-10-31"}};
    if (*rc::gen::arbitrary<bool>()) given["owner"] = *rc::gen::element<std::string>("amy", "bob", "nobody");
    if (*rc::gen::arbitrary<bool>()) given["grade"] = *rc::gen::element<std::string>("A", "B", "C");
    if (*rc::gen::arbitrary<bool>()) given["rates"] = "USD=7.1234";
    return given;
  }
  static Given with(Given given, const std::string& name, const std::string& value) {
    given[name] = value;
    return given;
  }
  // Only what a report takes.
  static Given fitting(const std::string& name, const Given& given) {
    Given out;
    for (const auto& [parameter, value] : given)
      if (client::reports::need_report(name).parameter(parameter) != nullptr) out.emplace(parameter, value);
    return out;
  }
  static Books* books;
};
Books* Properties::books = nullptr;

TEST_F(Properties, SharesOfAWholeAddUpToAHundred) {
  EXPECT_TRUE(rc::check([] {
    const Given given = drawn();
    for (const char* name : {"pareto", "abc", "composition", "product-mix", "churn", "concentration"}) {
      const Report report = books->report(name, fitting(name, given));
      const bool shared = !report.rows.empty() && !report.rows[0]["share"].is_null();
      const bool any = shared && !sum_of(report, "share").zero();
      if (any) RC_ASSERT(sum_of(report, "share") == Decimal(100));
    }
  }));
}

TEST_F(Properties, TheParetoCurveRisesAndFlattens) {
  EXPECT_TRUE(rc::check([] {
    const Report report = books->report("pareto", drawn());
    Decimal before, cumulated;
    for (std::size_t i = 0; i < report.rows.size(); ++i) {
      const Decimal amount = number(report.rows[i]["amount"]), cumulative = number(report.rows[i]["cumulative"]);
      RC_ASSERT(amount.positive());
      if (i > 0) RC_ASSERT(amount <= before);
      RC_ASSERT(cumulative >= cumulated);
      before = amount;
      cumulated = cumulative;
    }
    if (!report.rows.empty()) RC_ASSERT(cumulated == Decimal(100));
    RC_ASSERT(sum_of(report, "amount") == number(report.totals["amount"]));
  }));
}

TEST_F(Properties, TwoPartsOfAPeriodMakeTheWhole) {
  EXPECT_TRUE(rc::check([] {
    Given whole = drawn();
    whole.erase("rates");  // converted sums are rounded once each
    const Day from = *Day::of(whole["from"]), until = *Day::of(whole["until"]);
    if (from == until) return;
    const Day cut = from + *rc::gen::inRange(0, until - from);
    const Given first = with(whole, "until", cut.iso()), second = with(whole, "from", (cut + 1).iso());
    for (const auto& [name, totals] : std::map<std::string, std::vector<const char*>>{
             {"composition", {"amount"}},
             {"product-mix", {"amount"}},
             {"margin", {"costed", "cost", "profit"}},
             {"cost-to-serve", {"profit", "cost", "left"}},
             {"profit-fishbone", {"sales", "profit", "left"}},
             {"performance", {"amount", "orders"}},
             {"win-loss", {"won", "lost", "won_amount", "lost_amount"}},
             {"complaints", {"complaints"}},
             {"satisfaction", {"marks", "unhappy"}},
             {"work-plan", {"visits", "visits_done", "tasks", "tasks_done"}}}) {
      const Report all = books->report(name, fitting(name, whole)), a = books->report(name, fitting(name, first)),
                   b = books->report(name, fitting(name, second));
      for (const char* of : totals) RC_ASSERT(number(a.totals[of]) + number(b.totals[of]) == number(all.totals[of]));
    }
  }));
}

TEST_F(Properties, TwoTerritoriesMakeTheWhole) {
  EXPECT_TRUE(rc::check([] {
    const Given given = drawn();
    for (const auto& [name, totals] :
         std::map<std::string, std::vector<const char*>>{{"pareto", {"amount", "accounts"}},
                                                         {"growth", {"amount", "before", "base", "increment", "lost"}},
                                                         {"churn", {"lost", "before", "accounts"}},
                                                         {"composition", {"amount", "accounts"}},
                                                         {"pipeline", {"count", "amount", "weighted"}},
                                                         {"forecast", {"weighted"}},
                                                         {"visits-due", {"due", "overdue"}},
                                                         {"visit-compliance", {"due", "done", "counted"}},
                                                         {"coverage-gaps", {"accounts"}},
                                                         {"completeness", {"accounts", "complete", "stale"}},
                                                         {"purchase-prediction", {"accounts", "expected", "overdue"}},
                                                         {"loyalty", {"buying"}},
                                                         {"profit-by-duration", {"profit", "lost_profit"}},
                                                         {"prospects", {"open", "won"}}}) {
      Given here = fitting(name, given);
      here.erase("rates");
      const Report all = books->report(name, here), east = books->report(name, with(here, "territory", "East")),
                   west = books->report(name, with(here, "territory", "West"));
      for (const char* of : totals)
        RC_ASSERT(number(east.totals[of]) + number(west.totals[of]) == number(all.totals[of]));
    }
  }));
}

TEST_F(Properties, FewerRowsHaveTheSameTotals) {
  for (const auto& definition : catalogue()) {
    if (definition.parameter("top") == nullptr) continue;
    const Given given = fitting(definition.name, {{"year", "2026"}, {"as_of", "2026-10-31"}});
    const Report all = books->report(definition.name, given),
                 few = books->report(definition.name, with(given, "top", "2"));
    EXPECT_EQ(all.totals, few.totals) << definition.name;
    EXPECT_EQ(few.rows.size(), std::min<std::size_t>(all.rows.size(), 2)) << definition.name;
    for (std::size_t i = 0; i < few.rows.size(); ++i) EXPECT_EQ(few.rows[i], all.rows[i]) << definition.name;
  }
}

TEST_F(Properties, AreTheSameOnEveryDeviceAndInWhateverOrderTheRecordsCame) {
  static_cast<void>(books->fleet.device("root"));
  books->fleet.sync_all();
  Books shuffled;
  shuffled.shuffle(99);
  shuffled.trade(31, 25, 8, 400);
  shuffled.life(32, 25, 80);
  for (const auto& definition : catalogue()) {
    const Given given = fitting(definition.name, {{"year", "2026"}, {"as_of", "2026-10-31"}});
    const auto here = to_json(books->report(definition.name, given));
    EXPECT_EQ(here, to_json(need(books->fleet.device("root").report(definition.name, given)))) << definition.name;
    EXPECT_EQ(here, to_json(shuffled.report(definition.name, given))) << definition.name;
  }
}

TEST_F(Properties, WhatChangedAndChangedBackGivesTheSameReport) {
  const Given given = {{"year", "2026"}, {"as_of", "2026-10-31"}};
  const auto before = to_json(books->report("pareto", given));
  need(books->client().set("order", "o100003", {{"status", "cancelled"}}));
  static_cast<void>(books->report("pareto", given));
  need(books->client().undo());
  EXPECT_EQ(before, to_json(books->report("pareto", given)));
}

}  // namespace
}  // namespace keybook::testing
