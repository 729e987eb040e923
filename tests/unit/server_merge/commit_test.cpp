// Mutations of devices: exactly once, parts, refusals, requests, creation.
#include <functional>

#include "office.h"
#include "sync-server/merge/outcome.h"

namespace keybook::server::merge {
namespace {

using base::ErrorCode;
using record::LineState;
using record::Op;

TEST_F(Office, CreatingAnAccountMakesItsAuthorTheOwnerInHisTerritory) {
  const auto outcome = commit("amy", 10, {account("a1")});
  ASSERT_EQ(outcome.parts.size(), 1U);
  EXPECT_EQ(outcome.parts[0].state, PartState::Applied);
  EXPECT_FALSE(outcome.plain);  // the server wrote more than the device did
  EXPECT_EQ(value("account", "a1", "owner"), "amy");
  EXPECT_EQ(value("account", "a1", "territory"), "上海");
  const auto rights = writer_->rights("a1");
  ASSERT_EQ(rights.size(), 1U);
  EXPECT_EQ(rights[0].owner, "amy");
  EXPECT_EQ(rights[0].rank, (Stamp{10, 0, "d-amy"}));
  EXPECT_EQ(writer_->visible_files(user("amy")), std::vector<std::string>{"a1"});
  EXPECT_EQ(writer_->visible_files(user("mia")), std::vector<std::string>{"a1"});  // the territory's manager
  EXPECT_TRUE(writer_->visible_files(user("bo")).empty());
}

TEST_F(Office, ARepeatedMutationGetsItsFirstOutcome) {
  const Mutation mutation = made("amy", 10, {account("a1")});
  const auto first = commit(mutation, "amy");
  commit("amy", 11, {set("account", "a1", "name", "Two", seen("amy", 1))});
  const auto again = commit(mutation, "amy");
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.commit, first.commit);
  EXPECT_EQ(again.rank, first.rank);
  EXPECT_EQ(value("account", "a1", "name"), "Two");
  engine_ = std::make_unique<Engine>(office_registry(), *writer_);  // and one that remembers nothing
  EXPECT_TRUE(commit(mutation, "amy").repeated);
}

TEST_F(Office, TheSameCounterWithOtherContentIsRefusedLoudly) {
  Mutation mutation = made("amy", 10, {account("a1")});
  commit(mutation, "amy");
  mutation.edits[0].fields["name"].change.value = "Other";
  try {
    commit(mutation, "amy");
    FAIL();
  } catch (const base::Failure& failure) {
    EXPECT_EQ(failure.error().code, ErrorCode::CounterReused);
  }
}

TEST_F(Office, CountersComeWithoutGaps) {
  commit("amy", 10, {account("a1")});
  counters_["amy"] = 5;
  EXPECT_THROW(commit("amy", 11, {account("a2")}), base::Failure);
}

// All that an outcome says, with another word for ids that begin so. Its number, commit and rank are the asker's own.
std::string told_as(MutationOutcome outcome, const std::string& id, const std::string& as) {
  outcome.committed_ms = 0;
  std::string text = outcome_text(outcome) + (outcome.plain ? "plain" : "") + std::to_string(outcome.touched.size());
  for (std::size_t at = 0; (at = text.find('"' + id, at)) != std::string::npos; at += as.size())
    text.replace(at + 1, id.size(), as);
  return text;
}

TEST_F(Office, UnknownAndNeverVisibleGetOneAnswer) {
  commit("amy", 10, {account("a1"), visit("v1", "a1"), visit("v1x", "a1")});
  commit("bo", 11, {account("b1")});
  std::int64_t ms = 20;
  // `asked` of an id, foreign or unknown: the whole outcome must be the same.
  const auto expect_one_answer = [&](const char* what, const std::string& foreign,
                                     const std::function<std::vector<record::RecordEdit>(const std::string&)>& asked) {
    const auto never = commit("bo", ++ms, asked(foreign));
    const auto unknown = commit("bo", ++ms, asked("nothing"));
    EXPECT_EQ(told_as(never, foreign, "ID"), told_as(unknown, "nothing", "ID")) << what;
    EXPECT_EQ(never.parts.at(0).reason.code, ErrorCode::UnknownRecord) << what;
  };
  expect_one_answer("an account", "a1", [](const std::string& id) -> std::vector<record::RecordEdit> {
    return {set("account", id, "name", "Mine", {})};
  });
  expect_one_answer("a child", "v1", [](const std::string& id) -> std::vector<record::RecordEdit> {
    return {set("visit", id, "name", "Mine", {})};
  });
  expect_one_answer("two of one file, with another between them", "v1", [](const std::string& id) {
    return std::vector<record::RecordEdit>{set("visit", id, "name", "Mine", {}), set("account", "b1", "name", "B", {}),
                                           set("visit", id + "x", "name", "Mine", {})};
  });
  expect_one_answer("named twice", "v1", [](const std::string& id) -> std::vector<record::RecordEdit> {
    return {set("visit", id, "name", "Mine", {}), set("visit", id, "stage", "Mine", {})};
  });
  expect_one_answer("a bad value", "a1", [](const std::string& id) -> std::vector<record::RecordEdit> {
    return {set("account", id, "rating", 99, {})};
  });
  expect_one_answer("a new record in its file", "a1",
                    [](const std::string& id) -> std::vector<record::RecordEdit> { return {visit("n1", id)}; });
  expect_one_answer("a new record in the own file and its", "a1", [](const std::string& id) {
    record::RecordEdit edit = visit("n2", id);
    edit.account = "b1";
    return std::vector<record::RecordEdit>{edit};
  });
  expect_one_answer("a new record below it", "v1", [](const std::string& id) {
    record::RecordEdit line{Op::Create, "line", "l1", "b1", {}, {}};
    line.fields["visit"].change = put(id);
    return std::vector<record::RecordEdit>{line};
  });
  EXPECT_EQ(value("account", "a1", "name"), "One");
}

TEST_F(Office, EachFilesPartStandsForItself) {
  commit("amy", 10, {account("a1")});
  commit("bo", 10, {account("b1")});
  const auto outcome =
      commit("amy", 20,
             {set("account", "a1", "name", "Mine", all("amy")), set("account", "b1", "name", "Not mine", all("amy"))});
  ASSERT_EQ(outcome.parts.size(), 2U);
  EXPECT_EQ(outcome.parts[0].state, PartState::Applied);
  EXPECT_EQ(outcome.parts[1].state, PartState::Refused);
  EXPECT_EQ(value("account", "a1", "name"), "Mine");
  EXPECT_EQ(value("account", "b1", "name"), "One");
}

TEST_F(Office, ABadValueRefusesItsWholePartAndNamesTheField) {
  commit("boss", 10, {account("a1")});
  auto bad = set("account", "a1", "rating", 9, all("boss"));
  bad.fields["name"] = {put("New"), all("boss")};
  const auto outcome = commit("boss", 20, {bad});
  ASSERT_EQ(outcome.parts[0].state, PartState::Refused);
  EXPECT_EQ(outcome.parts[0].reason.code, ErrorCode::NotValid);
  EXPECT_EQ(outcome.parts[0].reason.where.field, "rating");
  EXPECT_EQ(outcome.parts[0].reason.where.record, "a1");
  EXPECT_FALSE(outcome.parts[0].reason.remedy.empty());
  EXPECT_EQ(value("account", "a1", "name"), "One");
}

TEST_F(Office, WhatAFieldsRolesForbidIsRefused) {
  commit("amy", 10, {account("a1")});
  const auto outcome = commit("amy", 20, {set("account", "a1", "rating", 3, all("amy"))});
  ASSERT_EQ(outcome.parts[0].state, PartState::Refused);
  EXPECT_EQ(outcome.parts[0].reason.code, ErrorCode::NoRight);
  EXPECT_EQ(outcome.parts[0].reason.where.field, "rating");
  EXPECT_EQ(commit("mia", 21, {set("account", "a1", "rating", 3, all("mia"))}).parts[0].state, PartState::Applied);
}

TEST_F(Office, SharedRecordsAreWrittenByTheirRoles) {
  record::RecordEdit product{Op::Create, "product", "p1", "", {}, {}};
  product.fields["name"].change = put("Pump");
  EXPECT_EQ(commit("amy", 10, {product}).parts[0].reason.code, ErrorCode::NoRight);
  EXPECT_EQ(commit("boss", 10, {product}).parts[0].state, PartState::Applied);
  EXPECT_EQ(state("product", "p1").account, "");
}

TEST_F(Office, AFreshCreationAndAPlainEditNeedNoEcho) {
  commit("amy", 10, {account("a1")});
  EXPECT_TRUE(commit("amy", 11, {visit("v1", "a1")}).plain);
  const auto outcome = commit("amy", 12, {set("visit", "v1", "name", "Again", seen("amy", 1))});
  EXPECT_TRUE(outcome.plain);
  ASSERT_EQ(outcome.touched.size(), 1U);
  EXPECT_EQ(outcome.touched[0], (std::pair<std::string, CommitNumber>{"v1", 2}));
  EXPECT_EQ(writer_->lines("v1").size(), 1U);
  EXPECT_FALSE(commit("amy", 13, {set("visit", "v1", "name", "Blind", {})}).plain);
}

TEST_F(Office, APositionCoversNothingThatCameLater) {
  commit("amy", 10, {account("a1")});
  commit("boss", 20, {set("account", "a1", "stage", "Theirs", all("boss"))});
  commit(
      "amy", 21,
      {set("account", "a1", "stage", "Mine", {true, 1'000'000, 1'000'000, "d-boss", {}})});  // says it saw the future
  commit("boss", 22, {set("account", "a1", "stage", "Later", seen("boss", 2))});
  EXPECT_TRUE(state("account", "a1").field("stage")->conflict);
}

TEST_F(Office, AChildBelongsToItsParentsFile) {
  commit("amy", 10, {account("a1")});
  commit("amy", 11, {account("a2")});
  auto wrong = visit("v1", "a1");
  wrong.fields["account"].change = put("a2");
  EXPECT_EQ(commit("amy", 12, {wrong}).parts[0].reason.code, ErrorCode::NotValid);
  EXPECT_EQ(commit("amy", 13, {visit("v1", "nothing")}).parts[0].reason.code, ErrorCode::UnknownRecord);
  auto bare = visit("v1", "a1");
  bare.fields.erase("account");
  EXPECT_EQ(commit("amy", 14, {bare}).parts[0].state, PartState::Applied);
  EXPECT_EQ(value("visit", "v1", "account"), "a1");
  record::RecordEdit line{Op::Create, "line", "l1", "", {}, {}};
  line.fields["visit"].change = put("v1");
  EXPECT_EQ(commit("amy", 15, {line}).parts[0].account, "a1");
  EXPECT_EQ(state("line", "l1").account, "a1");
}

TEST_F(Office, AnAccountAndWhatHangsBelowItComeInOneMutation) {
  record::RecordEdit line{Op::Create, "line", "l1", "a1", {}, {}};
  line.fields["visit"].change = put("v1");
  const auto outcome = commit("amy", 10, {account("a1"), visit("v1", "a1"), line});
  ASSERT_EQ(outcome.parts.size(), 1U);
  EXPECT_EQ(outcome.parts[0].state, PartState::Applied) << outcome.parts[0].reason.text();
  EXPECT_EQ(writer_->members("a1").size(), 3U);
}

TEST_F(Office, ALaterCreationOfTheSameIdIsAnEditThatNeedsTheRight) {
  commit("amy", 10, {account("a1")});
  EXPECT_EQ(commit("bo", 20, {account("a1", "Stolen")}).parts[0].reason.code, ErrorCode::UnknownRecord);
  commit("boss", 21, {account("a1", "Again")});
  EXPECT_EQ(value("account", "a1", "name"), "Again");
  EXPECT_EQ(value("account", "a1", "owner"), "amy");
  EXPECT_EQ(writer_->rights("a1").size(), 1U);
}

TEST_F(Office, AnIdOfAnotherTypeIsNobodysRecord) {
  commit("amy", 10, {account("a1")});
  EXPECT_EQ(commit("amy", 11, {set("visit", "a1", "name", "x", {})}).parts[0].reason.code, ErrorCode::UnknownRecord);
}

TEST_F(Office, UnknownFieldsAndTypesAreCarried) {
  commit("amy", 10, {account("a1")});
  const record::Value strange = record::Value::parse(R"({"x":[1,"二"]})");
  EXPECT_EQ(commit("amy", 11, {set("account", "a1", "from_the_future", strange, all("amy"))}).parts[0].state,
            PartState::Applied);
  EXPECT_EQ(value("account", "a1", "from_the_future"), strange);
  record::RecordEdit ship{Op::Create, "spaceship", "s1", "a1", {}, {}};
  ship.fields["thrust"].change = put("9 N");
  EXPECT_EQ(commit("amy", 12, {ship}).parts[0].state, PartState::Applied);
  EXPECT_EQ(value("spaceship", "s1", "thrust"), "9 N");
  EXPECT_EQ(commit("bo", 13, {set("spaceship", "s1", "thrust", "0", {})}).parts[0].reason.code,
            ErrorCode::UnknownRecord);
  EXPECT_EQ(commit("amy", 14, {set("account", "a1", "Not A Name", 1, all("amy"))}).parts[0].reason.code,
            ErrorCode::UnknownField);
  EXPECT_EQ(commit("amy", 15, {set("account", "a1", "amount", "1", all("amy"))}).parts[0].reason.code,
            ErrorCode::UnknownField);  // half a group
}

TEST_F(Office, ARecordTwiceInOneMutationIsRefused) {
  commit("amy", 10, {account("a1")});
  const auto outcome = commit(
      "amy", 11, {set("account", "a1", "name", "x", all("amy")), set("account", "a1", "stage", "y", all("amy"))});
  EXPECT_EQ(outcome.parts[0].reason.code, ErrorCode::NotValid);
  EXPECT_EQ(value("account", "a1", "name"), "One");
}

// ---- locked fields

TEST_F(Office, ALockedFieldBecomesARequestWhileTheRestGoesItsWay) {
  commit("amy", 10, {account("a1")});
  auto edit = set("account", "a1", "grade", "A", all("amy"));
  edit.fields["name"] = {put("New"), all("amy")};
  const auto outcome = commit("amy", 11, {edit});
  EXPECT_EQ(outcome.parts[0].state, PartState::Applied);
  EXPECT_EQ(outcome.parts[0].requests, std::vector<std::string>{"a1.grade"});
  EXPECT_EQ(value("account", "a1", "grade"), "(not written)");
  EXPECT_EQ(value("account", "a1", "name"), "New");
  EXPECT_EQ(line_states("a1", "grade"), std::vector<LineState>{LineState::Request});

  ServerSet grant{"account", "a1", {}, "mia", "11.0.d-amy"};
  grant.fields["grade"] = {put("A"), {}};
  engine_->commit(grant, server_stamp(50), now_ms);
  EXPECT_EQ(value("account", "a1", "grade"), "A");
  EXPECT_EQ(line_states("a1", "grade"), std::vector<LineState>{LineState::Granted});
}

TEST_F(Office, ARefusedRequestIsKeptAsDeclined) {
  commit("amy", 10, {account("a1")});
  commit("amy", 11, {set("account", "a1", "grade", "A", all("amy"))});
  engine_->commit(RefuseRequest{"a1", "11.0.d-amy", {}, true, "mia"}, server_stamp(50), now_ms);
  EXPECT_EQ(line_states("a1", "grade"), std::vector<LineState>{LineState::Declined});
  EXPECT_EQ(writer_->lines("a1", "grade")[0].decided_by, "mia");
}

TEST_F(Office, WhoMayGrantIsGrantedAtOnce) {
  commit("amy", 10, {account("a1")});
  const auto outcome = commit("mia", 20, {set("account", "a1", "owner", "bo", all("mia"))});
  EXPECT_TRUE(outcome.parts[0].requests.empty());
  EXPECT_EQ(value("account", "a1", "owner"), "bo");
  const auto rights = writer_->rights("a1");
  ASSERT_EQ(rights.size(), 2U);
  EXPECT_EQ(rights[1].owner, "bo");
  EXPECT_GE(rights[1].rank.ms,
            now_ms);  // a transaction of the server: not retroactive, though the edit was made earlier
  EXPECT_EQ(state("account", "a1").field("owner")->heads[0].origin->user, "mia");
  EXPECT_TRUE(writer_->visible_files(user("amy")).empty());
  EXPECT_FALSE(outcome.plain);
  // The author's next edit has seen it by the own counter alone.
  commit("mia", 21, {set("account", "a1", "owner", "cy", seen("mia", 1))});
  EXPECT_EQ(state("account", "a1").field("owner")->heads.size(), 1U);
}

TEST_F(Office, AManagerMayCreateAnAccountForSomebody) {
  auto edit = account("a1");
  edit.fields["owner"].change = put("bo");
  edit.fields["grade"].change = put("A");
  EXPECT_TRUE(commit("mia", 10, {edit}).parts[0].requests.empty());
  ASSERT_EQ(writer_->rights("a1").size(), 1U);
  EXPECT_EQ(writer_->rights("a1")[0].owner, "bo");
  EXPECT_EQ(value("account", "a1", "grade"), "A");
  auto wish = account("a2");
  wish.fields["owner"].change = put("bo");
  const auto outcome = commit("amy", 10, {wish});
  EXPECT_EQ(outcome.parts[0].requests, std::vector<std::string>{"a2.owner"});
  EXPECT_EQ(value("account", "a2", "owner"), "amy");
}

// ---- deletes

TEST_F(Office, WhatHangsBelowKeepsADeletedAccount) {
  commit("amy", 10, {account("a1")});
  commit("amy", 11, {visit("v1", "a1")});
  const CommitNumber then = writer_->last_commit();
  record::RecordEdit gone{Op::Delete, "account", "a1", "", {}, all("amy")};
  commit("amy", 20, {gone});
  EXPECT_TRUE(state("account", "a1").deleted);
  const auto outcome = commit("boss", 15, {set("visit", "v1", "stage", "late", seen("boss", then))});
  EXPECT_FALSE(state("account", "a1").deleted);
  EXPECT_TRUE(state("account", "a1").kept);
  EXPECT_FALSE(outcome.plain);
  EXPECT_EQ(outcome.touched.size(), 2U);
}

TEST_F(Office, NewChildOfADeletedAccountInTheSameMutationKeepsIt) {
  commit("amy", 10, {account("a1")});
  commit("amy", 20, {record::RecordEdit{Op::Delete, "account", "a1", "", {}, all("amy")}});
  commit("boss", 15, {visit("v1", "a1")});
  EXPECT_FALSE(state("account", "a1").deleted);
}

}  // namespace
}  // namespace keybook::server::merge
