// Sheets of a spreadsheet file (XLSX), written row by row so that a large table needs little memory.
//
// Numbers come as decimal text. A cell holds a binary number of about 15 digits; what has more is written as text, so
// that no digit is lost. Threads: one object belongs to one thread. Errors: as file.h; nothing appears under the file's
// name before close(), which puts the whole file there at once.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace keybook::interchange {

inline constexpr std::int64_t xlsx_rows_max = 1'048'575;  // of a sheet, below its headings: a limit of the format
inline constexpr std::size_t xlsx_cell_length_max =
    32'767;  // characters of a cell: a limit of the format; cut with "…"

struct XlsxColumn {
  std::string title;
  enum class Kind { Text, Number, Date } kind = Kind::Text;
  int decimals = 0;   // of Number, as shown
  double width = 14;  // in characters
};

class XlsxFile {
 public:
  [[nodiscard]] static base::Result<XlsxFile> create(const std::filesystem::path& path);
  XlsxFile(XlsxFile&&) noexcept;
  XlsxFile& operator=(XlsxFile&&) = delete;
  ~XlsxFile();

  // Further rows go there. Names longer than 31 characters are cut, characters that sheets may not have become blanks.
  [[nodiscard]] base::Status add_sheet(const std::string& name, const std::vector<XlsxColumn>& columns);
  // Cells in the order of the columns; empty ones stay empty. TooLarge past xlsx_rows_max.
  [[nodiscard]] base::Status add_row(const std::vector<std::string>& cells);
  [[nodiscard]] base::Status close();

 private:
  struct Parts;
  explicit XlsxFile(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace keybook::interchange
