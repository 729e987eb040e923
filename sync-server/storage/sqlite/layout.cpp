#include "storage/sqlite/layout.h"

#include "base/failure.h"

namespace keybook::server::storage {

using base::ErrorCode;
using base::Failure;
using base::need;

namespace {

// Small tables WITHOUT ROWID: the key is the row's place, one lookup instead of two.
constexpr const char* tables = R"sql(
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- One row per write transaction that committed something: the sequence of commits, and how late the latest rank was then.
CREATE TABLE moment(number INTEGER PRIMARY KEY, rank_ms INTEGER NOT NULL, rank_counter INTEGER NOT NULL, rank_device TEXT NOT NULL);
-- Every record ever created, whatever its type.
CREATE TABLE ids(id TEXT PRIMARY KEY, type TEXT NOT NULL, account TEXT NOT NULL) WITHOUT ROWID;
-- Account files ('' is the shared collection) with the commit that last changed anything in them.
CREATE TABLE file(account TEXT PRIMARY KEY, changed INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX file_changed ON file(changed, account);
-- Every version of a file's rights.
CREATE TABLE rights(account TEXT, rank_ms INTEGER, rank_counter INTEGER, rank_device TEXT, owner TEXT NOT NULL,
  team TEXT NOT NULL, territory TEXT NOT NULL, changed INTEGER NOT NULL,
  PRIMARY KEY(account, rank_ms, rank_counter, rank_device)) WITHOUT ROWID;
CREATE INDEX rights_changed ON rights(changed, account);
-- The version in force, by owner, member and territory.
CREATE TABLE file_now(account TEXT PRIMARY KEY, owner TEXT NOT NULL, territory TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX file_now_owner ON file_now(owner, account);
CREATE INDEX file_now_territory ON file_now(territory, account);
CREATE TABLE file_member(account TEXT, user TEXT, PRIMARY KEY(account, user)) WITHOUT ROWID;
CREATE INDEX file_member_user ON file_member(user, account);
CREATE TABLE redirect(gone TEXT, rank_ms INTEGER, rank_counter INTEGER, rank_device TEXT, into_id TEXT NOT NULL,
  PRIMARY KEY(gone, rank_ms, rank_counter, rank_device)) WITHOUT ROWID;
CREATE TABLE territory(name TEXT PRIMARY KEY, parent TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE users(name TEXT PRIMARY KEY, role TEXT NOT NULL, territory TEXT NOT NULL, password_hash TEXT NOT NULL,
  disabled INTEGER NOT NULL, record_id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE enrolment(id TEXT PRIMARY KEY, user TEXT NOT NULL, device_name TEXT NOT NULL, credential_hash TEXT NOT NULL UNIQUE,
  enrolled_ms INTEGER NOT NULL, last_seen_ms INTEGER NOT NULL, revoked INTEGER NOT NULL, counter INTEGER NOT NULL,
  made INTEGER NOT NULL, waiting INTEGER NOT NULL, cursor INTEGER NOT NULL, last_rank TEXT NOT NULL,
  offset_ms INTEGER NOT NULL, last_exchange_ms INTEGER NOT NULL) WITHOUT ROWID;
-- Outcome of each mutation: a second arrival is answered with it.
CREATE TABLE committed(enrolment TEXT, counter INTEGER, number INTEGER NOT NULL, rank TEXT NOT NULL, digest TEXT NOT NULL,
  outcome TEXT NOT NULL, PRIMARY KEY(enrolment, counter)) WITHOUT ROWID;
)sql";

// Came after the first stores were made: laid out beside what is there.
constexpr const char* later_tables = R"sql(
CREATE TABLE IF NOT EXISTS plan(kind TEXT, id TEXT, due_ms INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY(kind, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS plan_due ON plan(due_ms) WHERE due_ms > 0;
-- Answer of each act: a second arrival is answered with it.
CREATE TABLE IF NOT EXISTS act(user TEXT, id TEXT, at_ms INTEGER NOT NULL, answer TEXT NOT NULL, PRIMARY KEY(user, id)) WITHOUT ROWID;
-- Files that records left without a trace of their own, with the commit of the last time.
CREATE TABLE IF NOT EXISTS remade(account TEXT PRIMARY KEY, changed INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS remade_changed ON remade(changed, account);
)sql";

// Rolling tokens, copies of profiles, and what devices could not keep.
constexpr const char* version_2 = R"sql(
ALTER TABLE enrolment ADD COLUMN token TEXT NOT NULL DEFAULT '';
ALTER TABLE enrolment ADD COLUMN copy_of TEXT NOT NULL DEFAULT '';
ALTER TABLE enrolment ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
-- Mutations that were committed under another enrolment than the one they were made under.
CREATE TABLE origin(first TEXT, number INTEGER, digest TEXT, enrolment TEXT NOT NULL, counter INTEGER NOT NULL, stamp TEXT NOT NULL,
  PRIMARY KEY(first, number, digest)) WITHOUT ROWID;
CREATE TABLE parcel(id TEXT PRIMARY KEY, enrolment TEXT NOT NULL, user TEXT NOT NULL, account TEXT NOT NULL,
  received_ms INTEGER NOT NULL, state INTEGER NOT NULL, box TEXT NOT NULL);
)sql";

// Beside each file its digest (file_sums.h) and the number of its records that are not deleted; deleted records that
// left the feed.
constexpr const char* version_3 = R"sql(
ALTER TABLE file ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;
ALTER TABLE file ADD COLUMN records INTEGER NOT NULL DEFAULT 0;
CREATE TABLE gone(id TEXT PRIMARY KEY, type TEXT NOT NULL, account TEXT NOT NULL, changed INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX gone_file ON gone(account, id);
)sql";

void set_version(sqlite::Database& database) {
  need(database.exec("INSERT INTO meta VALUES('store_version','" + std::to_string(store_version) +
                     "') ON CONFLICT(key) DO UPDATE SET value = excluded.value"));
}

}  // namespace

bool holds_store(sqlite::Database& database) {
  return need(database.integer("PRAGMA application_id")).value_or(0) == application_id;
}

void lay_out(sqlite::Database& database) {
  if (holds_store(database)) {
    const std::int64_t version =
        std::stoll(need(database.text("SELECT value FROM meta WHERE key='store_version'")).value_or("0"));
    if (version > store_version)
      throw Failure({ErrorCode::WrongVersion,
                     "the store has version " + std::to_string(version) + ", this program knows up to " +
                         std::to_string(store_version),
                     {},
                     "Use the program that wrote it, or a newer one; nothing was changed"});
    need(database.exec(later_tables));
    if (version == store_version) return;
    if (version < 2) need(database.exec(version_2));
    if (version < 3) need(database.exec(version_3));
    set_version(database);
    return;
  }
  if (need(database.integer("SELECT count(*) FROM sqlite_schema")).value_or(0) != 0)
    throw Failure(
        {ErrorCode::BadFile, "the file is a database of another program, not a store", {}, "Name another folder"});
  need(database.exec("PRAGMA application_id=" + std::to_string(application_id)));
  need(database.exec(tables));
  need(database.exec(later_tables));
  need(database.exec(version_2));
  need(database.exec(version_3));
  set_version(database);
}

}  // namespace keybook::server::storage
