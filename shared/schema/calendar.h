// Dates and times of field values: proleptic Gregorian calendar, years 1 to 9999. No clock is asked here.
// Threads: pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace keybook::schema {

// Exactly "2026-03-01", a day that exists.
[[nodiscard]] bool is_date(std::string_view text);

// Canonical time of ISO 8601 text: "2026-03-01T09:30:00Z" ("…00.250Z" where there are milliseconds). 'T' may be a
// blank, seconds and fraction may be missing (more than three digits are cut), the offset may be Z, ±hh:mm or missing
// (UTC); a date alone is its midnight. nullopt: not a time, or one that does not exist.
[[nodiscard]] std::optional<std::string> parse_time(std::string_view text);

// What people write in cells: 2026-3-1, 2026/3/1, 2026.3.1, 20260301, 2026年3月1日, for times with 9:30 or 9:30:15
// behind it. ISO text that parse_time() or is_date() read; nullopt: something else (also 3/1/2026, which is read in two
// ways).
[[nodiscard]] std::optional<std::string> loose_date(std::string_view text);
[[nodiscard]] std::optional<std::string> loose_time(std::string_view text);

// Milliseconds since 1970-01-01 UTC of a canonical time, and back.
[[nodiscard]] std::int64_t ms_of_time(std::string_view time);
[[nodiscard]] std::string time_of_ms(std::int64_t ms);

}  // namespace keybook::schema
