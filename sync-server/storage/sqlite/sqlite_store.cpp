#include "storage/sqlite/sqlite_store.h"

#include <mutex>
#include <utility>

#include "base/failure.h"
#include "sqlite/memory_vfs.h"
#include "storage/sqlite/layout.h"
#include "storage/sqlite/writer.h"

namespace keybook::server::storage {

using base::ErrorCode;
using base::Failure;
using base::need;

namespace {

// The writer keeps the upper levels of all indexes at hand during a large import; readers come and go.
constexpr int writer_cache_kib = 64 * 1024;
constexpr int reader_cache_kib = 8 * 1024;
// Idle connections that are kept: as many as a small machine has workers. More readers open more for their time.
constexpr std::size_t idle_readers_max = 4;
constexpr const char* memory_path = ":memory:";

class SqliteStore;

// A snapshot on a connection of the pool.
class SqliteReader final : public Reading<Reader> {
 public:
  SqliteReader(SqliteStore& store, std::unique_ptr<Connection> connection);
  ~SqliteReader() override;

 protected:
  Connection& connection() override { return *connection_; }

 private:
  SqliteStore& store_;
  std::unique_ptr<Connection> connection_;
};

class SqliteStore final : public Store {
 public:
  SqliteStore(std::unique_ptr<sqlite::MemoryVfs> memory, std::string path, const schema::Registry& registry,
              const SqliteOptions& options)
      : memory_(std::move(memory)), path_(std::move(path)), declarations_(registry), options_(options) {}

  void open();

  std::unique_ptr<Reader> read() override { return std::make_unique<SqliteReader>(*this, take_connection()); }
  std::unique_ptr<Writer> write() override {
    return std::make_unique<SqliteWriter>(*writer_, std::unique_lock(writing_));
  }
  Compaction compact(const Retention& retention) override;
  CommitNumber copy_to(const std::string& path) override;

  void give_back(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(pool_mutex_);
    if (idle_.size() < idle_readers_max) idle_.push_back(std::move(connection));
  }

 private:
  [[nodiscard]] std::unique_ptr<Connection> connect(sqlite::OpenMode mode, int cache_kib);
  [[nodiscard]] std::unique_ptr<Connection> take_connection();
  [[nodiscard]] std::int64_t bytes();

  std::unique_ptr<sqlite::MemoryVfs> memory_;  // first: files outlive their connections
  const std::string path_;
  schema::Declarations declarations_;
  const SqliteOptions options_;
  std::mutex writing_;
  std::unique_ptr<Connection> writer_;
  std::mutex pool_mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;
};

SqliteReader::SqliteReader(SqliteStore& store, std::unique_ptr<Connection> connection)
    : store_(store), connection_(std::move(connection)) {
  need(connection_->database->exec("BEGIN"));
  connection_->follow_declarations();  // a snapshot begins with its first read
}

SqliteReader::~SqliteReader() {
  // A connection that cannot end its transaction is of no use to anybody else.
  if (connection_->database->exec("ROLLBACK")) store_.give_back(std::move(connection_));
}

std::unique_ptr<Connection> SqliteStore::connect(sqlite::OpenMode mode, int cache_kib) {
  sqlite::OpenOptions open;
  open.mode = mode;
  open.vfs = memory_ ? memory_->name() : options_.vfs;
  open.busy_timeout_ms = options_.busy_timeout_ms;
  open.cache_kib = cache_kib;
  return std::make_unique<Connection>(need(sqlite::Database::open(path_, open)), declarations_);
}

std::unique_ptr<Connection> SqliteStore::take_connection() {
  {
    const std::lock_guard lock(pool_mutex_);
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return connection;
    }
  }
  return connect(sqlite::OpenMode::ReadWrite, reader_cache_kib);
}

void SqliteStore::open() {
  const bool may_make = memory_ != nullptr || options_.existing != Existing::Required;
  writer_ = connect(may_make ? sqlite::OpenMode::ReadWriteCreate : sqlite::OpenMode::ReadWrite, writer_cache_kib);
  auto transaction = need(sqlite::Transaction::begin(*writer_->database));
  const bool there = holds_store(*writer_->database);
  if (!there && options_.existing == Existing::Required)
    throw Failure({ErrorCode::BadFile, "the file is not a store", {}, "Make one with: keybook-server init"});
  lay_out(*writer_->database);
  writer_->grow();
  count_sums(*writer_);
  need(transaction.commit());
}

std::int64_t SqliteStore::bytes() {
  const auto pages = need(writer_->database->integer("PRAGMA page_count")).value_or(0);
  return pages * need(writer_->database->integer("PRAGMA page_size")).value_or(0);
}

Compaction SqliteStore::compact(const Retention& retention) {
  const std::lock_guard lock(writing_);
  Compaction done;
  done.bytes_before = bytes();
  if (retention.passed > 0) {
    auto transaction = need(sqlite::Transaction::begin(*writer_->database));
    done.dropped = writer_->retire(retention.passed);
    need(transaction.commit());
  }
  need(writer_->database->exec("VACUUM"));
  // What is in the log goes into the file; readers that are busy keep a part of it back, which does no harm.
  need(writer_->database->exec("PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize"));
  done.bytes_after = bytes();
  return done;
}

CommitNumber SqliteStore::copy_to(const std::string& path) {
  // On a connection of its own: neither the writer nor a snapshot waits for it.
  const std::unique_ptr<Connection> from = connect(sqlite::OpenMode::ReadWrite, reader_cache_kib);
  need(sqlite::copy_database(*from->database, path));
  const std::unique_ptr<sqlite::Database> copy = need(sqlite::Database::open(path, {}));
  return need(copy->integer("SELECT max(number) FROM moment")).value_or(0);
}

}  // namespace

base::Result<std::unique_ptr<Store>> open_sqlite(const std::string& path, const schema::Registry& registry,
                                                 const SqliteOptions& options) {
  return base::caught([&]() -> std::unique_ptr<Store> {
    auto memory = path == memory_path ? std::make_unique<sqlite::MemoryVfs>() : nullptr;
    auto store =
        std::make_unique<SqliteStore>(std::move(memory), path == memory_path ? "store.db" : path, registry, options);
    try {
      store->open();
    } catch (const Failure& failure) {
      base::Error error = failure.error();
      error.where.file = path;  // whatever went wrong, it is about this file
      throw Failure(std::move(error));
    }
    return store;
  });
}

}  // namespace keybook::server::storage
