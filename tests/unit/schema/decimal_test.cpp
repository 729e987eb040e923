#include <gtest/gtest.h>

#include <random>

#include "schema/calendar.h"
#include "schema/decimal.h"
#include "schema/utf8.h"

namespace keybook::schema {
namespace {

TEST(Decimal, SumsAreExact) {
  EXPECT_EQ(add_decimals("0.1", "0.2"), "0.3");
  EXPECT_EQ(add_decimals("999999999999999999.99", "0.01"), "1000000000000000000.00");
  EXPECT_EQ(add_decimals("5", "-5"), "0");
  EXPECT_EQ(add_decimals("-0.50", "0.5"), "0.00");
  EXPECT_EQ(add_decimals("-3", "1.25"), "-1.75");
  EXPECT_EQ(negated_decimal("0"), "0");
  EXPECT_EQ(negated_decimal("-2.50"), "2.50");
}

TEST(Decimal, AgreesWithIntegerArithmetic) {
  constexpr unsigned seed = 7;
  std::mt19937_64 random(seed);
  const auto text = [](std::int64_t thousandths) {
    const std::int64_t size = thousandths < 0 ? -thousandths : thousandths;
    std::string fraction = std::to_string(size % 1000);
    fraction.insert(0, 3 - fraction.size(), '0');
    return (thousandths < 0 ? "-" : "") + std::to_string(size / 1000) + "." + fraction;
  };
  for (int run = 0; run < 20'000; ++run) {
    const auto a = static_cast<std::int64_t>(random() % 2'000'000) - 1'000'000,
               b = static_cast<std::int64_t>(random() % 2'000) - 1'000;
    ASSERT_EQ(add_decimals(text(a), text(b)), text(a + b)) << a << " " << b;
    const int order = compare_decimals(text(a), text(b));
    ASSERT_EQ(order < 0, a < b) << a << " " << b;
    ASSERT_EQ(order == 0, a == b) << a << " " << b;
  }
}

TEST(Calendar, TimeAndMillisecondsAreInverse) {
  for (const std::int64_t ms : {INT64_C(0), INT64_C(-1), INT64_C(1'772'357'400'250), INT64_C(-62'135'596'800'000),
                                INT64_C(253'402'300'799'999)})
    EXPECT_EQ(ms_of_time(time_of_ms(ms)), ms) << time_of_ms(ms);
  EXPECT_EQ(time_of_ms(1'772'357'400'000), "2026-03-01T09:30:00Z");
}

TEST(Utf8, ExcerptIsSafeToShow) {
  EXPECT_EQ(excerpt("客户", 1), "\"客…\"");
  EXPECT_EQ(excerpt("a\xFF\n"), "\"a??\"");
}

}  // namespace
}  // namespace keybook::schema
