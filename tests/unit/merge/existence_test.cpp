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

TEST_F(Visit, WhatDidNotChangeIsNotWrittenAgain) {
  take(1, Op::Create, {}, "a");
  EXPECT_FALSE(settle_existence(state_, {{&state_, history_.lines("v1")}}));  // never deleted
  take(2, Op::Delete, names({1}));
  EXPECT_FALSE(settle_existence(state_, {{&state_, history_.lines("v1")}}));
  state_.deleted = false;
  EXPECT_TRUE(settle_existence(state_, {{&state_, history_.lines("v1")}}));
  EXPECT_TRUE(state_.deleted);
  state_.kept = true;
  EXPECT_TRUE(settle_existence(state_, {{&state_, history_.lines("v1")}}));
  EXPECT_FALSE(state_.kept);
}

TEST_F(Visit, ACreationWithoutFieldsIsAnEditToo) {
  take(1, Op::Create, {});
  take(2, Op::Delete, position(0));
  EXPECT_FALSE(state_.deleted);
  EXPECT_TRUE(state_.kept);
  take(3, Op::Delete, position(1));
  EXPECT_TRUE(state_.deleted);
}

TEST_F(Visit, ADeleteIsNotCoveredByItself) {
  take(1, Op::Create, {}, "a");
  take(2, Op::Set, names({3}), "b");  // a restored server lost what made this a circle
  take(3, Op::Delete, names({2}));
  EXPECT_FALSE(state_.deleted);  // the creation was in nobody's past
  EXPECT_TRUE(state_.kept);
}

TEST_F(Visit, ADeleteThatADeleteSawIsSettledOnlyByARestore) {
  take(1, Op::Create, {}, "a");
  take(2, Op::Delete, position(0));
  EXPECT_TRUE(state_.kept);
  take(3, Op::Set, {}, "b");
  take(4, Op::Delete, names({1, 2}));
  EXPECT_FALSE(state_.deleted);
  EXPECT_TRUE(state_.kept);
  take(5, Op::Restore, names({2}));
  EXPECT_TRUE(state_.kept);  // the later delete still stands
  take(6, Op::Restore, names({4}));
  EXPECT_FALSE(state_.kept);
}

// An account, a visit of its own and one of an account that it took in.
class Account : public testing::Test {
 protected:
  Account() {
    for (auto& [state, id, commit] : {std::tuple{&account_, "a1", 1}, {&own_, "v1", 2}, {&taken_, "v2", 3}}) {
      state->id = id;
      state->account = "a1";
      state->created = origin(commit, "");
    }
    taken_.home = "a2";
    account_.has_deletes = true;
  }
  static record::OriginPtr origin(record::CommitNumber commit, const char* addressed) {
    record::Origin made;
    made.name = made.rank = {commit * 10, 0, "d"};
    made.commit = commit;
    made.addressed = addressed;
    return std::make_shared<const record::Origin>(std::move(made));
  }
  // After a delete that was committed as number 9.
  Existence deleted(const record::Base& base, const char* addressed = "") {
    return existence("a1", {{&account_, {line(Op::Delete, "a1", 9, base, addressed)}}, {&own_, {}}, {&taken_, {}}});
  }
  static record::Line line(Op op, const char* id, record::CommitNumber commit, const record::Base& base,
                           const char* addressed = "", record::LineState state = record::LineState::Accepted) {
    return {id, "", op, state, origin(commit, addressed), {}, base, commit, ""};
  }
  static record::Base position(record::CommitNumber commit) { return {true, commit, 0, "", {}}; }

  record::RecordState account_, own_, taken_;
};

constexpr Existence gone{false, false}, kept{true, true}, there{true, false};

TEST_F(Account, APositionCoversWhatBelongsToTheAccountItWasAddressedTo) {
  EXPECT_EQ(deleted(position(8)), kept);  // it never saw what came with the other account
  record::Base base = position(8);
  base.names = {"30.0.d"};
  EXPECT_EQ(deleted(base), gone);
  EXPECT_EQ(deleted(position(1)), kept);
  taken_.home.clear();
  EXPECT_EQ(deleted(position(8)), gone);
  EXPECT_EQ(deleted(position(2)), kept);
}

TEST_F(Account, ADeleteOfTheOtherAccountCoversWhatCameWithItAlone) {
  record::Base base = position(8);
  EXPECT_EQ(deleted(base, "a2"), kept);
  base.names = {"10.0.d", "20.0.d"};
  EXPECT_EQ(deleted(base, "a2"), gone);
}

TEST_F(Account, AnEditAddressedToTheOtherAccountIsNotCoveredEither) {
  taken_.created = nullptr;
  own_.created = origin(2, "a2");  // a visit of the account, made below the other one
  EXPECT_EQ(deleted(position(8)), kept);
  EXPECT_EQ(deleted(position(8), "a2"), kept);
  own_.created = nullptr;
  EXPECT_EQ(deleted(position(8)), gone);
}

TEST_F(Account, AChildsOwnDeleteCoversWhateverItWasAddressedTo) {
  taken_.created = origin(3, "a2");
  const auto alone = existence("v2", {{&taken_, {line(Op::Delete, "v2", 9, position(8), "a2")}}});
  EXPECT_EQ(alone, gone);
}

TEST_F(Account, AChildsDeleteSaysNothingAboutTheAccount) {
  const auto found =
      existence("a1", {{&account_, {}}, {&own_, {line(Op::Delete, "v1", 9, position(8))}}, {&taken_, {}}});
  EXPECT_EQ(found, there);
}

TEST_F(Account, WhatDoesNotCountDoesNotDelete) {
  using record::LineState;
  for (const LineState state : {LineState::Parked, LineState::Voided, LineState::Declined}) {
    taken_.home.clear();
    const auto found =
        existence("a1", {{&account_, {line(Op::Delete, "a1", 9, position(8), "", state)}}, {&own_, {}}, {&taken_, {}}});
    EXPECT_EQ(found, there);
  }
}

TEST_F(Account, AParkedEditKeepsNothingAlive) {
  using record::LineState;
  taken_.created = nullptr;
  record::Line parked = line(Op::Set, "v2", 12, {}, "", LineState::Parked);
  parked.unit = "name";
  const auto found =
      existence("a1", {{&account_, {line(Op::Delete, "a1", 9, position(8))}}, {&own_, {}}, {&taken_, {parked}}});
  EXPECT_EQ(found, gone);
  record::Line restored = line(Op::Restore, "v2", 12, {}, "");
  EXPECT_EQ(
      existence("a1", {{&account_, {line(Op::Delete, "a1", 9, position(8))}}, {&own_, {}}, {&taken_, {restored}}}),
      kept);
}

}  // namespace
}  // namespace keybook::merge
