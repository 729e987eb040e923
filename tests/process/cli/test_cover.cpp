// Somebody stands in for a colleague, and the access ends by itself, also without a network.
#include <chrono>
#include <ctime>
#include <thread>

#include "stage.h"

namespace keybook::process {
namespace {

using std::chrono::seconds;
using std::chrono::system_clock;

std::string iso(system_clock::time_point when) {
  const std::time_t at = system_clock::to_time_t(when);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", std::gmtime(&at));
  return text;
}

class Cover : public Stage {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Stage::SetUp());
    ASSERT_NO_FATAL_FAILURE(start());
    for (const char* user : {"amy", "ben", "mia"}) enrol(user);
    id = made("amy", {"account", "name=华东电力", "code=K-17"});
    for (const char* user : {"amy", "ben", "mia"}) sync(user);
  }
  std::string covered(system_clock::time_point until) {
    std::string cover = done("mia", {"cover", "add", "--for", "amy", "--by", "ben", "--from",
                                     iso(system_clock::now() - seconds(60)), "--until", iso(until)});
    if (!cover.empty()) cover.pop_back();
    return cover;
  }
  std::string id;
};

TEST_F(Cover, GivesAccessWhileItLastsAndTakesItAtItsEndAlsoOffline) {
  const auto until = system_clock::now() + seconds(10);
  const std::string cover = covered(until);
  sync("ben");
  EXPECT_EQ(asked("ben", {"get", "account", id})["owner"], "amy");
  EXPECT_EQ(lines("ben", {"cover", "list"})[0]["state"], "active");
  EXPECT_EQ(lines("amy", {"cover", "list"})[0]["by"], "ben");
  const std::string later = made("amy", {"account", "name=后来的"});  // what she gets meanwhile is covered too
  sync("amy");
  for (int tries = 0; tries < 30 && lines("ben", {"list", "account"}).size() < 2; ++tries) sync("ben");
  EXPECT_EQ(asked("ben", {"get", "account", later})["name"], "后来的");
  done("ben", {"set", "account", id, "remark=offline, in time"});
  ASSERT_LT(system_clock::now(), until) << "the machine is too slow for this test";
  kill_server();
  std::this_thread::sleep_until(until + std::chrono::milliseconds(1500));
  refuses(4, "no such account", keybook("ben", {"get", "account", id}));
  EXPECT_TRUE(lines("ben", {"list", "account"}).empty());
  EXPECT_EQ(asked("ben", {"status"})["pending"], 1);  // nothing that was written is lost
  EXPECT_EQ(asked("ben", {"check"})["ok"], true);
  start();
  EXPECT_EQ(asked("ben", {"sync"})["parked"], 0);
  refuses(4, "no such account", keybook("ben", {"get", "account", id}));
  sync("amy");
  EXPECT_EQ(asked("amy", {"get", "account", id})["remark"], "offline, in time");
  EXPECT_EQ(lines("mia", {"cover", "list"})[0]["state"], "over");
  EXPECT_TRUE(asked("amy", {"get", "account", id})["team"].empty());
  refuses(4, "over already", keybook("mia", {"cover", "end", cover}));
  EXPECT_EQ(server({"check", "--data", data}).code, 0);
}

TEST_F(Cover, ALaterCoverBringsBackWhatTheDeviceGaveUpByItself) {
  const auto until = system_clock::now() + seconds(6);
  covered(until);
  sync("ben");
  EXPECT_EQ(asked("ben", {"get", "account", id})["owner"], "amy");
  const std::string second = covered(system_clock::now() + seconds(3600));
  std::this_thread::sleep_until(until + std::chrono::milliseconds(1500));
  refuses(4, "no such account", keybook("ben", {"get", "account", id}));
  sync("ben");
  EXPECT_EQ(asked("ben", {"get", "account", id})["owner"], "amy");
  for (const char* user : {"ben", "amy"}) sync(user);
  EXPECT_EQ(digest("ben"), digest("amy"));
  done("ben", {"cover", "end", second});
  refuses(4, "no such account", keybook("ben", {"get", "account", id}));
}

TEST_F(Cover, AHandoverEndsItForThatAccountAndOnlyTheRightPeopleArrangeOne) {
  covered(system_clock::now() + seconds(3600));
  sync("ben");
  done("mia", {"handover", "propose", "--account", id, "--to", "mia", "--force"});
  sync("ben");
  refuses(4, "no such account", keybook("ben", {"get", "account", id}));
  refuses(4, "arrange a cover",
          keybook("ben", {"cover", "add", "--for", "amy", "--by", "ben", "--until", "2099-01-01"}));
  refuses(4, "over already", keybook("amy", {"cover", "add", "--for", "amy", "--by", "ben", "--until", "2020-01-01"}));
  refuses(4, "no active user",
          keybook("amy", {"cover", "add", "--for", "amy", "--by", "nobody", "--until", "2099-01-01"}));
  refuses(2, "no date or time", keybook("amy", {"cover", "add", "--for", "amy", "--by", "ben", "--until", "soon"}));
}

// A manager stands in like anybody: for somebody of another territory, and for another manager, whose people's accounts
// come along. Both end offline too; what the substitute has by territory or role stays.
TEST_F(Cover, OfAndByAManagerEndsOfflineToo) {
  EXPECT_EQ(server({"territory", "add", "--data", data, "--name", "west"}).code, 0);
  for (const auto& [name, role] : {std::pair{"max", "manager"}, {"wei", "rep"}})
    EXPECT_EQ(server({"user", "add", "--data", data, "--name", name, "--role", role, "--territory", "west",
                      "--password-stdin"},
                     std::string(password) + "\n")
                  .code,
              0);
  for (const char* user : {"max", "wei", "hans"}) enrol(user);
  const std::string western = made("wei", {"account", "name=华西矿业"});
  sync("wei"), sync("max");
  EXPECT_EQ(asked("max", {"get", "account", western})["owner"], "wei");
  refuses(4, "no such account", keybook("max", {"get", "account", id}));
  const auto until = system_clock::now() + seconds(12);
  const auto cover = [&](const std::string& absent, const std::string& by) {
    done("hans", {"cover", "add", "--for", absent, "--by", by, "--until", iso(until)});
  };
  cover("mia", "max");   // a manager by a manager
  cover("mia", "wei");   // and by a rep
  cover("amy", "hans");  // who sees all anyway
  for (const char* user : {"max", "wei", "hans"}) sync(user);
  for (const char* user : {"max", "wei", "hans"})
    EXPECT_EQ(asked(user, {"get", "account", id})["owner"], "amy") << user;
  ASSERT_LT(system_clock::now(), until) << "the machine is too slow for this test";
  kill_server();
  std::this_thread::sleep_until(until + std::chrono::milliseconds(1500));
  for (const char* user : {"max", "wei"}) {
    refuses(4, "no such account", keybook(user, {"get", "account", id}));
    EXPECT_EQ(asked(user, {"get", "account", western})["owner"], "wei") << user;
    EXPECT_EQ(asked(user, {"check"})["ok"], true) << user;
  }
  EXPECT_EQ(asked("hans", {"get", "account", id})["owner"], "amy");
  start();
  for (const char* user : {"max", "wei", "hans"}) sync(user);
  for (const char* user : {"max", "wei"}) refuses(4, "no such account", keybook(user, {"get", "account", id}));
  EXPECT_EQ(asked("hans", {"get", "account", id})["team"], json::array());
  EXPECT_EQ(server({"check", "--data", data}).code, 0);
}

}  // namespace
}  // namespace keybook::process
