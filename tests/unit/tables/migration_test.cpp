#include "fixture.h"

namespace keybook::tables::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Migration : public TablesTest {
 protected:
  void SetUp() override {
    TablesTest::SetUp();
    close();
    std::filesystem::remove(path_);
    open({account_type({}), visit_type()});
  }
  // The error that opening with these declarations meets.
  base::Error refused(schema::Registry registry) {
    const auto result = base::caught([&] { open(std::move(registry)); });
    EXPECT_FALSE(result);
    return result ? base::Error{} : result.error();
  }
};

TEST_F(Migration, MayRunAgainAndChangesNothing) {
  tables_->write(made("account", "a1", "a1", {{"name", "n"}}), 1);
  const std::string before = text("SELECT group_concat(sql) FROM sqlite_schema");
  migrate();
  EXPECT_EQ(text("SELECT group_concat(sql) FROM sqlite_schema"), before);
  EXPECT_TRUE(tables_->contains("account", "a1"));
}

TEST_F(Migration, NewFieldIsAColumnAndOldRowsAreNull) {
  tables_->write(made("account", "a1", "a1", {{"name", "n"}}), 1);
  open({account_type({field(2, "colour", "text", {{"index", true}}), field(3, "amount", "money", {{"group", "value"}}),
                      field(4, "currency", "text", {{"group", "value"}})}),
        visit_type()});
  EXPECT_EQ(number("SELECT count(*) FROM r_account WHERE colour IS NULL AND amount IS NULL"), 1);
  EXPECT_EQ(values(*tables_->read("account", "a1")).dump(), R"({"name":"n"})");
  tables_->write(made("account", "a2", "a2", {{"colour", "red"}}), 2);
  EXPECT_EQ(text("SELECT id FROM r_account WHERE colour = 'red'"), "a2");
  EXPECT_THAT(tables_->check(), IsEmpty());
}

TEST_F(Migration, ValuesThatCameBeforeTheirFieldMoveIntoItsColumn) {
  tables_->write(made("account", "a1", "a1", {{"name", "n"}, {"colour", "red"}, {"later", 1}}, 3), 4);
  open({account_type({field(2, "colour", "text")}), visit_type()});
  EXPECT_EQ(text("SELECT colour FROM r_account"), "red");
  const auto read = tables_->read("account", "a1");
  EXPECT_EQ(values(*read).dump(), R"({"colour":"red","later":1,"name":"n"})");
  EXPECT_EQ(read->changed, 4);
  EXPECT_EQ(read->fields.at("colour").heads.front().origin->commit, 3);
}

TEST_F(Migration, RecordsThatCameBeforeTheirTypeMoveIntoItsTable) {
  const Value units = {{"account", "a1"}, {"subject", "s"}, {"later", "x"}};
  tables_->write(made("note", "n1", "a1", units, 3), 4);
  Value note = visit_type();
  note["type"] = "note";
  note["number"] = 7;
  open({account_type({}), visit_type(), note});
  EXPECT_EQ(text("SELECT subject FROM r_note"), "s");
  EXPECT_EQ(number("SELECT count(*) FROM r__other"), 0);
  EXPECT_EQ(values(*tables_->read("note", "n1")), units);
}

TEST_F(Migration, MemberOfAGroupThatCameBeforeItsFieldMovesIntoItsColumn) {
  const Value amount = field(2, "amount", "money", {{"group", "value"}}),
              currency = field(3, "currency", "text", {{"group", "value"}});
  open({account_type({amount, currency}), visit_type()});
  const Value units = {{"value", {{"amount", "5"}, {"currency", "CNY"}, {"unit", "t"}}}};
  tables_->write(made("account", "a1", "a1", units), 1);
  open({account_type({amount, currency, field(4, "unit", "text", {{"group", "value"}})}), visit_type()});
  EXPECT_EQ(text("SELECT unit FROM r_account WHERE _rest IS NULL"), "t");
  EXPECT_EQ(values(*tables_->read("account", "a1")), units);
}

// account.colour has an index, and another type is called account_colour; older databases called both the same.
TEST_F(Migration, TypeThatIsCalledAsAnOldIndexGetsItsTable) {
  const Value indexed = account_type({field(2, "colour", "text", {{"index", true}})});
  open({indexed, visit_type()});
  base::need(database_->exec("DROP INDEX \"r_account.colour\""));
  base::need(database_->exec("CREATE INDEX r_account_colour ON r_account(colour) WHERE colour IS NOT NULL"));
  Value colour = visit_type();
  colour["type"] = "account_colour";
  colour["number"] = 7;
  open({indexed, visit_type(), colour});
  EXPECT_EQ(number("SELECT count(*) FROM r_account_colour"), 0);
  EXPECT_EQ(text("SELECT group_concat(name) FROM sqlite_schema WHERE tbl_name = 'r_account' AND name LIKE '%colour'"),
            "r_account.colour");
}

TEST_F(Migration, OfANewerLayoutIsRefusedAndNothingChanges) {
  base::need(database_->exec("UPDATE schema_version SET version = 99"));
  const std::string before = text("SELECT group_concat(sql) FROM sqlite_schema");
  const base::Error error = refused(registry_of(all_types()));
  EXPECT_EQ(error.code, base::ErrorCode::WrongVersion);
  EXPECT_THAT(error.text(), HasSubstr("Update Keybook"));
  EXPECT_EQ(text("SELECT group_concat(sql) FROM sqlite_schema"), before);
}

TEST_F(Migration, OfNewerDeclarationsIsRefusedAndNothingChanges) {
  open({account_type({field(2, "colour", "text")}), visit_type()});
  const base::Error error = refused(registry_of({account_type({field(3, "size", "integer")}), visit_type()}));
  EXPECT_EQ(error.code, base::ErrorCode::WrongVersion);
  EXPECT_THAT(error.text(), HasSubstr("account, field colour"));
  EXPECT_EQ(number("SELECT count(*) FROM pragma_table_info('r_account') WHERE name = 'size'"), 0);
  EXPECT_THAT(refused(registry_of({account_type({field(2, "colour", "text")})})).text(),
              HasSubstr("visit: the database has this type"));
}

TEST_F(Migration, BuiltInTypesMakeTheirTables) {
  close();
  std::filesystem::remove(path_);
  open(base::need(schema::Registry::builtin()));
  for (const schema::Type& type : registry_->types())
    EXPECT_EQ(number("SELECT count(*) FROM " + tables_->table(type.name)), 0) << type.name;
  EXPECT_THAT(tables_->check(), IsEmpty());
}

}  // namespace
}  // namespace keybook::tables::testing
