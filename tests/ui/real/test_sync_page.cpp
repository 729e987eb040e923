// The sync page and the chip against a real server: what waits, what was refused, what needs a decision.
#include "process/cli/stage.h"
#include "ui/desk/desk.h"

namespace keybook::ui {
namespace {

class SyncPage : public process::Stage {
 protected:
  void SetUp() override {
    Stage::SetUp();
    start();
    for (const char* user : {"hans", "amy", "ben", "mia"}) enrol(user);
    sync("hans");
    account = made("hans", {"account", "name=Haichuan Shipyard", "code=K-1", "owner=amy", "team=ben", "territory=east",
                            "phone=010-1"});
    for (const char* user : {"hans", "amy", "ben", "mia"}) sync(user);
  }
  void restart_with(const std::string& declarations) {
    kill_server();
    if (!declarations.empty()) setenv("KEYBOOK_SCHEMA_DIR", declarations.c_str(), 1);
    start();
    unsetenv("KEYBOOK_SCHEMA_DIR");
  }
  // Declarations under which the server takes at most 50 for our share; devices still believe in 100.
  std::string stricter() const {
    std::filesystem::create_directory(folder.file("stricter"));
    const char* root = std::getenv("KEYBOOK_SOURCE_DIR");
    std::ifstream in(std::string(root != nullptr ? root : ".") + "/shared/schema/types/account.json");
    std::string text((std::istreambuf_iterator<char>(in)), {});
    const std::string loose = R"("name": "our_share", "kind": "percent", "min": "0", "max": "100")";
    const auto at = text.find(loose);
    EXPECT_NE(at, std::string::npos);
    text.replace(at, loose.size(), R"("name": "our_share", "kind": "percent", "min": "0", "max": "50")");
    std::ofstream(folder.file("stricter") + "/account.json") << text;
    return folder.file("stricter");
  }
  static bool open_sync(Desk& desk) {
    return desk.until([&] { return desk.app().ready(); }, "the app") && desk.press("Sync") &&
           desk.see("Last exchanges");
  }
  std::string account;
};

TEST_F(SyncPage, AChangeWaitsWhileOfflineAndGoesWhenTheSwitchIsTurned) {
  Desk desk(profile("amy"));
  ASSERT_TRUE(open_sync(desk));
  desk.press("Stay offline");
  EXPECT_TRUE(desk.see("Working offline"));
  desk.app().setField("account", QString::fromStdString(account), "remark", "only here");
  EXPECT_TRUE(desk.until([&] { return desk.app().sync()->waitingCount() == 1; }, "one change to wait"));
  EXPECT_TRUE(desk.see_part("1 changes are safe on this device"));
  EXPECT_TRUE(desk.until([&] { return desk.words("Haichuan Shipyard") != nullptr; }, "the change in the list"));
  EXPECT_EQ(asked("amy", {"status"}).value("pending", -1), 1);
  desk.press("Stay offline");
  EXPECT_TRUE(desk.until([&] { return desk.app().sync()->state() == "ok"; }, "in sync"));
  EXPECT_TRUE(desk.see("Everything is sent"));
  sync("mia");
  EXPECT_EQ(asked("mia", {"get", "account", account})["fields"].value("remark", ""), "only here");
}

TEST_F(SyncPage, ASyncWithoutAServerSaysOfflineAndMendsItself) {
  Desk desk(profile("amy"));
  ASSERT_TRUE(open_sync(desk));
  kill_server();
  desk.press("Try now");
  EXPECT_TRUE(desk.see_part("The server cannot be reached"));
  EXPECT_TRUE(desk.until([&] { return desk.app().sync()->state() == "offline"; }, "offline"));
  EXPECT_TRUE(desk.see_part("Offline since"));
  desk.press("Understood");
  start();
  desk.press("Try now");
  EXPECT_TRUE(desk.until([&] { return desk.app().sync()->state() == "ok"; }, "in sync"));
}

TEST_F(SyncPage, ARefusedChangeIsMendedAndSent) {
  restart_with(stricter());
  Desk desk(profile("amy"));
  ASSERT_TRUE(open_sync(desk));
  desk.app().setField("account", QString::fromStdString(account), "our_share", "80");
  ASSERT_TRUE(desk.until([&] { return desk.app().sync()->refusedCount() == 1; }, "a refusal"));
  EXPECT_EQ(desk.app().sync()->state(), "refused");
  EXPECT_TRUE(desk.see_part("Our share: The value does not fit"));
  desk.press("Mend");
  EXPECT_TRUE(desk.see("80"));
  desk.fill("Our share", "40");
  desk.press("Save");
  EXPECT_TRUE(desk.until([&] { return desk.app().sync()->state() == "ok"; }, "in sync"));
  EXPECT_EQ(desk.words("Refused"), nullptr);
  sync("mia");
  EXPECT_EQ(asked("mia", {"get", "account", account})["fields"].value("our_share", ""), "40");
}

TEST_F(SyncPage, ARefusedChangeIsDroppedAfterAQuestion) {
  restart_with(stricter());
  Desk desk(profile("amy"));
  ASSERT_TRUE(open_sync(desk));
  desk.app().setField("account", QString::fromStdString(account), "our_share", "80");
  ASSERT_TRUE(desk.until([&] { return desk.app().sync()->refusedCount() == 1; }, "a refusal"));
  desk.press("Drop");
  EXPECT_TRUE(desk.see_part("Drop this change of"));
  desk.press("Drop");
  EXPECT_TRUE(desk.until([&] { return desk.app().sync()->refusedCount() == 0; }, "nothing refused"));
  EXPECT_TRUE(lines("amy", {"refused"}).empty());
}

TEST_F(SyncPage, ARefusedChangeIsSentAgainAsItIs) {
  restart_with(stricter());
  Desk desk(profile("amy"));
  ASSERT_TRUE(open_sync(desk));
  desk.app().setField("account", QString::fromStdString(account), "our_share", "80");
  ASSERT_TRUE(desk.until([&] { return desk.app().sync()->refusedCount() == 1; }, "a refusal"));
  restart_with({});
  desk.press("Send again");
  EXPECT_TRUE(desk.until([&] { return desk.app().sync()->state() == "ok"; }, "in sync"));
  sync("mia");
  EXPECT_EQ(asked("mia", {"get", "account", account})["fields"].value("our_share", ""), "80");
}

TEST_F(SyncPage, WhatAnotherProgramSavesAppearsByItself) {
  Desk desk(profile("amy"));
  ASSERT_TRUE(desk.until([&] { return desk.app().ready(); }, "the app") && desk.press("Accounts"));
  ASSERT_TRUE(desk.see("Haichuan Shipyard"));
  done("amy", {"set", "account", account, "name=Haichuan Group"});
  EXPECT_TRUE(desk.see("Haichuan Group"));
  EXPECT_EQ(desk.words("Haichuan Shipyard"), nullptr);
}

TEST_F(SyncPage, ARevokedDeviceShowsNothingOfWhatItHeld) {
  Desk desk(profile("amy"));
  ASSERT_TRUE(desk.until([&] { return desk.app().ready(); }, "the app") && desk.press("Accounts"));
  ASSERT_TRUE(desk.see("Haichuan Shipyard"));
  const std::string device = asked("amy", {"status"}).value("device", "");
  ASSERT_EQ(process::run({process::program("keybook-server"), "device", "revoke", device, "--data", data}).code, 0);
  desk.app().sync()->syncNow();
  EXPECT_TRUE(desk.see_part("This device was revoked"));
  EXPECT_TRUE(desk.until([&] { return desk.app().needsFirstStart(); }, "the first start"));
  EXPECT_TRUE(desk.see("Connect to your company's server"));
  EXPECT_EQ(desk.words("Haichuan Shipyard"), nullptr);
}

class Conflict : public SyncPage {
 protected:
  void SetUp() override {
    SyncPage::SetUp();
    done("amy", {"set", "account", account, "phone=010-2"});
    done("ben", {"set", "account", account, "phone=010-3"});
    for (const char* user : {"ben", "amy", "ben"}) sync(user);
  }
  void expect_settled(const std::string& phone) const {
    for (const char* user : {"mia", "ben"}) {
      sync(user);
      EXPECT_EQ(asked(user, {"status"}).value("conflicts", -1), 0);
      EXPECT_EQ(asked(user, {"get", "account", account})["fields"].value("phone", ""), phone);
    }
  }
};

TEST_F(Conflict, IsSettledByOneOfTheValuesAndGone) {
  Desk desk(profile("amy"));
  ASSERT_TRUE(open_sync(desk));
  EXPECT_EQ(desk.app().sync()->state(), "decision");
  desk.press("Decide, Haichuan Shipyard");
  EXPECT_TRUE(desk.see("Before"));
  EXPECT_TRUE(desk.see("010-3"));
  EXPECT_TRUE(desk.see("010-1"));
  desk.press("Mine, 010-2");
  desk.press("Apply 1 choice");
  EXPECT_TRUE(desk.until([&] { return desk.app().sync()->state() == "ok"; }, "in sync, nothing to decide"));
  EXPECT_EQ(desk.words("Needs my decision"), nullptr);
  expect_settled("010-2");
}

TEST_F(Conflict, IsSettledByAThirdValue) {
  Desk desk(profile("amy"));
  ASSERT_TRUE(open_sync(desk));
  desk.press("Decide, Haichuan Shipyard");
  desk.press("Write another value");
  desk.fill("Another value", "010-9");
  desk.press("Apply 1 choice");
  EXPECT_TRUE(desk.until([&] { return desk.app().sync()->state() == "ok"; }, "in sync, nothing to decide"));
  expect_settled("010-9");
}

}  // namespace
}  // namespace keybook::ui
