// The state machine: what it sends, and what it makes of every kind of answer.
#include "session/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace keybook::client::session {
namespace {

using base::ErrorCode;
using record::Value;
using ::testing::HasSubstr;

constexpr std::int64_t push_max = 1'000'000;

transport::Reply reply(int status, const std::string& body) {
  transport::Reply out;
  out.status = status;
  out.body = body;
  return out;
}
transport::Reply good(const Value& members) { return reply(200, members.dump()); }
transport::Reply refusal(int status, const std::string& code, std::int64_t retry_after_ms = 0) {
  return reply(status,
               Value{{"error", {{"code", code}, {"message", "no"}, {"retry_after_ms", retry_after_ms}}}}.dump());
}

Situation at(CommitNumber cursor, const std::string& page = {}) {
  Situation situation;
  situation.cursor = cursor;
  situation.epoch = cursor == 0 ? "" : "e1";
  situation.credential = "secret";
  situation.page = page;
  situation.made = 3;
  return situation;
}
Outgoing outgoing(std::initializer_list<Counter> counters, std::int64_t left = 0) {
  Outgoing out;
  for (const Counter counter : counters) {
    out.counters.push_back(counter);
    out.mutations.push_back(R"({"n":)" + std::to_string(counter) + "}");
  }
  out.left = left;
  return out;
}
Value plain_outcomes(Counter from, Counter count) { return {{from, from + 10, count}}; }

Value sent(const Action& action) { return Value::parse(std::get<Send>(action).call.body); }

TEST(Session, SendsCursorMutationsAndCredentialInOneMessage) {
  Session session(push_max);
  const Action first = session.start(at(7), outgoing({2, 3}, 4));
  EXPECT_EQ(std::get<Send>(first).call.path, "/v1/sync");
  EXPECT_EQ(std::get<Send>(first).call.headers.at(0).value, "Bearer secret");
  EXPECT_EQ(std::get<Send>(first).counters, (std::vector<Counter>{2, 3}));
  const Value body = sent(first);
  EXPECT_EQ(body["c"], 7);
  EXPECT_EQ(body["e"], "e1");
  EXPECT_EQ(body["n"], 3);
  EXPECT_EQ(body["q"], 4);
  EXPECT_EQ(body["m"], Value::parse(R"([{"n":2},{"n":3}])"));
  const Action take = session.answered(good({{"t", 1}, {"c", 9}, {"o", plain_outcomes(2, 2)}}));
  EXPECT_EQ(std::get<Take>(take).how, Take::How::Whole);
  EXPECT_EQ(std::get<Take>(take).sent, (std::vector<Counter>{2, 3}));
  EXPECT_TRUE(std::holds_alternative<Done>(session.taken(at(9), {})));
}

TEST(Session, PagesOfALaterSyncAreStagedAndCarryNoMutations) {
  Session session(push_max);
  static_cast<void>(session.start(at(7), {}));
  const Action first = session.answered(good({{"t", 1}, {"g", "token-1"}, {"r", Value::array()}}));
  EXPECT_EQ(std::get<Take>(first).how, Take::How::Stage);
  EXPECT_EQ(std::get<Take>(first).answer.cursor, 0);
  // Something was saved meanwhile: it waits for the end of the pull.
  const Action next = session.taken(at(7, "token-1"), outgoing({4}));
  EXPECT_EQ(sent(next)["g"], "token-1");
  EXPECT_EQ(sent(next)["c"], 7);
  EXPECT_FALSE(sent(next).contains("m"));
  EXPECT_EQ(sent(next)["q"], 1);
  const Action last = session.answered(good({{"t", 1}, {"c", 12}}));
  EXPECT_EQ(std::get<Take>(last).how, Take::How::Whole);
  EXPECT_EQ(std::get<Take>(last).answer.cursor, 12);
  EXPECT_EQ(sent(session.taken(at(12), outgoing({4})))["m"].size(), 1U);
}

TEST(Session, PagesOfAFirstDownloadAreTakenAtOnce) {
  Session session(push_max);
  static_cast<void>(session.start(at(0), {}));
  const Action page =
      session.answered(reply(200, R"({"t":1,"e":"e1","g":"p1","b":[{"t":"account","u":["name"],"v":[["a-1","",)"
                                  R"("5.0.d1",3,"amy",5,1,"A"]]}]})"));
  ASSERT_TRUE(std::holds_alternative<Take>(page));
  EXPECT_EQ(std::get<Take>(page).how, Take::How::Page);
  EXPECT_EQ(std::get<Take>(page).batches.size(), 1U);
}

TEST(Session, ALostAnswerIsWorthAnotherTry) {
  Session session(push_max);
  static_cast<void>(session.start(at(7), outgoing({2})));
  const Action lost = session.broken({ErrorCode::Unreachable, "cut", {}, ""});
  EXPECT_TRUE(std::get<Fail>(lost).again);
  EXPECT_FALSE(std::get<Fail>(lost).drop_page);
}

TEST(Session, TooLargeMakesTheNextMessageSmaller) {
  Session session(push_max);
  static_cast<void>(session.start(at(7), outgoing({2, 3})));
  EXPECT_TRUE(std::get<Fail>(session.answered(refusal(413, "too-large"))).again);
  EXPECT_LT(session.push_bytes_max(), push_max);
  // What is too large alone cannot be split: no endless tries.
  Session alone(push_max);
  static_cast<void>(alone.start(at(7), outgoing({2})));
  EXPECT_FALSE(std::get<Fail>(alone.answered(refusal(413, "too-large"))).again);
}

TEST(Session, ARefusalIsToldByItsCode) {
  const auto failed = [](transport::Reply answer) {
    Session session(push_max);
    static_cast<void>(session.start(at(7), {}));
    return std::get<Fail>(session.answered(std::move(answer)));
  };
  EXPECT_TRUE(failed(refusal(429, "too-many", 2500)).again);
  EXPECT_EQ(failed(refusal(429, "too-many", 2500)).error.retry_after_ms, 2500);
  EXPECT_TRUE(failed(refusal(503, "busy")).again);
  for (const auto& [status, code, expected] : {std::tuple{409, "wrong-epoch", ErrorCode::WrongEpoch},
                                               {409, "counter-reused", ErrorCode::CounterReused},
                                               {426, "wrong-version", ErrorCode::WrongVersion},
                                               {401, "unauthorized", ErrorCode::Unauthorized}}) {
    EXPECT_EQ(failed(refusal(status, code)).error.code, expected);
    EXPECT_FALSE(failed(refusal(status, code)).again) << code;
    EXPECT_FALSE(failed(refusal(status, code)).drop_page) << code;
  }
}

TEST(Session, AProxysPageIsNoAnswer) {
  const auto error_for = [](int status) { return error_of(reply(status, "<html>Bad gateway</html>")); };
  EXPECT_EQ(error_for(502).code, ErrorCode::Unreachable);
  EXPECT_EQ(error_for(429).code, ErrorCode::TooMany);
  EXPECT_EQ(error_for(413).code, ErrorCode::TooLarge);
  EXPECT_EQ(error_for(404).code, ErrorCode::BadRequest);
  EXPECT_THAT(error_for(404).message, HasSubstr("404"));
}

TEST(Session, ATokenThatTheServerForgotBeginsThePullAnew) {
  Session session(push_max);
  static_cast<void>(session.start(at(7, "old-token"), {}));
  const Fail failed = std::get<Fail>(session.answered(refusal(400, "bad-request")));
  EXPECT_TRUE(failed.again);
  EXPECT_TRUE(failed.drop_page);
  Session other(push_max);  // without a page the same answer is our own fault
  static_cast<void>(other.start(at(7), {}));
  EXPECT_FALSE(std::get<Fail>(other.answered(refusal(400, "bad-request"))).drop_page);
}

TEST(Session, UnknownMembersAreIgnoredAndBrokenOnesNamed) {
  const auto answered = [](CommitNumber cursor, const std::string& body) {
    Session session(push_max);
    static_cast<void>(session.start(at(cursor), {}));
    return session.answered(reply(200, body));
  };
  for (const CommitNumber cursor : {0, 7}) {
    EXPECT_TRUE(std::holds_alternative<Take>(answered(cursor, R"({"t":1,"c":9,"later":{"x":[1,{"b":"]"}]},"z":null})")))
        << cursor;
    for (const std::string body :
         {R"({"t":1,"c":9)", "", "[]", "\"x\"", R"({"t":1,"c":"nine"})", R"({"t":1,"c":9,"r":{}})",
          R"({"t":1,"c":9,"o":[[1]]})", R"({"t":1,"c":9,"b":[{"t":5}]})", R"({"t":1,"c":9,"b":[)"})
      EXPECT_TRUE(std::holds_alternative<Fail>(answered(cursor, body))) << cursor << " " << body;
  }
}

TEST(Session, AServerCannotKeepUsInACircle) {
  Session session(push_max);
  static_cast<void>(session.start(at(7), {}));
  static_cast<void>(session.answered(good({{"t", 1}, {"g", "same"}})));
  static_cast<void>(session.taken(at(7, "same"), {}));
  const Fail circle = std::get<Fail>(session.answered(good({{"t", 1}, {"g", "same"}})));
  EXPECT_TRUE(circle.drop_page);
  Session unanswered(push_max);
  static_cast<void>(unanswered.start(at(7), outgoing({2})));
  EXPECT_TRUE(std::holds_alternative<Fail>(unanswered.answered(good({{"t", 1}, {"c", 9}}))));
}

}  // namespace
}  // namespace keybook::client::session
