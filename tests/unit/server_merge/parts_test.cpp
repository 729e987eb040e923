// How a mutation is taken apart by file, and what is refused before it is judged (REPLICATION §3).
#include "office.h"
#include "sync-server/merge/part.h"

namespace keybook::server::merge {
namespace {

using base::ErrorCode;
using record::LineState;
using record::Op;
using Names = std::vector<std::string>;

class Parted : public Office {
 protected:
  Parted() {
    commit("amy", 10, {account("a1")});
    commit("amy", 11, {account("a2")});
    commit("amy", 12, {visit("v1", "a1")});
  }
  static record::RecordEdit ship(const std::string& id, const std::string& account) {
    record::RecordEdit edit{Op::Create, "spaceship", id, account, {}, {}};
    edit.fields["thrust"].change = put("9 N");
    return edit;
  }
  base::Error refused(const std::string& by, record::RecordEdit edit) {
    const auto outcome = commit(by, ++ms_, {std::move(edit)});
    EXPECT_EQ(outcome.parts.at(0).state, PartState::Refused);
    return outcome.parts.at(0).reason;
  }
  // "unit of record" of the lines that a device of this file is sent.
  Names lines_in(const char* file) {
    Names found;
    writer_->changed_lines(file, 0, [&](record::Line&& line) {
      found.push_back(line.unit + " of " + line.record);
      return true;
    });
    return found;
  }

  std::int64_t ms_ = 100;
};

TEST_F(Parted, AnUndeclaredTypeSaysItselfWhereItBelongs) {
  EXPECT_EQ(commit("amy", 20, {ship("s1", "")}).parts[0].state, PartState::Applied);
  EXPECT_EQ(state("spaceship", "s1").account, "");  // everybody's
  EXPECT_EQ(commit("boss", 20, {ship("s2", "s2")}).parts[0].state, PartState::Applied);
  EXPECT_EQ(state("spaceship", "s2").account, "s2");
  EXPECT_EQ(commit("amy", 21, {account("a9"), ship("s3", "a9")}).parts.size(), 1U);
  EXPECT_EQ(state("spaceship", "s3").account, "a9");
  EXPECT_EQ(refused("amy", ship("s4", "nothing")).code, ErrorCode::UnknownRecord);
  EXPECT_EQ(refused("amy", ship("s5", "v1")).code, ErrorCode::UnknownRecord);  // no account
}

TEST_F(Parted, AParkedRecordOfAnUndeclaredTypeLiesInItsFile) {
  engine_->commit(Handover{"a1", "bo", false, "mia"}, server_stamp(100), now_ms);
  ASSERT_EQ(commit("amy", 200, {ship("s1", "a1")}).parts[0].state, PartState::Parked);
  EXPECT_EQ(state("spaceship", "s1").account, "a1");
}

TEST_F(Parted, SharedRecordsAndAccountsNameNoAccount) {
  record::RecordEdit product{Op::Create, "product", "p1", "a1", {}, {}};
  product.fields["name"].change = put("Pump");
  const base::Error shared = refused("boss", product);
  EXPECT_EQ(shared.code, ErrorCode::NotValid);
  EXPECT_FALSE(shared.remedy.empty());
  auto root = account("b1");
  root.account = "a1";
  EXPECT_EQ(refused("amy", root).code, ErrorCode::NotValid);
  root.account = "b1";
  EXPECT_EQ(commit("amy", 300, {root}).parts[0].state, PartState::Applied);
}

TEST_F(Parted, AChildNamesAnAccountThatStandsForItself) {
  record::RecordEdit bare{Op::Create, "visit", "v9", "", {}, {}};
  const base::Error none = refused("amy", bare);
  EXPECT_EQ(none.code, ErrorCode::NotValid);
  EXPECT_EQ(none.where.field, "account");
  bare.account = "nothing";
  EXPECT_EQ(refused("amy", bare).code, ErrorCode::UnknownRecord);
  bare.account = "v1";
  EXPECT_EQ(refused("amy", bare).code, ErrorCode::UnknownRecord);
  bare.account = "a1";
  bare.fields["account"].change = put(5);
  EXPECT_EQ(refused("amy", bare).code, ErrorCode::NotValid);
  bare.fields.clear();
  const auto outcome = commit("amy", 300, {bare});
  EXPECT_EQ(outcome.parts[0].state, PartState::Applied);
  EXPECT_FALSE(outcome.plain);  // the server wrote the account into it
  EXPECT_EQ(outcome.parts[0].records, Names{"v9"});
}

TEST_F(Parted, AChildGoesWithTheOneOfTheSameMutationThatItHangsBelow) {
  record::RecordEdit line{Op::Create, "line", "l1", "", {}, {}};
  line.fields["visit"].change = put("n1");
  const auto outcome = commit("amy", 20, {visit("n1", "a1"), visit("n2", "a2"), line});
  ASSERT_EQ(outcome.parts.size(), 2U);
  EXPECT_EQ(outcome.parts[0].records, (Names{"n1", "l1"}));
  EXPECT_EQ(state("line", "l1").account, "a1");
}

TEST_F(Parted, AnIdIsOfOneType) {
  EXPECT_EQ(refused("amy", visit("a1", "a2")).code, ErrorCode::UnknownRecord);
  EXPECT_EQ(state("account", "a1").type, "account");
  const auto outcome =
      commit("amy", 300, {set("account", "a1", "name", "Fine", all("amy")), set("visit", "a1", "name", "x", {})});
  ASSERT_EQ(outcome.parts.size(), 2U);
  EXPECT_EQ(outcome.parts[0].state, PartState::Applied);
  EXPECT_EQ(outcome.parts[1].reason.code, ErrorCode::UnknownRecord);
}

TEST_F(Parted, AnIdOfAnotherTypeFoundsNoAccount) {
  const auto outcome = commit("bo", 300, {account("v1"), visit("n1", "v1"), ship("s1", "v1")});
  ASSERT_EQ(outcome.parts.size(), 3U);
  for (const Part& part : outcome.parts) EXPECT_EQ(part.reason.code, ErrorCode::UnknownRecord);
  EXPECT_FALSE(writer_->known("n1"));
  EXPECT_FALSE(writer_->known("s1"));
}

TEST_F(Parted, WhatIsWrongWithANewAccountIsWrongWithWhatIsInIt) {
  auto wrong = account("n1");
  wrong.account = "a1";
  const auto outcome = commit("amy", 300, {wrong, visit("n2", "n1")});
  for (const Part& part : outcome.parts) EXPECT_EQ(part.state, PartState::Refused);
  EXPECT_FALSE(writer_->known("n2"));
}

TEST_F(Parted, NothingHangsBelowARecordThatWasRefused) {
  record::RecordEdit line{Op::Create, "line", "l1", "", {}, {}};
  line.fields["visit"].change = put("a1");  // no visit
  auto visit_of_that_id = visit("a1", "a2");
  const auto outcome = commit("amy", 300, {visit_of_that_id, line});
  ASSERT_EQ(outcome.parts.size(), 2U);
  EXPECT_EQ(outcome.parts[1].reason.code, ErrorCode::UnknownRecord);
  EXPECT_FALSE(writer_->known("l1"));
}

TEST_F(Parted, OfSeveralErrorsTheFirstIsTold) {
  auto wrong = visit("v9", "a1");
  wrong.fields["account"].change = put("a2");
  const auto outcome =
      commit("amy", 300, {wrong, set("account", "a1", "name", "x", {}), set("account", "a1", "stage", "y", {})});
  EXPECT_EQ(outcome.parts[0].reason.where.record, "v9");
}

TEST_F(Parted, WhatIsRequiredIsAskedOfCreationsAlone) {
  record::RecordEdit nameless{Op::Create, "product", "p1", "", {}, {}};
  EXPECT_EQ(refused("boss", nameless).where.field, "name");
  Mutation other = made("boss", 310, {nameless});
  other.declarations = "of another program";  // whose author could not know
  EXPECT_EQ(commit(other, "boss").parts[0].state, PartState::Applied);
  EXPECT_EQ(commit("boss", 320, {nameless}).parts[0].state, PartState::Applied);  // it is there: an edit of nothing
  nameless.id = "p2";
  Mutation same = made("boss", 330, {nameless});
  same.declarations = office_registry().digest();
  EXPECT_EQ(commit(same, "boss").parts[0].state, PartState::Refused);
}

TEST_F(Parted, WhatTheServerWroteAnewGoesBackToTheDevice) {
  record::RecordEdit edit{Op::Set, "visit", "v1", "", {}, {}};
  edit.fields["tags"].change = {record::Change::Kind::Set, nullptr, {"b", "a"}, {}, ""};
  EXPECT_FALSE(commit("amy", 20, {edit}).plain);  // in another order
  edit.fields["tags"] = {{record::Change::Kind::Set, nullptr, {"c", "d"}, {}, ""}, all("amy")};
  EXPECT_TRUE(commit("amy", 21, {edit}).plain);
}

TEST_F(Parted, OneChecksOfWhoCreatesAnAccount) {
  auto own = account("b1");
  own.fields["owner"].change = put("amy");
  own.fields["grade"].change = put("amy");  // the right value of another field
  EXPECT_EQ(commit("amy", 20, {own}).parts[0].requests, Names{"b1.grade"});
  EXPECT_EQ(value("account", "b1", "owner"), "amy");
  EXPECT_EQ(lines_in("b1"), Names{"grade of b1"});  // the wish lies in its file
}

TEST_F(Parted, WhatIsGrantedAtOnceIsGrantedToOneRecord) {
  commit("mia", 20, {set("account", "a1", "grade", "A", all("mia")), set("account", "a2", "name", "x", all("mia"))});
  EXPECT_EQ(value("account", "a1", "grade"), "A");
  EXPECT_EQ(value("account", "a2", "grade"), "(not written)");
}

// ---- a parked creation parks later edits of its record with it

TEST_F(Parted, EditsOfARecordThatWaitsWaitWithIt) {
  engine_->commit(Handover{"a1", "bo", false, "mia"}, server_stamp(100), now_ms);
  ASSERT_EQ(commit("amy", 200, {visit("v9", "a1")}).parts[0].state, PartState::Parked);
  engine_->commit(Handover{"a1", "amy", false, "mia"}, server_stamp(250), now_ms);
  // Its author has the file again, and so had others all the time.
  EXPECT_EQ(commit("amy", 300, {set("visit", "v9", "name", "Later", {})}).parts[0].state, PartState::Parked);
  EXPECT_EQ(commit("boss", 210, {set("visit", "v9", "name", "Ours", {})}).parts[0].state, PartState::Parked);
  EXPECT_TRUE(state("visit", "v9").deleted);
  EXPECT_EQ(commit("amy", 310, {visit("v8", "a1")}).parts[0].state, PartState::Applied) << "other records do not wait";
}

TEST_F(Parted, WhatWasMadeBeforeTheTakingWaitsHoweverLateItComes) {
  engine_->commit(Handover{"a1", "bo", false, "mia"}, server_stamp(100), now_ms);
  const auto late = made("amy", 200, {visit("v9", "a1")});
  commit(late, "amy");
  engine_->commit(Handover{"a1", "amy", false, "mia"}, server_stamp(250), now_ms);
  engine_->commit(Decide{true, late.stamp.text(), "v9", {}, true, "amy", {}}, server_stamp(400), now_ms);
  ASSERT_FALSE(state("visit", "v9").deleted);
  EXPECT_EQ(commit("amy", 300, {set("visit", "v9", "name", "Before", {})}).parts[0].state, PartState::Parked);
  EXPECT_EQ(commit("amy", 500, {set("visit", "v9", "name", "After", {})}).parts[0].state, PartState::Applied);
}

TEST_F(Parted, ADeclinedCreationTakesTheEditsOfItsRecordAlong) {
  engine_->commit(Handover{"a1", "bo", false, "mia"}, server_stamp(100), now_ms);
  const auto late = made("amy", 200, {visit("v9", "a1")});
  commit(late, "amy");
  commit("amy", 210, {set("visit", "v9", "name", "Later", {})});
  engine_->commit(Decide{false, late.stamp.text(), "v9", {}, true, "bo", {}}, server_stamp(400), now_ms);
  EXPECT_TRUE(state("visit", "v9").deleted);
  for (const record::Line& line : writer_->lines("v9")) EXPECT_EQ(line.state, record::LineState::Declined);
}

TEST_F(Parted, LinesAreSentFromTheCommitThatWroteThem) {
  const CommitNumber before = writer_->last_commit();
  commit("amy", 20, {set("visit", "v1", "name", "Again", all("amy"))});
  ASSERT_EQ(writer_->lines("v1", "name").size(), 1U);
  EXPECT_GT(writer_->lines("v1", "name")[0].changed, before);
}

TEST_F(Parted, ADeletedAccountIsKeptByWhatComesBelowItThoughTheServerStartedAnew) {
  commit("amy", 30, {record::RecordEdit{Op::Delete, "account", "a2", "", {}, all("amy")}});
  ASSERT_TRUE(state("account", "a2").deleted);
  engine_ = std::make_unique<Engine>(office_registry(), *writer_);
  commit("boss", 25, {visit("late", "a2")});
  EXPECT_FALSE(state("account", "a2").deleted);
}

// ---- the fields that tell of rights

TEST(RightsByFields, OnlyTheNamedOnesChangeAndWhatIsNoListIsNobody) {
  const access::FileRights before{{1, 0, "d"}, "amy", {"bo"}, "上海", 3};
  record::RecordState account;
  account.fields["owner"].value = "cy";
  account.fields["team"].value = "dee";
  EXPECT_EQ(rights_by_fields(account, {"owner"}, before).owner, "cy");
  EXPECT_EQ(rights_by_fields(account, {"owner"}, before).team, Names{"bo"});
  EXPECT_EQ(rights_by_fields(account, {"territory"}, before).territory, "");
  EXPECT_EQ(rights_by_fields(account, {"team"}, before).team, Names{});
  account.fields["team"].value = {"dee", 5, "eve"};
  EXPECT_EQ(rights_by_fields(account, {"team"}, before).team, (Names{"dee", "eve"}));
  account.fields.erase("team");
  EXPECT_EQ(rights_by_fields(account, {"team"}, before).team, Names{});
}

}  // namespace
}  // namespace keybook::server::merge
