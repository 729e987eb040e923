// What guards the data against damage, haste and restores, on real programs: files that are not as they should be are
// mended, changes of too much at once wait for a second word, old deletions leave, a restore takes nothing away until
// it is closed.
#include <chrono>
#include <thread>

#include "sqlite/database.h"
#include "stage.h"

namespace keybook::process {
namespace {

class Protection : public Stage {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Stage::SetUp());
    ASSERT_NO_FATAL_FAILURE(start());
    enrol("amy");
    enrol("hans");
    sync("amy");
    sync("hans");
  }
  void stop() {
    child->tell(SIGTERM);
    EXPECT_EQ(child->wait(), 0);
    child.reset();
  }
  std::string admin(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--data", data});
    const Ran ran = server(arguments);
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
    return ran.out;
  }
  [[nodiscard]] json admin_json(std::vector<std::string> arguments) {
    arguments.emplace_back("--json");
    return json::parse(admin(std::move(arguments)), nullptr, false);
  }
  // Behind the back of the program, with the profile's own key.
  void tamper(const std::string& device, const std::string& sql) const {
    std::ifstream file(profile(device) + "/key");
    std::string hex;
    file >> hex;
    sqlite::OpenOptions open;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
      open.key += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    auto database = sqlite::Database::open(profile(device) + "/keybook.db", open);
    ASSERT_TRUE(database) << database.error().text();
    ASSERT_TRUE((*database)->exec(sql));
  }
  void expect_agreement() {
    for (int round = 0; round < 2; ++round)
      for (const char* device : {"amy", "hans"}) sync(device);
    EXPECT_EQ(digest("amy"), digest("hans"));
    for (const char* device : {"amy", "hans"}) EXPECT_EQ(asked(device, {"check"})["ok"], true) << device;
    EXPECT_EQ(server({"check", "--data", data}).code, 0);
  }
  [[nodiscard]] std::size_t visits(const std::string& device) const { return lines(device, {"list", "visit"}).size(); }
};

TEST_F(Protection, ADamagedFileIsSentAnewAndNothingElse) {
  const std::string account = made("amy", {"account", "name=Alpha"});
  const std::string visit = made("amy", {"visit", "account=" + account, "subject=first"});
  made("amy", {"account", "name=Other"});
  expect_agreement();
  made("amy", {"visit", "account=" + account, "subject=unsent"});
  tamper("amy", "UPDATE r_visit SET subject = 'fjrst' WHERE id = '" + visit + "'");
  std::this_thread::sleep_for(std::chrono::milliseconds(500));  // the longer ago the last look, the more it looks at
  sync("amy");
  EXPECT_EQ(asked("amy", {"get", "visit", visit})["subject"], "first");
  EXPECT_EQ(asked("amy", {"status"})["repaired"], 1);
  EXPECT_EQ(visits("amy"), 2u);
  expect_agreement();
  EXPECT_EQ(visits("hans"), 2u);
  child->tell(SIGTERM);
  EXPECT_THAT(child->rest_of_errors(), HasSubstr("files-differ"));
  child->wait();
  child.reset();
}

TEST_F(Protection, AChangeOfTooMuchWaitsForASecondWord) {
  const std::string account = made("amy", {"account", "name=Alpha"});
  std::string create, remove;
  for (int i = 0; i < 80; ++i) {
    const std::string named = R"("type":"visit","id":"v)" + std::to_string(i) + "\"";
    create += R"({"op":"new",)" + named + R"(,"fields":{"account":")" + account + R"(","subject":"s"}})" + "\n";
    remove += R"({"op":"delete",)" + named + "}\n";
  }
  done("amy", {"apply", "-"}, create);
  expect_agreement();
  done("amy", {"apply", "--atomic", "-"}, remove);
  sync("amy");
  EXPECT_EQ(asked("amy", {"status"})["held"], 1);
  EXPECT_EQ(lines("amy", {"waiting"}).front()["stage"], "held");
  sync("hans");
  EXPECT_EQ(visits("hans"), 80u);
  const json held = admin_json({"held", "list"});
  EXPECT_EQ(held["user"], "amy");
  EXPECT_EQ(held["records"], 80);
  EXPECT_EQ(held["state"], "held");
  EXPECT_EQ(server({"held", "release", "nonsense", "--data", data}).code, 4);
  EXPECT_EQ(admin_json({"held", "release", held["id"].get<std::string>()})["applied"], 1);
  expect_agreement();
  EXPECT_EQ(visits("hans"), 0u);
  EXPECT_EQ(asked("amy", {"status"})["held"], 0);
  EXPECT_EQ(admin_json({"held", "list"})["state"], "released");
  EXPECT_EQ(admin_json({"held", "limits", "--percent", "100"})["percent"], 100);
}

TEST_F(Protection, OldDeletionsLeaveAndComeBackWithARestore) {
  const std::string account = made("amy", {"account", "name=Alpha"});
  const std::string visit = made("amy", {"visit", "account=" + account, "subject=first"});
  expect_agreement();
  done("amy", {"delete", "visit", visit});
  expect_agreement();
  stop();  // what devices reported is written by then
  EXPECT_EQ(admin_json({"compact"})["dropped"], 1);
  ASSERT_NO_FATAL_FAILURE(start());
  expect_agreement();
  done("hans", {"restore", "visit", visit});
  sync("hans");
  expect_agreement();
  EXPECT_EQ(asked("amy", {"get", "visit", visit})["subject"], "first");
}

TEST_F(Protection, ARestoreTakesNothingAwayUntilItIsClosed) {
  const std::string account = made("amy", {"account", "name=Alpha"});
  expect_agreement();
  const std::string backup = folder.file("b.db");
  admin({"backup", "--to", backup});
  EXPECT_EQ(server({"restore", "--close", "--data", data}).code, 2) << "none is open";
  stop();
  EXPECT_THAT(admin({"restore", "--from", backup}), HasSubstr("--close"));
  ASSERT_NO_FATAL_FAILURE(start());
  expect_agreement();
  done("hans", {"set", "account", account, "owner=ben"});
  sync("hans");
  sync("amy");
  EXPECT_EQ(lines("amy", {"list", "account"}).size(), 1u) << "not yet";
  EXPECT_EQ(admin_json({"restore", "--close"})["closed"], true);
  sync("amy");
  EXPECT_EQ(lines("amy", {"list", "account"}).size(), 0u);
  EXPECT_EQ(asked("amy", {"check"})["ok"], true);
}

TEST_F(Protection, ALostHandoverIsDoneAgainAndTheRestoreSaysSo) {
  const std::string account = made("amy", {"account", "name=Alpha"});
  expect_agreement();
  const std::string backup = folder.file("b.db");
  EXPECT_THAT(admin({"backup", "--to", backup}), HasSubstr("receipts.key"));
  done("hans", {"handover", "propose", "--account", account, "--to", "ben", "--force"});
  sync("amy");
  EXPECT_EQ(lines("amy", {"list", "account"}).size(), 0u);
  stop();
  EXPECT_THAT(admin({"restore", "--from", backup}), ::testing::Not(HasSubstr("missing")));
  ASSERT_NO_FATAL_FAILURE(start());
  sync("amy");
  EXPECT_EQ(lines("amy", {"list", "account"}).size(), 1u) << "evicted by what was lost";
  EXPECT_EQ(admin_json({"restore", "--status"})["open"], true);
  sync("hans");
  const json status = admin_json({"restore", "--status"});
  ASSERT_EQ(status["acts"].size(), 1u) << status;
  EXPECT_EQ(status["acts"][0]["act"], "handover.propose");
  EXPECT_EQ(status["acts"][0]["state"], "done") << status;
  EXPECT_EQ(admin_json({"restore", "--close"})["acts"].size(), 1u);
  sync("amy");
  EXPECT_EQ(lines("amy", {"list", "account"}).size(), 0u);
  // A key that is gone is named before the server starts.
  stop();
  std::filesystem::remove(std::filesystem::path(data) / "receipts.key");
  EXPECT_THAT(admin({"restore", "--from", backup}), HasSubstr("receipts.key is missing"));
  ASSERT_NO_FATAL_FAILURE(start());
}

}  // namespace
}  // namespace keybook::process
