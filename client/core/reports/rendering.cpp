#include "reports/rendering.h"

#include <algorithm>

#include "interchange/csv.h"
#include "interchange/xlsx/xlsx.h"

namespace keybook::client::reports {

namespace {

using Cells = std::vector<std::string>;

std::string text_in(Language language, const Value& row, const Column& column) {
  const auto found = row.find(column.name);
  return found == row.end() ? std::string() : cell_text(language, *found);
}

Cells cells_of(Language language, const Value& row, const std::vector<Column>& columns) {
  Cells out;
  for (const Column& column : columns) out.push_back(text_in(language, row, column));
  return out;
}

bool is_figure(Cell kind) {
  return kind == Cell::Integer || kind == Cell::Decimal || kind == Cell::Money || kind == Cell::Percent;
}

// What stands beside the table: name and text.
documents::Facts about(const Report& report, Language language) {
  const auto say = [language](const char* zh, const char* en) { return words(language, {zh, en}); };
  documents::Facts out = {{say("期间", "Period"), report.period.from.iso() + " … " + report.period.until.iso()},
                          {say("截至", "As of"), report.as_of.iso()},
                          {say("时区", "Time zone"), report.time_zone},
                          {say("币种", "Currency"), report.currency}};
  for (const auto& [name, value] : report.totals.items()) out.emplace_back(name, cell_text(language, value));
  return out;
}

Cells remarks(const Report& report, Language language) {
  Cells out;
  for (const LeftOut& one : report.left_out)
    out.push_back(words(language, {"未计入：", "Left out: "}) + words(language, one.reason) + " (" +
                  std::to_string(one.count) + (one.amount.empty() ? "" : ", " + one.amount) + ")");
  for (const Label& note : report.notes) out.push_back(words(language, note));
  for (const auto& [parameter, one] : report.standards)
    out.push_back(words(language, {"标准：", "Standard: "}) + parameter + " = " + one.value + " (" + one.name + ", " +
                  one.from.iso() + ")");
  return out;
}

Cells parameters_of(const Report& report) {
  Cells out;
  for (const auto& [name, value] : report.parameters.items())
    if (!value.is_null()) out.push_back(name + " = " + cell_text(Language::English, value));
  return out;
}

// Columns that say something on paper: ids and what is empty in all rows do not.
std::vector<Column> paper_columns(const Report& report, Language language) {
  std::vector<Column> out;
  const bool named =
      std::any_of(report.columns.begin(), report.columns.end(), [](const Column& one) { return one.name == "name"; });
  for (const Column& column : report.columns) {
    if (column.kind == Cell::Record && named) continue;
    if (std::any_of(report.rows.begin(), report.rows.end(),
                    [&](const Value& row) { return !text_in(language, row, column).empty(); }))
      out.push_back(column);
  }
  return out;
}

}  // namespace

const std::string& words(Language language, const Label& label) {
  const bool chinese = language == Language::Chinese;
  const std::string& wanted = chinese ? label.zh : label.en;
  return wanted.empty() ? (chinese ? label.en : label.zh) : wanted;
}

std::string cell_text(Language language, const Value& value) {
  if (value.is_null()) return {};
  if (value.is_string()) return value.get<std::string>();
  const char* own = language == Language::Chinese ? "zh" : "en";
  if (value.is_object() && value.contains(own)) return value[own].get<std::string>();
  return value.dump(-1, ' ', false, Value::error_handler_t::replace);
}

std::string csv_of(const Report& report, Language language) {
  std::string out;
  Cells titles;
  for (const Column& column : report.columns) titles.push_back(words(language, column.title));
  interchange::append_csv_record(out, titles);
  for (const Value& row : report.rows) interchange::append_csv_record(out, cells_of(language, row, report.columns));
  return out;
}

base::Status write_xlsx(const Report& report, Language language, const std::filesystem::path& path) {
  using Sheet = interchange::XlsxColumn;
  auto file = interchange::XlsxFile::create(path);
  if (!file) return tl::unexpected(file.error());
  std::vector<Sheet> columns;
  for (const Column& column : report.columns) {
    const bool wide = column.kind == Cell::Text || column.kind == Cell::Record || column.kind == Cell::Words;
    const int decimals = column.kind == Cell::Integer ? 0 : column.kind == Cell::Decimal ? 4 : 2;
    columns.push_back({words(language, column.title), is_figure(column.kind) ? Sheet::Kind::Number : Sheet::Kind::Text,
                       decimals, wide ? 24.0 : 14.0});
  }
  KEYBOOK_TRY(file->add_sheet(words(language, report.definition->title), columns));
  for (const Value& row : report.rows) KEYBOOK_TRY(file->add_row(cells_of(language, row, report.columns)));
  KEYBOOK_TRY(file->add_sheet(words(language, {"说明", "About"}),
                              {{"", Sheet::Kind::Text, 0, 24}, {"", Sheet::Kind::Text, 0, 80}}));
  KEYBOOK_TRY(file->add_row({report.definition->name, words(language, report.definition->definition)}));
  for (const auto& [name, value] : about(report, language)) KEYBOOK_TRY(file->add_row({name, value}));
  for (const std::string& one : parameters_of(report))
    KEYBOOK_TRY(file->add_row({words(language, {"参数", "Parameter"}), one}));
  for (const std::string& one : remarks(report, language)) KEYBOOK_TRY(file->add_row({"", one}));
  return file->close();
}

base::Result<std::string> pdf_of(const Report& report, Language language) {
  const Definition& definition = *report.definition;
  documents::Pages pages({.title = words(language, definition.title),
                          .header_left = words(language, definition.title),
                          .header_right = report.period.from.iso() + " … " + report.period.until.iso(),
                          .made_at = report.as_of.iso() + "T00:00:00Z",
                          .language = language});
  pages.title(words(language, definition.title), report.period.from.iso() + " … " + report.period.until.iso());
  pages.paragraph(words(language, definition.definition));
  pages.facts(about(report, language));
  const std::vector<Column> columns = paper_columns(report, language);
  std::vector<documents::Column> heads;
  for (const Column& column : columns)
    heads.push_back({words(language, column.title), column.kind == Cell::Text || column.kind == Cell::Words ? 1.6 : 1.0,
                     is_figure(column.kind) ? documents::Align::Right : documents::Align::Left});
  documents::Rows rows;
  for (const Value& row : report.rows) {
    if (rows.size() == pdf_rows_max) break;
    rows.push_back(cells_of(language, row, columns));
  }
  if (!rows.empty()) pages.table(heads, rows);
  if (rows.size() < report.rows.size())
    pages.remark(words(language, {"只印前 " + std::to_string(pdf_rows_max) + " 行，全部见 XLSX 或 CSV",
                                  "Only the first " + std::to_string(pdf_rows_max) + " rows; all are in XLSX or CSV"}));
  pages.bullets(remarks(report, language));
  for (const std::string& one : parameters_of(report)) pages.remark(one);
  return std::move(pages).pdf();
}

}  // namespace keybook::client::reports
