#include "store/store.h"

#include <algorithm>

#include "store/layout.h"
#include "store/sort_key.h"
#include "tables/additions.h"
#include "tables/condition.h"

namespace keybook::client::store {

namespace {

constexpr const char* declarations_key = "declarations";
// Only records with pending edits, read by their ids: tables of types would be hundreds of things to make and open.
const tables::Options shadow_options = {"s_", "pline", false};

std::vector<Line> joined(std::vector<Line> confirmed, std::vector<Line> pending) {
  for (Line& line : pending) {
    const auto same = std::find_if(confirmed.begin(), confirmed.end(), [&](const Line& other) {
      return other.unit == line.unit && record::edit_name(*other.origin) == record::edit_name(*line.origin);
    });
    if (same == confirmed.end())
      confirmed.push_back(std::move(line));
    else
      *same = std::move(line);
  }
  return confirmed;
}

}  // namespace

std::vector<Line> ShownHistory::lines(const std::string& record, const std::string& unit) {
  return joined(confirmed_.lines(record, unit), pending_.lines(record, unit));
}
std::vector<Line> ShownHistory::lines(const std::string& record) {
  return joined(confirmed_.lines(record), pending_.lines(record));
}

Store::Store(std::unique_ptr<sqlite::Database> database, const schema::Registry& registry)
    : database_(std::move(database)),
      declarations_(registry),
      registry_(declarations_.with({})),
      shown_(std::make_unique<tables::RecordTables>(*database_, registry, tables::Options{"r_", "line"})),
      shadow_(std::make_unique<tables::RecordTables>(*database_, registry, shadow_options)),
      shown_history_(std::make_unique<ShownHistory>(*shown_, *shadow_)),
      search_(std::make_unique<SearchIndex>(*database_, registry)),
      digests_(std::make_unique<Digests>(*this)) {}

base::Result<std::unique_ptr<Store>> Store::open(const Settings& settings, const schema::Registry& registry) {
  sqlite::OpenOptions options;
  options.mode = settings.create ? sqlite::OpenMode::ReadWriteCreate : sqlite::OpenMode::ReadWrite;
  options.key = settings.key;
  options.vfs = settings.vfs;
  options.busy_timeout_ms = busy_ms;
  options.cache_kib = cache_kib;
  options.secure_delete = true;  // evicted files leave no bytes behind
  auto database = sqlite::Database::open(settings.path, options);
  if (!database) return tl::unexpected(database.error());
  std::unique_ptr<Store> store(new Store(std::move(*database), registry));
  auto migrated = base::caught([&] { store->migrate(); });
  if (!migrated) return tl::unexpected(migrated.error());
  return store;
}

void Store::migrate() {
  search_->register_tokenizer();
  register_sort_key(*database_);
  // Nothing to do at most starts: no write transaction then, so that a reader never waits for a writer.
  const bool made =
      base::need(database_->integer("SELECT count(*) FROM sqlite_schema WHERE name = 'meta'")).value_or(0) != 0;
  if (made) {
    const auto one_state = base::need(sqlite::Transaction::begin(*database_, sqlite::Begin::Deferred));
    static_cast<void>(follow_additions());
    seen_ = meta(declarations_key);
    if (seen_ == layout_name()) return;
  }
  auto transaction = base::need(sqlite::Transaction::begin(*database_));
  make_layout(*database_);
  static_cast<void>(follow_additions());  // another program may have been first
  grow();
  if (follow_additions()) grow();  // they had come to a program that did not know them yet
  digests_->migrate();
  base::need(transaction.commit());
}

std::string Store::layout_name() const { return std::to_string(layout_version) + "/" + registry_->digest(); }

// Whether other declarations are in force than before.
bool Store::follow_additions() {
  auto now = declarations_.with(tables::additions(*database_));
  if (now->digest() == registry_->digest()) return false;
  shown_->follow(*now);
  shadow_->follow(*now);
  search_->follow(*now);
  registry_ = std::move(now);
  return true;
}

void Store::grow() {
  search_->migrate();
  shown_->migrate([this](const RecordState& state) { search_->renew(state); });
  shadow_->migrate();
  seen_ = layout_name();
  set_meta(declarations_key, seen_);
}

void Store::take_declarations() {
  if (follow_additions()) grow();
}

sqlite::Transaction Store::begin(sqlite::Begin kind) {
  auto transaction = base::need(sqlite::Transaction::begin(*database_, kind));
  if (std::string now = meta(declarations_key); now != seen_) {
    static_cast<void>(follow_additions());
    seen_ = std::move(now);
  }
  return transaction;
}

bool Store::has_pending(const std::string& record) {
  auto query = prepared(*database_, "SELECT 1 FROM edit_of WHERE record = ? LIMIT 1", record);
  return next(query);
}

std::optional<RecordState> Store::confirmed(const std::string& type, const std::string& record) {
  return has_pending(record) ? shadow_->read(type, record) : shown_->read(type, record);
}

void Store::write_shown(const RecordState& state, CommitNumber changed, const RecordState* before) {
  if (before != nullptr && before->account != state.account) left_file(before->account);
  shown_->write(state, changed);
  search_->update(state, before);
}

void Store::erase_shown(const std::string& type, const std::string& record) {
  if (const auto account = file_of(type, record)) left_file(*account);
  search_->erase(type, record);
  shown_->erase(type, record);
}

// Records may lie elsewhere from now on: which file the mutations belong to that were kept of this one is to be found
// out anew, where it matters.
void Store::left_file(const std::string& account) {
  run(*database_, "UPDATE kept SET account = NULL WHERE account = ?", account);
}

std::optional<std::string> Store::file_of(const std::string& type, const std::string& record) {
  auto row = prepared(*database_, "SELECT account FROM " + shown_->table(type) + " WHERE id = ?", record);
  return next(row) ? std::optional<std::string>(row.text(0)) : std::nullopt;
}

std::string Store::type_of(const std::string& record) { return shown_->type_of(record); }

std::vector<std::string> Store::found(const std::string& type, const std::string& field, const std::string& value,
                                      std::int64_t limit) {
  auto query = prepared(*database_,
                        "SELECT id FROM " + shown_->table(type) + " WHERE " + tables::RecordTables::column(field) +
                            " = ? AND " + tables::is_shown() + " ORDER BY _row LIMIT ?",
                        value, limit);
  std::vector<std::string> ids;
  while (next(query)) ids.emplace_back(query.text(0));
  return ids;
}

void Store::write_line(Side side, const Line& line, const std::string& account) {
  (side == Side::Confirmed ? *shown_ : *shadow_).write_line(line, account);
  const std::string name = record::edit_name(*line.origin);
  const int pending = side == Side::Pending ? 1 : 0;
  if (line.state == record::LineState::Parked)
    run(*database_, "INSERT OR REPLACE INTO parked VALUES(?, ?, ?, ?)", line.record, line.unit, name, account);
  else if (pending == 0)
    run(*database_, "DELETE FROM parked WHERE record = ? AND unit = ? AND name = ?", line.record, line.unit, name);
  if (line.state == record::LineState::Request) {
    run(*database_, "INSERT OR REPLACE INTO request VALUES(?, ?, ?, ?, ?)", line.record, line.unit, name, pending,
        line.origin->user);
  } else if (!line.unit.empty()) {
    run(*database_, "DELETE FROM request WHERE record = ? AND unit = ? AND name = ?", line.record, line.unit, name);
  }
}

void Store::erase_pending_lines(const std::string& record) {
  run(*database_, "DELETE FROM pline WHERE record = ?", record);
  run(*database_, "DELETE FROM request WHERE record = ? AND pending", record);
}

void Store::erase_file(const std::string& account) {
  digests_->forget(account);
  left_file(account);
  search_->erase_file(account);
  run(*database_,
      "DELETE FROM request WHERE record IN (SELECT record FROM line WHERE account = ?1 UNION SELECT record FROM pline "
      "WHERE account = ?1)",
      account);
  run(*database_, "DELETE FROM parked WHERE account = ?", account);
  shown_->erase_file(account);
  shadow_->erase_file(account);
}

void Store::erase_all() {
  digests_->forget_all();
  run(*database_, "UPDATE kept SET account = NULL WHERE account IS NOT NULL");
  for (const schema::Type& type : registry_->types()) {
    search_->erase_type(type.name);
    run(*database_, "DELETE FROM " + shown_->table(type.name));
  }
  run(*database_, "DELETE FROM " + shown_->table(""));
  run(*database_, "DELETE FROM " + shadow_->table(""));
  run(*database_, "DELETE FROM meta WHERE key LIKE 'indexed-row/%'");
  run(*database_, "DELETE FROM request");
  run(*database_, "DELETE FROM parked");
  run(*database_, "DELETE FROM line");
  run(*database_, "DELETE FROM pline");
}

std::string Store::meta(std::string_view key) {
  auto query = prepared(*database_, "SELECT value FROM meta WHERE key = ?", key);
  return next(query) ? std::string(query.text(0)) : std::string();
}

void Store::set_meta(std::string_view key, std::string_view value) {
  run(*database_, "INSERT INTO meta VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value", key, value);
}

}  // namespace keybook::client::store
