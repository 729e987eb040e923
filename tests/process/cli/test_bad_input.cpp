// What goes wrong gets a message with record, field and remedy, the right exit code, and leaves everything as it was.
#include "sqlite/database.h"
#include "stage.h"

namespace keybook::process {
namespace {

class BadInput : public Stage {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Stage::SetUp());
    ASSERT_NO_FATAL_FAILURE(start());
    enrol("amy");
    account = made("amy", {"account", "name=华东电力", "code=K-17"});
    before = state();
  }
  void TearDown() override { EXPECT_EQ(state(), before) << "something was changed"; }
  [[nodiscard]] std::string state() const { return digest("amy") + asked("amy", {"status"})["pending"].dump(); }
  [[nodiscard]] Ran amy(const std::vector<std::string>& arguments, const std::string& input = {}) const {
    return keybook("amy", arguments, input);
  }

  std::string account, before;
};

TEST_F(BadInput, WrongWordsAreWrongUsage) {
  refuses(2, "no command 'bogus'", amy({"bogus"}));
  refuses(2, "--limit", amy({"list", "account", "--limit", "-1"}));
  refuses(2, "--bogus", amy({"status", "--bogus"}));
  refuses(2, "", amy({}));
  refuses(2, "id is required", amy({"get", "account"}));
  refuses(2, "'name' is not FIELD=VALUE", amy({"set", "account", account, "name"}));
  refuses(2, "no type 'nosuch'", amy({"new", "nosuch", "name=x"}));
  refuses(2, "profile is missing", run({program("keybook"), "status"}));
  EXPECT_EQ(amy({"--help"}).code, 0);
  EXPECT_EQ(amy({"list", "--help"}).code, 0);
}

TEST_F(BadInput, LaterCommandsSayThatTheyAreNotThere) {
  for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
           {"attach", "account", "a", "f"}, {"files", "account", "a", "--json"}, {"fetch-file", "0", "--out", "f"}})
    refuses(1, "not in this version", amy(words));
}

TEST_F(BadInput, ReportsThatAreUnknownOrIllAskedForChangeNothing) {
  refuses(2, "no report 'nosuch'", amy({"report", "nosuch"}));
  refuses(2, "", amy({"report", "pareto", "--param", "nosuch=1"}));
  refuses(2, "", amy({"report", "pareto", "--param", "year=soon"}));
}

TEST_F(BadInput, ValuesThatBreakTheirDeclarationNameTheField) {
  refuses(4, "field nosuch", amy({"set", "account", account, "nosuch=1"}));
  refuses(4, "field our_share", amy({"set", "account", account, "our_share=300"}));
  refuses(4, "field annual_purchase", amy({"set", "account", account, "annual_purchase=much"}));
  refuses(4, "field name", amy({"new", "account", "code=K-18"}));
  refuses(4, "field founded", amy({"new", "account", "name=A", "founded=2026-02-30"}));
  refuses(4, "field remark", amy({"set", "account", account, "remark=half \xe4\xbd"}));
  refuses(4, "no such account", amy({"set", "account", "nowhere", "remark=x"}));
  refuses(4, "code 'K-99'", amy({"new", "visit", "account=account:code=K-99", "subject=x"}));
  refuses(4, "account", amy({"new", "visit", "account=nowhere", "subject=x"}));
  refuses(4, "field nosuch", amy({"list", "account", "--where", "nosuch=1"}));
}

TEST_F(BadInput, FilesThatCannotBeReadNameFileAndLine) {
  refuses(1, "nowhere.csv", amy({"import", "account", folder.file("nowhere.csv")}));
  refuses(1, "'colour' is no field", amy({"import", "account", file("a.csv", "name,colour\nA,red\n")}));
  refuses(1, "'firm'",
          amy({"import", "account", file("b.csv", "name\nA\n"), "--map", file("map.json", R"({"firm":"name"})")}));
  refuses(1, "not a JSON object", amy({"new", "account", "--json", file("list.json", "[1]")}));
  refuses(1, "half a UTF-8 character", amy({"new", "account", "--json", file("half.json", "{\"name\":\"\xe4\xbd")}));
  refuses(1, "line 1", amy({"apply", file("ops.jsonl", "{\"op\":\"new\"\n")}));
  refuses(1, "'paint' is no operation", amy({"apply", "-"}, "{\"op\":\"paint\",\"type\":\"account\",\"id\":\"x\"}\n"));
  refuses(1, "map", amy({"import", "account", file("c.csv", "name\nA\n"), "--map", file("map2.json", "{\"name\":1}")}));
}

TEST_F(BadInput, WhatIsWrongWithAMapIsToldOfTheMap) {
  const std::string table = file("m.csv", "firm\nA\n");
  const Ran wrong = amy({"import", "account", table, "--map", file("wrong.json", R"({"firm":"nosuch"})")});
  refuses(1, "'nosuch'", wrong);
  EXPECT_THAT(wrong.err, HasSubstr("wrong.json"));
  const Ran list = amy({"import", "account", table, "--map", file("list.json", "[]")});
  refuses(1, R"({"COLUMN": "FIELD")", list);
  EXPECT_THAT(list.err, HasSubstr("list.json"));
}

TEST_F(BadInput, ABrokenLineOfACsvIsReportedAlone) {
  // One broken character among good ones: it is UTF-8 with a fault, not another encoding.
  const Ran ran = amy({"import", "account", file("a.csv", "name,code\n华东电力客户,B0\n半个 \xe4\xbd,B1\n\"open,B2\n"),
                       "--dry-run", "--json"});
  EXPECT_EQ(ran.code, 0) << ran.err;  // some lines were taken
  const json result = json::parse(ran.out, nullptr, false);
  ASSERT_EQ(result["rejected"].size(), 2U) << ran.out;
  EXPECT_EQ(result["rejected"][0]["line"], 3);
  EXPECT_THAT(result["rejected"][0]["reason"].get<std::string>(), HasSubstr("UTF-8"));
  EXPECT_EQ(result["rejected"][1]["line"], 4);
}

TEST_F(BadInput, ADryRunChangesNothing) {
  const json result = asked("amy", {"import", "account", file("a.csv", "name\nA\nB\n"), "--dry-run"});
  EXPECT_EQ(result["created"], 2);
}

TEST_F(BadInput, EnrolmentThatFailsLeavesNoProfile) {
  refuses(4, "password", keybook("new", {"enroll", "--server", url, "--user", "amy", "--password-stdin"}, "wrong\n"));
  EXPECT_FALSE(std::filesystem::exists(profile("new")));
  refuses(4, "password",
          keybook("new", {"enroll", "--server", url, "--user", "nobody", "--password-stdin"}, "wrong\n"));
  refuses(3, "",
          keybook("new", {"enroll", "--server", "http://127.0.0.1:1", "--user", "amy", "--password-stdin"}, "x\n"));
  refuses(2, "terminal", keybook("new", {"enroll", "--server", url, "--user", "amy"}));
  refuses(2, "", keybook("new", {"enroll", "--server", "nonsense", "--user", "amy", "--password-stdin"}, "x\n"));
  EXPECT_FALSE(std::filesystem::exists(profile("new")));
  refuses(1, "no profile", keybook("new", {"status"}));
}

TEST_F(BadInput, AServerThatIsNotThereIsThree) {
  kill_server();
  refuses(3, "", amy({"sync"}));
  EXPECT_EQ(asked("amy", {"status"})["in_sync"], false);
}

TEST_F(BadInput, AServerThatForgotTheDeviceSaysSo) {
  kill_server();
  std::filesystem::remove_all(data);
  ASSERT_EQ(server({"init", "--data", data, "--admin", "root", "--password-stdin"}, "x\n").code, 0);
  start();
  const Ran ran = amy({"sync"});
  EXPECT_TRUE(ran.code == 1 || ran.code == 4) << ran.code;
  EXPECT_NE(ran.err, "");
}

TEST_F(BadInput, AFullDiskBehindTheOutputIsNoSuccess) {
  const Ran ran =
      run({"/bin/sh", "-c", program("keybook") + " --profile " + profile("amy") + " list account >/dev/full"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("could not be written"));
}

TEST_F(BadInput, AFullDiskSavesNothingAndSaysSo) {
  Child small(command("amy", {"new", "account", "name=" + std::string(190, 'x'), "notes=" + std::string(15'000, 'y')}),
              "", 16 * 1024);
  const std::string error = small.rest_of_errors();
  EXPECT_EQ(small.wait(), 1);
  EXPECT_THAT(error, HasSubstr("disk"));
  // An import stops in the middle, and keeps whole lines only.
  Child import(
      command("amy", {"import", "account", file("a.csv", "name\n" + std::string(150, 'z') + "\n"), "--atomic"}), "",
      8 * 1024);
  EXPECT_EQ(import.wait(), 1);
}

TEST_F(BadInput, AReadOnlyFolderSavesNothingAndSaysSo) {
  // Root may write anything, so a read-only mount is tried, which needs a right of its own.
  const Ran ran = run({"/bin/sh", "-c",
                       "unshare -rm sh -c 'mount --bind \"$1\" \"$1\" && mount -o remount,ro,bind \"$1\" || exit 99; "
                       "\"$0\" --profile \"$1\" new account name=A' " +
                           program("keybook") + " " + profile("amy")});
  if (ran.code == 99 || ran.code == 127 || ran.err.find("unshare") != std::string::npos)
    GTEST_SKIP() << "no mounts here: " << ran.err;
  EXPECT_EQ(ran.code, 1) << ran.out << ran.err;
  EXPECT_NE(ran.err, "");
}

// Opens the profile's database as a program of another version would.
std::unique_ptr<sqlite::Database> opened(const std::string& profile) {
  sqlite::OpenOptions options;
  std::ifstream in(profile + "/key");
  const std::string hex{std::istreambuf_iterator<char>(in), {}};
  for (std::size_t i = 0; i + 1 < hex.size() && sqlite::can_encrypt(); i += 2)
    options.key += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  auto database = sqlite::Database::open(profile + "/keybook.db", options);
  return database ? std::move(*database) : nullptr;
}

TEST_F(BadInput, ADatabaseOfANewerVersionIsLeftAlone) {
  ASSERT_TRUE(opened(profile("amy"))
                  ->exec("UPDATE meta SET value = '99' WHERE key = 'layout'; UPDATE meta SET value = '99/new' WHERE "
                         "key = 'declarations'"));
  refuses(1, "newer version", amy({"status"}));
  refuses(1, "newer version", amy({"set", "account", account, "remark=x"}));
  ASSERT_TRUE(opened(profile("amy"))
                  ->exec("UPDATE meta SET value = '1' WHERE key = 'layout'"));  // the state is looked at once more
}

TEST_F(BadInput, AFileThatIsNoDatabaseIsLeftAlone) {
  std::filesystem::create_directory(profile("odd"));
  static_cast<void>(file("odd/keybook.db", std::string(8192, 'x')));
  static_cast<void>(file("odd/key", std::string(64, '0')));
  refuses(1, "not a database", keybook("odd", {"status"}));
  EXPECT_EQ(std::filesystem::file_size(profile("odd") + "/keybook.db"), 8192U);
}

TEST_F(BadInput, AWriterThatDoesNotEndIsWaitedForAndThenNamed) {
  const auto other = opened(profile("amy"));
  ASSERT_TRUE(other->exec("BEGIN IMMEDIATE"));
  refuses(1, "another process", amy({"set", "account", account, "remark=x"}));
  EXPECT_EQ(asked("amy", {"get", "account", account})["name"], "华东电力");  // reading goes on
  ASSERT_TRUE(other->exec("ROLLBACK"));
}

}  // namespace
}  // namespace keybook::process
