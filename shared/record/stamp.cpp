#include "record/stamp.h"

#include <charconv>

#include "base/error.h"

namespace keybook::record {

namespace {

// Digits only and without leading zeros: each number has one text, because names of edits are compared as text.
std::optional<std::int64_t> number(std::string_view digits, std::int64_t max) {
  if (digits.empty() || digits.size() > 18 || (digits.size() > 1 && digits.front() == '0')) return std::nullopt;
  if (digits.front() < '0' || digits.front() > '9') return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc{} || end != digits.data() + digits.size() || value > max) return std::nullopt;
  return value;
}

bool valid_device(std::string_view device) {
  if (device.empty() || device.size() > Stamp::device_length_max) return false;
  for (const char c : device)
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_'))
      return false;
  return true;
}

}  // namespace

std::string Stamp::text() const {
  std::string out = std::to_string(ms);
  out += '.';
  out += std::to_string(counter);
  out += '.';
  out += device;
  return out;
}

std::optional<Stamp> Stamp::parse(std::string_view text) {
  const auto first = text.find('.');
  const auto second = first == text.npos ? text.npos : text.find('.', first + 1);
  if (second == text.npos) return std::nullopt;
  const auto ms = number(text.substr(0, first), ms_max);
  const auto counter = number(text.substr(first + 1, second - first - 1), counter_max);
  const auto device = text.substr(second + 1);
  if (!ms || !counter || !valid_device(device)) return std::nullopt;
  return Stamp{*ms, *counter, std::string(device)};
}

Stamp HybridClock::next(std::int64_t wall_ms) {
  if (wall_ms > Stamp::ms_max) wall_ms = Stamp::ms_max;
  if (wall_ms > last_.ms) {
    last_.ms = wall_ms;
    last_.counter = 0;
  } else if (last_.counter < counter_max) {
    ++last_.counter;
  } else {
    ++last_.ms;
    last_.counter = 0;
  }
  last_.device = device_;
  return last_;
}

void HybridClock::observe(const Stamp& seen) {
  if (seen.ms > last_.ms || (seen.ms == last_.ms && seen.counter > last_.counter)) {
    last_.ms = seen.ms;
    last_.counter = seen.counter;
  }
}

}  // namespace keybook::record
