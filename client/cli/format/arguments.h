// What people write behind a command: FIELD=VALUE, filters, a date.
// Threads: pure functions. Errors: Usage, naming the argument.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "usecases/values.h"

namespace keybook::cli {

// Whether an argument is FIELD=VALUE; tells `--json FIELD=VALUE` (a flag and a field) from `--json FILE`.
[[nodiscard]] bool is_assignment(std::string_view argument);

// An object of field -> text. "FIELD=" clears the field. A field given twice is an error.
[[nodiscard]] base::Result<client::Value> assignments(const std::vector<std::string>& arguments);

// FIELD=VALUE, also != < <= > >= and ~ (contains); "FIELD=" and "FIELD!=" ask for empty and not empty.
[[nodiscard]] base::Result<client::Filter> filter(std::string_view argument);

}  // namespace keybook::cli
