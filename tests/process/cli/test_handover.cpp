// Accounts change hands on the command line, and what was written too late is decided about.
#include <chrono>
#include <ctime>
#include <thread>

#include "stage.h"

namespace keybook::process {
namespace {

class Handing : public Stage {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Stage::SetUp());
    ASSERT_NO_FATAL_FAILURE(start());
    for (const char* user : {"amy", "ben", "mia"}) enrol(user);
  }
  std::string amys_account(const std::string& code = "K-17") {
    const std::string id = made("amy", {"account", "name=华东电力", "code=" + code, "phone=021-1"});
    for (const char* user : {"amy", "ben", "mia"}) sync(user);
    return id;
  }
  std::string proposed(const std::string& user, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"handover", "propose"});
    std::string id = done(user, arguments);
    if (!id.empty()) id.pop_back();
    return id;
  }
  void hand_over(const std::string& account, const std::string& to) {
    done(to, {"handover", "accept", proposed("mia", {"--account", account, "--to", to})});
  }
  json the_handover(const std::string& user) {
    const std::vector<json> all = lines(user, {"handover", "list"});
    EXPECT_EQ(all.size(), 1U);
    return all.empty() ? json() : all[0];
  }
  json the_handover_of(const std::string& user, const std::string& id) {
    for (const json& plan : lines(user, {"handover", "list"}))
      if (plan["id"] == id) return plan;
    return {};
  }
  void all_equal(const std::vector<std::string>& users) {
    for (int round = 0; round < 2; ++round)
      for (const std::string& user : users) sync(user);
    for (const std::string& user : users) {
      EXPECT_EQ(digest(user), digest(users[0])) << user;
      EXPECT_EQ(asked(user, {"check"})["ok"], true) << user;
    }
    EXPECT_EQ(server({"check", "--data", data}).code, 0);
  }
};

TEST_F(Handing, TheSuccessorAcceptsAndHasTheFileAndThePredecessorHasNothingOfIt) {
  const std::string id = amys_account();
  const std::string task = made("amy", {"task", "account=" + id, "title=送样品", "assignee=amy"});
  const std::string finished = made("amy", {"task", "account=" + id, "title=旧事", "assignee=amy", "done=true"});
  const std::string won = made("amy", {"opportunity", "account=" + id, "name=老单", "stage=Won", "owner=amy"});
  const std::string open = made("amy", {"opportunity", "account=" + id, "name=新单", "stage=Proposal", "owner=amy"});
  const std::string plan = proposed("amy", {"--account", id, "--to", "ben", "--note", "请多关照"});
  EXPECT_EQ(the_handover("ben")["state"], "proposed");
  EXPECT_EQ(the_handover("ben")["accounts"], json::array({id}));
  EXPECT_EQ(the_handover("ben")["from"], "amy");
  refuses(4, "no such account", keybook("ben", {"get", "account", id}));
  refuses(4, "only the successor", keybook("amy", {"handover", "accept", plan}));

  done("ben", {"handover", "accept", plan});
  EXPECT_EQ(asked("ben", {"get", "account", id})["owner"], "ben");
  EXPECT_EQ(asked("ben", {"get", "task", task})["assignee"], "ben");
  EXPECT_EQ(asked("ben", {"get", "task", finished})["assignee"], "amy");
  EXPECT_EQ(asked("ben", {"get", "opportunity", open})["owner"], "ben");
  EXPECT_EQ(asked("ben", {"get", "opportunity", won})["owner"], "amy");
  ASSERT_EQ(lines("ben", {"list", "handover", "--account", id}).size(), 1U);
  EXPECT_EQ(lines("ben", {"list", "handover"})[0]["note"], "请多关照");
  sync("amy");
  refuses(4, "no such account", keybook("amy", {"get", "account", id}));
  EXPECT_TRUE(lines("amy", {"list", "task"}).empty());
  EXPECT_EQ(the_handover("amy")["state"], "effective");
  done("ben", {"handover", "accept", plan});  // again: nothing is done twice
  EXPECT_EQ(lines("ben", {"list", "handover"}).size(), 1U);
  all_equal({"ben", "mia"});
}

TEST_F(Handing, LateEditsWaitForTheSuccessorAndTheirAuthorLearnsWhatBecameOfThem) {
  const std::string id = amys_account();
  done("amy", {"set", "account", id, "remark=in time"});
  hand_over(id, "ben");
  EXPECT_EQ(asked("mia", {"sync"})["parked"], 0);
  done("amy", {"set", "account", id, "phone=021-2", "website=https://late.cn"});
  const std::string visit = made("amy", {"visit", "account=" + id, "subject=迟到的拜访"});
  const json synced = asked("amy", {"sync"});
  EXPECT_EQ(synced["parked"], 2);
  EXPECT_EQ(synced["refused"], 0);
  refuses(4, "no such account", keybook("amy", {"get", "account", id}));
  std::vector<json> own = lines("amy", {"parked"});
  ASSERT_EQ(own.size(), 2U);
  EXPECT_EQ(own[0]["state"], "parked");
  EXPECT_EQ(own[0]["fields"]["phone"]["value"], "021-2");
  EXPECT_FALSE(own[0]["fields"]["phone"].contains("current"));
  EXPECT_EQ(lines("amy", {"history", "account", id})[0]["outcome"], "parked");

  EXPECT_EQ(asked("ben", {"sync"})["parked"], 2);
  EXPECT_EQ(asked("ben", {"get", "account", id})["remark"], "in time");
  EXPECT_EQ(asked("ben", {"get", "account", id})["phone"], "021-1");
  std::vector<json> waiting = lines("ben", {"parked"});
  ASSERT_EQ(waiting.size(), 2U);
  EXPECT_EQ(waiting[0]["user"], "amy");
  EXPECT_EQ(waiting[0]["account"], id);
  EXPECT_EQ(waiting[0]["type"], "account");
  EXPECT_EQ(waiting[0]["fields"]["phone"],
            json({{"value", "021-2"}, {"current", "021-1"}, {"base", "021-1"}, {"state", "parked"}}));
  EXPECT_EQ(waiting[1]["type"], "visit");
  EXPECT_EQ(waiting[1]["op"], "create");
  refuses(4, "you do not see it", keybook("amy", {"parked", "take", waiting[0]["id"]}));

  done("ben", {"parked", "take", waiting[0]["id"], "--field", "phone"});
  EXPECT_EQ(asked("ben", {"get", "account", id})["phone"], "021-2");
  EXPECT_TRUE(asked("ben", {"get", "account", id})["website"].is_null());
  done("ben", {"parked", "decline", waiting[0]["id"]});
  done("ben", {"parked", "take", waiting[1]["id"]});
  EXPECT_EQ(asked("ben", {"get", "visit", visit})["subject"], "迟到的拜访");
  EXPECT_TRUE(lines("ben", {"parked"}).empty());
  EXPECT_EQ(asked("ben", {"status"})["parked"], 0);
  EXPECT_EQ(asked("ben", {"status"})["conflicts"], 0);
  refuses(4, "first decision", keybook("ben", {"parked", "decline", waiting[0]["id"]}));
  const std::string history = done("ben", {"history", "account", id, "--field", "website", "--json"});
  EXPECT_THAT(history, HasSubstr(R"("outcome":"declined")"));
  EXPECT_THAT(history, HasSubstr(R"("user":"amy")"));

  EXPECT_EQ(asked("amy", {"sync"})["parked"], 0);
  own = lines("amy", {"parked"});
  ASSERT_EQ(own.size(), 2U);
  EXPECT_EQ(own[0]["state"], "mixed");
  EXPECT_EQ(own[0]["fields"]["phone"]["state"], "taken");
  EXPECT_EQ(own[0]["fields"]["website"]["state"], "declined");
  EXPECT_EQ(own[1]["state"], "taken");
  all_equal({"ben", "mia"});
}

TEST_F(Handing, OfflineEditsFromBeforeAreMergedAndOpenTasksAmongThemGoAlong) {
  const std::string id = amys_account();
  done("amy", {"set", "account", id, "phone=021-9"});
  const std::string task = made("amy", {"task", "account=" + id, "title=离线任务", "assignee=amy"});
  const std::string finished = made("amy", {"task", "account=" + id, "title=做完了", "assignee=amy", "done=true"});
  hand_over(id, "ben");
  EXPECT_EQ(asked("amy", {"sync"})["parked"], 0);
  sync("ben");
  EXPECT_EQ(asked("ben", {"get", "account", id})["phone"], "021-9");
  EXPECT_EQ(asked("ben", {"get", "task", task})["assignee"], "ben");
  EXPECT_EQ(asked("ben", {"get", "task", finished})["assignee"], "amy");
  EXPECT_EQ(asked("ben", {"status"})["conflicts"], 0);
  all_equal({"ben", "mia"});
}

TEST_F(Handing, ChainsAndReversalsKeepLateEditsForWhoeverHasTheAccountThen) {
  const std::string id = amys_account();
  hand_over(id, "ben");
  done("mia", {"handover", "propose", "--account", id, "--to", "mia", "--force"});
  sync("ben");
  refuses(4, "no such account", keybook("ben", {"get", "account", id}));
  done("amy", {"set", "account", id, "phone=021-7"});
  sync("amy");
  sync("mia");
  ASSERT_EQ(lines("mia", {"parked"}).size(), 1U);
  // Back to amy: she has the file again, and her late edit is still not hers to have slipped in.
  done("mia", {"handover", "propose", "--account", id, "--to", "amy", "--force"});
  sync("amy");
  EXPECT_EQ(asked("amy", {"get", "account", id})["phone"], "021-1");
  const std::vector<json> waiting = lines("amy", {"parked"});
  ASSERT_EQ(waiting.size(), 1U);
  done("amy", {"parked", "take", waiting[0]["id"]});
  EXPECT_EQ(asked("amy", {"get", "account", id})["phone"], "021-7");
  all_equal({"amy", "mia"});
}

TEST_F(Handing, DecliningWithdrawingAndWhoMayNot) {
  const std::string id = amys_account();
  std::string plan = proposed("amy", {"--account", id, "--to", "ben"});
  done("ben", {"handover", "decline", plan});
  EXPECT_EQ(the_handover("amy")["state"], "declined");
  refuses(4, "declined already", keybook("ben", {"handover", "accept", plan}));
  plan = proposed("amy", {"--account", id, "--to", "ben"});
  refuses(4, "only who proposed", keybook("ben", {"handover", "withdraw", plan}));
  done("amy", {"handover", "withdraw", plan});
  refuses(4, "withdrawn already", keybook("ben", {"handover", "accept", plan}));
  EXPECT_EQ(asked("amy", {"get", "account", id})["owner"], "amy");
  refuses(4, "no such account", keybook("ben", {"handover", "propose", "--account", id, "--to", "ben"}));
  refuses(4, "without acceptance", keybook("amy", {"handover", "propose", "--account", id, "--to", "ben", "--force"}));
  refuses(4, "no active user", keybook("amy", {"handover", "propose", "--account", id, "--to", "nobody"}));
  refuses(4, "no such handover", keybook("ben", {"handover", "accept", "none"}));
  refuses(2, "what to hand over", keybook("amy", {"handover", "propose", "--to", "ben"}));
  kill_server();
  EXPECT_EQ(keybook("amy", {"handover", "list"}).code, 3);
  EXPECT_EQ(keybook("amy", {"handover", "propose", "--account", id, "--to", "ben"}).code, 3);
}

TEST_F(Handing, WhatChangedHandsOrWasDeletedMeanwhileStaysWhereItIs) {
  const std::string taken = amys_account("K-1"), deleted = amys_account("K-2"), merged = amys_account("K-3"),
                    survivor = amys_account("K-4");
  const std::string first = proposed("amy", {"--account", taken, deleted, "--to", "ben"});
  const std::string second = proposed("amy", {"--account", merged, "--to", "ben"});
  done("mia", {"handover", "propose", "--account", taken, "--to", "mia", "--force"});
  done("amy", {"delete", "account", deleted});
  done("amy", {"merge", "account", merged, "--into", survivor});
  refuses(4, "nothing was handed over", keybook("ben", {"handover", "accept", first}));
  EXPECT_EQ(the_handover_of("ben", first)["state"], "lapsed");
  EXPECT_EQ(the_handover_of("ben", first)["results"], json({{taken, "owner-changed"}, {deleted, "deleted"}}));
  done("ben", {"handover", "accept", second});  // the account is now its survivor
  EXPECT_EQ(asked("ben", {"get", "account", merged})["id"], survivor);
  EXPECT_EQ(asked("ben", {"get", "account", survivor})["owner"], "ben");
  sync("mia");
  EXPECT_EQ(asked("ben", {"digest", "--account", survivor}), asked("mia", {"digest", "--account", survivor}));
  EXPECT_EQ(server({"check", "--data", data}).code, 0);
}

TEST_F(Handing, EverythingOfARepAtADateAndThePreviewBefore) {
  const std::string first = amys_account("K-1"), second = amys_account("K-2");
  const std::string visit =
      made("amy", {"visit", "account=" + first, "subject=计划", "planned_for=2031-01-01T09:00:00Z", "owner=amy"});
  sync("amy");
  made("amy", {"task", "account=" + second, "title=未发送"});
  const json preview = asked("mia", {"handover", "preview", "--from", "amy", "--all", "--to", "ben"});
  EXPECT_EQ(preview["accounts"].size(), 2U);
  EXPECT_EQ(preview["moves"]["visit"], 1);
  EXPECT_EQ(preview["due_visits"].size(), 1U);
  ASSERT_EQ(preview["devices"].size(), 1U);
  EXPECT_EQ(preview["devices"][0]["user"], "amy");
  const auto soon = std::chrono::system_clock::now() + std::chrono::seconds(4);
  const std::time_t at = std::chrono::system_clock::to_time_t(soon);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&at));
  const std::string plan =
      proposed("amy", {"--from", "amy", "--all", "--to", "ben", "--effective", text, "--visits", "none", "--keep"});
  done("ben", {"handover", "accept", plan});
  EXPECT_EQ(the_handover("ben")["state"], "accepted");
  refuses(4, "no such account", keybook("ben", {"get", "account", first}));
  for (int tries = 0; tries < 60 && the_handover("ben")["state"] != "effective"; ++tries)
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_EQ(the_handover("ben")["state"], "effective");
  sync("ben");
  EXPECT_EQ(lines("ben", {"list", "account"}).size(), 2U);
  EXPECT_EQ(asked("ben", {"get", "visit", visit})["owner"], "amy");
  sync("amy");  // she stays in the team
  EXPECT_EQ(asked("amy", {"get", "account", first})["owner"], "ben");
  all_equal({"amy", "ben", "mia"});
}

TEST_F(Handing, TheBriefSaysWhatASuccessorShouldKnowOfWhatIsSeen) {
  const std::string id = amys_account();
  made("amy", {"contact", "account=" + id, "name=李明", "title=采购经理"});
  made("amy", {"visit", "account=" + id, "subject=初访", "visited_at=2026-01-05T09:00:00Z", "promises=月底前送样品"});
  made("amy", {"task", "account=" + id, "title=送样品", "due=2026-01-31"});
  made("amy", {"task", "account=" + id, "title=旧事", "done=true"});
  const std::string plan = proposed("amy", {"--account", id, "--to", "ben", "--note", "请多关照"});
  const std::string out = folder.file("brief.json");
  refuses(4, "none of the accounts", keybook("ben", {"handover", "brief", plan, "--out", out}));
  done("ben", {"handover", "accept", plan});
  EXPECT_THAT(keybook("ben", {"handover", "brief", plan, "--out", out}).err, HasSubstr("brief.json"));
  EXPECT_EQ(asked("ben", {"handover", "brief", plan, "--out", out})["file"], out);
  EXPECT_EQ(asked("ben", {"handover", "brief", plan})["accounts"].size(), 1U);
  refuses(2, "--out", keybook("ben", {"handover", "brief", plan}));
  std::ifstream in(out);
  const json brief = json::parse(in, nullptr, false);
  EXPECT_EQ(brief["note"], "请多关照");
  ASSERT_EQ(brief["accounts"].size(), 1U);
  const json& account = brief["accounts"][0];
  EXPECT_EQ(account["about"]["name"], "华东电力");
  EXPECT_EQ(account["people"][0]["title"], "采购经理");
  EXPECT_EQ(account["last_visits"][0]["subject"], "初访");
  EXPECT_EQ(account["promises"][0]["promises"], "月底前送样品");
  ASSERT_EQ(account["open_tasks"].size(), 1U);
  EXPECT_EQ(account["open_tasks"][0]["title"], "送样品");

  const std::string pdf = folder.file("brief.pdf");
  const auto printed = [&pdf] { return run({"/usr/bin/pdftotext", "-layout", pdf, "-"}, "").out; };
  done("ben", {"handover", "brief", plan, "--out", pdf});
  for (const char* part : {"交接简报", "华东电力", "amy → ben", "请多关照", "采购经理", "初访", "月底前送样品",
                           "送样品", "2026-01-31 逾期", "第 1 页"})
    EXPECT_THAT(printed(), HasSubstr(part));
  EXPECT_THAT(printed(), Not(HasSubstr("旧事")));
  done("ben", {"--lang", "en", "handover", "brief", plan, "--out", pdf});
  EXPECT_THAT(printed(), HasSubstr("What was promised"));
  refuses(1, "cannot be written", keybook("ben", {"handover", "brief", plan, "--out", folder.file("no/brief.pdf")}));
}

}  // namespace
}  // namespace keybook::process
