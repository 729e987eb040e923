#include "sqlite/database.h"

#include <sqlite3.h>

#include <utility>

namespace keybook::sqlite {

using base::ErrorCode;

namespace {

base::Error error_of(sqlite3* handle, int code, std::string_view doing, const std::string& path) {
  const std::string what = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(code);
  base::Error error{ErrorCode::Internal, std::string(doing) + ": " + what, {}, {}};
  error.where.file = path;
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      error = {ErrorCode::Busy, "the database is in use by another process", error.where,
               "Close the other program and try again"};
      break;
    case SQLITE_FULL:
      error = {ErrorCode::DiskFull, "there is no space left on the disk; nothing was changed", error.where,
               "Free some space and try again"};
      break;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      error = {ErrorCode::ReadOnly, "the database cannot be written; nothing was changed", error.where,
               "Check the permissions of the folder"};
      break;
    case SQLITE_CANTOPEN:
      error = {ErrorCode::ReadOnly, "the database cannot be opened", error.where,
               "Check that the folder exists and may be written"};
      break;
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
      error = {ErrorCode::Corrupt, "the file is damaged, encrypted with another key, or not a database", error.where,
               "Do not delete it: unsent work may be inside. Restore the key file or ask your administrator"};
      break;
    case SQLITE_IOERR:
      error = {ErrorCode::DiskFull, "reading or writing the disk failed (" + what + "); nothing was changed",
               error.where, "Check the disk and try again"};
      break;
    default:
      break;
  }
  return error;
}

// Statistics of memory, which nobody reads, would cost a lock for each allocation. Before anything else is asked of
// SQLite; later it has no effect.
void leave_out_statistics() { [[maybe_unused]] static const int told = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

constexpr std::size_t statements_expected = 256;  // of one program; to look at all their texts anew takes a while

std::string hex(std::string_view bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    const auto b = static_cast<unsigned char>(c);
    out += digits[b >> 4];
    out += digits[b & 15];
  }
  return out;
}

}  // namespace

// ---- Query

Query::Query(Query&& other) noexcept
    : database_(other.database_), statement_(other.statement_), cached_(other.cached_), next_(other.next_) {
  other.statement_ = nullptr;
}

Query::~Query() {
  if (statement_ == nullptr) return;
  if (cached_ == nullptr) {
    sqlite3_finalize(statement_);
    return;
  }
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  cached_->in_use = false;
}

Query& Query::bind(std::int64_t value) {
  KEYBOOK_ASSERT(sqlite3_bind_int64(statement_, next_++, value) == SQLITE_OK);
  return *this;
}

Query& Query::bind(double value) {
  KEYBOOK_ASSERT(sqlite3_bind_double(statement_, next_++, value) == SQLITE_OK);
  return *this;
}

Query& Query::bind(std::string_view text) {
  const char* data = text.data() != nullptr ? text.data() : "";
  KEYBOOK_ASSERT(sqlite3_bind_text64(statement_, next_++, data, text.size(), SQLITE_TRANSIENT, SQLITE_UTF8) ==
                 SQLITE_OK);
  return *this;
}

Query& Query::bind_blob(std::string_view bytes) {
  const char* data = bytes.data() != nullptr ? bytes.data() : "";
  KEYBOOK_ASSERT(sqlite3_bind_blob64(statement_, next_++, data, bytes.size(), SQLITE_TRANSIENT) == SQLITE_OK);
  return *this;
}

Query& Query::bind_null() {
  KEYBOOK_ASSERT(sqlite3_bind_null(statement_, next_++) == SQLITE_OK);
  return *this;
}

Query& Query::again() {
  sqlite3_reset(statement_);
  next_ = 1;
  return *this;
}

base::Result<bool> Query::step() {
  ++database_->steps_;
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  auto error = error_of(database_->handle_, code, "statement failed", database_->path_);
  sqlite3_reset(statement_);
  return tl::unexpected(std::move(error));
}

base::Status Query::run() {
  for (;;) {
    const auto row = step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
  }
}

std::int64_t Query::integer(int column) const { return sqlite3_column_int64(statement_, column); }
double Query::real(int column) const { return sqlite3_column_double(statement_, column); }

std::string_view Query::text(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return data == nullptr ? std::string_view{}
                         : std::string_view(data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
}

bool Query::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

Query::Kind Query::kind(int column) const {
  switch (sqlite3_column_type(statement_, column)) {
    case SQLITE_INTEGER:
      return Kind::Integer;
    case SQLITE_FLOAT:
      return Kind::Real;
    case SQLITE_TEXT:
      return Kind::Text;
    case SQLITE_BLOB:
      return Kind::Blob;
    default:
      return Kind::Null;
  }
}

int Query::columns() const { return sqlite3_column_count(statement_); }
std::string_view Query::column_name(int column) const { return sqlite3_column_name(statement_, column); }

// ---- Database

base::Result<std::unique_ptr<Database>> Database::open(const std::string& path, const OpenOptions& options) {
  leave_out_statistics();
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  flags |= options.mode == OpenMode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (options.mode == OpenMode::ReadWriteCreate) flags |= SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags, options.vfs.empty() ? nullptr : options.vfs.c_str());
  if (code != SQLITE_OK) {
    auto error = error_of(handle, code, "opening", path);
    sqlite3_close_v2(handle);
    return tl::unexpected(std::move(error));
  }
  std::unique_ptr<Database> database(new Database(handle));
  database->path_ = path;
  sqlite3_busy_timeout(handle, options.busy_timeout_ms);
  // A raw key, so that opening derives nothing. It goes through the API, never into SQL text that might be logged.
  if (!options.key.empty() && can_encrypt()) {
    const std::string raw = "x'" + hex(options.key) + "'";
#ifdef KEYBOOK_SQLCIPHER
    if (sqlite3_key(handle, raw.data(), static_cast<int>(raw.size())) != SQLITE_OK)
      return tl::unexpected(database->error("setting the key"));
#endif
  }
  std::string pragmas =
      "PRAGMA synchronous=FULL; PRAGMA foreign_keys=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-" +
      std::to_string(options.cache_kib) + ";";
  if (options.locking == Locking::Exclusive) pragmas = "PRAGMA locking_mode=EXCLUSIVE; " + pragmas;
  if (options.secure_delete) pragmas += "PRAGMA secure_delete=ON;";
  if (options.mode != OpenMode::ReadOnly && options.journal == Journal::WriteAhead)
    pragmas += "PRAGMA journal_mode=WAL;";
  if (auto status = database->exec(pragmas); !status) return tl::unexpected(status.error());
  // The first read shows whether the key fits and the file is a database at all.
  if (auto read = database->integer("SELECT count(*) FROM sqlite_schema"); !read) return tl::unexpected(read.error());
  return database;
}

Database::Database(sqlite3* handle) : handle_(handle) { cache_.reserve(statements_expected); }

Database::~Database() {
  for (auto& [sql, cached] : cache_) sqlite3_finalize(cached.statement);
  sqlite3_close_v2(handle_);
}

base::Result<Query> Database::prepare(std::string_view sql) {
  const auto kept = cache_.find(sql);
  if (kept != cache_.end() && !kept->second.in_use) {
    kept->second.in_use = true;
    return Query(this, kept->second.statement, &kept->second);
  }
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                      &statement, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(error_of(handle_, code, "preparing " + std::string(sql), path_));
  if (kept != cache_.end()) return Query(this, statement, nullptr);
  Cached& cached = cache_.emplace(std::string(sql), Cached{statement, true}).first->second;
  return Query(this, statement, &cached);
}

base::Status Database::exec(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(error_of(handle_, code, "statement failed", path_));
  return {};
}

base::Result<std::optional<std::int64_t>> Database::integer(std::string_view sql) {
  auto query = prepare(sql);
  if (!query) return tl::unexpected(query.error());
  auto row = query->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row || query->is_null(0)) return std::optional<std::int64_t>{};
  return std::optional<std::int64_t>{query->integer(0)};
}

base::Result<std::optional<std::string>> Database::text(std::string_view sql) {
  auto query = prepare(sql);
  if (!query) return tl::unexpected(query.error());
  auto row = query->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row || query->is_null(0)) return std::optional<std::string>{};
  return std::optional<std::string>{std::string(query->text(0))};
}

std::int64_t Database::changes() const { return sqlite3_changes64(handle_); }
std::int64_t Database::last_insert_rowid() const { return sqlite3_last_insert_rowid(handle_); }
bool Database::in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

base::Error Database::error(std::string_view doing) const {
  return error_of(handle_, sqlite3_extended_errcode(handle_), doing, path_);
}

// ---- Transaction

namespace {

// What every transaction says is prepared once.
base::Status say(Database& database, std::string_view what) {
  auto query = database.prepare(what);
  if (!query) return tl::unexpected(query.error());
  return query->run();
}

}  // namespace

base::Result<Transaction> Transaction::begin(Database& database, Begin kind) {
  if (auto status = say(database, kind == Begin::Immediate ? "BEGIN IMMEDIATE" : "BEGIN"); !status)
    return tl::unexpected(status.error());
  return Transaction(&database);
}

Transaction::~Transaction() {
  // A statement that failed on a full disk may have rolled back by itself already.
  if (database_ != nullptr && database_->in_transaction()) static_cast<void>(say(*database_, "ROLLBACK"));
}

base::Status Transaction::commit() {
  Database* database = std::exchange(database_, nullptr);
  if (auto status = say(*database, "COMMIT"); !status) {
    if (database->in_transaction()) static_cast<void>(say(*database, "ROLLBACK"));
    return status;
  }
  return {};
}

std::string quoted(std::string_view identifier) {
  std::string out = "\"";
  for (const char c : identifier) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

bool can_encrypt() {
#ifdef KEYBOOK_SQLCIPHER
  return true;
#else
  return false;
#endif
}

}  // namespace keybook::sqlite
