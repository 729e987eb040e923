// What a report is: its declaration (parameters, columns, definition, items of the catalogue of requirements) and its
// result, which says what was computed, for which period, as of when, and what was left out and why.
//
// Cells are canonical JSON: money, shares and quantities as decimal strings, counts as integers, dates as ISO text,
// null where there is no such figure, words as {zh, en}. Threads: values; declarations are immutable.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "domain/day.h"
#include "reports/standards_in_force.h"
#include "schema/registry.h"

namespace keybook::client::reports {

using schema::Label;
using schema::Value;

enum class Cell { Text, Record, Integer, Decimal, Money, Percent, Date, Words };
[[nodiscard]] std::string_view name_of(Cell cell);

struct Column {
  std::string name;  // member of each row
  Label title;
  Cell kind = Cell::Text;
};

enum class Kind { Date, Integer, Decimal, Percent, Text, Choice, Flag, Rates, Cycle, Currency };
[[nodiscard]] std::string_view name_of(Kind kind);

struct Parameter {
  std::string name;
  Label title;
  Kind kind = Kind::Text;
  std::string standard;                   // text form; empty: none, or as the title says
  std::string min, max;                   // of Integer, Decimal, Percent; inclusive; empty: open
  std::vector<std::string> choices = {};  // of Choice
  // Name of the standard that gives the default of the day that is judged; `standard` stands where none is in force.
  std::string rule = {};
};

// Something that is missing in the figures, and why.
struct LeftOut {
  Label reason;
  std::int64_t count = 0;  // records
  std::string amount;      // money that it concerns, where known: "1200.00 USD"
};

[[nodiscard]] Value label_json(const Label& label);  // {zh, en}: of a cell of Words

class Run;

struct Definition {
  std::string name;
  Label title;
  Label definition;                // how its figures come about
  std::vector<std::string> items;  // of the catalogue
  std::vector<Parameter> parameters;
  std::vector<Column> columns;
  std::function<void(Run&)> compute;
  bool due_list = false;  // reads the kept list of what is due today (due_list.h)
  [[nodiscard]] const Parameter* parameter(std::string_view name) const;
};

struct Report {
  const Definition* definition = nullptr;
  Value parameters = Value::object();  // name -> text, as used
  domain::Period period;
  domain::Day as_of;
  std::string time_zone;        // whose days these are: "Asia/Shanghai +08:00"
  std::string currency;         // of Money cells; empty: the report has none
  std::vector<Column> columns;  // of the definition, or what the parameters made of them
  std::vector<Value> rows;      // objects by column name
  Value totals = Value::object();
  std::vector<LeftOut> left_out;
  std::vector<Label> notes;
  // Defaults that came from records, by parameter.
  std::vector<std::pair<std::string, InForceStandard>> standards;
};

// {report, title, definition, items, period:{from, until}, as_of, time_zone, currency, parameters, columns, rows,
// totals, left_out, notes, standards:[{parameter, standard, value, valid_from, record}]}
[[nodiscard]] Value to_json(const Report& report);
// {report, title, definition, items, parameters:[…], columns:[…]}
[[nodiscard]] Value to_json(const Definition& definition);

}  // namespace keybook::client::reports
