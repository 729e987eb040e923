#include "store/layout.h"

#include "store/store.h"

namespace keybook::client::store {

namespace {

// Version 1. A later version adds a step of its own and raises layout_version.
constexpr const char* version_1 = R"sql(
CREATE TABLE IF NOT EXISTS meta(key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS enrolment(
  id TEXT PRIMARY KEY,         -- device part of our stamps
  user TEXT, role TEXT, territory TEXT, device_name TEXT,
  server_url TEXT,             -- empty: works without a server
  server TEXT, epoch TEXT, credential TEXT,
  cursor INTEGER,              -- everything up to this commit is here
  page TEXT,                   -- token of a paged pull that is under way; empty: none
  downloading INTEGER,         -- 1: the first download is under way, pages are applied as they come
  counter INTEGER,             -- last mutation made
  stamp TEXT,                  -- last stamp made or seen
  offset_ms INTEGER,           -- server clock minus ours, as last measured
  sent_upto INTEGER,           -- mutations up to here went out at least once, answer unknown
  last_sync_ms INTEGER, offline_since_ms INTEGER);
CREATE TABLE IF NOT EXISTS outbox(
  enrolment TEXT, counter INTEGER,
  stage INTEGER,               -- outbox.h Stage
  made_ms INTEGER, mutation TEXT, bytes INTEGER, reason TEXT,
  PRIMARY KEY(enrolment, counter)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS edit_of(
  record TEXT, enrolment TEXT, counter INTEGER, type TEXT,
  PRIMARY KEY(record, enrolment, counter)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS edit_of_mutation ON edit_of(enrolment, counter);
CREATE TABLE IF NOT EXISTS request(record TEXT, unit TEXT, name TEXT, pending INTEGER, user TEXT, PRIMARY KEY(record, unit, name)) WITHOUT ROWID;
-- Late edits of others that wait for a decision, by their lines.
CREATE TABLE IF NOT EXISTS parked(record TEXT, unit TEXT, name TEXT, account TEXT, PRIMARY KEY(record, unit, name)) WITHOUT ROWID;
-- Own late edits and what became of them; their values are in the outbox.
CREATE TABLE IF NOT EXISTS late(enrolment TEXT, counter INTEGER, record TEXT, unit TEXT, account TEXT,
  state TEXT,                  -- parked, taken, declined
  PRIMARY KEY(enrolment, counter, record, unit)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS late_state ON late(enrolment, state);
-- Own late edits that are decided as a whole, and whether their values were forgotten since: only the outcome is kept.
CREATE TABLE IF NOT EXISTS late_decided(enrolment TEXT, counter INTEGER, decided_ms INTEGER, forgotten INTEGER,
  PRIMARY KEY(enrolment, counter)) WITHOUT ROWID;
-- Account files that this device gave up by itself when a cover ended.
CREATE TABLE IF NOT EXISTS dropped(account TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS undo(counter INTEGER PRIMARY KEY, before TEXT);
CREATE TABLE IF NOT EXISTS draft(key TEXT PRIMARY KEY, type TEXT, id TEXT, fields TEXT, seen TEXT, saved_ms INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS exchange(
  n INTEGER PRIMARY KEY, at_ms INTEGER, pushed INTEGER, pulled INTEGER, round_trips INTEGER,
  bytes_sent INTEGER, bytes_received INTEGER, duration_ms INTEGER, result TEXT, message TEXT);
-- Answers of a paged pull that are not applied yet: an incremental sync is never seen by half.
CREATE TABLE IF NOT EXISTS page(n INTEGER PRIMARY KEY, answer TEXT);
)sql";

}  // namespace

void make_layout(sqlite::Database& database) {
  const bool made =
      base::need(database.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'meta'")).value_or(0) != 0;
  const std::string version =
      made ? base::need(database.text("SELECT value FROM meta WHERE key = 'layout'")).value_or("") : "";
  if (!version.empty() && std::stoi(version) > layout_version)
    throw base::Failure({base::ErrorCode::WrongVersion,
                         "this profile was written by a newer version of Keybook; nothing was changed",
                         {},
                         "Install the newer version"});
  base::need(database.exec(version_1));
  grow_layout_2(database);
  grow_layout_3(database);
  grow_layout_4(database);
  grow_layout_5(database);
  run(database, "INSERT INTO meta VALUES('layout', ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
      std::to_string(layout_version));
}

}  // namespace keybook::client::store
