#include "reports/report.h"

#include <array>

namespace keybook::client::reports {

namespace {

Value or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

Value columns_json(const std::vector<Column>& columns) {
  Value out = Value::array();
  for (const Column& column : columns)
    out.push_back({{"name", column.name}, {"title", label_json(column.title)}, {"kind", name_of(column.kind)}});
  return out;
}

}  // namespace

Value label_json(const Label& label) { return {{"zh", label.zh}, {"en", label.en}}; }

std::string_view name_of(Cell cell) {
  constexpr std::array<std::string_view, 8> names = {"text",  "record",  "integer", "decimal",
                                                     "money", "percent", "date",    "words"};
  return names.at(static_cast<std::size_t>(cell));
}

std::string_view name_of(Kind kind) {
  constexpr std::array<std::string_view, 10> names = {"date",   "integer", "decimal", "percent", "text",
                                                      "choice", "flag",    "rates",   "cycle",   "currency"};
  return names.at(static_cast<std::size_t>(kind));
}

const Parameter* Definition::parameter(std::string_view wanted) const {
  for (const Parameter& one : parameters)
    if (one.name == wanted) return &one;
  return nullptr;
}

Value to_json(const Report& report) {
  Value left_out = Value::array(), notes = Value::array(), rows = Value::array();
  for (const LeftOut& one : report.left_out)
    left_out.push_back({{"reason", label_json(one.reason)}, {"count", one.count}, {"amount", or_null(one.amount)}});
  for (const Label& note : report.notes) notes.push_back(label_json(note));
  for (const Value& row : report.rows) rows.push_back(row);
  Value standards = Value::array();
  for (const auto& [parameter, one] : report.standards)
    standards.push_back({{"parameter", parameter},
                         {"standard", one.name},
                         {"value", one.value},
                         {"valid_from", one.from.iso()},
                         {"record", one.record}});
  const Definition& definition = *report.definition;
  return {{"report", definition.name},
          {"title", label_json(definition.title)},
          {"definition", label_json(definition.definition)},
          {"items", definition.items},
          {"period", {{"from", report.period.from.iso()}, {"until", report.period.until.iso()}}},
          {"as_of", report.as_of.iso()},
          {"time_zone", report.time_zone},
          {"currency", or_null(report.currency)},
          {"parameters", report.parameters},
          {"columns", columns_json(report.columns)},
          {"rows", std::move(rows)},
          {"totals", report.totals},
          {"left_out", std::move(left_out)},
          {"notes", std::move(notes)},
          {"standards", std::move(standards)}};
}

Value to_json(const Definition& definition) {
  Value parameters = Value::array();
  for (const Parameter& one : definition.parameters)
    parameters.push_back({{"name", one.name},
                          {"title", label_json(one.title)},
                          {"kind", name_of(one.kind)},
                          {"default", or_null(one.standard)},
                          {"standard", or_null(one.rule)},
                          {"min", or_null(one.min)},
                          {"max", or_null(one.max)},
                          {"choices", one.choices}});
  return {{"report", definition.name},
          {"title", label_json(definition.title)},
          {"definition", label_json(definition.definition)},
          {"items", definition.items},
          {"parameters", std::move(parameters)},
          {"columns", columns_json(definition.columns)}};
}

}  // namespace keybook::client::reports
