// Throttle, passwords, page tokens, echo, and the text of an answer.
#include <gtest/gtest.h>

#include "protocol/messages.h"
#include "session/echo.h"
#include "session/feed.h"
#include "session/limits.h"
#include "session/password.h"
#include "session/throttle.h"

namespace keybook::server::session {
namespace {

TEST(Throttle, SomeWrongPasswordsAreFreeThenTheWaitDoubles) {
  Throttle throttle;
  std::int64_t now = 1000;
  for (int i = 0; i < wrong_passwords_free - 1; ++i) throttle.wrong("amy", now);
  EXPECT_EQ(throttle.wait_ms("amy", now), 0);
  throttle.wrong("amy", now);
  EXPECT_EQ(throttle.wait_ms("amy", now), wrong_password_wait_ms);
  EXPECT_EQ(throttle.wait_ms("bob", now), 0);
  now += wrong_password_wait_ms;
  EXPECT_EQ(throttle.wait_ms("amy", now), 0);
  throttle.wrong("amy", now);
  EXPECT_EQ(throttle.wait_ms("amy", now), 2 * wrong_password_wait_ms);
  for (int i = 0; i < 100; ++i) throttle.wrong("amy", now);
  EXPECT_EQ(throttle.wait_ms("amy", now), wrong_password_wait_ms_max);
  throttle.right("amy");
  EXPECT_EQ(throttle.wait_ms("amy", now), 0);
}

TEST(Throttle, KeepsABoundedNumberOfNamesAndThoseThatWaitLongest) {
  Throttle throttle;
  for (int i = 0; i < 20; ++i) throttle.wrong("amy", 0);
  for (std::size_t i = 0; i < wrong_password_names_max + 10; ++i) throttle.wrong("name" + std::to_string(i), 0);
  EXPECT_GT(throttle.wait_ms("amy", 0), 0);
}

TEST(Password, FitsItsHashAlone) {
  const auto hash = hash_password("秘密", PasswordCost::Least);
  ASSERT_TRUE(hash);
  EXPECT_TRUE(fits("秘密", *hash));
  EXPECT_FALSE(fits("秘", *hash));
  EXPECT_FALSE(fits("秘密", ""));
  EXPECT_NE(*hash, *hash_password("秘密", PasswordCost::Least));
  EXPECT_EQ(hash_password("", PasswordCost::Least).error().code, base::ErrorCode::NotValid);
  EXPECT_EQ(hash_password(std::string(password_bytes_max + 1, 'x'), PasswordCost::Least).error().code,
            base::ErrorCode::NotValid);
}

TEST(PageToken, ReadsWhatItWrote) {
  const PageToken token{12, 99, PageToken::Stage::Lines, 47, "0190-a_b.c"};
  const auto read = PageToken::parse(token.text());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->from, 12);
  EXPECT_EQ(read->round, 99);
  EXPECT_EQ(read->stage, PageToken::Stage::Lines);
  EXPECT_EQ(read->changed, 47);
  EXPECT_EQ(read->file, "0190-a_b.c");
  EXPECT_EQ(PageToken::parse(PageToken{0, 5, PageToken::Stage::Records, 0, ""}.text())->file, "");
}

TEST(PageToken, RefusesWhatIsNone) {
  for (const char* text : {"", "1", "1-2-0-3", "1-2-2-3-a", "a-2-0-3-a", "3-2-0-3-a", "1-2-0-3-a b", "1-2-0-3-\xE5",
                           "1-2-0-99999999999999999999-a"})
    EXPECT_EQ(PageToken::parse(text).error().code, base::ErrorCode::BadRequest) << text;
}

merge::MutationOutcome outcome(CommitNumber commit, bool plain,
                               std::vector<std::pair<std::string, CommitNumber>> touched) {
  merge::MutationOutcome made;
  made.commit = commit;
  made.plain = plain;
  made.touched = std::move(touched);
  return made;
}

TEST(Echo, LeavesOutWhatOnlyTheDeviceItselfChanged) {
  Echo echo(10);
  echo.add(outcome(11, true, {{"own", 9}, {"changed by others since", 0}}));
  echo.add(outcome(12, true, {{"own", 11}, {"not seen before", 10}}));
  EXPECT_TRUE(echo.own_record("own", 12));
  EXPECT_FALSE(echo.own_record("own", 11));
  EXPECT_FALSE(echo.own_record("own", 13));  // somebody changed it after
  EXPECT_TRUE(echo.own_line("own", 11));
  EXPECT_FALSE(echo.own_line("own", 10));
  EXPECT_FALSE(echo.own_record("never touched", 12));
  EXPECT_TRUE(echo.own_record("not seen before", 12));
}

TEST(Echo, EndsForGoodWhereSomebodyElseCameBetween) {
  Echo echo(10);
  echo.add(outcome(13, true, {{"r", 12}}));  // changed by somebody at 12, after the cursor
  echo.add(outcome(14, true, {{"r", 13}}));
  EXPECT_FALSE(echo.own_record("r", 14));
  EXPECT_FALSE(echo.own_line("r", 14));
}

TEST(Echo, EndsForGoodWithAMutationThatWasNotPlain) {
  Echo echo(10);
  echo.add(outcome(11, true, {{"r", 3}}));
  echo.add(outcome(12, false, {{"r", 11}}));
  echo.add(outcome(13, true, {{"r", 12}}));
  EXPECT_FALSE(echo.own_record("r", 13));
}

TEST(Echo, NeverCoversARepeatedMutation) {
  Echo echo(10);
  merge::MutationOutcome repeated = outcome(8, true, {{"r", 3}});
  repeated.repeated = true;
  echo.add(repeated);
  EXPECT_FALSE(echo.own_record("r", 8));
}

record::RecordState created(const std::string& id, const std::map<std::string, record::Value>& fields) {
  record::Origin origin;
  origin.name = origin.rank = {1760000000000, 2, "dev1"};
  origin.commit = 7;
  origin.user = "amy";
  origin.committed_ms = 1760000000999;
  record::RecordState state;
  state.type = "contact";
  state.id = id;
  state.account = "a1";
  state.created = std::make_shared<const record::Origin>(origin);
  for (const auto& [unit, value] : fields) {
    record::FieldState field;
    field.heads.push_back({state.created, nullptr, std::nullopt});
    field.value = value;
    state.fields.emplace(unit, std::move(field));
  }
  return state;
}

TEST(Reply, PutsFreshRecordsIntoBatchesAndOthersOneByOne) {
  Reply reply;
  reply.head.server_ms = 5;
  reply.head.cursor = 9;
  reply.add(created("c1", {{"name", "李 \"老\"\n师\\\x01"}, {"roles", record::Value::array({"a", "b"})}}), 0);
  reply.add(created("c2", {{"name", "王"}, {"roles", record::Value::array()}}), 0);
  reply.add(created("c3", {{"name", "张"}}), 0);
  record::RecordState deleted = created("c4", {{"name", "赵"}});
  deleted.deleted = true;
  reply.add(deleted, 0);
  reply.add(created("c5", {{"name", "钱"}}), 7);  // older than the cursor
  EXPECT_EQ(reply.records(), 5);
  const std::int64_t bytes = reply.bytes();
  const std::string text = std::move(reply).text();
  EXPECT_NEAR(static_cast<double>(bytes), static_cast<double>(text.size()), 200);
  const auto json = protocol::parse(text);
  ASSERT_TRUE(json) << text;
  const auto answer = protocol::sync_answer(*json);
  ASSERT_TRUE(answer) << answer.error().text();
  ASSERT_EQ(answer->batches.size(), 2U);
  EXPECT_EQ(answer->batches[1].units, (std::vector<std::string>{"name"}));
  EXPECT_EQ(answer->batches[0].units, (std::vector<std::string>{"name", "roles"}));
  ASSERT_EQ(answer->batches[0].rows.size(), 2U);
  EXPECT_EQ(answer->batches[0].rows[0][0], "c1");
  EXPECT_EQ(answer->batches[0].rows[0][2], "1760000000000.2.dev1");
  EXPECT_EQ(answer->batches[0].rows[0][7], "李 \"老\"\n师\\\x01");
  EXPECT_EQ(answer->batches[0].rows[0][8], record::Value::array({"a", "b"}));
  EXPECT_EQ(answer->records.size(), 2U);
  EXPECT_EQ(answer->cursor, 9);
}

TEST(Reply, WithoutContentIsTiny) {
  Reply reply;
  reply.head.server_ms = 1760000000000;
  reply.head.cursor = 123456;
  EXPECT_LT(std::move(reply).text().size(), 40U);
}

}  // namespace
}  // namespace keybook::server::session
