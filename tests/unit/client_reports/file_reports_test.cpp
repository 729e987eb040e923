// Visits, people, service, plans: small files whose figures can be counted by hand, and a generated set beside plain
// SQL.
#include "books.h"

namespace keybook::testing {
namespace {

using base::need;

const Value* row_of(const Report& report, const std::string& column, const Value& value) {
  for (const Value& row : report.rows)
    if (row[column] == value) return &row;
  return nullptr;
}

// The telecom standards [8.01, 8.02]: crystal 2 visits a quarter and 1 call a month, A 1 visit a quarter.
class Visits : public ::testing::Test {
 protected:
  Visits() : client(books.client()) {
    standard("水晶", "上门", 2, "quarter");
    standard("水晶", "电话", 1, "month");
    standard("A", "上门", 1, "quarter");
    need(client.create("account", {{"name", "一"}, {"grade", "水晶"}, {"owner", "amy"}}, "x1"));
    need(client.create("account", {{"name", "二"}, {"grade", "A"}, {"owner", "bob"}}, "x2"));
    need(client.create("account", {{"name", "三"}, {"grade", "C"}, {"owner", "bob"}}, "x3"));
  }
  void standard(const char* grade, const char* kind, int times, const char* period) {
    need(client.create("visit_standard", {{"label", std::string(grade) + kind},
                                          {"grade", grade},
                                          {"contact_kind", kind},
                                          {"count", times},
                                          {"period", period},
                                          {"valid_from", "2020-01-01"}}));
  }
  void visit(const char* account, const char* day, const char* kind, const char* outcome = nullptr) {
    Value fields = {
        {"account", account}, {"subject", "s"}, {"visited_at", std::string(day) + "T02:00:00Z"}, {"kind", kind}};
    if (outcome != nullptr) fields["outcome"] = outcome;
    need(client.create("visit", fields));
  }
  Books books;
  client::Client& client;
};

TEST_F(Visits, DueByTheStandardOfTheGrade) {
  visit("x1", "2026-01-10", "上门");
  visit("x1", "2026-02-03", "微信");
  visit("x2", "2026-02-10", "上门", "未见到");
  const Report report = books.report("visits-due", {{"as_of", "2026-02-20"}, {"days", "60"}});
  ASSERT_EQ(report.rows.size(), 2u) << "the call of February was made, grade C has no standard";
  const Value* first = row_of(report, "account", "x1");
  ASSERT_NE(first, nullptr);
  EXPECT_EQ((*first)["kind"], "上门");
  EXPECT_EQ((*first)["done"], 1);
  EXPECT_EQ((*first)["by"], "2026-03-31");
  EXPECT_EQ((*first)["days_since"], 41);
  const Value* second = row_of(report, "account", "x2");
  ASSERT_NE(second, nullptr) << "nobody met is no visit";
  EXPECT_TRUE((*second)["last"].is_null());
  EXPECT_TRUE(books.report("visits-due", {{"as_of", "2026-02-20"}, {"days", "0"}}).rows.empty());
  EXPECT_EQ(books.report("visits-due", {{"as_of", "2026-02-20"}, {"owner", "bob"}, {"days", "60"}}).rows.size(), 1u);
}

TEST_F(Visits, ComplianceByGradeAndTheStandardInForce) {
  for (const char* day : {"2026-01-05", "2026-01-20", "2026-03-03", "2026-05-05"}) visit("x1", day, "上门");
  visit("x2", "2026-06-30", "上门");
  visit("x2", "2026-07-01", "上门");
  const Report report =
      books.report("visit-compliance", {{"from", "2026-01-01"}, {"until", "2026-06-30"}, {"as_of", "2026-06-30"}});
  const auto cells = Books::table(report, {"class", "kind", "due", "done", "counted", "rate"});
  EXPECT_EQ(cells, (Books::Table{{"A", "上门", "2", "1", "1", "5000"},
                                 {"水晶", "上门", "4", "4", "3", "7500"},
                                 {"水晶", "电话", "6", "0", "0", "0"}}));
  // Of the whole year only the quarters that have ended by the day are judged.
  const Report early = books.report("visit-compliance", {{"year", "2026"}, {"as_of", "2026-05-20"}});
  EXPECT_EQ(Books::table(early, {"class", "due"})[0], (std::vector<std::string>{"A", "1"}));
}

TEST_F(Visits, StaffingFromStandardsAndHours) {
  const Report report = books.report("staffing", {{"hours", "100"}, {"hours_visit", "6"}, {"hours_call", "0.5"}});
  // x1: 8 visits × 6 h + 12 calls × 0.5 h; x2: 4 visits × 6 h.
  EXPECT_EQ(report.totals["hours"], "78.00");
  EXPECT_EQ(report.totals["managers"], "0.78");
  EXPECT_EQ(report.totals["managers_whole"], 1);
  EXPECT_EQ(report.totals["owners_now"], 2);
}

TEST_F(Visits, WithoutStandardsTheReportSaysSo) {
  Books empty;
  need(empty.client().create("account", {{"name", "一"}, {"grade", "A"}}, "x1"));
  const Report report = empty.report("visits-due");
  EXPECT_TRUE(report.rows.empty());
  ASSERT_FALSE(report.notes.empty());
}

TEST(Boundary, TheHeadOfTheLowerGradeBesideTheTailOfTheUpper) {
  Books books;
  auto& client = books.client();
  const auto account = [&](const char* id, const char* grade, const char* price, const char* discount) {
    need(client.create("account", {{"name", id}, {"grade", grade}}, id));
    need(client.create("order", {{"account", id}, {"number", id}, {"ordered_at", "2026-05-05T00:00:00Z"}},
                       std::string("q") + id));
    need(client.create(
        "order_line",
        {{"order", std::string("q") + id}, {"quantity", "10"}, {"price", price}, {"discount", discount}}));
  };
  account("k1", "A", "900", "5");
  account("k2", "A", "100", "5");
  account("k3", "B", "800", "12");
  account("k4", "B", "10", "0");
  const Report report = books.report("boundary", {{"year", "2026"}, {"accounts", "1"}});
  EXPECT_EQ(Books::table(report, {"boundary", "side", "account", "discount"}),
            (Books::Table{{"A / B", "tail", "k2", "500"}, {"A / B", "head", "k3", "1200"}}));
  EXPECT_EQ(report.totals["turned"], 1);
}

TEST(People, CoverageGapsAndCompleteness) {
  Books books;
  auto& client = books.client();
  need(client.create("account", {{"name", "一"}, {"code", "K1"}, {"industry", "电子"}}, "x1"));
  need(client.create("account", {{"name", "二"}}, "x2"));
  need(client.create(
      "contact",
      {{"account", "x1"}, {"name", "王"}, {"roles", {"决策者"}}, {"last_contact_at", "2026-01-01T00:00:00Z"}}, "c1"));
  need(client.create("contact", {{"account", "x1"}, {"name", "李"}, {"roles", {"使用者"}}}, "c2"));
  need(client.create("contact", {{"account", "x1"}, {"name", "张"}, {"active", false}}, "c3"));
  const Given today = {{"as_of", "2026-06-01"}};
  Report gaps = books.report("coverage-gaps", today);
  EXPECT_EQ(Books::table(gaps, {"account", "gaps", "people"}),
            (Books::Table{{"x1", "decision-maker-silent, nobody-recently", "2"}, {"x2", "no-contacts", "0"}}));
  need(client.create(
      "visit",
      {{"account", "x1"}, {"subject", "s"}, {"visited_at", "2026-05-20T00:00:00Z"}, {"participants", {"c1"}}}));
  gaps = books.report("coverage-gaps", today);
  EXPECT_EQ(row_of(gaps, "account", "x1"), nullptr) << "met as participant of a visit";
  const Report files = books.report("completeness", {{"as_of", "2026-06-01"}, {"fields", "code,industry,phone"}});
  const Value* one = row_of(files, "account", "x1");
  ASSERT_NE(one, nullptr);
  EXPECT_EQ((*one)["complete"], "80.00") << "four of five: the phone is missing";
  EXPECT_EQ((*one)["missing"], "phone");
  EXPECT_EQ((*one)["age_days"], 12);
  EXPECT_EQ((*row_of(files, "account", "x2"))["stale"], "yes");
  EXPECT_EQ(client.report("completeness", {{"fields", "colour"}}).error().code, base::ErrorCode::Usage);
}

TEST(People, WorkloadAsItWouldBeAfterAHandover) {
  Books books;
  auto& client = books.client();
  for (int i = 0; i < 4; ++i) {
    const std::string id = "x" + std::to_string(i);
    need(client.create("account", {{"name", id}, {"owner", i == 0 ? "amy" : "bob"}}, id));
    need(client.create("task", {{"account", id}, {"title", "t"}, {"due", "2026-01-01"}}));
  }
  need(client.create("opportunity", {{"account", "x1"}, {"name", "o"}, {"stage", "Proposal"}, {"amount", "12.50"}}));
  need(client.create("opportunity", {{"account", "x1"}, {"name", "w"}, {"stage", "Won"}, {"amount", "99"}}));
  const Given today = {{"as_of", "2026-06-01"}};
  const Report now = books.report("handover-workload", today);
  EXPECT_EQ(
      Books::table(now, {"owner", "accounts", "against_average", "opportunities", "pipeline", "tasks", "overdue"}),
      (Books::Table{{"amy", "1", "5000", "0", "0", "1", "1"}, {"bob", "3", "15000", "1", "1250", "3", "3"}}));
  const Report after =
      books.report("handover-workload", {{"as_of", "2026-06-01"}, {"move_from", "bob"}, {"move_to", "amy"}});
  EXPECT_EQ(Books::table(after, {"owner", "accounts"}), (Books::Table{{"amy", "4"}}));
  EXPECT_FALSE(client.report("handover-workload", {{"move_from", "bob"}}));
}

TEST(Service, ComplaintsAreAskedAboutWithinAWeekAfterTheSolution) {
  Books books;
  auto& client = books.client();
  need(client.create("account", {{"name", "一"}}, "x1"));
  const auto complaint = [&](const char* id, Value fields) {
    fields["account"] = "x1";
    fields["subject"] = id;
    need(client.create("complaint", fields, id));
  };
  complaint("d1", {{"reported_at", "2026-03-01T00:00:00Z"}});
  complaint("d2", {{"reported_at", "2026-03-01T00:00:00Z"}, {"solved_at", "2026-03-05T00:00:00Z"}});
  complaint("d3", {{"reported_at", "2026-03-01T00:00:00Z"},
                   {"solved_at", "2026-03-05T00:00:00Z"},
                   {"followed_up_at", "2026-03-12T00:00:00Z"},
                   {"satisfaction", 5}});
  complaint("d4", {{"reported_at", "2026-03-01T00:00:00Z"},
                   {"solved_at", "2026-03-07T00:00:00Z"},
                   {"followed_up_at", "2026-03-20T00:00:00Z"},
                   {"satisfaction", 2}});
  complaint("d5", {{"reported_at", "2026-03-01T00:00:00Z"}, {"status", "rejected"}});
  const Report report = books.report("complaints", {{"year", "2026"}, {"as_of", "2026-04-01"}});
  EXPECT_EQ(
      Books::table(report, {"complaint", "follow_up", "days"}),
      (Books::Table{{"d1", "not-solved", "31"}, {"d2", "overdue", "4"}, {"d3", "in-time", "4"}, {"d4", "late", "6"}}));
  EXPECT_EQ(report.totals["average_days"], "4.67");
  EXPECT_EQ(report.totals["follow_up_in_time"], "33.33");
  need(client.create(
      "survey", {{"account", "x1"}, {"title", "s"}, {"kind", "opinion"}, {"answered_on", "2026-05-01"}, {"score", 4}}));
  const Report marks = books.report("satisfaction", {{"year", "2026"}});
  EXPECT_EQ(Books::table(marks, {"class", "marks", "average", "unhappy"}),
            (Books::Table{{"complaint", "2", "350", "1"}, {"survey", "1", "400", "0"}}));
  EXPECT_EQ(marks.totals["average"], "3.67");
  const Report slow = books.report("bottlenecks", {{"year", "2026"}, {"as_of", "2026-04-01"}});
  const Value* solve = row_of(slow, "link", "report-solve");
  ASSERT_NE(solve, nullptr);
  EXPECT_EQ((*solve)["average_days"], "4.67");
  EXPECT_EQ((*solve)["waiting"], 1);
}

// All targets are read together; each has what it would have alone.
TEST(Plans, ATargetAmongManyHasWhatItHasAlone) {
  Books books;
  books.trade(41, 12, 6, 300);
  books.life(42, 12, 60);
  auto& client = books.client();
  int n = 0;
  std::vector<std::string> ids;
  const auto target = [&](Value fields) {
    fields["year"] = 2026;
    fields["number"] = "1000";
    fields["amount"] = "1000";
    ids.push_back("zz" + std::to_string(n++));
    need(client.create("target", fields, ids.back()));
  };
  for (const char* metric : {"revenue", "margin", "quantity", "visits", "collection", "new_accounts", "loyalty"}) {
    target({{"metric", metric}});
    for (const int quarter : {1, 3}) target({{"metric", metric}, {"quarter", quarter}, {"person", "amy"}});
    for (const int month : {2, 9}) target({{"metric", metric}, {"month", month}, {"territory", "East"}});
  }
  target({{"metric", "revenue"}, {"product", "p100"}});
  target({{"metric", "revenue"}, {"product", "p100"}, {"quarter", 2}});
  target({{"metric", "margin"}, {"product", "p101"}, {"grade", "A"}});
  const Given given = {{"year", "2026"}, {"as_of", "2026-12-31"}, {"rates", "USD=7.1234"}};
  const auto actual = [&] {
    std::map<std::string, std::string> out;
    for (const auto& row : Books::table(books.report("plan-actual", given), {"target", "actual"})) out[row[0]] = row[1];
    return out;
  };
  const auto together = actual();
  for (const std::string& id : ids) ASSERT_TRUE(together.contains(id)) << id;
  for (const auto& [id, unused] : together) need(client.set("target", id, {{"year", 2030}}));
  std::size_t different = 0;
  for (const std::string& id : ids) {
    need(client.set("target", id, {{"year", 2026}}));
    const auto alone = actual();
    ASSERT_EQ(alone.size(), 1U);
    EXPECT_EQ(alone.at(id), together.at(id)) << id;
    different += together.at(id) != together.at(ids.front()) ? 1 : 0;
    need(client.set("target", id, {{"year", 2030}}));
  }
  EXPECT_GT(different, 20U) << "the targets say something different each";
}

TEST(Plans, TargetsBesideWhatCame) {
  Books books;
  auto& client = books.client();
  need(client.create("account", {{"name", "一"}, {"owner", "amy"}}, "x1"));
  need(client.create("account", {{"name", "二"}, {"owner", "bob"}}, "x2"));
  for (const char* account : {"x1", "x2"})
    need(client.create(
        "order",
        {{"account", account}, {"number", account}, {"ordered_at", "2026-02-05T00:00:00Z"}, {"amount", "250.25"}}));
  need(client.create("target", {{"metric", "revenue"}, {"year", 2026}, {"amount", "3650"}}, "t1"));
  need(client.create(
      "target", {{"metric", "revenue"}, {"year", 2026}, {"quarter", 1}, {"person", "amy"}, {"amount", "200"}}, "t2"));
  need(client.create("target", {{"metric", "revenue"}, {"year", 2026}, {"month", 3}, {"amount", "100"}}, "t3"));
  need(client.create("target", {{"metric", "satisfaction"}, {"year", 2026}, {"number", "4"}}, "t4"));
  const Report report = books.report("plan-actual", {{"as_of", "2026-04-10"}});
  EXPECT_EQ(sorted(Books::table(report, {"target", "plan", "actual", "attainment", "expected", "behind"})),
            (Books::Table{{"t1", "365000", "50050", "1371", "100000", "yes"},
                          {"t2", "20000", "25025", "12513", "20000", "no"},
                          {"t3", "10000", "0", "0", "10000", "yes"},
                          {"t4", "400", "", "", "400", "no"}}));
  EXPECT_TRUE(report.left_out.empty());
  // Figures that are no sums of sales.
  need(client.set("account", "x1", {{"type", "经销商"}}));
  for (const auto& [metric, number, id] :
       {std::tuple{"dealers", "2", "t5"}, {"new_accounts", "4", "t6"}, {"loyalty", "50", "t7"}, {"share", "10", "t8"}})
    need(client.create("target", {{"metric", metric}, {"year", 2026}, {"number", number}}, id));
  need(client.create("target", {{"metric", "collection"}, {"year", 2026}, {"amount", "1000"}}, "t9"));
  need(client.create("payment", {{"account", "x1"}, {"received_amount", "300.50"}, {"received_on", "2026-03-01"}}));
  need(client.create("survey", {{"account", "x1"}, {"kind", "opinion"}, {"score", 3}, {"answered_on", "2026-02-01"}}));
  need(client.create("order",
                     {{"account", "x2"}, {"number", "old"}, {"ordered_at", "2025-02-05T00:00:00Z"}, {"amount", "1"}}));
  const Report more = books.report("plan-actual", {{"as_of", "2026-12-31"}});
  const auto actual = [&](const char* id) { return (*row_of(more, "target", id))["actual"]; };
  EXPECT_EQ(actual("t4"), "3.00");
  EXPECT_EQ(actual("t5"), "1.00");
  EXPECT_EQ(actual("t6"), "1.00") << "the other bought the year before";
  EXPECT_EQ(actual("t7"), "100.00");
  EXPECT_EQ(actual("t9"), "300.50");
  ASSERT_EQ(more.left_out.size(), 1u) << "a share of the market is not computed here";
}

TEST(Plans, FiveStandardsAndWhatServingCosts) {
  Books books;
  auto& client = books.client();
  need(client.create("account", {{"name", "一"}, {"prospects", 4}, {"cooperation_attitude", 5}}, "x1"));
  need(client.create("account", {{"name", "二"}}, "x2"));
  need(client.create("order",
                     {{"account", "x1"},
                      {"number", "1"},
                      {"ordered_at", "2026-02-05T00:00:00Z"},
                      {"amount", "1000"},
                      {"payment_due", "2026-03-01"},
                      {"paid_amount", "1000"}},
                     "q1"));
  need(client.create("order_line", {{"order", "q1"}, {"quantity", "1"}, {"price", "1000"}, {"cost", "700"}}));
  need(client.create(
      "expense",
      {{"account", "x1"}, {"kind", "meal"}, {"item", "lunch"}, {"amount", "120.50"}, {"spent_on", "2026-02-06"}}));
  need(client.create("visit", {{"account", "x1"}, {"subject", "s"}, {"visited_at", "2026-02-01T00:00:00Z"}}));
  const Report five = books.report("five-standards", {{"year", "2026"}, {"as_of", "2026-06-01"}, {"purchase", "1000"}});
  EXPECT_EQ(
      Books::table(five, {"account", "purchase", "profitability", "safety", "future", "cooperation", "met", "verdict"}),
      (Books::Table{{"x1", "100000", "3000", "10000", "75", "100", "5", "key"},
                    {"x2", "0", "", "", "", "", "0", "unknown"}}));
  const Report cost = books.report("cost-to-serve", {{"year", "2026"}, {"visit_cost", "80"}});
  EXPECT_EQ(Books::table(cost, {"account", "profit", "cost", "left"}),
            (Books::Table{{"x1", "30000", "20050", "9950"}}));
}

}  // namespace
}  // namespace keybook::testing
