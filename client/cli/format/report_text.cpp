#include "format/report_text.h"

#include "reports/rendering.h"

namespace keybook::cli {

using client::reports::Cell;
using client::reports::Column;
using client::reports::Report;
using client::reports::Value;

namespace {

std::string cell_in(Language language, const Value& value) {
  using Documents = client::reports::Language;
  return client::reports::cell_text(language == Language::Chinese ? Documents::Chinese : Documents::English, value);
}

bool is_number(Cell kind) {
  return kind == Cell::Integer || kind == Cell::Decimal || kind == Cell::Money || kind == Cell::Percent;
}

std::string table_of(Language language, const Report& report) {
  std::vector<std::string> titles;
  for (const Column& column : report.columns) titles.push_back(text_in(language, column.title));
  Table table(titles);
  for (std::size_t i = 0; i < report.columns.size(); ++i)
    if (is_number(report.columns[i].kind)) table.align_right(i);
  for (const Value& row : report.rows) {
    std::vector<std::string> cells;
    for (const Column& column : report.columns)
      cells.push_back(row.contains(column.name) ? cell_in(language, row[column.name]) : std::string());
    table.add(std::move(cells));
  }
  table.drop_empty_columns();
  return table.rows() == 0 ? std::string() : table.text();
}

}  // namespace

std::string listed(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : ", ") + text;
  return out;
}

std::string parameters_text(const client::reports::Definition& definition) {
  std::vector<std::string> all;
  for (const auto& one : definition.parameters)
    all.push_back((one.standard.empty() ? one.name : one.name + "=" + one.standard) +
                  (one.rule.empty() ? "" : " [" + one.rule + "]"));
  return listed(all);
}

std::string report_text(Language language, const Report& report) {
  const auto words = [&](const char* zh, const char* en) {
    return std::string(language == Language::Chinese ? zh : en);
  };
  std::string out =
      text_in(language, report.definition->title) + "  " + report.period.from.iso() + " … " + report.period.until.iso();
  if (!report.currency.empty()) out += "  " + report.currency;
  out += "\n" + words("截至 ", "As of ") + report.as_of.iso() + " (" + report.time_zone + ")\n" +
         text_in(language, report.definition->definition) + "\n\n" + table_of(language, report);
  if (!report.totals.empty()) {
    out += "\n" + words("合计", "Totals") + "\n";
    for (const auto& [name, value] : report.totals.items()) out += "  " + name + ": " + cell_in(language, value) + "\n";
  }
  for (const auto& one : report.left_out)
    out += words("未计入：", "Left out: ") + text_in(language, one.reason) + " (" + std::to_string(one.count) +
           (one.amount.empty() ? "" : ", " + one.amount) + ")\n";
  for (const auto& note : report.notes) out += text_in(language, note) + "\n";
  for (const auto& [parameter, one] : report.standards)
    out += words("标准：", "Standard: ") + parameter + " = " + one.value + " (" + one.name +
           words("，生效日期 ", ", in force from ") + one.from.iso() + ")\n";
  return out;
}

}  // namespace keybook::cli
