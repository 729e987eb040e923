// Thin RAII wrapper over the SQLite (SQLCipher) C API.
//
// Threads: a Database and its Statements belong to one thread at a time; open one connection per thread.
// Ownership: Statements must not outlive their Database. Errors: Result values, never exceptions; a failed statement
// leaves its transaction open, so that the caller (or ~Transaction) rolls back.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/error.h"

struct sqlite3;
struct sqlite3_stmt;

namespace keybook::sqlite {

enum class OpenMode { ReadWriteCreate, ReadWrite, ReadOnly };
enum class Journal { WriteAhead, Rollback };
enum class Locking { Shared, Exclusive };  // Exclusive: no second process may open the file (a profile)

struct OpenOptions {
  OpenMode mode = OpenMode::ReadWriteCreate;
  Locking locking = Locking::Shared;
  Journal journal = Journal::WriteAhead;
  std::string key = {};  // 32 raw bytes for SQLCipher, empty: not encrypted
  std::string vfs = {};  // name of a registered VFS, empty: the default one (the simulator injects faults here)
  int busy_timeout_ms = 5000;
  int cache_kib = 16 * 1024;
  bool secure_delete = false;  // overwrite freed pages with zeros
};

class Database;

// A statement that its Database keeps.
struct Cached {
  sqlite3_stmt* statement = nullptr;
  bool in_use = false;
};

// A prepared statement; obtained from Database::prepare (cached by its text) and reset when the Query ends.
class Query {
 public:
  Query(Query&&) noexcept;
  Query& operator=(Query&&) = delete;
  ~Query();  // resets and clears the bindings

  // Bind in order. Text and bytes are copied: what was bound may go before the statement is stepped.
  Query& bind(std::int64_t value);
  Query& bind(int value) { return bind(static_cast<std::int64_t>(value)); }
  Query& bind(double value);
  Query& bind(std::string_view text);
  Query& bind_blob(std::string_view bytes);
  Query& bind_null();
  template <class T>
  Query& bind(const std::optional<T>& value) {
    return value ? bind(*value) : bind_null();
  }
  // Starts binding at the first parameter again, after run() or the last step().
  Query& again();

  [[nodiscard]] base::Result<bool> step();  // true: a row is there
  [[nodiscard]] base::Status run();         // steps to the end

  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] double real(int column) const;
  [[nodiscard]] std::string_view text(int column) const;  // also for blobs; valid until the next step
  [[nodiscard]] bool is_null(int column) const;
  enum class Kind { Null, Integer, Real, Text, Blob };
  [[nodiscard]] Kind kind(int column) const;
  [[nodiscard]] int columns() const;
  [[nodiscard]] std::string_view column_name(int column) const;

 private:
  friend class Database;
  Query(Database* database, sqlite3_stmt* statement, Cached* cached)
      : database_(database), statement_(statement), cached_(cached) {}
  Database* database_;
  sqlite3_stmt* statement_;
  Cached* cached_;  // where the statement goes back to; nullptr: it ends with the Query
  int next_ = 1;
};

class Database {
 public:
  // WAL and synchronous=FULL, foreign keys off (references are the merge's business), busy timeout.
  [[nodiscard]] static base::Result<std::unique_ptr<Database>> open(const std::string& path,
                                                                    const OpenOptions& options);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // The statement of this text, prepared at its first use and kept. A second Query of the same text while the first one
  // lives gets a statement of its own.
  [[nodiscard]] base::Result<Query> prepare(std::string_view sql);
  // Runs one or several statements without parameters.
  [[nodiscard]] base::Status exec(const std::string& sql);
  // First column of the first row; nullopt where there is no row.
  [[nodiscard]] base::Result<std::optional<std::int64_t>> integer(std::string_view sql);
  [[nodiscard]] base::Result<std::optional<std::string>> text(std::string_view sql);

  [[nodiscard]] std::int64_t changes() const;
  [[nodiscard]] std::int64_t last_insert_rowid() const;
  [[nodiscard]] bool in_transaction() const;
  // Statements prepared so far: for tests that count queries.
  [[nodiscard]] std::int64_t steps() const { return steps_; }
  [[nodiscard]] sqlite3* handle() const { return handle_; }  // for registering functions and tokenizers

  [[nodiscard]] base::Error error(std::string_view doing) const;  // the last error, with its remedy

 private:
  friend class Query;
  // Found by a text that nobody had to copy: some statements are kilobytes long, and most are prepared already.
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  explicit Database(sqlite3* handle);
  sqlite3* handle_;
  std::string path_;
  std::unordered_map<std::string, Cached, TextHash, std::equal_to<>> cache_;  // its elements stay where they are
  std::int64_t steps_ = 0;
};

enum class Begin { Deferred, Immediate };

// Rolls back unless committed.
class Transaction {
 public:
  [[nodiscard]] static base::Result<Transaction> begin(Database& database, Begin kind = Begin::Immediate);
  Transaction(Transaction&& other) noexcept : database_(other.database_) { other.database_ = nullptr; }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  [[nodiscard]] base::Status commit();

 private:
  explicit Transaction(Database* database) : database_(database) {}
  Database* database_;
};

// Copies one consistent state of a database into a new, unencrypted file, page by page, while others read and write.
[[nodiscard]] base::Status copy_database(Database& from, const std::string& to_path);

// An identifier in double quotes, safe inside SQL text.
[[nodiscard]] std::string quoted(std::string_view identifier);

// Whether this build encrypts (SQLCipher).
[[nodiscard]] bool can_encrypt();

}  // namespace keybook::sqlite
