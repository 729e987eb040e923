// A report as a file for people: CSV, XLSX, PDF.
// Threads: pure functions, write_xlsx aside. Errors: as interchange/file.h and documents/pages.h.
#pragma once

#include <filesystem>

#include "documents/pages.h"
#include "reports/report.h"

namespace keybook::client::reports {

using documents::Language;

inline constexpr std::size_t pdf_rows_max = 2000;  // some 60 pages: past it nobody reads paper; the PDF says so

[[nodiscard]] const std::string& words(Language language, const Label& label);
// A cell or a total as text; words in the language.
[[nodiscard]] std::string cell_text(Language language, const Value& value);

// The table alone, headings in the language, RFC 4180.
[[nodiscard]] std::string csv_of(const Report& report, Language language);
// The table, and a second sheet that says what it is, for which period, what was left out.
[[nodiscard]] base::Status write_xlsx(const Report& report, Language language, const std::filesystem::path& path);
[[nodiscard]] base::Result<std::string> pdf_of(const Report& report, Language language);

}  // namespace keybook::client::reports
