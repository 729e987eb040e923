// Two accounts that are one, parted again, and accounts that nobody has.
#include "stage.h"

namespace keybook::process {
namespace {

class Merging : public Stage {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Stage::SetUp());
    ASSERT_NO_FATAL_FAILURE(start());
    for (const char* user : {"amy", "ben", "hans"}) enrol(user);
    from = made("ben", {"account", "name=华东电力公司", "phone=021-5550001", "tags=大客户"});
    contact = made("ben", {"contact", "account=" + from, "name=李明"});
    into = made("amy", {"account", "name=华东电力", "phone=０２１ 5550001", "code=K-17", "tags=电力"});
    visit = made("amy", {"visit", "account=" + into, "subject=初访"});
    for (const char* user : {"amy", "ben", "hans"}) sync(user);
  }
  void merge() { done("hans", {"merge", "account", from, "--into", into, "name=华东电力股份"}); }
  std::string from, into, contact, visit;
};

TEST_F(Merging, DuplicatesAreShownAndMergedAndTheOldIdLeadsToTheSurvivor) {
  const std::vector<json> found = lines("hans", {"duplicates"});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0]["reasons"], json::array({"phone"}));
  EXPECT_TRUE(lines("amy", {"duplicates"}).empty());
  refuses(4, "no such account", keybook("amy", {"merge", "account", from, "--into", into}));

  done("ben", {"set", "account", from, "remark=offline"});
  const std::string late = made("ben", {"task", "account=" + from, "title=离线"});
  merge();
  json survivor = asked("hans", {"get", "account", from});
  EXPECT_EQ(survivor["id"], into);
  EXPECT_EQ(survivor["name"], "华东电力股份");
  EXPECT_EQ(survivor["tags"], json::array({"大客户", "电力"}));
  EXPECT_EQ(survivor["owner"], "amy");
  EXPECT_EQ(asked("hans", {"get", "contact", contact})["account"], into);
  EXPECT_TRUE(lines("hans", {"duplicates"}).empty());
  sync("ben");  // his edits from before land on the survivor; the file is amy's
  refuses(4, "no such account", keybook("ben", {"get", "account", from}));
  sync("amy");
  EXPECT_EQ(asked("amy", {"get", "account", into})["remark"], "offline");
  EXPECT_EQ(asked("amy", {"get", "contact", contact})["name"], "李明");
  EXPECT_EQ(asked("amy", {"get", "task", late})["title"], "离线");
  done("hans", {"set", "account", from, "website=https://hd.cn"});
  done("hans", {"new", "task", "account=" + from, "title=新的"});
  for (const char* user : {"hans", "amy"}) sync(user);
  EXPECT_EQ(asked("amy", {"get", "account", into})["website"], "https://hd.cn");
  EXPECT_EQ(lines("amy", {"list", "task", "--account", into}).size(), 2U);
  EXPECT_EQ(server({"check", "--data", data}).code, 0);
}

TEST_F(Merging, WhatIsChosenForTheSurvivorNeedsTheRightToIt) {
  const std::string other = made("amy", {"account", "name=华东电力二"});
  sync("amy");
  const json before = asked("amy", {"get", "account", into});
  refuses(4, "locked", keybook("amy", {"merge", "account", other, "--into", into, "grade=A"}));
  EXPECT_EQ(asked("amy", {"get", "account", other})["name"], "华东电力二");
  EXPECT_EQ(asked("amy", {"get", "account", into})["grade"], before["grade"]);
}

TEST_F(Merging, PartingGivesBothBackAsTheyWouldBe) {
  merge();
  for (const char* user : {"amy", "ben"}) sync(user);
  EXPECT_EQ(asked("amy", {"get", "contact", contact})["account"], into);
  done("hans", {"unmerge", "account", from});
  for (const char* user : {"amy", "ben", "hans"}) sync(user);
  EXPECT_EQ(asked("ben", {"get", "account", from})["name"], "华东电力公司");
  EXPECT_EQ(asked("ben", {"get", "contact", contact})["account"], from);
  EXPECT_EQ(asked("amy", {"get", "account", into})["name"], "华东电力");
  EXPECT_EQ(asked("amy", {"get", "account", into})["tags"], json::array({"电力"}));
  // Who sees the survivor alone keeps nothing of the other.
  EXPECT_TRUE(lines("amy", {"list", "contact"}).empty());
  refuses(4, "no such", keybook("amy", {"get", "contact", contact}));
  EXPECT_EQ(lines("amy", {"list", "visit"}).size(), 1U);
  EXPECT_EQ(lines("hans", {"list", "account"}).size(), 2U);
  enrol("mia");
  sync("mia");
  EXPECT_EQ(digest("hans"), digest("mia"));
  for (const char* user : {"amy", "ben", "hans"}) EXPECT_EQ(asked(user, {"check"})["ok"], true) << user;
  EXPECT_EQ(server({"check", "--data", data}).code, 0);
  refuses(4, "not merged", keybook("hans", {"unmerge", "account", from}));
}

TEST_F(Merging, ThePoolIsClaimedAssignedAndReturnedTo) {
  done("amy", {"pool", "return", into});
  refuses(4, "no such account", keybook("amy", {"get", "account", into}));
  ASSERT_EQ(lines("ben", {"pool", "list"}).size(), 1U);
  done("ben", {"pool", "claim", into});
  EXPECT_EQ(asked("ben", {"get", "account", into})["owner"], "ben");
  refuses(4, "no such account", keybook("amy", {"pool", "claim", into}));
  done("ben", {"pool", "return", into});
  refuses(4, "only a manager", keybook("ben", {"pool", "assign", into, "--to", "amy"}));
  sync("hans");
  done("hans", {"pool", "assign", into, "--to", "amy"});
  sync("amy");
  EXPECT_EQ(asked("amy", {"get", "account", into})["owner"], "amy");
  EXPECT_TRUE(lines("ben", {"pool", "list"}).empty());
}

}  // namespace
}  // namespace keybook::process
