#include "interchange/xlsx/cells.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>

namespace keybook::interchange {
namespace {

constexpr double serial_of_1970 = 25'569;  // where days count from 1900
constexpr double serials_between = 1'462;  // the two ways to count
constexpr double serial_of_leap_day = 60;  // 1900-02-29, which never was, has a number all the same
constexpr double serial_max = 2'958'465;   // 9999-12-31
constexpr std::int64_t day_seconds = 86'400;
constexpr std::size_t columns_max = 16'384;  // of a sheet: a limit of the format
constexpr int decimals_max = 30;

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

// Plain decimals, rounded to the digits that are exact, never with an exponent.
std::string decimal_text(double value) {
  if (value == 0) return "0";
  const int before_point = static_cast<int>(std::floor(std::log10(std::fabs(value)))) + 1;
  const int decimals = std::clamp(static_cast<int>(xlsx_exact_digits) - before_point, 0, decimals_max);
  std::array<char, 400> text{};  // the largest number has 309 digits
  const auto end = std::to_chars(text.begin(), text.end(), value, std::chars_format::fixed, decimals).ptr;
  std::string out(text.begin(), end);
  if (out.find('.') != std::string::npos) {
    out.erase(out.find_last_not_of('0') + 1);
    if (out.ends_with('.')) out.pop_back();
  }
  return out == "-0" ? "0" : out;
}

std::string padded(std::int64_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

std::string day_text(std::int64_t days_since_1970) {
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{days_since_1970}}};
  return padded(int{day.year()}, 4) + '-' + padded(unsigned{day.month()}, 2) + '-' + padded(unsigned{day.day()}, 2);
}

std::string time_text(std::int64_t seconds) {
  return padded(seconds / 3600, 2) + ':' + padded(seconds / 60 % 60, 2) + ':' + padded(seconds % 60, 2);
}

std::optional<std::string> moment_text(double serial, Shown shown, bool from_1904) {
  if (from_1904) serial += serials_between;
  if (serial < 0 || serial >= serial_max + 1) return std::nullopt;
  auto day = static_cast<std::int64_t>(std::floor(serial));
  std::int64_t seconds = std::llround((serial - static_cast<double>(day)) * static_cast<double>(day_seconds));
  if (seconds == day_seconds) {
    seconds = 0;
    ++day;
  }
  if (shown == Shown::TimeOfDay) return time_text(seconds);
  if (static_cast<double>(day) < serial_of_leap_day) ++day;
  const std::string date = day_text(day - static_cast<std::int64_t>(serial_of_1970));
  return shown == Shown::Day || seconds == 0 ? date : date + 'T' + time_text(seconds);
}

// The first part of the code without what is only shown: text in quotes, escaped characters, colours and languages.
std::string letters_of(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const std::size_t end = std::min(code.find(']', i), code.size());
      // [h]:mm counts hours beyond the day: a number, not a time of day.
      if (code.substr(i + 1, end - i - 1).find_first_not_of("hHmMsS") == std::string_view::npos) return "";
      i = end;
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  for (const std::string_view half_day : {"am/pm", "a/p"})
    if (const auto at = out.find(half_day); at != std::string::npos) out.replace(at, half_day.size(), "h");
  return out;
}

}  // namespace

std::optional<Shown> shown_by(int format) {
  constexpr int described_by_file = 164;
  const auto among = [format](int first, int last) { return format >= first && format <= last; };
  if (format >= described_by_file) return std::nullopt;
  if (among(9, 10)) return Shown::Percent;
  if (among(18, 21) || among(32, 35) || among(45, 45) || among(47, 47) || among(55, 56)) return Shown::TimeOfDay;
  if (format == 22) return Shown::DayTime;
  if (among(14, 17) || among(27, 31) || format == 36 || among(50, 54) || among(57, 58)) return Shown::Day;
  return Shown::Number;
}

Shown shown_by(std::string_view code) {
  const std::string letters = letters_of(code);
  if (letters.find('%') != std::string::npos) return Shown::Percent;
  if (letters == "general") return Shown::Number;
  const bool time = letters.find_first_of("hs") != std::string::npos;
  // An "m" beside hours or seconds is minutes.
  const bool day =
      letters.find_first_of("yd") != std::string::npos || (!time && letters.find('m') != std::string::npos);
  if (day) return time ? Shown::DayTime : Shown::Day;
  return time ? Shown::TimeOfDay : Shown::Number;
}

std::string cell_text(std::string_view stored, Shown shown, bool from_1904) {
  const auto number = number_of(stored);
  if (!number) return std::string(stored);
  if (shown == Shown::Number) return decimal_text(*number);
  if (shown == Shown::Percent) return decimal_text(*number * 100) + '%';
  return moment_text(*number, shown, from_1904).value_or(decimal_text(*number));
}

std::string unescaped(std::string_view text) {
  constexpr std::size_t size = 7;  // _x000A_
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned code = 0;
    const std::string_view escape = text.substr(i, size);
    const bool framed = escape.size() == size && escape.starts_with("_x") && escape.back() == '_';
    if (framed && std::from_chars(&escape[2], &escape[6], code, 16).ptr == &escape[6] && code > 0 && code < 0x80) {
      out += static_cast<char>(code);
      i += size - 1;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::optional<std::size_t> column_of(std::string_view place) {
  std::size_t column = 0;
  for (const char c : place) {
    if (c < 'A' || c > 'Z') break;
    column = column * 26 + static_cast<std::size_t>(c - 'A') + 1;
    if (column > columns_max) return std::nullopt;
  }
  if (column == 0) return std::nullopt;
  return column - 1;
}

}  // namespace keybook::interchange
