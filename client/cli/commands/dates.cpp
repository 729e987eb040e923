#include "commands/dates.h"

#include <ctime>

#include "base/failure.h"
#include "schema/calendar.h"

namespace keybook::cli {

namespace {

constexpr std::int64_t second_ms = 1000;

std::int64_t day_ms(const std::string& date, DayPart part) {
  std::tm day{};
  day.tm_year = std::stoi(date.substr(0, 4)) - 1900;
  day.tm_mon = std::stoi(date.substr(5, 2)) - 1;
  day.tm_mday = std::stoi(date.substr(8, 2)) + (part == DayPart::End ? 1 : 0);
  day.tm_isdst = -1;
  return static_cast<std::int64_t>(std::mktime(&day)) * second_ms;
}

}  // namespace

std::int64_t moment(const std::string& text, DayPart part, const std::string& option) {
  if (schema::is_date(text)) return day_ms(text, part);
  if (const auto time = schema::parse_time(text)) return schema::ms_of_time(*time);
  throw base::Failure({base::ErrorCode::Usage,
                       option + ": '" + text + "' is no date or time",
                       {},
                       "Write 2026-03-01 or 2026-03-01T09:30:00Z"});
}

LocalDay local_now(base::Clock& clock) {
  // What UTC says, read as local time, differs from now by the offset.
  const auto now = static_cast<std::time_t>(clock.wall_ms() / second_ms);
  const std::string utc = schema::time_of_ms(static_cast<std::int64_t>(now) * second_ms);
  std::tm day{};
  day.tm_year = std::stoi(utc.substr(0, 4)) - 1900;
  day.tm_mon = std::stoi(utc.substr(5, 2)) - 1;
  day.tm_mday = std::stoi(utc.substr(8, 2));
  day.tm_hour = std::stoi(utc.substr(11, 2));
  day.tm_min = std::stoi(utc.substr(14, 2));
  day.tm_sec = std::stoi(utc.substr(17, 2));
  day.tm_isdst = -1;
  const auto offset = static_cast<std::int64_t>(std::difftime(now, std::mktime(&day)));
  const std::string local = schema::time_of_ms((static_cast<std::int64_t>(now) + offset) * second_ms);
  return {local.substr(0, 10), static_cast<int>(offset / 60)};
}

}  // namespace keybook::cli
