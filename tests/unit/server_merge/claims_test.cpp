// What an edit may say that it has seen (REPLICATION §4): never what came later, and by the names of the record that it
// was addressed to, which may be another one by now.
#include "office.h"

namespace keybook::server::merge {
namespace {

using record::Base;
using record::LineState;
using record::Op;

// Accounts a1 and a2 of amy, which were one and have parted: bases are kept as they were given.
class Claims : public Office {
 protected:
  Claims() {
    commit("amy", 11, {account("a1", "One")});
    commit("amy", 12, {account("a2", "Two")});
  }
  void join() { engine_->commit(MergeAccounts{"a2", "a1", {}, "boss"}, server_stamp(ms_ += 100), now_ms); }
  void part() { engine_->commit(UnmergeAccounts{"a2", "boss"}, server_stamp(ms_ += 100), now_ms); }
  static Base names(std::vector<record::EditName> all) { return {false, 0, 0, "", std::move(all)}; }
  std::size_t heads(const char* id, const char* unit) { return state("account", id).field(unit)->heads.size(); }

  std::int64_t ms_ = 100;
};

TEST_F(Claims, APositionBehindTheEndIsTheEnd) {
  join();
  part();
  commit("amy", 500, {set("account", "a1", "stage", "Mine", {true, 1'000'000, 0, "d-amy", {}})});
  commit("boss", 501, {set("account", "a1", "stage", "Theirs", {})});
  EXPECT_EQ(heads("a1", "stage"), 2U);
  EXPECT_TRUE(state("account", "a1").field("stage")->conflict);
}

TEST_F(Claims, ACounterIsOfTheAuthorsOwnDeviceAndOfThePast) {
  join();
  part();
  commit("amy", 500, {set("account", "a1", "stage", "Mine", {true, 0, 1'000'000, "d-amy", {}})});
  commit("amy", 501, {set("account", "a1", "stage", "Mine too", {})});
  EXPECT_EQ(heads("a1", "stage"), 2U);
  commit("amy", 510, {set("account", "a1", "name", "Mine", {true, writer_->last_commit(), 1'000'000, "d-boss", {}})});
  commit("boss", 511, {set("account", "a1", "name", "Theirs", {})});
  EXPECT_EQ(heads("a1", "name"), 2U);
}

TEST_F(Claims, TheLastOfTheAuthorsOwnIsSeen) {
  join();
  part();
  commit("amy", 500, {set("account", "a1", "stage", "First", {})});
  commit("amy", 501, {set("account", "a1", "stage", "Second", {true, 0, counters_["amy"], "d-amy", {}})});
  EXPECT_EQ(heads("a1", "stage"), 1U);
}

TEST_F(Claims, ADeleteHasNotSeenTheFuture) {
  commit("amy", 20, {visit("v1", "a1")});
  commit("amy", 30, {record::RecordEdit{Op::Delete, "visit", "v1", "", {}, {true, 1'000'000, 1'000'000, "d-amy", {}}}});
  EXPECT_TRUE(state("visit", "v1").deleted);
  commit("boss", 25, {set("visit", "v1", "name", "Needed", {})});
  EXPECT_FALSE(state("visit", "v1").deleted);
  EXPECT_TRUE(state("visit", "v1").kept);
}

TEST_F(Claims, NamesAreThoseOfTheRecordThatItWasAddressedTo) {
  join();
  commit("amy", 500, {set("account", "a2", "name", "Newer", names({"12.0.d-amy"}))});
  const auto held = state("account", "a1").field("name")->heads;
  ASSERT_EQ(held.size(), 2U);  // a1's own stands beside it, a2's is replaced
  EXPECT_EQ(held[0].origin->addressed, "");
  EXPECT_EQ(held[1].origin->addressed, "a2");
  ServerSet by_job{"account", "a2", {}, "boss", ""};
  by_job.fields["name"] = {put("Newest"), names({"500.0.d-amy"})};
  engine_->commit(by_job, server_stamp(600), now_ms);
  EXPECT_EQ(heads("a1", "name"), 2U);
}

TEST_F(Claims, ADeleteOfTheOldIdWaitsUntilTheyPart) {
  join();
  const auto outcome = commit(
      "amy", 500, {record::RecordEdit{Op::Delete, "account", "a2", "", {}, names({"12.0.d-amy", "200.0.server"})}});
  EXPECT_FALSE(outcome.plain);
  EXPECT_FALSE(state("account", "a1").deleted);
  EXPECT_FALSE(state("account", "a1").has_deletes);
  EXPECT_EQ(state("account", "a1").changed, writer_->last_commit());  // devices are told
  part();
  EXPECT_TRUE(state("account", "a2").deleted);
  EXPECT_FALSE(state("account", "a1").deleted);
}

TEST_F(Claims, ARefusedAndAParkedEditOfTheOldIdStandForTheirBaseThere) {
  join();
  auto bad = set("account", "a2", "rating", 9, {});
  bad.fields["name"] = {put("Secret"), names({"12.0.d-amy"})};
  ASSERT_EQ(commit("boss", 500, {bad}).parts[0].state, PartState::Refused);
  commit("boss", 510, {set("account", "a2", "name", "Good", names({"500.0.d-boss"}))});
  EXPECT_EQ(heads("a1", "name"), 2U);  // a1's own, and this one, which had seen a2's through what was refused
  engine_->commit(Handover{"a1", "bo", false, "mia"}, server_stamp(600), now_ms);
  ASSERT_EQ(commit("amy", 700, {set("account", "a2", "stage", "Late", names({"12.0.d-amy"}))}).parts[0].state,
            PartState::Parked);
  ASSERT_EQ(writer_->lines("a1", "stage").size(), 1U);
  EXPECT_EQ(writer_->lines("a1", "stage")[0].base.names, std::vector<record::EditName>{"12.0.d-amy/a2"});
}

TEST_F(Claims, OneMutationForBothIsAddressedToEach) {
  join();
  commit("amy", 510, {set("account", "a2", "stage", "Two", {}), set("account", "a1", "notes", "mine\n", {})});
  EXPECT_EQ(state("account", "a1").field("stage")->heads.back().origin->addressed, "a2");
  EXPECT_EQ(state("account", "a1").field("notes")->heads.back().origin->addressed, "");
}

TEST_F(Claims, AnEditOfTheOldIdIsNotWhatItsDeviceExpects) {
  join();
  EXPECT_FALSE(commit("amy", 500, {set("account", "a2", "stage", "New", {})}).plain);
}

}  // namespace
}  // namespace keybook::server::merge
