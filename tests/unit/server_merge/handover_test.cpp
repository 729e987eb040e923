// Rights over time: handover, late edits, what waits and how it is decided; accounts that are one.
#include "office.h"

namespace keybook::server::merge {
namespace {

using record::LineState;
using record::Op;

class LateEdits : public Office {
 protected:
  LateEdits() {
    commit("amy", 10, {account("a1")});
    commit("amy", 11, {set("account", "a1", "stage", "first", all("amy"))});
    before_ = writer_->last_commit();
    engine_->commit(Handover{"a1", "bo", false, "mia"}, server_stamp(100), now_ms);
  }
  CommitNumber before_ = 0;
};

TEST_F(LateEdits, WhoHadTheRightThenIsMergedAsUsual) {
  const auto outcome = commit("amy", 90, {set("account", "a1", "stage", "in time", seen("amy", before_))});
  EXPECT_EQ(outcome.parts[0].state, PartState::Applied);
  EXPECT_EQ(value("account", "a1", "stage"), "in time");
  EXPECT_EQ(value("account", "a1", "owner"), "bo");
}

TEST_F(LateEdits, WhoHadItOnceIsParkedAndDecidedPerField) {
  auto late = set("account", "a1", "stage", "late", seen("amy", before_));
  late.fields["name"] = {put("Late name"), seen("amy", before_)};
  const auto outcome = commit("amy", 200, {late});
  ASSERT_EQ(outcome.parts[0].state, PartState::Parked);
  EXPECT_EQ(value("account", "a1", "stage"), "first");

  Decide take{true, "200.0.d-amy", "a1", {"stage"}, false, "bo", {}};
  engine_->commit(take, server_stamp(300), now_ms);
  EXPECT_EQ(value("account", "a1", "stage"), "late");
  EXPECT_FALSE(state("account", "a1").field("stage")->conflict);
  const auto head = state("account", "a1").field("stage")->heads[0].origin;
  EXPECT_EQ(head->user, "amy");
  EXPECT_EQ(head->note, "taken by bo");
  EXPECT_EQ(value("account", "a1", "name"), "One");

  engine_->commit(Decide{false, "200.0.d-amy", "a1", {}, true, "bo", {}}, server_stamp(310), now_ms);
  EXPECT_EQ(line_states("a1", "name"), (std::vector<LineState>{LineState::Declined}));
  engine_->commit(Decide{true, "200.0.d-amy", "a1", {}, true, "bo", {}}, server_stamp(320),
                  now_ms);  // the first decision stands
  EXPECT_EQ(value("account", "a1", "name"), "One");
}

TEST_F(LateEdits, AParkedCreationIsThereOnlyWhenItIsTaken) {
  const auto outcome = commit("amy", 200, {visit("v1", "a1")});
  ASSERT_EQ(outcome.parts[0].state, PartState::Parked);
  EXPECT_TRUE(state("visit", "v1").deleted);
  EXPECT_EQ(state("visit", "v1").created, nullptr);
  EXPECT_EQ(commit("amy", 201, {set("visit", "v1", "stage", "more", seen("amy", before_))}).parts[0].state,
            PartState::Parked);
  engine_->commit(Decide{true, "200.0.d-amy", "v1", {}, true, "bo", {}}, server_stamp(300), now_ms);
  const auto taken = state("visit", "v1");
  EXPECT_FALSE(taken.deleted);
  EXPECT_EQ(taken.created->user, "amy");
  EXPECT_EQ(value("visit", "v1", "account"), "a1");
}

TEST_F(LateEdits, TheSuccessorsPassagesSurviveATake) {
  commit("bo", 150, {set("account", "a1", "notes", "theirs\n", all("bo"))});
  commit("amy", 200, {set("account", "a1", "notes", "late\n", seen("amy", before_))});
  engine_->commit(Decide{true, "200.0.d-amy", "a1", {}, true, "bo", {}}, server_stamp(300), now_ms);
  const auto text = value("account", "a1", "notes").get<std::string>();
  EXPECT_NE(text.find("theirs"), std::string::npos);
  EXPECT_NE(text.find("late"), std::string::npos);
}

TEST_F(LateEdits, TheTeamFollowsGrantsAndRevocations) {
  engine_->commit(Grant{"a1", "cy"}, server_stamp(400), now_ms);
  EXPECT_EQ(value("account", "a1", "team"), record::Value({"cy"}));
  EXPECT_EQ(commit("cy", 450, {set("account", "a1", "stage", "cy", all("cy"))}).parts[0].state, PartState::Applied);
  engine_->commit(Revoke{"a1", "cy"}, server_stamp(500), now_ms);
  EXPECT_EQ(commit("cy", 550, {set("account", "a1", "stage", "late", all("cy"))}).parts[0].state, PartState::Parked);
}

TEST_F(LateEdits, AServerSetOfTheOwnerMovesTheRights) {
  ServerSet set_owner{"account", "a1", {}, "boss", ""};
  set_owner.fields["owner"] = {put("cy"), all("boss")};
  engine_->commit(set_owner, server_stamp(600), now_ms);
  EXPECT_EQ(writer_->visible_files(user("cy")), std::vector<std::string>{"a1"});
  EXPECT_TRUE(writer_->visible_files(user("bo")).empty());
}

class Duplicates : public Office {
 protected:
  Duplicates() {
    commit("amy", 10, {account("a1", "Huadong")});
    commit("amy", 11, {account("a2", "华东")});
    commit("amy", 12, {visit("v2", "a2")});
    before_ = writer_->last_commit();
    engine_->commit(MergeAccounts{"a2", "a1", {}, "boss"}, server_stamp(100), now_ms);
  }
  CommitNumber before_ = 0;
};

TEST_F(Duplicates, TheEditsOfBothAreOneSet) {
  EXPECT_EQ(value("account", "a1", "name"), "华东");  // the later one
  EXPECT_EQ(state("account", "a1").field("name")->heads.size(), 2U);
  EXPECT_EQ(state("account", "a2").merged_into, "a1");
  EXPECT_EQ(state("visit", "v2").account, "a1");
  EXPECT_EQ(writer_->visible_files(user("amy")), std::vector<std::string>{"a1"});
}

TEST_F(Duplicates, AnEditOfWhoSawBothAsOneSettlesBoth) {
  commit("amy", 200, {set("account", "a1", "name", "Both", all("amy"))});
  EXPECT_EQ(state("account", "a1").field("name")->heads.size(), 1U);
}

TEST_F(Duplicates, AnEditOfWhoSawOnlyOneDoesNot) {
  commit("amy", 90, {set("account", "a1", "name", "Old view", seen("amy", before_))});
  EXPECT_EQ(state("account", "a1").field("name")->heads.size(), 2U);
}

TEST_F(Duplicates, LateEditsOfTheOldIdLandOnTheSurvivorDeletesDoNot) {
  commit("amy", 90, {set("account", "a2", "stage", "late", seen("amy", before_))});
  EXPECT_EQ(value("account", "a1", "stage"), "late");
  commit("amy", 91, {record::RecordEdit{Op::Delete, "account", "a2", "", {}, seen("amy", before_)}});
  EXPECT_FALSE(state("account", "a1").deleted);
}

TEST_F(Duplicates, PartedEveryEditReturnsToItsRecord) {
  commit("amy", 90, {set("account", "a2", "stage", "late", seen("amy", before_))});
  commit("amy", 200, {set("account", "a1", "name", "Both", all("amy"))});
  engine_->commit(UnmergeAccounts{"a2", "boss"}, server_stamp(300), now_ms);
  EXPECT_EQ(value("account", "a1", "name"), "Both");
  EXPECT_EQ(value("account", "a2", "name"), "华东");
  EXPECT_EQ(value("account", "a2", "stage"), "late");
  EXPECT_EQ(value("account", "a1", "stage"), "(not written)");
  EXPECT_EQ(state("visit", "v2").account, "a2");
  EXPECT_TRUE(state("visit", "v2").home.empty());
  EXPECT_EQ(writer_->visible_files(user("amy")), (std::vector<std::string>{"a1", "a2"}));
}

}  // namespace
}  // namespace keybook::server::merge
