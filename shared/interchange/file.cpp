#include "interchange/file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace keybook::interchange {
namespace {

using base::ErrorCode;

base::Where in_file(const std::string& name) {
  base::Where where;
  where.file = name;
  return where;
}

tl::unexpected<base::Error> failed(int error, const std::string& name, std::string_view doing) {
  const auto fail = [&](ErrorCode code, std::string message, std::string remedy) {
    return base::fail(code, std::move(message), in_file(name), std::move(remedy));
  };
  switch (error) {
    case ENOENT:
      return fail(ErrorCode::BadFile, "no such file or folder", "Check the path");
    case ENOTDIR:
      return fail(ErrorCode::BadFile, "a part of the path is a file, not a folder", "Check the path");
    case EISDIR:
      return fail(ErrorCode::BadFile, "this is a folder", "Name a file");
    case EACCES:
    case EPERM:
      return fail(ErrorCode::BadFile, "no right to " + std::string(doing) + " it",
                  "Change its rights or choose another place");
    case ENOSPC:
    case EDQUOT:
      return fail(ErrorCode::DiskFull, "the disk is full", "Free space and try again");
    case EROFS:
      return fail(ErrorCode::ReadOnly, "the disk is read-only", "Choose another place");
    default:
      return fail(ErrorCode::BadFile, "cannot " + std::string(doing) + " it: " + std::strerror(error), "");
  }
}

std::string megabytes(std::uint64_t bytes) { return std::to_string(bytes >> 20) + " MB"; }

tl::unexpected<base::Error> too_large(const std::string& name, std::uint64_t bytes_max) {
  return base::fail(
      ErrorCode::TooLarge,
      "the file is larger than " + (bytes_max >> 20 ? megabytes(bytes_max) : std::to_string(bytes_max) + " bytes"),
      in_file(name), "Split it");
}

}  // namespace

base::Result<FileSource> FileSource::open(const std::filesystem::path& path, std::uint64_t bytes_max) {
  const std::string name = path.string();
  const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return failed(errno, name, "read");
  FileSource source(descriptor, name, bytes_max);
  struct stat status = {};
  if (::fstat(descriptor, &status) != 0) return failed(errno, name, "read");
  if (S_ISDIR(status.st_mode)) return failed(EISDIR, name, "read");
  if (S_ISREG(status.st_mode) && static_cast<std::uint64_t>(status.st_size) > bytes_max)
    return too_large(name, bytes_max);
  return source;
}

FileSource::FileSource(FileSource&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      name_(std::move(other.name_)),
      bytes_max_(other.bytes_max_),
      bytes_read_(other.bytes_read_) {}

FileSource& FileSource::operator=(FileSource&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(name_, other.name_);
  bytes_max_ = other.bytes_max_;
  bytes_read_ = other.bytes_read_;
  return *this;
}

FileSource::~FileSource() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

base::Result<std::size_t> FileSource::read(std::span<char> into) {
  ssize_t size = 0;
  do size = ::read(descriptor_, into.data(), into.size());
  while (size < 0 && errno == EINTR);
  if (size < 0) return failed(errno, name_, "read");
  bytes_read_ += static_cast<std::uint64_t>(size);
  if (bytes_read_ > bytes_max_) return too_large(name_, bytes_max_);  // it grew, or is a pipe
  return static_cast<std::size_t>(size);
}

base::Status FileSource::rewind() {
  if (::lseek(descriptor_, 0, SEEK_SET) < 0) return failed(errno, name_, "read again");
  bytes_read_ = 0;
  return {};
}

base::Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t bytes_max) {
  auto source = FileSource::open(path, bytes_max);
  if (!source) return tl::unexpected(std::move(source).error());
  std::string out;
  for (;;) {
    const std::size_t have = out.size();
    out.resize(have + read_bytes);
    auto size = source->read({out.data() + have, read_bytes});
    if (!size) return tl::unexpected(std::move(size).error());
    out.resize(have + *size);
    if (*size == 0) return out;
  }
}

base::Result<FileSink> FileSink::create(const std::filesystem::path& path) {
  const std::string name = path.string();
  struct stat status = {};
  if (::stat(name.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) return failed(EISDIR, name, "write");
  if (::stat(name.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
    // A pipe or device takes the bytes as they come; put a file in its place, and root has lost /dev/null.
    const int open_descriptor = ::open(name.c_str(), O_WRONLY | O_CLOEXEC);
    if (open_descriptor < 0) return failed(errno, name, "write");
    return FileSink(open_descriptor, name, {});
  }
  // Not mkostemp, which makes it private: to find out what its mode should be is to change it for all threads a moment.
  static std::atomic<int> made = 0;
  for (;;) {
    std::string temporary = name + '.' + std::to_string(::getpid()) + '-' + std::to_string(++made);
    const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0) return FileSink(descriptor, name, std::move(temporary));
    if (errno != EEXIST) return failed(errno, name, "write");  // else: left by a process that was killed
  }
}

FileSink::FileSink(FileSink&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      name_(std::move(other.name_)),
      temporary_(std::exchange(other.temporary_, {})),
      waiting_(std::move(other.waiting_)) {}

FileSink::~FileSink() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

base::Status FileSink::flush() {
  std::string_view left = waiting_;
  while (!left.empty()) {
    const ssize_t size = ::write(descriptor_, left.data(), left.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return failed(errno, name_, "write");
    left.remove_prefix(static_cast<std::size_t>(size));
  }
  waiting_.clear();
  return {};
}

base::Status FileSink::write(std::string_view bytes) {
  waiting_ += bytes;
  return waiting_.size() < read_bytes ? base::Status{} : flush();
}

base::Status FileSink::commit() {
  KEYBOOK_TRY(flush());
  if (!temporary_.empty() && ::fsync(descriptor_) != 0) return failed(errno, name_, "write");
  const int closed = ::close(std::exchange(descriptor_, -1));
  if (closed != 0) return failed(errno, name_, "write");
  if (temporary_.empty()) return {};
  if (::rename(temporary_.c_str(), name_.c_str()) != 0) return failed(errno, name_, "write");
  temporary_.clear();
  return {};
}

base::Status write_file(const std::filesystem::path& path, std::string_view bytes) {
  auto sink = FileSink::create(path);
  if (!sink) return tl::unexpected(std::move(sink).error());
  KEYBOOK_TRY(sink->write(bytes));
  return sink->commit();
}

}  // namespace keybook::interchange
