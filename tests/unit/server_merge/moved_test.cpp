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
  EXPECT_EQ(state("visit", "v1").field("stage")->heads.size(), 1U);
}

TEST_P(MovedAt, ClosedOnesStayCreditedUnlessAllWereChosen) {
  play({made_by_amy("v1"), amy_sets("v1", "last", "2026-01-01", 20)}, Moves::Open);
  EXPECT_EQ(value("visit", "v1", "stage"), "amy");
  EXPECT_FALSE(state("visit", "v1").field("stage")->conflict);
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
  const auto going = engine_->preview(Handover{"a1", "bo", false, "mia", {{"visit", Moves::Open}}});
  EXPECT_EQ(going.at("visit").moves, 1);
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
