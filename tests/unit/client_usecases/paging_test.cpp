// Downloads that do not fit into one answer.
#include <gtest/gtest.h>

#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::need;

constexpr std::int64_t small_page_bytes = 4'000;
constexpr int visits_made = 120;

std::vector<client::Edit> many_visits(const std::string& account, const std::string& subject) {
  std::vector<client::Edit> edits;
  for (int i = 0; i < visits_made; ++i) {
    client::Edit edit;
    edit.op = record::Op::Create;
    edit.type = "visit";
    edit.id = subject + "-" + std::to_string(i);
    edit.fields = {{"account", account}, {"subject", subject + std::to_string(i)}, {"report", std::string(100, 'x')}};
    edits.push_back(std::move(edit));
  }
  return edits;
}

std::int64_t count(client::Client& client, const std::string& type) {
  client::Query query;
  query.type = type;
  return need(client.count(query));
}

class Pages : public ::testing::Test {
 protected:
  Pages() : fleet(small_page_bytes) {
    need(fleet.device("boss").create("account", {{"name", "华东电力"}, {"owner", "amy"}}, "k17"));
    static_cast<void>(fleet.sync("boss"));
  }
  // One message, then the program ends.
  client::SyncResult one_message(const std::string& name) {
    client::SyncOptions options;
    options.exchanges_max = 1;
    options.attempts_max = 1;
    return need(fleet.device(name).sync(options));
  }
  void expect_equal() {
    fleet.sync_all();
    EXPECT_EQ(need(fleet.device("amy").digest()).sha256, need(fleet.device("boss").digest()).sha256);
    const auto wrong = need(fleet.device("amy").check());
    EXPECT_TRUE(wrong.empty()) << wrong.front();
  }
  Fleet fleet;
};

TEST_F(Pages, AFirstDownloadGoesOnWhereItWasCut) {
  for (const client::Edit& edit : many_visits("k17", "v")) need(fleet.device("boss").save({edit}));
  static_cast<void>(fleet.sync("boss"));
  std::int64_t before = -1;
  int messages = 0;
  for (bool complete = false; !complete; ++messages) {
    ASSERT_LT(messages, 100);
    complete = one_message("amy").complete || need(fleet.device("amy").status()).in_sync;
    fleet.close("amy");
    const std::int64_t now = count(fleet.device("amy"), "visit");
    EXPECT_GE(now, before);
    before = now;
  }
  EXPECT_GT(messages, 3);
  EXPECT_EQ(before, visits_made);
  expect_equal();
}

TEST_F(Pages, NothingOfAFirstDownloadStandsThereWithoutItsAccount) {
  for (const client::Edit& edit : many_visits("k17", "v")) need(fleet.device("boss").save({edit}));
  need(fleet.device("boss").set("account", "k17", {{"phone", "12345"}}));  // so it comes after all its visits
  static_cast<void>(fleet.sync("boss"));
  int messages = 0;
  for (; !need(fleet.device("amy").status()).in_sync; ++messages) {
    ASSERT_LT(messages, 100);
    static_cast<void>(one_message("amy"));
    const auto wrong = need(fleet.device("amy").check());
    ASSERT_TRUE(wrong.empty()) << wrong.front();
    EXPECT_EQ(count(fleet.device("amy"), "account"), count(fleet.device("amy"), "visit") > 0 ? 1 : 0);
    fleet.close("amy");
  }
  EXPECT_GT(messages, 3);
  expect_equal();
}

TEST_F(Pages, WhatIsEditedDuringTheFirstDownloadIsNoConflict) {
  for (const client::Edit& edit : many_visits("k17", "v")) need(fleet.device("boss").save({edit}));
  static_cast<void>(fleet.sync("boss"));
  while (count(fleet.device("amy"), "account") == 0) static_cast<void>(one_message("amy"));
  ASSERT_TRUE(need(fleet.device("amy").status()).downloading);
  need(fleet.device("amy").set("account", "k17", {{"name", "新名字"}, {"phone", "12345"}}));
  need(fleet.device("amy").create("visit", {{"account", "k17"}, {"subject", "下载时写的"}}));
  expect_equal();
  EXPECT_TRUE(need(fleet.device("boss").conflicts()).empty());
  EXPECT_EQ(need(fleet.device("boss").get("account", "k17")).fields["name"], "新名字");
}

TEST_F(Pages, NobodySeesHalfOfALaterSync) {
  static_cast<void>(fleet.sync("amy"));
  need(fleet.device("amy").set("account", "k17", {{"phone", "1"}}));
  need(fleet.device("boss").save(many_visits("k17", "w")));
  static_cast<void>(fleet.sync("boss"));
  int messages = 0;
  while (!need(fleet.device("amy").status()).in_sync) {
    EXPECT_EQ(count(fleet.device("amy"), "visit"), 0);
    static_cast<void>(one_message("amy"));
    fleet.close("amy");
    ASSERT_LT(++messages, 100);
  }
  EXPECT_GT(messages, 1);
  EXPECT_EQ(count(fleet.device("amy"), "visit"), visits_made);
  expect_equal();
}

TEST_F(Pages, SavingBetweenThePagesLosesNothing) {
  static_cast<void>(fleet.sync("amy"));
  need(fleet.device("boss").save(many_visits("k17", "w")));
  need(fleet.device("boss").set("account", "k17", {{"name", "总部改的"}}));
  static_cast<void>(fleet.sync("boss"));
  static_cast<void>(one_message("amy"));
  need(fleet.device("amy").set("account", "k17", {{"phone", "99"}}));
  expect_equal();
  EXPECT_EQ(need(fleet.device("amy").get("account", "k17")).fields["phone"], "99");
  EXPECT_EQ(need(fleet.device("amy").get("account", "k17")).fields["name"], "总部改的");
}

TEST_F(Pages, ATokenThatTheServerForgotStartsTheDownloadAnew) {
  for (const client::Edit& edit : many_visits("k17", "v")) need(fleet.device("boss").save({edit}));
  static_cast<void>(fleet.sync("boss"));
  static_cast<void>(one_message("amy"));
  static_cast<void>(one_message("amy"));
  fleet.spoil = [](client::transport::Call& call) {
    const auto at = call.body.find("\"g\":\"");
    if (at != std::string::npos) call.body.replace(at + 5, 3, "???");
  };
  client::SyncOptions options;
  options.exchanges_max = 1;
  options.attempts_max = 1;
  EXPECT_FALSE(fleet.device("amy").sync(options));
  fleet.spoil = nullptr;
  expect_equal();
  EXPECT_EQ(count(fleet.device("amy"), "visit"), visits_made);
}

}  // namespace
}  // namespace keybook::testing
