// Work with customers beside plain SQL: prospects, regions, planned work, complaints, marks, deals, workload.
#include <gmock/gmock.h>

#include "books.h"
#include "reports/rendering.h"

namespace keybook::testing {
namespace {

using base::need;

constexpr const char* in_year = " BETWEEN '2025-11-01' AND '2026-10-31'";

class FieldWork : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    books = new Books();
    books->trade(21, 30, 8, 400);
    books->life(22, 30, 150);
  }
  static void TearDownTestSuite() {
    delete books;
    books = nullptr;
  }
  static Books* books;
};
Books* FieldWork::books = nullptr;

TEST_F(FieldWork, PlannedWorkAndWhatWasDoneOfIt) {
  const Report report = books->report("work-plan", year_2026);
  EXPECT_EQ(
      sorted(Books::table(report, {"person", "visits", "visits_done", "tasks", "tasks_done", "executed"})),
      sorted(books->plain_table(
          "WITH v AS (SELECT owner p, count(*) n, sum(made IS NOT NULL AND outcome = '') d FROM visit WHERE planned" +
          std::string(in_year) + " GROUP BY 1), t AS (SELECT person p, count(*) n, sum(done) d FROM task WHERE due" +
          in_year + " GROUP BY 1) SELECT p, v.n, v.d, t.n, t.d, " + percent_sql("v.d + t.d", "v.n + t.n") +
          " FROM v JOIN t USING(p)")));
}

TEST_F(FieldWork, ComplaintsWithTheirFollowUp) {
  const Report report = books->report("complaints", year_2026);
  EXPECT_EQ(sorted(Books::table(report, {"complaint", "solved", "follow_up"})),
            sorted(books->plain_table(
                "SELECT id, solved, CASE WHEN solved IS NULL THEN 'not-solved' WHEN asked IS NOT NULL THEN CASE WHEN "
                "asked <= "
                "date(solved, '+7 days') THEN 'in-time' ELSE 'late' END WHEN '2026-10-31' > date(solved, '+7 days') "
                "THEN 'overdue' ELSE 'due' END FROM complaint WHERE reported" +
                std::string(in_year))));
}

TEST_F(FieldWork, SatisfactionIsTheMeanOfTheMarks) {
  const Report report = books->report("satisfaction", year_2026);
  EXPECT_EQ(
      Books::table(report, {"class", "marks", "average", "unhappy"}),
      books->plain_table("SELECT 'visit', count(mark), (200*sum(mark) + count(mark))/(2*count(mark)), sum(mark <= "
                         "2) FROM visit WHERE mark IS NOT NULL AND made" +
                         std::string(in_year)));
}

TEST_F(FieldWork, DealsWonLostAndOpen) {
  const Report ended = books->report("win-loss", year_2026);
  EXPECT_EQ(
      sorted(Books::table(ended, {"class", "won", "lost", "rate", "won_amount", "lost_amount"})),
      sorted(books->plain_table(
          "SELECT reason, sum(stage = 'Won'), sum(stage = 'Lost'), " +
          percent_sql("sum(stage = 'Won')", "sum(stage IN ('Won', 'Lost'))") +
          ", sum(CASE stage WHEN 'Won' THEN amount ELSE 0 END), sum(CASE stage WHEN 'Lost' THEN amount ELSE 0 END) "
          "FROM deal WHERE stage IN ('Won', 'Lost') AND day" +
          std::string(in_year) + " GROUP BY 1")));
  const Report open = books->report("pipeline", {{"as_of", "2026-10-31"}});
  EXPECT_EQ(sorted(Books::table(open, {"stage", "count", "amount", "weighted", "overdue"})),
            sorted(books->plain_table(
                "SELECT stage, count(*), sum(amount), sum((amount*probability + 50)/100), sum(day < '2026-10-31') FROM "
                "deal WHERE stage NOT IN ('Won', 'Lost') GROUP BY 1")));
  const Report forecast = books->report("forecast", {{"as_of", "2026-05-10"}, {"months", "3"}, {"window", "6"}});
  EXPECT_EQ(
      Books::table(forecast, {"month", "opportunities", "amount", "weighted"}),
      books->plain_table(
          "WITH m(m) AS (VALUES ('2026-05'), ('2026-06'), ('2026-07')) SELECT m, count(id), coalesce(sum(amount), "
          "0), coalesce(sum((amount*probability + 50)/100), 0) FROM m LEFT JOIN deal ON substr(day, 1, 7) = m AND "
          "stage NOT IN ('Won', 'Lost') GROUP BY m ORDER BY m"));
  EXPECT_EQ(
      Books::table(forecast, {"trend"})[0][0],
      books->plain_table("SELECT (2*sum(amount) + 6*sign(sum(amount)))/12 FROM sale WHERE currency = 'CNY' AND day "
                         "BETWEEN '2025-11-01' AND '2026-04-30'")[0][0]);
}

TEST_F(FieldWork, WorkloadOfEachOwner) {
  const Report report = books->report("handover-workload", year_2026);
  EXPECT_EQ(
      sorted(Books::table(report, {"owner", "accounts", "amount", "opportunities", "tasks", "overdue", "complaints"})),
      sorted(books->plain_table(
          "SELECT owner, count(*), (SELECT sum(amount) FROM sale JOIN account b ON b.id = account WHERE b.owner = "
          "a.owner AND currency = 'CNY' AND day" +
          std::string(in_year) +
          "), (SELECT count(*) FROM deal JOIN account b ON b.id = account WHERE b.owner = a.owner AND stage NOT IN "
          "('Won', 'Lost')), (SELECT count(*) FROM task JOIN account b ON b.id = account WHERE b.owner = a.owner AND "
          "NOT "
          "done), (SELECT count(*) FROM task JOIN account b ON b.id = account WHERE b.owner = a.owner AND NOT done AND "
          "due < '2026-10-31'), (SELECT count(*) FROM complaint JOIN account b ON b.id = account WHERE b.owner = "
          "a.owner "
          "AND solved IS NULL) FROM account a GROUP BY owner")));
}

TEST_F(FieldWork, TheHeaviestAccountsOfEachRegion) {
  const Report report = books->report("regions", year_2026);
  EXPECT_EQ(
      sorted(Books::table(report, {"region", "accounts", "amount", "heavy_amount"})),
      sorted(books->plain_table(
          "WITH s AS (SELECT a.territory t, a.id, coalesce((SELECT sum(amount) FROM sale WHERE account = a.id AND "
          "currency = 'CNY' AND day" +
          std::string(in_year) +
          "), 0) v FROM account a), r AS (SELECT *, row_number() OVER (PARTITION BY t ORDER BY v DESC, id) n FROM "
          "s) SELECT t, count(*), sum(max(v, 0)), sum(CASE WHEN n <= 3 THEN max(v, 0) ELSE 0 END) FROM r GROUP BY "
          "t")));
}

TEST_F(FieldWork, VisitsKeptByGrade) {
  const Report report =
      books->report("visit-compliance", {{"from", "2026-01-01"}, {"until", "2026-09-30"}, {"as_of", "2026-10-31"}});
  EXPECT_EQ(Books::table(report, {"class", "due", "counted"}),
            books->plain_table(
                "WITH q(f, u) AS (VALUES ('2026-01-01', '2026-03-31'), ('2026-04-01', '2026-06-30'), ('2026-07-01', "
                "'2026-09-30')) SELECT grade, count(*), sum(EXISTS (SELECT 1 FROM visit WHERE account = a.id AND made "
                "BETWEEN f AND u AND outcome = '' AND kind IN ('上门', '高层互访'))) FROM account a, q WHERE grade IN "
                "('A', 'B') GROUP BY grade ORDER BY grade"));
}

// ---- counted by hand

TEST(Prospects, TheEightOutcomesWithTheirNextAction) {
  Books books;
  auto& client = books.client();
  need(client.create("account", {{"name", "一"}, {"owner", "amy"}}, "x1"));
  need(client.create("account", {{"name", "二"}, {"owner", "bob"}}, "x2"));
  const auto card = [&](const char* id, Value man, const char* close) {
    Value fields = {{"account", "x1"}, {"title", id}, {"man", std::move(man)}};
    if (close != nullptr) fields["expected_close"] = close;
    need(client.create("prospect_card", fields, id));
  };
  card("c1", {"M", "A", "N"}, "2026-05-05");
  card("c2", {"M", "A"}, "2026-05-20");
  card("c3", {"M", "N"}, "2026-07-01");
  card("c4", {"A", "N"}, "2026-12-01");
  card("c5", {"N"}, nullptr);
  card("c6", {"A"}, nullptr);
  card("c7", {"M"}, nullptr);
  card("c8", Value::array(), nullptr);
  need(client.create("prospect_card", {{"account", "x1"}, {"title", "?"}, {"man_known", false}}, "c9"));
  need(client.create("prospect_card",
                     {{"account", "x1"}, {"title", "w"}, {"state", "won"}, {"closed_on", "2026-04-30"}}, "ca"));
  need(client.create("standard",
                     {{"name", "prospects.pool"}, {"label", "p"}, {"value", "12"}, {"valid_from", "2020-01-01"}}));
  const Report report = books.report("prospects", {{"as_of", "2026-05-01"}});
  EXPECT_EQ(sorted(Books::table(report, {"card", "man", "action", "colour", "card_grade"})),
            (Books::Table{{"c1", "1", "sell", "yellow", "A"},
                          {"c2", "2", "contact-with-skill", "yellow", "B"},
                          {"c3", "3", "find-decision-maker", "yellow", "C"},
                          {"c4", "4", "examine-credit", "green", ""},
                          {"c5", "5", "cultivate", "green", ""},
                          {"c6", "6", "cultivate", "green", ""},
                          {"c7", "7", "cultivate", "green", ""},
                          {"c8", "8", "stop-contact", "green", ""},
                          {"c9", "", "", "green", ""}}));
  EXPECT_EQ(report.totals["conversion"], "100.00");
  EXPECT_EQ(report.totals["pool"][0]["missing"], 3) << "amy has nine open cards of twelve";
  ASSERT_EQ(report.totals["pool"].size(), 2U);
  EXPECT_EQ(report.totals["pool"][1], (Value{{"owner", "bob"}, {"open", 0}, {"missing", 12}})) << "without any card";
  ASSERT_EQ(report.left_out.size(), 1U);
  EXPECT_EQ(report.rows[0]["words"].size(), 2U) << "in both languages, for the reader's to be taken";
  using client::reports::Language;
  EXPECT_THAT(client::reports::csv_of(report, Language::English),
              ::testing::AllOf(::testing::HasSubstr("no customer: stop contact"),
                               ::testing::Not(::testing::HasSubstr("非客户"))));
  EXPECT_THAT(
      client::reports::csv_of(report, Language::Chinese),
      ::testing::AllOf(::testing::HasSubstr("非客户，停止接触"), ::testing::Not(::testing::HasSubstr("stop contact"))));
  // The days of the card grades are head office's.
  need(client.create(
      "standard",
      {{"name", "card.close_days"}, {"label", "A"}, {"grade", "A"}, {"value", "20"}, {"valid_from", "2020-01-01"}}));
  const Report wider = books.report("prospects", {{"as_of", "2026-05-01"}});
  EXPECT_EQ(sorted(Books::table(wider, {"card", "card_grade"}))[1], (std::vector<std::string>{"c2", "A"}));
}

TEST(WorkPlan, OfChosenAccountsListsWhoWorksThere) {
  Books books;
  auto& client = books.client();
  need(client.create("account", {{"name", "一"}, {"owner", "amy"}, {"grade", "A"}}, "x1"));
  need(client.create("account", {{"name", "二"}, {"owner", "bob"}, {"grade", "B"}}, "x2"));
  for (const char* person : {"amy", "bob", "mia", "root"})
    need(client.create("visit_plan", {{"person", person}, {"year", 2026}, {"month", 3}, {"visits", 8}}));
  need(client.create("visit", {{"account", "x1"},
                               {"subject", "s"},
                               {"owner", "mia"},
                               {"planned_for", "2026-03-05T08:00:00Z"},
                               {"visited_at", "2026-03-05T08:00:00Z"}}));
  Given given = {{"from", "2026-03-01"}, {"until", "2026-03-31"}, {"as_of", "2026-04-01"}};
  const auto persons = [&] { return Books::table(books.report("work-plan", given), {"person", "planned"}); };
  EXPECT_EQ(persons(), (Books::Table{{"amy", "8"}, {"bob", "8"}, {"mia", "8"}, {"root", "8"}}));
  given["grade"] = "A";
  EXPECT_EQ(persons(), (Books::Table{{"amy", "8"}, {"mia", "8"}})) << "bob and root have nothing to do with these";
  given["grade"] = "B";
  EXPECT_EQ(persons(), (Books::Table{{"bob", "8"}}));
}

}  // namespace
}  // namespace keybook::testing
