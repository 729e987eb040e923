// What a commit leaves behind beside the value: which edits become lines, which bases are written out, which rule an
// undeclared unit follows.
#include "unit_history.h"

namespace keybook::merge::applying {
namespace {

using record::Base;
using record::Change;
using record::LineState;
using record::Op;
using schema::Merge;

record::OriginPtr origin(std::int64_t ms, record::CommitNumber commit, const char* addressed = "") {
  record::Origin made;
  made.name = made.rank = {ms, 0, "d"};
  made.commit = commit;
  made.counter = ms;
  made.user = "amy";
  made.addressed = addressed;
  return std::make_shared<const record::Origin>(std::move(made));
}
Change put(Value value) { return {Change::Kind::Put, std::move(value), {}, {}, ""}; }
Change add(const char* element) { return {Change::Kind::Set, nullptr, {element}, {}, ""}; }
Change delta(const char* by) { return {Change::Kind::Delta, nullptr, {}, {}, by}; }
Base saw(std::initializer_list<std::int64_t> edits) {
  Base base;
  for (const std::int64_t ms : edits) base.names.push_back(std::to_string(ms) + ".0.d");
  return base;
}

class Applying : public testing::Test {
 protected:
  Applying() {
    state_.id = "r";
    state_.account = "r";
  }
  std::vector<std::string> take(Merge rule, const Change& change, const Base& base, const record::OriginPtr& by) {
    Applied applied = apply_field(state_, unit_name, rule, false, change, base, by, lines_);
    EXPECT_EQ(applied.units, std::vector<std::string>{unit_name});
    std::vector<std::string> names;
    for (const record::Line& line : applied.lines) {
      EXPECT_EQ(line.record, "r");
      EXPECT_EQ(line.unit, unit_name);
      EXPECT_EQ(line.state, LineState::Accepted);
      names.push_back(record::edit_name(*line.origin));
    }
    lines_.put(applied.lines);
    last_ = std::move(applied.lines);
    return names;
  }
  const record::FieldState& field() { return state_.fields.at(unit_name); }
  // Whether the base of the one head is written out.
  bool written_out() { return field().heads.at(0).base.has_value(); }

  record::RecordState state_;
  Lines lines_;
  std::vector<record::Line> last_;
};

using Names = std::vector<std::string>;

TEST_F(Applying, AHeadNeedsNoLineUntilItIsSuperseded) {
  EXPECT_EQ(take(Merge::Latest, put("a"), {}, origin(1, 1)), Names{});
  EXPECT_EQ(take(Merge::Latest, put("b"), saw({1}), origin(2, 2)), Names{"1.0.d"});
  EXPECT_EQ(last_[0].change, put("a"));
  EXPECT_EQ(take(Merge::Latest, put("c"), saw({1}), origin(3, 3)), Names{});  // two heads now, 1 has its line
  EXPECT_EQ(field().heads.size(), 2U);
  EXPECT_EQ(take(Merge::Latest, put("d"), saw({1}), origin(4, 4)), Names{});
  EXPECT_EQ(take(Merge::Latest, put("e"), saw({2}), origin(5, 5)), Names{"2.0.d"});
  EXPECT_EQ(take(Merge::Latest, put("f"), saw({3, 4, 5}), origin(6, 6)), (Names{"3.0.d", "4.0.d", "5.0.d"}));
}

TEST_F(Applying, SetsAndTalliesKeepAllTheirEdits) {
  EXPECT_EQ(take(Merge::Set, add("x"), {}, origin(1, 1)), Names{});
  EXPECT_EQ(take(Merge::Set, add("y"), saw({1}), origin(2, 2)), (Names{"1.0.d", "2.0.d"}));
  EXPECT_EQ(last_[0].change, add("x"));
  EXPECT_EQ(take(Merge::Set, add("z"), saw({2}), origin(3, 3)), Names{"3.0.d"});
  EXPECT_EQ(take(Merge::Set, add("u"), saw({1}), origin(4, 4)), Names{"4.0.d"});
  state_.fields.clear();
  lines_ = {};
  EXPECT_EQ(take(Merge::Counter, delta("2"), {}, origin(11, 1)), Names{});
  EXPECT_EQ(take(Merge::Counter, delta("3"), saw({}), origin(12, 2)).size(), 2U);
  for (const record::Line& line : last_) EXPECT_EQ(line.change.kind, Change::Kind::Delta);
  EXPECT_EQ(field().value, 5);
}

TEST_F(Applying, AChangeOfAnotherKindLeavesATallyAsItIs) {
  take(Merge::Counter, delta("2"), {}, origin(1, 1));
  take(Merge::Counter, put("seven"), saw({1}), origin(2, 2));
  EXPECT_EQ(field().value, 2);
  take(Merge::Counter, delta("0.5"), saw({2}), origin(3, 3));
  EXPECT_EQ(field().value, "2.5");
}

TEST_F(Applying, ABaseIsImpliedWhereItIsAllThatWasCommittedBefore) {
  take(Merge::Latest, put("a"), {}, origin(1, 0));
  EXPECT_FALSE(written_out());  // the first of a unit has nothing before it
  take(Merge::Latest, put("b"), saw({1}), origin(2, 0));
  EXPECT_TRUE(written_out());  // it waits: there is no commit to count by
  state_.fields.clear();
  take(Merge::Latest, put("a"), {}, origin(1, 1));
  take(Merge::Latest, put("b"), saw({1}), origin(2, 2));
  EXPECT_FALSE(written_out());
}

TEST_F(Applying, ABaseIsWrittenOutWhereEditsMayCountAgain) {
  take(Merge::Latest, put("a"), {}, origin(1, 1));
  state_.rebuilt = 1;
  take(Merge::Latest, put("b"), saw({1}), origin(2, 2));
  EXPECT_TRUE(written_out());
  EXPECT_EQ(*field().heads[0].base, saw({1}));
}

TEST_F(Applying, ABaseIsWrittenOutWhereTheEditBeforeWasAddressedToAnotherAccount) {
  take(Merge::Latest, put("a"), {}, origin(1, 1, "other"));
  Base base;
  base.names = {"1.0.d/other"};
  take(Merge::Latest, put("b"), base, origin(2, 2));
  ASSERT_EQ(field().heads.size(), 1U);
  EXPECT_TRUE(written_out());
}

TEST(Rules, OfAnUndeclaredUnitWhatItHoldsDecides) {
  record::FieldState held;
  held.value = Value::array({"a"});
  EXPECT_EQ(rule_of(nullptr, "u", held), Merge::Latest);
  held.lined = true;
  EXPECT_EQ(rule_of(nullptr, "u", held), Merge::Set);
  held.value = 3;
  EXPECT_EQ(rule_of(nullptr, "u", held), Merge::Counter);
  EXPECT_EQ(rule_of(nullptr, "u", put(1)), Merge::Latest);
  EXPECT_EQ(rule_of(nullptr, "u", add("a")), Merge::Set);
  EXPECT_EQ(rule_of(nullptr, "u", delta("1")), Merge::Counter);
  EXPECT_FALSE(review_of(nullptr, "u"));
}

class Editing : public Applying {
 protected:
  Applied edit(Op op, std::initializer_list<const char*> units, std::int64_t ms, const Base& base = {}) {
    record::RecordEdit made{op, "visit", "r", "a1", {}, base};
    for (const char* unit : units) made.fields[unit].change = put(ms);
    Applied applied = apply_edit(state_, made, nullptr, origin(ms, ms), lines_);
    lines_.put(applied.lines);
    return applied;
  }
};

TEST_F(Editing, TheFirstEditOfARecordMakesIt) {
  state_ = {};
  const Applied made = edit(Op::Create, {"f", "g"}, 1);
  EXPECT_EQ(state_.type, "visit");
  EXPECT_EQ(state_.id, "r");
  EXPECT_EQ(state_.account, "a1");
  ASSERT_NE(state_.created, nullptr);
  EXPECT_EQ(state_.created->commit, 1);
  EXPECT_TRUE(made.plain);
  EXPECT_FALSE(made.existence);
  EXPECT_TRUE(made.lines.empty());
  EXPECT_EQ(made.units, (std::vector<std::string>{"f", "g"}));
  edit(Op::Create, {"f"}, 2);
  EXPECT_EQ(state_.created->commit, 1);  // a later creation is an edit
}

TEST_F(Editing, ItsFileIsTheOneNamedOrTheRecordItselfIfThatIsOne) {
  schema::Type root, child;
  root.scope = schema::Scope::Root;
  child.scope = schema::Scope::Child;
  const auto file = [&](const schema::Type* type, const char* account) {
    record::RecordState made;
    static_cast<void>(apply_edit(made, {Op::Create, "t", "r", account, {}, {}}, type, origin(1, 1), lines_));
    return made.account;
  };
  EXPECT_EQ(file(&root, ""), "r");
  EXPECT_EQ(file(&root, "a9"), "a9");
  EXPECT_EQ(file(&child, ""), "");
  EXPECT_EQ(file(nullptr, ""), "");
  EXPECT_EQ(file(nullptr, "a9"), "a9");
}

TEST_F(Editing, ARecordThatHasItsFileKeepsIt) {
  state_ = {};
  state_.account = "a2";
  edit(Op::Create, {}, 1);
  EXPECT_EQ(state_.account, "a2");
}

TEST_F(Editing, AnEditWithoutFieldsKeepsItsRecordAliveByALine) {
  state_ = {};
  EXPECT_TRUE(edit(Op::Create, {}, 1).lines.empty());  // its creation tells of it
  const Applied empty = edit(Op::Set, {}, 2);
  ASSERT_EQ(empty.lines.size(), 1U);
  EXPECT_EQ(empty.lines[0].unit, "");
  EXPECT_TRUE(empty.existence);
  EXPECT_FALSE(empty.plain);
  EXPECT_FALSE(state_.has_deletes);
  EXPECT_TRUE(edit(Op::Set, {"f"}, 3).lines.empty());
}

TEST_F(Editing, DeletesAndRestoresAreLines) {
  state_ = {};
  edit(Op::Create, {"f"}, 1);
  const Applied gone = edit(Op::Delete, {}, 2, saw({1}));
  ASSERT_EQ(gone.lines.size(), 1U);
  EXPECT_EQ(gone.lines[0].op, Op::Delete);
  EXPECT_EQ(gone.lines[0].base, saw({1}));
  EXPECT_TRUE(gone.existence);
  EXPECT_TRUE(state_.has_deletes);
  const Applied back = edit(Op::Restore, {"f"}, 3, saw({2}));
  EXPECT_TRUE(back.existence);
  EXPECT_FALSE(back.plain);
  EXPECT_TRUE(state_.has_deletes);  // ever
}

}  // namespace
}  // namespace keybook::merge::applying
