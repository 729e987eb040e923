// The one writer of the embedded store: a write transaction with nested savepoints.
//
// Threads: one, and only one writer per store at a time: it holds the store's lock. Errors: base::Failure.
#pragma once

#include <algorithm>
#include <mutex>
#include <unordered_map>

#include "storage/sqlite/connection.h"
#include "storage/sqlite/file_sums.h"

namespace keybook::server::storage {

class SqliteWriter final : public Reading<Writer> {
 public:
  // Begins the transaction; `lock` keeps other writers of this process out until the end.
  SqliteWriter(Connection& connection, std::unique_lock<std::mutex> lock);
  ~SqliteWriter() override;  // rolls back what was not committed

  CommitNumber last_commit() override { return last_commit_; }
  Stamp highest_rank(CommitNumber at) override;
  std::vector<std::string> changed_files(CommitNumber since) override;
  std::optional<RecordState> record(std::string_view type, std::string_view id) override;
  record::Sum file_sum(std::string_view account) override;
  std::int64_t file_records(std::string_view account) override;
  std::int64_t all_records() override;

  CommitNumber next_commit() override { return ++last_commit_; }
  void skip_to(CommitNumber commit) override { last_commit_ = std::max(last_commit_, commit); }
  void set_meta(std::string_view key, std::string_view value) override;
  void note_rank(const Stamp& rank) override;
  void grow() override { connection_.grow(); }
  void put(const RecordState& state, CommitNumber changed) override;
  void put(const Line& line, std::string_view account) override;
  void erase(const Line& line) override;
  void put_rights(std::string_view account, const access::FileRights& version, CommitNumber changed) override;
  void put_redirect(const Redirect& redirect) override;
  void put(const UserRow& user) override;
  void put_territory(std::string_view name, std::string_view parent) override;
  void put(const Enrolment& enrolment) override;
  void put_committed(std::string_view enrolment, Counter counter, const Committed& committed) override;
  void replace_committed(std::string_view enrolment, Counter counter, const Committed& committed) override;
  void put(const Plan& plan) override;  // plans.cpp
  void erase_plan(std::string_view kind, std::string_view id) override;
  void put_act(std::string_view user, std::string_view act, std::string_view answer, std::int64_t now_ms) override;
  void remake_file(std::string_view account, CommitNumber changed) override;
  void put(const OriginRow& origin) override;
  void put(const ParcelRow& parcel) override;
  void savepoint() override;
  void release() override;
  void rollback_to_savepoint() override;
  void commit() override;

 protected:
  Connection& connection() override { return connection_; }

 private:
  void touch(std::string_view account, CommitNumber changed);
  void flush_files();
  void bring_back(const std::string& type, const std::string& id, CommitNumber changed);
  void write_moment();

  Connection& connection_;
  std::unique_lock<std::mutex> lock_;
  std::optional<sqlite::Transaction> transaction_;
  CommitNumber first_commit_ = 0, last_commit_ = 0;
  Stamp highest_;
  // Written at the end, once per file instead of once per mutation. A savepoint that is rolled back leaves its files
  // here: they then count as changed without a change in them, which costs one look and is never wrong.
  std::unordered_map<std::string, CommitNumber> files_;
  FileSums sums_;
  const bool any_gone_;  // deleted records that left the feed: they come back when something is written of them
  int depth_ = 0;        // of savepoints
};

}  // namespace keybook::server::storage
