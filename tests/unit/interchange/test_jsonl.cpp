#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "interchange/jsonl.h"
#include "sources.h"

namespace keybook::interchange {
namespace {

using nlohmann::json;

TEST(JsonLines, ValuesComeWithTheirLines) {
  MemorySource source("\xEF\xBB\xBF{\"op\":\"new\"}\r\n\n  \n[1,2]\n\"客户\"");
  JsonLinesReader reader(source);
  json value;
  ASSERT_TRUE(*reader.next(value));
  EXPECT_EQ(value, (json{{"op", "new"}}));
  EXPECT_EQ(reader.line(), 1);
  ASSERT_TRUE(*reader.next(value));
  EXPECT_EQ(reader.line(), 4);
  ASSERT_TRUE(*reader.next(value));
  EXPECT_EQ(value, "客户");
  EXPECT_FALSE(*reader.next(value));
}

TEST(JsonLines, BrokenLinesAreNamedAndReadingGoesOn) {
  MemorySource source("{\"a\":}\n\"\xE4\xB8\"\n1 2\n     3\n");
  JsonLinesReader reader(source);
  json value;
  const std::vector<std::string> messages = {"not JSON: column 6", "half a UTF-8 character (byte 0xE4)",
                                             "not JSON: column 3"};
  for (std::size_t i = 0; i < messages.size(); ++i) {
    const auto bad = reader.next(value);
    ASSERT_FALSE(bad) << messages[i];
    EXPECT_EQ(bad.error().where.line, static_cast<std::int64_t>(i + 1));
    EXPECT_EQ(bad.error().message.substr(0, messages[i].size()), messages[i]);
  }
  ASSERT_TRUE(*reader.next(value));
  EXPECT_EQ(value, 3);
}

TEST(JsonLines, LimitsOfLengthAndDepth) {
  const std::string deep = std::string(70, '[') + std::string(70, ']');
  const std::string text = "\"" + std::string(200, 'x') + "\"\n" + deep + "\n7\n";
  MemorySource source(text);
  JsonLinesReader reader(source, 150);
  json value;
  EXPECT_EQ(reader.next(value).error().where.line, 1);
  EXPECT_NE(reader.next(value).error().message.find("64 levels"), std::string::npos);
  ASSERT_TRUE(*reader.next(value));
  EXPECT_EQ(value, 7);
}

TEST(JsonLines, BrokenTextIsNotWritten) {
  std::string out;
  EXPECT_FALSE(append_json_line(out, json("\xE4\xB8")));
  EXPECT_EQ(out, "");
}

RC_GTEST_PROP(JsonLinesProperties, WhatIsWrittenIsReadBack, ()) {
  const auto values = *rc::gen::resize(15, rc::gen::arbitrary<std::vector<std::map<std::string, int>>>());
  std::string out;
  std::vector<json> want;
  for (const auto& value : values) {
    json ascii = json::object();
    for (const auto& [key, number] : value) {
      std::string plain;
      for (const char c : key) plain += static_cast<char>(c & 0x7F);
      ascii[plain] = number;
    }
    want.push_back(ascii);
    RC_ASSERT(append_json_line(out, ascii).has_value());
  }
  interchange_test::PiecewiseSource source(out, *rc::gen::inRange<std::size_t>(1, 20));
  JsonLinesReader reader(source);
  std::vector<json> got;
  json value;
  while (*reader.next(value)) got.push_back(value);
  RC_ASSERT(got == want);
}

}  // namespace
}  // namespace keybook::interchange
