// What a report takes from outside itself: standards in force, the day where the user is, costs of products.
#include "books.h"
#include "reports/local_days.h"

namespace keybook::testing {
namespace {

using base::ErrorCode;
using base::need;
using client::reports::LocalDays;
using domain::Day;

const base::FixedZone shanghai("Asia/Shanghai", 8 * 3600), utc("UTC", 0), new_york("", -5 * 3600);

// Central Europe in 2026: an hour ahead, two from 29 March to 25 October, each change at 01:00 UTC.
class Berlin final : public base::TimeZone {
 public:
  [[nodiscard]] std::string name() const override { return "Europe/Berlin"; }
  [[nodiscard]] std::int32_t offset_s(std::int64_t at) const override {
    constexpr std::int64_t spring = 1'774'746'000, autumn = 1'792'890'000;
    return at >= spring && at < autumn ? 7200 : 3600;
  }
};

TEST(LocalDays, AMomentFallsOnTheDayOfThePlace) {
  EXPECT_EQ(LocalDays(shanghai).of("2026-10-31T16:00:00Z"), Day::of(2026, 11, 1));
  EXPECT_EQ(LocalDays(shanghai).of("2026-10-31T15:59:59.999Z"), Day::of(2026, 10, 31));
  EXPECT_EQ(LocalDays(new_york).of("2026-11-01T04:59:00Z"), Day::of(2026, 10, 31));
  EXPECT_EQ(LocalDays(shanghai).of("2026-10-31"), Day::of(2026, 10, 31)) << "a day is a day everywhere";
  EXPECT_EQ(LocalDays(shanghai).of("soon"), std::nullopt);
  EXPECT_EQ(LocalDays(shanghai).start(Day::of(2026, 11, 1)), "2026-10-31T16:00:00");
  EXPECT_EQ(LocalDays(new_york).start(Day::of(2026, 11, 1)), "2026-11-01T05:00:00");
  EXPECT_EQ(LocalDays(shanghai).text(Day::of(2026, 11, 1)), "Asia/Shanghai +08:00");
  EXPECT_EQ(LocalDays(new_york).text(Day::of(2026, 11, 1)), "UTC-05:00");
  EXPECT_NE(LocalDays(shanghai).key(), LocalDays(utc).key());
}

TEST(LocalDays, FollowTheChangeOfTheClocks) {
  const Berlin berlin;
  const LocalDays days(berlin);
  EXPECT_EQ(days.start(Day::of(2026, 3, 29)), "2026-03-28T23:00:00");
  EXPECT_EQ(days.start(Day::of(2026, 3, 30)), "2026-03-29T22:00:00");
  EXPECT_EQ(days.start(Day::of(2026, 10, 25)), "2026-10-24T22:00:00");
  EXPECT_EQ(days.start(Day::of(2026, 10, 26)), "2026-10-25T23:00:00");
  EXPECT_EQ(days.of("2026-03-29T22:30:00Z"), Day::of(2026, 3, 30));
  EXPECT_EQ(days.of("2026-03-28T22:30:00Z"), Day::of(2026, 3, 28));
}

class Settings : public ::testing::Test {
 protected:
  Settings() : client(books.client()) { need(client.create("account", {{"name", "一"}, {"grade", "A"}}, "x1")); }
  void order(const char* id, const char* at, const char* amount) {
    need(client.create("order", {{"account", "x1"}, {"number", id}, {"ordered_at", at}, {"amount", amount}}, id));
  }
  void standard(const char* name, const char* value, const char* from, const char* to = nullptr, Value more = {}) {
    Value fields = {{"name", name}, {"label", name}, {"value", value}, {"valid_from", from}};
    if (to != nullptr) fields["valid_to"] = to;
    if (more.is_object()) fields.update(more);
    need(client.create("standard", fields));
  }
  [[nodiscard]] std::string parameter(const std::string& report, const std::string& name, const Given& given = {}) {
    return books.report(report, given).parameters[name].get<std::string>();
  }
  Books books;
  client::Client& client;
};

TEST_F(Settings, SalesNearMidnightBelongToTheLocalDay) {
  order("q1", "2026-10-31T16:30:00Z", "100");  // half past midnight on 1 November in Shanghai
  const Given october = {{"from", "2026-10-01"}, {"until", "2026-10-31"}},
              november = {{"from", "2026-11-01"}, {"until", "2026-11-30"}};
  EXPECT_EQ(total(books.report("pareto", october), "amount"), "10000");
  EXPECT_EQ(total(books.report("pareto", november), "amount"), "0");
  books.fleet.zone = shanghai;
  EXPECT_EQ(total(books.report("pareto", october), "amount"), "0") << "what was computed in another zone is made anew";
  EXPECT_EQ(total(books.report("pareto", november), "amount"), "10000");
  EXPECT_EQ(books.report("pareto").time_zone, "Asia/Shanghai +08:00");
}

TEST_F(Settings, TodayAndVisitsGoByTheLocalDay) {
  need(client.create("visit_standard", {{"label", "A"},
                                        {"grade", "A"},
                                        {"contact_kind", "上门"},
                                        {"count", 1},
                                        {"period", "month"},
                                        {"valid_from", "2020-01-01"}}));
  need(client.create("visit", {{"account", "x1"}, {"subject", "s"}, {"visited_at", "2026-02-28T17:00:00Z"}}));
  const Given march = {{"as_of", "2026-03-05"}, {"days", "60"}};
  EXPECT_EQ(books.report("visits-due", march).rows.size(), 1U) << "made in February";
  books.fleet.zone = shanghai;
  EXPECT_TRUE(books.report("visits-due", march).rows.empty()) << "made on 1 March";
  const std::int64_t late = 1'772'298'000'000;  // 2026-02-28T17:00:00Z
  EXPECT_EQ(LocalDays(books.fleet.zone).of_ms(late), Day::of(2026, 3, 1));
}

TEST_F(Settings, DefaultsAreTheStandardsInForceOnTheLastDayJudged) {
  EXPECT_EQ(parameter("pareto", "cut"), "80") << "no standard: the declared default";
  standard("pareto.sales_percent", "75", "2020-01-01", "2025-12-31");
  standard("pareto.sales_percent", "85.5", "2026-01-01");
  standard("pareto.sales_percent", "10", "2026-01-01", nullptr, {{"grade", "A"}});
  EXPECT_EQ(parameter("pareto", "cut", {{"year", "2025"}}), "75") << "a past period is judged by the rule of then";
  EXPECT_EQ(parameter("pareto", "cut", {{"year", "2026"}, {"as_of", "2026-06-01"}}), "85.5");
  EXPECT_EQ(parameter("pareto", "cut", {{"year", "2025"}, {"cut", "60"}}), "60") << "what is given stands above it";
  const Report report = books.report("pareto", {{"year", "2025"}});
  ASSERT_EQ(report.standards.size(), 1U);
  EXPECT_EQ(report.standards[0].first, "cut");
  EXPECT_EQ(report.standards[0].second.from, Day::of(2020, 1, 1));
  EXPECT_EQ(client::reports::to_json(report)["standards"][0]["value"], "75");
}

TEST_F(Settings, AStandardWithoutAValueOrThatCannotBeIsNotGuessed) {
  need(client.create("standard", {{"name", "churn.silent_days"},
                                  {"label", "s"},
                                  {"value_text", "head office says so later"},
                                  {"valid_from", "2020-01-01"}}));
  EXPECT_EQ(parameter("churn", "silent_days"), "0");
  standard("pareto.sales_percent", "180", "2020-01-01");
  const auto result = client.report("pareto");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::NotValid);
  EXPECT_NE(result.error().message.find("pareto.sales_percent is '180'"), std::string::npos);
  EXPECT_EQ(result.error().where.type, "standard");
  EXPECT_FALSE(result.error().remedy.empty());
  EXPECT_TRUE(client.report("pareto", {{"cut", "80"}}));
}

TEST_F(Settings, EveryStandardThatAReportAsksForIsInstalled) {
  static_cast<void>(need(client.install_standards()));
  std::set<std::string> names;
  client::Query query;
  query.type = "standard";
  for (const auto& one : need(client.list(query)))
    names.insert(one.fields["name"].get<std::string>() + (one.fields.value("grade", Value()).is_string()
                                                              ? "/" + one.fields["grade"].get<std::string>()
                                                              : std::string()));
  for (const auto& report : client::reports::catalogue()) {
    for (const auto& one : report.parameters)
      EXPECT_TRUE(one.rule.empty() || names.contains(one.rule)) << report.name << ": " << one.rule;
    EXPECT_TRUE(client.report(report.name)) << report.name;
  }
}

TEST_F(Settings, AProductCostStandsInWhereTheLineHasNone) {
  need(client.create("product", {{"name", "甲"}}, "g1"));
  const auto line = [&](const char* id, const char* day, const char* currency, Value more) {
    need(client.create(
        "order",
        {{"account", "x1"}, {"number", id}, {"ordered_at", std::string(day) + "T04:00:00Z"}, {"currency", currency}},
        id));
    Value fields = {{"order", id}, {"product", "g1"}, {"quantity", "10"}, {"price", "100"}};
    fields.update(more);
    need(client.create("order_line", fields, std::string("w") + id));
  };
  const auto cost = [&](const char* each, const char* from, const char* to) {
    Value fields = {{"product", "g1"}, {"unit_cost", each}, {"currency", "CNY"}, {"valid_from", from}};
    if (to != nullptr) fields["valid_to"] = to;
    need(client.create("product_cost", fields, std::string("c") + from));
  };
  line("q1", "2026-02-10", "CNY", Value::object());
  line("q2", "2026-07-10", "CNY", Value::object());
  line("q3", "2026-07-11", "CNY", {{"cost", "90"}});
  line("q4", "2025-12-31", "CNY", Value::object());
  line("q5", "2026-07-12", "USD", Value::object());
  const Given year = {{"from", "2025-12-01"}, {"until", "2026-12-31"}, {"rates", "USD=7"}};
  EXPECT_EQ(total(books.report("margin", year), "cost"), "90000");
  cost("60", "2026-01-01", "2026-06-30");
  cost("70", "2026-07-01", nullptr);
  const Report report = books.report("margin", year);
  // 10 × 60 in February, 10 × 70 in July, the line's own 10 × 90; nothing in 2025, nothing in dollars.
  EXPECT_EQ(total(report, "cost"), "220000");
  ASSERT_FALSE(report.left_out.empty());
  EXPECT_EQ(report.left_out[0].count, 2);
  EXPECT_EQ(report.left_out[0].amount, "8000.00 CNY");
  need(client.set("product_cost", "c2026-07-01", {{"unit_cost", "71"}, {"currency", "CNY"}}));
  EXPECT_EQ(total(books.report("margin", year), "cost"), "221000") << "a changed cost changes what was computed";
  need(client.remove("product_cost", "c2026-01-01"));
  EXPECT_EQ(total(books.report("margin", year), "cost"), "161000");
}

TEST_F(Settings, ACostInAnotherCurrencyIsConvertedByTheRateOfTheDay) {
  need(client.create("product", {{"name", "甲"}}, "g1"));
  const auto sold = [&](const char* id, const char* day) {
    need(client.create(
        "order",
        {{"account", "x1"}, {"number", id}, {"ordered_at", std::string(day) + "T08:00:00Z"}, {"currency", "CNY"}}, id));
    need(client.create("order_line", {{"order", id}, {"product", "g1"}, {"quantity", "10"}, {"price", "100"}}));
  };
  sold("q1", "2026-02-10");
  sold("q2", "2026-07-10");
  need(client.create("product_cost",
                     {{"product", "g1"}, {"unit_cost", "8"}, {"currency", "USD"}, {"valid_from", "2026-01-01"}}, "c1"));
  const Given year = {{"from", "2026-01-01"}, {"until", "2026-12-31"}, {"as_of", "2026-12-31"}};
  const Report without = books.report("margin", year);
  EXPECT_EQ(total(without, "cost"), "0") << "no rate is stated, nothing is guessed";
  ASSERT_FALSE(without.left_out.empty());
  EXPECT_EQ(without.left_out[0].amount, "2000.00 CNY");
  const auto rate = [&](const char* id, const char* value, const char* from) {
    need(client.create("exchange_rate", {{"currency", "USD"}, {"into", "CNY"}, {"rate", value}, {"valid_from", from}},
                       id));
  };
  rate("r1", "7.125", "2026-01-01");
  rate("r2", "7", "2026-07-01");
  // 10 × 8 × 7.125 in February, 10 × 8 × 7 in July.
  EXPECT_EQ(total(books.report("margin", year), "cost"), "113000");
  need(client.set("exchange_rate", "r2", {{"rate", "6.5"}}));
  EXPECT_EQ(total(books.report("margin", year), "cost"), "109000") << "a changed rate changes what was computed";
  need(client.create("product_cost",
                     {{"product", "g1"}, {"unit_cost", "60"}, {"currency", "CNY"}, {"valid_from", "2025-01-01"}},
                     "c2"));
  EXPECT_EQ(total(books.report("margin", year), "cost"), "120000") << "one in the order's currency goes first";
}

TEST_F(Settings, ChurnByDaysOfSilenceWhereHeadOfficeSetsThem) {
  order("q1", "2026-05-01T00:00:00Z", "500");
  const Given june = {{"as_of", "2026-08-20"}, {"by", "account"}};
  EXPECT_EQ(total(books.report("churn", june), "lost"), "0");
  standard("churn.silent_days", "90", "2026-01-01");
  const Report report = books.report("churn", june);
  EXPECT_EQ(total(report, "lost"), "50000") << "bought 23 May–20 August nothing, the ninety days before something";
  EXPECT_EQ(report.period.from, Day::of(2026, 5, 23));
  EXPECT_EQ(total(books.report("churn", {{"year", "2026"}, {"as_of", "2026-08-20"}}), "lost"), "0");
}

}  // namespace
}  // namespace keybook::testing
