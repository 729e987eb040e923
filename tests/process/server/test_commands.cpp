// keybook-server's commands as a script sees them: output, exit codes, messages.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "program.h"
#include "support/temporary_folder.h"

namespace keybook::process {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

class Commands : public ::testing::Test {
 protected:
  Ran init(const std::string& data) {
    return server({"init", "--data", data, "--admin", "root", "--password-stdin", "--json"}, "secret\n");
  }
  Ran admin(std::vector<std::string> words, const std::string& input = {}) {
    words.insert(words.end(), {"--data", folder.file("data"), "--json"});
    return server(words, input);
  }
  static std::vector<json> lines(const std::string& text) {
    std::vector<json> out;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) out.push_back(json::parse(line));
    return out;
  }
  testing::TemporaryFolder folder;
};

TEST_F(Commands, InitMakesAStoreOnce) {
  const Ran first = init(folder.file("data"));
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_EQ(json::parse(first.out)["admin"], "root");
  EXPECT_FALSE(json::parse(first.out)["epoch"].get<std::string>().empty());
  const Ran second = init(folder.file("data"));
  EXPECT_NE(second.code, 0);
  EXPECT_THAT(second.err, HasSubstr("already"));
  EXPECT_EQ(admin({"user", "list"}).code, 0);
}

TEST_F(Commands, InitWithoutAPasswordLeavesNothingBehind) {
  const Ran empty = server({"init", "--data", folder.file("data"), "--admin", "root", "--password-stdin"}, "\n");
  EXPECT_EQ(empty.code, 4);
  EXPECT_FALSE(std::filesystem::exists(folder.file("data")));
  EXPECT_EQ(server({"init", "--data", folder.file("data"), "--admin", "root"}).code, 2);  // nobody to ask
}

TEST_F(Commands, UsersTerritoriesAndDevicesAreListed) {
  ASSERT_EQ(init(folder.file("data")).code, 0);
  EXPECT_EQ(admin({"territory", "add", "--name", "华东"}).code, 0);
  EXPECT_EQ(admin({"territory", "add", "--name", "上海", "--parent", "华东"}).code, 0);
  EXPECT_EQ(
      admin({"user", "add", "--name", "kim", "--role", "manager", "--territory", "华东", "--password-stdin"}, "pw\n")
          .code,
      0);
  const auto users = lines(admin({"user", "list"}).out);
  ASSERT_EQ(users.size(), 2U);
  EXPECT_EQ(users[0]["name"], "kim");
  EXPECT_EQ(users[0]["territory"], "华东");
  EXPECT_EQ(users[1]["role"], "admin");
  const auto territories = lines(admin({"territory", "list"}).out);
  ASSERT_EQ(territories.size(), 2U);
  EXPECT_EQ(territories[1]["parent"], "华东");
  EXPECT_EQ(admin({"user", "disable", "kim"}).code, 0);
  EXPECT_EQ(lines(admin({"user", "list"}).out)[0]["disabled"], true);
  EXPECT_EQ(admin({"device", "list"}).out, "");
  EXPECT_TRUE(json::parse(admin({"check"}).out)["ok"].get<bool>());
  EXPECT_EQ(admin({"compact"}).code, 0);
}

TEST_F(Commands, WhatIsRefusedSaysWhyAndLeavesFour) {
  ASSERT_EQ(init(folder.file("data")).code, 0);
  const Ran again = admin({"user", "add", "--name", "root", "--role", "rep", "--password-stdin"}, "pw\n");
  EXPECT_EQ(again.code, 4);
  EXPECT_THAT(again.err, HasSubstr("root"));
  EXPECT_EQ(json::parse(again.out)["error"]["code"], "not-valid");
  EXPECT_EQ(
      admin({"user", "add", "--name", "x", "--role", "rep", "--territory", "nowhere", "--password-stdin"}, "pw\n").code,
      4);
  EXPECT_EQ(admin({"user", "disable", "nobody"}).code, 4);
  EXPECT_EQ(admin({"device", "revoke", "nothing"}).code, 4);
}

TEST_F(Commands, WrongUsageLeavesTwoAndHelpNone) {
  EXPECT_EQ(server({}).code, 2);
  EXPECT_EQ(server({"fly"}).code, 2);
  EXPECT_THAT(server({"fly"}).err, HasSubstr("no command 'fly'"));
  EXPECT_EQ(server({"check", "--store", "bogus"}).code, 2);
  EXPECT_EQ(server({"user", "add", "--data", "x"}).code, 2);
  EXPECT_EQ(server({"user", "add", "--data", "x", "--name", "y", "--role", "king"}).code, 2);
  EXPECT_EQ(server({"check"}).code, 2);
  const Ran help = server({"--help"});
  EXPECT_EQ(help.code, 0);
  EXPECT_THAT(help.out, HasSubstr("territory"));
  EXPECT_EQ(server({"serve", "--help"}).code, 0);
}

TEST_F(Commands, FoldersThatHoldNoStoreAreToldApart) {
  const Ran missing = server({"check", "--data", folder.file("missing")});
  EXPECT_EQ(missing.code, 1);
  EXPECT_THAT(missing.err, HasSubstr("no such data folder"));
  std::filesystem::create_directory(folder.file("empty"));
  const Ran empty = server({"check", "--data", folder.file("empty")});
  EXPECT_EQ(empty.code, 1);
  EXPECT_THAT(empty.err, HasSubstr("holds no store"));
  std::filesystem::create_directory(folder.file("wrong"));
  std::ofstream(folder.file("wrong") + "/store.db") << std::string(10'000, 'x');
  const Ran wrong = server({"serve", "--data", folder.file("wrong")});
  EXPECT_EQ(wrong.code, 1);
  EXPECT_THAT(wrong.err, HasSubstr("not a database"));
  const Ran postgres = server({"serve", "--store", "postgresql://localhost/keybook"});
  EXPECT_EQ(postgres.code, 1);
  EXPECT_THAT(postgres.err, HasSubstr("PostgreSQL"));
}

TEST_F(Commands, WhatIsWrongWithABackupIsToldOfTheFileThatWasNamed) {
  std::ofstream(folder.file("notes.txt")) << "hello";
  const Ran ran = server({"restore", "--from", folder.file("notes.txt"), "--data", folder.file("new")});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("notes.txt"));
  EXPECT_THAT(ran.err, Not(HasSubstr("unfinished")));
  EXPECT_THAT(ran.err, Not(HasSubstr("Do not delete")));
  EXPECT_FALSE(std::filesystem::exists(folder.file("new")));
  ASSERT_EQ(init(folder.file("data")).code, 0);
  const std::string nowhere = folder.file("nowhere") + "/x.db";
  const Ran to = server({"backup", "--data", folder.file("data"), "--to", nowhere});
  EXPECT_EQ(to.code, 1);
  EXPECT_THAT(to.err, HasSubstr(nowhere));
  EXPECT_THAT(to.err, Not(HasSubstr("unfinished")));
}

TEST_F(Commands, DeclarationsOfAFolderAreInForce) {
  const std::string declarations = folder.file("types");
  std::filesystem::create_directory(declarations);
  std::ofstream(declarations + "/boat.json")
      << R"({"type":"boat","number":900,"scope":"shared","label":{"zh":"船","en":"Boat"},
    "plural":{"zh":"船","en":"Boats"},"title":["name"],"fields":[{"number":1,"name":"name","kind":"text","label":{"zh":"名","en":"Name"}}]})";
  setenv("KEYBOOK_SCHEMA_DIR", declarations.c_str(), 1);
  const Ran made = init(folder.file("data"));
  const Ran checked = admin({"check"});
  setenv("KEYBOOK_SCHEMA_DIR", folder.file("no-such-folder").c_str(), 1);
  const Ran without = admin({"check"});
  unsetenv("KEYBOOK_SCHEMA_DIR");
  EXPECT_EQ(made.code, 0) << made.err;
  EXPECT_EQ(checked.code, 0) << checked.err;
  EXPECT_NE(without.code, 0);
  // A program that lacks the declaration would lose the boats.
  EXPECT_EQ(admin({"check"}).code, 1);
}

}  // namespace
}  // namespace keybook::process
