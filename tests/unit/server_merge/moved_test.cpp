// What goes along with an account: the same whether it was there at the handover, or made before and arrived after.
#include <functional>

#include "office.h"

namespace keybook::server::merge {
namespace {

class Moved : public Office {
 protected:
  using Step = std::function<void()>;
  Moved() { commit("amy", 5, {account("a1")}); }

  Step made_by_amy(const char* id) {
    return [this, id] {
      auto edit = visit(id, "a1");
      edit.fields["stage"].change = put("amy");
      commit("amy", 10, {edit});
    };
  }
  Step amy_sets(const char* id, const char* unit, const char* value, std::int64_t ms) {
    return [=, this] { commit("amy", ms, {set("visit", id, unit, value, seen("amy", 0))}); };
  }
  // The heads of a visit's person, and the lines behind them: "name value… | name…".
  std::string told(const char* id) {
    const record::RecordState visit = state("visit", id);
    const record::FieldState& person = *visit.field("stage");
    std::string text;
    for (const record::Head& head : person.heads) {
      EXPECT_EQ(head.origin->note, "");
      text += head.origin->name.text() + ' ' + person.value_of(head).get<std::string>() + ' ';
    }
    text += '|';
    for (const auto& line : writer_->lines(id, "stage"))
      if (line.state == record::LineState::Accepted) text += ' ' + line.origin->name.text();
    return text;
  }
  // What the account's history keeps of its handovers.
  std::vector<std::string> notes() {
    std::vector<std::string> found;
    for (const auto& line : writer_->lines("a1", "")) found.push_back(line.origin->note);
    return found;
  }
  void hand_over(Moves moves, const char* to, std::int64_t ms) {
    engine_->commit(Handover{"a1", to, false, "mia", {{"visit", moves}}}, server_stamp(ms), now_ms);
  }
};

// Each on a store of its own: the handover comes before the step with this number.
class MovedAt : public Moved, public testing::WithParamInterface<std::size_t> {
 protected:
  void play(const std::vector<Step>& steps, Moves moves) {
    for (std::size_t i = 0; i <= steps.size(); ++i) {
      if (i == std::min(GetParam(), steps.size())) hand_over(moves, "bo", 50);
      if (i < steps.size()) steps[i]();
    }
  }
};

TEST_P(MovedAt, OpenOnesGoAlong) {
  play({made_by_amy("v1"), amy_sets("v1", "name", "Renamed", 20)}, Moves::Open);
  EXPECT_EQ(value("visit", "v1", "stage"), "bo");
  EXPECT_FALSE(state("visit", "v1").field("stage")->conflict);
  EXPECT_EQ(told("v1"), "50.0.server bo | 10.0.d-amy");
  if (GetParam() == 2U) {
    EXPECT_EQ(state("visit", "v1").rebuilt, 0) << "a new edit on what was there, which devices apply";
  }
}

TEST_P(MovedAt, ClosedOnesStayCreditedUnlessAllWereChosen) {
  play({made_by_amy("v1"), amy_sets("v1", "last", "2026-01-01", 20)}, Moves::Open);
  EXPECT_EQ(value("visit", "v1", "stage"), "amy");
  EXPECT_FALSE(state("visit", "v1").field("stage")->conflict);
  if (GetParam() == 2U) {
    EXPECT_EQ(state("visit", "v1").rebuilt, 0) << "it was closed already: nothing to take back";
  }
}

TEST_P(MovedAt, AllMeansClosedOnesToo) {
  play({made_by_amy("v1"), amy_sets("v1", "last", "2026-01-01", 20)}, Moves::All);
  EXPECT_EQ(value("visit", "v1", "stage"), "bo");
}

TEST_P(MovedAt, WhatWasGivenToSomebodyElseBeforeStaysThere) {
  play({made_by_amy("v1"), amy_sets("v1", "stage", "cy", 20)}, Moves::Open);
  EXPECT_EQ(value("visit", "v1", "stage"), "cy");
  EXPECT_FALSE(state("visit", "v1").field("stage")->conflict);
}

TEST_P(MovedAt, NoneMeansNone) {
  play({made_by_amy("v1")}, Moves::None);
  EXPECT_EQ(value("visit", "v1", "stage"), "amy");
}

INSTANTIATE_TEST_SUITE_P(Orders, MovedAt, testing::Values(0U, 1U, 2U));

TEST_F(Moved, AMoveIsTakenBackWhenALateEditShowsThatItWasClosed) {
  made_by_amy("v1")();
  hand_over(Moves::Open, "bo", 50);
  EXPECT_EQ(value("visit", "v1", "stage"), "bo");
  commit("bo", 60, {set("visit", "v1", "stage", "dee", all("bo"))});
  amy_sets("v1", "last", "2026-01-01", 20)();
  EXPECT_EQ(value("visit", "v1", "stage"), "dee");  // what came after stands on what was before
  EXPECT_FALSE(state("visit", "v1").field("stage")->conflict);
  EXPECT_EQ(told("v1"), "60.0.d-bo dee | 10.0.d-amy");
  EXPECT_EQ(state("visit", "v1").rebuilt, writer_->last_commit());  // devices take it anew
  EXPECT_EQ(state("visit", "v1").changed, writer_->last_commit());
}

TEST_F(Moved, AMoveIsWrittenBelowWhatCameAfterIt) {
  hand_over(Moves::None, "bo", 50);
  hand_over(Moves::Open, "cy", 70);
  const auto now = [&](const char* by, std::int64_t ms, record::RecordEdit edit) { return commit(by, ms, {edit}); };
  auto edit = visit("v1", "a1");
  edit.fields["stage"].change = put("bo");
  now("boss", 80, set("account", "a1", "notes", "n\n", {}));
  now("bo", 60, edit);  // made between the two handovers, and here after both
  EXPECT_EQ(told("v1"), "70.0.server cy | 60.0.d-bo");
  now("cy", 90, set("visit", "v1", "stage", "dee", all("cy")));
  EXPECT_FALSE(now("bo", 65, set("visit", "v1", "stage", "bo", seen("bo", 0))).plain);
  EXPECT_EQ(value("visit", "v1", "stage"), "dee");
}

TEST_F(Moved, WaitingWishesAndRefusedEditsStayWhereAMoveIsTakenBack) {
  made_by_amy("v1")();
  hand_over(Moves::Open, "bo", 50);
  ASSERT_EQ(commit("amy", 80, {set("visit", "v1", "stage", "late", all("amy"))}).parts[0].state, PartState::Parked);
  amy_sets("v1", "last", "2026-01-01", 20)();
  EXPECT_EQ(told("v1"), "10.0.d-amy amy |");
  EXPECT_EQ(line_states("v1", "stage"), std::vector<record::LineState>{record::LineState::Parked});
}

TEST_F(Moved, WhatIsDeletedOrWaitsDoesNotGoAlong) {
  made_by_amy("v1")();
  commit("amy", 30, {record::RecordEdit{record::Op::Delete, "visit", "v1", "", {}, all("amy")}});
  hand_over(Moves::Open, "bo", 50);
  EXPECT_EQ(value("visit", "v1", "stage"), "amy");
  auto late = visit("v2", "a1");
  late.fields["stage"].change = put("bo");
  ASSERT_EQ(commit("amy", 60, {late}).parts[0].state, PartState::Parked);
  hand_over(Moves::Open, "cy", 70);
  EXPECT_EQ(state("visit", "v2").created, nullptr);
}

TEST_F(Moved, WhatWasMadeAfterTheHandoverIsItsMakers) {
  engine_->commit(Handover{"a1", "bo", true, "mia", {{"visit", Moves::All}}}, server_stamp(50), now_ms);
  auto edit = visit("v1", "a1");
  edit.fields["stage"].change = put("amy");
  ASSERT_EQ(commit("amy", 60, {edit}).parts[0].state, PartState::Applied);  // a member of the team now
  EXPECT_EQ(value("visit", "v1", "stage"), "amy");
}

TEST_F(Moved, AnEarlierEditThatMovesNothingIsWhatItsDeviceExpects) {
  made_by_amy("v1")();
  amy_sets("v1", "last", "2026-01-01", 20)();
  hand_over(Moves::Open, "bo", 50);
  EXPECT_TRUE(commit("amy", 30, {set("visit", "v1", "notes", "n\n", all("amy"))}).plain);
  hand_over(Moves::None, "cy", 70);
  EXPECT_TRUE(commit("amy", 40, {set("visit", "v1", "amount_note", "n", all("amy"))}).plain);
  auto open = visit("v2", "a1");
  open.fields["stage"].change = put("amy");
  EXPECT_FALSE(commit("amy", 41, {open}).plain);  // this one moved
}

TEST_F(Moved, AHandoverIsNotedWhereSomethingMayGoAlong) {
  hand_over(Moves::None, "bo", 50);
  EXPECT_EQ(notes(), std::vector<std::string>{""});
  hand_over(Moves::Open, "", 60);
  EXPECT_EQ(notes().back(), R"(handover {"from":"bo","moves":{"visit":"open"},"to":""})");
  hand_over(Moves::All, "cy", 70);  // out of the pool: nobody to take it from
  EXPECT_EQ(notes().back(), "");
}

TEST_F(Moved, IntoThePoolTheRecordsAreNobodys) {
  made_by_amy("v1")();
  hand_over(Moves::Open, "", 50);
  EXPECT_TRUE(value("visit", "v1", "stage").is_null());
  made_by_amy("v2")();
  EXPECT_TRUE(value("visit", "v2", "stage").is_null());
  amy_sets("v1", "last", "2026-01-01", 20)();
  EXPECT_EQ(value("visit", "v1", "stage"), "amy");
}

TEST_F(Moved, AChainMovesWhatArrivesLateToTheLast) {
  hand_over(Moves::Open, "bo", 50);
  hand_over(Moves::Open, "cy", 70);
  made_by_amy("v1")();
  EXPECT_EQ(value("visit", "v1", "stage"), "cy");
}

TEST_F(Moved, ThePreviewCountsAndWritesNothing) {
  made_by_amy("v1")();
  made_by_amy("v2")();
  amy_sets("v2", "last", "2026-01-01", 20)();
  made_by_amy("v3")();
  made_by_amy("v4")();
  amy_sets("v4", "stage", "dee", 30)();  // somebody else's
  const auto going = engine_->preview(Handover{"a1", "bo", false, "mia", {{"visit", Moves::Open}}});
  EXPECT_EQ(going.at("visit").moves, 2);
  EXPECT_EQ(going.at("visit").stays, 1);
  EXPECT_EQ(value("visit", "v1", "stage"), "amy");
}

TEST_F(Moved, AChildThatTheServerMovesLeavesItsOldFile) {
  commit("amy", 6, {account("a2", "Two")});
  made_by_amy("v1")();
  ServerSet move{"visit", "v1", {}, "mia", ""};
  move.fields["account"] = {put("a2"), all("amy")};
  const CommitNumber before = writer_->last_commit();
  engine_->commit(move, server_stamp(100), now_ms);
  EXPECT_EQ(state("visit", "v1").account, "a2");
  EXPECT_EQ(writer_->remade_files(before), std::vector<std::string>{"a1"});
  move.fields["account"] = {put("nowhere"), all("amy")};
  EXPECT_THROW(engine_->commit(move, server_stamp(110), now_ms), base::Failure);
}

}  // namespace
}  // namespace keybook::server::merge
