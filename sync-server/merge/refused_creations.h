// Records whose creation was refused: what refers to one of them waits with it (REPLICATION §3), also when it comes
// with a later request. Kept by user, so that it holds for a copied profile too; the latest only, since a device sends
// what it made one after the other. Threads: one. Errors: base::Failure of storage.
#pragma once

#include <map>

#include "storage/storage.h"

namespace keybook::server::merge {

class RefusedCreations {
 public:
  explicit RefusedCreations(storage::Writer& writer) : writer_(writer) {}

  void add(const std::string& user, const std::vector<std::string>& records);
  // Those that a change of a field names; whether one came to be since is the caller's to know.
  [[nodiscard]] std::vector<std::string> named_by(const std::string& user, const record::Change& change);

 private:
  [[nodiscard]] std::vector<std::string>& of(const std::string& user);

  storage::Writer& writer_;
  std::map<std::string, std::vector<std::string>> records_;  // read once; the oldest first
};

}  // namespace keybook::server::merge
