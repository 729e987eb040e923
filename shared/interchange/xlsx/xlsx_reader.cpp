#include "interchange/xlsx/xlsx_reader.h"

#include <algorithm>
#include <charconv>
#include <deque>
#include <optional>

#include "interchange/xlsx/workbook.h"
#include "interchange/xlsx/xml.h"

namespace keybook::interchange {

using base::ErrorCode;

namespace {

// Turns the elements of a sheet into rows.
class Sheet {
 public:
  explicit Sheet(const Workbook& book) : book_(book) {}

  Xml::Handler handler() {
    Xml::Handler handler;
    handler.begin = [this](std::string_view element, const Xml::Attributes& attributes) { begin(element, attributes); };
    handler.end = [this](std::string_view element) { end(element); };
    handler.text = [this](std::string_view characters) {
      // One byte beyond the limit tells that there was more.
      if (in_value_) value_ += characters.substr(0, csv_record_bytes_max + 1 - value_.size());
    };
    return handler;
  }
  struct Row {
    CsvRecord record;
    std::optional<base::Error> wrong;
  };
  std::deque<Row>& rows() { return rows_; }

 private:
  void begin(std::string_view element, const Xml::Attributes& attributes) {
    const auto attribute = [&attributes](std::string_view name) {
      const auto found = attributes.find(name);
      return found == attributes.end() ? std::string_view() : std::string_view(found->second);
    };
    if (element == "row") begin_row(attribute("r"));
    if (element == "c") begin_cell(attribute("r"), attribute("t"), attribute("s"));
    if (element == "f") is_formula_ = true;
    if (element == "rPh") spoken_ = true;
    in_value_ = element == "v" || (element == "t" && !spoken_);
  }

  void end(std::string_view element) {
    in_value_ = false;
    if (element == "rPh") spoken_ = false;
    if (element == "c") end_cell();
    if (element == "row") end_row();
  }

  void begin_row(std::string_view number) {
    ++row_.line;
    std::from_chars(number.data(), number.data() + number.size(), row_.line);
    row_.fields.clear();
    wrong_.clear();
    next_column_ = bytes_ = 0;
  }

  void begin_cell(std::string_view place, std::string_view type, std::string_view style) {
    column_ = column_of(place).value_or(next_column_);
    next_column_ = column_ + 1;
    type_ = type;
    style_ = 0;
    std::from_chars(style.data(), style.data() + style.size(), style_);
    value_.clear();
    is_formula_ = false;
  }

  [[nodiscard]] std::string text() {
    if (type_ == "s") {
      std::size_t number = book_.texts.size();
      std::from_chars(value_.data(), value_.data() + value_.size(), number);
      if (number < book_.texts.size()) return book_.texts[number];
      wrong_ = "a cell's text is missing from the file";
      return {};
    }
    if (type_ == "b") return value_ == "1" ? "true" : "false";
    if (type_ == "str" || type_ == "inlineStr") return unescaped(value_);
    if (type_ == "e") wrong_ = "column " + std::to_string(column_ + 1) + " shows the error " + value_;
    if (type_ == "e" || type_ == "d") return value_;
    return cell_text(value_, style_ < book_.styles.size() ? book_.styles[style_] : Shown::Number, book_.from_1904);
  }

  void end_cell() {
    if (value_.empty() && is_formula_ && type_ != "str")
      wrong_ = "column " + std::to_string(column_ + 1) + " has a formula without its result";
    if (value_.empty()) return;
    std::string cell = text();
    bytes_ += cell.size();
    if (column_ >= csv_fields_max)
      wrong_ = "the row has more than " + std::to_string(csv_fields_max) + " columns";
    else if (bytes_ > csv_record_bytes_max)
      wrong_ = "the row has more than " + std::to_string(csv_record_bytes_max >> 20) + " MiB";
    else if (!cell.empty()) {
      row_.fields.resize(std::max(row_.fields.size(), column_ + 1));
      row_.fields[column_] = std::move(cell);
    }
  }

  void end_row() {
    if (!wrong_.empty())
      rows_.push_back({row_, base::Error{ErrorCode::BadFile,
                                         wrong_,
                                         {{}, {}, {}, {}, row_.line},
                                         "Mend it in the spreadsheet program and save it there"}});
    else if (!row_.fields.empty())
      rows_.push_back({row_, {}});
  }

  const Workbook& book_;
  std::deque<Row> rows_;
  CsvRecord row_;
  std::string wrong_, type_, value_;
  std::size_t column_ = 0, next_column_ = 0, style_ = 0, bytes_ = 0;
  bool in_value_ = false, spoken_ = false, is_formula_ = false;
};

}  // namespace

struct XlsxReader::Parts {
  Parts(Archive from, Workbook read)
      : archive(std::move(from)),
        book(std::move(read)),
        part(archive.part(book.sheet, xlsx_part_bytes_max)),
        sheet(book),
        xml(part, sheet.handler()) {}
  Archive archive;
  Workbook book;
  ArchivePart part;
  Sheet sheet;
  Xml xml;
  bool ended = false;
};

XlsxReader::XlsxReader(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
XlsxReader::XlsxReader(XlsxReader&&) noexcept = default;
XlsxReader::~XlsxReader() = default;

base::Result<XlsxReader> XlsxReader::open(const std::filesystem::path& path) {
  auto archive = Archive::open(path);
  if (!archive) return tl::unexpected(archive.error());
  auto book = read_workbook(*archive);
  if (!book) return tl::unexpected(book.error());
  return XlsxReader(std::make_unique<Parts>(*std::move(archive), *std::move(book)));
}

base::Result<bool> XlsxReader::next(CsvRecord& record) {
  auto& rows = parts_->sheet.rows();
  while (rows.empty() && !parts_->ended) {
    const auto more = parts_->xml.more();
    if (!more) parts_->ended = true;
    if (!more) return tl::unexpected(more.error());
    parts_->ended = !*more;
  }
  if (rows.empty()) return false;
  auto row = std::move(rows.front());
  rows.pop_front();
  record = std::move(row.record);
  if (row.wrong) return tl::unexpected(*std::move(row.wrong));
  return true;
}

}  // namespace keybook::interchange
