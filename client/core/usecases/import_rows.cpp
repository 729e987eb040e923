#include "usecases/import_rows.h"

#include <algorithm>
#include <deque>

#include "base/failure.h"
#include "interchange/csv.h"
#include "interchange/encoding.h"
#include "interchange/file.h"
#include "interchange/jsonl.h"
#include "interchange/xlsx/xlsx_reader.h"
#include "usecases/import_columns.h"
#include "usecases/rejected_lines.h"

namespace keybook::client {

using base::ErrorCode;

namespace {

// A text file, in whatever encoding.
class Text {
 public:
  Text(const std::filesystem::path& file, const std::string& encoding)
      : source_(base::need(interchange::FileSource::open(file))),
        text_(source_, base::need(encoding == "auto" ? interchange::detect_encoding(source_)
                                                     : interchange::encoding_named(encoding))) {}
  interchange::ByteSource& source() { return text_; }

 private:
  interchange::FileSource source_;
  interchange::Utf8Source text_;
};

class CsvTable {
 public:
  CsvTable(const std::filesystem::path& file, const ImportOptions& options, char delimiter)
      : text_(file, options.encoding), reader_(text_.source(), read_options(delimiter)) {}
  base::Result<bool> next(interchange::CsvRecord& record) { return reader_.next(record); }
  [[nodiscard]] std::string raw(const interchange::CsvRecord& /*record*/) const { return reader_.raw(); }
  [[nodiscard]] char delimiter() const { return reader_.delimiter(); }

 private:
  static interchange::CsvReadOptions read_options(char delimiter) {
    interchange::CsvReadOptions out;
    out.delimiter = delimiter;
    return out;
  }
  Text text_;
  interchange::CsvReader reader_;
};

// A spreadsheet has no text of its own: its rows are written as CSV.
class SheetTable {
 public:
  explicit SheetTable(const std::filesystem::path& file) : reader_(base::need(interchange::XlsxReader::open(file))) {}
  base::Result<bool> next(interchange::CsvRecord& record) { return reader_.next(record); }
  [[nodiscard]] static std::string raw(const interchange::CsvRecord& record) {
    std::string out;
    interchange::append_csv_record(out, record.fields, {.line_end = ""});
    return out;
  }
  [[nodiscard]] static char delimiter() { return interchange::CsvWriteOptions{}.delimiter; }

 private:
  interchange::XlsxReader reader_;
};

// The columns without those that write_rejected() put behind them.
std::vector<std::string> own_columns(std::vector<std::string> header) {
  const std::vector<std::string> remarks = {remark::line, remark::field, remark::reason};
  if (!header.empty() && header.back() == remark::raw) header.pop_back();
  if (header.size() > remarks.size() && std::equal(remarks.rbegin(), remarks.rend(), header.rbegin()))
    header.resize(header.size() - remarks.size());
  return header;
}

// A table whose first line names the columns.
template <class Table>
class TableRows final : public ImportRows {
 public:
  template <class... Arguments>
  TableRows(const schema::Type& type, const ImportOptions& options, Arguments&&... arguments)
      : type_(type), table_(std::forward<Arguments>(arguments)...) {
    interchange::CsvRecord record;
    if (!base::need(table_.next(record)))
      throw base::Failure({ErrorCode::BadFile,
                           "the file is empty",
                           {type.name, {}, {}, {}, 1},
                           "The first line must name the columns"});
    columns_ = base::need(import_columns(type, record.fields, options.map));
    has_raw_ = record.fields.back() == remark::raw;
    header_ = own_columns(std::move(record.fields));
  }

  base::Result<std::optional<ImportRow>> next() override {
    if (mended_.empty()) {
      auto more = read();
      if (!more) return tl::unexpected(std::move(more).error());
      if (!*more) return std::optional<ImportRow>{};
    }
    ImportRow row = row_of(std::move(mended_.front()));
    mended_.pop_front();
    return std::optional<ImportRow>(std::move(row));
  }
  [[nodiscard]] const LineText& broken() const override { return broken_; }
  [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }
  [[nodiscard]] char delimiter() const override { return table_.delimiter(); }

 private:
  // The next line into mended_: mostly one record.
  base::Result<bool> read() {
    interchange::CsvRecord record;
    const auto more = table_.next(record);
    const bool is_raw = has_raw_ && record.fields.size() == columns_.size() && !record.fields.back().empty();
    if (!more) {
      broken_ = {{}, is_raw ? record.fields.back() : table_.raw(record)};
      return tl::unexpected(more.error());
    }
    if (!*more) return false;
    base::Status taken = is_raw ? read_raw(record) : check_width(record, columns_.size());
    if (!taken) {
      broken_ = {{}, is_raw ? record.fields.back() : table_.raw(record)};
      return tl::unexpected(std::move(taken).error());
    }
    if (!is_raw) mended_.push_back(std::move(record));
    return true;
  }

  // The text of a line that was rejected, as somebody mended it: all of it is right, or it is rejected again.
  base::Status read_raw(const interchange::CsvRecord& from) {
    const std::string_view text = from.fields.back();
    interchange::MemorySource source(text);
    interchange::CsvReader reader(source, {.delimiter = table_.delimiter()});
    std::deque<interchange::CsvRecord> records;
    for (interchange::CsvRecord record;;) {
      auto more = reader.next(record);
      if (!more) {
        base::Error error = std::move(more).error();
        error.where.line = from.line;
        return tl::unexpected(std::move(error));
      }
      if (!*more) break;
      record.line = from.line;
      KEYBOOK_TRY(check_width(record, header_.size()));
      if (record.fields.size() < header_.size()) return wrong_width(record, header_.size());  // delimited by what?
      records.push_back(record);
    }
    mended_ = std::move(records);
    if (mended_.empty()) return wrong_width(from, header_.size());
    return {};
  }

  base::Status check_width(const interchange::CsvRecord& record, std::size_t width) const {
    if (record.fields.size() > width) return wrong_width(record, width);
    return {};
  }
  [[nodiscard]] tl::unexpected<base::Error> wrong_width(const interchange::CsvRecord& record, std::size_t width) const {
    return base::fail(
        ErrorCode::BadFile,
        "the line has " + std::to_string(record.fields.size()) + " columns, the first line " + std::to_string(width),
        {type_.name, {}, {}, {}, record.line}, "Put values with a delimiter in quotes");
  }

  ImportRow row_of(interchange::CsvRecord record) const {
    ImportRow row;
    row.line = row.edit.line = record.line;
    row.edit.as_text = true;
    row.edit.type = type_.name;
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
      if (columns_[i].is_id)
        row.edit.id = record.fields[i];
      else if (columns_[i].field != nullptr)
        row.edit.fields[columns_[i].field->name] = record.fields[i];
    }
    row.text.cells = std::move(record.fields);
    return row;
  }

  const schema::Type& type_;
  Table table_;
  std::vector<std::string> header_;
  std::vector<ImportColumn> columns_;
  bool has_raw_ = false;                       // the file is one of rejected lines
  std::deque<interchange::CsvRecord> mended_;  // read, not given yet
  LineText broken_;
};

// Objects with field names as members: as `export --format jsonl` writes them, with "id" and "type", or bare.
class JsonRows final : public ImportRows {
 public:
  JsonRows(const schema::Type& type, const std::filesystem::path& file, const ImportOptions& options)
      : type_(type), map_(options.map), text_(file, options.encoding), reader_(text_.source()) {}

  base::Result<std::optional<ImportRow>> next() override {
    Value json;
    do {
      auto more = reader_.next(json);
      if (!more) broken_ = {{}, reader_.raw()};
      if (!more) return tl::unexpected(more.error());
      if (!*more) return std::optional<ImportRow>{};
    } while (is_remark_only(json));
    if (!json.is_object()) {
      broken_ = {{}, reader_.raw()};
      return base::fail(ErrorCode::BadFile, "the line is not a JSON object", {type_.name, {}, {}, {}, reader_.line()},
                        "Each line is {\"FIELD\": VALUE, …}");
    }
    ImportRow row;
    row.line = row.edit.line = reader_.line();
    row.edit.type = type_.name;
    row.text.raw = reader_.raw();
    for (const auto& [name, value] : json.items()) {
      const auto mapped = map_.find(name);
      const std::string target = mapped == map_.end() ? name : mapped->second;
      if (target.empty() || target == "type_of_record" || is_remark(name)) continue;
      if (target == "id" && value.is_string())
        row.edit.id = value.get<std::string>();
      else if (target == "type" && value == Value(type_.name) && type_.field("type") == nullptr)
        continue;
      else
        row.edit.fields[target] = value;
    }
    return std::optional<ImportRow>(std::move(row));
  }
  [[nodiscard]] const LineText& broken() const override { return broken_; }
  [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }
  [[nodiscard]] char delimiter() const override { return 0; }

 private:
  // What a file of rejected lines says about them.
  [[nodiscard]] bool is_remark(const std::string& member) const {
    return member.starts_with('_') && !map_.contains(member);
  }
  [[nodiscard]] bool is_remark_only(const Value& json) const {
    if (!json.is_object() || json.empty()) return false;
    const auto members = json.items();
    return std::all_of(members.begin(), members.end(), [this](const auto& one) { return is_remark(one.key()); });
  }

  const schema::Type& type_;
  const std::map<std::string, std::string>& map_;
  Text text_;
  interchange::JsonLinesReader reader_;
  const std::vector<std::string> header_;
  LineText broken_;
};

}  // namespace

std::unique_ptr<ImportRows> import_rows(const schema::Type& type, const std::filesystem::path& file,
                                        const ImportOptions& options) {
  std::string end = file.extension().string();
  std::transform(end.begin(), end.end(), end.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (end == ".xls")
    throw base::Failure({ErrorCode::BadFile,
                         "files of old spreadsheet programs (.xls) cannot be read",
                         {{}, {}, {}, file.string(), 0},
                         "Save it as XLSX, or as CSV (UTF-8), and import that"});
  if (end == ".xlsx" || end == ".xlsm") return std::make_unique<TableRows<SheetTable>>(type, options, file);
  if (end == ".jsonl" || end == ".ndjson") return std::make_unique<JsonRows>(type, file, options);
  return std::make_unique<TableRows<CsvTable>>(type, options, file, options, end == ".tsv" ? '\t' : '\0');
}

}  // namespace keybook::client
