#include "usecases/rejected_lines.h"

#include <algorithm>

#include "base/failure.h"
#include "interchange/csv.h"
#include "interchange/file.h"

namespace keybook::client {

namespace {

std::string table_text(const ImportRows& rows, const std::vector<LineText>& lines,
                       const std::vector<Rejected>& reasons) {
  const bool any_raw = std::any_of(lines.begin(), lines.end(), [](const LineText& one) { return !one.raw.empty(); });
  interchange::CsvWriteOptions how;
  if (any_raw) how.delimiter = rows.delimiter();  // a reader takes the whole file, raw texts too, to have one
  std::string out;
  std::vector<std::string> first = rows.header();
  first.insert(first.end(), {remark::line, remark::field, remark::reason});
  if (any_raw) first.emplace_back(remark::raw);
  interchange::append_csv_record(out, first, how);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::vector<std::string> cells = lines[i].cells;
    cells.resize(rows.header().size());
    cells.insert(cells.end(), {std::to_string(reasons[i].line), reasons[i].field, reasons[i].reason});
    if (any_raw) cells.push_back(lines[i].raw);
    interchange::append_csv_record(out, cells, how);
  }
  return out;
}

std::string json_text(const std::vector<LineText>& lines, const std::vector<Rejected>& reasons) {
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Value given = Value::parse(lines[i].raw, nullptr, false);
    const bool is_whole = given.is_object();
    Value said = is_whole ? std::move(given) : Value::object();
    said[remark::line] = reasons[i].line;
    said[remark::field] = reasons[i].field.empty() ? Value() : Value(reasons[i].field);
    said[remark::reason] = reasons[i].reason;
    out += said.dump(-1, ' ', false, Value::error_handler_t::replace) + '\n';
    if (!is_whole) out += lines[i].raw + '\n';
  }
  return out;
}

}  // namespace

void write_rejected(const std::filesystem::path& file, const ImportRows& rows, const std::vector<LineText>& lines,
                    const std::vector<Rejected>& reasons) {
  const std::string text = rows.header().empty() ? json_text(lines, reasons) : table_text(rows, lines, reasons);
  base::need(interchange::write_file(file, text));
}

}  // namespace keybook::client
