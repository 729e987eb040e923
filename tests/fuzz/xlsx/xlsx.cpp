// A spreadsheet whose workbook, texts, styles and sheet are the input, parted by NUL bytes; what is empty is a default.
// Must end without a fault, with no row that is empty or ends in an empty cell.
#include <cstdint>
#include <string_view>

#include "interchange/xlsx/xlsx_reader.h"
#include "support/package.h"
#include "support/temporary_folder.h"

using namespace keybook;
using namespace keybook::interchange;

namespace {

std::string_view next_part(std::string_view& input) {
  const std::size_t end = std::min(input.find('\0'), input.size());
  const std::string_view part = input.substr(0, end);
  input.remove_prefix(std::min(end + 1, input.size()));
  return part;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const testing::TemporaryFolder folder;
  const std::string path = folder.file("input.xlsx");
  std::string_view input(reinterpret_cast<const char*>(data), size);
  testing::Parts parts = testing::workbook("");
  for (const char* name : {"book/main.xml", "book/texts.xml", "book/styles.xml", "book/sheets/table.xml"})
    if (const std::string_view part = next_part(input); !part.empty()) parts[name] = part;
  testing::write_package(path, parts);
  auto reader = XlsxReader::open(path);
  if (!reader) return 0;
  CsvRecord record;
  for (std::size_t rows = 0;; ++rows) {
    KEYBOOK_ASSERT(rows <= size);  // otherwise the reader does not come to an end
    const auto more = reader->next(record);
    if (more && !*more) return 0;
    if (!more && more.error().where.line == 0) return 0;
    if (more)
      KEYBOOK_ASSERT(!record.fields.empty() && record.fields.size() <= csv_fields_max && !record.fields.back().empty());
  }
}
