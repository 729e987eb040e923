// Digests of account files (record/sum.h): what one write transaction changes of them, and how they are counted anew.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "storage/sqlite/connection.h"

namespace keybook::server::storage {

// What the records of one write transaction had in the digests of their files, and have now. A record is read before it
// is written, so nothing is read for this alone. Threads: one. Follows the savepoints of its writer.
class FileSums {
 public:
  // As it was found in the store; nullopt: it is not there.
  void read(std::string_view id, const std::optional<RecordState>& state);
  [[nodiscard]] bool knows(const std::string& id) const { return held_.contains(id); }
  void write(const RecordState& state);  // known by now

  void savepoint() { marks_.push_back(undo_.size()); }
  void release();
  void roll_back();

  struct Change {
    record::Sum sum = 0;       // by exclusive or
    std::int64_t records = 0;  // that are not deleted, more or fewer
  };
  [[nodiscard]] Change change_of(std::string_view account) const;
  // What is to be put into the rows of the files; begins anew.
  [[nodiscard]] std::map<std::string, Change, std::less<>> take();

 private:
  struct Held {
    std::string account;
    record::Sum sum = 0;
    std::int64_t records = 0;
  };
  [[nodiscard]] static Held held_of(const RecordState& state);
  void set(Held& held, Held now);

  std::unordered_map<std::string, Held> held_;          // by record
  std::map<std::string, Change, std::less<>> changes_;  // by file
  std::vector<std::pair<std::string, Held>> undo_;      // while there are savepoints
  std::vector<std::size_t> marks_;
};

// Counts the digests of a store that has none, or other ones. Inside a transaction of the caller.
void count_sums(Connection& connection);

}  // namespace keybook::server::storage
