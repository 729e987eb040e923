// Figures as people read them, in both languages.
#include <gtest/gtest.h>

#include "services/text.h"

namespace keybook::app {
namespace {

std::string zh(const std::string& decimal) { return s(Words(Language::Chinese).amount(decimal)); }
std::string en(const std::string& decimal) { return s(Words(Language::English).amount(decimal)); }

TEST(Amounts, AreGroupedAndNamedBySize) {
  EXPECT_EQ(zh("0"), "0");
  EXPECT_EQ(zh("9999.5"), "9,999.50");
  EXPECT_EQ(zh("9999.00"), "9,999");
  EXPECT_EQ(zh("10000"), "1.0 万");
  EXPECT_EQ(zh("15893000"), "1,589.3 万");
  EXPECT_EQ(zh("123456789.01"), "1.23 亿");
  EXPECT_EQ(en("9999"), "9,999");
  EXPECT_EQ(en("10000"), "10.0k");
  EXPECT_EQ(en("1589300"), "1.59M");
}

TEST(Amounts, OfAReturnKeepTheirSign) {
  EXPECT_EQ(zh("-12000"), "−1.2 万");
  EXPECT_EQ(en("-0.5"), "−0.50");
}

TEST(Amounts, LoseNoDigitToBinaryFractions) {
  // The nearest double to each lies below the half, so that it would be rounded down.
  EXPECT_EQ(zh("2.675"), "2.68");
  EXPECT_EQ(en("1005000"), "1.01M");
  EXPECT_EQ(zh("900719925474099300000000.00"), "9,007,199,254,740,993.00 亿");
}

TEST(Amounts, ThatAreNoNumbersAreShownAsTheyAre) { EXPECT_EQ(zh("约五万"), "约五万"); }

}  // namespace
}  // namespace keybook::app
