// The serving process: ready line, requests by HTTP, signals, kills, full disk, administration beside it.
#include <curl/curl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <thread>

#include "program.h"
#include "support/temporary_folder.h"

namespace keybook::process {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

struct Answer {
  long status = 0;
  std::string text;
  [[nodiscard]] json body() const { return json::parse(text, nullptr, false); }
};

Answer http(const std::string& url, const std::optional<std::string>& body = {}, const std::string& credential = {},
            long timeout_ms = 20'000) {
  CURL* handle = curl_easy_init();
  Answer answer;
  curl_easy_setopt(handle, CURLOPT_URL, url.c_str());
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, timeout_ms);
  curl_slist* headers = curl_slist_append(nullptr, "Expect:");
  if (!credential.empty()) headers = curl_slist_append(headers, ("Authorization: Bearer " + credential).c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  if (body) {
    curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body->size()));
    curl_easy_setopt(handle, CURLOPT_POSTFIELDS, body->data());
  }
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &answer.text);
  curl_easy_setopt(
      handle, CURLOPT_WRITEFUNCTION, +[](char* data, std::size_t size, std::size_t count, void* to) {
        static_cast<std::string*>(to)->append(data, size * count);
        return size * count;
      });
  if (curl_easy_perform(handle) == CURLE_OK) curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status);
  curl_slist_free_all(headers);
  curl_easy_cleanup(handle);
  return answer;
}

class Serving : public ::testing::Test {
 protected:
  void SetUp() override {
    data = folder.file("data");
    ASSERT_EQ(server({"init", "--data", data, "--admin", "root", "--password-stdin"}, "secret\n").code, 0);
    ASSERT_EQ(
        server({"user", "add", "--data", data, "--name", "amy", "--role", "rep", "--password-stdin"}, "secret\n").code,
        0);
  }
  void start(std::size_t file_bytes_max = 0) {
    child.reset();
    child.emplace(
        std::vector<std::string>{program("keybook-server"), "serve", "--data", data, "--listen", "127.0.0.1:0"}, "",
        file_bytes_max);
    const std::string line = child->line();
    constexpr std::string_view ready = "listening on ";
    ASSERT_TRUE(line.starts_with(ready)) << line << child->rest_of_errors();
    url = line.substr(ready.size());
  }
  void enrol() {
    const Answer answer =
        http(url + "/v1/enrol", json{{"user", "amy"}, {"password", "secret"}, {"device", "test"}}.dump());
    ASSERT_EQ(answer.status, 200) << answer.text;
    credential = answer.body()["credential"];
    enrolment = answer.body()["enrolment"];
  }
  // Creates account `number`, its mutation.
  [[nodiscard]] json mutation(int number, const std::string& note = "note") const {
    return {{"n", number},
            {"s", std::to_string(1'760'000'000'000 + number) + ".0." + enrolment},
            {"e", json::array({{{"o", "create"},
                                {"t", "account"},
                                {"r", "a-" + std::to_string(number)},
                                {"f", {{"name", "华东 " + std::to_string(number)}, {"notes", note}}}}})}};
  }
  Answer push(const json& mutations, long timeout_ms = 20'000) {
    return http(url + "/v1/sync", json{{"m", mutations}}.dump(), credential, timeout_ms);
  }

  testing::TemporaryFolder folder;
  std::string data, url, credential, enrolment;
  std::optional<Child> child;
};

TEST_F(Serving, AnswersUntilItIsToldToStop) {
  start();
  const Answer hello = http(url + "/v1/hello");
  EXPECT_EQ(hello.status, 200);
  EXPECT_EQ(hello.body()["product"], "keybook");
  child->tell(SIGTERM);
  EXPECT_EQ(child->wait(), 0);
  start();
  child->tell(SIGINT);
  EXPECT_EQ(child->wait(), 0);
}

TEST_F(Serving, AStopAnswersThoseWhoWait) {
  start();
  enrol();
  const Answer synced = http(url + "/v1/sync", "{}", credential);
  const std::string cursor = synced.body()["c"].dump();
  Answer waited;
  std::thread waiting([&] { waited = http(url + "/v1/wait?c=" + cursor, {}, credential); });
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  child->tell(SIGTERM);
  waiting.join();
  EXPECT_EQ(waited.status, 200) << waited.text;
  EXPECT_EQ(child->wait(), 0);
}

TEST_F(Serving, TheExamplesOfTheDocumentationWorkAsPrinted) {
  start();
  std::ifstream in(std::string(std::getenv("KEYBOOK_SOURCE_DIR")) + "/shared/docs/protocol.md");
  std::stringstream text;
  text << in.rdbuf();
  std::string block = text.str();
  const std::size_t begin = block.find("```sh\n");
  ASSERT_NE(begin, std::string::npos);
  block = block.substr(begin + 6, block.find("```", begin + 6) - begin - 6);
  enrol();
  std::istringstream lines(block);
  int count = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty()) continue;
    const Ran ran = run({"/bin/bash", "-c", "U=" + url + " C=" + credential + " E=" + enrolment + "; " + line});
    EXPECT_EQ(ran.code, 0) << line << ran.err;
    const json answer = json::parse(ran.out, nullptr, false);
    EXPECT_TRUE(answer.is_object() && !answer.contains("error")) << line << "\n" << ran.out;
    ++count;
  }
  EXPECT_GE(count, 5);
}

TEST_F(Serving, AdministrationWorksBesideIt) {
  start();
  enrol();
  EXPECT_EQ(server({"user", "add", "--data", data, "--name", "bob", "--role", "rep", "--password-stdin"}, "pw\n").code,
            0);
  EXPECT_EQ(http(url + "/v1/enrol", json{{"user", "bob"}, {"password", "pw"}}.dump()).status, 200);
  const Ran list = server({"device", "list", "--data", data, "--json"});
  EXPECT_THAT(list.out, HasSubstr(enrolment));
  EXPECT_EQ(server({"check", "--data", data}).code, 0);
  EXPECT_EQ(server({"device", "revoke", enrolment, "--data", data}).code, 0);
  EXPECT_EQ(http(url + "/v1/sync", "{}", credential).status, 401);
}

TEST_F(Serving, BadInputIsAnsweredWithWhatIsWrong) {
  start();
  enrol();
  EXPECT_EQ(http(url + "/v1/sync", "{\"c\":", credential).status, 400);
  EXPECT_EQ(http(url + "/v1/sync", std::string(50'000'000, ' '), credential).status, 413);
  EXPECT_EQ(http(url + "/v1/nothing").status, 404);
  EXPECT_EQ(http(url + "/v2/sync", "{}", credential).status, 426);
  EXPECT_EQ(http(url + "/v1/enrol", json{{"user", "amy"}, {"password", "wrong"}}.dump()).status, 401);
  EXPECT_EQ(http(url + "/v1/sync", json{{"c", 5}, {"e", "other"}}.dump(), credential).status, 409);
  json bad = mutation(1);
  bad["e"][0]["f"]["credit_limit"] = "lots";
  const Answer refused = push(json::array({bad}));
  EXPECT_EQ(refused.status, 200);
  EXPECT_THAT(refused.text, HasSubstr("credit_limit"));
  EXPECT_THAT(refused.text, HasSubstr("refused"));
}

TEST_F(Serving, ASecondServerOnTheSamePortSaysSo) {
  start();
  const std::string address = url.substr(url.find("//") + 2);
  const Ran second = server({"serve", "--data", data, "--listen", address});
  EXPECT_EQ(second.code, 1);
  EXPECT_THAT(second.err, HasSubstr(address.substr(address.find(':') + 1)));
}

// Killed at random moments while mutations go up: whatever was answered is there, nothing is there twice, and the store
// is sound.
TEST_F(Serving, NoKillLosesOrRepeatsAMutation) {
  start();
  enrol();
  constexpr int rounds = 8, per_round = 20;
  int made = 0, answered = 0;
  json pending = json::array();
  for (int round = 0; round < rounds; ++round) {
    for (int i = 0; i < per_round; ++i) pending.push_back(mutation(++made));
    std::thread killer([&, round] {
      std::this_thread::sleep_for(std::chrono::milliseconds(3 * round));
      child->tell(SIGKILL);
    });
    const Answer answer = push(pending, 5'000);
    killer.join();
    EXPECT_EQ(child->wait(), -SIGKILL);
    if (answer.status == 200 && answer.body().contains("o")) {
      answered = made;
      pending = json::array();
    }
    start();
  }
  if (!pending.empty()) {
    ASSERT_EQ(push(pending).status, 200);
  }
  child->tell(SIGTERM);
  EXPECT_EQ(child->wait(), 0);
  EXPECT_GE(made, answered);
  const Ran check = server({"check", "--data", data, "--json"});
  EXPECT_EQ(check.code, 0) << check.out;
  const json device = json::parse(server({"device", "list", "--data", data, "--json"}).out);
  EXPECT_EQ(device["mutations"], made);
  start();
  const json all = http(url + "/v1/sync", "{}", credential).body();
  int accounts = 0;
  for (const json& batch : all.value("b", json::array()))
    if (batch["t"] == "account") accounts += static_cast<int>(batch["v"].size());
  for (const json& record : all.value("r", json::array())) accounts += record["t"] == "account" ? 1 : 0;
  EXPECT_EQ(accounts, made);
}

TEST_F(Serving, AFullDiskIsSaidAndBreaksNothing) {
  start();
  enrol();
  child->tell(SIGTERM);
  EXPECT_EQ(child->wait(), 0);
  start(std::filesystem::file_size(data + "/store.db") + 400'000);
  int made = 0;
  Answer answer;
  const std::string note(20'000, 'x');
  do {
    answer = push(json::array({mutation(made + 1, note)}));
    if (answer.status == 200) ++made;
  } while (answer.status == 200 && made < 500);
  EXPECT_EQ(answer.status, 503) << answer.text;
  EXPECT_EQ(answer.body()["error"]["code"], "disk-full") << answer.text;
  EXPECT_GT(made, 0);
  child->tell(SIGTERM);
  EXPECT_EQ(child->wait(), 0);
  start();  // there is room again
  EXPECT_EQ(push(json::array({mutation(made + 1, note)})).status, 200);
  child->tell(SIGTERM);
  EXPECT_EQ(child->wait(), 0);
  const Ran check = server({"check", "--data", data});
  EXPECT_EQ(check.code, 0) << check.out;
}

}  // namespace
}  // namespace keybook::process
