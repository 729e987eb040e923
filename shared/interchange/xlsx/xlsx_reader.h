// The rows of a spreadsheet file (XLSX), as text: what an import takes.
//
// Read is the first sheet that is not hidden, row by row in little memory; texts that cells share are kept. A cell is
// what it says to people as far as that is certain: text, TRUE or FALSE as "true" and "false", days and times as
// "2026-03-01" and "2026-03-01T09:30:00", parts of a hundred shown with % as "12.5%", numbers as plain decimals of at
// most 15 digits (what the format holds exactly), formulas as the result that was saved with them. Empty rows are
// skipped.
//
// Threads: one object belongs to one thread. Errors: BadFile with the sheet's row as line; TooLarge past the limits
// below, which a small file can reach by what it unpacks to.
#pragma once

#include <filesystem>
#include <memory>

#include "interchange/csv.h"

namespace keybook::interchange {

inline constexpr std::uint64_t xlsx_texts_bytes_max = 256ull << 20;  // of the texts that cells share
inline constexpr std::size_t xlsx_texts_max = 4'000'000;
inline constexpr std::uint64_t xlsx_part_bytes_max = 4ull << 30;  // of a sheet, unpacked

class XlsxReader {
 public:
  [[nodiscard]] static base::Result<XlsxReader> open(const std::filesystem::path& path);
  XlsxReader(XlsxReader&&) noexcept;
  XlsxReader& operator=(XlsxReader&&) = delete;
  ~XlsxReader();

  // Fills `record` and returns true; false at the end. `line` is the row's number as the spreadsheet shows it. After an
  // error of a row (a cell that shows one: #N/A) `record` holds what the row's cells show, and the next call goes on
  // with the row behind it; after others there is none.
  [[nodiscard]] base::Result<bool> next(CsvRecord& record);

 private:
  struct Parts;
  explicit XlsxReader(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace keybook::interchange
