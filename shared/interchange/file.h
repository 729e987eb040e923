// Files that a person names: imports, exports, attachments. Errors say which file and what can be done.
//
// Threads: one object belongs to one thread. Codes: BadFile (not found, a folder, no right, cannot be read), TooLarge,
// DiskFull, ReadOnly.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "interchange/source.h"

namespace keybook::interchange {

// Largest file that is taken into memory as a whole.
inline constexpr std::uint64_t whole_file_bytes_max = 256ull << 20;
// Largest file that is read as a stream: a million rows of 4 KB.
inline constexpr std::uint64_t streamed_file_bytes_max = 4ull << 30;

// A file read piece by piece. Pipes work too, but cannot rewind.
class FileSource final : public ByteSource {
 public:
  [[nodiscard]] static base::Result<FileSource> open(const std::filesystem::path& path,
                                                     std::uint64_t bytes_max = streamed_file_bytes_max);
  FileSource(FileSource&& other) noexcept;
  FileSource& operator=(FileSource&& other) noexcept;
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override;

  [[nodiscard]] base::Result<std::size_t> read(std::span<char> into) override;
  [[nodiscard]] base::Status rewind() override;

 private:
  FileSource(int descriptor, std::string name, std::uint64_t bytes_max)
      : descriptor_(descriptor), name_(std::move(name)), bytes_max_(bytes_max) {}
  int descriptor_ = -1;
  std::string name_;
  std::uint64_t bytes_max_ = 0, bytes_read_ = 0;
};

[[nodiscard]] base::Result<std::string> read_file(const std::filesystem::path& path,
                                                  std::uint64_t bytes_max = whole_file_bytes_max);

// A file written piece by piece. What stood under its name stays until commit(), which puts the whole new file there at
// once, safe on disk; without commit nothing changes.
class FileSink {
 public:
  [[nodiscard]] static base::Result<FileSink> create(const std::filesystem::path& path);
  FileSink(FileSink&& other) noexcept;
  FileSink& operator=(FileSink&&) = delete;
  FileSink(const FileSink&) = delete;
  FileSink& operator=(const FileSink&) = delete;
  ~FileSink();

  [[nodiscard]] base::Status write(std::string_view bytes);
  [[nodiscard]] base::Status commit();

 private:
  FileSink(int descriptor, std::string name, std::string temporary)
      : descriptor_(descriptor), name_(std::move(name)), temporary_(std::move(temporary)) {}
  [[nodiscard]] base::Status flush();
  int descriptor_ = -1;
  std::string name_, temporary_, waiting_;
};

[[nodiscard]] base::Status write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace keybook::interchange
