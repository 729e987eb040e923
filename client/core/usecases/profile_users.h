// The users of one profile. Each has a database of one's own, with key, locks, outbox, counters, credential and search
// index beside it: what happens to one (an eviction, a revocation, a damaged file) never reaches another's.
//
//   PROFILE/            the first user's, as if there were no other
//   PROFILE/users/NAME/ every other's (characters that no file name has are written %XX)
//   PROFILE/last-user   who was chosen last
//
// Threads: pure functions of the files. Errors: Result values.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "usecases/client.h"

namespace keybook::client {

struct ProfileUser {
  std::string user;  // empty: the folder holds a profile that was never enrolled
  std::filesystem::path folder;
  bool chosen = false;  // the one that works where nobody is named
};

// Everybody who works in this profile, the first user first; empty where there is no profile.
[[nodiscard]] base::Result<std::vector<ProfileUser>> users_of(const std::filesystem::path& profile,
                                                              const Environment& environment);

// The folder that Client::open takes for `user`; for an empty one of whoever was chosen last, or is the only one. Costs
// nothing where nobody is named. Usage, with the names that are there, for somebody who has no data here.
[[nodiscard]] base::Result<std::filesystem::path> folder_of(const std::filesystem::path& profile,
                                                            const std::string& user, const Environment& environment);

// The same for enrolling: where the user has no data yet, the folder that they get. Not made yet.
[[nodiscard]] base::Result<std::filesystem::path> folder_to_enroll(const std::filesystem::path& profile,
                                                                   const std::string& user,
                                                                   const Environment& environment);

// Whether more than one user has data here.
[[nodiscard]] bool is_shared(const std::filesystem::path& profile);

// From now on this user works where nobody is named.
[[nodiscard]] base::Status choose_user(const std::filesystem::path& profile, const std::string& user);

}  // namespace keybook::client
