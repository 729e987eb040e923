// Profiles that are copied or put back, servers that are restored, devices that are revoked: nothing is lost, nothing
// is there twice.
#include <set>

#include "stage.h"

namespace keybook::process {
namespace {

class Identity : public Stage {
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
  void admin(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--data", data});
    const Ran ran = server(arguments);
    EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  }
  void copy_profile(const std::string& from, const std::string& to) {
    std::filesystem::remove_all(profile(to));
    std::filesystem::copy(profile(from), profile(to), std::filesystem::copy_options::recursive);
  }
  void set(const std::string& device, const std::string& id, const std::string& change) const {
    done(device, {"set", "account", id, change});
  }
  [[nodiscard]] json value(const std::string& device, const std::string& id, const std::string& field) const {
    return asked(device, {"get", "account", id})[field];
  }
  [[nodiscard]] std::string device_of(const std::string& device) const {
    return asked(device, {"status"}).value("device", "");
  }
  // Every name of an account that somebody sees, each once.
  [[nodiscard]] std::multiset<std::string> names(const std::string& device) const {
    std::multiset<std::string> found;
    for (const json& record : lines(device, {"list", "account"})) found.insert(record["name"].get<std::string>());
    return found;
  }
  void all_agree(const std::vector<std::string>& devices) {
    for (int round = 0; round < 3; ++round)
      for (const std::string& device : devices) sync(device);
    for (const std::string& device : devices) {
      EXPECT_EQ(digest(device), digest(devices.front())) << device;
      EXPECT_EQ(asked(device, {"check"})["ok"], true) << device;
      EXPECT_EQ(asked(device, {"status"})["in_sync"], true) << device;
    }
    const Ran checked = server({"check", "--data", data});
    EXPECT_EQ(checked.code, 0) << checked.out;
  }
};

TEST_F(Identity, ARestoredServerGetsBackWhatItHadAnswered) {
  const std::string account = made("amy", {"account", "name=Alpha"});
  sync("amy");
  sync("hans");
  const std::string backup = folder.file("b.db");
  admin({"backup", "--to", backup});
  set("amy", account, "name=Beta");
  made("amy", {"account", "name=Later"});
  sync("amy");
  sync("hans");
  set("hans", account, "remark=from head office");
  sync("hans");
  sync("amy");
  set("amy", account, "name=Gamma");        // on what it saw of both
  set("amy", account, "remark=overruled");  // unsent
  refuses(1, "in use", server({"restore", "--from", backup, "--data", data}));
  stop();
  admin({"restore", "--from", backup});
  ASSERT_NO_FATAL_FAILURE(start());
  sync("hans");  // the one that did not write most of it comes first
  EXPECT_EQ(names("hans"), (std::multiset<std::string>{"Beta", "Later"})) << "an older answer took something away";
  all_agree({"amy", "hans"});
  EXPECT_EQ(names("hans"), (std::multiset<std::string>{"Gamma", "Later"}));
  EXPECT_EQ(value("hans", account, "remark"), "overruled");
  EXPECT_TRUE(lines("hans", {"conflicts"}).empty());
  // What was overruled had been seen, so it was not lost: it stands in the history.
  std::set<std::string> outcomes;
  for (const json& line : lines("hans", {"history", "account", account, "--field", "remark"}))
    if (line["value"] == "from head office") outcomes.insert(line["outcome"].get<std::string>());
  EXPECT_EQ(outcomes, std::set<std::string>{"overwritten"});
}

TEST_F(Identity, AnOlderBackupRestoredTwiceLosesNothingEither) {
  const std::string first = folder.file("1.db"), second = folder.file("2.db");
  made("amy", {"account", "name=one"});
  sync("amy");
  admin({"backup", "--to", first});
  made("amy", {"account", "name=two"});
  sync("amy");
  admin({"backup", "--to", second});
  made("amy", {"account", "name=three"});
  sync("amy");
  for (int round = 0; round < 2; ++round) {
    stop();
    admin({"restore", "--from", first});
    ASSERT_NO_FATAL_FAILURE(start());
    all_agree({"amy", "hans"});
    EXPECT_EQ(names("hans"), (std::multiset<std::string>{"one", "two", "three"}));
  }
}

TEST_F(Identity, ADeviceEnrolledAfterTheBackupIsEnrolledAgainAndKeepsItsWork) {
  const std::string backup = folder.file("b.db");
  admin({"backup", "--to", backup});
  enrol("ben");
  sync("ben");
  made("ben", {"account", "name=acknowledged"});
  sync("ben");
  made("ben", {"account", "name=unsent"});
  stop();
  admin({"restore", "--from", backup});
  ASSERT_NO_FATAL_FAILURE(start());
  refuses(4, "not known here", keybook("ben", {"sync"}));
  enrol("ben");
  all_agree({"ben"});
  sync("hans");
  EXPECT_EQ(names("hans"), (std::multiset<std::string>{"acknowledged", "unsent"}));
}

TEST_F(Identity, BothCopiesOfAProfileKeepWhatTheyHadUnsent) {
  const std::string account = made("amy", {"account", "name=Alpha"});
  sync("amy");
  made("amy", {"task", "account=" + account, "title=both have it"});
  set("amy", account, "remark=both have it");
  copy_profile("amy", "copy");
  made("amy", {"account", "name=of the original"});  // the same numbers, other content
  made("copy", {"account", "name=of the copy"});
  sync("copy");
  sync("amy");
  all_agree({"amy", "copy"});
  EXPECT_NE(device_of("amy"), device_of("copy"));
  EXPECT_EQ(names("amy"), (std::multiset<std::string>{"Alpha", "of the original", "of the copy"}));
  EXPECT_EQ(lines("amy", {"list", "task"}).size(), 1u);
  EXPECT_EQ(lines("amy", {"history", "account", account, "--field", "remark"}).size(), 1u);
  EXPECT_TRUE(lines("amy", {"refused"}).empty());
  // From now on they are two devices like any.
  set("amy", account, "phone=1234567");
  set("copy", account, "website=https://example.com");
  all_agree({"amy", "copy"});
  EXPECT_EQ(value("amy", account, "website"), "https://example.com");
}

TEST_F(Identity, ACopyThatOnlyReadsIsNoticedToo) {
  copy_profile("amy", "copy");
  for (int round = 0; round < 3; ++round) {
    sync("amy");
    sync("copy");
  }
  EXPECT_NE(device_of("amy"), device_of("copy"));
  stop();  // what devices reported is written by then
  std::istringstream listed(server({"device", "list", "--data", data, "--json"}).out);
  int copies = 0;
  for (std::string line; std::getline(listed, line);) copies += json::parse(line)["copy_of"].is_null() ? 0 : 1;
  EXPECT_EQ(copies, 1) << "one copy, one identity of its own";
}

TEST_F(Identity, AnOldCopyThatIsPutBackGoesOn) {
  made("amy", {"account", "name=sent by both"});
  copy_profile("amy", "old");
  sync("amy");
  made("amy", {"account", "name=later"});
  sync("amy");
  copy_profile("old", "amy");
  made("amy", {"account", "name=after"});
  all_agree({"amy", "hans"});
  EXPECT_EQ(names("hans"), (std::multiset<std::string>{"sent by both", "later", "after"}));
}

TEST_F(Identity, ARevokedDeviceHandsOverItsWorkAndIsWiped) {
  const std::string account = made("amy", {"account", "name=Alpha"});
  sync("amy");
  set("amy", account, "remark=unsent when revoked");
  admin({"device", "revoke", device_of("amy")});
  refuses(4, "wiped", keybook("amy", {"sync"}));
  refuses(4, "revoked", keybook("amy", {"sync"}));
  EXPECT_EQ(done("amy", {"list", "account", "--json"}), "");
  refuses(4, "revoked", keybook("amy", {"new", "account", "name=x"}));
  const json parcel = json::parse(server({"parcel", "list", "--data", data, "--json"}).out);
  EXPECT_EQ(parcel["unsent"], 1);
  const json inside = json::parse(server({"parcel", "show", parcel["id"], "--data", data, "--json"}).out);
  EXPECT_EQ(inside["id"], account);
  EXPECT_EQ(inside["fields"]["remark"], "unsent when revoked");
  admin({"parcel", "apply", parcel["id"].get<std::string>()});
  sync("hans");
  EXPECT_EQ(value("hans", account, "remark"), "unsent when revoked");
  // It may come back, with a password.
  enrol("amy");
  sync("amy");
  EXPECT_EQ(value("amy", account, "remark"), "unsent when revoked");
}

TEST_F(Identity, ANoOpSyncStaysSmallWithItsToken) {
  sync("amy");
  const json result = asked("amy", {"sync"});
  EXPECT_EQ(result["round_trips"], 1);
  EXPECT_LE(result["bytes_sent"].get<int>() + result["bytes_received"].get<int>(), 400);
}

}  // namespace
}  // namespace keybook::process
