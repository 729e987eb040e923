// The folder of an embedded store: who uses it, and files that change places in it durably.
// Threads: one at a time. Errors: values.
#pragma once

#include <cstdint>
#include <filesystem>

#include "base/error.h"

namespace keybook::server::platform {

inline constexpr const char* use_lock_file = "use.lock";  // in the folder, for as long as there is a store

// Whoever works on a store shares its folder; whoever puts another store into it has it alone. Released at destruction,
// also by a crash.
class FolderUse {
 public:
  enum class How { Shared, Alone };
  // Busy where others use it in a way that excludes this one.
  [[nodiscard]] static base::Result<FolderUse> take(const std::filesystem::path& folder, How how);
  FolderUse(FolderUse&& other) noexcept;
  FolderUse& operator=(FolderUse&&) = delete;
  ~FolderUse();

 private:
  explicit FolderUse(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

// Puts a finished file in the place of another (or of none); after that, one of the two is there whatever happens.
[[nodiscard]] base::Status move_file(const std::filesystem::path& from, const std::filesystem::path& to);

// As many open files as the machine lets this program have: each connection is one. Returns the limit now.
std::int64_t raise_open_files();

}  // namespace keybook::server::platform
