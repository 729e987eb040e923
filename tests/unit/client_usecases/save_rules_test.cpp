// What a save must keep beyond its own declaration: trees without circles, declarations of projects, one quotation.
#include <gtest/gtest.h>

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
  void refused(const base::Result<client::Saved>& saved, const std::string& words, const std::string& field) {
    ASSERT_FALSE(saved);
    EXPECT_EQ(saved.error().code, ErrorCode::NotValid);
    EXPECT_NE(saved.error().message.find(words), std::string::npos) << saved.error().message;
    EXPECT_EQ(saved.error().where.field, field);
    EXPECT_FALSE(saved.error().where.record.empty());
    EXPECT_FALSE(saved.error().remedy.empty());
    EXPECT_EQ(need(client.status()).pending, pending()) << "something was saved";
  }
  std::int64_t pending() { return need(client.status()).pending; }

  Fleet fleet;
  client::Client& client;
};

TEST_F(SaveRules, ATreeRunsInNoCircle) {
  const std::int64_t before = pending();
  refused(client.set("account", "x1", {{"parent", "x3"}}), "circle", "parent");
  refused(client.set("account", "x1", {{"parent", "x1"}}), "circle", "parent");
  EXPECT_EQ(pending(), before);
  need(client.set("account", "x3", {{"parent", "x1"}}));
  need(client.set("account", "x2", {{"parent", nullptr}}));
  need(client.create("contact", {{"account", "x1"}, {"name", "a"}}, "c1"));
  need(client.create("contact", {{"account", "x1"}, {"name", "b"}, {"reports_to", "c1"}}, "c2"));
  refused(client.set("contact", "c1", {{"reports_to", "c2"}}), "circle", "reports_to");
  // One change of two records that makes a circle is refused whole.
  client::Edit first, second;
  first.type = second.type = "account";
  first.id = "x1";
  first.fields = {{"parent", "x2"}};
  second.id = "x2";
  second.fields = {{"parent", "x1"}};
  refused(client.save({first, second}), "circle", "parent");
  EXPECT_TRUE(need(client.get("account", "x1")).fields.value("parent", Value()).is_null());
}

TEST_F(SaveRules, ADeclarationWithTooManyErrorsIsNotApproved) {
  Value fields = declaration();
  fields["fields_checked"] = 10;
  fields["fields_wrong"] = 3;
  need(client.create("project_declaration", fields, "d1"));
  refused(client.set("project_declaration", "d1", {{"approval", "approved"}}), "30.00 %", "fields_wrong");
  need(client.set("project_declaration", "d1", {{"approval", "declined"}}));
  need(client.set("project_declaration", "d1", {{"fields_wrong", 2}}));
  need(client.set("project_declaration", "d1", {{"approval", "approved"}}));
  refused(client.set("project_declaration", "d1", {{"fields_wrong", 5}}), "cannot be approved", "fields_wrong");
  need(client.set("project_declaration", "d1", {{"fields_wrong", 5}, {"override_reason", "the ministry's own form"}}));
}

TEST_F(SaveRules, ALowWinRateBarsFurtherDeclarationsFromANumberOn) {
  decided(2, 2);
  need(client.create("project_declaration", declaration(), "d1"));
  decided(0, 1);  // five decided, two won
  refused(client.create("project_declaration", declaration(), "d2"), "2 of 5", "account");
  refused(client.set("project_declaration", "d1", {{"approval", "approved"}}), "40.00 %", "account");
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
  refused(client.create("project_declaration", declaration("2026-05-31"), "d5"), "60 %", "account");
  need(client.create("project_declaration", declaration("2026-06-01"), "d6"));
}

TEST_F(SaveRules, OneQuotationForAnItemAndWithdrawingIsFinal) {
  need(client.create("tender", {{"account", "x1"}, {"title", "t"}}, "t1"));
  need(client.create("tender_item", {{"tender", "t1"}, {"title", "i"}}, "i1"));
  const Value fields = {{"account", "x1"}, {"tender_item", "i1"}, {"quoted_on", "2026-05-01"}};
  need(client.create("quotation", fields, "q1"));
  refused(client.create("quotation", fields, "q2"), "only one is allowed", "tender_item");
  need(client.set("quotation", "q1", {{"withdrawn_on", "2026-05-02"}}));
  refused(client.create("quotation", fields, "q3"), "final", "tender_item");
  need(client.create("quotation", {{"account", "x1"}, {"quoted_on", "2026-05-01"}}));
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
  refused(client.set("opportunity", "o1", {{"stage", "Proposal"}}), "account.value_type, amount", "stage");
  need(client.set("opportunity", "o1", {{"amount", "100"}, {"currency", "CNY"}}));
  refused(client.set("opportunity", "o1", {{"stage", "Proposal"}}), "account.value_type", "stage");
  need(client.set("account", "x1", {{"value_type", "战略型"}}));
  need(client.set("opportunity", "o1", {{"stage", "Proposal"}}));
}

}  // namespace
}  // namespace keybook::testing
