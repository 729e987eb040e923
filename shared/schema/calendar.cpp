#include "schema/calendar.h"

#include <chrono>
#include <cstdio>

#include "base/error.h"

namespace keybook::schema {
namespace {

constexpr std::int64_t ms_per_second = 1000, ms_per_minute = 60'000, ms_per_hour = 3'600'000, ms_per_day = 86'400'000;

// Reads text from the left.
class Scanner {
 public:
  explicit Scanner(std::string_view rest) : rest_(rest) {}
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  bool skip(std::string_view text) {
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  // Between `least` and `most` digits.
  std::optional<int> number(int least, int most) {
    int value = 0, count = 0;
    while (count < most && !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
      value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
      ++count;
    }
    return count < least ? std::nullopt : std::optional<int>(value);
  }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

bool exists(int year, int month, int day) {
  if (year < 1 || year > 9999) return false;
  return std::chrono::year_month_day(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                     std::chrono::day(static_cast<unsigned>(day)))
      .ok();
}

std::int64_t days_of(int year, int month, int day) {
  const std::chrono::year_month_day date(std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  return std::chrono::sys_days(date).time_since_epoch().count();
}

std::string date_text(int year, int month, int day) {
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
  return text;
}

// Days since 1970 of "2026-03-01" at the scanner's place.
std::optional<std::int64_t> scan_days(Scanner& scanner) {
  const auto year = scanner.number(4, 4);
  if (!year || !scanner.skip("-")) return std::nullopt;
  const auto month = scanner.number(2, 2);
  if (!month || !scanner.skip("-")) return std::nullopt;
  const auto day = scanner.number(2, 2);
  if (!day || !exists(*year, *month, *day)) return std::nullopt;
  return days_of(*year, *month, *day);
}

std::optional<std::int64_t> scan_fraction_ms(Scanner& scanner) {
  int ms = 0, weight = 100, digits = 0;
  while (const auto digit = scanner.number(1, 1)) {
    ms += *digit * weight;
    weight /= 10;
    ++digits;
  }
  return digits == 0 ? std::nullopt : std::optional<std::int64_t>(ms);
}

// Milliseconds since midnight of "09:30[:00[.250]]".
std::optional<std::int64_t> scan_clock(Scanner& scanner) {
  const auto hour = scanner.number(2, 2);
  if (!hour || *hour > 23 || !scanner.skip(":")) return std::nullopt;
  const auto minute = scanner.number(2, 2);
  if (!minute || *minute > 59) return std::nullopt;
  std::int64_t ms = *hour * ms_per_hour + *minute * ms_per_minute;
  if (!scanner.skip(":")) return ms;
  const auto second = scanner.number(2, 2);
  if (!second || *second > 59) return std::nullopt;
  ms += *second * ms_per_second;
  if (!scanner.skip(".")) return ms;
  const auto fraction = scan_fraction_ms(scanner);
  return fraction ? std::optional<std::int64_t>(ms + *fraction) : std::nullopt;
}

// What to take off to come to UTC.
std::optional<std::int64_t> scan_offset_ms(Scanner& scanner) {
  if (scanner.at_end() || scanner.skip("Z") || scanner.skip("z")) return 0;
  const bool ahead = scanner.skip("+");
  if (!ahead && !scanner.skip("-")) return std::nullopt;
  const auto hours = scanner.number(2, 2);
  if (!hours || *hours > 14) return std::nullopt;
  scanner.skip(":");
  const auto minutes = scanner.number(2, 2);
  if (!minutes || *minutes > 59) return std::nullopt;
  const std::int64_t offset = *hours * ms_per_hour + *minutes * ms_per_minute;
  return ahead ? offset : -offset;
}

// Year, month and day as people write them.
std::optional<std::string> scan_loose_date(Scanner& scanner) {
  const auto year = scanner.number(4, 4);
  if (!year) return std::nullopt;
  for (const std::string_view separator : {"-", "/", ".", "年", ""}) {
    if (!scanner.skip(separator)) continue;
    const bool fixed = separator.empty(), chinese = separator == "年";
    const auto month = scanner.number(fixed ? 2 : 1, 2);
    if (!month || !scanner.skip(chinese ? "月" : separator)) return std::nullopt;
    const auto day = scanner.number(fixed ? 2 : 1, 2);
    if (!day || (chinese && !scanner.skip("日")) || !exists(*year, *month, *day)) return std::nullopt;
    return date_text(*year, *month, *day);
  }
  return std::nullopt;
}

}  // namespace

bool is_date(std::string_view text) {
  Scanner scanner(text);
  return scan_days(scanner).has_value() && scanner.at_end();
}

std::optional<std::string> parse_time(std::string_view text) {
  Scanner scanner(text);
  const auto days = scan_days(scanner);
  if (!days) return std::nullopt;
  std::int64_t ms = *days * ms_per_day;
  if (!scanner.at_end()) {
    if (!scanner.skip("T") && !scanner.skip("t") && !scanner.skip(" ")) return std::nullopt;
    const auto clock = scan_clock(scanner);
    if (!clock) return std::nullopt;
    const auto offset = scan_offset_ms(scanner);
    if (!offset || !scanner.at_end()) return std::nullopt;
    ms += *clock - *offset;
  }
  // An offset may lead out of the years that can be written.
  const bool in_bounds = ms >= days_of(1, 1, 1) * ms_per_day && ms < (days_of(9999, 12, 31) + 1) * ms_per_day;
  return in_bounds ? std::optional(time_of_ms(ms)) : std::nullopt;
}

std::optional<std::string> loose_date(std::string_view text) {
  Scanner scanner(text);
  auto date = scan_loose_date(scanner);
  return scanner.at_end() ? date : std::nullopt;
}

std::optional<std::string> loose_time(std::string_view text) {
  if (auto time = parse_time(text)) return time;
  Scanner scanner(text);
  const auto date = scan_loose_date(scanner);
  if (!date) return std::nullopt;
  if (scanner.at_end()) return parse_time(*date);
  if (!scanner.skip("T")) scanner.skip(" ");
  const auto hour = scanner.number(1, 2);
  if (!hour || scanner.rest().empty()) return std::nullopt;
  return parse_time(*date + (*hour < 10 ? "T0" : "T") + std::to_string(*hour) + std::string(scanner.rest()));
}

std::int64_t ms_of_time(std::string_view time) {
  Scanner scanner(time);
  const auto days = scan_days(scanner);
  KEYBOOK_ASSERT(days && scanner.skip("T"));
  const auto clock = scan_clock(scanner);
  KEYBOOK_ASSERT(clock.has_value());
  return *days * ms_per_day + *clock;
}

std::string time_of_ms(std::int64_t ms) {
  const std::int64_t days = (ms >= 0 ? ms : ms - (ms_per_day - 1)) / ms_per_day;
  const std::int64_t of_day = ms - days * ms_per_day;
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(days))};
  char text[64];
  const int length = std::snprintf(
      text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), static_cast<int>(of_day / ms_per_hour),
      static_cast<int>(of_day / ms_per_minute % 60), static_cast<int>(of_day / ms_per_second % 60));
  std::string out(text, static_cast<std::size_t>(length));
  if (const auto rest = static_cast<int>(of_day % ms_per_second); rest != 0) {
    std::snprintf(text, sizeof text, ".%03d", rest);
    out += text;
  }
  return out + 'Z';
}

}  // namespace keybook::schema
