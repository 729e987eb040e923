// Accounts that are merged and parted, on devices that had both of them before.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sqlite/database.h"
#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::need;

std::vector<std::string> story(client::Client& client, const std::string& account) {
  std::vector<std::string> rows;
  for (const client::HistoryLine& line : need(client.file_history(account, 1000)))
    rows.push_back(line.record + "|" + line.field + "|" + line.value.dump() + "|" + line.outcome);
  std::sort(rows.begin(), rows.end());
  return rows;
}

TEST(Joining, TheHistoryIsTheSameForWhoeverHadBothAccountsAndWhoeverComesLater) {
  Fleet fleet;
  client::Client& amy = fleet.device("amy");
  const std::string from = need(amy.create("account", {{"name", "one"}})).ids.front();
  const std::string into = need(amy.create("account", {{"name", "two"}})).ids.front();
  static_cast<void>(fleet.sync("amy"));
  for (const char* value : {"first", "second", "third"}) {
    need(amy.set("account", from, {{"remark", value}}));
    static_cast<void>(fleet.sync("amy"));
  }
  need(amy.remove("account", from));
  static_cast<void>(fleet.sync("amy"));
  need(amy.restore("account", from));
  static_cast<void>(fleet.sync("amy"));
  static_cast<void>(fleet.sync("boss"));
  need(amy.merge_accounts(from, into));
  static_cast<void>(fleet.sync("boss"));
  static_cast<void>(fleet.device("boss/2"));
  static_cast<void>(fleet.sync("boss/2"));
  EXPECT_EQ(story(fleet.device("boss"), into), story(fleet.device("boss/2"), into));
  EXPECT_EQ(story(amy, into), story(fleet.device("boss/2"), into));
  need(amy.unmerge_accounts(from));
  for (const char* device : {"boss", "boss/2"}) static_cast<void>(fleet.sync(device));
  static_cast<void>(fleet.device("boss/3"));
  static_cast<void>(fleet.sync("boss/3"));
  for (const std::string& account : {from, into})
    for (const char* device : {"amy", "boss", "boss/2"})
      EXPECT_EQ(story(fleet.device(device), account), story(fleet.device("boss/3"), account)) << device;
}

// Both edits have one rank; the record that each was addressed to decides, for the server's own check too, without
// which no backup is made. keybook-simulate --seed 3000309 came upon it.
TEST(Joining, OneChangeOfBothAccountsStandsAsItsEditsMerge) {
  for (const char* survivor : {"a", "b"}) {
    Fleet fleet;
    client::Client& amy = fleet.device("amy");
    for (const char* id : {"a", "b"}) need(amy.create("account", {{"name", id}}, id));
    static_cast<void>(fleet.sync("amy"));
    static_cast<void>(fleet.sync("boss"));
    std::vector<client::Edit> both;
    for (const char* id : {"a", "b"}) {
      client::Edit edit;
      edit.type = "account";
      edit.id = id;
      edit.fields = {{"remark", std::string("of ") + id}};
      both.push_back(edit);
    }
    need(amy.save(both));
    need(fleet.device("boss").merge_accounts(*survivor == 'a' ? "b" : "a", survivor));
    static_cast<void>(fleet.sync("amy"));
    static_cast<void>(fleet.sync("boss"));
    EXPECT_THAT(fleet.store().read()->check(), ::testing::IsEmpty()) << survivor;
    EXPECT_THAT(need(amy.check()), ::testing::IsEmpty()) << survivor;
    for (const char* device : {"amy", "boss"})
      EXPECT_EQ(need(fleet.device(device).get("account", survivor)).fields.at("remark"), "of b") << device;
  }
}

TEST(Joining, AChangeOfWhatCameAlongLeavesItsHistoryToWhoeverHasIt) {
  Fleet fleet;
  client::Client& amy = fleet.device("amy");
  const std::string from = need(amy.create("account", {{"name", "one"}})).ids.front();
  const std::string into = need(amy.create("account", {{"name", "two"}})).ids.front();
  const std::string visit =
      need(amy.create("visit", {{"account", from}, {"visited_at", "2026-01-02T03:04:05Z"}})).ids[0];
  for (const char* device : {"amy", "amy/2", "boss"}) {
    static_cast<void>(fleet.device(device));
    static_cast<void>(fleet.sync(device));
  }
  need(amy.merge_accounts(from, into));
  for (const char* value : {"first", "second"}) {
    need(amy.set("visit", visit, {{"subject", value}}));
    static_cast<void>(fleet.sync("amy"));
  }
  need(amy.remove("visit", visit));
  static_cast<void>(fleet.sync("amy"));
  static_cast<void>(fleet.sync("boss"));
  need(fleet.device("amy/2").set("visit", visit, {{"subject", "not knowing of it"}}));
  for (const char* device : {"amy/2", "boss", "amy"}) static_cast<void>(fleet.sync(device));
  EXPECT_EQ(need(fleet.device("boss").conflicts()).at(0).sides.size(), 2U);
  for (const char* device : {"amy", "boss"})
    EXPECT_EQ(story(fleet.device(device), into), story(fleet.device("amy/2"), into)) << device;
}

// How many texts the device keeps for undo.
std::int64_t kept_for_undo(Fleet& fleet, const std::string& folder) {
  sqlite::OpenOptions options;
  options.key = std::string(32, 'k');
  auto database = need(sqlite::Database::open((fleet.folder() / folder / "keybook.db").string(), options));
  return need(database->integer("SELECT count(*) FROM undo")).value_or(0);
}

TEST(Joining, WhatWentAwayWithTheOtherAccountIsForgottenByUndoToo) {
  Fleet fleet;
  client::Client& amy = fleet.device("amy");
  client::Client& bob = fleet.device("bob");
  client::Client& boss = fleet.device("boss");
  const std::string into = need(amy.create("account", {{"name", "one"}})).ids.front();
  const std::string from = need(bob.create("account", {{"name", "two"}})).ids.front();
  const std::string visit =
      need(bob.create("visit", {{"account", from}, {"subject", "wordsofbob"}, {"visited_at", "2026-01-02T03:04:05Z"}}))
          .ids.front();
  fleet.sync_all();
  need(boss.merge_accounts(from, into));
  static_cast<void>(fleet.sync("amy"));
  const std::int64_t before = kept_for_undo(fleet, "device-amyamy");
  need(amy.set("visit", visit, {{"subject", "others"}}));  // bob's words are what an undo would put back
  ASSERT_EQ(kept_for_undo(fleet, "device-amyamy"), before + 1);
  static_cast<void>(fleet.sync("amy"));
  need(boss.unmerge_accounts(from));
  static_cast<void>(fleet.sync("amy"));
  EXPECT_FALSE(amy.get("visit", visit));
  EXPECT_EQ(kept_for_undo(fleet, "device-amyamy"), before);
  EXPECT_TRUE(need(amy.check()).empty());
}

}  // namespace
}  // namespace keybook::testing
