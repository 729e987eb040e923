// What a save must keep beyond its own declaration: trees without circles, declarations of projects, one quotation.
#include <gtest/gtest.h>

#include <functional>

#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::ErrorCode;
using base::need;

class SaveRules : public ::testing::Test {
 protected:
  SaveRules() : client(fleet.device("boss")) {
    need(client.create("account", {{"name", "一"}}, "x1"));
    need(client.create("account", {{"name", "二"}, {"parent", "x1"}}, "x2"));
    need(client.create("account", {{"name", "三"}, {"parent", "x2"}}, "x3"));
  }
  [[nodiscard]] Value declaration(const char* day = "2026-05-01") const {
    return {{"account", "x1"},        {"model", "M"},          {"quantity", "10"},
            {"purchasing_unit", "U"}, {"contact_person", "P"}, {"declared_on", day}};
  }
  void decided(int won, int lost) {
    for (int i = 0; i < won + lost; ++i) {
      Value fields = declaration("2026-01-01");
      fields["outcome"] = i < won ? "won" : "lost";
      fields["override_reason"] = "seed";
      need(client.create("project_declaration", fields));
    }
  }
  // Refused, names record and field, and nothing of it is there.
  void refused(const std::function<base::Result<client::Saved>()>& save, const std::string& words,
               const std::string& field) {
    const std::int64_t before = pending();
    const auto saved = save();
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, ErrorCode::NotValid);
    EXPECT_NE(saved.error().message.find(words), std::string::npos) << saved.error().message;
    EXPECT_EQ(saved.error().where.field, field);
    EXPECT_FALSE(saved.error().where.record.empty());
    EXPECT_FALSE(saved.error().remedy.empty());
    EXPECT_EQ(pending(), before) << "something was saved";
  }
  std::int64_t pending() { return need(client.status()).pending; }

  Fleet fleet;
  client::Client& client;
};

TEST_F(SaveRules, ATreeRunsInNoCircle) {
  refused([&] { return client.set("account", "x1", {{"parent", "x3"}}); }, "circle", "parent");
  refused([&] { return client.set("account", "x1", {{"parent", "x1"}}); }, "circle", "parent");
  need(client.set("account", "x3", {{"parent", "x1"}}));
  need(client.set("account", "x2", {{"parent", nullptr}}));
  need(client.create("contact", {{"account", "x1"}, {"name", "a"}}, "c1"));
  need(client.create("contact", {{"account", "x1"}, {"name", "b"}, {"reports_to", "c1"}}, "c2"));
  refused([&] { return client.set("contact", "c1", {{"reports_to", "c2"}}); }, "circle", "reports_to");
  // One change of two records that makes a circle is refused whole.
  client::Edit first, second;
  first.type = second.type = "account";
  first.id = "x1";
  first.fields = {{"parent", "x2"}};
  second.id = "x2";
  second.fields = {{"parent", "x1"}};
  refused([&] { return client.save({first, second}); }, "circle", "parent");
  EXPECT_TRUE(need(client.get("account", "x1")).fields.value("parent", Value()).is_null());
}

TEST_F(SaveRules, ASchemeCountsOnceItsWeightsAddUp) {
  need(client.create("grade_scheme", {{"name", "评分"}, {"active", false}}, "s1"));
  need(client.create("criterion", {{"scheme", "s1"}, {"name", "量"}, {"weight", "60"}}, "c1"));
  need(client.create("criterion", {{"scheme", "s1"}, {"name", "利"}, {"weight", "30"}}, "c2"));
  refused([&] { return client.set("grade_scheme", "s1", {{"active", true}}); }, "adds up to 90, not 100", "active");
  EXPECT_EQ(need(client.get("grade_scheme", "s1")).fields["active"], false);
  need(client.create("criterion", {{"scheme", "s1"}, {"parent", "c1"}, {"name", "单量"}, {"weight", "70"}}, "c3"));
  need(client.set("criterion", "c2", {{"weight", "40"}}));
  refused(
      [&] {
        return client.set("grade_scheme", "s1", {{"active", true}});
      },
      "adds up to 70, not 100: 单量", "active");
  need(client.set("criterion", "c3", {{"weight", "100"}}));
  need(client.set("grade_scheme", "s1", {{"active", true}}));
  // Weights change one after the other; grades are approved once they add up again.
  need(client.set("criterion", "c2", {{"weight", "50"}}));
  need(client.create("account_grade",
                     {{"account", "x1"}, {"scheme", "s1"}, {"grade", "A"}, {"valid_from", "2026-05-01"}}, "g1"));
  refused([&] { return client.set("account_grade", "g1", {{"approval", "approved"}}); }, "adds up to 110", "scheme");
  need(client.set("account_grade", "g1", {{"approval", "declined"}}));
  need(client.set("criterion", "c1", {{"weight", "50"}}));
  need(client.set("account_grade", "g1", {{"approval", "approved"}}));
}

TEST_F(SaveRules, BandsOfASchemeLieApart) {
  need(client.create("grade_scheme", {{"name", "金额"}}, "s1"));
  const auto level = [&](const char* grade, int rank, const char* from, Value more = Value::object()) {
    Value fields = {{"scheme", "s1"}, {"grade", grade}, {"rank", rank}, {"band_from", from}, {"currency", "CNY"}};
    fields.update(more);
    return client.create("grade_level", fields, grade);
  };
  need(level("A", 1, "1000"));
  refused([&] { return level("B", 2, "500", {{"band_to", "1200"}}); }, "A overlaps B", "band_from");
  refused([&] { return level("B", 2, "500", {{"band_to", "500"}}); }, "not above", "band_to");
  need(level("B", 2, "500", {{"band_to", "1000"}}));
  refused([&] { return client.set("grade_level", "A", {{"band_from", "900"}}); }, "A overlaps B", "band_from");
  need(client.set("grade_level", "A", {{"service", "other fields may change"}}));
  // Of other days, or of another scheme, they may be the same.
  need(client.set("grade_level", "B", {{"valid_to", "2026-06-30"}}));
  need(level("Bp", 2, "400", {{"band_to", "1000"}, {"valid_from", "2026-07-01"}}));
  refused([&] { return client.set("grade_level", "B", {{"valid_to", "2026-07-01"}}); }, "overlaps", "band_from");
  refused([&] { return client.set("grade_level", "B", {{"valid_to", nullptr}}); }, "2026-07-01", "band_from");
  // One that was deleted comes back only where there is room.
  need(client.remove("grade_level", "B"));
  need(client.set("grade_level", "Bp", {{"valid_from", nullptr}}));
  refused([&] { return client.restore("grade_level", "B"); }, "overlaps", "band_from");
  need(client.create("grade_scheme", {{"name", "另一个"}}, "s2"));
  need(level("C", 3, "700", {{"scheme", "s2"}}));
  refused([&] { return client.set("grade_level", "C", {{"scheme", "s1"}}); }, "overlaps", "band_from");
}

TEST_F(SaveRules, ANegativeQuantityIsAReturnThatSaysSo) {
  need(client.create("order", {{"account", "x1"}, {"number", "1"}}, "o1"));
  need(client.create("order", {{"account", "x1"}, {"number", "2"}, {"kind", "return"}}, "o2"));
  refused(
      [&] {
        return client.create("order_line", {{"order", "o1"}, {"quantity", "-2"}, {"price", "5"}}, "l1");
      },
      "no return", "quantity");
  EXPECT_FALSE(client.get("order_line", "l1"));
  need(client.create("order_line", {{"order", "o2"}, {"quantity", "-2"}, {"price", "5"}}, "l2"));
  need(client.create("order_line", {{"order", "o1"}, {"quantity", "2"}, {"price", "5"}}, "l3"));
  refused([&] { return client.set("order_line", "l3", {{"quantity", "-0.5"}}); }, "no return", "quantity");
  refused([&] { return client.set("order", "o2", {{"kind", "regular"}}); }, "no return", "quantity");
  need(client.set("order", "o1", {{"kind", "return"}}));
  need(client.set("order_line", "l3", {{"quantity", "-0.5"}}));
  EXPECT_TRUE(need(client.rule_findings("2026-05-01", {"order_line"})).empty());
  // Each change is right where it is made; what they make together is found.
  auto& other = fleet.device("boss/2");
  fleet.sync_all();
  need(client.create("order_line", {{"order", "o2"}, {"quantity", "-1"}, {"price", "5"}}, "l4"));
  need(other.remove("order_line", "l2"));
  need(other.set("order", "o2", {{"kind", "regular"}}));
  fleet.sync_all();
  const auto found = need(client.rule_findings("2026-05-01", {"order_line"}));
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].record, "l4");
  EXPECT_EQ(found[0].rule, "return");
}

TEST_F(SaveRules, ADeclarationWithTooManyErrorsIsNotApproved) {
  Value fields = declaration();
  fields["fields_checked"] = 10;
  fields["fields_wrong"] = 3;
  need(client.create("project_declaration", fields, "d1"));
  refused(
      [&] {
        return client.set("project_declaration", "d1", {{"approval", "approved"}});
      },
      "30.00 %", "fields_wrong");
  need(client.set("project_declaration", "d1", {{"approval", "declined"}}));
  need(client.set("project_declaration", "d1", {{"fields_wrong", 2}}));
  need(client.set("project_declaration", "d1", {{"approval", "approved"}}));
  refused(
      [&] {
        return client.set("project_declaration", "d1", {{"fields_wrong", 5}});
      },
      "cannot be approved", "fields_wrong");
  need(client.set("project_declaration", "d1", {{"fields_wrong", 5}, {"override_reason", "the ministry's own form"}}));
}

TEST_F(SaveRules, ALowWinRateBarsFurtherDeclarationsFromANumberOn) {
  decided(2, 2);
  need(client.create("project_declaration", declaration(), "d1"));
  decided(0, 1);  // five decided, two won
  refused([&] { return client.create("project_declaration", declaration(), "d2"); }, "2 of 5", "account");
  refused([&] { return client.set("project_declaration", "d1", {{"approval", "approved"}}); }, "40.00 %", "account");
  need(client.set("project_declaration", "d1", {{"remark", "other fields may change"}}));
  Value exception = declaration();
  exception["override_reason"] = "a new region";
  need(client.create("project_declaration", exception, "d3"));
  Value ordinary = declaration();
  ordinary["needs_authorisation"] = false;
  need(client.create("project_declaration", ordinary, "d4"));
  // Head office's numbers, of the day of the declaration.
  need(client.create(
      "standard",
      {{"name", "declaration.win_rate_min"}, {"label", "w"}, {"value", "30"}, {"valid_from", "2026-06-01"}}));
  refused([&] { return client.create("project_declaration", declaration("2026-05-31"), "d5"); }, "60 %", "account");
  need(client.create("project_declaration", declaration("2026-06-01"), "d6"));
}

TEST_F(SaveRules, DeclarationsOfTheOldBookAreNoFurtherOnes) {
  decided(1, 4);
  Value over = declaration("2025-03-01");
  over["outcome"] = "lost";
  need(client.create("project_declaration", over, "d1"));
  refused([&] { return client.create("project_declaration", declaration(), "d2"); }, "1 of 6", "account");
}

TEST_F(SaveRules, AQuotationWithoutADayFollowsTheStandardOfToday) {
  need(client.create("standard",
                     {{"name", "quotation.per_item"}, {"label", "q"}, {"value", "5"}, {"valid_from", "2020-01-01"}}));
  need(client.create("tender", {{"account", "x1"}, {"title", "t"}}, "t1"));
  need(client.create("tender_item", {{"tender", "t1"}, {"title", "i"}}, "i1"));
  for (const char* id : {"q1", "q2"}) need(client.create("quotation", {{"account", "x1"}, {"tender_item", "i1"}}, id));
}

TEST_F(SaveRules, OneQuotationForAnItemAndWithdrawingIsFinal) {
  need(client.create("tender", {{"account", "x1"}, {"title", "t"}}, "t1"));
  need(client.create("tender_item", {{"tender", "t1"}, {"title", "i"}}, "i1"));
  const Value fields = {{"account", "x1"}, {"tender_item", "i1"}, {"quoted_on", "2026-05-01"}};
  need(client.create("quotation", fields, "q1"));
  refused([&] { return client.create("quotation", fields, "q2"); }, "only one is allowed", "tender_item");
  need(client.set("quotation", "q1", {{"withdrawn_on", "2026-05-02"}}));
  refused([&] { return client.create("quotation", fields, "q3"); }, "final", "tender_item");
  need(client.create("quotation", {{"account", "x1"}, {"quoted_on", "2026-05-01"}}));
}

// Each was right where it was made, so nobody is refused; on the merged state it is found, the same everywhere.
TEST_F(SaveRules, WhatTwoBreakTogetherIsAcceptedAndFound) {
  need(client.set("account", "x1", {{"owner", "amy"}}));
  need(client.create("tender", {{"account", "x1"}, {"title", "t"}}, "t1"));
  need(client.create("tender_item", {{"tender", "t1"}, {"title", "i"}}, "i1"));
  Value fields = declaration();
  fields.update({{"fields_checked", 10}, {"fields_wrong", 1}});
  need(client.create("project_declaration", fields, "d1"));
  static_cast<void>(fleet.device("amy"));
  fleet.sync_all();
  // Both offline.
  const Value quoted = {{"account", "x1"}, {"tender_item", "i1"}, {"quoted_on", "2026-05-01"}};
  need(client.create("quotation", quoted, "q1"));
  need(fleet.device("amy").create("quotation", quoted, "q2"));
  need(client.set("project_declaration", "d1", {{"approval", "approved"}}));
  need(fleet.device("amy").set("project_declaration", "d1", {{"fields_wrong", 5}}));
  EXPECT_TRUE(need(client.rule_findings("2026-05-02")).empty());
  fleet.sync_all();
  for (const char* device : {"boss", "amy"}) {
    EXPECT_EQ(need(fleet.device(device).status()).refused, 0) << device;
    std::vector<std::string> found;
    for (const auto& one : need(fleet.device(device).rule_findings("2026-05-02")))
      found.push_back(one.record + " " + one.rule);
    EXPECT_EQ(found, (std::vector<std::string>{"q2 once", "d1 errors"})) << device;
  }
  need(client.remove("quotation", "q2"));
  need(client.set("project_declaration", "d1", {{"override_reason", "seen"}}));
  EXPECT_TRUE(need(client.rule_findings("2026-05-02")).empty());
}

TEST_F(SaveRules, AnItemThatItsBuyerMayNotHaveIsFound) {
  static_cast<void>(need(client.install_standards()));
  need(client.create("tender", {{"account", "x1"}, {"title", "t"}}, "t1"));
  const auto item = [&](const char* id, const char* rank, const char* litres, const char* ceiling) {
    need(client.create("tender_item",
                       {{"tender", "t1"},
                        {"title", id},
                        {"category", "公务用车"},
                        {"buyer_rank", rank},
                        {"rated_value", litres},
                        {"ceiling", ceiling},
                        {"currency", "CNY"}},
                       id));
  };
  item("i1", "部级", "3.0", "450000");
  item("i2", "副部级", "3.0", "350000.01");
  item("i3", "一般公务", "2.4", "250000");
  std::vector<std::string> found;
  for (const auto& one : need(client.rule_findings("2026-05-01", {"tender_item"})))
    if (one.rule == "eligibility") found.push_back(one.record + " " + one.field);
  EXPECT_EQ(found, (std::vector<std::string>{"i2 ceiling", "i3 rated_value"}));
}

TEST_F(SaveRules, AStageIsEnteredWithWhatItsGateAsksFor) {
  need(client.create(
      "stage_gate",
      {{"process", "opportunity"}, {"stage", "Proposal"}, {"required_fields", {"account.value_type", "amount"}}}));
  need(client.create("opportunity", {{"account", "x1"}, {"name", "o"}, {"stage", "Engaging"}}, "o1"));
  refused(
      [&] {
        return client.set("opportunity", "o1", {{"stage", "Proposal"}});
      },
      "account.value_type, amount", "stage");
  need(client.set("opportunity", "o1", {{"amount", "100"}, {"currency", "CNY"}}));
  refused([&] { return client.set("opportunity", "o1", {{"stage", "Proposal"}}); }, "account.value_type", "stage");
  need(client.set("account", "x1", {{"value_type", "战略型"}}));
  need(client.set("opportunity", "o1", {{"stage", "Proposal"}}));
  // What gives back an older value asks no gate.
  need(client.set("opportunity", "o1", {{"stage", "Negotiation"}}));
  need(client.set("account", "x1", {{"value_type", nullptr}}));
  need(client.undo());
  need(client.undo());
  EXPECT_EQ(need(client.get("opportunity", "o1")).fields.at("stage"), "Proposal");
}

}  // namespace
}  // namespace keybook::testing
