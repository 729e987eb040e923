#include "usecases/profile_users.h"

#include <algorithm>

#include "base/failure.h"
#include "platform/files.h"

namespace keybook::client {

namespace fs = std::filesystem;

using base::ErrorCode;

namespace {

constexpr const char* users_folder = "users";
constexpr const char* last_user_file = "last-user";

// A file name that is the same on every system, and no path.
std::string file_name_of(const std::string& user) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : user) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (plain) {
      out += c;
      continue;
    }
    out += '%';
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

std::string user_of(const std::string& file_name) {
  const auto digit = [](char c) { return c >= 'A' ? c - 'A' + 10 : c - '0'; };
  std::string out;
  for (std::size_t i = 0; i < file_name.size(); ++i) {
    if (file_name[i] == '%' && i + 2 < file_name.size()) {
      out += static_cast<char>(digit(file_name[i + 1]) << 4 | digit(file_name[i + 2]));
      i += 2;
    } else {
      out += file_name[i];
    }
  }
  return out;
}

fs::path folder_beside(const fs::path& profile, const std::string& user) {
  return profile / users_folder / file_name_of(user);
}

std::string last_user(const fs::path& profile) {
  return base::need(platform::read_file(profile / last_user_file)).value_or("");
}

// Whose the database in the profile's own folder is; empty: nobody's yet.
std::string first_user(const fs::path& profile, const Environment& environment) {
  if (!is_profile(profile)) return {};
  const auto client = base::need(Client::open(profile, environment, Client::Open::Existing));
  return base::need(client->status()).user;
}

std::vector<std::string> others(const fs::path& profile) {
  std::vector<std::string> users;
  for (const std::string& name : platform::names_in(profile / users_folder))
    if (is_profile(profile / users_folder / name)) users.push_back(user_of(name));
  return users;
}

}  // namespace

base::Result<std::vector<ProfileUser>> users_of(const fs::path& profile, const Environment& environment) {
  return base::caught([&] {
    std::vector<ProfileUser> out;
    if (is_profile(profile)) out.push_back({first_user(profile, environment), profile, false});
    for (std::string& name : others(profile)) {
      const fs::path folder = folder_beside(profile, name);
      out.push_back({std::move(name), folder, false});
    }
    const std::string last = last_user(profile);
    const auto chosen = std::find_if(out.begin(), out.end(), [&](const ProfileUser& one) { return one.user == last; });
    if (!out.empty()) (chosen == out.end() ? out.front() : *chosen).chosen = true;
    return out;
  });
}

base::Result<fs::path> folder_of(const fs::path& profile, const std::string& user, const Environment& environment) {
  return base::caught([&]() -> fs::path {
    if (user.empty()) {
      const std::string last = last_user(profile);
      const fs::path beside = folder_beside(profile, last);
      return !last.empty() && is_profile(beside) ? beside : profile;
    }
    if (const fs::path beside = folder_beside(profile, user); is_profile(beside)) return beside;
    if (first_user(profile, environment) == user) return profile;
    std::string names;
    for (const ProfileUser& one : base::need(users_of(profile, environment)))
      names += (names.empty() ? "" : ", ") + one.user;
    base::Where where;
    where.file = profile.string();
    throw base::Failure({ErrorCode::Usage, "'" + user + "' has no data in this profile", std::move(where),
                         names.empty() ? "Run: keybook enroll --profile DIR --server URL --user NAME"
                                       : "Who works here: " + names + ". Others: keybook enroll"});
  });
}

base::Result<fs::path> folder_to_enroll(const fs::path& profile, const std::string& user,
                                        const Environment& environment) {
  return base::caught([&]() -> fs::path {
    if (const fs::path beside = folder_beside(profile, user); is_profile(beside)) return beside;
    const std::string first = first_user(profile, environment);
    return first.empty() || first == user ? profile : folder_beside(profile, user);
  });
}

bool is_shared(const fs::path& profile) { return !others(profile).empty(); }

base::Status choose_user(const fs::path& profile, const std::string& user) {
  return platform::replace_private(profile / last_user_file, user);
}

}  // namespace keybook::client
