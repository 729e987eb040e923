// Several people on one device: each with data, outbox, counters and credential of one's own.
#include "stage.h"

namespace keybook::process {
namespace {

class Users : public Stage {
 protected:
  void SetUp() override {
    ASSERT_NO_FATAL_FAILURE(Stage::SetUp());
    ASSERT_NO_FATAL_FAILURE(start());
    add("amy");
    add("ben");
  }
  // Everybody works in the profile "tablet".
  void add(const std::string& user) const {
    done("tablet", {"enroll", "--server", url, "--user", user, "--password-stdin"}, std::string(password) + "\n");
  }
  static std::vector<std::string> as(const std::string& user, std::vector<std::string> arguments) {
    arguments.insert(arguments.begin() + 1, {"--user", user});
    return arguments;
  }
  [[nodiscard]] std::string user_now() const { return asked("tablet", {"status"}).value("user", ""); }
  std::string made_by(const std::string& user, const std::string& name) {
    std::string id = done("tablet", as(user, {"new", "account", "name=" + name}));
    id.pop_back();
    return id;
  }
};

TEST_F(Users, AreListedAndChosen) {
  const auto all = lines("tablet", {"users"});
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0]["user"], "amy");
  EXPECT_EQ(all[1]["user"], "ben");
  EXPECT_NE(all[0]["device"], all[1]["device"]);
  EXPECT_EQ(all[1]["chosen"], true) << "who was enrolled last";
  EXPECT_EQ(user_now(), "ben");
  EXPECT_EQ(asked("tablet", as("amy", {"status"}))["user"], "amy");
  EXPECT_EQ(user_now(), "amy") << "the choice stays";
  refuses(2, "'eve' has no data in this profile", keybook("tablet", as("eve", {"status"})));
  refuses(2, "amy, ben", keybook("tablet", as("eve", {"list", "account"})));
  EXPECT_EQ(user_now(), "amy");
}

TEST_F(Users, AProfileOfOneStaysAsItWas) {
  enrol("mia");
  EXPECT_FALSE(std::filesystem::exists(profile("mia") + "/users"));
  EXPECT_FALSE(std::filesystem::exists(profile("mia") + "/last-user"));
  EXPECT_EQ(asked("mia", as("mia", {"status"}))["user"], "mia");
  EXPECT_FALSE(std::filesystem::exists(profile("mia") + "/last-user"));
  EXPECT_EQ(lines("mia", {"users"}).size(), 1U);
}

TEST_F(Users, SeeAndSendOnlyTheirOwn) {
  const std::string hers = made_by("amy", "艾米的客户");
  const std::string his = made_by("ben", "本的客户");
  refuses(4, "no such account", keybook("tablet", as("ben", {"get", "account", hers})));
  EXPECT_EQ(asked("tablet", as("amy", {"status"}))["pending"], 1);
  done("tablet", as("ben", {"sync"}));
  EXPECT_EQ(asked("tablet", as("amy", {"status"}))["pending"], 1) << "goes up under its author's credential alone";
  EXPECT_EQ(asked("tablet", as("ben", {"status"}))["pending"], 0);
  done("tablet", as("amy", {"sync"}));
  EXPECT_TRUE(lines("tablet", as("ben", {"search", "艾米"})).empty());
  enrol("mia");
  sync("mia");
  const auto by = [&](const std::string& id) { return lines("mia", {"history", "account", id})[0]["user"]; };
  EXPECT_EQ(by(hers), "amy");
  EXPECT_EQ(by(his), "ben");
}

TEST_F(Users, EvictionOfOneLeavesTheWorkOfTheOther) {
  const std::string account = made_by("amy", "公共客户");
  done("tablet", as("amy", {"sync"}));
  enrol("mia");
  sync("mia");
  done("mia", {"set", "account", account, "team=ben"});
  sync("mia");
  done("tablet", as("ben", {"sync"}));
  done("tablet", as("ben", {"set", "account", account, "remark=本写的"}));  // unsent
  done("mia", {"handover", "propose", "--account", account, "--to", "mia", "--force"});
  sync("mia");
  done("tablet", as("amy", {"sync"}));
  refuses(4, "no such account", keybook("tablet", as("amy", {"get", "account", account})));
  EXPECT_EQ(asked("tablet", as("ben", {"status"}))["pending"], 1);
  EXPECT_EQ(asked("tablet", as("ben", {"get", "account", account}))["remark"], "本写的");
}

TEST_F(Users, RevocationWipesTheDeviceOfOneUser) {
  made_by("amy", "艾米的客户");
  const std::string his = made_by("ben", "本的客户");
  done("tablet", as("amy", {"sync"}));
  const std::string device = asked("tablet", as("amy", {"status"})).value("device", "");
  EXPECT_EQ(server({"device", "revoke", device, "--data", data}).code, 0);
  EXPECT_NE(keybook("tablet", as("amy", {"sync"})).code, 0);
  EXPECT_TRUE(lines("tablet", as("amy", {"list", "account"})).empty());
  EXPECT_EQ(asked("tablet", as("ben", {"get", "account", his}))["name"], "本的客户");
  done("tablet", as("ben", {"sync"}));
  EXPECT_EQ(asked("tablet", as("ben", {"status"}))["pending"], 0);
}

TEST_F(Users, ACopiedProfileIsNoticedForEachOfThem) {
  made_by("amy", "一");
  made_by("ben", "二");
  for (const char* who : {"amy", "ben"}) done("tablet", as(who, {"sync"}));
  std::filesystem::copy(profile("tablet"), profile("copy"), std::filesystem::copy_options::recursive);
  for (const char* device : {"tablet", "copy"})
    for (const char* who : {"amy", "ben"}) {
      done(device, as(who, {"new", "account", std::string("name=") + device + who}));
      done(device, as(who, {"sync"}));
      done(device, as(who, {"sync"}));
    }
  done("tablet", as("amy", {"sync"}));
  EXPECT_EQ(lines("tablet", as("amy", {"list", "account"})).size(), 3U);
  EXPECT_NE(asked("tablet", as("amy", {"status"}))["device"], asked("copy", as("amy", {"status"}))["device"]);
  EXPECT_NE(asked("tablet", as("ben", {"status"}))["device"], asked("copy", as("ben", {"status"}))["device"]);
  EXPECT_EQ(server({"check", "--data", data}).code, 0);
}

TEST_F(Users, AFailedEnrolmentAddsNobody) {
  refuses(4, "password",
          keybook("tablet", {"enroll", "--server", url, "--user", "mia", "--password-stdin"}, "wrong\n"));
  EXPECT_EQ(lines("tablet", {"users"}).size(), 2U);
  EXPECT_EQ(user_now(), "ben");
  add("ben");  // again: the same place
  EXPECT_EQ(lines("tablet", {"users"}).size(), 2U);
}

TEST_F(Users, EnrolledOnceMoreItStaysTheDeviceThatItIs) {
  const auto devices = [this] {
    const std::string listed = server({"device", "list", "--data", data, "--json"}).out;  // one line each
    return std::count(listed.begin(), listed.end(), '\n');
  };
  const auto before = devices();
  const json status = asked("tablet", {"status"});
  const Ran again =
      keybook("tablet", {"enroll", "--server", url, "--user", "ben", "--password-stdin"}, std::string(password) + "\n");
  EXPECT_EQ(again.code, 0) << again.err;
  EXPECT_THAT(again.err, ::testing::HasSubstr("already"));
  EXPECT_EQ(asked("tablet", {"status"})["device"], status["device"]);
  EXPECT_EQ(devices(), before);
  // Once its credential is worth nothing, it is enrolled anew.
  ASSERT_EQ(server({"device", "revoke", status["device"], "--data", data}).code, 0);
  done("tablet", {"enroll", "--server", url, "--user", "ben", "--password-stdin"}, std::string(password) + "\n");
  EXPECT_NE(asked("tablet", {"status"})["device"], status["device"]);
}

}  // namespace
}  // namespace keybook::process
