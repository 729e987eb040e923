// What fields offer: declared choices and head office's options.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::need;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

class Offers : public ::testing::Test {
 protected:
  void option(const char* list, const char* value, int position, Value more = Value::object()) {
    more.update({{"list", list}, {"value", value}, {"position", position}});
    need(boss.create("option", more));
  }
  std::vector<std::string> of(client::Client& client, const char* type, const char* field) {
    std::vector<std::string> out;
    const auto all = need(client.offers(type));
    if (const auto found = all.find(field); found != all.end())
      for (const auto& one : found->second) out.push_back(one.value);
    return out;
  }
  Fleet fleet;
  client::Client& boss = fleet.device("boss");
};

TEST_F(Offers, OptionsComeFirstInTheirOrderAndRetireChoices) {
  EXPECT_THAT(of(boss, "visit", "excuse"), ElementsAre("客户停产", "天气", "临时任务", "客户改期", "生病"));
  option("visit.excuse", "堵车", 1, {{"label_en", "Traffic"}, {"counts", false}});
  option("visit.excuse", "生病", 2, {{"counts", true}, {"hint", "改约"}});
  option("visit.excuse", "天气", 3, {{"active", false}});
  static_cast<void>(fleet.device("amy"));
  fleet.sync_all();
  EXPECT_THAT(of(fleet.device("amy"), "visit", "excuse"),
              ElementsAre("堵车", "生病", "客户停产", "临时任务", "客户改期"));
  const auto offers = need(fleet.device("amy").offers("visit")).at("excuse");
  EXPECT_EQ(offers[0].label.en, "Traffic");
  EXPECT_EQ(offers[0].counts, false);
  EXPECT_EQ(offers[1].label.en, "Illness") << "the declared word stands";
  EXPECT_EQ(offers[1].hint, "改约");
  EXPECT_FALSE(offers[2].counts);
}

TEST_F(Offers, TextFieldsOfferWhatIsSetForThem) {
  EXPECT_TRUE(of(boss, "visit", "refusal").empty());
  option("visit.refusal", "没预算", 2, {{"hint", "谈分期"}});
  option("visit.refusal", "没时间", 1);
  EXPECT_THAT(of(boss, "visit", "refusal"), ElementsAre("没时间", "没预算"));
}

TEST_F(Offers, WhatCannotBeSavedIsNotOffered) {
  EXPECT_THAT(of(boss, "holiday", "calendar"), ElementsAre("solar", "lunar", "term"));
  EXPECT_EQ(boss.offers("no_such").error().code, base::ErrorCode::UnknownType);
}

TEST_F(Offers, AnOptionSaysAValueThatItsFieldTakes) {
  option("holiday.calendar", "lunar", 0, {{"hint", "春节"}});  // of a declared one it may say more
  const auto refused = [this](const char* list, const char* value, const char* field, const char* words) {
    const auto saved = boss.create("option", {{"list", list}, {"value", value}});
    ASSERT_FALSE(saved) << list;
    EXPECT_EQ(saved.error().code, base::ErrorCode::NotValid);
    EXPECT_EQ(saved.error().where.field, field);
    EXPECT_THAT(saved.error().text(), HasSubstr(words));
  };
  refused("holiday.calendar", "阴历", "value", "solar, lunar, term");
  refused("visits.refusal", "没时间", "list", "no such field");
  refused("visit", "没时间", "list", "no such field");
  refused("visit.visited_at", "没时间", "list", "nothing to choose");
}

}  // namespace
}  // namespace keybook::testing
