// Failures in the user's language.
#include "services/error_words.h"

#include "services/known.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace keybook::app {
namespace {

using base::Error;
using base::ErrorCode;
using ::testing::HasSubstr;

class ErrorWords : public ::testing::Test {
 protected:
  [[nodiscard]] std::string told_in(Language language, const Error& error) const {
    return s(told(error, registry, Words(language)).text(Words(language)));
  }
  schema::Registry registry = std::move(*schema::Registry::builtin());
};

TEST_F(ErrorWords, EveryCodeHasASentenceOfItsOwnInBothLanguages) {
  std::set<std::string> chinese, english;
  constexpr int codes = static_cast<int>(ErrorCode::Held) + 1;
  for (int code = 0; code < codes; ++code) {
    const Error error{static_cast<ErrorCode>(code), "x"};
    chinese.insert(s(told(error, registry, Words(Language::Chinese)).what));
    english.insert(s(told(error, registry, Words(Language::English)).what));
  }
  EXPECT_EQ(chinese.size(), codes);
  EXPECT_EQ(english.size(), codes);
  for (const std::string& sentence : chinese)
    for (const char letter : sentence) EXPECT_FALSE(letter > 0 && std::isalpha(letter)) << sentence;
}

TEST_F(ErrorWords, AValueThatDoesNotFitNamesItsFieldAndWhatTheFieldTakes) {
  const Error error{
      ErrorCode::NotValid, "300 is more than 100", {"account", "0190", "our_share", {}, 0}, "Give a number"};
  EXPECT_EQ(told_in(Language::Chinese, error), "我方份额：这个值不合要求。请填写一个数字，最多 2 位小数，0% 到 100%。");
  EXPECT_THAT(told_in(Language::English, error), HasSubstr("Our share: The value does not fit. Give a number"));
  EXPECT_THAT(told_in(Language::English, error), HasSubstr("300 is more than 100"));
}

TEST_F(ErrorWords, BesideItsFieldTheFieldIsNotNamedAgain) {
  const Error error{ErrorCode::NotValid, "'x' is not a date", {"account", {}, "founded", {}, 0}, "Give a date"};
  EXPECT_THAT(s(beside_field(error, registry, Words(Language::Chinese))), ::testing::StartsWith("请填写一个日期"));
  const Error required{ErrorCode::NotValid, "the field is required", {"account", {}, "name", {}, 0}, "Give it a value"};
  EXPECT_EQ(s(beside_field(required, registry, Words(Language::Chinese))), "需要填写");
}

TEST_F(ErrorWords, StarsOfAPatternStandForTheTextBetween) {
  using Pieces = std::vector<std::string_view>;
  EXPECT_EQ(pieces("a * b", "a x y b"), Pieces{"x y"});
  EXPECT_EQ(pieces("* overlaps * on *", "甲 overlaps 乙 on 2026-01-01"), (Pieces{"甲", "乙", "2026-01-01"}));
  EXPECT_EQ(pieces("at most * %", "at most 20 % %"), Pieces{"20 %"});
  EXPECT_EQ(pieces("no star", "no star"), Pieces());
  EXPECT_EQ(pieces("no star", "no star at all"), std::nullopt);
  EXPECT_EQ(pieces("a * b", "a b"), std::nullopt);
  EXPECT_EQ(pieces("a * b", "a x c"), std::nullopt);
}

// Any field may hold a per cent sign and a digit.
TEST_F(ErrorWords, APieceIsTakenAsItIs) {
  const Error error{ErrorCode::NotValid, "%2 overlaps 乙 on 2026-01-01", {"grade_band", {}, "score_from", {}, 0}, {}};
  EXPECT_THAT(told_in(Language::Chinese, error), HasSubstr("“%2”与“乙”重叠"));
}

TEST_F(ErrorWords, AStageSaysByTheirLabelsWhatItAsksFor) {
  const Error error{ErrorCode::NotValid,
                    "stage 'quoted' asks for what is not filled in yet: account.industry, amount",
                    {"opportunity", {}, "stage", {}, 0},
                    {}};
  EXPECT_THAT(s(beside_field(error, registry, Words(Language::Chinese))), HasSubstr("还缺：行业、"));
}

TEST_F(ErrorWords, WhatTheSentenceCannotKnowStaysAsDetail) {
  const Error error{
      ErrorCode::Unreachable, "no server answers at http://a:1 (connection refused)", {}, "Check the address"};
  EXPECT_THAT(told_in(Language::Chinese, error), HasSubstr("连接不上服务器"));
  EXPECT_THAT(told_in(Language::Chinese, error), HasSubstr("connection refused"));
}

TEST_F(ErrorWords, FilesAndLinesAreNamed) {
  const Error error{ErrorCode::BadFile, "the line has 3 columns", {{}, {}, {}, "/tmp/a.csv", 7}, {}};
  EXPECT_THAT(told_in(Language::Chinese, error), HasSubstr("/tmp/a.csv，第 7 行：这个文件读不了"));
}

TEST_F(ErrorWords, EveryFieldOfEveryTypeSaysWhatItTakes) {
  for (const schema::Type& type : registry.types())
    for (const schema::Field& field : type.fields)
      for (const Language language : {Language::Chinese, Language::English})
        EXPECT_FALSE(expected(field, registry, Words(language)).isEmpty()) << type.name << "." << field.name;
}

}  // namespace
}  // namespace keybook::app
