#include "commands/dates.h"

#include <ctime>

#include "base/failure.h"
#include "reports/local_days.h"
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

std::string local_today(const client::Environment& environment) {
  return client::reports::LocalDays(environment.zone).of_ms(environment.clock.wall_ms()).iso();
}

}  // namespace keybook::cli
