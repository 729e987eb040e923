// Files of operations and tables of records, as scripts and people hand them over.
#include "stage.h"

namespace keybook::process {
namespace {

class Files : public Stage {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Stage::SetUp());
    ASSERT_NO_FATAL_FAILURE(start());
    enrol("amy");
    account = made("amy", {"account", "name=华东电力", "code=K-17", "tags=a;b"});
  }
  [[nodiscard]] json shown(const std::string& reference) const { return asked("amy", {"get", "account", reference}); }
  json imported(const std::string& type, const std::string& file, std::vector<std::string> more = {}) const {
    more.insert(more.begin(), {"import", type, file});
    return asked("amy", more);
  }
  [[nodiscard]] std::size_t count(const std::string& type, std::vector<std::string> where = {}) const {
    where.insert(where.begin(), {"list", type});
    return lines("amy", where).size();
  }

  std::string account;
};

json counts(int read, int created, int updated, int unchanged) {
  return {{"read", read}, {"created", created}, {"updated", updated}, {"unchanged", unchanged}};
}
json counts(const json& result) {
  return counts(result.value("read", -1), result.value("created", -1), result.value("updated", -1),
                result.value("unchanged", -1));
}

TEST_F(Files, OneMutationMayNameARecordManyTimes) {
  const std::string k17 = R"("type":"account","id":"account:code=K-17")";
  const std::string operations =
      R"({"op":"new","type":"account","id":"a-1","fields":{"name":"甲","code":"A-1","tags":["q"]}})"
      "\n"
      R"({"op":"set","type":"account","id":"account:code=A-1","fields":{"remark":"r1","tags":{"+":["w"],"-":["q"]}}})"
      "\n"
      R"({"op":"new","type":"contact","fields":{"account":"account:code=A-1","name":"李"}})"
      "\n"
      R"({"op":"set",)" +
      k17 +
      R"(,"fields":{"remark":"r1","calls":{"d":"2"},"tags":{"+":["c"]}}})"
      "\n"
      R"({"op":"set",)" +
      k17 +
      R"(,"fields":{"remark":"r2","phone":"1","calls":{"d":"3"},"tags":{"-":["a"]}}})"
      "\n"
      R"({"op":"new","type":"account","id":"gone","fields":{"name":"gone"}})"
      "\n"
      R"({"op":"delete","type":"account","id":"gone"})"
      "\n";
  EXPECT_EQ(asked("amy", {"apply", file("ops.jsonl", operations), "--atomic"})["ids"].size(), 7U);
  const json result = asked("amy", {"sync"});
  EXPECT_EQ(result["refused"], 0);
  EXPECT_EQ(result["pushed"], 2);
  EXPECT_EQ(shown("a-1")["remark"], "r1");
  EXPECT_EQ(shown("a-1")["tags"], json({"w"}));
  EXPECT_EQ(shown(account)["remark"], "r2");
  EXPECT_EQ(shown(account)["phone"], "1");
  EXPECT_EQ(shown(account)["calls"], 5);
  EXPECT_EQ(shown(account)["tags"], json({"b", "c"}));
  EXPECT_EQ(count("contact", {"--account", "a-1"}), 1U);
  refuses(4, "no such account", keybook("amy", {"get", "account", "gone"}));
}

TEST_F(Files, ARecordThatIsDeletedAndRestoredInOneMutationLives) {
  const std::string named = R"("type":"account","id":")" + account + '"';
  const std::string back =
      R"({"op":"delete",)" + named + "}\n" + R"({"op":"restore",)" + named + R"(,"fields":{"remark":"back"}})" + "\n";
  done("amy", {"apply", "--atomic", "-"}, back);
  done("amy", {"sync"});
  EXPECT_EQ(shown(account)["remark"], "back");
  const std::string digest = this->digest("amy");
  refuses(4, "line 2",
          keybook("amy", {"apply", "--atomic", "-"},
                  R"({"op":"delete",)" + named + "}\n" + R"({"op":"set",)" + named + R"(,"fields":{"remark":"x"}})"));
  refuses(4, "line 2",
          keybook("amy", {"apply", "--atomic", "-"},
                  R"({"op":"set",)" + named + R"(,"fields":{"remark":"x"}})" + "\n" + R"({"op":"set",)" + named +
                      R"(,"fields":{"our_share":"900"}})"));
  refuses(4, "a delete has no fields",
          keybook("amy", {"apply", "-"}, R"({"op":"delete",)" + named + R"(,"fields":{"remark":"x"}})"));
  EXPECT_EQ(this->digest("amy"), digest);
}

TEST_F(Files, AnImportTwiceChangesNothingAlsoWithoutKeys) {
  const std::string accounts = file("a.csv", "name,code,tags\n甲,C-1,x;y\n乙,C-2,\n");
  EXPECT_EQ(counts(imported("account", accounts)), counts(2, 2, 0, 0));
  EXPECT_EQ(counts(imported("account", accounts)), counts(2, 0, 0, 2));
  // Two equal visits are two visits, once; lines have neither id nor key.
  const std::string visits = file("v.csv",
                                  "account,subject,visited_at,participants,outcome\n"
                                  "account:code=C-1,初访,2026-01-01T00:00:00Z,,\n"
                                  "account:code=C-1,初访,2026-01-01T00:00:00Z,,\n"
                                  "C-2,回访,2026-01-02T00:00:00Z,,\n");
  EXPECT_EQ(counts(imported("visit", visits)), counts(3, 3, 0, 0));
  EXPECT_EQ(counts(imported("visit", visits)), counts(3, 0, 0, 3));
  done("amy", {"sync"});
  EXPECT_EQ(counts(imported("visit", visits)), counts(3, 0, 0, 3));
  EXPECT_EQ(count("visit"), 3U);
}

TEST_F(Files, ASpreadsheetIsExportedAndImported) {
  imported(
      "account",
      file("a.csv", "name,code,annual_purchase,tags,remark\n甲,C-1,1234567.89,x;y,\"一\n二\"\n乙,C-2,0.1,,=1+1\n"));
  imported("visit",
           file("v.csv", "account,subject,visited_at\nC-1,初访,2026-01-01T08:30:00Z\nC-2,回访,2026-01-02T00:00:00Z\n"));
  for (const std::string type : {"account", "visit"}) {
    const std::string sheet = folder.file(type + ".xlsx");
    done("amy", {"export", type, "--format", "xlsx", "--out", sheet});
    const int all = static_cast<int>(count(type));
    EXPECT_EQ(counts(imported(type, sheet)), counts(all, 0, 0, all)) << type;
  }
  refuses(1, "no XLSX file", keybook("amy", {"import", "account", file("text.xlsx", "name\n甲\n")}));
  refuses(1, "old spreadsheet", keybook("amy", {"import", "account", file("OLD.XLS", "x")}));
}

TEST_F(Files, ReferencesAreIdsKeysOrNamesThatOnlyOneHas) {
  made("amy", {"account", "name=Twin", "code=T-1"});
  made("amy", {"account", "name=Twin", "code=T-2"});
  const json result =
      imported("contact", file("c.csv", "account,name\n" + account + ",A\naccount:code=K-17,B\nK-17,C\n" +
                                            "华东电力,D\nTwin,E\nnobody,F\n"));
  EXPECT_EQ(result["created"], 4);
  ASSERT_EQ(result["rejected"].size(), 2U);
  EXPECT_EQ(result["rejected"][0]["line"], 6);
  EXPECT_EQ(result["rejected"][0]["field"], "account");
  EXPECT_THAT(result["rejected"][0]["reason"].get<std::string>(), HasSubstr("several"));
  EXPECT_EQ(result["rejected"][1]["line"], 7);
  EXPECT_EQ(count("contact", {"--account", account}), 4U);
}

TEST_F(Files, RejectedLinesAreMendedAndImportedAgain) {
  const std::string file = this->file("a.csv", "name,code,annual_purchase\n甲,C-1,12.50\n乙,C-2,many\n");
  const json first = imported("account", file);
  EXPECT_EQ(counts(first), counts(2, 1, 0, 0));
  const std::string rejected = first.value("rejected_file", "");
  std::ifstream in(rejected);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  text.replace(text.find("many"), 4, "13.50");
  EXPECT_EQ(counts(imported("account", this->file("mended.csv", text))), counts(1, 1, 0, 0));
  EXPECT_EQ(
      counts(imported("account", this->file("both.csv", "name,code,annual_purchase\n甲,C-1,12.5\n乙,C-2,13.5\n"))),
      counts(2, 0, 0, 2));
}

TEST_F(Files, AnAtomicImportSeesItsOwnLines) {
  const std::string twice = file("a.csv", "name,code,remark\n甲,C-1,a\n甲,C-1,b\n乙,C-2,\n");
  EXPECT_EQ(counts(imported("account", twice, {"--atomic"})), counts(3, 2, 1, 0));
  EXPECT_EQ(shown("account:code=C-1")["remark"], "b");
  EXPECT_EQ(asked("amy", {"status"})["pending"], 2);
  EXPECT_EQ(asked("amy", {"sync"})["refused"], 0);
  const Ran bad =
      keybook("amy", {"import", "account", file("b.csv", "name,code\n丙,C-3\n,C-4\n"), "--atomic", "--json"});
  EXPECT_EQ(bad.code, 4);
  EXPECT_EQ(count("account", {"--where", "code=C-3"}), 0U);
}

TEST_F(Files, ExportAndImportAreARoundTrip) {
  made("amy", {"account", "name=引号 \"与\"，逗号", "code=C-9", "notes=第一行\n第二行", "tags=[\"x;y\",\"z\"]"});
  enrol("hans");
  done("amy", {"sync"});
  for (const std::string& name : {std::string("all.csv"), std::string("all.jsonl")}) {
    const std::string format = name.substr(name.find('.') + 1);
    done("amy", {"export", "account", "--format", format, "--out", folder.file(name)});
    EXPECT_EQ(counts(imported("account", folder.file(name))), counts(2, 0, 0, 2)) << format;
  }
  EXPECT_EQ(asked("amy", {"status"})["pending"], 0);
}

TEST_F(Files, HalfACharacterIsNoOtherEncoding) {
  const json half = json::parse(
      keybook("amy", {"import", "account", file("h.csv", "name,remark\nA\xe4\xbd,x\n"), "--json"}).out, nullptr, false);
  ASSERT_EQ(half["rejected"].size(), 1U) << half;
  EXPECT_THAT(half["rejected"][0]["reason"].get<std::string>(), HasSubstr("UTF-8"));
  // 北京 as GB18030
  EXPECT_EQ(counts(imported("account", file("g.csv", "name\n\xb1\xb1\xbe\xa9\n"))), counts(1, 1, 0, 0));
  EXPECT_EQ(count("account", {"--where", "name=北京"}), 1U);
}

TEST_F(Files, ListsAskForSetsReferencesAndDates) {
  EXPECT_EQ(count("account", {"--where", "tags=a"}), 1U);
  EXPECT_EQ(count("account", {"--where", "tags=b;a"}), 1U);
  EXPECT_EQ(count("account", {"--where", "tags=[\"a\",\"b\"]"}), 1U);
  EXPECT_EQ(count("account", {"--where", "tags=a;z"}), 0U);
  EXPECT_EQ(count("account", {"--where", "tags!=a"}), 0U);
  made("amy", {"visit", "account=" + account, "subject=v", "visited_at=2026-03-01T08:00:00+08:00"});
  EXPECT_EQ(count("visit", {"--where", "account=account:code=K-17"}), 1U);
  EXPECT_EQ(count("visit", {"--where", "visited_at=2026-03-01T00:00:00Z"}), 1U);
  EXPECT_EQ(count("visit", {"--where", "visited_at>=2026-03-01", "--where", "visited_at<2026-04-01"}), 1U);
  EXPECT_EQ(count("visit", {"--where", "visited_at>2026-04-01"}), 0U);
  EXPECT_EQ(count("account", {"--where", "remark=", "--limit", "5"}), 1U);
}

TEST_F(Files, RecordsShowTheirFieldsBesideTypeAndId) {
  done("amy", {"set", "account", account, "type=经销商", "parent="});
  const json record = shown(account);
  EXPECT_EQ(record["type"], "account");
  EXPECT_EQ(record["id"], account);
  EXPECT_EQ(record["name"], "华东电力");
  EXPECT_TRUE(record.contains("grade") && record["grade"].is_null());
  EXPECT_EQ(record["fields"]["type"], "经销商");
  EXPECT_EQ(lines("amy", {"list", "account", "--where", "type=经销商"}).at(0), record);
}

}  // namespace
}  // namespace keybook::process
