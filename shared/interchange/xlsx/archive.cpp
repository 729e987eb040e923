#include "interchange/xlsx/archive.h"

#include <zip.h>

#include "interchange/file.h"

namespace keybook::interchange {

using base::ErrorCode;

namespace {

constexpr const char* remedy = "Save it as XLSX once more in the spreadsheet program, or as CSV (UTF-8)";

tl::unexpected<base::Error> damaged(const std::string& part, const std::string& why) {
  return base::fail(ErrorCode::BadFile, "the file cannot be unpacked: " + part + ": " + why, {}, remedy);
}

}  // namespace

void ArchivePart::Close::operator()(zip_file* file) const { zip_fclose(file); }
void Archive::Discard::operator()(zip* archive) const { zip_discard(archive); }

ArchivePart::ArchivePart(zip* archive, std::string name, std::uint64_t bytes_max)
    : archive_(archive), name_(std::move(name)), bytes_max_(bytes_max) {}

base::Result<std::size_t> ArchivePart::read(std::span<char> into) {
  if (!file_) file_.reset(zip_fopen(archive_, name_.c_str(), 0));
  if (!file_) return damaged(name_, zip_strerror(archive_));
  const auto count = zip_fread(file_.get(), into.data(), into.size());
  if (count < 0) return damaged(name_, zip_file_strerror(file_.get()));
  bytes_read_ += static_cast<std::uint64_t>(count);
  if (bytes_read_ > bytes_max_)
    return base::fail(ErrorCode::TooLarge, "the file unpacks to more than " + std::to_string(bytes_max_ >> 20) + " MiB",
                      {}, "Part the table into several files");
  return static_cast<std::size_t>(count);
}

base::Status ArchivePart::rewind() {
  file_.reset();
  bytes_read_ = 0;
  return {};
}

base::Result<Archive> Archive::open(const std::filesystem::path& path) {
  // Says first what is wrong with the file as such: missing, a folder, no right.
  if (const auto readable = FileSource::open(path); !readable) return tl::unexpected(readable.error());
  int code = 0;
  zip* archive = zip_open(path.c_str(), ZIP_RDONLY, &code);
  if (archive == nullptr)
    return base::fail(ErrorCode::BadFile, "this is no XLSX file: it cannot be unpacked", {{}, {}, {}, path.string(), 0},
                      remedy);
  return Archive(archive);
}

bool Archive::has(const std::string& part) const { return zip_name_locate(archive_.get(), part.c_str(), 0) >= 0; }

ArchivePart Archive::part(const std::string& name, std::uint64_t bytes_max) const {
  return {archive_.get(), name, bytes_max};
}

}  // namespace keybook::interchange
