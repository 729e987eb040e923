// What is particular to the embedded store: its files, its version, its plans, and that check() sees what is broken.
#include <gmock/gmock.h>
#include <sqlite3.h>

#include "storage/sqlite/writer.h"
#include "stores.h"

namespace keybook::contract {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::unique_ptr<sqlite::Database> raw(const std::string& path) { return base::need(sqlite::Database::open(path, {})); }

base::ErrorCode refusal(const std::string& path, storage::Existing existing = storage::Existing::Either) {
  storage::SqliteOptions options;
  options.existing = existing;
  const auto opened = storage::open_sqlite(path, registry(), options);
  EXPECT_FALSE(opened);
  if (opened) return base::ErrorCode::Internal;
  EXPECT_EQ(opened.error().where.file, path);
  EXPECT_FALSE(opened.error().remedy.empty());
  return opened.error().code;
}

TEST(SqliteStore, ANewerStoreIsRefusedAndLeftAlone) {
  const TemporaryFolder folder;
  const std::string path = folder.file("store.db");
  { ASSERT_TRUE(storage::open_sqlite(path, registry())); }
  base::need(raw(path)->exec("UPDATE meta SET value='99' WHERE key='store_version'"));
  EXPECT_EQ(refusal(path), base::ErrorCode::WrongVersion);
  EXPECT_EQ(base::need(raw(path)->text("SELECT value FROM meta WHERE key='store_version'")), "99");
}

TEST(SqliteStore, OtherFilesAreNotTakenForStores) {
  const TemporaryFolder folder;
  base::need(raw(folder.file("other.db"))->exec("CREATE TABLE notes(text)"));
  EXPECT_EQ(refusal(folder.file("other.db")), base::ErrorCode::BadFile);
  EXPECT_EQ(refusal(folder.file("other.db"), storage::Existing::Required), base::ErrorCode::BadFile);
  FILE* file = fopen(folder.file("text.db").c_str(), "w");
  ASSERT_NE(file, nullptr);
  for (int i = 0; i < 100; ++i) fputs("this is no database, only a long text about nothing in particular\n", file);
  fclose(file);
  EXPECT_EQ(refusal(folder.file("text.db")), base::ErrorCode::Corrupt);
  EXPECT_EQ(refusal(folder.file("missing.db"), storage::Existing::Required), base::ErrorCode::ReadOnly);
  EXPECT_FALSE(std::filesystem::exists(folder.file("missing.db")));
}

// A store with something of everything in it, through two connections of one file.
class Filled : public ::testing::Test {
 protected:
  void SetUp() override {
    path = folder.file("store.db");
    store = base::need(storage::open_sqlite(path, registry()));
    auto writer = store->write();
    for (int i = 1; i <= 20; ++i) {
      const CommitNumber n = writer->next_commit();
      const std::string id = "a" + std::to_string(i);
      writer->put(record_of("account", id, id, {{"name", "Account"}, {"code", "K" + std::to_string(i)}}, n), n);
      writer->put_rights(id, rights_of(i, "u1", {"u2"}, "east"), n);
      writer->put(record_of("visit", "v" + std::to_string(i), id, {{"subject", "Visit"}}, n), n);
      writer->put(line_of(id, "name", "Older", n), id);
      writer->put_committed("d1", i, {n, {i, 0, "d1"}, "digest", "{}"});
    }
    writer->put_territory("east", "");
    writer->put(storage::UserRow{{"u1", access::Role::Rep, ""}, "", false, "r1"});
    storage::Enrolment device;
    device.id = "d1";
    device.user = "u1";
    device.counter = 20;
    writer->put(device);
    writer->commit();
  }

  // What check() says after the file was changed behind the store's back.
  std::vector<std::string> problems_after(const std::string& sql) {
    base::need(raw(path)->exec(sql));
    return store->read()->check();
  }

  TemporaryFolder folder;
  std::string path;
  std::unique_ptr<storage::Store> store;
};

TEST_F(Filled, IsSound) { EXPECT_THAT(store->read()->check(), IsEmpty()); }

TEST_F(Filled, CheckSeesARecordWithoutItsEntry) {
  EXPECT_THAT(problems_after("DELETE FROM ids WHERE id='v3'"), Not(IsEmpty()));
}
TEST_F(Filled, CheckSeesAnEntryWithoutItsRecord) {
  EXPECT_THAT(problems_after("DELETE FROM r_visit WHERE id='v3'"), Contains(HasSubstr("v3")));
}
TEST_F(Filled, CheckSeesALineOfNothing) {
  EXPECT_THAT(problems_after("UPDATE line SET record='nothing' WHERE record='a4'"), Contains(HasSubstr("nothing")));
}
TEST_F(Filled, CheckSeesRightsThatAreNotTheLastOnes) {
  EXPECT_THAT(problems_after("UPDATE file_now SET owner='thief' WHERE account='a5'"), Contains(HasSubstr("a5")));
}
TEST_F(Filled, CheckSeesATeamThatIsNotTheLastOne) {
  EXPECT_THAT(problems_after("DELETE FROM file_member WHERE account='a5'"), Contains(HasSubstr("a5")));
}
TEST_F(Filled, CheckSeesAGapInTheNumbers) {
  EXPECT_THAT(problems_after("DELETE FROM committed WHERE counter=7"), Contains(HasSubstr("d1")));
}
TEST_F(Filled, CheckSeesAChangeThatNoDeviceWouldBeTold) {
  EXPECT_THAT(problems_after("UPDATE file SET changed=1 WHERE account='a9'"), Contains(HasSubstr("a9")));
}
TEST_F(Filled, CheckSeesAChangeAfterTheLastCommit) {
  EXPECT_THAT(problems_after("UPDATE r_visit SET _changed=999 WHERE id='v2'"), Contains(HasSubstr("v2")));
}

// Every statement that reading and writing prepare: none may walk through a table that grows with the data.
class Plans : public ::testing::Test {
 protected:
  static std::vector<std::string> statements(sqlite::Database& database) {
    std::vector<std::string> all;
    for (sqlite3_stmt* s = sqlite3_next_stmt(database.handle(), nullptr); s != nullptr;
         s = sqlite3_next_stmt(database.handle(), s))
      all.emplace_back(sqlite3_sql(s));
    return all;
  }
  static std::vector<std::string> scans(sqlite::Database& database, const std::string& sql) {
    std::vector<std::string> found;
    auto plan = base::need(database.prepare("EXPLAIN QUERY PLAN " + sql));
    while (base::need(plan.step())) found.emplace_back(plan.text(3));
    return found;
  }
};

TEST_F(Plans, NoStatementScansATableThatGrows) {
  const TemporaryFolder folder;
  base::need(storage::open_sqlite(folder.file("store.db"), registry()));
  schema::Declarations declarations(registry());
  storage::Connection connection(raw(folder.file("store.db")), declarations);
  std::mutex mutex;
  {
    storage::SqliteWriter writer(connection, std::unique_lock(mutex));
    const CommitNumber n = writer.next_commit();
    for (const schema::Type& type : registry().types()) {
      const std::string id = type.name + "-1";
      writer.put(record_of(type.name, id, type.scope == schema::Scope::Shared ? "" : "account-1", {}, n), n);
      static_cast<void>(writer.record(type.name, id));
      for (const schema::Field& field : type.fields) static_cast<void>(writer.find(type.name, field.name, "x"));
    }
    writer.put(record_of("unheard_of", "o1", "account-1", {{"x", "y"}}, n), n);
    static_cast<void>(writer.record("unheard_of", "o1"));
    writer.put(line_of("account-1", "name", "x", n), "account-1");
    writer.erase(line_of("account-1", "name", "x", n));
    writer.put_rights("account-1", rights_of(1, "u1", {"u2"}, "t"), n);
    writer.put_redirect({"a", "b", {1, 0, "server"}});
    writer.put(storage::UserRow{});
    writer.put_territory("t", "");
    writer.put(storage::Enrolment{});
    writer.put_committed("d", 1, {});
    writer.set_meta("k", "v");
    static_cast<void>(writer.changed_files(0));
    writer.changed_records("account-1", 0, [](record::RecordState&&, CommitNumber) { return true; });
    writer.feed(
        "account-1", 0, [](const storage::FreshRow&, CommitNumber) { return true; },
        [](record::RecordState&&, CommitNumber) { return true; });
    writer.changed_lines("account-1", 0, [](record::Line&&) { return true; });
    static_cast<void>(writer.lines("account-1"));
    static_cast<void>(writer.lines("account-1", "name"));
    static_cast<void>(writer.members("account-1"));
    static_cast<void>(writer.known("account-1"));
    static_cast<void>(writer.visible_files({"u1", access::Role::Manager, "t"}));
    static_cast<void>(writer.regranted_files(0));
    static_cast<void>(writer.enrolment("d"));
    static_cast<void>(writer.enrolment_by_credential("c"));
    static_cast<void>(writer.committed("d", 1));
    static_cast<void>(writer.user("u1"));
    static_cast<void>(writer.meta("k"));
    writer.commit();
  }
  const auto all = statements(*connection.database);
  EXPECT_GT(all.size(), 40U);
  for (const std::string& sql : all) {
    if (sql.starts_with("PRAGMA") || sql.find("sqlite_schema") != std::string::npos || sql.starts_with("SAVEPOINT"))
      continue;
    for (const std::string& step : scans(*connection.database, sql)) {
      // The territory tree is small and read whole; the last row of an index, and any one row, is found, not searched
      // for.
      if (step == "SCAN CONSTANT ROW") continue;
      const bool any_row = sql.ends_with(" LIMIT 1") && sql.find(" WHERE ") == std::string::npos;
      if (step.find("SCAN") == std::string::npos || step.find("SCAN territory") != std::string::npos || any_row ||
          sql.starts_with("SELECT max(number)"))
        continue;
      ADD_FAILURE() << sql << "\n  " << step;
    }
  }
}

}  // namespace
}  // namespace keybook::contract
