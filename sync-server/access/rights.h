// Visibility and rights (REPLICATION §6, §7), a pure function of the server's own transactions.
//
// Someone may see and write an account file as owner, as member of its team, as manager of its territory or of one
// above it, or by role (head office and administrators: all). Rights are judged at the rank of an edit, not at its
// arrival. Threads: pure functions of values.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "record/stamp.h"

namespace keybook::server::access {

enum class Role { Rep, Manager, HeadOffice, Admin };
[[nodiscard]] std::optional<Role> role_of(std::string_view name);  // "rep", "manager", "head-office", "admin"
[[nodiscard]] std::string_view name_of(Role role);

struct User {
  std::string name;
  Role role = Role::Rep;
  std::string territory;  // empty: none
};

// Parent of each territory; empty parent: top. Cycles are refused when a territory is added.
using TerritoryTree = std::map<std::string, std::string>;
[[nodiscard]] bool within(const TerritoryTree& tree, const std::string& territory, const std::string& above);

// What decides about a file, in force from `rank` on until the next version.
struct FileRights {
  record::Stamp rank;
  std::string owner;  // empty: the pool
  std::vector<std::string> team;
  std::string territory;
  record::CommitNumber changed = 0;  // the commit that made it: what a device with an older cursor did not know
};

enum class Verdict { Never, Once, Now };  // refused, parked, applied

[[nodiscard]] bool allows(const User& user, const TerritoryTree& tree, const FileRights& file);
// `versions` oldest first; only those with rank <= `at` count (nullopt: all): whoever creates an account has it at
// once.
[[nodiscard]] Verdict verdict(const User& user, const TerritoryTree& tree, const std::vector<FileRights>& versions,
                              const std::optional<record::Stamp>& at);

// Accounts that were merged away, each with the account that took its place (in the end, where that was merged away
// too).
using Survivors = std::map<std::string, std::string>;
// One step of it: `into` empty: parted again.
struct Redirection {
  record::Stamp rank;
  std::string gone, into;
};
[[nodiscard]] Survivors survivors(std::vector<Redirection> steps);
[[nodiscard]] std::string survivor(const Survivors& survivors,
                                   const std::string& account);  // itself, where it was not merged away

// What decided about an account at each rank: its own versions, and while it was merged away those of its survivor.
// `versions_of` gives a file's own versions, oldest first.
[[nodiscard]] std::vector<FileRights> versions_over_time(
    const std::string& account, const std::vector<Redirection>& steps,
    const std::function<std::vector<FileRights>(const std::string&)>& versions_of);

}  // namespace keybook::server::access
