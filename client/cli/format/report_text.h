// A report as text for people. Threads: pure functions.
#pragma once

#include <string>

#include "format/language.h"
#include "format/table.h"
#include "reports/report.h"

namespace keybook::cli {

// Title, period, table, totals, what was left out, notes.
[[nodiscard]] std::string report_text(Language language, const client::reports::Report& report);
// "from, until, top=0": each with its default.
[[nodiscard]] std::string parameters_text(const client::reports::Definition& definition);
[[nodiscard]] std::string listed(const std::vector<std::string>& texts);  // "a, b"

}  // namespace keybook::cli
