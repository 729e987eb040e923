#include "session/sums.h"

#include <algorithm>
#include <utility>

#include "session/sight.h"

namespace keybook::server::session {

using record::CommitNumber;
using record::Sum;

namespace {

// Users whose digests are remembered. Past it all are forgotten, and put together again as they come.
constexpr std::size_t entries_max = 20'000;

const std::string shared_file;

bool is_manager(const access::User& user) { return user.role == access::Role::Manager; }

}  // namespace

std::shared_ptr<Sums::Entry> Sums::entry(const access::User& user, const std::string& epoch) {
  // Whoever sees everything sees the same.
  std::string key = epoch + '\n';
  if (!sees_all(user, "?")) key += user.name + '\n' + std::string(access::name_of(user.role)) + '\n' + user.territory;
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= entries_max) entries_.clear();
  auto& found = entries_[key];
  if (!found) found = std::make_shared<Entry>();
  return found;
}

void Sums::begin(Entry& entry, storage::Reader& reader, const access::User& user) {
  entry.files.clear();
  entry.sum = 0;
  const auto add = [&entry](const std::string& file, Sum sum) {
    if (sum == 0) return;
    entry.files.emplace(file, sum);
    entry.sum ^= sum;
  };
  if (sees_all(user, "?")) {
    for (const auto& [file, sum] : reader.file_sums()) add(file, sum);
  } else {
    add(shared_file, reader.file_sum(shared_file));
    for (const std::string& file : reader.visible_files(user)) add(file, reader.file_sum(file));
  }
}

void Sums::follow(Entry& entry, storage::Reader& reader, const access::User& user, CommitNumber since) {
  std::vector<std::string> files = reader.changed_files(since);
  const std::vector<std::string> regranted = reader.regranted_files(since);
  files.insert(files.end(), regranted.begin(), regranted.end());
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  for (const std::string& file : files) {
    bool sees = sees_all(user, file);
    if (!sees) {
      const std::vector<access::FileRights> versions = reader.rights(file);
      sees = !versions.empty() && access::allows(user, entry.tree, versions.back());
    }
    Sum& held = entry.files[file];
    entry.sum ^= held;
    held = sees ? reader.file_sum(file) : 0;
    entry.sum ^= held;
    if (held == 0) entry.files.erase(file);
  }
}

std::optional<Sum> Sums::of(storage::Reader& reader, const access::User& user, const std::string& epoch) {
  const std::shared_ptr<Entry> one = entry(user, epoch);
  const CommitNumber now = reader.last_commit();
  access::TerritoryTree tree = is_manager(user) ? reader.territories() : access::TerritoryTree{};
  const std::lock_guard lock(one->mutex);
  if (one->at > now) return std::nullopt;
  const bool fresh = one->at < 0 || tree != one->tree;
  one->tree = std::move(tree);
  if (!fresh && one->at == now) return one->sum;
  const CommitNumber before = std::exchange(one->at, -1);  // should anything fail below
  if (fresh)
    begin(*one, reader, user);
  else
    follow(*one, reader, user, before);
  one->at = now;
  return one->sum;
}

std::vector<std::string> unequal_files(storage::Reader& reader, const access::User& user,
                                       const protocol::FileDigests& digests, CommitNumber cursor) {
  std::map<std::string, Sum> held(digests.files.begin(), digests.files.end());
  std::map<std::string, Sum> wanted;
  std::vector<std::string> visible = reader.visible_files(user);
  if (digests.first) visible.emplace_back(shared_file);
  for (const std::string& file : visible) {
    const bool inside = file.empty() || (file > digests.after && (digests.upto.empty() || file <= digests.upto));
    if (inside) wanted.emplace(file, reader.file_sum(file));
  }
  const std::vector<std::string> changed = reader.changed_files(cursor);
  const std::set<std::string> later(changed.begin(), changed.end());
  std::vector<std::string> unequal;
  for (const auto& [file, sum] : wanted) {
    const auto found = held.find(file);
    const Sum theirs = found == held.end() ? 0 : found->second;
    if (found != held.end()) held.erase(found);
    if (theirs != sum && !later.contains(file)) unequal.push_back(file);
  }
  for (const auto& [file, sum] : held)  // what it should not have at all
    if (!later.contains(file)) unequal.push_back(file);
  return unequal;
}

}  // namespace keybook::server::session
