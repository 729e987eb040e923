// Deletes and restores (REPLICATION §4): a delete takes away what its author had seen, nothing more.
#include "unit_history.h"

namespace keybook::merge {
namespace {

using record::Op;

class Visit : public testing::Test {
 protected:
  void take(std::int64_t ms, Op op, const record::Base& base, const char* value = nullptr, bool by_person = true) {
    record::RecordEdit edit{op, "visit", "v1", "a1", {}, {}};
    if (op == Op::Delete || op == Op::Restore) edit.base = base;
    if (value != nullptr) edit.fields["f"] = {{record::Change::Kind::Put, value, {}, {}, ""}, base};
    auto origin = std::make_shared<const record::Origin>(
        record::Origin{{ms, 0, "d"}, {ms, 0, "d"}, ++commit_, 0, "amy", 0, by_person, "", ""});
    history_.put(apply_edit(state_, edit, nullptr, origin, history_).lines);
    settle_existence(state_, {{&state_, history_.lines("v1")}});
  }
  static record::Base names(std::initializer_list<int> seen) {
    record::Base base;
    for (const int ms : seen) base.names.push_back(std::to_string(ms) + ".0.d");
    return base;
  }
  static record::Base position(record::CommitNumber commit) { return {true, commit, 0, "d", {}}; }

  record::RecordState state_;
  Lines history_;
  record::CommitNumber commit_ = 0;
};

TEST_F(Visit, DeleteThatSawEverythingTakesItAway) {
  take(1, Op::Create, {}, "a");
  take(2, Op::Set, names({1}), "b");
  take(3, Op::Delete, names({2}));
  EXPECT_TRUE(state_.deleted);
  EXPECT_FALSE(state_.kept);
}

TEST_F(Visit, DeleteMeetsConcurrentEditKeepsEdit) {
  take(1, Op::Create, {}, "a");
  take(3, Op::Delete, names({1}));
  take(2, Op::Set, names({1}), "b");
  EXPECT_FALSE(state_.deleted);
  EXPECT_TRUE(state_.kept);
  take(4, Op::Delete, names({2, 3}));
  EXPECT_TRUE(state_.deleted);
}

TEST_F(Visit, PositionsCoverWhatWasCommittedBefore) {
  take(1, Op::Create, {}, "a");
  take(2, Op::Set, position(1), "b");
  take(3, Op::Delete, position(2));
  EXPECT_TRUE(state_.deleted);
  take(4, Op::Set, position(2), "c");
  EXPECT_FALSE(state_.deleted);
  EXPECT_TRUE(state_.kept);
  take(5, Op::Restore, position(4));
  EXPECT_FALSE(state_.deleted);
  EXPECT_FALSE(state_.kept);
}

TEST_F(Visit, AnEditThatLostItsFieldStillKeepsTheRecord) {
  take(1, Op::Create, {}, "a");
  take(9, Op::Set, names({1}), "z");
  take(2, Op::Set, names({1}), "lost");
  take(10, Op::Delete, names({9}));
  EXPECT_FALSE(state_.deleted);
  EXPECT_TRUE(state_.kept);
}

TEST_F(Visit, TheServersJobsDoNotKeepIt) {
  take(1, Op::Create, {}, "a");
  take(3, Op::Delete, names({1}));
  take(4, Op::Set, names({1}), "job", false);
  EXPECT_TRUE(state_.deleted);
}

TEST_F(Visit, RestoreBringsItBack) {
  take(1, Op::Create, {}, "a");
  take(2, Op::Delete, names({1}));
  take(3, Op::Restore, names({2}));
  EXPECT_FALSE(state_.deleted);
  EXPECT_FALSE(state_.kept);
}

}  // namespace
}  // namespace keybook::merge
