#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "interchange/encoding.h"
#include "interchange/utf8.h"
#include "sources.h"

namespace keybook::interchange {
namespace {

std::string in(Encoding encoding, std::string_view text) {
  auto bytes = from_utf8(text, encoding);
  EXPECT_TRUE(bytes) << bytes.error().text();
  return bytes ? *bytes : std::string();
}

TEST(Encoding, NamesAreFoundHoweverTheyAreSpelled) {
  EXPECT_EQ(*encoding_named("UTF_8"), Encoding::Utf8);
  EXPECT_EQ(*encoding_named("GB18030"), Encoding::Gb18030);
  EXPECT_EQ(*encoding_named("gb2312"), Encoding::Gbk);
  EXPECT_EQ(*encoding_named("Windows 1252"), Encoding::Windows1252);
  const auto unknown = encoding_named("klingon");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, base::ErrorCode::Usage);
  EXPECT_NE(unknown.error().remedy.find("gb18030"), std::string::npos);
}

TEST(Encoding, Gb18030HoldsAllOfUnicode) {
  const std::string text = "重庆大客户部，𠮷野家 é 한국 😀\r\nABC\n";
  EXPECT_EQ(*to_utf8(in(Encoding::Gb18030, text), Encoding::Gb18030), text);
}

TEST(Encoding, MarksDecide) {
  EXPECT_EQ(detect_encoding("\xEF\xBB\xBF"
                            "a"),
            Encoding::Utf8);
  EXPECT_EQ(detect_encoding(std::string_view("\xFF\xFE"
                                             "a\0",
                                             4)),
            Encoding::Utf16Le);
  EXPECT_EQ(detect_encoding(std::string_view("\xFE\xFF\0a", 4)), Encoding::Utf16Be);
  EXPECT_EQ(*to_utf8(std::string_view("\xFE\xFF\0a", 4), Encoding::Utf16Be), "a");
  EXPECT_EQ(*to_utf8("\xEF\xBB\xBF"
                     "a",
                     Encoding::Utf8),
            "a");
}

TEST(Encoding, PlainTextIsUtf8AndChineseOfOldMachinesIsFound) {
  EXPECT_EQ(detect_encoding("a,b\n"), Encoding::Utf8);
  EXPECT_EQ(detect_encoding("客户,电话\n"), Encoding::Utf8);
  EXPECT_EQ(detect_encoding(in(Encoding::Gbk, "客户,电话\n中国移动,10086\n")), Encoding::Gb18030);
  EXPECT_EQ(detect_encoding(in(Encoding::Gbk, "联通")), Encoding::Gb18030);  // famous for being taken for UTF-8
  EXPECT_EQ(detect_encoding(in(Encoding::Gb18030, "姓名\n李喆\n朱镕基\n")), Encoding::Gb18030);
}

TEST(Encoding, OneBrokenCharacterDoesNotMakeUtf8Chinese) {
  EXPECT_EQ(detect_encoding("客户,电话\n中国移\xE5\x8A\n上海电气,1\n"), Encoding::Utf8);
  EXPECT_EQ(detect_encoding("name\n\xE5\x90\n"), Encoding::Utf8);
  EXPECT_EQ(detect_encoding("中\xE5\x90"), Encoding::Utf8);
}

TEST(Encoding, BadBytesNameTheirLine) {
  const auto bad = to_utf8("a\nb\n\xC4\xE3\xFF\xFFx\n", Encoding::Gb18030);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().where.line, 3);
  const auto cut = to_utf8("a\n\xC4", Encoding::Gb18030);
  ASSERT_FALSE(cut);
  EXPECT_EQ(cut.error().where.line, 2);
  EXPECT_NE(cut.error().message.find("ends within a character"), std::string::npos);
  const auto half = to_utf8("客户\n\xE4\xB8\n", Encoding::Utf8);
  ASSERT_FALSE(half);
  EXPECT_EQ(half.error().text(),
            "line 2: half a UTF-8 character (byte 0xE4). Give the file's own encoding, or save it as UTF-8");
  ASSERT_FALSE(to_utf8(std::string_view("a\0\0\xD8"
                                        "b\0",
                                        6),
                       Encoding::Utf16Le));  // half a surrogate pair
}

TEST(Encoding, WhatAnEncodingLacksIsAnErrorNotAQuestionMark) {
  const auto lacking = from_utf8("a\n客户\n", Encoding::Windows1252);
  ASSERT_FALSE(lacking);
  EXPECT_EQ(lacking.error().where.line, 2);
  EXPECT_NE(lacking.error().message.find("客"), std::string::npos);
}

TEST(Encoding, TextBeforeABadByteIsDelivered) {
  MemorySource memory("ok\n\xFF");
  Utf8Source source(memory, Encoding::Gb18030);
  std::array<char, 100> buffer = {};
  const auto size = source.read(buffer);
  ASSERT_TRUE(size);
  EXPECT_EQ(std::string_view(buffer.data(), *size), "ok\n");
  EXPECT_FALSE(source.read(buffer));
}

RC_GTEST_PROP(EncodingProperties, RoundTripInPieces, ()) {
  const auto encoding = *rc::gen::element(Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Le, Encoding::Utf16Be);
  std::string text;
  for (const char32_t c : *rc::gen::container<std::vector<char32_t>>(
           rc::gen::oneOf(rc::gen::inRange<char32_t>(1, 0x80), rc::gen::inRange<char32_t>(0x4E00, 0xA000),
                          rc::gen::inRange<char32_t>(0xA0, 0xD800), rc::gen::inRange<char32_t>(0x10000, 0x110000))))
    append_utf8(text, c);
  interchange_test::PiecewiseSource pieces(in(encoding, text), *rc::gen::inRange<std::size_t>(1, 9));
  Utf8Source source(pieces, encoding);
  for (int pass = 0; pass < 2; ++pass) {
    std::string got;
    std::array<char, 7> buffer = {};
    for (;;) {
      const auto size = source.read(buffer);
      RC_ASSERT(size.has_value());
      if (*size == 0) break;
      got.append(buffer.data(), *size);
    }
    RC_ASSERT(got == text);
    RC_ASSERT(source.rewind().has_value());
  }
}

RC_GTEST_PROP(EncodingProperties, DetectionDoesNotDependOnPieces, (const std::string& bytes)) {
  interchange_test::PiecewiseSource pieces(bytes, *rc::gen::inRange<std::size_t>(1, 9));
  RC_ASSERT(*detect_encoding(pieces) == detect_encoding(bytes));
}

}  // namespace
}  // namespace keybook::interchange
