// Who sees a file, now and at an earlier commit: what decides between sending changes, the whole file, and its
// eviction. Threads: pure functions.
#pragma once

#include "access/rights.h"

namespace keybook::server::session {

struct Sight {
  bool now = false;      // visible with the rights in force
  bool then = false;     // was visible to a device whose cursor stood at the earlier commit
  bool between = false;  // was given to the user after it
  bool known = false;    // the file existed then
};

// The shared collection, and everything for head office: no rights to look up.
[[nodiscard]] inline bool sees_all(const access::User& user, const std::string& file) {
  return file.empty() || user.role == access::Role::HeadOffice || user.role == access::Role::Admin;
}

// `versions` by rank, as the store keeps them.
[[nodiscard]] inline Sight sight_of(const access::User& user, const access::TerritoryTree& tree,
                                    const std::vector<access::FileRights>& versions, record::CommitNumber since) {
  Sight sight;
  if (versions.empty()) return sight;
  sight.now = access::allows(user, tree, versions.back());
  const access::FileRights* then = nullptr;
  for (const access::FileRights& version : versions)
    if (version.changed <= since)
      then = &version;
    else
      sight.between = sight.between || access::allows(user, tree, version);
  sight.known = then != nullptr;
  sight.then = sight.known && access::allows(user, tree, *then);
  return sight;
}

}  // namespace keybook::server::session
