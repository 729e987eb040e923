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
  static std::string content(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
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

// The record itself says in which file it lies: another account in its place is another file.
TEST_F(Files, ALineThatWasRefusedIsMendedWithAnotherAccount) {
  enrol("ben");
  const std::string foreign = made("ben", {"account", "name=Foreign"});
  sync("ben");
  sync("amy");
  imported("visit", file("v.csv", "account,subject\n" + foreign + ",one\n" + foreign + ",two\n"),
           {"--unknown-references"});
  sync("amy");
  const auto refused = lines("amy", {"refused"});
  ASSERT_EQ(refused.size(), 2u);
  done("amy", {"refused", "retry", refused[0]["n"].dump(), "account=" + account});
  done("amy", {"refused", "retry", refused[1]["n"].dump(), "account=account:code=K-17"});
  sync("amy");
  EXPECT_TRUE(lines("amy", {"refused"}).empty());
  EXPECT_EQ(lines("amy", {"list", "visit", "--account", account}).size(), 2u);
  enrol("hans");
  sync("hans");
  EXPECT_EQ(lines("hans", {"list", "visit", "--account", account}).size(), 2u);
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

TEST_F(Files, LinesThatCannotBeTakenApartAreRejectedWithTheirText) {
  const std::string broken = file("oq.csv", "name,code\n好,Z1\n甲,Z5,多\n半\xe4\xbd,Z6\n\"未闭合,Z2\n丁,Z3\n戊,Z4\n");
  const json first = imported("account", broken);
  EXPECT_EQ(counts(first), counts(6, 1, 0, 0));
  ASSERT_EQ(first["rejected"].size(), 5U) << first;
  EXPECT_EQ(first["rejected"][2]["line"], 5);
  EXPECT_THAT(first["rejected"][2]["reason"].get<std::string>(), HasSubstr("quote that is not closed"));
  EXPECT_THAT(first["rejected"][4]["reason"].get<std::string>(), HasSubstr("line 5"));
  std::string text = content(first["rejected_file"]);
  for (const char* part : {"甲,Z5,多", "半\xe4\xbd,Z6", "未闭合,Z2", "丁,Z3", "戊,Z4"})
    EXPECT_THAT(text, HasSubstr(part));
  // Mended where it stands: what was not mended is rejected again, with all of its text.
  text.replace(text.find("\"\"未闭合"), 2, "");
  const json second = imported("account", file("mended.csv", text));
  EXPECT_EQ(counts(second), counts(5, 3, 0, 0)) << second;
  EXPECT_EQ(shown("account:code=Z2")["name"], "未闭合");
  std::string rest = content(second["rejected_file"]);
  EXPECT_EQ(rest.find("_line"), rest.rfind("_line")) << rest;
  EXPECT_THAT(rest, HasSubstr("半\xe4\xbd,Z6"));
  rest.replace(rest.find(",多"), 4, "");
  rest.replace(rest.find("\xe4\xbd"), 2, "");
  EXPECT_EQ(counts(imported("account", file("again.csv", rest))), counts(2, 2, 0, 0));
  EXPECT_EQ(shown("account:code=Z6")["name"], "半");
}

TEST_F(Files, RejectedLinesOfOtherDelimitersAreMendedAlike) {
  const json first = imported("account", file("s.csv", "name;code\n甲;D1\n乙;D2;x\n"));
  std::string text = content(first["rejected_file"]);
  EXPECT_THAT(text, HasSubstr("乙;D2;x"));
  text.replace(text.find(";x"), 2, "");
  EXPECT_EQ(counts(imported("account", file("mended.csv", text))), counts(1, 1, 0, 0));
  EXPECT_EQ(shown("account:code=D2")["name"], "乙");
}

TEST_F(Files, RejectedJsonLinesKeepTheirTextAndSayWhy) {
  const json first = imported("account", file("a.jsonl", R"({"name":"好","code":"J1"})"
                                                         "\n"
                                                         R"({"name":"坏","code":"J2")"
                                                         "\n"
                                                         R"({"code":"J3"})"
                                                         "\n[1]\n"));
  EXPECT_EQ(counts(first), counts(4, 1, 0, 0));
  std::string text = content(first["rejected_file"]);
  EXPECT_THAT(text, HasSubstr(R"({"name":"坏","code":"J2")"));
  EXPECT_THAT(text, HasSubstr("not JSON"));
  EXPECT_THAT(text, HasSubstr("required"));
  EXPECT_THAT(text, HasSubstr("\n[1]\n"));
  text.replace(text.find(R"("code":"J2")"), 11, R"("code":"J2"})");
  text.replace(text.find(R"({"_)", text.find("J2")), 1, R"({"name":"丙",)");
  text.replace(text.find("\n[1]"), 4, "\n");
  const json second = imported("account", file("mended.jsonl", text));
  EXPECT_EQ(second["created"], 2) << second << text;
  EXPECT_EQ(second["rejected"].size(), 0U) << second;
}

TEST_F(Files, AKeyThatSeveralHaveNamesNone) {
  const std::string one = made("amy", {"account", "name=甲", "code=DEL"});
  const std::string two = made("amy", {"account", "name=乙", "code=DEL"});
  const std::string before = digest("amy");
  const std::string key = "account:code=DEL";
  for (const std::vector<std::string>& words :
       std::vector<std::vector<std::string>>{{"delete", "account", key},
                                             {"set", "account", key, "remark=x"},
                                             {"get", "account", key},
                                             {"new", "visit", "account=" + key, "subject=x"}})
    refuses(4, "several of type account have the code 'DEL'", keybook("amy", words));
  refuses(4, "several", keybook("amy", {"apply", "-"}, R"({"op":"delete","type":"account","id":")" + key + "\"}"));
  const json result = imported("account", file("d.csv", "code,remark\nDEL,x\n" + std::string("K-17,\n")));
  EXPECT_EQ(counts(result), counts(2, 0, 0, 1));
  EXPECT_THAT(result["rejected"][0]["reason"].get<std::string>(), HasSubstr("several"));
  EXPECT_EQ(digest("amy"), before);
  done("amy", {"delete", "account", two});
  done("amy", {"set", "account", key, "remark=x"});
  EXPECT_EQ(shown(one)["remark"], "x");
}

TEST_F(Files, TwoLinesOfOneKeyDoNotTakeTurns) {
  const std::string twice = file("q.csv", "code,name\nQQ,甲\nQQ,乙\nQQ,甲\n");
  const json first = imported("account", twice);
  EXPECT_EQ(counts(first), counts(3, 1, 0, 1));
  EXPECT_EQ(first["rejected"][0]["line"], 3);
  EXPECT_THAT(first["rejected"][0]["reason"].get<std::string>(), HasSubstr("the code 'QQ' is in line 2 already"));
  EXPECT_EQ(counts(imported("account", twice)), counts(3, 0, 0, 2));
  EXPECT_EQ(shown("account:code=QQ")["name"], "甲");
  // Lines that speak of different fields complete each other.
  const std::string parts = file("p.jsonl", R"({"code":"PP","name":"丙"})"
                                            "\n"
                                            R"({"code":"PP","remark":"r"})"
                                            "\n");
  EXPECT_EQ(counts(imported("account", parts)), counts(2, 1, 1, 0));
  EXPECT_EQ(counts(imported("account", parts)), counts(2, 0, 0, 2));
}

TEST_F(Files, NothingIsMadeUnderWhatWasDeleted) {
  const std::string order = made("amy", {"order", "account=" + account, "number=O-1"});
  const std::string product = made("amy", {"account", "name=别", "code=B-3"});
  done("amy", {"delete", "order", order});
  refuses(4, "the record was deleted", keybook("amy", {"new", "order_line", "order=" + order}));
  done("amy", {"restore", "order", order});
  done("amy", {"delete", "account", account});
  const std::string before = digest("amy");
  const Ran refused = keybook("amy", {"new", "visit", "account=" + account, "subject=zz"});
  refuses(4, "the record was deleted", refused);
  EXPECT_THAT(refused.err, HasSubstr("Restore it first"));
  refuses(4, "the record was deleted", keybook("amy", {"new", "order_line", "order=" + order}));
  EXPECT_EQ(digest("amy"), before);
  done("amy", {"apply", "--atomic", "-"},
       R"({"op":"restore","type":"account","id":")" + account + "\"}\n" +
           R"({"op":"new","type":"visit","fields":{"account":")" + account + R"(","subject":"zz"}})");
  EXPECT_EQ(count("visit", {"--account", account}), 1U);
}

TEST_F(Files, WhatIsDeletedOrLivesAlreadyIsLeftAlone) {
  const auto pending = [this] { return asked("amy", {"status"})["pending"].get<int>(); };
  const int before = pending();
  done("amy", {"restore", "account", account});
  EXPECT_EQ(pending(), before);
  done("amy", {"delete", "account", account});
  EXPECT_EQ(pending(), before + 1);
  EXPECT_EQ(asked("amy", {"delete", "account", account})["id"], account);
  EXPECT_EQ(pending(), before + 1);
  done("amy", {"restore", "account", account});
  EXPECT_EQ(pending(), before + 2);
}

TEST_F(Files, BlanksAreNoName) {
  for (const char* blank : {"name=", "name=  ", "name=\u3000\u3000", "name=\u00A0 "}) {
    refuses(4, "the field is required", keybook("amy", {"new", "account", blank}));
    refuses(4, "the field is required", keybook("amy", {"set", "account", account, blank}));
  }
  EXPECT_EQ(imported("account", file("b.csv", "name,code\n\u3000,C-8\n好,C-9\n"))["rejected"].size(), 1U);
}

TEST_F(Files, AnAtomicImportSeesItsOwnLines) {
  const std::string twice = file("a.csv", "name,code,remark\n甲,C-1,b\n甲,C-1,b\n乙,C-2,\n");
  EXPECT_EQ(counts(imported("account", twice, {"--atomic"})), counts(3, 2, 0, 1));
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
