// Digests of account files over the confirmed records of this device (record/sum.h), kept with each change and compared
// with the server's at the end of each exchange; and the files that turned out to be damaged (REPLICATION §10).
//
// Changes are collected and written once per file, by write(), in the transaction that made them. What is only pending
// counts as it was confirmed. Threads: as the database. Errors: base::Failure.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "record/sum.h"

namespace keybook::client::store {

class Store;
using record::Sum;

class Digests {
 public:
  explicit Digests(Store& store) : store_(store) {}
  // Counts the digests of a profile that has none. Inside a transaction.
  void migrate();

  // ---- changes
  void begin() { changes_.clear(); }  // a new transaction: what one before did not write was rolled back
  // A record's confirmed state; a sum of 0 is of none.
  void change(const std::string& account, Sum before, Sum after);
  void write();
  void forget(const std::string& account);  // the file is being erased
  void forget_all();

  // ---- as written
  [[nodiscard]] Sum total();  // of all files
  [[nodiscard]] Sum of(const std::string& account);
  // In the order of their ids, those after `after` (`from_start`: all), at most `limit`.
  [[nodiscard]] std::vector<std::pair<std::string, Sum>> files(bool from_start, const std::string& after,
                                                               std::int64_t limit);
  // Counted from the rows as they lie in the database, with the number of rows.
  struct Counted {
    Sum sum = 0;
    std::int64_t rows = 0;
    bool readable = true;
  };
  [[nodiscard]] Counted counted(const std::string& account);
  // Files that have rows or a digest, as files().
  [[nodiscard]] std::vector<std::string> present(bool from_start, const std::string& after, std::int64_t limit);

  // ---- damage
  void mark_damaged(const std::string& account);
  [[nodiscard]] std::vector<std::string> damaged(std::int64_t limit);
  [[nodiscard]] bool is_damaged(const std::string& account);
  void repaired(const std::string& account);
  [[nodiscard]] std::int64_t repairs();  // so far

 private:
  void put(const std::string& account, Sum change);
  Store& store_;
  std::map<std::string, Sum> changes_;  // by file
};

}  // namespace keybook::client::store
