// The handover desk against a real server: an account changes hands, what came late is decided, and what nobody can do
// without the server says so.
#include "process/cli/stage.h"
#include "ui/desk/desk.h"

namespace keybook::ui {
namespace {

class Handover : public process::Stage {
 protected:
  void SetUp() override {
    Stage::SetUp();
    start();
    for (const char* user : {"amy", "ben", "mia"}) enrol(user);
    account = made("amy", {"account", "name=Haichuan Shipyard", "code=K-1", "phone=021-1"});
    made("amy", {"task", "account=" + account, "title=send the samples", "assignee=amy"});
    for (const char* user : {"amy", "ben", "mia"}) sync(user);
  }
  static bool open_desk(Desk& desk) {
    if (!desk.until([&] { return desk.app().ready(); }, "the app")) return false;
    // The first page may still be moving: a press that met nothing is made once more.
    for (int i = 0; i < 3 && desk.named("Coming in") == nullptr; ++i) {
      if (!desk.press("Handover")) return false;
      desk.idle(500);
    }
    return desk.until([&] { return desk.named("Coming in") != nullptr; }, "the desk");
  }
  std::string proposed(const std::string& note = "please look after them") {
    std::string id = done("amy", {"handover", "propose", "--account", account, "--to", "ben", "--note", note});
    if (!id.empty()) id.pop_back();
    return id;
  }
  std::string state_of_the_handover(const std::string& user) {
    const auto all = lines(user, {"handover", "list"});
    return all.size() == 1 ? all[0].value("state", "") : std::to_string(all.size()) + " handovers";
  }
  std::string owner() {
    sync("mia");
    const auto named = asked("mia", {"get", "account", account})["fields"]["owner"];
    return named.is_string() ? named.get<std::string>() : "nobody";
  }
  std::string account;
};

TEST_F(Handover, IsProposedFromTheListOfAccountsAfterItsPreview) {
  Desk desk(profile("amy"));
  ASSERT_TRUE(desk.until([&] { return desk.app().ready(); }, "the app"));
  desk.press("Accounts");
  desk.press("Select Haichuan Shipyard");
  desk.press("Hand over");
  EXPECT_TRUE(desk.see("Choose who takes over."));
  desk.press("Hand over to");
  desk.press("ben·east");
  EXPECT_TRUE(desk.see("1 go along, 0 stay"));
  EXPECT_TRUE(desk.see("send the samples"));
  EXPECT_TRUE(desk.see("Devices of the predecessor"));
  EXPECT_TRUE(desk.see("everything sent"));
  desk.press("Note to the successor");
  desk.type("likes tea");
  desk.press("Propose");
  EXPECT_TRUE(desk.see_part("Proposed; ben decides"));
  EXPECT_TRUE(desk.see("likes tea"));
  EXPECT_EQ(state_of_the_handover("ben"), "proposed");
  EXPECT_EQ(owner(), "amy");
  desk.press("Withdraw");
  EXPECT_TRUE(desk.see_part("Handover withdrawn"));
  EXPECT_EQ(state_of_the_handover("ben"), "withdrawn");
}

TEST_F(Handover, IsAcceptedAndWhatCameLateIsTakenFieldByField) {
  proposed();
  Desk desk(profile("ben"));
  ASSERT_TRUE(open_desk(desk));
  EXPECT_TRUE(desk.see("please look after them"));
  EXPECT_TRUE(desk.see_part("that you do not see yet"));
  desk.press("Accept 1 account");
  EXPECT_TRUE(desk.see_part("Handed over"));
  EXPECT_TRUE(desk.see("Haichuan Shipyard"));
  EXPECT_EQ(owner(), "ben");

  done("amy", {"set", "account", account, "phone=021-2", "website=https://late.cn"});
  sync("amy");
  desk.key(Qt::Key_F5);
  ASSERT_TRUE(desk.until([&] { return desk.app().sync()->decisionCount() == 1; }, "a late edit"));
  desk.press("Late edits");
  EXPECT_TRUE(desk.see_part("Written by amy"));
  desk.press("Came late, 021-2");
  desk.press("Stands now, empty");
  desk.press("Apply, Haichuan Shipyard");
  EXPECT_TRUE(desk.see("No late edits"));
  const auto fields = asked("ben", {"get", "account", account})["fields"];
  EXPECT_EQ(fields.value("phone", ""), "021-2");
  EXPECT_TRUE(fields["website"].is_null());
  EXPECT_TRUE(desk.until([&] { return desk.app().sync()->decisionCount() == 0; }, "nothing to decide"));
}

TEST_F(Handover, WaitsOnTodayAndIsDeclinedThere) {
  proposed();
  Desk desk(profile("ben"));
  ASSERT_TRUE(desk.until([&] { return desk.app().ready(); }, "the app"));
  desk.press("amy hands over: 1 account");
  desk.press("Decline");
  EXPECT_TRUE(desk.see_part("Handover declined"));
  EXPECT_EQ(state_of_the_handover("amy"), "declined");
  EXPECT_EQ(owner(), "amy");
}

TEST_F(Handover, ThatSomebodyElseDecidedMeanwhileSaysSoAndChangesNothing) {
  const std::string id = proposed();
  Desk desk(profile("ben"));
  ASSERT_TRUE(open_desk(desk));
  EXPECT_TRUE(desk.see("please look after them"));
  done("amy", {"handover", "withdraw", id});
  desk.press("Accept 1 account");
  EXPECT_TRUE(desk.see_part("The handover was withdrawn already"));
  EXPECT_EQ(owner(), "amy");
}

TEST_F(Handover, WithoutTheServerThePageSaysWhatItNeedsAndLaterGoesOn) {
  proposed();
  Desk desk(profile("ben"));
  ASSERT_TRUE(desk.until([&] { return desk.app().ready(); }, "the app"));
  ASSERT_TRUE(desk.see("amy hands over: 1 account"));
  kill_server();
  desk.press("Handover");
  desk.press("Accept 1 account");
  EXPECT_TRUE(desk.see_part("The server cannot be reached"));
  desk.press("Understood");
  start();
  EXPECT_EQ(owner(), "amy");
  EXPECT_EQ(state_of_the_handover("ben"), "proposed");
  desk.press("Accept 1 account");
  EXPECT_TRUE(desk.until([&] { return owner() == "ben"; }, "the account"));
}

TEST_F(Handover, BriefsCanBeReadWithoutTheServer) {
  kill_server();
  Desk desk(profile("amy"));
  ASSERT_TRUE(desk.until([&] { return desk.app().ready(); }, "the app"));
  desk.press("Accounts");
  desk.press("Haichuan Shipyard");
  desk.press("More");
  desk.press("Handover brief");
  EXPECT_TRUE(desk.see("Before the first call"));
  EXPECT_TRUE(desk.see("send the samples"));
}

TEST_F(Handover, AnAccountGoesToThePoolAndIsClaimed) {
  {
    Desk desk(profile("amy"));
    ASSERT_TRUE(desk.until([&] { return desk.app().ready(); }, "the app"));
    desk.press("Accounts");
    desk.press("Haichuan Shipyard");
    desk.press("More");
    desk.press("Return to the pool");
    desk.press("Return to the pool");
    EXPECT_TRUE(desk.see_part("Returned to the pool"));
    EXPECT_EQ(owner(), "nobody");
  }
  Desk desk(profile("ben"));
  ASSERT_TRUE(open_desk(desk));
  desk.press("Pool");
  desk.press("Claim, Haichuan Shipyard");
  EXPECT_TRUE(desk.see_part("Claimed"));
  EXPECT_EQ(owner(), "ben");
  EXPECT_EQ(asked("ben", {"get", "account", account})["fields"].value("phone", ""), "021-1");
}

TEST_F(Handover, ACoverIsArrangedAndEnded) {
  Desk desk(profile("amy"));
  ASSERT_TRUE(open_desk(desk));
  desk.press("Cover");
  desk.press("Arrange cover");
  desk.press("Who stands in");
  desk.press("ben·east");
  desk.press("Arrange");
  EXPECT_TRUE(desk.see("ben stands in for amy"));
  sync("ben");
  EXPECT_EQ(asked("ben", {"get", "account", account})["fields"].value("phone", ""), "021-1");
  desk.press("End: ben stands in for amy");
  desk.press("End it now: ben stands in for amy");
  EXPECT_TRUE(desk.see_part("Cover ended"));
  EXPECT_TRUE(desk.see("over"));
}

TEST_F(Handover, AChangeThatNeedsApprovalIsGrantedByTheManager) {
  done("amy", {"set", "account", account, "grade=A"});
  sync("amy");
  sync("mia");
  {
    Desk desk(profile("ben"));  // of the same territory, but this is nothing of his
    ASSERT_TRUE(open_desk(desk));
    desk.press("Approvals");
    EXPECT_TRUE(desk.see("Nothing waits for approval"));
  }
  Desk desk(profile("mia"));
  ASSERT_TRUE(open_desk(desk));
  desk.press("Approvals");
  desk.press("Grant: Haichuan Shipyard");
  EXPECT_TRUE(desk.see_part("Granted"));
  EXPECT_TRUE(desk.see("Nothing waits for approval"));
  EXPECT_EQ(asked("mia", {"get", "account", account})["grade"], "A");
}

// Where a contact belongs is granted by whoever has both accounts, a rep too.
TEST_F(Handover, AMoveIsGrantedByTheRepWhoHasBothAccounts) {
  const std::string other = made("ben", {"account", "name=Red Lake Paper"});
  const std::string contact = made("ben", {"contact", "account=" + other, "name=Li Wei"});
  sync("ben");
  done("mia", {"sync"});
  done("mia", {"set", "account", other, "team=amy"});
  sync("mia");
  sync("amy");
  EXPECT_EQ(keybook("ben", {"move", "contact", contact, "--to", account}).code, 4) << "asked for";
  sync("amy");
  Desk desk(profile("amy"));
  ASSERT_TRUE(open_desk(desk));
  desk.press("Approvals");
  EXPECT_TRUE(desk.see("Account: Red Lake Paper → Haichuan Shipyard"));
  desk.press("Grant: Li Wei");
  EXPECT_TRUE(desk.see_part("Granted"));
  EXPECT_EQ(asked("amy", {"get", "contact", contact})["account"], account);
}

TEST_F(Handover, AnOwnRequestIsWithdrawn) {
  done("amy", {"set", "account", account, "grade=A"});
  sync("amy");
  Desk desk(profile("amy"));
  ASSERT_TRUE(open_desk(desk));
  desk.press("Approvals");
  desk.press("Withdraw: Haichuan Shipyard");
  EXPECT_TRUE(desk.see_part("Request withdrawn"));
  EXPECT_TRUE(desk.see("Nothing waits for approval"));
  sync("mia");
  EXPECT_TRUE(lines("mia", {"requests"}).empty());
}

}  // namespace
}  // namespace keybook::ui
