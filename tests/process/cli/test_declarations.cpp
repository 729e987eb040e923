// One new field and one new type in a folder of declarations, and nothing else: they work in storage, sync, command
// line and default form of a profile and a store that are older than they are.
#include "sqlite/database.h"
#include "stage.h"

namespace keybook::process {
namespace {

constexpr const char* more_of_an_account = R"(
// What this company wants to know of its customers besides.
{ "extend": "account", "fields": [
  {"number": 1000, "name": "fleet_size", "kind": "integer", "min": 0, "max": 9999, "review": true, "index": true,
   "label": {"zh": "车队规模", "en": "Fleet size"}},
  {"number": 1001, "name": "depots", "kind": "set", "label": {"zh": "车场", "en": "Depots"}} ] })";

constexpr const char* new_type = R"(
// A vehicle of a customer.
{ "type": "vehicle", "number": 900, "scope": "child", "parent": "account", "title": ["plate"],
  "label": {"zh": "车辆", "en": "Vehicle"}, "plural": {"zh": "车辆", "en": "Vehicles"},
  "fields": [
    {"number": 1, "name": "account", "kind": "reference", "target": "account", "required": true, "merge": "locked",
     "index": true, "label": {"zh": "客户", "en": "Account"}},
    {"number": 2, "name": "plate", "kind": "text", "required": true, "key": true, "search": true, "list": true,
     "label": {"zh": "车牌", "en": "Plate"}},
    {"number": 3, "name": "notes", "kind": "long_text", "search": true, "label": {"zh": "说明", "en": "Notes"}},
    {"number": 4, "name": "state", "kind": "choice", "review": true, "label": {"zh": "状态", "en": "State"},
     "choices": [{"value": "在用", "label": {"zh": "在用", "en": "In use"}}, {"value": "停用", "label": {"zh": "停用", "en": "Idle"}}]} ] })";

class Declared : public Stage {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Stage::SetUp());
    // A store and two profiles from before the declarations.
    ASSERT_NO_FATAL_FAILURE(start());
    enrol("amy");
    enrol("mia");
    account = made("amy", {"account", "name=华东物流", "code=K-17"});
    sync("amy");
    sync("mia");
    stop();
    std::filesystem::create_directory(folder.file("types"));
    static_cast<void>(file("types/account_more.json", more_of_an_account));
    static_cast<void>(file("types/vehicle.json", new_type));
    setenv("KEYBOOK_SCHEMA_DIR", folder.file("types").c_str(), 1);
    ASSERT_NO_FATAL_FAILURE(start());
  }
  void TearDown() override { unsetenv("KEYBOOK_SCHEMA_DIR"); }
  void stop() {
    child->tell(SIGTERM);
    EXPECT_EQ(child->wait(), 0);
    child.reset();
  }
  void both_sync() {
    for (const char* who : {"amy", "mia", "amy"}) sync(who);
  }
  // "column type" of a table, and the names of its indexed columns, in a plain or an encrypted database.
  static std::set<std::string> columns(const std::string& path, const std::string& key_file, const std::string& table,
                                       bool indexed) {
    sqlite::OpenOptions options;
    std::ifstream in(key_file);
    const std::string hex{std::istreambuf_iterator<char>(in), {}};
    for (std::size_t i = 0; i + 1 < hex.size() && sqlite::can_encrypt(); i += 2)
      options.key += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    auto database = sqlite::Database::open(path, options);
    std::set<std::string> found;
    if (!database) return found;
    const std::string sql = indexed ? "SELECT c.name FROM pragma_index_list('" + table +
                                          "') i, pragma_index_xinfo(i.name) c WHERE c.name IS NOT NULL"
                                    : "SELECT name FROM pragma_table_xinfo('" + table + "')";
    auto query = (*database)->prepare(sql);
    while (query && *query->step()) found.insert(std::string(query->text(0)));
    return found;
  }

  std::string account;
};

// Some column of the set belongs to the field, whatever the table calls it.
bool has(const std::set<std::string>& columns, const std::string& field) {
  for (const std::string& column : columns)
    if (column.find(field) != std::string::npos) return true;
  return false;
}

TEST_F(Declared, TablesOfAnOlderProfileAndStoreGrow) {
  done("amy", {"set", "account", account, "fleet_size=12"});
  sync("amy");
  const std::string profile = this->profile("amy");
  EXPECT_TRUE(has(columns(profile + "/keybook.db", profile + "/key", "r_account", false), "fleet_size"));
  EXPECT_TRUE(has(columns(profile + "/keybook.db", profile + "/key", "r_vehicle", false), "plate"));
  EXPECT_FALSE(columns(profile + "/keybook.db", profile + "/key", "r_account", true).empty());
  EXPECT_TRUE(has(columns(data + "/store.db", "", "r_account", false), "fleet_size"));
  EXPECT_TRUE(has(columns(data + "/store.db", "", "r_vehicle", false), "plate"));
  EXPECT_EQ(server({"check", "--data", data}).code, 0);
  EXPECT_EQ(keybook("amy", {"check"}).code, 0);
  EXPECT_EQ(asked("amy", {"get", "account", account})["name"], "华东物流");  // what was there before
}

TEST_F(Declared, TheCommandLineKnowsThem) {
  EXPECT_EQ(asked("amy", {"schema", "vehicle"})["fields"].size(), 4U);
  done("amy", {"set", "account", "account:code=K-17", "fleet_size=12", "depots=北;南"});
  EXPECT_EQ(asked("amy", {"get", "account", account})["fleet_size"], 12);
  EXPECT_EQ(asked("amy", {"get", "account", account})["depots"], json({"北", "南"}));
  const std::string vehicle = made("amy", {"vehicle", "account=account:code=K-17", "plate=沪A12345", "state=In use"});
  EXPECT_EQ(asked("amy", {"get", "vehicle", "vehicle:plate=沪A12345"})["state"], "在用");
  EXPECT_EQ(lines("amy", {"list", "account", "--where", "fleet_size>=12"}).size(), 1U);
  EXPECT_EQ(lines("amy", {"list", "vehicle", "--account", account, "--search", "A123"}).size(), 1U);
  EXPECT_EQ(lines("amy", {"search", "沪A", "--type", "vehicle"}).size(), 1U);
  EXPECT_EQ(lines("amy", {"history", "vehicle", vehicle, "--field", "plate"}).size(), 1U);
  refuses(4, "field fleet_size", keybook("amy", {"set", "account", account, "fleet_size=10000"}));
  refuses(4, "field state", keybook("amy", {"set", "vehicle", vehicle, "state=flying"}));
  refuses(4, "field plate", keybook("amy", {"new", "vehicle", "account=" + account}));
}

TEST_F(Declared, TheyTravelMergeAndConflict) {
  const std::string vehicle = made("amy", {"vehicle", "account=" + account, "plate=沪A1", "notes=一\n二\n三\n"});
  done("amy", {"set", "account", account, "fleet_size=1", "depots=北"});
  both_sync();
  EXPECT_EQ(asked("mia", {"get", "vehicle", vehicle})["plate"], "沪A1");
  EXPECT_EQ(digest("amy"), digest("mia"));
  // Review makes a conflict, a set unites, long texts merge line by line.
  done("amy", {"set", "account", account, "fleet_size=2", "depots=北;东"});
  done("mia", {"set", "account", account, "fleet_size=3", "depots=北;西"});
  done("amy", {"set", "vehicle", vehicle, "notes=零\n一\n二\n三\n"});
  done("mia", {"set", "vehicle", vehicle, "notes=一\n二\n三\n四\n"});
  both_sync();
  const auto conflicts = lines("mia", {"conflicts"});
  ASSERT_EQ(conflicts.size(), 1U);
  EXPECT_EQ(conflicts[0]["field"], "fleet_size");
  EXPECT_EQ(conflicts[0]["sides"].size(), 2U);
  EXPECT_EQ(asked("amy", {"get", "account", account})["depots"], json({"东", "北", "西"}));
  EXPECT_EQ(asked("amy", {"get", "vehicle", vehicle})["notes"], "零\n一\n二\n三\n四\n");
  done("mia", {"resolve", conflicts[0].value("id", ""), "--keep", "other"});
  both_sync();
  EXPECT_TRUE(lines("amy", {"conflicts"}).empty());
  EXPECT_EQ(digest("amy"), digest("mia"));
  EXPECT_GE(lines("amy", {"history", "account", account, "--field", "fleet_size"}).size(), 4U);
}

TEST_F(Declared, TablesOfRecordsHaveThem) {
  const std::string in =
      file("v.csv", "account,车牌,State,notes\naccount:code=K-17,沪A1,停用,x\naccount:code=K-17,沪A2,,\n");
  EXPECT_EQ(asked("amy", {"import", "vehicle", in})["created"], 2);
  EXPECT_EQ(asked("amy", {"import", "vehicle", in})["unchanged"], 2);
  done("amy", {"export", "vehicle", "--out", folder.file("out.csv")});
  EXPECT_EQ(asked("amy", {"import", "vehicle", folder.file("out.csv")})["unchanged"], 2);
  done("amy", {"export", "account", "--format", "jsonl", "--out", folder.file("out.jsonl")});
  EXPECT_EQ(asked("amy", {"import", "account", folder.file("out.jsonl")})["unchanged"], 1);
}

// A device that has not got the declarations yet carries what it does not know, and gives it back as it was.
TEST_F(Declared, AnOlderDeviceCarriesThemThrough) {
  done("amy", {"set", "account", account, "fleet_size=12"});
  sync("amy");
  unsetenv("KEYBOOK_SCHEMA_DIR");
  sync("mia");
  EXPECT_EQ(asked("mia", {"get", "account", account})["fleet_size"], 12);
  done("mia", {"set", "account", account, "remark=seen by an older program"});
  sync("mia");
  setenv("KEYBOOK_SCHEMA_DIR", folder.file("types").c_str(), 1);
  both_sync();
  EXPECT_EQ(asked("amy", {"get", "account", account})["fleet_size"], 12);
  EXPECT_EQ(asked("mia", {"get", "account", account})["fleet_size"], 12);
  EXPECT_EQ(asked("amy", {"get", "account", account})["remark"], "seen by an older program");
  EXPECT_EQ(digest("amy"), digest("mia"));
  EXPECT_EQ(lines("mia", {"list", "account", "--where", "fleet_size=12"}).size(), 1U);
}

}  // namespace
}  // namespace keybook::process
