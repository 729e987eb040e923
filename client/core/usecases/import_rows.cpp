#include "usecases/import_rows.h"

#include <algorithm>

#include "base/failure.h"
#include "interchange/csv.h"
#include "interchange/encoding.h"
#include "interchange/file.h"
#include "interchange/jsonl.h"
#include "interchange/xlsx/xlsx_reader.h"
#include "usecases/import_columns.h"

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

 private:
  static interchange::CsvReadOptions read_options(char delimiter) {
    interchange::CsvReadOptions out;
    out.delimiter = delimiter;
    return out;
  }
  Text text_;
  interchange::CsvReader reader_;
};

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
    header_ = record.fields;
    columns_ = base::need(import_columns(type, header_, options.map));
  }

  base::Result<std::optional<ImportRow>> next() override {
    interchange::CsvRecord record;
    const auto more = table_.next(record);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return std::optional<ImportRow>{};
    if (record.fields.size() > columns_.size())
      return base::fail(ErrorCode::BadFile,
                        "the line has " + std::to_string(record.fields.size()) + " columns, the first line " +
                            std::to_string(columns_.size()),
                        {type_.name, {}, {}, {}, record.line}, "Put values with a delimiter in quotes");
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
    row.cells = std::move(record.fields);
    return std::optional<ImportRow>(std::move(row));
  }
  [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }

 private:
  const schema::Type& type_;
  Table table_;
  std::vector<std::string> header_;
  std::vector<ImportColumn> columns_;
};

// Objects with field names as members: as `export --format jsonl` writes them, with "id" and "type", or bare.
class JsonRows final : public ImportRows {
 public:
  JsonRows(const schema::Type& type, const std::filesystem::path& file, const ImportOptions& options)
      : type_(type), map_(options.map), text_(file, options.encoding), reader_(text_.source()) {}

  base::Result<std::optional<ImportRow>> next() override {
    Value json;
    auto more = reader_.next(json);
    if (!more) return tl::unexpected(more.error());
    if (!*more) return std::optional<ImportRow>{};
    if (!json.is_object())
      return base::fail(ErrorCode::BadFile, "the line is not a JSON object", {type_.name, {}, {}, {}, reader_.line()},
                        "Each line is {\"FIELD\": VALUE, …}");
    ImportRow row;
    row.line = row.edit.line = reader_.line();
    row.edit.type = type_.name;
    row.cells = {json.dump()};
    for (const auto& [name, value] : json.items()) {
      const auto mapped = map_.find(name);
      const std::string target = mapped == map_.end() ? name : mapped->second;
      if (target.empty() || target == "type_of_record") continue;
      if (target == "id" && value.is_string())
        row.edit.id = value.get<std::string>();
      else if (target == "type" && value == Value(type_.name) && type_.field("type") == nullptr)
        continue;
      else
        row.edit.fields[target] = value;
    }
    return std::optional<ImportRow>(std::move(row));
  }
  [[nodiscard]] const std::vector<std::string>& header() const override { return header_; }

 private:
  const schema::Type& type_;
  const std::map<std::string, std::string>& map_;
  Text text_;
  interchange::JsonLinesReader reader_;
  const std::vector<std::string> header_;
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
  if (end == ".xlsx" || end == ".xlsm")
    return std::make_unique<TableRows<interchange::XlsxReader>>(type, options,
                                                                base::need(interchange::XlsxReader::open(file)));
  if (end == ".jsonl" || end == ".ndjson") return std::make_unique<JsonRows>(type, file, options);
  return std::make_unique<TableRows<CsvTable>>(type, options, file, options, end == ".tsv" ? '\t' : '\0');
}

}  // namespace keybook::client
