// Late edits that wait: what a take writes, what a decision closes, and what it leaves alone.
#include <algorithm>

#include "office.h"

namespace keybook::server::merge {
namespace {

using record::LineState;
using record::Op;

// amy's account a1 with a visit v1 belongs to bo since 100; what amy made later is parked.
class Waiting : public Office {
 protected:
  Waiting() {
    commit("amy", 10, {account("a1")});
    commit("amy", 11, {visit("v1", "a1")});
    before_ = writer_->last_commit();
    engine_->commit(Handover{"a1", "bo", false, "mia"}, server_stamp(100), now_ms);
  }
  std::string late(std::int64_t ms, record::RecordEdit edit) {
    const auto outcome = commit("amy", ms, {std::move(edit)});
    EXPECT_EQ(outcome.parts[0].state, PartState::Parked);
    EXPECT_FALSE(outcome.plain);
    return std::to_string(ms) + ".0.d-amy";
  }
  void decide(const Decide& event) {
    engine_->commit(event, server_stamp(stamp_ += 10), now_ms);
    EXPECT_FALSE(writer_->highest_rank(writer_->last_commit()) < server_stamp(stamp_));
  }
  static Decide take(const std::string& parked, const char* record) {
    return {true, parked, record, {}, true, "bo", {}};
  }
  static Decide decline(const std::string& parked, const char* record) {
    return {false, parked, record, {}, true, "bo", {}};
  }

  CommitNumber before_ = 0;
  std::int64_t stamp_ = 1000;
};

TEST_F(Waiting, ATakeNeverWipesATextAndOverwritesAValueThatItsTakerSaw) {
  commit("bo", 150, {set("account", "a1", "name", "Bo's", all("bo"))});
  const std::string parked = late(200, set("account", "a1", "name", "Late", seen("amy", before_)));
  Decide event = take(parked, "a1");
  event.base["name"] = {"150.0.d-bo"};
  decide(event);
  EXPECT_EQ(value("account", "a1", "name"), "Late");
  EXPECT_EQ(state("account", "a1").field("name")->heads.size(), 1U);
}

TEST_F(Waiting, ATakeThatSawNothingStandsBesideWhatCame) {
  commit("bo", 150, {set("account", "a1", "stage", "Bo's", all("bo"))});
  const std::string parked = late(200, set("account", "a1", "stage", "Late", seen("amy", before_)));
  decide(take(parked, "a1"));
  EXPECT_TRUE(state("account", "a1").field("stage")->conflict);
}

TEST_F(Waiting, TheLargestStaysTheLargest) {
  commit("bo", 150, {set("account", "a1", "last", "2026-05-01", all("bo"))});
  commit("bo", 151, {set("account", "a1", "first", "2026-01-01", all("bo"))});
  auto edit = set("account", "a1", "last", "2026-03-01", seen("amy", before_));
  edit.fields["first"] = {put("2026-02-01"), seen("amy", before_)};
  Decide event = take(late(200, edit), "a1");
  event.base["last"] = {"150.0.d-bo"};
  event.base["first"] = {"151.0.d-bo"};
  decide(event);
  EXPECT_EQ(value("account", "a1", "last"), "2026-05-01");
  EXPECT_EQ(value("account", "a1", "first"), "2026-01-01");
}

TEST_F(Waiting, ADeleteIsTakenWithWhatItsTakerSaw) {
  commit("bo", 150, {set("visit", "v1", "name", "Bo's", all("bo"))});
  const std::string parked = late(200, record::RecordEdit{Op::Delete, "visit", "v1", "", {}, seen("amy", before_)});
  EXPECT_FALSE(state("visit", "v1").deleted);
  Decide blind = take(parked, "v1");
  decide(blind);
  EXPECT_FALSE(state("visit", "v1").deleted);
  EXPECT_TRUE(state("visit", "v1").kept);
  const std::string again = late(210, record::RecordEdit{Op::Delete, "visit", "v1", "", {}, seen("amy", before_)});
  Decide seeing = take(again, "v1");
  seeing.base["*"] = {"150.0.d-bo"};
  decide(seeing);
  EXPECT_TRUE(state("visit", "v1").deleted);
}

TEST_F(Waiting, ADeleteIsTakenAsItsAuthorMeantIt) {
  const std::string parked = late(200, record::RecordEdit{Op::Delete, "visit", "v1", "", {}, seen("amy", before_)});
  decide(take(parked, "v1"));
  EXPECT_TRUE(state("visit", "v1").deleted);
}

TEST_F(Waiting, EarlierTextsAreDecidedWithTheOneThatHoldsThem) {
  auto first = set("account", "a1", "notes", "A\n", seen("amy", before_));
  first.fields["name"] = {put("First"), seen("amy", before_)};
  const std::string one = late(200, first);
  const std::string other = late(205, set("account", "a1", "notes", "X\n", seen("amy", before_)));
  auto second = set("account", "a1", "notes", "A\nB\n", {true, before_, counters_["amy"], "d-amy", {}});
  second.fields["name"] = {put("Second"), {}};
  Decide event = take(late(210, second), "a1");
  event.along = {one};
  decide(event);
  EXPECT_EQ(value("account", "a1", "notes"), "A\nB\n");
  EXPECT_EQ(line_states("a1", "notes"),
            (std::vector<LineState>{LineState::Taken, LineState::Parked, LineState::Taken}));
  EXPECT_EQ(line_states("a1", "name")[0], LineState::Parked);  // only texts are in one another
  decide(decline(other, "a1"));
  EXPECT_EQ(line_states("a1", "notes")[1], LineState::Declined);
}

TEST_F(Waiting, ADeclinedDeleteChangesNothing) {
  const std::string parked = late(200, record::RecordEdit{Op::Delete, "visit", "v1", "", {}, seen("amy", before_)});
  decide(decline(parked, "v1"));
  EXPECT_FALSE(state("visit", "v1").deleted);
  EXPECT_FALSE(state("visit", "v1").has_deletes);
  EXPECT_EQ(line_states("v1", ""), std::vector<LineState>{LineState::Declined});
  EXPECT_EQ(writer_->lines("v1", "")[0].decided_by, "bo");
  decide(take(parked, "v1"));  // the first decision stands
  EXPECT_FALSE(state("visit", "v1").deleted);
}

TEST_F(Waiting, ADecisionIsAboutOneEditOfOneRecord) {
  const std::string first = late(200, set("account", "a1", "name", "First", seen("amy", before_)));
  const std::string second = late(210, set("account", "a1", "name", "Second", seen("amy", before_)));
  decide(decline(second, "a1"));
  EXPECT_EQ(line_states("a1", "name"), (std::vector<LineState>{LineState::Parked, LineState::Declined}));
  const CommitNumber before = writer_->last_commit();
  decide(take("999.0.d-amy", "a1"));
  decide(take(first, "v1"));
  EXPECT_EQ(line_states("a1", "name"), (std::vector<LineState>{LineState::Parked, LineState::Declined}));
  decide(take(first, "a1"));
  EXPECT_EQ(value("account", "a1", "name"), "First");
  EXPECT_EQ(state("account", "a1").changed, writer_->last_commit());
  EXPECT_GT(writer_->last_commit(), before);
}

TEST_F(Waiting, ANewRecordIsTakenWithItsParentWhateverFieldsAreNamed) {
  const std::string parked = late(200, visit("v9", "a1"));
  Decide event = take(parked, "v9");
  event.all = false;
  decide(event);
  EXPECT_FALSE(state("visit", "v9").deleted);
  EXPECT_EQ(value("visit", "v9", "account"), "a1");
  EXPECT_EQ(value("visit", "v9", "name"), "(not written)");
  EXPECT_EQ(line_states("v9", "name"), std::vector<LineState>{LineState::Parked});
  EXPECT_EQ(state("visit", "v9").created->user, "amy");
  event.fields = {"name"};
  decide(event);
  EXPECT_EQ(value("visit", "v9", "name"), "Visit");
}

TEST_F(Waiting, ADeclinedNewRecordIsNeverThere) {
  const std::string parked = late(200, visit("v9", "a1"));
  const CommitNumber before = writer_->last_commit();
  decide(decline(parked, "v9"));
  EXPECT_TRUE(state("visit", "v9").deleted);
  EXPECT_EQ(state("visit", "v9").created, nullptr);
  EXPECT_GT(state("visit", "v9").changed, before);  // devices are told
  for (const LineState one : line_states("v9", "name")) EXPECT_EQ(one, LineState::Declined);
}

TEST_F(Waiting, AnEditOfWhoNeverHadTheFileIsRefusedEvenIfItIsLate) {
  const auto outcome = commit("cy", 200, {set("account", "a1", "name", "Mine", {})});
  EXPECT_EQ(outcome.parts[0].state, PartState::Refused);
  EXPECT_FALSE(outcome.plain);
}

TEST_F(Waiting, ALockedFieldOfALateEditIsARequest) {
  auto edit = set("account", "a1", "grade", "A", seen("amy", before_));
  edit.fields["name"] = {put("Late"), seen("amy", before_)};
  const auto outcome = commit("amy", 200, {edit});
  EXPECT_EQ(outcome.parts[0].state, PartState::Parked);
  EXPECT_EQ(outcome.parts[0].requests, std::vector<std::string>{"a1.grade"});
  EXPECT_EQ(line_states("a1", "grade"), std::vector<LineState>{LineState::Request});
  EXPECT_EQ(line_states("a1", "name"), std::vector<LineState>{LineState::Parked});
}

TEST_F(Waiting, ALateNewRecordOfAManagersTerritoryTurnedAwayKeepsItsGrantWaiting) {
  engine_->commit(ServerSet{"account", "a1", {{"territory", {put("北京"), {}}}}, "boss", ""}, server_stamp(300),
                  now_ms);
  const auto outcome = commit("mia", 400, {set("account", "a1", "grade", "A", all("mia"))});
  ASSERT_EQ(outcome.parts[0].state, PartState::Parked);  // mia had it once; she may grant, but not any more here
  EXPECT_EQ(line_states("a1", "grade"), std::vector<LineState>{LineState::Request});
}

// ---- what a refused edit leaves: a stepping stone, without its values

TEST_F(Waiting, ARefusedEditStandsForItsBaseWithoutItsValues) {
  auto bad = set("account", "a1", "rating", 9, {});
  bad.fields["name"] = {put("Secret"), {}};
  bad.fields["name"].base.names = {"10.0.d-amy"};
  bad.fields["rating"].base = all("boss");
  ASSERT_EQ(commit("boss", 200, {bad}).parts[0].state, PartState::Refused);
  const auto lines = writer_->lines("a1", "name");
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].state, LineState::Refused);
  EXPECT_EQ(lines[0].changed, 0);  // no feed sends it
  EXPECT_TRUE(lines[0].change.value.is_null());
  EXPECT_TRUE(writer_->lines("a1", "rating").empty());  // a position needs no stepping stone
  record::Base on_it;
  on_it.names = {"200.0.d-boss"};
  commit("boss", 210, {set("account", "a1", "name", "Good", on_it)});
  EXPECT_EQ(state("account", "a1").field("name")->heads.size(), 1U);  // so it had seen amy's
}

TEST_F(Waiting, ARefusedDeleteStandsForItsBaseToo) {
  record::Base names;
  names.names = {"11.0.d-amy"};
  record::RecordEdit bad{Op::Delete, "visit", "v1", "", {}, names};
  bad.fields["name"] = {put("x"), {}};
  ASSERT_EQ(commit("boss", 200, {bad}).parts[0].state, PartState::Refused);
  EXPECT_EQ(line_states("v1", ""), std::vector<LineState>{LineState::Refused});
  EXPECT_FALSE(state("visit", "v1").deleted);
}

}  // namespace
}  // namespace keybook::server::merge
