#include "schema/decimal.h"

#include <algorithm>
#include <charconv>

namespace keybook::schema {
namespace {

// The parts of a canonical decimal.
struct Parts {
  bool negative = false;
  std::string_view integer, fraction;
};

Parts parts_of(std::string_view decimal) {
  Parts parts;
  if (decimal.starts_with('-')) {
    parts.negative = true;
    decimal.remove_prefix(1);
  }
  const std::size_t point = decimal.find('.');
  parts.integer = decimal.substr(0, point);
  if (point != std::string_view::npos) parts.fraction = decimal.substr(point + 1);
  return parts;
}

bool is_zero(std::string_view digits) { return digits.find_first_not_of('0') == std::string_view::npos; }

std::string_view without_leading_zeros(std::string_view digits) {
  const std::size_t first = std::min(digits.find_first_not_of('0'), digits.size());
  return digits.substr(first);
}

std::string assembled(bool negative, std::string_view integer, std::string_view fraction) {
  integer = without_leading_zeros(integer);
  std::string out;
  if (negative && !(integer.empty() && is_zero(fraction))) out += '-';
  out += integer.empty() ? std::string_view("0") : integer;
  if (!fraction.empty()) {
    out += '.';
    out += fraction;
  }
  return out;
}

// Digits of both, brought to equal length before and after the point.
struct Aligned {
  std::string a, b;
  std::size_t fraction = 0;
};

std::string padded(const Parts& parts, std::size_t integer, std::size_t fraction) {
  std::string digits(integer - parts.integer.size(), '0');
  digits += parts.integer;
  digits += parts.fraction;
  digits.append(fraction - parts.fraction.size(), '0');
  return digits;
}

Aligned aligned(const Parts& a, const Parts& b) {
  const std::size_t integer = std::max(a.integer.size(), b.integer.size());
  const std::size_t fraction = std::max(a.fraction.size(), b.fraction.size());
  return {padded(a, integer, fraction), padded(b, integer, fraction), fraction};
}

std::string sum_of_digits(const std::string& a, const std::string& b) {
  std::string out(a.size() + 1, '0');
  int carry = 0;
  for (std::size_t i = a.size(); i-- > 0;) {
    const int digit = (a[i] - '0') + (b[i] - '0') + carry;
    out[i + 1] = static_cast<char>('0' + digit % 10);
    carry = digit / 10;
  }
  out[0] = static_cast<char>('0' + carry);
  return out;
}

std::string difference_of_digits(const std::string& larger, const std::string& smaller) {
  std::string out(larger.size(), '0');
  int borrow = 0;
  for (std::size_t i = larger.size(); i-- > 0;) {
    int digit = (larger[i] - '0') - (smaller[i] - '0') - borrow;
    borrow = digit < 0 ? 1 : 0;
    if (digit < 0) digit += 10;
    out[i] = static_cast<char>('0' + digit);
  }
  return out;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "12.5" with exponent 3 is "12500".
std::optional<std::string> shifted(bool negative, std::string_view integer, std::string_view fraction, int exponent) {
  if (exponent > decimal_length_max || exponent < -decimal_length_max) return std::nullopt;
  std::string digits = std::string(integer) + std::string(fraction);
  int point = static_cast<int>(integer.size()) + exponent;
  if (point < 0) {
    digits.insert(0, static_cast<std::size_t>(-point), '0');
    point = 0;
  }
  if (point > static_cast<int>(digits.size())) digits.append(static_cast<std::size_t>(point) - digits.size(), '0');
  const std::string_view all = digits;
  return assembled(negative, all.substr(0, static_cast<std::size_t>(point)),
                   all.substr(static_cast<std::size_t>(point)));
}

}  // namespace

std::optional<std::string> parse_decimal(std::string_view text) {
  if (text.size() > static_cast<std::size_t>(decimal_length_max)) return std::nullopt;
  int exponent = 0;
  if (const std::size_t e = text.find_first_of("eE"); e != std::string_view::npos) {
    std::string_view digits = text.substr(e + 1);
    if (digits.starts_with('+')) digits.remove_prefix(1);
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (failed != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    text = text.substr(0, e);
  }
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return std::nullopt;
  }
  const Parts parts = parts_of(text);
  const bool point = text.find('.') != std::string_view::npos;
  if (parts.integer.empty() && parts.fraction.empty()) return std::nullopt;
  if (point && parts.fraction.empty()) return std::nullopt;
  if (!all_digits(parts.integer) || !all_digits(parts.fraction)) return std::nullopt;
  auto decimal = shifted(parts.negative, parts.integer, parts.fraction, exponent);
  if (decimal && decimal->size() > static_cast<std::size_t>(decimal_length_max)) return std::nullopt;
  return decimal;
}

int integer_digits(std::string_view decimal) { return static_cast<int>(parts_of(decimal).integer.size()); }
int fraction_digits(std::string_view decimal) { return static_cast<int>(parts_of(decimal).fraction.size()); }

std::string without_trailing_zeros(std::string_view decimal) {
  if (decimal.find('.') == std::string_view::npos) return std::string(decimal);
  while (decimal.ends_with('0')) decimal.remove_suffix(1);
  if (decimal.ends_with('.')) decimal.remove_suffix(1);
  return std::string(decimal);
}

int compare_decimals(std::string_view a, std::string_view b) {
  const Parts left = parts_of(a), right = parts_of(b);
  if (left.negative != right.negative) return left.negative ? -1 : 1;
  const Aligned digits = aligned(left, right);
  const int order = digits.a.compare(digits.b);
  return left.negative ? -order : order;
}

std::string add_decimals(std::string_view a, std::string_view b) {
  const Parts left = parts_of(a), right = parts_of(b);
  const Aligned digits = aligned(left, right);
  bool negative = left.negative;
  std::string sum;
  if (left.negative == right.negative) {
    sum = sum_of_digits(digits.a, digits.b);
  } else if (digits.a >= digits.b) {
    sum = difference_of_digits(digits.a, digits.b);
  } else {
    sum = difference_of_digits(digits.b, digits.a);
    negative = right.negative;
  }
  const std::string_view all = sum;
  return assembled(negative, all.substr(0, all.size() - digits.fraction), all.substr(all.size() - digits.fraction));
}

std::string negated_decimal(std::string_view a) {
  const Parts parts = parts_of(a);
  return assembled(!parts.negative, parts.integer, parts.fraction);
}

}  // namespace keybook::schema
