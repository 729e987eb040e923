// Locked fields that somebody asks to change, children that move between accounts, and the rules of the pool, on the
// command line.
#include "stage.h"

namespace keybook::process {
namespace {

class Asking : public Stage {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Stage::SetUp());
    ASSERT_NO_FATAL_FAILURE(start());
    for (const char* user : {"amy", "ben", "mia"}) enrol(user);
    account = made("amy", {"account", "name=华东电力", "code=K-17"});
    all_sync();
  }
  void all_sync() {
    for (const char* user : {"amy", "ben", "mia"}) sync(user);
  }
  // Asks for a grade; the request's id.
  std::string asks(const std::string& grade) {
    done("amy", {"set", "account", account, "grade=" + grade});
    sync("amy");
    sync("mia");
    const std::vector<json> waiting = lines("mia", {"requests"});
    EXPECT_EQ(waiting.size(), 1U);
    return waiting.empty() ? "" : waiting[0].value("id", "");
  }
  json grade(const std::string& user) { return asked(user, {"get", "account", account})["grade"]; }
  // The newest line of the request in the history.
  json last_of(const std::string& user, const std::string& field) {
    json found;
    for (const json& line : lines(user, {"history", "account", account, "--field", field}))
      if (line["user"] == "amy" && !line["note"].is_null()) found = line;
    return found;
  }

  std::string account;
};

TEST_F(Asking, AGrantIsDoneOnceAndInTheHistory) {
  const std::string id = asks("A");
  EXPECT_TRUE(grade("amy").is_null());
  refuses(4, "your role may not", keybook("amy", {"requests", "grant", id}));
  refuses(4, "no such request", keybook("ben", {"requests", "grant", id}));
  refuses(4, "only who asked", keybook("mia", {"requests", "withdraw", id}));
  refuses(2, "names no request", keybook("mia", {"requests", "grant", "nonsense"}));
  done("mia", {"requests", "grant", id});
  EXPECT_EQ(grade("mia"), "A");
  refuses(4, "was granted by mia", keybook("mia", {"requests", "grant", id}));
  refuses(4, "was granted by mia", keybook("mia", {"requests", "decline", id}));
  sync("amy");
  EXPECT_EQ(grade("amy"), "A");
  EXPECT_TRUE(lines("amy", {"requests"}).empty());
  EXPECT_EQ(last_of("amy", "grade")["outcome"], "applied");
  EXPECT_EQ(last_of("amy", "grade")["note"], "granted by mia");
  EXPECT_EQ(asked("amy", {"check"})["ok"], true);
  EXPECT_EQ(server({"check", "--data", data}).code, 0);
}

TEST_F(Asking, ADeclineSaysWhyAndAWithdrawalIsOnesOwn) {
  done("mia", {"requests", "decline", asks("A"), "--note", "先做大"});
  sync("amy");
  EXPECT_TRUE(grade("amy").is_null());
  EXPECT_EQ(last_of("amy", "grade")["outcome"], "declined");
  EXPECT_EQ(last_of("amy", "grade")["note"], "declined by mia: 先做大");
  const std::string second = asks("S");
  done("amy", {"requests", "withdraw", second});
  EXPECT_TRUE(lines("amy", {"requests"}).empty());
  EXPECT_EQ(last_of("amy", "grade")["outcome"], "declined");  // scripts know the outcomes of the interface alone
  EXPECT_EQ(last_of("amy", "grade")["note"], "withdrawn by amy");
  refuses(4, "was withdrawn by amy", keybook("mia", {"requests", "grant", second}));
  sync("mia");
  EXPECT_TRUE(lines("mia", {"requests"}).empty());
  EXPECT_EQ(digest("amy"), digest("mia"));
}

TEST_F(Asking, AGrantOfTheOwnerMovesTheFile) {
  done("amy", {"set", "account", account, "owner=nobody"});
  all_sync();
  refuses(4, "no active user", keybook("mia", {"requests", "grant", lines("mia", {"requests"})[0]["id"]}));
  done("mia", {"requests", "decline", lines("mia", {"requests"})[0]["id"]});
  done("amy", {"set", "account", account, "owner=ben"});
  all_sync();
  done("mia", {"requests", "grant", lines("mia", {"requests"})[0]["id"]});
  all_sync();
  EXPECT_EQ(asked("ben", {"get", "account", account})["owner"], "ben");
  refuses(4, "no such account", keybook("amy", {"get", "account", account}));
}

class Moving : public Asking {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Asking::SetUp());
    visit = made("amy", {"visit", "account=" + account, "subject=初访", "report=一行"});
    bens = made("ben", {"account", "name=华南水务", "code=K-18"});
    sync("amy"), sync("ben"), sync("mia");
  }
  std::string visit, bens;
};

TEST_F(Moving, WithBothFilesAtOnceWithItsHistory) {
  const std::string other = made("amy", {"account", "name=华北钢铁", "code=K-19"});
  done("amy", {"set", "visit", visit, "subject=复访"});
  done("amy", {"move", "visit", visit, "--to", "account:code=K-19"});
  EXPECT_EQ(asked("amy", {"get", "visit", visit})["account"], other);
  EXPECT_TRUE(lines("amy", {"list", "visit", "--account", account}).empty());
  EXPECT_EQ(lines("amy", {"list", "visit", "--account", other}).size(), 1U);
  EXPECT_GE(lines("amy", {"history", "visit", visit, "--field", "subject"}).size(), 2U);
  refuses(4, "belongs to that account already", keybook("amy", {"move", "visit", visit, "--to", other}));
  refuses(4, "only what belongs to an account", keybook("amy", {"move", "account", account, "--to", other}));
  all_sync();
  EXPECT_EQ(asked("mia", {"get", "visit", visit})["account"], other);
  EXPECT_EQ(asked("mia", {"check"})["ok"], true);
  EXPECT_EQ(server({"check", "--data", data}).code, 0);
}

TEST_F(Moving, WithoutTheTargetItWaitsForSomebodyWhoHasBoth) {
  const Ran asked_for = keybook("amy", {"move", "visit", visit, "--to", bens, "--json"});
  EXPECT_EQ(asked_for.code, 4) << asked_for.err;
  EXPECT_THAT(asked_for.out, HasSubstr("requested"));
  EXPECT_EQ(asked("amy", {"get", "visit", visit})["account"], account);
  sync("mia");
  const std::string id = lines("mia", {"requests"})[0]["id"];
  refuses(4, "no such account", keybook("amy", {"requests", "grant", id}));
  done("mia", {"requests", "grant", id});
  all_sync();
  EXPECT_EQ(asked("ben", {"get", "visit", visit})["account"], bens);
  EXPECT_EQ(asked("ben", {"get", "visit", visit})["report"], "一行");
  refuses(4, "no such", keybook("amy", {"get", "visit", visit}));
  EXPECT_EQ(asked("amy", {"get", "account", account})["name"], "华东电力");
  EXPECT_TRUE(lines("mia", {"requests"}).empty());
  EXPECT_EQ(asked("amy", {"check"})["ok"], true);
  EXPECT_EQ(asked("ben", {"check"})["ok"], true);
}

// The author had the file where the record lay when he wrote: applied. After the move he had not: it waits.
TEST_F(Moving, LateEditsAreJudgedByWhereItLayThen) {
  done("amy", {"set", "visit", visit, "subject=路上写的"});
  done("mia", {"move", "visit", visit, "--to", bens});
  done("amy", {"set", "visit", visit, "outcome=有进展"});
  all_sync();
  sync("ben");
  EXPECT_EQ(asked("ben", {"get", "visit", visit})["subject"], "路上写的");
  EXPECT_TRUE(asked("ben", {"get", "visit", visit})["outcome"].is_null());
  const std::vector<json> parked = lines("ben", {"parked"});
  ASSERT_EQ(parked.size(), 1U);
  EXPECT_EQ(parked[0]["user"], "amy");
  refuses(4, "no such", keybook("amy", {"get", "visit", visit}));
  done("ben", {"parked", "take", parked[0]["id"]});
  EXPECT_EQ(asked("ben", {"get", "visit", visit})["outcome"], "有进展");
  sync("amy");
  EXPECT_EQ(lines("amy", {"refused"}).size(), 0U);
  EXPECT_EQ(server({"check", "--data", data}).code, 0);
}

TEST_F(Asking, HeadOfficeSetsTheRulesOfThePool) {
  enrol("hans");
  EXPECT_TRUE(lines("amy", {"pool", "rule"}).empty());
  EXPECT_TRUE(lines("amy", {"pool", "warnings"}).empty());
  refuses(4, "only head office", keybook("mia", {"pool", "rule", "set", "--days", "90", "--warn", "14"}));
  refuses(4, "some days before", keybook("hans", {"pool", "rule", "set", "--days", "90"}));
  refuses(4, "no such territory",
          keybook("hans", {"pool", "rule", "set", "--territory", "nowhere", "--days", "90", "--warn", "14"}));
  done("hans", {"pool", "rule", "set", "--days", "90", "--warn", "14", "--without", "visit"});
  done("hans", {"pool", "rule", "set", "--territory", "east", "--days", "0"});
  const std::vector<json> rules = lines("amy", {"pool", "rule"});
  ASSERT_EQ(rules.size(), 2U);
  EXPECT_EQ(rules[0]["days"], 90);
  EXPECT_EQ(rules[0]["without"], "visit");
  EXPECT_EQ(rules[1]["territory"], "east");
  sync("amy");
  EXPECT_EQ(asked("amy", {"get", "account", account})["owner"], "amy");
}

}  // namespace
}  // namespace keybook::process
