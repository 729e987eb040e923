#include "interchange/xlsx/xlsx.h"

#include <xlsxwriter.h>

#include <cstdio>
#include <cstdlib>

#include "interchange/file.h"
#include "interchange/utf8.h"
#include "interchange/xlsx/cells.h"

namespace keybook::interchange {

using base::ErrorCode;

namespace {

constexpr std::size_t sheet_name_max = 31;

bool is_plain_number(const std::string& text) {
  std::size_t digits = 0, points = 0;
  for (std::size_t i = text.starts_with('-') ? 1 : 0; i < text.size(); ++i) {
    if (text[i] == '.')
      ++points;
    else if (text[i] >= '0' && text[i] <= '9')
      ++digits;
    else
      return false;
  }
  return digits > 0 && digits <= xlsx_exact_digits && points <= 1;
}

// At most so many characters, whole ones.
std::string cut(const std::string& text, std::size_t characters_max) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (count == characters_max - 1 && at + utf8_char(text, at).size < text.size()) return text.substr(0, at) + "…";
    at += utf8_char(text, at).size;
    ++count;
  }
  return text;
}

std::string sheet_name(const std::string& name) {
  std::string out = cut(name, sheet_name_max);
  for (char& c : out)
    if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos) c = ' ';
  return out;
}

base::Status failed(const std::string& path, int code) {
  return base::fail(ErrorCode::DiskFull,
                    "the spreadsheet cannot be written: " + std::string(lxw_strerror(static_cast<lxw_error>(code))),
                    {{}, {}, {}, path, 0}, "Check the folder and the disk, and try again");
}

}  // namespace

struct XlsxFile::Parts {
  std::string path, partial;
  lxw_workbook* book = nullptr;
  lxw_worksheet* sheet = nullptr;
  std::vector<XlsxColumn> columns;
  std::vector<lxw_format*> formats;
  lxw_row_t row = 0;
  ~Parts() {
    if (book == nullptr) return;
    static_cast<void>(workbook_close(book));
    std::remove(partial.c_str());
  }
};

XlsxFile::XlsxFile(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
XlsxFile::XlsxFile(XlsxFile&&) noexcept = default;
XlsxFile::~XlsxFile() = default;

base::Result<XlsxFile> XlsxFile::create(const std::filesystem::path& path) {
  // The library notices a bad folder only when it is done.
  if (const auto probe = FileSink::create(path); !probe) return tl::unexpected(probe.error());
  auto parts = std::make_unique<Parts>();
  parts->path = path.string();
  parts->partial = parts->path + ".partial";
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  parts->book = workbook_new_opt(parts->partial.c_str(), &options);
  if (parts->book == nullptr)
    return base::fail(ErrorCode::BadFile, "the spreadsheet cannot be made", {{}, {}, {}, parts->path, 0},
                      "Check that the folder exists and may be written");
  return XlsxFile(std::move(parts));
}

base::Status XlsxFile::add_sheet(const std::string& name, const std::vector<XlsxColumn>& columns) {
  Parts& parts = *parts_;
  parts.sheet = workbook_add_worksheet(parts.book, sheet_name(name).c_str());
  if (parts.sheet == nullptr)
    return base::fail(ErrorCode::BadFile, "the spreadsheet has two sheets named '" + name + "'",
                      {{}, {}, {}, parts.path, 0});
  parts.columns = columns;
  parts.formats.clear();
  lxw_format* heading = workbook_add_format(parts.book);
  format_set_bold(heading);
  format_set_text_wrap(heading);
  format_set_bottom(heading, LXW_BORDER_THIN);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    lxw_format* format = workbook_add_format(parts.book);
    if (columns[i].kind == XlsxColumn::Kind::Number)
      format_set_num_format(
          format,
          ("#,##0" + (columns[i].decimals > 0 ? "." + std::string(static_cast<std::size_t>(columns[i].decimals), '0')
                                              : std::string()))
              .c_str());
    parts.formats.push_back(format);
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(parts.sheet, column, column, columns[i].width, nullptr);
    worksheet_write_string(parts.sheet, 0, column, cut(columns[i].title, xlsx_cell_length_max).c_str(), heading);
  }
  worksheet_freeze_panes(parts.sheet, 1, 0);
  parts.row = 0;
  return {};
}

base::Status XlsxFile::add_row(const std::vector<std::string>& cells) {
  Parts& parts = *parts_;
  if (++parts.row > static_cast<lxw_row_t>(xlsx_rows_max))
    return base::fail(ErrorCode::TooLarge, "a sheet holds at most " + std::to_string(xlsx_rows_max) + " rows",
                      {{}, {}, {}, parts.path, 0}, "Choose fewer records, or use CSV");
  for (std::size_t i = 0; i < cells.size() && i < parts.columns.size(); ++i) {
    const std::string& text = cells[i];
    if (text.empty()) continue;
    const auto column = static_cast<lxw_col_t>(i);
    int code = LXW_NO_ERROR;
    if (parts.columns[i].kind == XlsxColumn::Kind::Number && is_plain_number(text))
      code =
          worksheet_write_number(parts.sheet, parts.row, column, std::strtod(text.c_str(), nullptr), parts.formats[i]);
    else
      code = worksheet_write_string(parts.sheet, parts.row, column, cut(text, xlsx_cell_length_max).c_str(),
                                    parts.formats[i]);
    if (code != LXW_NO_ERROR) return failed(parts.path, code);
  }
  return {};
}

base::Status XlsxFile::close() {
  Parts& parts = *parts_;
  const lxw_error code = workbook_close(parts.book);
  parts.book = nullptr;
  if (code != LXW_NO_ERROR) {
    std::remove(parts.partial.c_str());
    return failed(parts.path, code);
  }
  const auto bytes = read_file(parts.partial);
  std::remove(parts.partial.c_str());
  if (!bytes) return tl::unexpected(bytes.error());
  return write_file(parts.path, *bytes);
}

}  // namespace keybook::interchange
