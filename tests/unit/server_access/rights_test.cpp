#include "sync-server/access/rights.h"

#include <gtest/gtest.h>

namespace keybook::server::access {
namespace {

record::Stamp at(std::int64_t ms) { return {ms, 0, "server"}; }
const TerritoryTree tree = {{"华东", "中国"}, {"中国", ""}, {"上海", "华东"}};
const User amy{"amy", Role::Rep, "上海"}, bo{"bo", Role::Rep, ""}, mia{"mia", Role::Manager, "华东"},
    boss{"boss", Role::HeadOffice, ""};

TEST(Roles, NamesAndBack) {
  for (const char* name : {"rep", "manager", "head-office", "admin"}) EXPECT_EQ(name_of(*role_of(name)), name);
  EXPECT_FALSE(role_of("king"));
}

TEST(Territories, ManagersSeeWhatLiesBelow) {
  EXPECT_TRUE(within(tree, "上海", "华东"));
  EXPECT_TRUE(within(tree, "华东", "华东"));
  EXPECT_FALSE(within(tree, "中国", "华东"));
  EXPECT_FALSE(within(tree, "", "华东"));
  EXPECT_FALSE(within(tree, "", ""));
  EXPECT_FALSE(within({{"a", "b"}, {"b", "a"}}, "a", "c"));  // a circle ends
}

TEST(Rights, OwnerTeamManagerAndHeadOffice) {
  const FileRights file{at(1), "amy", {"cy"}, "上海", 1};
  EXPECT_TRUE(allows(amy, tree, file));
  EXPECT_TRUE(allows({"cy", Role::Rep, ""}, tree, file));
  EXPECT_FALSE(allows(bo, tree, file));
  EXPECT_TRUE(allows(mia, tree, file));
  EXPECT_TRUE(allows(boss, tree, file));
  EXPECT_FALSE(allows({"amy2", Role::Rep, "上海"}, tree, file));  // a rep's territory gives nothing
}

TEST(Rights, JudgedAtTheRankOfTheEdit) {
  const std::vector<FileRights> versions = {
      {at(10), "amy", {}, "", 1}, {at(20), "bo", {}, "", 2}, {at(30), "amy", {}, "", 3}};
  EXPECT_EQ(verdict(amy, tree, versions, at(5)), Verdict::Never);
  EXPECT_EQ(verdict(amy, tree, versions, at(10)), Verdict::Now);
  EXPECT_EQ(verdict(amy, tree, versions, at(25)), Verdict::Once);
  EXPECT_EQ(verdict(amy, tree, versions, std::nullopt), Verdict::Now);
  EXPECT_EQ(verdict(bo, tree, versions, at(15)), Verdict::Never);
  EXPECT_EQ(verdict(bo, tree, versions, std::nullopt), Verdict::Once);
  EXPECT_EQ(verdict(boss, tree, {}, at(1)), Verdict::Now);
  EXPECT_EQ(verdict(amy, tree, {}, std::nullopt), Verdict::Never);
  EXPECT_EQ(verdict({"root", Role::Admin, ""}, tree, {}, at(1)), Verdict::Now);
  EXPECT_EQ(verdict(mia, tree, {{at(10), "", {}, "上海", 1}}, at(10)), Verdict::Now);
  EXPECT_EQ(verdict(mia, tree, {{at(10), "", {}, "上海", 1}, {at(20), "", {}, "中国", 1}}, at(20)), Verdict::Once);
}

TEST(Rights, WhileMergedAwayTheSurvivorsRightsCount) {
  const std::map<std::string, std::vector<FileRights>> files = {
      {"a1", {{at(1), "amy", {}, "", 1}, {at(25), "cy", {}, "", 4}, {at(45), "dee", {}, "", 6}}},
      {"a2", {{at(1), "bo", {}, "", 1}}}};
  const auto versions_of = [&](const std::string& account) { return files.at(account); };
  const std::vector<Redirection> steps = {{at(20), "a2", "a1"}, {at(40), "a2", ""}};
  const auto versions = versions_over_time("a2", steps, versions_of);
  const auto owner_at = [&](std::int64_t ms) {
    std::string owner;
    for (const FileRights& version : versions)
      if (!(at(ms) < version.rank)) owner = version.owner;
    return owner;
  };
  EXPECT_EQ(owner_at(10), "bo");
  EXPECT_EQ(owner_at(20), "amy");
  EXPECT_EQ(owner_at(30), "cy");
  EXPECT_EQ(owner_at(50), "bo");
  EXPECT_EQ(versions_over_time("a1", steps, versions_of).size(), 3U);
}

TEST(Survivors, FollowChainsAndPartings) {
  const auto found = survivors({{at(2), "a1", "a3"}, {at(1), "a2", "a1"}, {at(3), "a5", "a4"}, {at(4), "a5", ""}});
  EXPECT_EQ(survivor(found, "a2"), "a3");
  EXPECT_EQ(survivor(found, "a5"), "a5");
  EXPECT_EQ(survivor({{"x", "y"}, {"y", "x"}}, "x"), "x");  // a circle ends somewhere
}

TEST(Rights, OverTimeEachStretchHasTheVersionsOfTheFileThatStood) {
  const std::map<std::string, std::vector<FileRights>> files = {
      {"a1",
       {{at(1), "amy", {}, "", 1}, {at(20), "zed", {}, "", 2}, {at(25), "cy", {}, "", 3}, {at(40), "dee", {}, "", 4}}},
      {"a2", {{at(2), "bo", {}, "", 1}, {at(30), "eve", {}, "", 5}}},
      {"a3", {{at(3), "kim", {}, "", 6}}}};
  const auto versions_of = [&](const std::string& account) { return files.at(account); };
  const auto told = [&](const std::string& account, const std::vector<Redirection>& steps) {
    std::string text;
    for (const FileRights& version : versions_over_time(account, steps, versions_of))
      text += std::to_string(version.rank.ms) + version.owner + ' ';
    return text;
  };
  EXPECT_EQ(told("a2", {}), "2bo 30eve ");
  EXPECT_EQ(told("a2", {{at(20), "a2", "a1"}}), "2bo 20zed 25cy 40dee ");
  EXPECT_EQ(told("a2", {{at(20), "a2", "a1"}, {at(40), "a2", ""}}), "2bo 20zed 25cy 40eve ");
  EXPECT_EQ(told("a2", {{at(40), "a2", ""}, {at(20), "a2", "a1"}}), "2bo 20zed 25cy 40eve ");  // in any order
  EXPECT_EQ(told("a2", {{at(20), "a9", "a1"}}), "2bo 30eve ");                                 // another account's step
  EXPECT_EQ(told("a3", {{at(10), "a3", "a2"}, {at(22), "a2", "a1"}}), "3kim 10bo 22zed 25cy 40dee ");  // a chain
  EXPECT_EQ(told("a2", {{at(1), "a2", "a1"}}), "1amy 20zed 25cy 40dee ");  // before its own first version
}

TEST(Survivors, AStepOfAnEqualAccountIsNotAnothers) {
  const auto found = survivors({{at(1), "a1", "a2"}, {at(2), "a1", ""}, {at(3), "a1", "a3"}});
  EXPECT_EQ(found, (Survivors{{"a1", "a3"}}));
  EXPECT_EQ(survivor(found, "a2"), "a2");
}

}  // namespace
}  // namespace keybook::server::access
