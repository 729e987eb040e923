// FIELD=VALUE arguments and filters of the command line.
#include "format/arguments.h"

#include "format/views.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace keybook::cli {
namespace {

using Op = client::Filter::Op;
using ::testing::HasSubstr;

TEST(Assignments, SplitAtTheFirstEqualsSign) {
  const auto fields = assignments({"name=华东电力", "website=https://x.cn/?a=b", "remark= two  words "});
  ASSERT_TRUE(fields);
  EXPECT_EQ(*fields, Value({{"name", "华东电力"}, {"website", "https://x.cn/?a=b"}, {"remark", " two  words "}}));
}

TEST(Assignments, AnEmptyValueClearsTheField) {
  const auto fields = assignments({"phone="});
  ASSERT_TRUE(fields);
  EXPECT_EQ((*fields)["phone"], "");
}

TEST(Assignments, AFieldGivenTwiceIsAnError) {
  const auto fields = assignments({"tags=a", "tags=b"});
  ASSERT_FALSE(fields);
  EXPECT_EQ(fields.error().code, base::ErrorCode::Usage);
  EXPECT_THAT(fields.error().text(), HasSubstr("'tags' is given twice"));
}

TEST(Assignments, OtherArgumentsAreNamedInTheError) {
  for (const char* wrong : {"name", "=x", "名称=x", "name:x", "--name=x", ""}) {
    const auto fields = assignments({wrong});
    ASSERT_FALSE(fields) << wrong;
    EXPECT_THAT(fields.error().text(), HasSubstr("'" + std::string(wrong) + "'"));
  }
}

TEST(Assignments, AFileNameIsNone) {
  EXPECT_TRUE(is_assignment("name=x"));
  EXPECT_FALSE(is_assignment("-"));
  EXPECT_FALSE(is_assignment("fields.json"));
  EXPECT_FALSE(is_assignment("/tmp/a=b.json"));
  EXPECT_FALSE(is_assignment(""));
}

struct FilterCase {
  const char* argument;
  const char* field;
  Op op;
  const char* value;  // nullptr: none
};

TEST(Filters, EveryComparisonIsUnderstood) {
  for (const FilterCase& one :
       {FilterCase{"grade=A", "grade", Op::Equal, "A"}, FilterCase{"grade!=A", "grade", Op::NotEqual, "A"},
        FilterCase{"amount<5", "amount", Op::Less, "5"}, FilterCase{"amount<=5", "amount", Op::LessEqual, "5"},
        FilterCase{"amount>-5", "amount", Op::Greater, "-5"},
        FilterCase{"due>=2026-03-01", "due", Op::GreaterEqual, "2026-03-01"},
        FilterCase{"name~电力", "name", Op::Contains, "电力"},
        FilterCase{"account=account:code=K-17", "account", Op::Equal, "account:code=K-17"},
        FilterCase{"phone=", "phone", Op::Empty, nullptr}, FilterCase{"phone!=", "phone", Op::NotEmpty, nullptr}}) {
    const auto found = filter(one.argument);
    ASSERT_TRUE(found) << one.argument;
    EXPECT_EQ(found->field, one.field);
    EXPECT_EQ(found->op, one.op) << one.argument;
    if (one.value == nullptr)
      EXPECT_TRUE(found->values.empty());
    else
      EXPECT_EQ(found->values, std::vector<Value>{one.value});
  }
}

TEST(Filters, WithoutAComparisonIsAnError) {
  for (const char* wrong : {"grade", "=A", "", "grade A"}) {
    const auto found = filter(wrong);
    ASSERT_FALSE(found) << wrong;
    EXPECT_EQ(found.error().code, base::ErrorCode::Usage);
  }
}

}  // namespace
}  // namespace keybook::cli
