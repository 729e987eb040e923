// A device and a transport that follows a script: what a store holds after answers in pages, cuts and refusals.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>

#include "base/failure.h"
#include "record/codec.h"
#include "support/temporary_folder.h"
#include "usecases/client.h"

namespace keybook::client {
namespace {

using base::ErrorCode;
using base::need;

class StillClock final : public base::Clock {
 public:
  [[nodiscard]] std::int64_t wall_ms() override { return ++now_ms_; }
  [[nodiscard]] std::int64_t monotonic_ms() override { return ++now_ms_; }

 private:
  std::int64_t now_ms_ = 1'760'000'000'000;
};

// Answers in order; nothing left: unreachable.
struct Script {
  struct Line {
    int status = 200;
    std::string body;
    bool cut = false;
  };
  std::deque<Line> lines;
  std::vector<Value> asked;  // bodies of /v1/sync

  base::Result<transport::Reply> answer(const transport::Call& call) {
    transport::Reply reply;
    reply.status = 200;
    if (call.path == "/v1/hello") {
      reply.body = R"({"product":"keybook","protocol":1,"server":"s","epoch":"e1","time":1760000000000})";
      return reply;
    }
    if (call.path == "/v1/enrol") {
      reply.body =
          R"({"enrolment":"d1","credential":"c","user":"amy","role":"head-office","territory":"","server":"s",)"
          R"("epoch":"e1","time":1760000000000})";
      return reply;
    }
    asked.push_back(Value::parse(call.body));
    if (lines.empty() || lines.front().cut) {
      if (!lines.empty()) lines.pop_front();
      return base::fail(ErrorCode::Unreachable, "cut", {}, "");
    }
    reply.status = lines.front().status;
    reply.body = lines.front().body;
    lines.pop_front();
    return reply;
  }
};

class ScriptTransport final : public transport::Transport {
 public:
  explicit ScriptTransport(Script& script) : script_(script) {}
  base::Result<transport::Reply> send(const transport::Call& call) override { return script_.answer(call); }

 private:
  Script& script_;
};

class Scripted : public ::testing::Test {
 protected:
  Scripted() {
    open();
    need(client->enroll("http://script", "amy", "pw"));
  }
  ~Scripted() override { client.reset(); }
  void open() {
    client.reset();
    Environment environment{clock_,
                            random_,
                            log_,
                            registry_,
                            *keys_,
                            [this](const std::string&) -> base::Result<std::unique_ptr<transport::Transport>> {
                              return std::make_unique<ScriptTransport>(script);
                            },
                            {},
                            {}};
    client = need(Client::open(folder_.path(), environment));
  }
  base::Result<SyncResult> sync() {
    SyncOptions options;
    options.attempts_max = 1;
    return client->sync(options);
  }
  ErrorCode failed() {
    const auto done = sync();
    return done ? ErrorCode::Internal : done.error().code;
  }
  // A first download that brought one account, so that later pulls are staged.
  void begin() {
    say({{"t", now}, {"e", "e1"}, {"c", 5}, {"r", {account("a-1", "first", 5)}}});
    ASSERT_TRUE(sync());
    ASSERT_EQ(need(client->status()).cursor, 5);
  }
  void say(const Value& answer) { script.lines.push_back({200, answer.dump(), false}); }
  static Value account(const std::string& id, const std::string& name, std::int64_t commit) {
    const std::string stamp = std::to_string(1'760'000'000'000 + commit) + ".0.d9";
    record::RecordState state;
    state.type = "account";
    state.id = state.account = id;
    record::Origin origin;
    origin.name = origin.rank = *record::Stamp::parse(stamp);
    origin.commit = commit;
    origin.counter = commit;
    origin.user = "bob";
    origin.committed_ms = now;
    state.created = std::make_shared<const record::Origin>(origin);
    state.changed = commit;
    record::FieldState field;
    field.value = name;
    field.heads.push_back({state.created, nullptr, {}});
    state.fields["name"] = field;
    return record::to_json(state, 0);
  }
  std::string name_of(const std::string& id) {
    const auto record = client->get("account", id);
    return record ? record->fields["name"].get<std::string>() : "";
  }

  static constexpr std::int64_t now = 1'760'000'100'000;
  Script script;
  std::unique_ptr<Client> client;

 private:
  testing::TemporaryFolder folder_;
  StillClock clock_;
  base::SystemRandom random_;
  base::NoLog log_;
  schema::Registry registry_ = need(schema::Registry::builtin());
  std::unique_ptr<platform::KeyStore> keys_ = platform::fixed_key_store({});
};

TEST_F(Scripted, ThePagesOfAPullAppearTogetherAndMoveTheCursorOnce) {
  begin();
  say({{"t", now}, {"g", "p1"}, {"r", {account("a-2", "second", 6)}}});
  script.lines.push_back({0, "", true});  // cut after the first page
  EXPECT_EQ(failed(), ErrorCode::Unreachable);
  EXPECT_EQ(name_of("a-2"), "") << "half a pull is nothing to see";
  EXPECT_EQ(need(client->status()).cursor, 5);
  open();  // the program ends in between
  say({{"t", now}, {"c", 8}, {"r", {account("a-3", "third", 7)}}});
  ASSERT_TRUE(sync());
  EXPECT_EQ(script.asked.back()["g"], "p1") << "it goes on where it was";
  EXPECT_EQ(script.asked.back()["c"], 5);
  EXPECT_EQ(name_of("a-2"), "second");
  EXPECT_EQ(name_of("a-3"), "third");
  EXPECT_EQ(need(client->status()).cursor, 8);
}

// A file is taken away while another one is not here yet.
TEST_F(Scripted, ADraftOfWhatADownloadHasNotBroughtYetStays) {
  Draft draft;
  draft.type = "account";
  for (const char* id : {"a-2", "a-3"}) {
    draft.key = draft.id = id;
    draft.fields = {{"name", "half a na"}};
    need(client->save_draft(draft));
  }
  say({{"t", now}, {"e", "e1"}, {"g", "p1"}, {"x", {"a-0"}}, {"r", {account("a-1", "first", 5)}}});
  say({{"t", now}, {"c", 8}, {"r", {account("a-2", "second", 6)}}});
  ASSERT_TRUE(sync());
  ASSERT_EQ(name_of("a-2"), "second");
  EXPECT_TRUE(need(client->draft("a-2")));
  EXPECT_FALSE(need(client->draft("a-3"))) << "the download is over, and it did not come";
}

TEST_F(Scripted, ALostAnswerSendsTheSameMutationAgain) {
  begin();
  need(client->set("account", "a-1", {{"remark", "x"}}));
  script.lines.push_back({0, "", true});
  EXPECT_EQ(failed(), ErrorCode::Unreachable);
  const Value first = script.asked.back()["m"];
  say({{"t", now}, {"c", 6}, {"o", {{1, 6, 1}}}});
  ASSERT_TRUE(sync());
  EXPECT_EQ(script.asked.back()["m"], first);
  EXPECT_EQ(need(client->status()).pending, 0);
  say({{"t", now}, {"c", 6}});
  ASSERT_TRUE(sync());
  EXPECT_FALSE(script.asked.back().contains("m"));
}

TEST_F(Scripted, ARefusedExchangeLeavesEverythingAsItWas) {
  begin();
  need(client->set("account", "a-1", {{"remark", "x"}}));
  const std::string digest = need(client->digest({})).sha256;
  const auto refuse = [&](int status, const std::string& body) {
    script.lines.push_back({status, body, false});
    const ErrorCode code = failed();
    EXPECT_EQ(need(client->digest({})).sha256, digest) << status;
    EXPECT_EQ(need(client->status()).pending, 1) << status;
    EXPECT_EQ(need(client->status()).cursor, 5) << status;
    return code;
  };
  EXPECT_EQ(refuse(409, R"({"error":{"code":"wrong-epoch","message":"other"}})"), ErrorCode::WrongEpoch);
  EXPECT_EQ(refuse(426, R"({"error":{"code":"wrong-version","message":"2"}})"), ErrorCode::WrongVersion);
  EXPECT_EQ(refuse(401, R"({"error":{"code":"unauthorized","message":"who"}})"), ErrorCode::Unauthorized);
  EXPECT_EQ(refuse(429, R"({"error":{"code":"too-many","message":"slow"}})"), ErrorCode::TooMany);
  EXPECT_NE(refuse(200, "{\"t\":"), ErrorCode::Internal);
  EXPECT_NE(refuse(200, R"({"t":1,"c":6,"o":[[1,6,1]],"r":[{"t":"account"}]})"), ErrorCode::Internal)
      << "half an answer is none";
  EXPECT_EQ(refuse(200, R"({"t":1,"e":"e2","c":6,"o":[[1,6,1]]})"), ErrorCode::WrongEpoch);
}

TEST_F(Scripted, TooLargeIsSentInSmallerParts) {
  begin();
  constexpr int count = 40;
  for (int i = 0; i < count; ++i)
    need(client->create("account", {{"name", "n" + std::to_string(i)}, {"notes", std::string(9'000, 'x')}}));
  // A proxy that takes less than any message that the device would send by itself.
  for (int i = 0; i < 2; ++i) script.lines.push_back({413, "<html>Request Entity Too Large</html>", false});
  EXPECT_EQ(failed(), ErrorCode::Unreachable);  // nobody answers the third
  ASSERT_EQ(script.asked.size(), 4U);
  const Value &first = script.asked[1]["m"], &third = script.asked[3]["m"];
  EXPECT_EQ(first.size(), 40U);
  EXPECT_LE(third.size(), 3U);
  ASSERT_GT(third.size(), 0U);
  EXPECT_EQ(third[0], first[0]) << "from the same mutation on";
  EXPECT_EQ(static_cast<int>(third.size()) + script.asked[3].value("q", 0), count);
  EXPECT_EQ(need(client->status()).pending, count);
}

TEST_F(Scripted, AFileThatIsLostGoesAndOneThatFollowsWholeReplaces) {
  begin();
  say({{"t", now}, {"c", 7}, {"r", {account("a-2", "other", 6), account("a-3", "third", 7)}}});
  ASSERT_TRUE(sync());
  say({{"t", now}, {"c", 9}, {"x", {"a-2"}}, {"y", {"a-3"}}, {"r", {account("a-3", "whole", 9)}}});
  ASSERT_TRUE(sync());
  EXPECT_EQ(name_of("a-1"), "first");
  EXPECT_EQ(name_of("a-2"), "");
  EXPECT_EQ(name_of("a-3"), "whole");
  EXPECT_TRUE(need(client->check()).empty());
}

TEST_F(Scripted, WhatALaterServerAddsIsCarried) {
  begin();
  Value newer = account("a-2", "newer", 6);
  say({{"t", now}, {"c", 6}, {"r", {newer}}, {"invented", {{"later", true}}}});
  ASSERT_TRUE(sync());
  EXPECT_EQ(name_of("a-2"), "newer");
}

}  // namespace
}  // namespace keybook::client
