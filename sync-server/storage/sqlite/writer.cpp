#include "storage/sqlite/writer.h"

#include <nlohmann/json.hpp>

#include "base/failure.h"

namespace keybook::server::storage {

using base::need;

SqliteWriter::SqliteWriter(Connection& connection, std::unique_lock<std::mutex> lock)
    : connection_(connection),
      lock_(std::move(lock)),
      transaction_(need(sqlite::Transaction::begin(*connection_.database, sqlite::Begin::Immediate))),
      any_gone_(connection_.any_gone()) {
  // Another process may have written since our last transaction.
  connection_.follow_declarations();
  first_commit_ = last_commit_ = connection_.last_commit();
  highest_ = connection_.highest_rank(last_commit_);
}

SqliteWriter::~SqliteWriter() = default;

Stamp SqliteWriter::highest_rank(CommitNumber at) {
  return at > first_commit_ ? highest_ : connection_.highest_rank(at);
}

std::vector<std::string> SqliteWriter::changed_files(CommitNumber since) {
  flush_files();
  return connection_.changed_files(since);
}

void SqliteWriter::set_meta(std::string_view key, std::string_view value) {
  auto query =
      connection_.prepare("INSERT INTO meta VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value");
  need(query.bind(key).bind(value).run());
}

void SqliteWriter::note_rank(const Stamp& rank) {
  if (highest_ < rank) highest_ = rank;
}

void SqliteWriter::touch(std::string_view account, CommitNumber changed) {
  CommitNumber& entry = files_[std::string(account)];
  if (entry < changed) entry = changed;
}

void SqliteWriter::flush_files() {
  for (const auto& [account, changed] : files_) {
    auto query = connection_.prepare(
        "INSERT INTO file(account, changed) VALUES(?, ?) ON CONFLICT(account) DO UPDATE SET changed = max(changed, "
        "excluded.changed)");
    need(query.bind(account).bind(changed).run());
  }
  files_.clear();
  if (depth_ > 0) return;  // what a savepoint takes back stays to be written
  for (const auto& [account, change] : sums_.take()) {
    // The digests a ^ b, for which SQLite has no sign.
    auto query = connection_.prepare(
        "INSERT INTO file(account, changed, digest, records) VALUES(?, 0, ?, ?) ON CONFLICT(account) DO UPDATE SET "
        "digest = (digest | excluded.digest) - (digest & excluded.digest), records = records + excluded.records");
    need(query.bind(account).bind(record::stored(change.sum)).bind(change.records).run());
  }
}

std::optional<RecordState> SqliteWriter::record(std::string_view type, std::string_view id) {
  auto state = connection_.tables.read(type, id);
  if (!state && any_gone_) state = connection_.gone(type, id);
  sums_.read(id, state);
  return state;
}

record::Sum SqliteWriter::file_sum(std::string_view account) {
  return connection_.file_sum(account) ^ sums_.change_of(account).sum;
}

std::int64_t SqliteWriter::file_records(std::string_view account) {
  return connection_.file_records(account) + sums_.change_of(account).records;
}

std::int64_t SqliteWriter::all_records() {
  flush_files();
  return connection_.all_records();
}

// Whoever lacks the record gets its file anew.
void SqliteWriter::bring_back(const std::string& type, const std::string& id, CommitNumber changed) {
  const auto state = any_gone_ ? connection_.gone(type, id) : std::nullopt;
  if (!state) return;
  connection_.bring_back(*state, changed);
  remake_file(state->account, changed);
}

void SqliteWriter::put(const RecordState& state, CommitNumber changed) {
  if (!sums_.knows(state.id)) static_cast<void>(record(state.type, state.id));
  sums_.write(state);
  bring_back(state.type, state.id, changed);
  connection_.tables.write(state, changed);
  auto query = connection_.prepare(
      "INSERT INTO ids VALUES(?, ?, ?) ON CONFLICT(id) DO UPDATE SET type = excluded.type, account = excluded.account "
      "WHERE type <> excluded.type OR account <> excluded.account");
  need(query.bind(state.id).bind(state.type).bind(state.account).run());
  touch(state.account, changed);
}

void SqliteWriter::put(const Line& line, std::string_view account) {
  if (any_gone_)
    if (const auto known = connection_.known(line.record)) bring_back(known->type, line.record, line.changed);
  connection_.tables.write_line(line, account);
  touch(account, line.changed);
}

void SqliteWriter::erase(const Line& line) { connection_.tables.erase_line(line); }

void SqliteWriter::put_rights(std::string_view account, const access::FileRights& version, CommitNumber changed) {
  const std::string team = version.team.empty() ? std::string() : nlohmann::json(version.team).dump();
  auto insert = connection_.prepare(
      "INSERT INTO rights VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET owner = excluded.owner, "
      "team = excluded.team, territory = excluded.territory, changed = excluded.changed");
  insert.bind(account).bind(version.rank.ms).bind(version.rank.counter).bind(version.rank.device);
  need(insert.bind(version.owner).bind(team).bind(version.territory).bind(changed).run());
  note_rank(version.rank);
  touch(account, changed);

  // A version may arrive with a rank before the last one: what is in force is the last by rank.
  const std::vector<access::FileRights> versions = connection_.rights(account);
  const access::FileRights& now = versions.back();
  auto current = connection_.prepare(
      "INSERT INTO file_now VALUES(?, ?, ?) ON CONFLICT(account) DO UPDATE SET owner = excluded.owner, "
      "territory = excluded.territory");
  need(current.bind(account).bind(now.owner).bind(now.territory).run());
  auto clear = connection_.prepare("DELETE FROM file_member WHERE account = ?");
  need(clear.bind(account).run());
  for (const std::string& member : now.team) {
    auto add = connection_.prepare("INSERT OR IGNORE INTO file_member VALUES(?, ?)");
    need(add.bind(account).bind(member).run());
  }
}

void SqliteWriter::put_redirect(const Redirect& redirect) {
  auto query = connection_.prepare(
      "INSERT INTO redirect VALUES(?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET into_id = excluded.into_id");
  query.bind(redirect.gone).bind(redirect.rank.ms).bind(redirect.rank.counter).bind(redirect.rank.device);
  need(query.bind(redirect.into).run());
  note_rank(redirect.rank);
}

void SqliteWriter::put(const UserRow& user) {
  auto query = connection_.prepare("INSERT OR REPLACE INTO users VALUES(?, ?, ?, ?, ?, ?)");
  query.bind(user.user.name).bind(access::name_of(user.user.role)).bind(user.user.territory).bind(user.password_hash);
  need(query.bind(user.disabled ? 1 : 0).bind(user.record_id).run());
}

void SqliteWriter::put_territory(std::string_view name, std::string_view parent) {
  auto query = connection_.prepare("INSERT OR REPLACE INTO territory VALUES(?, ?)");
  need(query.bind(name).bind(parent).run());
}

void SqliteWriter::put(const Enrolment& e) {
  const std::string rank = e.last_rank.empty() ? std::string() : e.last_rank.text();
  auto query =
      connection_.prepare("INSERT OR REPLACE INTO enrolment VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  query.bind(e.id).bind(e.user).bind(e.device_name).bind(e.credential_hash).bind(e.enrolled_ms).bind(e.last_seen_ms);
  query.bind(e.revoked ? 1 : 0).bind(e.counter).bind(e.made).bind(e.waiting).bind(e.cursor).bind(rank);
  need(query.bind(e.offset_ms).bind(e.last_exchange_ms).bind(e.token).bind(e.copy_of).bind(e.closed).run());
}

void SqliteWriter::put_committed(std::string_view enrolment, Counter counter, const Committed& committed) {
  const std::string rank = committed.rank.empty() ? std::string() : committed.rank.text();
  auto query = connection_.prepare("INSERT INTO committed VALUES(?, ?, ?, ?, ?, ?)");
  query.bind(enrolment).bind(counter).bind(committed.commit).bind(rank);
  need(query.bind(committed.digest).bind(committed.outcome).run());
  note_rank(committed.rank);
}

void SqliteWriter::replace_committed(std::string_view enrolment, Counter counter, const Committed& committed) {
  const std::string rank = committed.rank.empty() ? std::string() : committed.rank.text();
  auto query = connection_.prepare(
      "UPDATE committed SET number = ?, rank = ?, digest = ?, outcome = ? WHERE enrolment = ? AND counter = ?");
  query.bind(committed.commit).bind(rank).bind(committed.digest).bind(committed.outcome);
  need(query.bind(enrolment).bind(counter).run());
  note_rank(committed.rank);
}

void SqliteWriter::put(const OriginRow& origin) {
  auto query = connection_.prepare("INSERT OR IGNORE INTO origin VALUES(?, ?, ?, ?, ?, ?)");
  const std::string stamp = origin.stamp.text();
  query.bind(origin.first.enrolment).bind(origin.first.counter).bind(origin.first.digest);
  need(query.bind(origin.enrolment).bind(origin.counter).bind(stamp).run());
}

void SqliteWriter::put(const ParcelRow& parcel) {
  auto query = connection_.prepare(
      "INSERT INTO parcel VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET state = excluded.state, "
      "box = excluded.box");
  query.bind(parcel.id).bind(parcel.enrolment).bind(parcel.user).bind(parcel.account).bind(parcel.received_ms);
  need(query.bind(static_cast<int>(parcel.state)).bind(parcel.box).run());
}

void SqliteWriter::savepoint() {
  need(connection_.prepare("SAVEPOINT part").run());
  sums_.savepoint();
  ++depth_;
}

void SqliteWriter::release() {
  KEYBOOK_ASSERT(depth_ > 0);
  need(connection_.prepare("RELEASE part").run());
  sums_.release();
  --depth_;
}

void SqliteWriter::rollback_to_savepoint() {
  KEYBOOK_ASSERT(depth_ > 0);
  need(connection_.prepare("ROLLBACK TO part").run());
  sums_.roll_back();
  need(connection_.prepare("RELEASE part").run());
  connection_.follow_declarations();  // those that were added since then are gone with their columns
  --depth_;
}

void SqliteWriter::write_moment() {
  if (last_commit_ == first_commit_) return;
  auto query = connection_.prepare("INSERT INTO moment VALUES(?, ?, ?, ?)");
  need(query.bind(last_commit_).bind(highest_.ms).bind(highest_.counter).bind(highest_.device).run());
}

void SqliteWriter::commit() {
  KEYBOOK_ASSERT(transaction_ && depth_ == 0);
  flush_files();
  write_moment();
  need(transaction_->commit());
  transaction_.reset();
  lock_.unlock();
}

}  // namespace keybook::server::storage
