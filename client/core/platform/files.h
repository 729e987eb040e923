// Small files and locks of a profile. Threads: pure functions; a FolderLock belongs to one thread at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"

namespace keybook::client::platform {

// Makes the folder (0700) and its parents where they are missing.
[[nodiscard]] base::Status make_folder(const std::filesystem::path& folder);

// Writes a new file that only its owner may read (0600), durably; fails where it exists.
[[nodiscard]] base::Status write_private(const std::filesystem::path& file, const std::string& bytes);
// The same in place of a file that may be there: readers see the old bytes or the new ones.
[[nodiscard]] base::Status replace_private(const std::filesystem::path& file, const std::string& bytes);
[[nodiscard]] bool file_exists(const std::filesystem::path& file);
// nullopt: there is no such file.
[[nodiscard]] base::Result<std::optional<std::string>> read_file(const std::filesystem::path& file);

// The names of all files and folders in a folder, sorted; nothing where it is not there.
[[nodiscard]] std::vector<std::string> names_in(const std::filesystem::path& folder);

// This machine's name for people; empty: unknown.
[[nodiscard]] std::string host_name();

// One holder among all processes and all Clients of this machine; released at destruction, also by a crash.
class FolderLock {
 public:
  // Busy where somebody else still holds it after `wait_ms`.
  [[nodiscard]] static base::Result<FolderLock> take(const std::filesystem::path& file, const std::string& held_message,
                                                     std::int64_t wait_ms);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace keybook::client::platform
