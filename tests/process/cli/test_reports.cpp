// The analyses on the command line: what there is, as JSON, text and files, in a time zone, and what goes wrong.
#include "stage.h"

namespace keybook::process {
namespace {

class Reports : public Stage {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Stage::SetUp());
    ASSERT_NO_FATAL_FAILURE(start());
    enrol("hans");
    account = made("hans", {"account", "name=华东电力", "code=K-17", "owner=hans", "grade=A"});
    made("hans", {"order", "account=" + account, "number=1", "ordered_at=2026-03-31T16:30:00Z", "amount=1200.50",
                  "currency=CNY"});
    made("hans", {"order", "account=" + account, "number=2", "ordered_at=2026-02-01T04:00:00Z", "amount=99.50",
                  "currency=CNY"});
  }
  [[nodiscard]] Ran hans(const std::vector<std::string>& arguments, const std::string& input = {}) const {
    return keybook("hans", arguments, input);
  }
  [[nodiscard]] std::string state() const { return digest("hans") + asked("hans", {"status"})["pending"].dump(); }
  [[nodiscard]] static std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::string account;
};

TEST_F(Reports, ListsThemWithParametersStandardsAndItems) {
  const std::vector<json> all = lines("hans", {"report", "list"});
  std::set<std::string> names;
  for (const json& one : all) {
    names.insert(one["report"]);
    EXPECT_FALSE(one["definition"]["zh"].get<std::string>().empty()) << one["report"];
    EXPECT_FALSE(one["definition"]["en"].get<std::string>().empty()) << one["report"];
    EXPECT_FALSE(one["items"].empty()) << one["report"];
    EXPECT_FALSE(one["columns"].empty()) << one["report"];
  }
  for (const char* name : {"pareto",
                           "abc",
                           "composition",
                           "performance",
                           "product-mix",
                           "margin",
                           "turnover",
                           "cross-ratio",
                           "contribution",
                           "five-standards",
                           "growth",
                           "churn",
                           "forecast",
                           "pipeline",
                           "win-loss",
                           "visits-due",
                           "visit-compliance",
                           "staffing",
                           "boundary",
                           "coverage-gaps",
                           "white-space",
                           "complaints",
                           "satisfaction",
                           "plan-actual",
                           "concentration",
                           "completeness",
                           "handover-workload",
                           "purchase-prediction",
                           "profit-fishbone",
                           "profit-by-duration",
                           "new-vs-old",
                           "cost-to-serve",
                           "prospects",
                           "loyalty",
                           "regions",
                           "work-plan"})
    EXPECT_TRUE(names.contains(name)) << name;
  EXPECT_THAT(done("hans", {"report", "list"}), HasSubstr("pareto.sales_percent"));
}

TEST_F(Reports, EachStatesWhatItIsOfWhichPeriodAndAsOfWhen) {
  for (const json& one : lines("hans", {"report", "list"})) {
    const json report = asked("hans", {"report", one["report"], "--param", "as_of=2026-04-15"});
    for (const char* member : {"title", "definition", "items", "period", "as_of", "time_zone", "parameters", "columns",
                               "rows", "totals", "left_out", "notes", "standards"})
      EXPECT_TRUE(report.contains(member)) << one["report"] << " " << member;
    EXPECT_EQ(report["as_of"], "2026-04-15") << one["report"];
    const std::string text = done("hans", {"report", one["report"], "--param", "as_of=2026-04-15"});
    EXPECT_THAT(text, HasSubstr("2026-04-15")) << one["report"];
  }
}

TEST_F(Reports, DaysAreThoseOfTheZone) {
  const std::vector<std::string> march = {"report",  "pareto",           "--param", "from=2026-03-01",
                                          "--param", "until=2026-03-31", "--json"};
  const auto in = [&](const std::string& zone) {
    std::vector<std::string> words = {"/usr/bin/env", "TZ=" + zone};
    for (const std::string& word : command("hans", march)) words.push_back(word);
    const Ran ran = run(words);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return json::parse(ran.out, nullptr, false);
  };
  EXPECT_EQ(in("UTC0")["totals"]["amount"], "1200.50");
  EXPECT_EQ(in("CST-8")["totals"]["amount"], "0.00") << "half past midnight on 1 April in Shanghai";
  EXPECT_THAT(in("CST-8")["time_zone"].get<std::string>(), HasSubstr("+08:00"));
}

TEST_F(Reports, ThresholdsAreStandardsOnceInstalled) {
  EXPECT_TRUE(asked("hans", {"report", "pareto"})["standards"].empty());
  done("hans", {"standards", "install"});
  done("hans", {"set", "standard", "std-pareto.sales-percent", "valid_to=2026-03-31"});
  made("hans", {"standard", "name=pareto.sales_percent", "label=二八", "value=70", "valid_from=2026-04-01"});
  const auto cut = [&](const char* as_of) {
    return asked("hans", {"report", "pareto", "--param", std::string("as_of=") + as_of})["parameters"]["cut"];
  };
  EXPECT_EQ(cut("2026-03-31"), "80");
  EXPECT_EQ(cut("2026-04-01"), "70");
  EXPECT_THAT(done("hans", {"report", "pareto", "--param", "as_of=2026-04-01"}), HasSubstr("pareto.sales_percent"));
}

TEST_F(Reports, AreWrittenAsFiles) {
  for (const char* name : {"pareto", "performance", "profit-fishbone", "visits-due"}) {
    const std::string xlsx = folder.file(std::string(name) + ".xlsx"), pdf = folder.file(std::string(name) + ".pdf"),
                      csv = folder.file(std::string(name) + ".csv");
    for (const auto& [format, path] : {std::pair{"xlsx", xlsx}, {"pdf", pdf}, {"csv", csv}})
      done("hans", {"report", name, "--param", "as_of=2026-12-31", "--format", format, "--out", path});
    EXPECT_EQ(content(xlsx).substr(0, 2), "PK") << name;
    EXPECT_EQ(content(pdf).substr(0, 5), "%PDF-") << name;
    EXPECT_FALSE(content(csv).empty()) << name;
  }
  EXPECT_THAT(content(folder.file("pareto.csv")), HasSubstr("华东电力"));
  EXPECT_THAT(content(folder.file("pareto.csv")), HasSubstr("1300.00"));
}

TEST_F(Reports, APeriodWithoutDataSaysSoAndIsNoError) {
  const json report = asked("hans", {"report", "pareto", "--param", "year=1999"});
  EXPECT_TRUE(report["rows"].empty());
  EXPECT_FALSE(report["notes"].empty());
}

TEST_F(Reports, WhatCannotBeIsRefusedAndChangesNothing) {
  const std::string before = state();
  refuses(2, "no report 'nosuch'", hans({"report", "nosuch"}));
  refuses(2, "parameter 'colour'", hans({"report", "pareto", "--param", "colour=red"}));
  refuses(2, "parameter 'currency'", hans({"report", "pareto", "--param", "currency=XQZ1"}));
  refuses(2, "parameter 'from'",
          hans({"report", "pareto", "--param", "from=2026-05-01", "--param", "until=2026-04-01"}));
  refuses(2, "--out", hans({"report", "pareto", "--format", "pdf"}));
  refuses(4, "circle", hans({"set", "account", account, "parent=" + account}));
  refuses(4, "field quantity",
          hans({"new", "project_declaration", "account=" + account, "model=M", "quantity=-1", "purchasing_unit=U",
                "contact_person=P", "declared_on=2026-05-01"}));
  refuses(4, "field grade",
          hans({"new", "visit_standard", "label=x", "contact_kind=上门", "count=1", "period=month",
                "valid_from=2026-01-01"}));
  refuses(4, "currency",
          hans({"new", "expense", "account=" + account, "kind=meal", "item=x", "amount=1", "currency=nonsense",
                "spent_on=2026-05-01"}));
  EXPECT_EQ(state(), before);
}

TEST_F(Reports, PartsThatDoNotFitEachOtherAreRefused) {
  const std::string scheme = made("hans", {"grade_scheme", "name=评分", "active=false"});
  made("hans", {"criterion", "scheme=" + scheme, "name=量", "weight=60"});
  made("hans", {"criterion", "scheme=" + scheme, "name=利", "weight=30"});
  made("hans", {"grade_level", "scheme=" + scheme, "grade=A", "rank=1", "band_from=1000"});
  const std::string order = made("hans", {"order", "account=" + account, "number=R1"});
  const std::string before = state();
  refuses(4, "adds up to 90, not 100", hans({"set", "grade_scheme", scheme, "active=true"}));
  refuses(4, "A overlaps B",
          hans({"new", "grade_level", "scheme=" + scheme, "grade=B", "rank=2", "band_from=500", "band_to=1200"}));
  refuses(4, "its order is no return", hans({"new", "order_line", "order=" + order, "quantity=-1", "price=5"}));
  EXPECT_EQ(state(), before);
}

TEST_F(Reports, HierarchiesThatRunInACircleAreRefusedWhole) {
  const std::string below = made("hans", {"account", "name=子公司", "parent=" + account});
  const std::string boss = made("hans", {"contact", "account=" + account, "name=甲"});
  const std::string clerk = made("hans", {"contact", "account=" + account, "name=乙", "reports_to=" + boss});
  const std::string before = state();
  refuses(4, "circle", hans({"set", "account", account, "parent=" + below, "remark=x"}));
  refuses(4, "circle", hans({"set", "contact", boss, "reports_to=" + clerk}));
  const Ran atomic = hans(
      {"apply", "-", "--atomic"},
      json{{"op", "set"}, {"type", "account"}, {"id", below}, {"fields", {{"remark", "y"}}}}.dump() + "\n" +
          json{{"op", "set"}, {"type", "account"}, {"id", account}, {"fields", {{"parent", below}}}}.dump() + "\n");
  EXPECT_NE(atomic.code, 0);
  EXPECT_THAT(atomic.err, HasSubstr("circle"));
  EXPECT_EQ(state(), before);
}

TEST_F(Reports, WeightsThatDoNotSumAreFound) {
  const std::string scheme = made("hans", {"grade_scheme", "name=试", "purpose=grading"});
  made("hans", {"criterion", "scheme=" + scheme, "name=甲", "weight=60"});
  made("hans", {"criterion", "scheme=" + scheme, "name=乙", "weight=60"});
  std::set<std::string> rules;
  const Ran ran = hans({"findings", "--json"});
  EXPECT_EQ(ran.code, 1) << "something was found";
  std::istringstream in(ran.out);
  for (std::string line; std::getline(in, line);) {
    const json one = json::parse(line, nullptr, false);
    rules.insert(one["rule"]);
    EXPECT_FALSE(one["message"].get<std::string>().empty());
    EXPECT_FALSE(one["remedy"].get<std::string>().empty());
  }
  EXPECT_EQ(rules, (std::set<std::string>{"sum"}));
}

}  // namespace
}  // namespace keybook::process
