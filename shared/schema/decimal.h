// Decimal numbers as text: money and quantities never go through binary floating point.
// Threads: pure functions. A decimal here is canonical: an optional '-', digits without leading zeros, optionally '.'
// and digits; never "-0". Trailing zeros are kept as given.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace keybook::schema {

// Canonical form of a number in plain or exponent notation ("+01.50", "1e3"); nullopt: not a number, or longer than
// `decimal_length_max` when written out.
inline constexpr int decimal_length_max = 64;
[[nodiscard]] std::optional<std::string> parse_decimal(std::string_view text);

// Digits before and after the point.
[[nodiscard]] int integer_digits(std::string_view decimal);
[[nodiscard]] int fraction_digits(std::string_view decimal);
// Without trailing zeros after the point.
[[nodiscard]] std::string without_trailing_zeros(std::string_view decimal);

[[nodiscard]] int compare_decimals(std::string_view a, std::string_view b);  // <0, 0, >0, by value
[[nodiscard]] std::string add_decimals(std::string_view a,
                                       std::string_view b);  // exact; as many digits after the point as the longer one
[[nodiscard]] std::string negated_decimal(std::string_view a);

}  // namespace keybook::schema
