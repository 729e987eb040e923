// Reports of work, people, stock, plans and prospects beside plain SQL, on a generated business and on the public CRM
// set, where that lies beside the checkout.
#include "crm_books.h"

namespace keybook::testing {
namespace {

using base::need;

// A business and what is asked about it. In SQL {from}, {until}, {as_of} stand for the days and {now} for the sales of
// the period in the report's currency.
struct Business {
  std::unique_ptr<Books> books;
  Given given;
};

constexpr const char* generated = "generated";

std::string with_values(std::string sql, const Given& given) {
  const auto fill = [&sql](const std::string& mark, const std::string& value) {
    for (std::size_t at = 0; (at = sql.find(mark, at)) != std::string::npos; at += value.size())
      sql.replace(at, mark.size(), value);
  };
  fill("{now}", "day BETWEEN '{from}' AND '{until}' AND currency = '" + given.at("currency") + "'");
  for (const char* name : {"from", "until", "as_of"}) fill("{" + std::string(name) + "}", given.at(name));
  return sql;
}

// What head office asks for in both: standards of visits and calls, targets, marks of the files.
void add_rules(Books& books, const Given& given) {
  books.both("visit_standard", "vsC",
             {{"label", "C"},
              {"grade", "C"},
              {"contact_kind", "电话"},
              {"count", 3},
              {"period", "quarter"},
              {"duration_min", 30},
              {"weight", "1.50"},
              {"valid_from", "2015-01-01"}});
  const std::string year = given.at("until").substr(0, 4), currency = given.at("currency");
  const std::string first = books.plain_table("SELECT id FROM product ORDER BY id")[0][0],
                    series = books.plain_table("SELECT series FROM product ORDER BY id")[0][0],
                    territory = books.plain_table("SELECT territory FROM account ORDER BY id")[0][0];
  const auto target = [&](const char* id, Value fields) {
    fields["year"] = std::stoi(year);
    if (fields.contains("amount")) fields["currency"] = currency;
    books.both("target", id, fields);
  };
  target("ta", {{"metric", "revenue"}, {"quarter", 3}, {"territory", territory}, {"amount", "70000.00"}});
  target("tb", {{"metric", "revenue"}, {"month", 8}, {"series", series}, {"amount", "25000.50"}});
  target("tc", {{"metric", "quantity"}, {"product", first}, {"number", "1234.500"}});
  target("td", {{"metric", "margin"}, {"amount", "99999.99"}});
  target("te", {{"metric", "visits"}, {"quarter", 3}, {"number", "40.000"}});
  target("tf", {{"metric", "collection"}, {"amount", "123456.78"}});
  int n = 0;
  for (const auto& row : books.plain_table("SELECT id FROM plain_account ORDER BY id")) {
    if (++n % 7 == 0) continue;  // nobody gave a mark
    const int prospects = 1 + n % 5, attitude = 1 + n / 5 % 5;
    need(books.client().set("account", row[0], {{"prospects", prospects}, {"cooperation_attitude", attitude}}));
    books.plain("UPDATE plain_account SET prospects = " + std::to_string(prospects) +
                ", cooperation_attitude = " + std::to_string(attitude) + " WHERE id = '" + row[0] + "'");
  }
}

Business made(const std::string& name) {
  Business of;
  if (name == generated) {
    of.books = std::make_unique<Books>();
    of.books->trade(41, 40, 8, 700);
    of.books->life(42, 40, 220);
    of.given = year_2026;
    of.given["currency"] = "CNY";
  } else {
    of.books = crm_books();
    of.given = {{"from", "2017-07-01"}, {"until", "2017-12-31"}, {"as_of", "2017-12-31"}, {"currency", "USD"}};
    if (of.books == nullptr) return of;
    for (const char* grade : {"A", "B"})
      of.books->both("visit_standard", std::string("vs") + grade,
                     {{"label", grade},
                      {"grade", grade},
                      {"contact_kind", "上门"},
                      {"count", 2},
                      {"period", "quarter"},
                      {"valid_from", "2015-01-01"}});
  }
  for (const char* type : {"stock_report", "payment", "prospect_card", "target", "visit_standard"})
    of.books->plain_of(type);
  of.books->commit();
  add_rules(*of.books, of.given);
  of.books->commit();
  return of;
}

class PlainSql : public ::testing::TestWithParam<const char*> {
 protected:
  static void TearDownTestSuite() { all.clear(); }
  void SetUp() override {
    if (!all.contains(GetParam())) all.emplace(GetParam(), made(GetParam()));
    if (all.at(GetParam()).books == nullptr) GTEST_SKIP() << "the CRM set is not there: no " << crm_folder();
  }
  [[nodiscard]] Books& books() const { return *all.at(GetParam()).books; }
  Report report(const std::string& name, Given given = {}) {
    const auto& definition = client::reports::need_report(name);
    for (const auto& [parameter, value] : all.at(GetParam()).given)
      if (definition.parameter(parameter) != nullptr) given.emplace(parameter, value);
    return books().report(name, given);
  }
  [[nodiscard]] Books::Table rows(const std::string& sql) const {
    return books().plain_table(with_values(sql, all.at(GetParam()).given));
  }
  // Rows of the report and of the SQL; those of the generated business are never none.
  void expect_rows(const Report& report, const std::vector<std::string>& columns, const std::string& sql) {
    const auto wanted = rows(sql);
    if (GetParam() == std::string(generated)) {
      EXPECT_GE(wanted.size(), 2U) << "nothing is shown by this";
    }
    EXPECT_EQ(sorted(Books::table(report, columns)), sorted(wanted));
  }
  static std::map<std::string, Business> all;
};
std::map<std::string, Business> PlainSql::all;

INSTANTIATE_TEST_SUITE_P(On, PlainSql, ::testing::Values(generated, "crm"),
                         [](const auto& business) { return std::string(business.param); });

// ---- visits

TEST_P(PlainSql, VisitsDue) {
  expect_rows(
      report("visits-due", {{"days", "60"}}),
      {"account", "kind", "done", "wanted", "by", "last", "days_since", "overdue_days"},
      "WITH q AS (SELECT date('{as_of}', 'start of month', '-' || ((strftime('%m', '{as_of}') - 1)%3) || ' months') "
      "f), "
      "c AS (SELECT f, date(f, '+3 months', '-1 day') u, CAST(julianday(f, '+3 months') - julianday(f) AS INTEGER) n "
      "FROM q), v AS (SELECT account, visited_at d, CASE kind WHEN '电话' THEN '电话' WHEN '来访' THEN '' ELSE '上门' "
      "END k FROM plain_visit WHERE visited_at BETWEEN date('{as_of}', '-12 months', '+1 day') AND '{as_of}' AND "
      "outcome IS NULL), s AS (SELECT a.id, s.contact_kind k, s.count w, (SELECT count(*) FROM v, c WHERE v.account = "
      "a.id AND v.k = s.contact_kind AND v.d BETWEEN c.f AND c.u) done, (SELECT max(d) FROM v WHERE v.account = a.id "
      "AND v.k = s.contact_kind) last FROM plain_account a JOIN plain_visit_standard s ON s.grade = a.grade), d AS "
      "(SELECT s.*, date(f, '+' || (n*(done + 1)/w - 1) || ' days') due FROM s, c WHERE done < w) SELECT id, k, done, "
      "w, due, last, CAST(julianday('{as_of}') - julianday(last) AS INTEGER), max(0, CAST(julianday('{as_of}') - "
      "julianday(due) AS INTEGER)) FROM d WHERE due <= date('{as_of}', '+60 days')");
}

TEST_P(PlainSql, Staffing) {
  // Hours each and weight in hundredths, all hours in ten-thousandths; 4 hours a visit where nothing is said.
  const std::string of =
      "WITH s AS (SELECT a.grade g, contact_kind k, count(*) n, 4*s.count c, CASE WHEN duration_min > 0 THEN "
      "100*duration_min/60 ELSE 400 END e, coalesce(weight, 100) w FROM plain_account a JOIN plain_visit_standard s ON "
      "s.grade = a.grade GROUP BY 1, 2), h AS (SELECT *, n*c*e*w x FROM s) ";
  const Report staffing = report("staffing");
  expect_rows(staffing, {"grade", "kind", "accounts", "contacts", "hours_each", "weight", "hours", "managers"},
              of + "SELECT g, k, n, c, e, w, (x + 50)/100, (2*x + 160000)/320000 FROM h");
  EXPECT_EQ(total(staffing, "hours"), rows(of + "SELECT (sum(x) + 50)/100 FROM h")[0][0]);
  EXPECT_EQ(total(staffing, "managers_whole"), rows(of + "SELECT (sum(x) + 15999999)/16000000 FROM h")[0][0]);
}

TEST_P(PlainSql, Boundary) {
  expect_rows(
      report("boundary", {{"accounts", "3"}}), {"boundary", "side", "account", "amount", "discount", "visits"},
      "WITH v AS (SELECT a.id, a.grade, coalesce((SELECT sum(amount) FROM sale WHERE account = a.id AND {now}), 0) v "
      "FROM plain_account a), r AS (SELECT *, row_number() OVER (PARTITION BY grade ORDER BY v DESC, id) head, "
      "row_number() OVER (PARTITION BY grade ORDER BY v, id DESC) tail FROM v), d AS (SELECT o.account, "
      "sum(l.quantity*l.price) list, sum(l.quantity*l.price*(10000 - (100 - l.discount)*(100 - o.discount))) off FROM "
      "\"order\" o JOIN line l ON l.\"order\" = o.id WHERE o.day BETWEEN '{from}' AND '{until}' AND o.status NOT IN "
      "('draft', 'cancelled') GROUP BY 1), p(u, l) AS (VALUES ('A', 'B'), ('B', 'C')), s AS (SELECT u || ' / ' || l b, "
      "'tail' side, r.* FROM p JOIN r ON grade = u AND tail <= 3 UNION ALL SELECT u || ' / ' || l, 'head', r.* FROM p "
      "JOIN r ON grade = l AND head <= 3) SELECT b, side, id, v, CASE WHEN list > 0 THEN (2*off + list)/(2*list) END, "
      "(SELECT count(*) FROM plain_visit x WHERE x.account = s.id AND outcome IS NULL AND visited_at BETWEEN '{from}' "
      "AND '{as_of}') FROM s LEFT JOIN d ON d.account = s.id");
}

// ---- people and files

const std::string persons =
    "WITH p AS (SELECT c.account, c.id, coalesce(c.active, 1) there, coalesce(c.roles, '') LIKE '%决策者%' decides, "
    "nullif(max(coalesce(c.last_contact_at, ''), coalesce((SELECT max(visited_at) FROM plain_visit v WHERE v.contact = "
    "c.id AND outcome IS NULL AND visited_at BETWEEN date('{as_of}', '-90 days') AND '{as_of}'), '')), '') last FROM "
    "plain_contact c)";

TEST_P(PlainSql, CoverageGaps) {
  expect_rows(
      report("coverage-gaps", {{"silent_days", "90"}, {"people", "2"}}),
      {"account", "gaps", "people", "decision_makers", "last"},
      persons +
          ", g AS (SELECT a.id, count(p.id) n, coalesce(sum(decides), 0) d, max(last) last, coalesce(sum(last >= "
          "date('{as_of}', '-90 days')), 0) r, coalesce(sum(decides AND last >= date('{as_of}', '-90 days')), 0) dr "
          "FROM plain_account a LEFT JOIN p ON p.account = a.id AND there GROUP BY 1), w AS (SELECT g.*, CASE WHEN n = "
          "0 THEN 'no-contacts' ELSE substr(iif(d = 0, ', no-decision-maker', '') || iif(n < 2, ', single-threaded', "
          "'') || iif(d > 0 AND dr = 0, ', decision-maker-silent', '') || iif(r = 0, ', nobody-recently', ''), 3) END "
          "words FROM g) SELECT id, words, n, d, last FROM w WHERE words <> ''");
}

TEST_P(PlainSql, Completeness) {
  expect_rows(
      report("completeness", {{"fields", "code,industry,grade,phone"}, {"fresh_days", "90"}}),
      {"account", "complete", "missing", "last", "age_days", "stale"},
      persons +
          ", s AS (SELECT a.id, iif(code IS NULL, ', code', '') || iif(industry IS NULL, ', industry', '') || "
          "iif(grade "
          "IS NULL, ', grade', '') || iif(phone IS NULL, ', phone', '') || iif(NOT EXISTS (SELECT 1 FROM p WHERE "
          "p.account = a.id), ', @contacts', '') || iif(NOT EXISTS (SELECT 1 FROM p WHERE p.account = a.id AND there "
          "AND decides), ', @decision-maker', '') m, nullif(max(coalesce((SELECT max(visited_at) FROM plain_visit v "
          "WHERE v.account = a.id AND visited_at <= '{as_of}'), ''), coalesce((SELECT max(ordered_at) FROM plain_order "
          "o WHERE o.account = a.id AND ordered_at <= '{as_of}'), '')), '') last FROM plain_account a), n AS (SELECT "
          "s.*, length(m) - length(replace(m, ',', '')) missing, CAST(julianday('{as_of}') - julianday(last) AS "
          "INTEGER) age FROM s) SELECT id, " +
          percent_sql("6 - missing", "6") +
          ", substr(m, 3), last, age, iif(age IS NULL OR age > 90, 'yes', 'no') FROM n");
}

// ---- products

const std::string stocked =
    "WITH s AS (SELECT product p, sum(quantity) q, sum(amount) v, sum(iif(uncosted, 0, amount)) c, sum(iif(uncosted, "
    "0, cost)) k FROM sale WHERE product IS NOT NULL AND {now} GROUP BY 1), a AS (SELECT product p, stock, "
    "row_number() "
    "OVER (PARTITION BY product, account ORDER BY reported_on DESC, id DESC) n FROM plain_stock_report WHERE "
    "reported_on < '{from}'), z AS (SELECT product p, stock, row_number() OVER (PARTITION BY product, account ORDER BY "
    "reported_on DESC, id DESC) n FROM plain_stock_report WHERE reported_on <= '{until}'), o AS (SELECT s.*, (SELECT "
    "coalesce(sum(stock), 0) FROM a WHERE a.p = s.p AND n = 1) o, (SELECT coalesce(sum(stock), 0) FROM z WHERE z.p = "
    "s.p AND n = 1) z, EXISTS (SELECT 1 FROM z WHERE z.p = s.p) known FROM s), t AS (SELECT o.*, CASE WHEN known AND o "
    "+ z > 0 THEN (40000*q + o + z)/(2*(o + z)) END turn, " +
    percent_sql("c - k", "c") +
    " margin FROM o), x AS (SELECT t.*, (2*margin*turn + 100*sign(margin*turn))/200 cross_ FROM t)";

TEST_P(PlainSql, Turnover) {
  expect_rows(report("turnover"), {"product", "quantity", "opening", "closing", "turnover"},
              stocked + " SELECT p, q, iif(known, o, NULL), iif(known, z, NULL), turn FROM x");
}

TEST_P(PlainSql, CrossRatio) {
  expect_rows(report("cross-ratio"), {"product", "margin", "turnover", "cross"},
              stocked + " SELECT p, margin, turn, cross_ FROM x");
}

TEST_P(PlainSql, Contribution) {
  // Shares in hundredths of a percent: what is left after rounding down goes to the largest rests.
  expect_rows(
      report("contribution"), {"product", "share", "cross", "contribution", "rank"},
      stocked +
          ", w AS (SELECT x.*, v*10000/(SELECT sum(v) FROM x) down, v*10000%(SELECT sum(v) FROM x) rest FROM x), h AS "
          "(SELECT w.*, down + (row_number() OVER (ORDER BY rest DESC, v DESC, p) <= 10000 - (SELECT sum(down) FROM "
          "w)) share FROM w), c AS (SELECT h.*, (2*cross_*share + 10000*sign(cross_))/20000 contribution FROM h) "
          "SELECT "
          "p, share, cross_, contribution, iif(contribution IS NULL, NULL, row_number() OVER (ORDER BY contribution "
          "DESC NULLS LAST, v DESC)) FROM c");
}

TEST_P(PlainSql, WhiteSpace) {
  for (const auto& [like, column] : std::map<std::string, std::string>{{"industry", "industry"}, {"grade", "grade"}})
    expect_rows(
        report("white-space", {{"like", like}, {"least", "40"}}), {"account", "series", "like", "buying", "average"},
        "WITH b AS (SELECT account, series, sum(amount) v FROM sale JOIN product p ON p.id = product WHERE {now} GROUP "
        "BY 1, 2 HAVING sum(amount) > 0), k AS (SELECT id, " +
            column +
            " k FROM account WHERE id IN (SELECT account FROM b)), n AS (SELECT k, count(*) n FROM k GROUP BY 1), m AS "
            "(SELECT k, series, count(*) m, sum(v) v FROM b JOIN k ON k.id = account GROUP BY 1, 2) SELECT k.id, "
            "m.series, n, " +
            percent_sql("m", "n") +
            ", (2*m.v + m)/(2*m) FROM k JOIN n USING(k) JOIN m USING(k) WHERE 100*m >= 40*n AND NOT EXISTS (SELECT 1 "
            "FROM b WHERE b.account = k.id AND b.series = m.series)");
}

// ---- plans

TEST_P(PlainSql, PlanAndActual) {
  // Money in hundredths, other figures in thousandths, as they are declared; the report shows hundredths of both.
  const std::string of_sales =
      " FROM sale s JOIN account a ON a.id = s.account LEFT JOIN product p ON p.id = s.product WHERE day BETWEEN f AND "
      "u AND currency = coalesce(t.currency, (SELECT max(currency) FROM plain_target)) AND coalesce(t.territory, "
      "a.territory) = a.territory AND (t.series IS NULL OR p.series = t.series) AND (t.product IS NULL OR p.id = "
      "t.product))";
  expect_rows(
      report("plan-actual"), {"target", "from", "until", "plan", "actual", "attainment", "expected", "behind"},
      "WITH y AS (SELECT t.*, CASE WHEN month IS NOT NULL THEN date(year || '-01-01', '+' || (month - 1) || ' months') "
      "WHEN quarter IS NOT NULL THEN date(year || '-01-01', '+' || (3*quarter - 3) || ' months') ELSE year || "
      "'-01-01' END f FROM plain_target t), t AS (SELECT y.*, date(f, CASE WHEN month IS NOT NULL THEN '+1 months' "
      "WHEN "
      "quarter IS NOT NULL THEN '+3 months' ELSE '+12 months' END, '-1 day') u, coalesce(amount, number) goal, "
      "iif(amount IS NULL, 10, 1) scale FROM y), r AS (SELECT t.*, CASE metric WHEN 'revenue' THEN (SELECT "
      "coalesce(sum(s.amount), 0)" +
          of_sales + " WHEN 'quantity' THEN (SELECT coalesce(sum(s.quantity), 0)" + of_sales +
          " WHEN 'margin' THEN (SELECT coalesce(sum(iif(uncosted, 0, s.amount - s.cost)), 0)" + of_sales +
          " WHEN 'visits' THEN (SELECT 1000*count(*) FROM plain_visit WHERE visited_at BETWEEN f AND u AND outcome IS "
          "NULL) WHEN 'collection' THEN (SELECT coalesce(sum(received_amount), 0) FROM plain_payment WHERE received_on "
          "BETWEEN f AND u) END actual, CAST(julianday(u) - julianday(f) AS INTEGER) + 1 days, max(0, "
          "min(CAST(julianday(u) - julianday(f) AS INTEGER) + 1, CAST(julianday('{as_of}') - julianday(f) AS INTEGER) "
          "+ "
          "1)) passed FROM t), e AS (SELECT r.*, (2*goal*passed + scale*days)/(2*scale*days) expected FROM r) SELECT "
          "id, "
          "f, u, goal/scale, (2*actual + scale*sign(actual))/(2*scale), " +
          percent_sql("actual", "goal") + ", expected, iif(actual < expected*scale, 'yes', 'no') FROM e");
}

TEST_P(PlainSql, FiveStandards) {
  const std::string of =
      "WITH s AS (SELECT account, sum(amount) v, sum(iif(uncosted, 0, amount)) c, sum(iif(uncosted, 0, cost)) k FROM "
      "sale WHERE {now} GROUP BY 1), y AS (SELECT account, sum(due_amount) d, sum(min(due_amount, received_amount)) r "
      "FROM plain_payment WHERE due_on BETWEEN '{from}' AND min('{until}', '{as_of}') GROUP BY 1), f AS (SELECT a.id, "
      "coalesce(s.v, 0) v, " +
      percent_sql("coalesce(s.c, 0) - coalesce(s.k, 0)", "coalesce(s.c, 0)") + " m, " + percent_sql("y.r", "y.d") +
      " p, (prospects - 1)*25 f, (cooperation_attitude - 1)*25 c FROM plain_account a LEFT JOIN s ON s.account = a.id "
      "LEFT JOIN y ON y.account = a.id), j AS (SELECT f.*, (v >= 2000000) + coalesce(m >= 1000, 0) + coalesce(p >= "
      "5000, 0) + coalesce(f >= 50, 0) + coalesce(c >= 50, 0) met, (m IS NULL) + (p IS NULL) + (f IS NULL) + (c IS "
      "NULL) unknown FROM f) ";
  const Report five = report("five-standards", {{"purchase", "20000"}, {"safety", "50"}});
  expect_rows(five,
              {"account", "purchase", "profitability", "safety", "future", "cooperation", "met", "unknown", "verdict"},
              of + "SELECT id, v, m, p, f, c, met, unknown, CASE WHEN met = 5 THEN 'key' WHEN unknown > 2 THEN "
                   "'unknown' WHEN v < 2000000 AND coalesce(m, 0) < 1000 AND f < 50 THEN 'drop' WHEN v >= 2000000 THEN "
                   "'keep' ELSE 'develop' END FROM j");
}

TEST_P(PlainSql, ForecastError) {
  const Report past = report("forecast-error", {{"window", "3"}, {"back", "5"}});
  const std::string of =
      "WITH RECURSIVE m(n, f) AS (SELECT 1, date('{as_of}', 'start of month', '-1 months') UNION ALL SELECT n + 1, "
      "date(f, '-1 months') FROM m WHERE n < 8), s AS (SELECT n, f, (SELECT coalesce(sum(amount), 0) FROM sale WHERE "
      "day BETWEEN f AND date(f, '+1 months', '-1 day') AND currency = '" +
      past.currency +
      "') v FROM m), g AS (SELECT s.*, (SELECT sum(b.v) FROM s b WHERE b.n BETWEEN s.n + 1 AND s.n + 3) before FROM s "
      "WHERE n <= 5), e AS (SELECT f, v, (2*before + 3*sign(before))/6 guess FROM g) ";
  expect_rows(past, {"month", "forecast", "actual", "miss", "miss_percent"},
              of + "SELECT substr(f, 1, 7), guess, v, guess - v, " + percent_sql("guess - v", "v") + " FROM e");
  EXPECT_EQ(total(past, "error"),
            rows(of + "SELECT " + percent_sql("sum(abs(guess - v))", "sum(v)") + " FROM e")[0][0]);
}

// ---- prospects and processes

TEST_P(PlainSql, Prospects) {
  const Report cards = report("prospects");
  expect_rows(
      cards, {"card", "owner", "man", "action", "colour", "card_grade", "next_review"},
      "SELECT c.id, a.owner, iif(man_known = 0, NULL, k), iif(man_known = 0, NULL, CASE k WHEN 1 THEN 'sell' WHEN 2 "
      "THEN 'contact-with-skill' WHEN 3 THEN 'find-decision-maker' ELSE 'cultivate' END), iif(d <= 90, 'yellow', "
      "'green'), CASE WHEN d <= 7 THEN 'A' WHEN d <= 30 THEN 'B' WHEN d <= 90 THEN 'C' END, next_review FROM (SELECT "
      "*, CASE man WHEN '[\"M\",\"A\",\"N\"]' THEN 1 WHEN '[\"M\",\"A\"]' THEN 2 WHEN '[\"M\",\"N\"]' THEN 3 ELSE 6 "
      "END k, CAST(julianday(expected_close) - julianday('{as_of}') AS INTEGER) d FROM plain_prospect_card WHERE state "
      "IS NULL) c JOIN account a ON a.id = c.account");
  const auto ended =
      rows("SELECT coalesce(sum(state = 'won'), 0), " + percent_sql("sum(state = 'won')", "count(*)") +
           " FROM plain_prospect_card WHERE state IS NOT NULL AND closed_on BETWEEN '{from}' AND '{until}'");
  EXPECT_EQ(total(cards, "won"), ended[0][0]);
  EXPECT_EQ(total(cards, "conversion"), ended[0][1]);
}

TEST_P(PlainSql, Bottlenecks) {
  expect_rows(
      report("bottlenecks"),
      {"process", "link", "done", "average_days", "longest_days", "waiting", "waiting_average_days"},
      "WITH l(process, link, f, t, closed) AS (SELECT 'opportunity', 'engage-close', engage_date, iif(stage IN ('Won', "
      "'Lost'), close_date, NULL), 0 FROM plain_opportunity UNION ALL SELECT 'order', 'order-capacity', ordered_at, "
      "capacity_confirmed_on, coalesce(status, '') IN ('delivered', 'cancelled') FROM plain_order UNION ALL SELECT "
      "'order', 'order-ship', ordered_at, shipped_on, coalesce(status, '') IN ('delivered', 'cancelled') FROM "
      "plain_order UNION ALL SELECT 'order', 'order-deliver', ordered_at, delivered_at, coalesce(status, '') IN "
      "('draft', 'cancelled') FROM plain_order UNION ALL SELECT 'complaint', 'report-solve', reported_at, solved_at, 0 "
      "FROM plain_complaint UNION ALL SELECT 'complaint', 'solve-ask', solved_at, followed_up_at, 0 FROM "
      "plain_complaint), d AS (SELECT process, link, coalesce(t <= '{as_of}', 0) done, max(0, CAST(julianday(t) - "
      "julianday(f) AS INTEGER)) days, NOT closed AND coalesce(t > '{as_of}', 1) waits, CAST(julianday('{as_of}') - "
      "julianday(f) AS INTEGER) waited FROM l WHERE f BETWEEN '{from}' AND '{until}'), g AS (SELECT process, link, "
      "sum(done) n, sum(iif(done, days, 0)) s, max(iif(done, days, NULL)) x, sum(waits) w, sum(iif(waits, waited, 0)) "
      "ws FROM d GROUP BY 1, 2) SELECT process, link, n, iif(n > 0, (200*s + n)/(2*n), NULL), x, w, iif(w > 0, (200*ws "
      "+ "
      "w)/(2*w), NULL) FROM g WHERE n + w > 0");
}

}  // namespace
}  // namespace keybook::testing
