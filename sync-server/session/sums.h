// The digest of everything that a user may see (record/sum.h), as a device holds it that is up to date: both sides
// compare them at the end of each exchange (REPLICATION §10).
//
// The digest of a file is kept in the store. Those of a user's files are put together here and kept in memory: the
// first exchange of a user after the server's start costs a look at each of the files, every other one follows what has
// changed since. Threads: any. Errors: base::Failure of storage.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "protocol/messages.h"
#include "storage/storage.h"

namespace keybook::server::session {

class Sums {
 public:
  // In the reader's snapshot; nullopt: somebody asked with a later one, this one is not put together any more.
  [[nodiscard]] std::optional<record::Sum> of(storage::Reader& reader, const access::User& user,
                                              const std::string& epoch);

 private:
  struct Entry {
    std::mutex mutex;
    record::CommitNumber at = -1;  // -1: not put together yet
    access::TerritoryTree tree;    // of a manager
    record::Sum sum = 0;
    std::unordered_map<std::string, record::Sum> files;
  };
  [[nodiscard]] std::shared_ptr<Entry> entry(const access::User& user, const std::string& epoch);
  static void begin(Entry& entry, storage::Reader& reader, const access::User& user);
  static void follow(Entry& entry, storage::Reader& reader, const access::User& user, record::CommitNumber since);

  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<Entry>> entries_;  // by what decides on the sight
};

// Which of a device's files, at its cursor, are not what they should be; those that it should have and does not name
// included. Files that changed since are not comparable and left out.
[[nodiscard]] std::vector<std::string> unequal_files(storage::Reader& reader, const access::User& user,
                                                     const protocol::FileDigests& digests, record::CommitNumber cursor);

}  // namespace keybook::server::session
