#include "storage/sqlite/connection.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/failure.h"
#include "tables/additions.h"

namespace keybook::server::storage {

using base::need;

namespace {

Stamp stamp_at(const sqlite::Query& row, int column) {
  return {row.integer(column), row.integer(column + 1), std::string(row.text(column + 2))};
}

Stamp stamp_of(std::string_view text) { return text.empty() ? Stamp{} : Stamp::parse(text).value_or(Stamp{}); }

std::vector<std::string> texts(sqlite::Query query) {
  std::vector<std::string> out;
  while (Connection::step(query)) out.emplace_back(query.text(0));
  return out;
}

UserRow user_at(const sqlite::Query& row) {
  UserRow user;
  user.user.name = row.text(0);
  user.user.role = access::role_of(row.text(1)).value_or(access::Role::Rep);
  user.user.territory = row.text(2);
  user.password_hash = row.text(3);
  user.disabled = row.integer(4) != 0;
  user.record_id = row.text(5);
  return user;
}

constexpr std::string_view declarations_key = "declarations";

constexpr std::string_view user_columns =
    "SELECT name, role, territory, password_hash, disabled, record_id FROM users ";

Enrolment enrolment_at(const sqlite::Query& row) {
  Enrolment e;
  e.id = row.text(0);
  e.user = row.text(1);
  e.device_name = row.text(2);
  e.credential_hash = row.text(3);
  e.enrolled_ms = row.integer(4);
  e.last_seen_ms = row.integer(5);
  e.revoked = row.integer(6) != 0;
  e.counter = row.integer(7);
  e.made = row.integer(8);
  e.waiting = row.integer(9);
  e.cursor = row.integer(10);
  e.last_rank = stamp_of(row.text(11));
  e.offset_ms = row.integer(12);
  e.last_exchange_ms = row.integer(13);
  e.token = row.text(14);
  e.copy_of = row.text(15);
  e.closed = row.integer(16);
  return e;
}

constexpr std::string_view enrolment_columns =
    "SELECT id, user, device_name, credential_hash, enrolled_ms, last_seen_ms, revoked, counter, made, waiting, "
    "cursor, "
    "last_rank, offset_ms, last_exchange_ms, token, copy_of, closed FROM enrolment ";

std::string joined(std::string_view a, std::string_view b) { return std::string(a) + std::string(b); }

}  // namespace

sqlite::Query Connection::prepare(std::string_view sql) { return need(database->prepare(sql)); }
bool Connection::step(sqlite::Query& query) { return need(query.step()); }

CommitNumber Connection::last_commit() {
  auto query = prepare("SELECT max(number) FROM moment");
  return step(query) ? query.integer(0) : 0;
}

Stamp Connection::highest_rank(CommitNumber at) {
  auto query =
      prepare("SELECT rank_ms, rank_counter, rank_device FROM moment WHERE number <= ? ORDER BY number DESC LIMIT 1");
  query.bind(at);
  return step(query) ? stamp_at(query, 0) : Stamp{};
}

// ---- declarations

std::vector<schema::Addition> Connection::additions() { return tables::additions(*database); }

bool Connection::follow_additions() {
  const auto now = declarations_.with(additions());  // the store keeps it as long as it lives
  if (now->digest() == tables.registry().digest()) return false;
  tables.follow(*now);
  return true;
}

void Connection::follow_declarations() {
  std::string now = meta(declarations_key);
  if (now == seen_) return;
  static_cast<void>(follow_additions());
  seen_ = std::move(now);
}

void Connection::grow() {
  static_cast<void>(follow_additions());
  tables.migrate();
  if (follow_additions()) tables.migrate();  // they had come to a program that did not know them yet
  seen_ = tables.registry().digest();
  auto query = prepare("INSERT INTO meta VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value");
  need(query.bind(declarations_key).bind(seen_).run());
}

std::string Connection::meta(std::string_view key) {
  auto query = prepare("SELECT value FROM meta WHERE key = ?");
  query.bind(key);
  return step(query) ? std::string(query.text(0)) : std::string{};
}

std::optional<Reader::Known> Connection::known(std::string_view id) {
  auto query = prepare("SELECT type, account FROM ids WHERE id = ?");
  query.bind(id);
  if (!step(query)) return std::nullopt;
  return Reader::Known{std::string(query.text(0)), std::string(query.text(1))};
}

std::optional<std::string> Connection::find(std::string_view type, std::string_view field, std::string_view value) {
  const schema::Type* declared = tables.registry().type(type);
  const schema::Field* key = declared == nullptr ? nullptr : declared->field(field);
  if (key == nullptr || !key->key) return std::nullopt;  // what is no key has no index for it
  auto query = prepare("SELECT id FROM " + tables.table(type) + " WHERE " + tables::RecordTables::column(field) +
                       " = ? ORDER BY id");
  query.bind(value);
  while (step(query)) {
    std::string id(query.text(0));
    const auto state = tables.read(type, id);
    if (state && !state->deleted) return id;
  }
  return std::nullopt;
}

std::vector<std::string> Connection::changed_files(CommitNumber since) {
  auto query = prepare("SELECT account FROM file WHERE changed > ?");
  query.bind(since);
  return texts(std::move(query));
}

std::vector<std::string> Connection::regranted_files(CommitNumber since) {
  auto query = prepare("SELECT account FROM rights WHERE changed > ?");  // DISTINCT would walk through the whole table
  query.bind(since);
  std::vector<std::string> files = texts(std::move(query));
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  return files;
}

std::vector<access::FileRights> Connection::rights(std::string_view account) {
  auto query = prepare(
      "SELECT rank_ms, rank_counter, rank_device, owner, team, territory, changed FROM rights WHERE account = ? "
      "ORDER BY rank_ms, rank_counter, rank_device");
  query.bind(account);
  std::vector<access::FileRights> out;
  while (step(query)) {
    access::FileRights version;
    version.rank = stamp_at(query, 0);
    version.owner = query.text(3);
    if (query.text(4).size() > 2) version.team = nlohmann::json::parse(query.text(4)).get<std::vector<std::string>>();
    version.territory = query.text(5);
    version.changed = query.integer(6);
    out.push_back(std::move(version));
  }
  return out;
}

std::vector<std::string> Connection::visible_files(const access::User& user) {
  // Who sees everything gets the list of everything: its length is the answer's.
  if (user.role == access::Role::HeadOffice || user.role == access::Role::Admin)
    return texts(prepare("SELECT account FROM file_now"));
  std::set<std::string> found;
  const auto add = [&found, this](std::string_view sql, std::string_view value) {
    auto query = prepare(sql);
    query.bind(value);
    while (step(query)) found.emplace(query.text(0));
  };
  add("SELECT account FROM file_now WHERE owner = ?", user.name);
  add("SELECT account FROM file_member WHERE user = ?", user.name);
  if (user.role == access::Role::Manager && !user.territory.empty()) {
    const access::TerritoryTree tree = territories();
    std::set<std::string> below = {user.territory};
    for (const auto& [name, parent] : tree)
      if (access::within(tree, name, user.territory)) below.insert(name);
    for (const std::string& name : below) add("SELECT account FROM file_now WHERE territory = ?", name);
  }
  return {found.begin(), found.end()};
}

access::TerritoryTree Connection::territories() {
  auto query = prepare("SELECT name, parent FROM territory");
  access::TerritoryTree tree;
  while (step(query)) tree.emplace(query.text(0), query.text(1));
  return tree;
}

std::vector<Redirect> Connection::redirects() {
  auto query = prepare("SELECT rank_ms, rank_counter, rank_device, gone, into_id FROM redirect");
  std::vector<Redirect> out;
  while (step(query)) out.push_back({std::string(query.text(3)), std::string(query.text(4)), stamp_at(query, 0)});
  std::sort(out.begin(), out.end(), [](const Redirect& a, const Redirect& b) { return a.rank < b.rank; });
  return out;
}

std::optional<UserRow> Connection::user(std::string_view name) {
  auto query = prepare(joined(user_columns, "WHERE name = ?"));
  query.bind(name);
  if (!step(query)) return std::nullopt;
  return user_at(query);
}

std::vector<UserRow> Connection::users() {
  auto query = prepare(user_columns);
  std::vector<UserRow> out;
  while (step(query)) out.push_back(user_at(query));
  return out;
}

std::optional<Enrolment> Connection::enrolment(std::string_view id) {
  auto query = prepare(joined(enrolment_columns, "WHERE id = ?"));
  query.bind(id);
  if (!step(query)) return std::nullopt;
  return enrolment_at(query);
}

std::optional<Enrolment> Connection::enrolment_by_credential(std::string_view credential_hash) {
  auto query = prepare(joined(enrolment_columns, "WHERE credential_hash = ?"));
  query.bind(credential_hash);
  if (!step(query)) return std::nullopt;
  return enrolment_at(query);
}

std::vector<Enrolment> Connection::enrolments() {
  auto query = prepare(enrolment_columns);
  std::vector<Enrolment> out;
  while (step(query)) out.push_back(enrolment_at(query));
  return out;
}

std::optional<Committed> Connection::committed(std::string_view enrolment, Counter counter) {
  auto query = prepare("SELECT number, rank, digest, outcome FROM committed WHERE enrolment = ? AND counter = ?");
  query.bind(enrolment).bind(counter);
  if (!step(query)) return std::nullopt;
  return Committed{query.integer(0), stamp_of(query.text(1)), std::string(query.text(2)), std::string(query.text(3))};
}

std::optional<OriginRow> Connection::origin(const record::FirstMade& first) {
  auto query = prepare("SELECT enrolment, counter, stamp FROM origin WHERE first = ? AND number = ? AND digest = ?");
  query.bind(first.enrolment).bind(first.counter).bind(first.digest);
  if (!step(query)) return std::nullopt;
  return OriginRow{first, std::string(query.text(0)), query.integer(1), stamp_of(query.text(2))};
}

bool Connection::has_origins(std::string_view first_enrolment) {
  auto query = prepare("SELECT 1 FROM origin WHERE first = ? LIMIT 1");
  query.bind(first_enrolment);
  return step(query);
}

namespace {

ParcelRow parcel_at(const sqlite::Query& row) {
  ParcelRow parcel;
  parcel.id = row.text(0);
  parcel.enrolment = row.text(1);
  parcel.user = row.text(2);
  parcel.account = row.text(3);
  parcel.received_ms = row.integer(4);
  parcel.state = static_cast<ParcelState>(row.integer(5));
  parcel.box = row.text(6);
  return parcel;
}

}  // namespace

std::optional<ParcelRow> Connection::parcel(std::string_view id) {
  auto query = prepare("SELECT id, enrolment, user, account, received_ms, state, box FROM parcel WHERE id = ?");
  query.bind(id);
  if (!step(query)) return std::nullopt;
  return parcel_at(query);
}

std::vector<ParcelRow> Connection::parcels() {
  auto query = prepare("SELECT id, enrolment, user, account, received_ms, state, '' FROM parcel ORDER BY rowid");
  std::vector<ParcelRow> out;
  while (step(query)) out.push_back(parcel_at(query));
  return out;
}

}  // namespace keybook::server::storage
