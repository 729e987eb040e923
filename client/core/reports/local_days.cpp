#include "reports/local_days.h"

#include <algorithm>

#include "schema/calendar.h"

namespace keybook::client::reports {

using domain::Day;

namespace {

constexpr std::int64_t day_s = 86'400, second_ms = 1000;
constexpr std::int32_t changes = INT32_MAX;  // the clocks change on this day

std::int64_t day_number(std::int64_t seconds) {
  return seconds >= 0 ? seconds / day_s : -((-seconds + day_s - 1) / day_s);
}

int two_digits(std::string_view text, std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); }

}  // namespace

std::int32_t LocalDays::offset(std::int64_t utc_s) const {
  const std::int64_t day = day_number(utc_s);
  auto found = offsets_.find(day);
  if (found == offsets_.end()) {
    const std::int32_t first = zone_.offset_s(day * day_s), last = zone_.offset_s((day + 1) * day_s);
    found = offsets_.emplace(day, first == last ? first : changes).first;
  }
  return found->second == changes ? zone_.offset_s(utc_s) : found->second;
}

Day LocalDays::day_at(std::int64_t utc_s) const {
  return {static_cast<std::int32_t>(day_number(utc_s + offset(utc_s)))};
}

std::optional<Day> LocalDays::of(std::string_view iso) const {
  const auto day = Day::of(iso);
  constexpr std::size_t to_seconds = 19;  // 2026-03-01T23:30:00
  if (!day || iso.size() < to_seconds) return day;
  const std::int64_t second = two_digits(iso, 11) * 3600 + two_digits(iso, 14) * 60 + two_digits(iso, 17);
  return day_at(day->number * day_s + second);
}

Day LocalDays::of_ms(std::int64_t utc_ms) const {
  const std::int64_t seconds = utc_ms >= 0 ? utc_ms / second_ms : -((-utc_ms + second_ms - 1) / second_ms);
  return day_at(seconds);
}

std::int64_t LocalDays::first_second(Day day) const {
  std::int64_t before = (std::int64_t{day.number} - 1) * day_s - 1, at = (std::int64_t{day.number} + 1) * day_s;
  while (at - before > 1) {
    const std::int64_t middle = before + (at - before) / 2;
    (day_at(middle) >= day ? at : before) = middle;
  }
  return at;
}

std::string LocalDays::start(Day day) const {
  constexpr std::size_t to_seconds = 19;
  return schema::time_of_ms(first_second(day) * second_ms).substr(0, to_seconds);
}

std::string LocalDays::text(Day day) const {
  const std::int32_t minutes = offset(first_second(day)) / 60, size = std::abs(minutes);
  const auto pad = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  const std::string shift = (minutes < 0 ? "-" : "+") + pad(size / 60) + ":" + pad(size % 60);
  return zone_.name().empty() ? "UTC" + shift : zone_.name() + " " + shift;
}

std::string LocalDays::key() const {
  // The offsets of every week from 2000 to 2040, as one number: names alone do not say where the machine is.
  constexpr std::int64_t from = 10'957, weeks = 2'087;
  std::uint64_t mixed = 14'695'981'039'346'656'037ULL;
  for (std::int64_t week = 0; week < weeks; ++week)
    mixed =
        (mixed ^ static_cast<std::uint64_t>(zone_.offset_s((from + week * 7) * day_s) + day_s)) * 1'099'511'628'211ULL;
  return zone_.name() + " " + std::to_string(mixed);
}

}  // namespace keybook::client::reports
