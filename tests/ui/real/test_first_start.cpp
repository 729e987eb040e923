// The first start as a new user meets it: what goes wrong is told beside the field, and both ways in lead to a working
// app.
#include "process/cli/stage.h"
#include "ui/desk/desk.h"
#include "unit/client_transport_curl/wire.h"

namespace keybook::ui {
namespace {

using process::password;

class FirstStart : public process::Stage {
 protected:
  // Types the three fields, as far as they differ, and presses the button.
  static void connect(Desk& desk, const std::string& server, const std::string& user, const std::string& word) {
    desk.fill("Server", QString::fromStdString(server));
    desk.fill("User name", QString::fromStdString(user));
    desk.fill("Password", QString::fromStdString(word));
    desk.press("Connect and start the download");
  }
};

TEST_F(FirstStart, SampleDataOpensAnAppThatWorksWithoutAServer) {
  Desk desk(profile("new"));
  ASSERT_TRUE(desk.press("Try it with sample data, no server"));
  ASSERT_TRUE(desk.until([&] { return !desk.app().needsFirstStart() && desk.app().ready(); }, "the app"));
  ASSERT_TRUE(desk.press("Accounts"));
  EXPECT_TRUE(desk.see("海川造船集团"));
  desk.press("Sync");
  EXPECT_TRUE(desk.see("Sample data, on this device only"));
  EXPECT_TRUE(asked("new", {"status"})["server"].is_null());
}

TEST_F(FirstStart, WhatGoesWrongIsToldBesideItsFieldAndTheNextTryWorks) {
  start();
  Desk desk(profile("amy"));
  connect(desk, url, "amy", "wrong");
  EXPECT_TRUE(desk.see_part("The user or the password is wrong"));
  EXPECT_EQ(desk.app().firstStart()->errorField(), "password");
  connect(desk, "http://127.0.0.1:1", "amy", password);
  EXPECT_TRUE(desk.see_part("The server cannot be reached"));
  EXPECT_EQ(desk.app().firstStart()->errorField(), "server");
  connect(desk, url, "amy", password);
  EXPECT_TRUE(desk.press("Go to Today"));
  EXPECT_TRUE(desk.until([&] { return desk.app().ready(); }, "the app"));
  EXPECT_EQ(desk.app().userId(), "amy");
}

TEST_F(FirstStart, ServersThatAreNotOursOrNotOfOurVersionAreNamed) {
  std::string answer;
  const test::RawServer other([&](const test::Peer& peer) {
    peer.hear();
    peer.say("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
             std::to_string(answer.size()) + "\r\n\r\n" + answer);
  });
  Desk desk(profile("amy"));
  answer = R"({"product":"keybook","protocol":99,"server":"s","epoch":"e","time":0})";
  connect(desk, other.url(), "amy", password);
  EXPECT_TRUE(desk.see_part("The versions do not fit"));
  EXPECT_TRUE(desk.see_part("speaks version 99"));
  answer = "<html>hello</html>";
  connect(desk, other.url(), "amy", password);
  EXPECT_TRUE(desk.see_part("What answered is no Keybook server"));
  desk.press("中文");
  EXPECT_TRUE(desk.see_part("对方不是客簿服务器"));
  EXPECT_FALSE(desk.words_with("What answered"));
}

TEST_F(FirstStart, GivenUpItComesBackAtTheNextStart) {
  start();
  {
    Desk desk(profile("amy"));
    connect(desk, url, "amy", "wrong");
    ASSERT_TRUE(desk.see_part("The user or the password is wrong"));
  }
  Desk desk(profile("amy"));
  EXPECT_TRUE(desk.until([&] { return desk.app().needsFirstStart(); }, "the first start"));
  EXPECT_TRUE(desk.see("Connect to your company's server"));
  EXPECT_FALSE(desk.app().ready());
}

}  // namespace
}  // namespace keybook::ui
