// A working week of two reps, their manager and head office, on the command line.
#include "stage.h"

#include <thread>

namespace keybook::process {
namespace {

class Session : public Stage {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Stage::SetUp());
    ASSERT_NO_FATAL_FAILURE(start());
  }
  // An account of amy's on which ben works too.
  std::string shared_account() {
    for (const char* user : {"amy", "ben", "hans"}) enrol(user);
    const std::string id = made("amy", {"account", "name=华东电力", "code=K-17", "phone=021-1"});
    sync("amy");
    sync("hans");
    done("hans", {"set", "account", id, "team=ben"});
    for (const char* user : {"hans", "ben", "amy"}) sync(user);
    return id;
  }
};

TEST_F(Session, DifferentFieldsMergeAndTheSameFieldIsAConflictUntilSettled) {
  const std::string id = shared_account();
  done("amy", {"set", "account", id, "phone=021-2", "remark=amy"});
  done("ben", {"set", "account", id, "phone=021-3", "website=https://hd.cn"});
  EXPECT_EQ(asked("ben", {"status"})["pending"], 1);
  sync("ben");
  sync("amy");
  sync("ben");
  EXPECT_EQ(asked("ben", {"get", "account", id})["remark"], "amy");
  const std::vector<json> open = lines("ben", {"conflicts"});
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0]["field"], "phone");
  EXPECT_EQ(open[0]["sides"].size(), 2U);
  EXPECT_EQ(asked("amy", {"status"})["conflicts"], 1);

  done("ben", {"resolve", open[0]["id"], "--keep", "other"});
  for (const char* user : {"ben", "amy", "hans"}) sync(user);
  for (const char* user : {"ben", "amy", "hans"}) {
    EXPECT_EQ(asked(user, {"status"})["conflicts"], 0) << user;
    EXPECT_EQ(digest(user), digest("amy")) << user;
    EXPECT_EQ(asked(user, {"check"})["ok"], true);
  }
  EXPECT_EQ(asked("amy", {"get", "account", id})["phone"], asked("ben", {"get", "account", id})["phone"]);
  // Nothing is gone: both values are in the history.
  const std::string history = done("amy", {"history", "account", id, "--field", "phone", "--json"});
  EXPECT_THAT(history, HasSubstr("021-2"));
  EXPECT_THAT(history, HasSubstr("021-3"));
}

TEST_F(Session, AConflictCanBeSettledByEditOrByAValueOfItsOwn) {
  const std::string id = shared_account();
  done("amy", {"set", "account", id, "phone=021-2", "code=K-18"});
  done("ben", {"set", "account", id, "phone=021-3", "code=K-19"});
  for (const char* user : {"ben", "amy"}) sync(user);
  const std::vector<json> open = lines("amy", {"conflicts"});
  ASSERT_EQ(open.size(), 2U);
  const std::string told = done("amy", {"conflicts"});
  for (const json& conflict : open)
    for (const json& side : conflict["sides"]) EXPECT_THAT(told, HasSubstr(side["edit"].get<std::string>()));
  for (const json& conflict : open) {
    if (conflict["field"] == "phone") {
      done("amy", {"resolve", conflict["id"], "--value", "-5"});
    } else {
      done("amy", {"resolve", conflict["id"], "--keep", conflict["sides"][1]["edit"]});
      EXPECT_EQ(asked("amy", {"get", "account", id})["code"], conflict["sides"][1]["value"]);
    }
  }
  EXPECT_EQ(asked("amy", {"get", "account", id})["phone"], "-5");
  EXPECT_TRUE(lines("amy", {"conflicts"}).empty());
  refuses(4, "no open conflict", keybook("amy", {"resolve", id + "/phone", "--keep", "current"}));
  refuses(2, "how to settle", keybook("amy", {"resolve", id + "/phone"}));
}

TEST_F(Session, ADeleteMeetsAnEditAndKeepsIt) {
  const std::string id = shared_account();
  const std::string visit = made("amy", {"visit", "account=" + id, "subject=报价"});
  for (const char* user : {"amy", "ben"}) sync(user);
  done("amy", {"delete", "visit", visit});
  refuses(4, "deleted", keybook("amy", {"get", "visit", visit}));
  EXPECT_TRUE(lines("amy", {"list", "visit"}).empty());
  done("ben", {"set", "visit", visit, "report=谈得很好"});
  for (const char* user : {"amy", "ben", "amy"}) sync(user);
  EXPECT_EQ(asked("amy", {"get", "visit", visit})["report"], "谈得很好");
  const std::vector<json> open = lines("amy", {"conflicts"});
  ASSERT_EQ(open.size(), 1U);
  EXPECT_TRUE(open[0]["field"].is_null());
  done("amy", {"restore", "visit", visit});
  EXPECT_TRUE(lines("amy", {"conflicts"}).empty());
}

TEST_F(Session, ARepsLockedFieldBecomesARequestAndHeadOfficeGrantsAtOnce) {
  const std::string id = shared_account();
  const Ran asked_for = keybook("amy", {"set", "account", id, "grade=A"});
  EXPECT_EQ(asked_for.code, 0);
  EXPECT_THAT(asked_for.err, HasSubstr("request"));
  EXPECT_TRUE(asked("amy", {"get", "account", id})["grade"].is_null());
  EXPECT_EQ(lines("amy", {"requests"}).size(), 1U);
  done("hans", {"set", "account", id, "grade=B"});
  for (const char* user : {"hans", "amy"}) sync(user);
  EXPECT_EQ(asked("amy", {"get", "account", id})["grade"], "B");
}

TEST_F(Session, WhoHasNoRightSeesNothing) {
  for (const char* user : {"amy", "ben", "mia"}) enrol(user);
  const std::string id = made("amy", {"account", "name=华东电力"});
  for (const char* user : {"amy", "ben", "mia"}) sync(user);
  refuses(4, "no such account", keybook("ben", {"get", "account", id}));
  EXPECT_TRUE(lines("ben", {"list", "account"}).empty());
}

TEST_F(Session, StatusSyncAndDigestHaveTheirMembers) {
  enrol("amy");
  json status = asked("amy", {"status"});
  for (const char* name :
       {"user", "device", "server", "pending", "refused", "conflicts", "parked", "last_sync", "cursor", "in_sync"})
    EXPECT_TRUE(status.contains(name)) << name;
  EXPECT_EQ(status["user"], "amy");
  EXPECT_EQ(status["server"], url);
  EXPECT_TRUE(status["last_sync"].is_null());
  EXPECT_EQ(status["in_sync"], false);
  made("amy", {"account", "name=A"});
  const json synced = asked("amy", {"sync"});
  for (const char* name :
       {"pushed", "pulled", "conflicts", "parked", "refused", "round_trips", "bytes_sent", "bytes_received", "cursor"})
    EXPECT_TRUE(synced.contains(name)) << name;
  EXPECT_EQ(synced["pushed"], 1);
  EXPECT_EQ(synced["round_trips"], 1);
  status = asked("amy", {"status"});
  EXPECT_EQ(status["in_sync"], true);
  EXPECT_EQ(status["cursor"], synced["cursor"]);
  EXPECT_THAT(std::string(status["last_sync"]), ::testing::MatchesRegex("....-..-..T..:..:......Z"));
  EXPECT_EQ(asked("amy", {"digest"})["sha256"].get<std::string>().size(), 64U);
  EXPECT_TRUE(lines("amy", {"parked"}).empty());
  EXPECT_TRUE(lines("amy", {"refused"}).empty());
}

TEST_F(Session, NewTakesFieldsFromArgumentsFilesAndStandardInput) {
  enrol("amy");
  EXPECT_EQ(made("amy", {"account", "name=A", "--id", "a-1"}), "a-1");
  EXPECT_EQ(asked("amy", {"new", "account", "name=B"})["id"].get<std::string>().size(), 36U);
  const std::string from_file =
      made("amy", {"account", "--json", file("f.json", R"({"name":"C","tags":["b","a"],"type":"经销商"})")});
  const json record = asked("amy", {"get", "account", from_file});
  EXPECT_EQ(record["tags"], json::array({"a", "b"}));
  EXPECT_EQ(record["type"], "account");
  EXPECT_EQ(record["fields"]["type"], "经销商");
  EXPECT_TRUE(record["phone"].is_null());
  EXPECT_FALSE(done("amy", {"new", "account", "--json", "-"}, R"({"name":"D"})").empty());
  EXPECT_EQ(lines("amy", {"list", "account", "--where", "tags=a"}).size(), 1U);
  EXPECT_EQ(lines("amy", {"list", "account", "--limit", "2"}).size(), 2U);
}

TEST_F(Session, ImportTwiceChangesNothingAndMendedLinesGoIn) {
  enrol("amy");
  const std::string csv = file("a.csv", "code,name,employees\nA1,华东,12\nA2,,5\nA3,Gamma,x\n");
  json result = asked("amy", {"import", "account", csv});
  EXPECT_EQ(result["created"], 1);
  ASSERT_EQ(result["rejected"].size(), 2U);
  EXPECT_EQ(result["rejected"][0]["line"], 3);
  EXPECT_EQ(result["rejected"][0]["field"], "name");
  EXPECT_EQ(result["rejected"][1]["field"], "employees");
  const std::int64_t pending = asked("amy", {"status"})["pending"];
  result = asked("amy", {"import", "account", csv});
  EXPECT_EQ(result["unchanged"], 1);
  EXPECT_EQ(asked("amy", {"status"})["pending"], pending);

  std::ifstream in(result["rejected_file"].get<std::string>());
  std::string rejected{std::istreambuf_iterator<char>(in), {}};
  rejected.replace(rejected.find("A2,,5"), 5, "A2,Beta,5");
  rejected.replace(rejected.find("Gamma,x"), 7, "Gamma,7");
  result = asked("amy", {"import", "account", file("mended.csv", rejected)});
  EXPECT_EQ(result["created"], 2) << result;
  // What was exported comes back as it was.
  done("amy", {"export", "account", "--format", "jsonl", "--out", folder.file("out.jsonl")});
  result = asked("amy", {"import", "account", folder.file("out.jsonl")});
  EXPECT_EQ(result["unchanged"], 3) << result;
}

TEST_F(Session, ApplyIsLineByLineOrAllAtOnce) {
  enrol("amy");
  const std::string good = R"({"op":"new","type":"account","id":"a-1","fields":{"name":"A"}})"
                           "\n";
  const std::string bad = R"({"op":"set","type":"account","id":"a-2","fields":{"name":"B"}})"
                          "\n";
  refuses(4, "line 2", keybook("amy", {"apply", "-", "--atomic"}, good + bad));
  EXPECT_EQ(asked("amy", {"status"})["pending"], 0);
  const Ran kept = keybook("amy", {"apply", "-"}, good + bad);
  EXPECT_EQ(kept.code, 4);
  EXPECT_EQ(asked("amy", {"status"})["pending"], 1);
  done("amy", {"apply",
               file("ops.jsonl", R"({"op":"delete","type":"account","id":"a-1"})"
                                 "\n"
                                 R"({"op":"restore","type":"account","id":"a-1"})"
                                 "\n"),
               "--atomic"});
  EXPECT_EQ(asked("amy", {"get", "account", "a-1"})["name"], "A");
}

TEST_F(Session, AFolderOfDeclarationsAddsFieldsAndTypesEverywhere) {
  kill_server();
  std::filesystem::create_directory(folder.file("types"));
  static_cast<void>(file(
      "types/more.json",
      R"({"extend":"account","fields":[{"number":1000,"name":"dock_gate","kind":"text","label":{"zh":"门号","en":"Gate"},"merge":"latest"}]})"));
  static_cast<void>(file(
      "types/room.json",
      R"({"type":"meeting_room","number":1090,"scope":"shared","label":{"zh":"会议室","en":"Meeting room"},"plural":{"zh":"会议室","en":"Meeting rooms"},"title":["name"],
    "fields":[{"number":1,"name":"name","kind":"text","label":{"zh":"名称","en":"Name"},"required":true,"merge":"latest"},
              {"number":2,"name":"equipment","kind":"set","label":{"zh":"设备","en":"Equipment"},"merge":"set"}]})"));
  setenv("KEYBOOK_SCHEMA_DIR", folder.file("types").c_str(), 1);
  start();
  for (const char* user : {"amy", "hans"}) enrol(user);
  const std::string account = made("amy", {"account", "name=A", "dock_gate=7"});
  const std::string room = made("amy", {"meeting_room", "name=华东", "equipment=投影;白板"});
  for (const char* user : {"amy", "hans"}) sync(user);
  EXPECT_EQ(asked("hans", {"get", "account", account})["dock_gate"], "7");
  EXPECT_EQ(asked("hans", {"get", "meeting_room", room})["equipment"].size(), 2U);
  EXPECT_EQ(digest("amy"), digest("hans"));
  unsetenv("KEYBOOK_SCHEMA_DIR");
}

TEST_F(Session, WatchBringsWhatEitherSideHas) {
  const std::string id = shared_account();
  Child watching(command("ben", {"watch", "--json"}), "");
  EXPECT_TRUE(json::parse(watching.line(), nullptr, false).contains("pulled"));  // its first sync
  done("amy", {"set", "account", id, "remark=from amy"});
  sync("amy");
  EXPECT_EQ(json::parse(watching.line(), nullptr, false)["pulled"], 1);
  EXPECT_EQ(asked("ben", {"get", "account", id})["remark"], "from amy");
  done("ben", {"set", "account", id, "website=https://hd.cn"});  // another process on the same profile
  EXPECT_EQ(json::parse(watching.line(), nullptr, false)["pushed"], 1);
  sync("amy");
  EXPECT_EQ(asked("amy", {"get", "account", id})["website"], "https://hd.cn");
  watching.tell(SIGTERM);
  EXPECT_EQ(watching.wait(), 0);
}

}  // namespace
}  // namespace keybook::process
