// Failures in the user's language.
#include "services/error_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace keybook::app {
namespace {

using base::Error;
using base::ErrorCode;
using ::testing::HasSubstr;

const std::array codes = {
    ErrorCode::Internal,      ErrorCode::Usage,      ErrorCode::Unreachable,  ErrorCode::WrongPassword,
    ErrorCode::Unauthorized,  ErrorCode::WrongEpoch, ErrorCode::WrongVersion, ErrorCode::TooLarge,
    ErrorCode::TooMany,       ErrorCode::BadRequest, ErrorCode::UnknownType,  ErrorCode::UnknownField,
    ErrorCode::UnknownRecord, ErrorCode::NotValid,   ErrorCode::NoRight,      ErrorCode::CounterReused,
    ErrorCode::NotEnrolled,   ErrorCode::Busy,       ErrorCode::DiskFull,     ErrorCode::ReadOnly,
    ErrorCode::Corrupt,       ErrorCode::BadFile,    ErrorCode::Held};

class ErrorWords : public ::testing::Test {
 protected:
  [[nodiscard]] std::string told_in(Language language, const Error& error) const {
    return s(told(error, registry, Words(language)).text(Words(language)));
  }
  schema::Registry registry = std::move(*schema::Registry::builtin());
};

TEST_F(ErrorWords, EveryCodeHasASentenceOfItsOwnInBothLanguages) {
  std::set<std::string> chinese, english;
  for (const ErrorCode code : codes) {
    const Error error{code, "x"};
    chinese.insert(s(told(error, registry, Words(Language::Chinese)).what));
    english.insert(s(told(error, registry, Words(Language::English)).what));
  }
  EXPECT_EQ(chinese.size(), codes.size());
  EXPECT_EQ(english.size(), codes.size());
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
