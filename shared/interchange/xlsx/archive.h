// The parts of a packed document (ZIP), read as streams. Internal to this folder.
// Threads: one object belongs to one thread. Errors: BadFile, TooLarge.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "interchange/source.h"

struct zip;
struct zip_file;

namespace keybook::interchange {

// One part, unpacked as it is read. Must not outlive its archive.
class ArchivePart final : public ByteSource {
 public:
  ArchivePart(zip* archive, std::string name, std::uint64_t bytes_max);
  [[nodiscard]] base::Result<std::size_t> read(std::span<char> into) override;
  [[nodiscard]] base::Status rewind() override;

 private:
  struct Close {
    void operator()(zip_file* file) const;
  };
  zip* archive_;
  const std::string name_;
  const std::uint64_t bytes_max_;
  std::uint64_t bytes_read_ = 0;
  std::unique_ptr<zip_file, Close> file_;  // nullptr before the first read
};

class Archive {
 public:
  [[nodiscard]] static base::Result<Archive> open(const std::filesystem::path& path);
  [[nodiscard]] bool has(const std::string& part) const;
  [[nodiscard]] ArchivePart part(const std::string& name, std::uint64_t bytes_max) const;

 private:
  struct Discard {
    void operator()(zip* archive) const;
  };
  explicit Archive(zip* archive) : archive_(archive) {}
  std::unique_ptr<zip, Discard> archive_;
};

}  // namespace keybook::interchange
