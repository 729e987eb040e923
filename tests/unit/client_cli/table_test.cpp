// Text columns with Chinese in them.
#include "format/table.h"

#include <gtest/gtest.h>

namespace keybook::cli {
namespace {

TEST(Width, ChineseTakesTwoCellsAndMarksNone) {
  EXPECT_EQ(width_of(""), 0U);
  EXPECT_EQ(width_of("abc"), 3U);
  EXPECT_EQ(width_of("电力3M"), 6U);
  EXPECT_EQ(width_of("（）"), 4U);
  EXPECT_EQ(width_of("e\u0301"), 1U);
  EXPECT_EQ(width_of("…é"), 2U);
}

TEST(Width, BrokenBytesAreCountedAndNotFollowed) { EXPECT_EQ(width_of("a\xe4\xbd"), 2U); }

TEST(Shortened, KeepsWhatFits) {
  EXPECT_EQ(shortened("abcd", 4), "abcd");
  EXPECT_EQ(shortened("电力", 4), "电力");
}

TEST(Shortened, CutsBetweenCharactersWithinTheWidth) {
  EXPECT_EQ(shortened("abcde", 4), "abc…");
  EXPECT_EQ(shortened("华东电力", 6), "华东…");
  EXPECT_EQ(shortened("华东电力", 5), "华东…");
}

TEST(Shortened, PutsLinesIntoOne) { EXPECT_EQ(shortened("a\nb\tc", 10), "a b c"); }

TEST(Indented, MovesLaterLinesBelowTheFirst) { EXPECT_EQ(indented("a\nb", 3), "a\n   b"); }

TEST(Table, ColumnsStandBelowEachOther) {
  Table table({"名称", "n"});
  table.align_right(1);
  table.add({"华东", "7"});
  table.add({"Acme", "1200"});
  EXPECT_EQ(table.text(), "名称     n\n华东     7\nAcme  1200\n");
}

TEST(Table, LinesDoNotEndInBlanks) {
  Table table({"a", "b"});
  table.add({"x"});
  EXPECT_EQ(table.text(), "a  b\nx\n");
}

TEST(Table, WithoutTitlesThereIsNoHeading) {
  Table table({"", ""});
  table.add({"user", "rep"});
  EXPECT_EQ(table.text(), "user  rep\n");
}

TEST(Table, EmptyColumnsCanGo) {
  Table table({"a", "b", "c"});
  table.add({"1", "", "3"});
  table.drop_empty_columns();
  EXPECT_EQ(table.text(), "a  c\n1  3\n");
}

}  // namespace
}  // namespace keybook::cli
