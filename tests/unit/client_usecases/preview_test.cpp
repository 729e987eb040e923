// What somebody is told before a handover.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::need;

class Preview : public ::testing::Test {
 protected:
  Preview() {
    need(fleet.device("amy").create("account", {{"name", "Alpha"}}, "a1"));
    need(fleet.device("bob").create("account", {{"name", "Beta"}}, "b1"));
    fleet.sync_all();
    static_cast<void>(fleet.sync("mia"));
  }
  static client::HandoverWish wish(std::vector<std::string> accounts) {
    client::HandoverWish out;
    out.accounts = std::move(accounts);
    out.to = "bob";
    return out;
  }
  Fleet fleet;
};

TEST_F(Preview, WhatIsTheSuccessorsAlreadyIsLeftOutWithAWarning) {
  const Value found = need(fleet.device("mia").preview_handover(wish({"a1", "b1"})));
  ASSERT_EQ(found["accounts"].size(), 1U);
  EXPECT_EQ(found["accounts"][0]["id"], "a1");
  EXPECT_EQ(found["warnings"], Value::parse(R"([{"code":"already-there","account":"b1"}])"));
}

TEST_F(Preview, WhereNothingIsLeftItSaysWhy) {
  const auto refused = fleet.device("mia").preview_handover(wish({"b1"}));
  ASSERT_FALSE(refused);
  EXPECT_THAT(refused.error().message, ::testing::HasSubstr("bob's already"));
}

TEST_F(Preview, AProposalNamesOnlyWhatMoves) {
  const auto refused = fleet.device("mia").propose_handover(wish({"a1", "b1"}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().where.record, "b1");
}

}  // namespace
}  // namespace keybook::testing
