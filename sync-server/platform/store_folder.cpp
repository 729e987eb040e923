#include "sync-server/platform/store_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace keybook::server::platform {

using base::ErrorCode;
using base::fail;

namespace {

base::Where at(const std::filesystem::path& file) {
  base::Where where;
  where.file = file.string();
  return where;
}

tl::unexpected<base::Error> failed(const std::string& doing, const std::filesystem::path& file) {
  return fail(errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::ReadOnly, doing + ": " + std::strerror(errno),
              at(file), "Check the disk and the permissions");
}

bool sync_path(const std::filesystem::path& path, int flags) {
  const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC);
  if (descriptor < 0) return false;
  const bool done = ::fsync(descriptor) == 0;
  ::close(descriptor);
  return done;
}

}  // namespace

base::Result<FolderUse> FolderUse::take(const std::filesystem::path& folder, How how) {
  const std::filesystem::path file = folder / use_lock_file;
  const int descriptor = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return failed("the data folder cannot be written", file);
  if (::flock(descriptor, (how == How::Alone ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0) return FolderUse(descriptor);
  ::close(descriptor);
  return fail(ErrorCode::Busy,
              how == How::Alone ? "the store is in use by a running server or command"
                                : "another store is being put into this folder",
              at(folder), how == How::Alone ? "Stop the server, then try again" : "Wait for its end, then try again");
}

FolderUse::FolderUse(FolderUse&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
FolderUse::~FolderUse() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

base::Status move_file(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (!sync_path(from, O_RDONLY)) return failed("the file cannot be written out", from);
  if (::rename(from.c_str(), to.c_str()) != 0) return failed("the file cannot be moved", to);
  const std::filesystem::path folder = to.has_parent_path() ? to.parent_path() : std::filesystem::path(".");
  if (!sync_path(folder, O_RDONLY | O_DIRECTORY)) return failed("the folder cannot be written out", folder);
  return {};
}

std::int64_t raise_open_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  limit.rlim_cur = limit.rlim_max;
  if (setrlimit(RLIMIT_NOFILE, &limit) != 0 && getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  return static_cast<std::int64_t>(limit.rlim_cur);
}

}  // namespace keybook::server::platform
