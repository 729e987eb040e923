#include "platform/files.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

#include "platform/pause.h"

namespace keybook::client::platform {

using base::ErrorCode;
using base::fail;

namespace {

base::Error error_of(int number, const std::string& doing, const std::filesystem::path& file) {
  base::Error error{
      ErrorCode::Usage, doing + " failed: " + std::strerror(number), {}, "Check the path and its permissions"};
  error.where.file = file.string();
  if (number == ENOSPC || number == EDQUOT)
    error.code = ErrorCode::DiskFull, error.remedy = "Free some space and try again";
  if (number == EROFS || number == EACCES || number == EPERM) error.code = ErrorCode::ReadOnly;
  return error;
}

}  // namespace

base::Status make_folder(const std::filesystem::path& folder) {
  std::error_code code;
  if (std::filesystem::is_directory(folder, code)) return {};
  if (folder.has_parent_path()) std::filesystem::create_directories(folder.parent_path(), code);
  if (code) return tl::unexpected(error_of(code.value(), "making the folder", folder));
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
    return tl::unexpected(error_of(errno, "making the folder", folder));
  if (!std::filesystem::is_directory(folder, code))
    return tl::unexpected(error_of(ENOTDIR, "making the folder", folder));
  return {};
}

base::Status write_private(const std::filesystem::path& file, const std::string& bytes) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0) return tl::unexpected(error_of(errno, "making the file", file));
  std::size_t done = 0;
  int failed = 0;
  while (done < bytes.size() && failed == 0) {
    const ssize_t written = ::write(descriptor, bytes.data() + done, bytes.size() - done);
    if (written < 0 && errno != EINTR) failed = errno;
    if (written > 0) done += static_cast<std::size_t>(written);
  }
  if (failed == 0 && ::fsync(descriptor) != 0) failed = errno;
  ::close(descriptor);
  if (failed == 0) return {};
  ::unlink(file.c_str());  // half a key is worse than none
  return tl::unexpected(error_of(failed, "writing the file", file));
}

base::Status replace_private(const std::filesystem::path& file, const std::string& bytes) {
  std::filesystem::path fresh = file;
  fresh += ".new";
  std::error_code code;
  std::filesystem::remove(fresh, code);  // left by a program that was killed
  KEYBOOK_TRY(write_private(fresh, bytes));
  std::filesystem::rename(fresh, file, code);
  if (code) return tl::unexpected(error_of(code.value(), "writing the file", file));
  return {};
}

bool file_exists(const std::filesystem::path& file) {
  std::error_code ignored;
  return std::filesystem::exists(file, ignored);
}

base::Result<std::optional<std::string>> read_file(const std::filesystem::path& file) {
  std::error_code code;
  if (!std::filesystem::exists(file, code)) return std::optional<std::string>{};
  std::ifstream in(file, std::ios::binary);
  if (!in) return tl::unexpected(error_of(EACCES, "reading the file", file));
  return std::optional<std::string>(std::string(std::istreambuf_iterator<char>(in), {}));
}

base::Result<FolderLock> FolderLock::take(const std::filesystem::path& file, const std::string& held_message,
                                          std::int64_t wait_ms) {
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return tl::unexpected(error_of(errno, "opening the lock", file));
  // flock, not fcntl: it counts per open file, so two Clients in one process exclude each other too.
  constexpr std::int64_t poll_ms = 50;
  int locked = ::flock(descriptor, LOCK_EX | LOCK_NB);
  for (; locked != 0 && errno == EWOULDBLOCK && wait_ms > 0; wait_ms -= poll_ms) {
    pause(poll_ms, {});
    locked = ::flock(descriptor, LOCK_EX | LOCK_NB);
  }
  if (locked != 0) {
    const int number = errno;
    ::close(descriptor);
    if (number != EWOULDBLOCK) return tl::unexpected(error_of(number, "taking the lock", file));
    base::Where where;
    where.file = file.string();
    return fail(ErrorCode::Busy, held_message, std::move(where), "Wait until it has ended, or close the other program");
  }
  return FolderLock(descriptor);
}

std::vector<std::string> names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code none;
  for (auto entry = std::filesystem::directory_iterator(folder, none);
       !none && entry != std::filesystem::directory_iterator(); entry.increment(none))
    names.push_back(entry->path().filename().string());
  std::sort(names.begin(), names.end());  // the order of a directory is accidental
  return names;
}

std::string host_name() {
  char name[256] = {};
  return ::gethostname(name, sizeof name - 1) == 0 ? name : "";
}

FolderLock::FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace keybook::client::platform
