// Values in canonical form, and whether they keep the declaration. The same code runs on the device while offline and
// again on the server. Threads: pure functions.
//
// Canonical JSON per kind:
//   text, long_text, phone, email, url, address   string; all but long_text and address are one line
//   integer                    number within ±(2^53-1), so that every JSON reader keeps it
//   decimal, money, percent    string in plain notation, at most 15 digits before and `decimals` after the point,
//   digits kept
//                              as given: "1200.50"; never goes through binary floating point. Compare them with order()
//   date                       "2026-03-01", a day that exists
//   time                       "2026-03-01T09:30:00Z", with ".250" only where there are milliseconds; UTC. Other
//   offsets are
//                              converted, a time without one is taken as UTC, a date alone as its midnight
//   bool                       true, false
//   choice                     its value
//   set                        array of strings, sorted by bytes, without repetition
//   reference                  id (open ones: or a plain name)
//   geo                        "lat,lon" in degrees, at most 6 decimals
//   file                       SHA-256 in 64 lower-case hex digits
//   absent                     null; an empty string is absent too
// Text is valid UTF-8 without control characters other than \n and \t; \r\n becomes \n. NFC is not forced.
#pragma once

#include <functional>

#include "schema/registry.h"

namespace keybook::schema {

// The canonical form of a value that came as JSON, or why not (NotValid with type and field; remedy says what is
// expected).
[[nodiscard]] base::Result<Value> canonical(const Type& type, const Field& field, const Value& given);

// The same for text from a command line or a CSV cell: "" is null; sets are separated by ';' or given as a JSON array;
// choices may be named by a label, dates be written 2026/3/1 or 2026年3月1日, numbers have thousands separators.
[[nodiscard]] base::Result<Value> from_text(const Type& type, const Field& field, std::string_view text);

// Text for CSV cells and command lines; from_text gives the same value back.
[[nodiscard]] std::string to_text(const Field& field, const Value& value);

// Which of two canonical values of a field is smaller: <0, 0, >0. Numbers by value ("1.5" and "1.50" are equal), dates
// and times by time, everything else by bytes; null is smallest.
[[nodiscard]] int order(const Field& field, const Value& a, const Value& b);

// What a whole record breaks on the merged state. A required member of a group is required once another member has a
// value.
struct Finding {
  std::string field;
  std::string rule;  // "required", "not_before", "not_valid" (merged or imported past its bounds)
  std::string message;
};
[[nodiscard]] std::vector<Finding> findings(const Type& type, const std::function<Value(const Field&)>& value_of);

// "type:key=value" or an id: splits a natural key. nullopt: it is an id.
struct NaturalKey {
  std::string type, field, value;
};
[[nodiscard]] std::optional<NaturalKey> natural_key(std::string_view reference);

// Whether an id may name a record: 1 to 64 characters of A-Z a-z 0-9 . _ - (ids made here are UUIDv7).
[[nodiscard]] bool valid_id(std::string_view id);

inline constexpr std::size_t set_elements_max =
    1000;  // a set is one cell and one JSON array; larger ones want a type of their own
inline constexpr int decimal_integer_digits_max =
    15;  // keeps sums of a million values within 64-bit arithmetic of cents

}  // namespace keybook::schema
