// The codes that a currency may have. Threads: pure function of constants.
#pragma once

#include <string_view>

namespace keybook::schema {

// ISO 4217 codes in use, "CNY"; amounts in anything else could neither be added up nor converted.
[[nodiscard]] bool is_currency(std::string_view code);

}  // namespace keybook::schema
