// A server with some people, and their devices: what the tests of this folder play on.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "process/server/program.h"
#include "support/temporary_folder.h"

namespace keybook::process {

using nlohmann::json;
using ::testing::HasSubstr;

inline constexpr const char* password = "correct horse";

class Stage : public ::testing::Test {
 protected:
  // amy and ben are reps, mia is their manager (territory east), hans is at head office.
  void SetUp() override {
    setenv("KEYBOOK_KEYRING", "file", 1);  // the tests' keys have no place in anybody's keyring
    data = folder.file("data");
    // Passwords take long to hash on purpose: the store is made once, and copied for each test.
    static testing::TemporaryFolder first;
    static const bool made_first = make_store(first.file("data"));
    ASSERT_TRUE(made_first);
    std::filesystem::copy(first.file("data"), data, std::filesystem::copy_options::recursive);
  }

  // Always on the address that devices were enrolled with.
  void start() {
    child.reset();
    child.emplace(std::vector<std::string>{program("keybook-server"), "serve", "--data", data, "--listen", listen}, "");
    const std::string line = child->line();
    constexpr std::string_view ready = "listening on ";
    ASSERT_TRUE(line.starts_with(ready)) << line << child->rest_of_errors();
    url = line.substr(ready.size());
    listen = url.substr(url.find("//") + 2);
  }
  void kill_server() {
    child->tell(SIGKILL);
    EXPECT_EQ(child->wait(), -SIGKILL);
    child.reset();
  }

  [[nodiscard]] std::string profile(const std::string& device) const { return folder.file(device); }
  [[nodiscard]] std::vector<std::string> command(const std::string& device, std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {program("keybook"), "--profile", profile(device)});
    return arguments;
  }
  Ran keybook(const std::string& device, const std::vector<std::string>& arguments,
              const std::string& input = {}) const {
    return run(command(device, arguments), input);
  }
  // Must work; what it printed.
  std::string done(const std::string& device, const std::vector<std::string>& arguments,
                   const std::string& input = {}) const {
    const Ran ran = keybook(device, arguments, input);
    EXPECT_EQ(ran.code, 0) << arguments.front() << ": " << ran.out << ran.err;
    return ran.out;
  }
  json asked(const std::string& device, std::vector<std::string> arguments) const {
    arguments.emplace_back("--json");
    return json::parse(done(device, arguments), nullptr, false);
  }
  std::vector<json> lines(const std::string& device, std::vector<std::string> arguments) const {
    arguments.emplace_back("--json");
    std::istringstream in(done(device, arguments));
    std::vector<json> found;
    for (std::string line; std::getline(in, line);) found.push_back(json::parse(line, nullptr, false));
    return found;
  }
  // An id alone on its line, as `new` prints it.
  std::string made(const std::string& device, std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "new");
    std::string id = done(device, arguments);
    EXPECT_TRUE(id.ends_with('\n'));
    if (!id.empty()) id.pop_back();
    return id;
  }
  // A refusal: its code, and a message on standard error alone.
  void refuses(int code, const std::string& message, const Ran& ran) const {
    EXPECT_EQ(ran.code, code) << ran.out << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(message));
    EXPECT_EQ(ran.out, "");
  }
  void enrol(const std::string& user) const {
    done(user, {"enroll", "--server", url, "--user", user, "--password-stdin"}, std::string(password) + "\n");
  }
  void sync(const std::string& device) const { done(device, {"sync"}); }
  [[nodiscard]] std::string digest(const std::string& device) const {
    return asked(device, {"digest"}).value("sha256", "");
  }
  [[nodiscard]] std::string file(const std::string& name, const std::string& content) const {
    std::ofstream(folder.file(name), std::ios::binary) << content;
    return folder.file(name);
  }

  testing::TemporaryFolder folder;
  std::string data, url, listen = "127.0.0.1:0";
  std::optional<Child> child;

 private:
  static bool make_store(const std::string& at) {
    const auto admin = [&at](std::vector<std::string> arguments) {
      arguments.insert(arguments.end(), {"--data", at, "--password-stdin"});
      return server(arguments, std::string(password) + "\n").code == 0;
    };
    bool good =
        admin({"init", "--admin", "root"}) && server({"territory", "add", "--data", at, "--name", "east"}).code == 0;
    for (const auto& [name, role] :
         {std::pair{"amy", "rep"}, {"ben", "rep"}, {"mia", "manager"}, {"hans", "head-office"}})
      good = good && admin({"user", "add", "--name", name, "--role", role, "--territory", "east"});
    return good;
  }
};

}  // namespace keybook::process
