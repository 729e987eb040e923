// Pieces that declarations of reports have in common. Internal to this folder. Threads: pure functions.
#pragma once

#include <initializer_list>

#include "reports/report.h"

namespace keybook::client::reports {

using Parameters = std::vector<Parameter>;
using Columns = std::vector<Column>;

[[nodiscard]] Parameters together(std::initializer_list<Parameters> parts);
[[nodiscard]] Columns together(std::initializer_list<Columns> parts);

[[nodiscard]] Parameters as_of_parameter();
[[nodiscard]] Parameters period_parameters();    // as_of, from, until, year: twelve months that end as of
[[nodiscard]] Parameters account_parameters();   // owner, territory with all below it, grade, industry, type
[[nodiscard]] Parameters currency_parameters();  // currency, rates
[[nodiscard]] Parameters top_parameter();        // how many rows at most; totals are over all
[[nodiscard]] Parameter number(const char* name, Label title, const char* standard, const char* min = "0",
                               const char* max = "");  // integer
[[nodiscard]] Parameter percentage(const char* name, Label title, const char* standard, const char* min = "0",
                                   const char* max = "100");
[[nodiscard]] Parameter choice(const char* name, Label title,
                               std::vector<std::string> choices);  // the first is default
// With the default that head office sets: the standard of this name.
[[nodiscard]] Parameter ruled(Parameter parameter, const char* rule);
[[nodiscard]] Parameter text(const char* name, Label title, const char* standard = "");

[[nodiscard]] Columns account_columns();  // account, name, grade, owner
[[nodiscard]] Column money(const char* name, Label title);
[[nodiscard]] Column percent(const char* name, Label title);
[[nodiscard]] Column count(const char* name, Label title);
[[nodiscard]] Column word(const char* name, Label title);
[[nodiscard]] Column date(const char* name, Label title);
[[nodiscard]] Column decimal(const char* name, Label title);

}  // namespace keybook::client::reports
