#include "domain/number.h"

#include <gtest/gtest.h>

namespace keybook::domain {
namespace {

TEST(Number, SumsAndProductsLoseNoDigit) {
  EXPECT_EQ((Decimal::of("0.1") + Decimal::of("0.2")).text(), "0.3");
  EXPECT_EQ((Decimal::of("12345678901234567890.12") * Decimal::of("9.999")).text(), "123444443333444444333.30988");
  EXPECT_EQ((Decimal::of("-0.05") + Decimal::of("0.05")).text(), "0.00");
  EXPECT_EQ((-Decimal::of("0.05")).text(), "-0.05");
  EXPECT_EQ(Decimal::of("0010.50").text(), "10.50");
  EXPECT_FALSE(Decimal::parse("ten"));
}

TEST(Number, DivisionRoundsHalfAwayFromZero) {
  EXPECT_EQ(divided(1, 8, 2)->text(), "0.13");
  EXPECT_EQ(divided(-1, 8, 2)->text(), "-0.13");
  EXPECT_EQ(divided(2, 3, 4)->text(), "0.6667");
  EXPECT_FALSE(divided(1, 0, 2));
  EXPECT_EQ(Decimal::of("2.345").text(2), "2.35");
  EXPECT_EQ(Decimal::of("-2.345").text(2), "-2.35");
  EXPECT_EQ(percent(3, 8)->text(), "37.50");
}

TEST(Number, ComparesByValueAndKnowsItsCents) {
  EXPECT_EQ(Decimal::of("1.50"), Decimal::of("1.5"));
  EXPECT_LT(Decimal::of("-2"), Decimal::of("1"));
  EXPECT_EQ(Decimal::of("12.345").to_cents(), 1235);
  EXPECT_FALSE(Decimal::of("123456789012345678901").to_cents());
}

}  // namespace
}  // namespace keybook::domain
