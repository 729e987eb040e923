// Every refusal by a rule of saving, made by the library itself, has words of its own in the app.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "services/error_words.h"
#include "services/known.h"
#include "support/fleet/fleet.h"

namespace keybook::app {
namespace {

using base::need;
using client::Value;

class RuleWords : public ::testing::Test {
 protected:
  void refused(const base::Result<client::Saved>& saved, const char* chinese) {
    ASSERT_FALSE(saved) << chinese;
    const base::Error& error = saved.error();
    const auto known = std::ranges::find_if(
        rule_messages(), [&](const Known& one) { return pieces(one.message, error.message).has_value(); });
    ASSERT_NE(known, rule_messages().end()) << error.message;
    told.insert(known->message);
    EXPECT_EQ(s(app::told(error, registry, Words(Language::Chinese)).what), chinese);
    EXPECT_TRUE(app::told(error, registry, Words(Language::English)).detail.isEmpty());
  }
  Value declaration() const {
    return {{"account", "x1"},        {"model", "M"},          {"quantity", "10"},
            {"purchasing_unit", "U"}, {"contact_person", "P"}, {"declared_on", "2026-05-01"}};
  }

  schema::Registry registry = std::move(*schema::Registry::builtin());
  keybook::testing::Fleet fleet;
  client::Client& client = fleet.device("boss");
  std::set<std::string_view> told;
};

TEST_F(RuleWords, EachIsToldInWordsOfItsOwn) {
  need(client.create("account", {{"name", "一"}}, "x1"));
  refused(client.set("account", "x1", {{"parent", "x1"}}), "上级公司：会绕成一圈：它会成为自己的上级");

  need(client.create("grade_scheme", {{"name", "评分"}, {"active", false}}, "s1"));
  need(client.create("criterion", {{"scheme", "s1"}, {"name", "量"}, {"weight", "60"}}, "c1"));
  refused(client.set("grade_scheme", "s1", {{"active", true}}), "启用：评分方案还不能用：权重合计 60，应为 100（量）");
  const Value level = {{"scheme", "s1"}, {"grade", "A"}, {"rank", 1}, {"band_from", "10"}, {"currency", "CNY"}};
  need(client.create("grade_level", level, "A"));
  Value second = level;
  second.update({{"grade", "B"}, {"band_from", "20"}, {"valid_from", "2099-01-01"}});
  refused(client.create("grade_level", second), "下限：从 2099-01-01 起，“B”与“A”重叠");
  second["band_to"] = "15";
  refused(client.create("grade_level", second), "上限：“B”：上限 15 不高于下限 20");

  Value wrong = declaration();
  wrong.update({{"fields_checked", 10}, {"fields_wrong", 3}, {"approval", "approved"}});
  refused(client.create("project_declaration", wrong),
          "错误项数：报备不能批准：核对的内容中有 30.00 % 有误，最多允许 20 %");
  for (int i = 0; i < 5; ++i) {
    Value lost = declaration();
    lost.update({{"outcome", "lost"}, {"override_reason", "seed"}});
    need(client.create("project_declaration", lost));
  }
  refused(client.create("project_declaration", declaration()),
          "客户：这家经销商暂时不能再报备：已有结果的 5 个项目赢了 0 个（0.00 %），至少要 60 %");

  need(client.create("tender", {{"account", "x1"}, {"title", "t"}}, "t1"));
  need(client.create("tender_item", {{"tender", "t1"}, {"title", "i"}}, "i1"));
  const Value quoted = {{"account", "x1"}, {"tender_item", "i1"}, {"quoted_on", "2026-05-01"}};
  need(client.create("quotation", quoted, "q1"));
  refused(client.create("quotation", quoted), "采购标的：这一项已经报过价，只能报一次");
  need(client.set("quotation", "q1", {{"withdrawn_on", "2026-05-02"}}));
  refused(client.create("quotation", quoted), "采购标的：这一项的报价已经撤回，不能再报");

  need(client.create(
      "stage_gate",
      {{"process", "opportunity"}, {"stage", "Proposal"}, {"required_fields", {"account.value_type", "amount"}}}));
  refused(client.create("opportunity", {{"account", "x1"}, {"name", "o"}, {"stage", "Proposal"}}),
          "阶段：进入阶段“方案报价”还缺：价值类型、金额");
  need(client.create("order", {{"account", "x1"}, {"number", "1"}}, "o1"));
  refused(client.create("order_line", {{"order", "o1"}, {"quantity", "-2"}, {"price", "5"}}),
          "数量：数量 -2 是负数，但它的订单不是退货");

  EXPECT_EQ(told.size(), rule_messages().size()) << "a message that no rule says any more";
}

}  // namespace
}  // namespace keybook::app
