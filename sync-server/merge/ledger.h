// What the engine looks up again and again while mutations come in: rights of files, merged accounts, territories.
// Threads: one. Cost: each is read from the store once; what the engine writes goes through here and is known at once.
#pragma once

#include <optional>
#include <unordered_map>

#include "access/rights.h"
#include "merge/refused_creations.h"
#include "storage/storage.h"

namespace keybook::server::merge {

using record::CommitNumber;
using record::Stamp;

class Ledger {
 public:
  explicit Ledger(storage::Writer& writer) : writer_(writer), refused_creations_(writer) {}

  // What `user` may do with a file at a rank. `account`: as the edit was addressed, merged away or not.
  [[nodiscard]] access::Verdict verdict(const access::User& user, const std::string& account, const Stamp& rank);
  // In force now; an empty version where the file has none.
  [[nodiscard]] access::FileRights rights(const std::string& account);
  // The same just before a rank.
  [[nodiscard]] access::FileRights rights_before(const std::string& account, const Stamp& rank);
  void put_rights(const std::string& account, access::FileRights version, CommitNumber commit);

  // Whether an account was ever deleted, as far as it is known: what is written below it needs to look at it only then.
  [[nodiscard]] std::optional<bool> has_deletes(const std::string& account) const;
  void has_deletes(const std::string& account, bool has);

  [[nodiscard]] RefusedCreations& refused_creations() { return refused_creations_; }

  // A stamp for what the server does of itself within a commit: later than every rank so far.
  [[nodiscard]] Stamp next_stamp(std::int64_t now_ms);

  [[nodiscard]] const access::Survivors& survivors();
  [[nodiscard]] std::string survivor(const std::string& account) { return access::survivor(survivors(), account); }
  void put_redirect(const std::string& gone, const std::string& into, const Stamp& rank);

 private:
  [[nodiscard]] const std::vector<access::FileRights>& versions(const std::string& account);
  void load_redirects();

  storage::Writer& writer_;
  std::unordered_map<std::string, std::vector<access::FileRights>> versions_;
  std::unordered_map<std::string, bool> has_deletes_;
  access::TerritoryTree territories_;  // read when a manager asks first
  std::optional<std::vector<access::Redirection>> redirections_;
  access::Survivors survivors_;
  RefusedCreations refused_creations_;
};

}  // namespace keybook::server::merge
