#include "domain/number.h"

#include "base/error.h"
#include "schema/decimal.h"

namespace keybook::domain {

using boost::multiprecision::cpp_int;

namespace {

cpp_int power_of_ten(int exponent) { return boost::multiprecision::pow(cpp_int(10), static_cast<unsigned>(exponent)); }

cpp_int scaled(const cpp_int& units, int from, int to) { return from == to ? units : units * power_of_ten(to - from); }

// Quotient, half away from zero.
cpp_int quotient(cpp_int a, cpp_int b) {
  const bool minus = (a < 0) != (b < 0);
  a = abs(a);
  b = abs(b);
  const cpp_int q = (2 * a + b) / (2 * b);
  return minus ? cpp_int(-q) : q;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
  const auto canonical = schema::parse_decimal(text);
  if (!canonical) return std::nullopt;
  std::string digits = *canonical;
  const int places = schema::fraction_digits(digits);
  if (places > 0) digits.erase(digits.find('.'), 1);
  const bool minus = digits.front() == '-';
  // Boost reads a leading zero as octal.
  const std::size_t first = digits.find_first_not_of("-0");
  cpp_int units(first == std::string::npos ? std::string("0") : digits.substr(first));
  return Decimal(minus ? cpp_int(-units) : units, places);
}

Decimal Decimal::of(std::string_view text) {
  const auto number = parse(text);
  KEYBOOK_ASSERT(number.has_value());
  return *number;
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  const int places = std::max(a.places_, b.places_);
  return {scaled(a.units_, a.places_, places) + scaled(b.units_, b.places_, places), places};
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const int places = std::max(a.places_, b.places_);
  const int order = scaled(a.units_, a.places_, places).compare(scaled(b.units_, b.places_, places));
  return order <=> 0;
}

Decimal Decimal::rounded(int places) const {
  if (places >= places_) return {scaled(units_, places_, places), places};
  return {quotient(units_, power_of_ten(places_ - places)), places};
}

std::optional<std::int64_t> Decimal::to_cents() const {
  const cpp_int units = rounded(2).units_;
  if (units > INT64_MAX || units < INT64_MIN) return std::nullopt;
  return static_cast<std::int64_t>(units);
}

std::string Decimal::text() const {
  std::string digits = cpp_int(abs(units_)).str();
  const auto places = static_cast<std::size_t>(places_);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, 1, '.');
  return units_ < 0 ? "-" + digits : digits;
}

std::optional<Decimal> divided(const Decimal& a, const Decimal& b, int places) {
  if (b.zero()) return std::nullopt;
  // a.units·10^-ap ÷ (b.units·10^-bp), wanted in 10^-places.
  const int up = places + b.places_ - a.places_;
  cpp_int numerator = a.units_, denominator = b.units_;
  if (up >= 0)
    numerator *= power_of_ten(up);
  else
    denominator *= power_of_ten(-up);
  return Decimal(quotient(std::move(numerator), std::move(denominator)), places);
}

std::optional<Decimal> percent(const Decimal& a, const Decimal& b) { return divided(a * 100, b, percent_places); }

}  // namespace keybook::domain
