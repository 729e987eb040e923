#include "merge/ledger.h"

#include <algorithm>

namespace keybook::server::merge {

namespace {

// A long run of mutations over many files must not keep all their rights in memory.
constexpr std::size_t files_remembered_max = 10'000;

}  // namespace

const std::vector<access::FileRights>& Ledger::versions(const std::string& account) {
  if (const auto found = versions_.find(account); found != versions_.end()) return found->second;
  if (versions_.size() >= files_remembered_max) versions_.clear();
  return versions_.emplace(account, writer_.rights(account)).first->second;
}

access::Verdict Ledger::verdict(const access::User& user, const std::string& account, const Stamp& rank) {
  if (user.role == access::Role::HeadOffice || user.role == access::Role::Admin) return access::Verdict::Now;
  if (user.role == access::Role::Manager && territories_.empty()) territories_ = writer_.territories();
  load_redirects();
  if (redirections_->empty()) return access::verdict(user, territories_, versions(account), rank);
  const auto over_time =
      access::versions_over_time(account, *redirections_, [this](const std::string& file) { return versions(file); });
  return access::verdict(user, territories_, over_time, rank);
}

access::FileRights Ledger::rights(const std::string& account) {
  const auto& all = versions(account);
  return all.empty() ? access::FileRights{} : all.back();
}

access::FileRights Ledger::rights_before(const std::string& account, const Stamp& rank) {
  access::FileRights found;
  for (const access::FileRights& version : versions(account))
    if (version.rank < rank) found = version;
  return found;
}

void Ledger::put_rights(const std::string& account, access::FileRights version, CommitNumber commit) {
  version.changed = commit;
  writer_.put_rights(account, version, commit);
  auto found = versions_.find(account);
  if (found == versions_.end()) return;  // read with the others when it is asked for
  auto& all = found->second;
  const auto at = std::lower_bound(all.begin(), all.end(), version.rank,
                                   [](const access::FileRights& one, const Stamp& rank) { return one.rank < rank; });
  if (at != all.end() && at->rank == version.rank)
    *at = std::move(version);
  else
    all.insert(at, std::move(version));
}

std::optional<bool> Ledger::has_deletes(const std::string& account) const {
  const auto found = has_deletes_.find(account);
  return found == has_deletes_.end() ? std::nullopt : std::optional(found->second);
}

void Ledger::has_deletes(const std::string& account, bool has) {
  if (has_deletes_.size() >= files_remembered_max) has_deletes_.clear();
  has_deletes_[account] = has;
}

Stamp Ledger::next_stamp(std::int64_t now_ms) {
  record::HybridClock clock(std::string(record::server_device), writer_.highest_rank(writer_.last_commit()));
  Stamp stamp = clock.next(now_ms);
  writer_.note_rank(stamp);
  return stamp;
}

void Ledger::load_redirects() {
  if (redirections_) return;
  redirections_.emplace();
  for (const storage::Redirect& one : writer_.redirects()) redirections_->push_back({one.rank, one.gone, one.into});
  survivors_ = access::survivors(*redirections_);
}

const access::Survivors& Ledger::survivors() {
  load_redirects();
  return survivors_;
}

void Ledger::put_redirect(const std::string& gone, const std::string& into, const Stamp& rank) {
  load_redirects();
  storage::Redirect redirect;
  redirect.gone = gone;
  redirect.into = into;
  redirect.rank = rank;
  writer_.put_redirect(redirect);
  redirections_->push_back({rank, gone, into});
  survivors_ = access::survivors(*redirections_);
}

}  // namespace keybook::server::merge
