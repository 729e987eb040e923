#include "access/rights.h"

#include <algorithm>
#include <array>

namespace keybook::server::access {

namespace {

constexpr std::array<std::string_view, 4> roles = {"rep", "manager", "head-office", "admin"};

// Bounds walks through data that should hold no circles, but may after a restore or a repair by hand.
constexpr int chain_length_max = 64;

}  // namespace

std::optional<Role> role_of(std::string_view name) {
  for (std::size_t i = 0; i < roles.size(); ++i)
    if (roles[i] == name) return static_cast<Role>(i);
  return std::nullopt;
}

std::string_view name_of(Role role) { return roles[static_cast<std::size_t>(role)]; }

bool within(const TerritoryTree& tree, const std::string& territory, const std::string& above) {
  if (above.empty()) return false;
  std::string at = territory;
  for (int steps = 0; !at.empty() && steps < chain_length_max; ++steps) {
    if (at == above) return true;
    const auto found = tree.find(at);
    at = found == tree.end() ? std::string{} : found->second;
  }
  return false;
}

bool allows(const User& user, const TerritoryTree& tree, const FileRights& file) {
  switch (user.role) {
    case Role::HeadOffice:
    case Role::Admin:
      return true;
    case Role::Manager:
      if (within(tree, file.territory, user.territory)) return true;
      break;
    case Role::Rep:
      break;
  }
  return file.owner == user.name || std::find(file.team.begin(), file.team.end(), user.name) != file.team.end();
}

Verdict verdict(const User& user, const TerritoryTree& tree, const std::vector<FileRights>& versions,
                const std::optional<record::Stamp>& at) {
  if (user.role == Role::HeadOffice || user.role == Role::Admin) return Verdict::Now;
  Verdict found = Verdict::Never;
  for (const FileRights& version : versions) {
    if (at && *at < version.rank) break;
    if (allows(user, tree, version))
      found = Verdict::Now;
    else if (found == Verdict::Now)
      found = Verdict::Once;
  }
  return found;
}

Survivors survivors(std::vector<Redirection> steps) {
  std::sort(steps.begin(), steps.end(), [](const Redirection& a, const Redirection& b) { return a.rank < b.rank; });
  Survivors found;
  for (const Redirection& step : steps) {
    if (step.into.empty())
      found.erase(step.gone);
    else
      found[step.gone] = survivor(found, step.into);
  }
  return found;
}

std::string survivor(const Survivors& survivors, const std::string& account) {
  std::string at = account;
  for (int steps = 0; steps < chain_length_max; ++steps) {
    const auto found = survivors.find(at);
    if (found == survivors.end()) break;
    at = found->second;
  }
  return at;
}

std::vector<FileRights> versions_over_time(
    const std::string& account, const std::vector<Redirection>& steps,
    const std::function<std::vector<FileRights>(const std::string&)>& versions_of) {
  std::vector<FileRights> own = versions_of(account);
  std::vector<record::Stamp> turns;  // when this account, or one that it was merged into, was merged away or came back
  bool redirected = false;
  for (const Redirection& step : steps) {
    turns.push_back(step.rank);
    redirected |= step.gone == account;
  }
  if (!redirected) return own;
  std::sort(turns.begin(), turns.end());

  std::vector<FileRights> found;
  std::optional<record::Stamp> from;
  for (std::size_t turn = 0; turn <= turns.size(); ++turn) {
    // Between two turns one file decides.
    const std::optional<record::Stamp> until = turn < turns.size() ? std::optional(turns[turn]) : std::nullopt;
    std::vector<Redirection> past;
    for (const Redirection& step : steps)
      if (from && !(*from < step.rank)) past.push_back(step);
    const std::string file = survivor(survivors(past), account);
    const std::vector<FileRights> versions = file == account ? own : versions_of(file);
    FileRights inherited;  // in force as the stretch begins
    for (const FileRights& version : versions)
      if (from && !(*from < version.rank)) inherited = version;
    if (from) {
      inherited.rank = *from;
      found.push_back(inherited);
    }
    for (const FileRights& version : versions)
      if ((!from || *from < version.rank) && (!until || version.rank < *until)) found.push_back(version);
    from = until;
  }
  return found;
}

}  // namespace keybook::server::access
