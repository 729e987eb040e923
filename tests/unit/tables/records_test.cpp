#include "fixture.h"
#include "record/sum.h"

namespace keybook::tables::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

const Value everything = {{"name", "海川造船集团"},
                          {"long", "a\nb"},
                          {"count", -7},
                          {"weight", "12.500"},
                          {"price", "999999999999999.99"},
                          {"rate", "0.5"},
                          {"day", "2026-03-01"},
                          {"moment", "2026-03-01T09:30:00.250Z"},
                          {"flag", false},
                          {"colour", "red"},
                          {"tags", {"a", "客;\"户"}},
                          {"parent", "a2"},
                          {"phone", "021-1"},
                          {"mail", "a@b"},
                          {"site", "https://a.b"},
                          {"place", "x"},
                          {"geo", "1,2"},
                          {"photo", std::string(64, 'a')},
                          {"value", {{"amount", "5.00"}, {"currency", "CNY"}}},
                          {"calls", 3},
                          {"litres", "1.25"}};

class Records : public TablesTest {
 protected:
  Value written_and_read(const Value& units) {
    tables_->write(made("account", "a1", "a1", units), 1);
    return values(*tables_->read("account", "a1"));
  }
};

TEST_F(Records, EveryKindComesBackAsItWas) {
  EXPECT_EQ(written_and_read(everything).dump(), everything.dump());
  EXPECT_EQ(number("SELECT count(*) FROM r_account WHERE _rest IS NOT NULL"), 0);
  EXPECT_THAT(tables_->check(), IsEmpty());
}

TEST_F(Records, ComeBackAfterTheDatabaseWasReopened) {
  const RecordState state = made("account", "a1", "a1", everything, 42);
  tables_->write(state, 43);
  open(all_types());
  const auto read = tables_->read("account", "a1");
  ASSERT_TRUE(read);
  EXPECT_EQ(read->changed, 43);
  EXPECT_EQ(read->account, "a1");
  EXPECT_EQ(*read->created, *state.created);
  for (const auto& [unit, field] : read->fields) {
    ASSERT_EQ(field.heads.size(), 1U) << unit;
    EXPECT_EQ(field.heads.front().origin, read->created) << unit;
    EXPECT_FALSE(field.heads.front().base) << unit;
  }
}

TEST_F(Records, ValuesStandInRealColumns) {
  static_cast<void>(written_and_read(everything));
  EXPECT_EQ(text("SELECT name || '|' || count || '|' || weight || '|' || flag || '|' || tags || '|' || amount || "
                 "currency || '|' || calls FROM r_account"),
            "海川造船集团|-7|12.500|0|[\"a\",\"客;\\\"户\"]|5.00CNY|3");
  EXPECT_EQ(
      text("SELECT typeof(count) || typeof(flag) || typeof(price) || typeof(calls) || typeof(litres) FROM r_account"),
      "integerintegertextintegertext");
}

TEST_F(Records, EditedToNullIsNullAndKeepsItsHead) {
  EXPECT_EQ(written_and_read({{"name", nullptr}, {"value", nullptr}}).dump(), R"({"name":null,"value":null})");
}

TEST_F(Records, GroupMayLackMembers) {
  EXPECT_EQ(written_and_read({{"value", {{"amount", "5"}, {"currency", nullptr}}}})["value"].dump(),
            R"({"amount":"5","currency":null})");
}

TEST_F(Records, EmptySetIsNotNull) { EXPECT_EQ(written_and_read({{"tags", Value::array()}})["tags"].dump(), "[]"); }

TEST_F(Records, TallyOfDecimalsMayBeWhole) {
  EXPECT_EQ(written_and_read({{"litres", 12}})["litres"].dump(), "12");
  EXPECT_EQ(number("SELECT count(*) FROM r_account WHERE _rest IS NOT NULL"), 0);
}

// A newer program may know more members of a group, or another form of a value: both pass through byte-equal.
TEST_F(Records, ValueThatDoesNotFitItsColumnsComesBackExactly) {
  const Value odd = {{"value", {{"amount", "5"}, {"currency", "CNY"}, {"rate", "7.1"}}},
                     {"count", 1.5},
                     {"flag", "maybe"},
                     {"name", {{"zh", "海川"}}},
                     {"tags", "none"},
                     {"weight", 18446744073709551615U}};
  EXPECT_EQ(written_and_read(odd).dump(), odd.dump());
  EXPECT_EQ(text("SELECT amount || currency FROM r_account"), "5CNY");
  const Value nulls = {{"value", {{"amount", nullptr}, {"currency", nullptr}}}};
  EXPECT_EQ(written_and_read(nulls).dump(), nulls.dump());
}

TEST_F(Records, UnknownUnitsPassThroughByteEqual) {
  const Value unknown = {
      {"name", "n"}, {"from_the_future", {{"x", {1, 2.5, nullptr}}, {"y", "值"}}}, {"zzz", "last"}, {"aaa", 1}};
  EXPECT_EQ(written_and_read(unknown).dump(), unknown.dump());
  EXPECT_EQ(number("SELECT _flags FROM r_account"), flag::unknown_units);
}

TEST_F(Records, OfUnknownTypePassThroughByteEqual) {
  const Value units = {{"length_m", "12.5"}, {"crew", {"a", "b"}}};
  tables_->write(made("ship", "s1", "a1", units, 7), 9);
  const auto read = tables_->read("ship", "s1");
  ASSERT_TRUE(read);
  EXPECT_EQ(values(*read).dump(), units.dump());
  EXPECT_EQ(read->account, "a1");
  EXPECT_EQ(read->changed, 9);
  EXPECT_TRUE(tables_->contains("ship", "s1"));
  EXPECT_FALSE(tables_->contains("plane", "s1"));
  EXPECT_EQ(tables_->table("ship"), tables_->table(""));
  tables_->erase("plane", "s1");
  EXPECT_TRUE(tables_->contains("ship", "s1"));
  tables_->erase("ship", "s1");
  EXPECT_FALSE(tables_->read("ship", "s1"));
}

TEST_F(Records, ParentFieldIsTheFileColumn) {
  tables_->write(made("visit", "v1", "a1", {{"account", "a1"}, {"subject", "s"}}), 1);
  EXPECT_EQ(values(*tables_->read("visit", "v1")).dump(), R"({"account":"a1","subject":"s"})");
  EXPECT_EQ(number("SELECT count(*) FROM r_visit WHERE account = 'a1'"), 1);
  // A child whose account was merged away: it lies in the file of the survivor.
  tables_->write(made("visit", "v2", "a9", {{"account", "a1"}, {"subject", nullptr}}), 1);
  EXPECT_EQ(values(*tables_->read("visit", "v2")).dump(), R"({"account":"a1","subject":null})");
  EXPECT_EQ(number("SELECT count(*) FROM r_visit WHERE account = 'a9'"), 1);
}

TEST_F(Records, HeadsAndConflictsComeBack) {
  RecordState state = made("account", "a1", "a1", {{"name", "B"}, {"count", 1}});
  record::FieldState& name = state.fields["name"];
  name.heads = {{origin(2, "d1"), "A", record::Base{false, 0, 0, "", {"1.0.server"}}},
                {origin(3, "d2"), "B", std::nullopt}};
  name.conflict = true;
  tables_->write(state, 3);
  const auto read = tables_->read("account", "a1");
  ASSERT_EQ(read->fields.at("name").heads.size(), 2U);
  EXPECT_TRUE(read->fields.at("name").conflict);
  EXPECT_EQ(read->fields.at("name").heads[0].value, "A");
  EXPECT_EQ(read->fields.at("name").heads[0].base, state.fields["name"].heads[0].base);
  EXPECT_EQ(read->fields.at("name").heads[1].origin->name.device, "d2");
  EXPECT_THAT(tables_->in_conflict(), ElementsAre(Pair("account", "a1")));
}

TEST_F(Records, InConflictAreFoundWithoutLookingAtTheOthers) {
  auto transaction = base::need(sqlite::Transaction::begin(*database_));
  for (int i = 0; i < 200; ++i) tables_->write(made("visit", "v" + std::to_string(i), "a1", {{"account", "a1"}}), 1);
  RecordState kept = made("visit", "v77", "a1", {{"account", "a1"}});
  kept.kept = kept.has_deletes = true;
  tables_->write(kept, 2);
  RecordState ship = made("ship", "s1", "a1", {{"name", "x"}});
  ship.fields["name"].conflict = true;
  tables_->write(ship, 2);
  EXPECT_THAT(tables_->in_conflict(), ElementsAre(Pair("ship", "s1"), Pair("visit", "v77")));
  EXPECT_THAT(plan("SELECT id FROM r_visit WHERE _flags & 10"), HasSubstr("r_visit__open"));
}

TEST_F(Records, FlagsAreThereForQueries) {
  RecordState state = made("account", "a1", "a1", {{"name", "n"}});
  state.deleted = state.has_deletes = true;
  state.merged_into = "a2";
  tables_->write(state, 1);
  EXPECT_EQ(number("SELECT _flags FROM r_account"), flag::deleted | flag::has_deletes | flag::merged);
  const auto read = tables_->read("account", "a1");
  EXPECT_TRUE(read->deleted && read->has_deletes && !read->kept);
  EXPECT_EQ(read->merged_into, "a2");
}

TEST_F(Records, WrittenAgainReplaceAllAndKeepTheirRow) {
  tables_->write(made("account", "a1", "a1", everything), 1);
  tables_->write(made("account", "a2", "a2", everything), 1);
  const std::int64_t row = number("SELECT _row FROM r_account WHERE id = 'a1'");
  tables_->write(made("account", "a1", "a1", {{"name", "new"}}), 5);
  EXPECT_EQ(values(*tables_->read("account", "a1")).dump(), R"({"name":"new"})");
  EXPECT_EQ(number("SELECT _row FROM r_account WHERE id = 'a1'"), row);
  EXPECT_EQ(
      number("SELECT count(*) FROM r_account WHERE id = 'a1' AND count IS NULL AND tags IS NULL AND amount IS NULL"),
      1);
  EXPECT_THAT(tables_->check(), IsEmpty());
}

// More shapes than there are statements kept.
TEST_F(Records, OfManyShapesComeBack) {
  auto transaction = base::need(sqlite::Transaction::begin(*database_));
  std::vector<std::string> units;
  for (const auto& [unit, value] : everything.items()) units.push_back(unit);
  for (int run = 0; run < 3; ++run)
    for (std::size_t from = 0; from < units.size(); ++from)
      for (std::size_t to = from; to < units.size(); to += 3) {
        Value some = Value::object();
        for (std::size_t i = from; i <= to; ++i) some[units[i]] = everything[units[i]];
        ASSERT_EQ(written_and_read(some).dump(), some.dump());
      }
}

TEST_F(Records, SortByNumberAndNotByText) {
  for (const auto& [id, weight] : {std::pair{"a1", "9"}, {"a2", "10"}, {"a3", "-2.5"}, {"a4", "9.50"}})
    tables_->write(made("account", id, id, {{"weight", weight}}), 1);
  const std::string key = RecordTables::sort_key(*registry_->type("account")->field("weight"));
  EXPECT_EQ(
      text("SELECT group_concat(id) FROM (SELECT id FROM r_account WHERE weight IS NOT NULL ORDER BY " + key + ")"),
      "a3,a1,a4,a2");
  EXPECT_THAT(plan("SELECT id FROM r_account WHERE " + key + " > 9"), HasSubstr("r_account.weight"));
}

TEST_F(Records, AreFoundByTheirIndexedFields) {
  EXPECT_THAT(plan("SELECT id FROM r_visit WHERE planned BETWEEN '2026' AND '2027'"), HasSubstr("r_visit.planned"));
  EXPECT_THAT(plan("SELECT id FROM r_product WHERE name = 'x'"), HasSubstr("r_product.name"));
}

TEST_F(Records, ReadingNeverLeavesASnapshotOpen) {
  tables_->write(made("account", "a1", "a1", {{"name", "n"}}), 1);
  static_cast<void>(tables_->read("account", "a1"));
  EXPECT_EQ(number("PRAGMA wal_checkpoint(TRUNCATE)"), 0) << "busy";
}

TEST_F(Records, TwoSetsOfTablesLiveInOneDatabase) {
  RecordTables shadow(*database_, *registry_, {"s_", "pline"});
  shadow.migrate();
  tables_->write(made("account", "a1", "a1", {{"name", "shown"}}), 1);
  shadow.write(made("account", "a1", "a1", {{"name", "confirmed"}}), 1);
  shadow.write_line(line("a1", "name", 1), "a1");
  EXPECT_EQ(tables_->read("account", "a1")->fields.at("name").value, "shown");
  EXPECT_EQ(shadow.read("account", "a1")->fields.at("name").value, "confirmed");
  EXPECT_THAT(tables_->lines("a1"), IsEmpty());
  tables_->migrate();  // the other set is no sign of newer declarations
}

// The shadow of what is being edited had a table per type once.
TEST_F(Records, UntypedTablesTakeInWhatTypedOnesHeld) {
  const auto account = made("account", "a1", "a1", {{"name", "confirmed"}});
  {
    RecordTables typed(*database_, *registry_, {"s_", "pline"});
    typed.migrate();
    typed.write(account, 7);
    typed.write_line(line("a1", "name", 1), "a1");
    EXPECT_TRUE(typed.read("account", "a1").has_value());  // a statement on the table is kept
  }
  RecordTables untyped(*database_, *registry_, {"s_", "pline", false});
  untyped.migrate();
  EXPECT_EQ(record::sum_of(*untyped.read("account", "a1")), record::sum_of(account));
  EXPECT_EQ(untyped.read("account", "a1")->changed, 7);
  EXPECT_EQ(untyped.lines("a1").size(), 1U);
  EXPECT_EQ(untyped.members("a1").size(), 1U);
  EXPECT_TRUE(untyped.contains("account", "a1"));
  EXPECT_TRUE(untyped.check().empty());
  EXPECT_EQ(
      base::need(database_->integer("SELECT count(*) FROM sqlite_schema WHERE name GLOB 's_*' AND type = 'table'")), 1);
  untyped.erase("account", "a1");
  EXPECT_FALSE(untyped.contains("account", "a1"));
  untyped.migrate();  // and once more, with nothing to gather
}

// ---- files

class Files : public TablesTest {
 protected:
  void SetUp() override {
    TablesTest::SetUp();
    tables_->write(made("account", "a1", "a1", {{"name", "一"}}), 5);
    tables_->write(made("account", "a2", "a2", {{"name", "二"}}), 4);
    tables_->write(made("visit", "v2", "a1", {{"account", "a1"}}), 3);
    tables_->write(made("visit", "v1", "a1", {{"account", "a1"}}), 3);
    tables_->write(made("visit", "v3", "a2", {{"account", "a2"}}), 9);
    tables_->write(made("ship", "s1", "a1", {{"x", 1}}), 3);
    tables_->write(made("product", "p1", "", {{"name", "GTX"}}), 6);
    tables_->write_line(line("v1", "subject", 3), "a1");
    tables_->write_line(line("v3", "subject", 9), "a2");
  }
  std::vector<std::string> changed(const std::string& account, CommitNumber since) {
    std::vector<std::string> out;
    tables_->changed(account, since, [&out](RecordState&& state, CommitNumber commit) {
      EXPECT_EQ(state.changed, commit);
      out.push_back(std::to_string(commit) + " " + state.type + " " + state.id);
      return true;
    });
    return out;
  }
};

TEST_F(Files, ChangedComesByCommitTypeAndId) {
  EXPECT_THAT(changed("a1", 0), ElementsAre("3 ship s1", "3 visit v1", "3 visit v2", "5 account a1"));
  EXPECT_THAT(changed("a1", 3), ElementsAre("5 account a1"));
  EXPECT_THAT(changed("a1", 5), IsEmpty());
  EXPECT_THAT(changed("", 0), ElementsAre("6 product p1"));
}

TEST_F(Files, ChangedStopsWhereItIsTold) {
  int seen = 0;
  tables_->changed("a1", 0, [&seen](RecordState&&, CommitNumber) { return ++seen < 2; });
  EXPECT_EQ(seen, 2);
}

TEST_F(Files, ChangedMayBeAnsweredByWrites) {
  tables_->changed("a1", 0, [this](RecordState&& state, CommitNumber) {
    tables_->write(state, 20);
    tables_->erase("visit", "v2");
    return true;
  });
  EXPECT_THAT(changed("a1", 3), ElementsAre("20 account a1", "20 ship s1", "20 visit v1"));
}

TEST_F(Files, NothingNewTouchesNoRow) {
  const std::int64_t before = database_->steps();
  EXPECT_THAT(changed("a1", 99), IsEmpty());
  EXPECT_EQ(database_->steps() - before, 1);  // one statement looks into the index of each table
}

TEST_F(Files, MembersAreAllOfAFile) {
  EXPECT_THAT(tables_->members("a1"),
              ElementsAre(Pair("account", "a1"), Pair("visit", "v1"), Pair("visit", "v2"), Pair("ship", "s1")));
  EXPECT_THAT(tables_->members(""), ElementsAre(Pair("product", "p1")));
}

TEST_F(Files, ErasedLeaveNothing) {
  EXPECT_THAT(tables_->erase_file("a1"), Pair(4, 1));
  EXPECT_THAT(tables_->members("a1"), IsEmpty());
  EXPECT_THAT(tables_->lines("v1"), IsEmpty());
  for (const char* table : {"r_account", "r_visit", "r__other", "line"})
    EXPECT_EQ(number(std::string("SELECT count(*) FROM ") + table + " WHERE account = 'a1'"), 0) << table;
  EXPECT_THAT(tables_->members("a2"), ElementsAre(Pair("account", "a2"), Pair("visit", "v3")));
  EXPECT_EQ(tables_->lines("v3").size(), 1U);
  EXPECT_THAT(tables_->erase_file("a1"), Pair(0, 0));
}

// ---- history

TEST_F(Files, LinesComeBackAsTheyWere) {
  Line full = line("v1", "tags", 12, nullptr);
  full.op = record::Op::Set;
  full.state = record::LineState::Parked;
  full.change.kind = record::Change::Kind::Set;
  full.change.add = {"a", "客"};
  full.change.remove = {"b"};
  full.base = {true, 4, 2, "d1", {"1.0.server"}};
  full.decided_by = "boss";
  tables_->write_line(full, "a1");
  const auto lines = tables_->lines("v1", "tags");
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].record, "v1");
  EXPECT_EQ(lines[0].unit, "tags");
  EXPECT_EQ(lines[0].state, full.state);
  EXPECT_EQ(lines[0].change, full.change);
  EXPECT_EQ(lines[0].base, full.base);
  EXPECT_EQ(*lines[0].origin, *full.origin);
  EXPECT_EQ(lines[0].changed, 12);
  EXPECT_EQ(lines[0].decided_by, "boss");
  EXPECT_EQ(tables_->lines("v1").size(), 2U);
}

TEST_F(Files, LineIsReplacedByItsNameAndErased) {
  Line declined = line("v1", "subject", 3);
  declined.state = record::LineState::Declined;
  declined.changed = 30;
  tables_->write_line(declined, "a1");
  ASSERT_EQ(tables_->lines("v1", "subject").size(), 1U);
  EXPECT_EQ(tables_->lines("v1", "subject")[0].state, record::LineState::Declined);
  tables_->erase_line(declined);
  EXPECT_THAT(tables_->lines("v1", "subject"), IsEmpty());
}

TEST_F(Files, ChangedLinesComeByCommit) {
  tables_->write_line(line("v2", "subject", 8), "a1");
  tables_->write_line(line("v1", "subject", 7), "a1");
  Line existence = line("v1", "", 6, nullptr);
  existence.op = record::Op::Delete;
  tables_->write_line(existence, "a1");
  std::vector<CommitNumber> seen;
  tables_->changed_lines("a1", 3, [&seen](Line&& changed_line) {
    seen.push_back(changed_line.changed);
    return seen.size() < 2;
  });
  EXPECT_THAT(seen, ElementsAre(6, 7));
  EXPECT_EQ(tables_->lines("v1", "")[0].op, record::Op::Delete);
}

// ---- check

TEST_F(Files, CheckFindsNothingInGoodTables) { EXPECT_THAT(tables_->check(), IsEmpty()); }

TEST_F(Files, CheckNamesWhatIsBroken) {
  const auto broken = [this](const std::string& sql) {
    auto transaction = base::need(sqlite::Transaction::begin(*database_));
    base::need(database_->exec(sql));
    const auto wrong = tables_->check();
    return wrong.empty() ? std::string() : wrong.front();  // and rolled back
  };
  EXPECT_THAT(broken("UPDATE r_visit SET _meta = x'0102' WHERE id = 'v1'"), HasSubstr("visit v1: cannot be read"));
  EXPECT_THAT(broken("UPDATE r_visit SET subject = 'from nowhere' WHERE id = 'v1'"),
              HasSubstr("visit v1: subject has a value and no edit"));
  EXPECT_THAT(broken("UPDATE r_account SET name = 'a' || char(7) WHERE id = 'a1'"),
              HasSubstr("account a1: name: the text holds the control character"));
  EXPECT_THAT(broken("UPDATE r_account SET account = 'a2' WHERE id = 'a1'"),
              HasSubstr("account a1: an account is its own file"));
  EXPECT_THAT(broken("DELETE FROM r_account WHERE id = 'a1'"), HasSubstr("its account a1 is not here"));
  EXPECT_THAT(broken("UPDATE r__other SET _meta = x''"), HasSubstr("ship s1: cannot be read"));
  EXPECT_THAT(broken("UPDATE line SET body = '{' WHERE record = 'v1'"), HasSubstr("line v1 subject"));
  EXPECT_THAT(broken("UPDATE line SET name = 'x' WHERE record = 'v1'"), HasSubstr("is of another edit"));
}

}  // namespace
}  // namespace keybook::tables::testing
