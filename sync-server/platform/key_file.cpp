#include "sync-server/platform/key_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>

#include "base/sealed_box.h"

namespace keybook::server::platform {

using base::ErrorCode;
using base::fail;

namespace {

constexpr std::size_t key_characters = 43;  // 32 bytes in base64

base::Where key_place(const std::filesystem::path& file) {
  base::Where where;
  where.file = file.string();
  return where;
}

base::Result<std::string> read_key(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::string key(key_characters + 2, '\0');
  in.read(key.data(), static_cast<std::streamsize>(key.size()));
  key.resize(static_cast<std::size_t>(in.gcount()));
  if (!in.is_open() || in.bad())
    return fail(ErrorCode::ReadOnly, std::string("the key for receipts cannot be read: ") + std::strerror(errno),
                key_place(file), "Give the file to the user that the server runs as");
  while (!key.empty() && key.back() == '\n') key.pop_back();
  const bool fits = key.size() == key_characters && std::all_of(key.begin(), key.end(), [](unsigned char c) {
                      return std::isalnum(c) != 0 || c == '-' || c == '_';
                    });
  if (fits) return key;
  return fail(
      ErrorCode::BadFile, "the file holds no key for receipts", key_place(file),
      "Put the right one in its place; or remove it: a new one is made, and receipts given before count no more");
}

// Whole or not at all, and never in the place of another: two programs may start at once.
bool write_new(const std::filesystem::path& file, const std::string& key) {
  const std::string unfinished = file.string() + "." + std::to_string(::getpid());
  const int descriptor = ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) return false;
  const std::string text = key + '\n';
  const bool written =
      ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(descriptor) == 0;
  ::close(descriptor);
  const bool linked = written && (::link(unfinished.c_str(), file.c_str()) == 0 || errno == EEXIST);
  const int failed = errno;
  ::unlink(unfinished.c_str());
  errno = failed;
  return linked;
}

}  // namespace

base::Result<std::string> receipt_key(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / receipt_key_file;
  std::error_code error;
  return std::filesystem::exists(file, error) ? read_key(file) : std::string();
}

base::Result<std::string> need_receipt_key(const std::filesystem::path& folder, base::Random& random) {
  const std::filesystem::path file = folder / receipt_key_file;
  std::error_code error;
  if (!std::filesystem::exists(file, error) && !write_new(file, base::make_mark_key(random)))
    return fail(errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::ReadOnly,
                std::string("the key for receipts cannot be written: ") + std::strerror(errno), key_place(file),
                "Check the disk and the permissions");
  return read_key(file);
}

}  // namespace keybook::server::platform
