// Exact decimal numbers to calculate with: money, quantities, shares, weights.
//
// A Decimal is an integer of any size and a number of decimal places. Sums, differences and products are exact; only a
// division rounds, to stated places, half away from zero, as invoices do. Boost's cpp_dec_float would keep a fixed
// number of digits and round silently past it, and 64-bit integers overflow on quantity × price × rate.
// Threads: values. Units: those of the caller.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace keybook::domain {

class Decimal {
 public:
  Decimal() = default;
  Decimal(std::int64_t whole) : units_(whole) {}  // NOLINT: 100 is a decimal
  // `units` of 10^-places: (1234, 2) is 12.34.
  Decimal(boost::multiprecision::cpp_int units, int places) : units_(std::move(units)), places_(places) {}
  // nullopt: no number. See schema::parse_decimal for the forms.
  [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);
  // Of a literal in the program or a value that was validated: broken invariant if it is no number.
  [[nodiscard]] static Decimal of(std::string_view text);
  // Hundredths, as fact tables keep money.
  [[nodiscard]] static Decimal cents(std::int64_t cents) { return {cents, 2}; }

  [[nodiscard]] Decimal operator-() const { return {-units_, places_}; }
  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b) { return a + -b; }
  friend Decimal operator*(const Decimal& a, const Decimal& b) { return {a.units_ * b.units_, a.places_ + b.places_}; }
  Decimal& operator+=(const Decimal& other) { return *this = *this + other; }
  Decimal& operator-=(const Decimal& other) { return *this = *this - other; }
  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

  [[nodiscard]] bool zero() const { return units_ == 0; }
  [[nodiscard]] bool negative() const { return units_ < 0; }
  [[nodiscard]] bool positive() const { return units_ > 0; }
  // To so many places, half away from zero.
  [[nodiscard]] Decimal rounded(int places) const;
  // Whole hundredths; nullopt: more than 64 bits hold.
  [[nodiscard]] std::optional<std::int64_t> to_cents() const;
  [[nodiscard]] std::string text() const;  // all places, "12.30"
  [[nodiscard]] std::string text(int places) const { return rounded(places).text(); }

 private:
  friend std::optional<Decimal> divided(const Decimal& a, const Decimal& b, int places);
  boost::multiprecision::cpp_int units_;
  int places_ = 0;
};

// a ÷ b to so many places, half away from zero; nullopt where b is zero: there is no such share, rate or growth.
[[nodiscard]] std::optional<Decimal> divided(const Decimal& a, const Decimal& b, int places);

inline constexpr int percent_places = 2;  // of shares and rates that people read: 12.34 %
// 100 × a ÷ b, to percent_places.
[[nodiscard]] std::optional<Decimal> percent(const Decimal& a, const Decimal& b);

}  // namespace keybook::domain
