#include <gmock/gmock.h>

#include <random>

#include "declarations.h"
#include "schema/validate.h"

namespace keybook::schema::testing {
namespace {

using ::testing::HasSubstr;

const Value colours = Value::array({{{"value", "red"}, {"label", {{"zh", "红"}, {"en", "Red"}}}},
                                    {{"value", "blue"}, {"label", {{"zh", "蓝"}, {"en", "Blue"}}}}});

const Registry& registry() {
  static const Registry all = loaded(
      {account({field(2, "text", "text", {{"length_max", 5}}),
                field(3, "long_text", "long_text"),
                field(4, "integer", "integer", {{"min", -5}, {"max", 1000}}),
                field(5, "decimal", "decimal", {{"decimals", 3}}),
                field(6, "money", "money", {{"min", "0"}}),
                field(7, "percent", "percent", {{"max", "100"}}),
                field(8, "date", "date", {{"min", "2000-01-01"}}),
                field(9, "time", "time"),
                field(10, "bool", "bool"),
                field(11, "choice", "choice", {{"choices", colours}}),
                field(12, "open", "choice", {{"choices", colours}, {"open_choices", true}}),
                field(13, "set", "set"),
                field(14, "choice_set", "set", {{"element", "choice"}, {"choices", colours}}),
                field(15, "reference", "reference", {{"target", "account"}}),
                field(16, "people", "set", {{"element", "reference"}, {"target", "account"}, {"open_choices", true}}),
                field(17, "phone", "phone"),
                field(18, "email", "email"),
                field(19, "url", "url"),
                field(20, "address", "address"),
                field(21, "geo", "geo"),
                field(22, "file", "file"),
                field(23, "computed", "computed", {{"formula", "f"}}),
                field(24, "big", "integer"),
                field(25, "until", "date", {{"not_before", "date"}}),
                field(26, "needed", "text", {{"required", true}}),
                field(27, "amount", "money", {{"group", "value"}}),
                field(28, "currency", "text", {{"group", "value"}, {"required", true}})})});
  return all;
}
const Type& type() { return *registry().type("account"); }
const Field& named(const std::string& name) { return *type().field(name); }

std::string hash() { return std::string(64, 'a'); }

struct Good {
  std::string field;
  Value given, canonical;
};
class CanonicalForm : public ::testing::TestWithParam<Good> {};

TEST_P(CanonicalForm, IsTakenAndStays) {
  const Field& field = named(GetParam().field);
  const auto value = canonical(type(), field, GetParam().given);
  ASSERT_TRUE(value) << value.error().text();
  EXPECT_EQ(value->dump(), GetParam().canonical.dump());
  EXPECT_EQ(canonical(type(), field, *value).value(), *value);
  EXPECT_EQ(from_text(type(), field, to_text(field, *value)).value(), *value) << to_text(field, *value);
}

INSTANTIATE_TEST_SUITE_P(Text, CanonicalForm,
                         ::testing::Values(Good{"text", "客户名称五", "客户名称五"}, Good{"text", "a\tb", "a\tb"},
                                           Good{"text", "", nullptr}, Good{"text", nullptr, nullptr},
                                           Good{"text", " a ", " a "}, Good{"long_text", "a\r\nb\rc\n", "a\nb\nc\n"},
                                           Good{"address", "一\n二", "一\n二"},
                                           Good{"phone", " 0571-8899 1234 转 8 ", "0571-8899 1234 转 8"},
                                           Good{"email", "李@例子.中国", "李@例子.中国"},
                                           Good{"url", "www.example.com/a?b=c", "www.example.com/a?b=c"},
                                           Good{"url", "https://例子.中国", "https://例子.中国"}));
INSTANTIATE_TEST_SUITE_P(Numbers, CanonicalForm,
                         ::testing::Values(Good{"integer", 1000, 1000}, Good{"integer", -5, -5},
                                           Good{"integer", 12.0, 12}, Good{"integer", "7", 7},
                                           Good{"big", 9007199254740991, 9007199254740991},
                                           Good{"decimal", "1200.50", "1200.50"}, Good{"decimal", "-0.000", "0.000"},
                                           Good{"decimal", "+007.1", "7.1"}, Good{"decimal", "1.2000", "1.2"},
                                           Good{"decimal", ".5", "0.5"}, Good{"decimal", "1e3", "1000"},
                                           Good{"money", 0.1, "0.1"}, Good{"money", 12345678.91, "12345678.91"},
                                           Good{"money", 0, "0"},
                                           Good{"money", "999999999999999.99", "999999999999999.99"},
                                           Good{"percent", "12.5", "12.5"}, Good{"percent", -3, "-3"}));
INSTANTIATE_TEST_SUITE_P(Dates, CanonicalForm,
                         ::testing::Values(Good{"date", "2026-03-01", "2026-03-01"},
                                           Good{"date", "2024-02-29", "2024-02-29"},
                                           Good{"time", "2026-03-01T09:30:00Z", "2026-03-01T09:30:00Z"},
                                           Good{"time", "2026-03-01T09:30", "2026-03-01T09:30:00Z"},
                                           Good{"time", "2026-03-01", "2026-03-01T00:00:00Z"},
                                           Good{"time", "2026-03-01T01:30:00+08:00", "2026-02-28T17:30:00Z"},
                                           Good{"time", "2026-03-01 09:30:00.250Z", "2026-03-01T09:30:00.250Z"},
                                           Good{"time", "2026-03-01T09:30:00.000Z", "2026-03-01T09:30:00Z"},
                                           Good{"time", "2026-03-01T09:30:00.123456-0530", "2026-03-01T15:00:00.123Z"},
                                           Good{"time", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"}));
INSTANTIATE_TEST_SUITE_P(
    Others, CanonicalForm,
    ::testing::Values(Good{"bool", true, true}, Good{"bool", false, false}, Good{"choice", "red", "red"},
                      Good{"open", "绿", "绿"}, Good{"open", "red", "red"}, Good{"set", {"b", "a", "b"}, {"a", "b"}},
                      Good{"set", Value::array(), Value::array()}, Good{"set", {"a;b", "c"}, {"a;b", "c"}},
                      Good{"set", {"[x", "y"}, {"[x", "y"}}, Good{"set", {" a"}, {" a"}},
                      Good{"set", {"甲；乙"}, {"甲；乙"}}, Good{"choice_set", {"red", "blue"}, {"blue", "red"}},
                      Good{"reference", "0190-A.b_c", "0190-A.b_c"}, Good{"people", {"c1", "张三"}, {"c1", "张三"}},
                      Good{"geo", "30.274085, 120.15507", "30.274085,120.15507"},
                      Good{"geo", "-90,180.000000", "-90,180"}, Good{"file", hash(), hash()}));

struct Bad {
  std::string field;
  Value given;
  std::string reason;
};
class InvalidValue : public ::testing::TestWithParam<Bad> {};

TEST_P(InvalidValue, SaysWhatIsExpected) {
  const auto value = canonical(type(), named(GetParam().field), GetParam().given);
  ASSERT_FALSE(value) << value->dump();
  EXPECT_EQ(value.error().code, base::ErrorCode::NotValid);
  EXPECT_EQ(value.error().where.type, "account");
  EXPECT_EQ(value.error().where.field, GetParam().field);
  EXPECT_THAT(value.error().message, HasSubstr(GetParam().reason));
  EXPECT_FALSE(value.error().remedy.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Text, InvalidValue,
    ::testing::Values(Bad{"text", "六个字太长了", "has 6 characters"}, Bad{"text", 5, "not a text"},
                      Bad{"text", "a\nb", "more than one line"}, Bad{"text", "a\rb", "more than one line"},
                      Bad{"text", "a\x01", "control character U+0001"}, Bad{"text", "\x7F", "U+007F"},
                      Bad{"text", "\xC2\x85", "U+0085"}, Bad{"text", std::string("a\0b", 3), "U+0000"},
                      Bad{"text", "\xE5\xAE", "not valid UTF-8"}, Bad{"text", "\xC0\xAF", "not valid UTF-8"},
                      Bad{"text", "\xED\xA0\x80", "not valid UTF-8"},
                      Bad{"text", "\xF4\x90\x80\x80", "not valid UTF-8"}, Bad{"text", "\x80", "not valid UTF-8"},
                      Bad{"long_text", std::string(20'001, 'a'), "has 20001 characters"},
                      Bad{"phone", "打给我", "not a phone number"}, Bad{"email", "name", "not an e-mail address"},
                      Bad{"email", "a@b@c", "not an e-mail"}, Bad{"email", "@b", "not an e-mail"},
                      Bad{"email", "a@b, c@d", "not an e-mail"}, Bad{"url", "javascript:alert(1)", "not a web address"},
                      Bad{"url", "file:///etc/passwd", "not a web address"}, Bad{"url", "a b.com", "not a web address"},
                      Bad{"url", "localhost", "not a web address"}));
INSTANTIATE_TEST_SUITE_P(
    Numbers, InvalidValue,
    ::testing::Values(Bad{"integer", 1001, "out of bounds"}, Bad{"integer", -6, "out of bounds"},
                      Bad{"integer", 1.5, "not a whole number"}, Bad{"integer", "many", "not a number"},
                      Bad{"integer", true, "not a number"}, Bad{"big", 9007199254740992, "too large"},
                      Bad{"big", 18446744073709551615U, "too large"}, Bad{"big", "1e30", "too large"},
                      Bad{"decimal", "1.2345", "too many decimals"}, Bad{"decimal", "1,2", "not a number"},
                      Bad{"decimal", "1.", "not a number"}, Bad{"decimal", "--1", "not a number"},
                      Bad{"decimal", "+-1", "not a number"}, Bad{"decimal", "NaN", "not a number"},
                      Bad{"decimal", "1e999", "not a number"}, Bad{"decimal", "0x10", "not a number"},
                      Bad{"decimal", std::numeric_limits<double>::infinity(), "not a number"},
                      Bad{"money", "-0.01", "out of bounds"}, Bad{"money", "1000000000000000", "too large"},
                      Bad{"percent", "100.01", "out of bounds"}, Bad{"percent", Value::array(), "not a number"}));
INSTANTIATE_TEST_SUITE_P(
    Dates, InvalidValue,
    ::testing::Values(Bad{"date", "2026-02-29", "not a date that exists"}, Bad{"date", "2026-13-01", "not a date"},
                      Bad{"date", "2026-3-1", "not a date"}, Bad{"date", "1999-12-31", "out of bounds"},
                      Bad{"date", "2026-03-01T00:00:00Z", "not a date"}, Bad{"date", 20260301, "not a date"},
                      Bad{"date", "0000-01-01", "not a date"}, Bad{"time", "2026-03-01T24:00:00Z", "not a time"},
                      Bad{"time", "2026-03-01T09:60:00Z", "not a time"},
                      Bad{"time", "2026-03-01T09:30:61Z", "not a time"},
                      Bad{"time", "2026-03-01T09:30:00.Z", "not a time"},
                      Bad{"time", "2026-03-01T09:30:00 PM", "not a time"}, Bad{"time", "2026-03-01T", "not a time"},
                      Bad{"time", "0001-01-01T00:00:00+01:00", "not a time"},
                      Bad{"time", "9999-12-31T23:59:59-01:00", "not a time"}));
INSTANTIATE_TEST_SUITE_P(
    Others, InvalidValue,
    ::testing::Values(Bad{"bool", 1, "neither true nor false"}, Bad{"choice", "green", "not one of the choices"},
                      Bad{"choice", "Red", "not one of the choices"}, Bad{"open", 3, "not one of the choices"},
                      Bad{"set", "a", "not a list"}, Bad{"set", {"a", 1}, "not a text"},
                      Bad{"set", {""}, "empty entry"}, Bad{"set", {"a\nb"}, "more than one line"},
                      Bad{"choice_set", {"green"}, "not one of the choices"}, Bad{"reference", "张三", "not the id"},
                      Bad{"reference", "account:code=K-17", "not the id"},
                      Bad{"reference", std::string(65, 'a'), "not the id"}, Bad{"geo", "91,0", "not a place"},
                      Bad{"geo", "0,-180.1", "not a place"}, Bad{"geo", "1", "not a place"},
                      Bad{"geo", "1.1234567,1", "not a place"}, Bad{"file", "abc", "names no file"},
                      Bad{"file", std::string(64, 'A'), "names no file"}, Bad{"computed", 1, "computed"}));

TEST(InvalidValue, SetOfTooManyEntries) {
  Value many = Value::array();
  for (std::size_t i = 0; i <= set_elements_max; ++i) many.push_back(std::to_string(i));
  EXPECT_THAT(canonical(type(), named("set"), many).error().message, HasSubstr("1001 entries"));
}

TEST(InvalidValue, MessageNamesBoundsAndChoices) {
  EXPECT_EQ(canonical(type(), named("integer"), 2000).error().text(),
            "account, field integer: \"2000\" is out of bounds. Give a whole number from -5 to 1000");
  EXPECT_THAT(canonical(type(), named("choice"), "green").error().remedy, HasSubstr("red, blue"));
}

// ---- cells and command lines

struct Cell {
  std::string field, text;
  Value value;
};
class CellText : public ::testing::TestWithParam<Cell> {};
TEST_P(CellText, IsUnderstood) {
  const auto value = from_text(type(), named(GetParam().field), GetParam().text);
  ASSERT_TRUE(value) << value.error().text();
  EXPECT_EQ(value->dump(), GetParam().value.dump());
}
INSTANTIATE_TEST_SUITE_P(
    AsPeopleWrite, CellText,
    ::testing::Values(Cell{"text", "", nullptr}, Cell{"integer", " 1,000 ", 1000},
                      Cell{"money", "¥ 1,234,567.80", "1234567.80"}, Cell{"money", "￥5", "5"},
                      Cell{"percent", "12.5 %", "12.5"}, Cell{"date", "2026/3/1", "2026-03-01"},
                      Cell{"date", "2026.3.1", "2026-03-01"}, Cell{"date", "20260301", "2026-03-01"},
                      Cell{"date", "2026年3月1日", "2026-03-01"}, Cell{"time", "2026/3/1 9:30", "2026-03-01T09:30:00Z"},
                      Cell{"time", "2026年3月1日9:30:15", "2026-03-01T09:30:15Z"}, Cell{"bool", "是", true},
                      Cell{"bool", "No", false}, Cell{"bool", "1", true}, Cell{"choice", "红", "red"},
                      Cell{"choice", "BLUE", "blue"}, Cell{"open", "Red", "red"}, Cell{"open", "RED", "RED"},
                      Cell{"set", "b; a；c;", {"a", "b", "c"}}, Cell{"set", R"(["x;y","z"])", {"x;y", "z"}},
                      Cell{"set", "[]", Value::array()}, Cell{"choice_set", "红;blue", {"blue", "red"}},
                      Cell{"reference", " a-1 ", "a-1"}));

TEST(CellText, ThatCanBeReadInTwoWaysIsRefused) {
  EXPECT_FALSE(from_text(type(), named("date"), "3/1/2026"));
  EXPECT_FALSE(from_text(type(), named("decimal"), "1,5"));
  EXPECT_FALSE(from_text(type(), named("decimal"), "1,23,456"));
  EXPECT_FALSE(from_text(type(), named("bool"), "maybe"));
}

TEST(CellText, TextOfAnyValueGivesItBack) {
  constexpr unsigned seed = 20260301;
  std::mt19937 random(seed);
  const auto below = [&random](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const std::vector<std::string> pieces = {"a", "客", ";", "；", "[", "]", "\"", ",", " ", "\\", "1", "𠮷", "'", "-"};
  for (int run = 0; run < 5'000; ++run) {
    Value set = Value::array();
    std::string text;
    for (int i = below(4); i >= 0; --i) {
      std::string element;
      for (int j = below(4); j >= 0; --j)
        element += pieces[static_cast<std::size_t>(below(static_cast<int>(pieces.size())))];
      text = element;
      set.push_back(element);
    }
    const std::string decimal =
        (below(2) == 0 ? "-" : "") + std::to_string(below(1'000'000)) + "." + std::to_string(below(1'000));
    for (const auto& [name, given] : {std::pair{"set", set},
                                      {"long_text", Value(text)},
                                      {"decimal", Value(decimal)},
                                      {"big", Value(below(1'000'000))}}) {
      const Field& field = named(name);
      const auto value = canonical(type(), field, given);
      ASSERT_TRUE(value) << "seed " << seed << " run " << run << " " << given;
      ASSERT_EQ(from_text(type(), field, to_text(field, *value)).value(), *value)
          << "seed " << seed << " run " << run << " " << given;
    }
  }
}

// ---- order

TEST(Order, IsByValueAndNotByText) {
  EXPECT_LT(order(named("decimal"), "9", "10"), 0);
  EXPECT_LT(order(named("decimal"), "-10", "-9"), 0);
  EXPECT_EQ(order(named("decimal"), "1.5", "1.50"), 0);
  EXPECT_EQ(order(named("decimal"), "0.0", "0"), 0);
  EXPECT_LT(order(named("integer"), 9, 10), 0);
  EXPECT_LT(order(named("time"), "2026-03-01T09:30:00Z", "2026-03-01T09:30:00.250Z"), 0);
  EXPECT_GT(order(named("time"), "2026-03-01T09:30:01Z", "2026-03-01T09:30:00.250Z"), 0);
  EXPECT_LT(order(named("date"), nullptr, "2026-03-01"), 0);
  EXPECT_GT(order(named("date"), "2026-03-01", nullptr), 0);
  EXPECT_EQ(order(named("date"), nullptr, nullptr), 0);
  EXPECT_LT(order(named("text"), "a", "b"), 0);
}

// ---- whole records

std::vector<std::string> broken(const Value& record) {
  std::vector<std::string> out;
  for (const Finding& finding :
       findings(type(), [&record](const Field& field) { return record.value(field.name, Value()); }))
    out.push_back(finding.field + " " + finding.rule);
  return out;
}

TEST(Findings, NameWhatTheMergedRecordBreaks) {
  using ::testing::ElementsAre;
  EXPECT_THAT(broken({{"needed", "x"}}), ElementsAre());
  EXPECT_THAT(broken(Value::object()), ElementsAre("needed required"));
  EXPECT_THAT(broken({{"needed", "x"}, {"date", "2026-03-02"}, {"until", "2026-03-01"}}),
              ElementsAre("until not_before"));
  EXPECT_THAT(broken({{"needed", "x"}, {"integer", 5000}}), ElementsAre("integer not_valid"));
}

TEST(Findings, MemberOfAGroupIsNeededOnceAnotherIsThere) {
  using ::testing::ElementsAre;
  EXPECT_THAT(broken({{"needed", "x"}, {"amount", "5"}}), ElementsAre("currency required"));
  EXPECT_THAT(broken({{"needed", "x"}, {"amount", "5"}, {"currency", "CNY"}}), ElementsAre());
}

// ---- names of records

TEST(NaturalKey, IsSplitAtItsFirstColonAndEquals) {
  const auto key = natural_key("account:code=K=17:b");
  ASSERT_TRUE(key);
  EXPECT_EQ(key->type, "account");
  EXPECT_EQ(key->field, "code");
  EXPECT_EQ(key->value, "K=17:b");
  for (const std::string_view id :
       {"0190-1", "account", "account:", "account:code", "account:code=", ":code=1", "Account:code=1", "a=b:c"})
    EXPECT_FALSE(natural_key(id)) << id;
}

TEST(Id, IsOneToSixtyFourPlainCharacters) {
  EXPECT_TRUE(valid_id("a000001-v001"));
  EXPECT_TRUE(valid_id(std::string(64, 'x')));
  for (const std::string& id : {std::string(), std::string(65, 'x'), std::string("a b"), std::string("a/b"),
                                std::string("客"), std::string("a:b")})
    EXPECT_FALSE(valid_id(id)) << id;
}

}  // namespace
}  // namespace keybook::schema::testing
