// Declarations grow at run time: head office adds, every device follows with its next sync, and nobody starts anything
// anew.
#include <thread>

#include "stage.h"

namespace keybook::process {
namespace {

constexpr const char* fleet = R"(
// What this company wants to know of its customers besides.
{ "extend": "account",
  "sections": [{"name": "x_logistics", "label": {"zh": "物流", "en": "Logistics"}}],
  "fields": [
    {"name": "x_fleet", "kind": "integer", "min": 0, "max": 9999, "review": true, "index": true, "section": "x_logistics",
     "label": {"zh": "车队规模", "en": "Fleet size"}},
    {"name": "x_slogan", "kind": "text", "search": true, "label": {"zh": "口号", "en": "Slogan"}} ] })";

constexpr const char* vehicle = R"(
{ "type": "x_vehicle", "scope": "child", "parent": "account", "title": ["plate"],
  "label": {"zh": "车辆", "en": "Vehicle"},
  "fields": [
    {"name": "account", "kind": "reference", "target": "account", "required": true, "merge": "locked", "label": {"zh": "客户", "en": "Account"}},
    {"name": "plate", "kind": "text", "required": true, "key": true, "search": true, "list": true, "label": {"zh": "车牌", "en": "Plate"}},
    {"name": "notes", "kind": "long_text", "search": true, "label": {"zh": "说明", "en": "Notes"}} ] })";

std::string extension(const std::string& field, const std::string& more = {}) {
  return R"({"extend": "account", "fields": [{"name": ")" + field + R"(", "kind": "text", )" + more +
         R"("label": {"zh": "字段", "en": "Field"}}]})";
}

class Growth : public Stage {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Stage::SetUp());
    ASSERT_NO_FATAL_FAILURE(start());
    for (const char* who : {"amy", "mia", "hans"}) enrol(who);
    account = made("amy", {"account", "name=华东物流", "code=K-17"});
    for (const char* who : {"amy", "mia", "hans"}) sync(who);
  }
  json add(const std::string& device, const std::string& text) {
    return asked(device, {"schema", "add", file("add.json", text)});
  }
  Ran tried(const std::string& device, const std::string& text) {
    return keybook(device, {"schema", "add", file("tried.json", text)});
  }
  void all_sync() {
    for (const char* who : {"amy", "mia", "hans", "amy", "mia", "hans"}) sync(who);
  }
  [[nodiscard]] bool knows(const std::string& device, const std::string& field) const {
    const json account_type = asked(device, {"schema", "account"});
    for (const json& one : account_type["fields"])
      if (one["name"] == field) return true;
    return false;
  }
  void sound() {
    for (const char* who : {"amy", "mia", "hans"}) EXPECT_EQ(keybook(who, {"check"}).code, 0) << who;
    EXPECT_EQ(server({"check", "--data", data}).code, 0);
  }

  std::string account;
};

TEST_F(Growth, AFieldIsEverywhereAfterTheNextSync) {
  const json added = add("hans", fleet);
  EXPECT_EQ(added["number"], 1);
  EXPECT_EQ(added["summary"], "account: +x_fleet, +x_slogan");
  EXPECT_EQ(added["document"]["fields"][0]["number"], 1000);
  EXPECT_EQ(added["document"]["fields"][1]["number"], 1001);
  EXPECT_TRUE(knows("hans", "x_fleet"));
  EXPECT_FALSE(knows("amy", "x_fleet"));
  sync("amy");
  EXPECT_TRUE(knows("amy", "x_fleet"));
  done("amy", {"set", "account", account, "x_fleet=12", "x_slogan=天下无双"});
  sync("amy");
  sync("mia");
  EXPECT_EQ(asked("mia", {"get", "account", account})["x_fleet"], 12);
  EXPECT_EQ(asked("mia", {"get", "account", account})["name"], "华东物流");
  EXPECT_EQ(lines("mia", {"list", "account", "--where", "x_fleet>=12"}).size(), 1U);
  EXPECT_EQ(lines("mia", {"search", "天下", "--type", "account"}).size(), 1U);
  EXPECT_EQ(lines("mia", {"history", "account", account, "--field", "x_fleet"}).size(), 1U);
  refuses(4, "field x_fleet", keybook("mia", {"set", "account", account, "x_fleet=10000"}));
  // Review makes a conflict of it, and export and import carry it.
  done("amy", {"set", "account", account, "x_fleet=13"});
  done("mia", {"set", "account", account, "x_fleet=14"});
  all_sync();
  EXPECT_EQ(lines("hans", {"conflicts"}).size(), 1U);
  EXPECT_EQ(digest("amy"), digest("mia"));
  done("amy", {"export", "account", "--out", folder.file("out.csv")});
  EXPECT_EQ(asked("amy", {"import", "account", folder.file("out.csv")})["unchanged"], 1);
  EXPECT_EQ(lines("mia", {"list", "declaration"}).size(), 1U);
  sound();
}

TEST_F(Growth, AWholeTypeIsEverywhereAfterTheNextSync) {
  EXPECT_GE(add("hans", vehicle)["document"]["number"], 1000);
  const std::string made_there = made("hans", {"x_vehicle", "account=account:code=K-17", "plate=沪A1"});
  sync("hans");
  sync("amy");  // declaration and record in one answer
  EXPECT_EQ(asked("amy", {"get", "x_vehicle", "x_vehicle:plate=沪A1"})["id"], made_there);
  EXPECT_EQ(lines("amy", {"search", "沪A", "--type", "x_vehicle"}).size(), 1U) << "what came with its type is found";
  done("amy", {"set", "x_vehicle", made_there, "notes=新车"});
  all_sync();
  EXPECT_EQ(asked("mia", {"get", "x_vehicle", made_there})["notes"], "新车");
  EXPECT_EQ(digest("amy"), digest("hans"));
  add("hans",
      R"({"extend": "x_vehicle", "fields": [{"name": "colour", "kind": "text", "label": {"zh": "颜色", "en": "Colour"}}]})");
  done("hans", {"set", "x_vehicle", made_there, "colour=red"});
  all_sync();
  EXPECT_EQ(asked("mia", {"get", "x_vehicle", made_there})["colour"], "red");
  sound();
}

TEST_F(Growth, AFieldToSearchFindsRecordsThatWereThereBefore) {
  add("hans", R"({"type": "x_badge", "label": {"zh": "徽章", "en": "Badge"}, "scope": "child",
    "parent": "account", "title": ["code"], "fields": [
    {"name": "account", "kind": "reference", "target": "account", "required": true, "merge": "locked", "label": {"zh": "客户", "en": "Account"}},
    {"name": "code", "kind": "text", "label": {"zh": "代码", "en": "Code"}}]})");
  const std::string badge = made("hans", {"x_badge", "account=" + account, "code=B1"});
  all_sync();
  add("hans", R"({"extend": "x_badge", "fields": [
    {"name": "motto", "kind": "text", "search": true, "label": {"zh": "格言", "en": "Motto"}}]})");
  done("hans", {"set", "x_badge", badge, "motto=自强不息"});
  all_sync();
  for (const char* who : {"hans", "amy", "mia"})
    EXPECT_EQ(lines(who, {"search", "自强", "--type", "x_badge"}).size(), 1U) << who;
  sound();
}

TEST_F(Growth, ANewDeviceGetsItWithItsFirstDownload) {
  add("hans", fleet);
  add("hans", vehicle);
  sync("amy");
  done("amy", {"set", "account", account, "x_fleet=12", "x_slogan=天下无双"});
  made("amy", {"x_vehicle", "account=" + account, "plate=沪A1"});
  sync("amy");
  done("amy-2", {"enroll", "--server", url, "--user", "amy", "--password-stdin"}, std::string(password) + "\n");
  sync("amy-2");
  EXPECT_EQ(digest("amy-2"), digest("amy"));
  EXPECT_EQ(lines("amy-2", {"search", "天下", "--type", "account"}).size(), 1U);
  EXPECT_EQ(lines("amy-2", {"list", "x_vehicle", "--where", "plate=沪A1"}).size(), 1U);
  EXPECT_EQ(keybook("amy-2", {"check"}).code, 0);
}

TEST_F(Growth, TheServerKeepsItOverARestartAndABackup) {
  add("hans", fleet);
  kill_server();
  ASSERT_NO_FATAL_FAILURE(start());
  EXPECT_EQ(add("hans", extension("x_next"))["document"]["fields"][0]["number"], 1002);
  const std::string copy = folder.file("copy.kbk");
  EXPECT_EQ(server({"backup", "--data", data, "--to", copy}).code, 0);
  EXPECT_EQ(
      server({"user", "add", "--data", data, "--name", "eve", "--role", "rep", "--password-stdin"}, "correct horse\n")
          .code,
      0);
  sync("amy");
  EXPECT_TRUE(knows("amy", "x_next"));
  sound();
}

TEST_F(Growth, OnlyHeadOfficeMay) {
  for (const char* who : {"amy", "mia"}) refuses(4, "only head office", tried(who, fleet));
  refuses(4, "records of type declaration", keybook("hans", {"new", "declaration", "number=1", "document={}"}));
  EXPECT_FALSE(knows("amy", "x_fleet"));
  EXPECT_TRUE(lines("amy", {"list", "declaration"}).empty());
}

TEST_F(Growth, ABadDocumentIsRefusedAndNothingIsHalfDone) {
  const std::pair<std::string, std::string> bad[] = {
      {"{", "tried.json"},
      {R"({"extend": "nothing", "fields": []})", "no such type \"nothing\""},
      {R"({"extend": "account"})", "fields"},
      {extension("fleet"), "begins with x_"},
      {extension("x_a", R"("merge": "best", )"), "no such rule"},
      {extension("x_a", R"("number": 7, )"), "numbered from 1000"},
      {extension("x_a", R"("colour": "red", )"), "unknown member"},
      {extension("x_a", R"("section": "x_none", )"), "no such section"},
      {extension("x_a", R"("group": "address", )"), "group"},
      {R"({"extend": "account", "retire": ["name"]})", "relies on this field"},
      {R"({"extend": "account", "retire": ["owner"]})", "relies on this field"},
      {R"({"extend": "account", "retire": ["nothing"]})", "no such field"},
      {R"({"extend": "account", "choices": {"name": [{"value": "a", "label": {"zh": "a", "en": "a"}}]}})",
       "no choices"},
      {R"({"type": "account", "fields": []})", "already"},
      {R"({"type": "vehicle", "fields": []})", "begins with x_"},
      // The first of two is good: neither is in force.
      {R"({"extend": "account", "fields": [{"name": "x_good", "kind": "text", "label": {"zh": "a", "en": "a"}},
          {"name": "x_bad", "kind": "colour", "label": {"zh": "a", "en": "a"}}]})",
       "no such kind"}};
  for (const auto& [text, message] : bad) refuses(1, message, tried("hans", text));
  EXPECT_TRUE(lines("hans", {"list", "declaration"}).empty());
  EXPECT_FALSE(knows("hans", "x_good"));
  refuses(1, "tried.json", tried("hans", "[]"));
  sound();
}

// What a device would refuse by itself is refused by the server too: here the device has not been told yet.
TEST_F(Growth, TwoPeopleAtOnceGetNumbersOfTheirOwn) {
  done("hans-2", {"enroll", "--server", url, "--user", "hans", "--password-stdin"}, std::string(password) + "\n");
  sync("hans-2");
  Ran first, second;
  const std::string a = file("a.json", extension("x_a")), b = file("b.json", extension("x_b"));
  {
    const std::jthread one([&] { first = keybook("hans", {"schema", "add", a, "--json"}); });
    const std::jthread two([&] { second = keybook("hans-2", {"schema", "add", b, "--json"}); });
  }
  ASSERT_EQ(first.code, 0) << first.err;
  ASSERT_EQ(second.code, 0) << second.err;
  EXPECT_NE(json::parse(first.out)["number"], json::parse(second.out)["number"]);
  EXPECT_NE(json::parse(first.out)["document"]["fields"][0]["number"],
            json::parse(second.out)["document"]["fields"][0]["number"]);
  // The same name: one of them is told.
  {
    const std::jthread one([&] {
      first = keybook("hans", {"schema", "add", file("c.json", extension("x_c")), "--json"});
    });
    const std::jthread two([&] {
      second = keybook("hans-2", {"schema", "add", file("d.json", extension("x_c")), "--json"});
    });
  }
  EXPECT_EQ((first.code == 0) + (second.code == 0), 1) << first.err << second.err;
  EXPECT_THAT(first.err + second.err, HasSubstr("has a field of this name already"));
  all_sync();
  sync("hans-2");
  EXPECT_EQ(lines("amy", {"list", "declaration"}).size(), 3U);
  EXPECT_EQ(digest("hans"), digest("hans-2"));
  sound();
}

TEST_F(Growth, AChoiceReachesDevicesThatEditTheRecordMeanwhile) {
  done("amy", {"set", "account", account, "remark=waits here"});  // amy is offline, under the older declaration
  done("hans", {"schema", "add-choice", "account", "relation_level", "x_island", "--zh", "海岛", "--en", "Island"});
  done("hans", {"set", "account", account, "relation_level=Island"});
  sync("hans");
  refuses(4, "field relation_level", keybook("amy", {"set", "account", account, "relation_level=x_island"}));
  sync("amy");
  EXPECT_EQ(asked("amy", {"get", "account", account})["relation_level"], "x_island");
  EXPECT_EQ(asked("amy", {"get", "account", account})["remark"], "waits here");
  done("amy", {"set", "account", account, "relation_level=海岛"});
  refuses(1, "is a choice of it already",
          keybook("hans", {"schema", "add-choice", "account", "relation_level", "x_island"}));
  all_sync();
  EXPECT_EQ(digest("amy"), digest("mia"));
  sound();
}

TEST_F(Growth, ARequiredFieldAddedLaterHoldsNothingUp) {
  const std::string offline =
      made("amy", {"account", "name=离线新建"});  // without the field, under the older declaration
  add("hans", extension("x_must", R"("required": true, )"));
  sync("amy");
  EXPECT_EQ(asked("amy", {"status"})["refused"], 0);
  EXPECT_EQ(asked("amy", {"get", "account", offline})["name"], "离线新建");
  done("amy", {"set", "account", offline, "remark=other fields are written as before"});
  refuses(4, "field x_must", keybook("amy", {"new", "account", "name=现在新建"}));
  refuses(4, "field x_must", keybook("amy", {"set", "account", offline, "x_must="}));
  made("amy", {"account", "name=现在新建", "x_must=a"});
  all_sync();
  EXPECT_EQ(digest("amy"), digest("hans"));
  EXPECT_EQ(asked("amy", {"status"})["refused"], 0);
  sound();
}

TEST_F(Growth, ARetiredFieldKeepsItsData) {
  add("hans", extension("x_old", R"("required": true, )"));
  all_sync();
  done("amy", {"set", "account", account, "x_old=stays"});
  sync("amy");
  done("mia", {"set", "account", account, "x_old=written offline"});  // before mia hears of it
  done("hans", {"schema", "retire", "account", "x_old"});
  all_sync();
  const json account_type = asked("mia", {"schema", "account"});
  for (const json& field : account_type["fields"]) {
    if (field["name"] != "x_old") continue;
    EXPECT_EQ(field["retired"], true);
    EXPECT_FALSE(field.contains("required"));
  }
  EXPECT_EQ(asked("amy", {"get", "account", account})["x_old"], "written offline");
  EXPECT_EQ(lines("amy", {"history", "account", account, "--field", "x_old"}).size(), 2U);
  made("amy", {"account", "name=新客户"});  // it is required no more
  refuses(1, "is retired already", keybook("hans", {"schema", "retire", "account", "x_old"}));
  refuses(1, "has a field of this name already", tried("hans", extension("x_old")));  // numbers and names stay taken
  EXPECT_EQ(add("hans", extension("x_new"))["document"]["fields"][0]["number"], 1001);
  all_sync();
  EXPECT_EQ(digest("amy"), digest("hans"));
  sound();
}

// The edits of a mutation name the declaration that they were made under; the server takes them by that.
TEST_F(Growth, EditsMadeOfflineUnderOlderDeclarationsCountAsEver) {
  done("amy", {"set", "account", account, "short_name=offline"});
  const std::string colleague = made("amy", {"contact", "account=" + account, "name=王工"});
  for (int i = 0; i < 5; ++i) add("hans", extension("x_f" + std::to_string(i)));
  done("hans", {"set", "account", account, "x_f3=here"});
  all_sync();
  EXPECT_EQ(asked("hans", {"get", "account", account})["short_name"], "offline");
  EXPECT_EQ(asked("amy", {"get", "account", account})["x_f3"], "here");
  EXPECT_EQ(asked("mia", {"get", "contact", colleague})["name"], "王工");
  EXPECT_EQ(digest("amy"), digest("hans"));
  sound();
}

}  // namespace
}  // namespace keybook::process
