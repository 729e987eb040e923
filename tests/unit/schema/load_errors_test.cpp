// Every error in a declaration names the file and the member. One line per error; the words are part of the claim.
#include <gmock/gmock.h>

#include <fstream>

#include "declarations.h"

namespace keybook::schema::testing {
namespace {

using ::testing::HasSubstr;

struct Case {
  std::string name;
  std::vector<Value> documents;
  std::string member, reason;
};
void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

class DeclarationError : public ::testing::TestWithParam<Case> {};

TEST_P(DeclarationError, NamesFileAndMember) {
  const base::Error error = load_error(GetParam().documents);
  EXPECT_EQ(error.code, base::ErrorCode::BadFile);
  EXPECT_THAT(error.where.file, HasSubstr("file"));
  EXPECT_THAT(error.message, HasSubstr(GetParam().member));
  EXPECT_THAT(error.message, HasSubstr(GetParam().reason));
}

Value without(Value document, const std::string& member) {
  document.erase(member);
  return document;
}
Value with(Value document, const std::string& member, const Value& value) {
  document[member] = value;
  return document;
}
Case one(const std::string& name, const Value& added, const std::string& member, const std::string& reason) {
  return {name, {account({added})}, member, reason};
}
const Value choices = Value::array({{{"value", "a"}, {"label", label("a")}}, {{"value", "b"}, {"label", label("b")}}});
const Value grouped = {{"group", "g"}};

INSTANTIATE_TEST_SUITE_P(
    Type, DeclarationError,
    ::testing::Values(
        Case{"NotAnObject", {Value(3)}, "", "is an object"},
        Case{"UnknownMember", {with(account({}), "colour", "red")}, "colour", "unknown member"},
        Case{"MissingName", {without(account({}), "type")}, "type", "is missing"},
        Case{"BadName", {with(account({}), "type", "Account")}, "type", "cannot be a name"},
        Case{"NumberZero", {with(account({}), "number", 0)}, "number", "from 1 to"},
        Case{"NumberText", {with(account({}), "number", "1")}, "number", "whole number"},
        Case{"NoLabel", {without(account({}), "label")}, "label", "is missing"},
        Case{"LabelInOneLanguage", {with(account({}), "label", {{"zh", "客户"}})}, "label.en", "is missing"},
        Case{"LabelInThirdLanguage",
             {with(account({}), "label", {{"zh", "客户"}, {"en", "a"}, {"de", "b"}})},
             "label.de",
             "unknown member"},
        Case{"NoSuchScope", {with(account({}), "scope", "private")}, "scope", "no such scope"},
        Case{"NoFields", {with(account({}), "fields", Value::array())}, "fields", "at least one"},
        Case{"FieldsNoArray", {with(account({}), "fields", 3)}, "fields", "array of objects"},
        Case{"NoTitle", {without(account({}), "title")}, "title", "is missing"},
        Case{"UnknownTitle", {with(account({}), "title", {"nam"})}, "title", "no such field"},
        Case{"TitleTwice", {with(account({}), "title", {"name", "name"})}, "title", "twice"},
        Case{"DateOfText", {with(account({}), "date", "name")}, "date", "date or time"},
        Case{"UnknownRole", {with(account({}), "write", {"boss"})}, "write", "no such role"},
        Case{"RootWithParent", {with(account({}), "parent", "name")}, "parent", "only a child"},
        Case{"EmptyGroupHeading",
             {with(account({}), "groups", {{{"name", "g"}, {"label", label("g")}}})},
             "groups.g",
             "no field is in this group"},
        Case{"SectionTwice",
             {with(account({}), "sections",
                   {{{"name", "s"}, {"label", label("s")}}, {{"name", "s"}, {"label", label("s")}}})},
             "sections[1].name",
             "twice"},
        Case{"TypeTwice", {account({}), with(account({}), "number", 2)}, "type", "file0.json too"},
        Case{"TypeNumberTwice",
             {account({}), child("visit", 1, "account", "account")},
             "number",
             "belongs to file0.json"},
        Case{
            "TwoRoots", {account({}), with(with(account({}), "type", "lead"), "number", 2)}, "scope", "only one type"}),
    [](const auto& each) { return each.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Field, DeclarationError,
    ::testing::Values(
        one("UnknownMember", field(2, "x", "text", {{"colour", 1}}), "fields[1] x.colour", "unknown member"),
        one("NumberTwice", field(1, "x", "text"), "fields.x.number", "belongs to another field"),
        one("NumberNegative", field(-2, "x", "text"), "fields[1] x.number", "from 1 to"),
        one("NameTwice", field(2, "name", "text"), "fields.name.name", "twice"),
        one("NameOfSql", field(2, "_row", "text"), "name", "cannot be a name"),
        one("NameId", field(2, "id", "text"), "fields.id", "every record has an id"),
        one("NameFields", field(2, "fields", "text"), "fields.fields", "printed with a member of this name"),
        one("NameAccountOutsideAChild", field(2, "account", "text"), "fields.account", "kept for the parent"),
        one("NoSuchKind", field(2, "x", "number"), "x.kind", "no such kind"),
        one("NoSuchMerge", field(2, "x", "text", {{"merge", "newest"}}), "x.merge", "no such rule"),
        one("SetAsLatest", field(2, "x", "set", {{"merge", "latest"}}), "x.merge", "set or locked"),
        one("TextAsSet", field(2, "x", "text", {{"merge", "set"}}), "x.merge", "only a set"),
        one("DateAsCounter", field(2, "x", "date", {{"merge", "counter"}}), "x.merge", "a counter is"),
        one("DateAsText", field(2, "x", "date", {{"merge", "text"}}), "x.merge", "merge as text"),
        one("TextAsMax", field(2, "x", "text", {{"merge", "max"}}), "x.merge", "max and min"),
        one("ReviewOfSet", field(2, "x", "set", {{"review", true}}), "x.review", "only the rule latest"),
        one("ReviewNoFlag", field(2, "x", "text", {{"review", "yes"}}), "x.review", "true or false"),
        one("SetOfDates", field(2, "x", "set", {{"element", "date"}}), "x.element", "text, choice or reference"),
        one("TextWithElement", field(2, "x", "text", {{"element", "text"}}), "x.element", "only a set"),
        one("ReferenceWithoutTarget", field(2, "x", "reference"), "x.target", "is missing"),
        one("ReferenceToUnknown", field(2, "x", "reference", {{"target", "ship"}}), "fields.x.target", "no such type"),
        one("TextWithTarget", field(2, "x", "text", {{"target", "account"}}), "x.target", "only a reference"),
        one("ChoiceWithoutChoices", field(2, "x", "choice"), "x.choices", "is missing"),
        one("ChoiceTwice", field(2, "x", "choice", {{"choices", {choices[0], choices[0]}}}), "x.choices[1].value",
            "twice"),
        one("ChoiceWithoutLabel", field(2, "x", "choice", {{"choices", {{{"value", "a"}}}}}), "x.choices[0].label",
            "is missing"),
        one("TextWithChoices", field(2, "x", "text", {{"choices", choices}}), "x.choices", "only a choice"),
        one("OpenText", field(2, "x", "text", {{"open_choices", true}}), "x.open_choices", "only choices"),
        one("LengthOfDate", field(2, "x", "date", {{"length_max", 3}}), "x.length_max", "has no length"),
        one("LengthZero", field(2, "x", "text", {{"length_max", 0}}), "x.length_max", "from 1 to"),
        one("DecimalsOfInteger", field(2, "x", "integer", {{"decimals", 1}}), "x.decimals", "only decimal"),
        one("DecimalsTooMany", field(2, "x", "decimal", {{"decimals", 7}}), "x.decimals", "from 0 to 6"),
        one("BoundOfText", field(2, "x", "text", {{"min", "a"}}), "x.min", "have bounds"),
        one("BoundNoNumber", field(2, "x", "integer", {{"max", "many"}}), "x.max", "is not a number"),
        one("BoundNoDate", field(2, "x", "date", {{"min", "2026-02-30"}}), "x.min", "not a date"),
        one("BoundsCrossed", field(2, "x", "money", {{"min", "10"}, {"max", "9.99"}}), "x.min", "above max"),
        one("DefaultOutOfBounds", field(2, "x", "integer", {{"max", 5}, {"default", 6}}), "x.default", "out of bounds"),
        one("DefaultNoChoice", field(2, "x", "choice", {{"choices", choices}, {"default", "c"}}), "x.default",
            "not one of the choices"),
        one("GrantOfLatest", field(2, "x", "text", {{"grant", {"admin"}}}), "x.grant", "only a locked field"),
        one("WriteOfLocked", field(2, "x", "text", {{"merge", "locked"}, {"write", {"admin"}}}), "x.write",
            "by request"),
        one("UnknownRole", field(2, "x", "text", {{"write", {"boss"}}}), "x.write", "no such role"),
        one("SearchInDate", field(2, "x", "date", {{"search", true}}), "x.search", "only text"),
        one("KeyOfDate", field(2, "x", "date", {{"key", true}}), "x.key", "a key is a text"),
        one("RetiredAndRequired", field(2, "x", "text", {{"retired", true}, {"required", true}}), "x.retired",
            "cannot be required"),
        one("NoSuchSection", field(2, "x", "text", {{"section", "s"}}), "x.section", "no such section"),
        one("NotBeforeOfText", field(2, "x", "text", {{"not_before", "name"}}), "x.not_before", "only dates"),
        one("NotBeforeItself", field(2, "x", "date", {{"not_before", "x"}}), "x.not_before", "no other field"),
        one("ComputedWithoutFormula", field(2, "x", "computed"), "x.formula", "is missing"),
        one("ComputedWithMerge", field(2, "x", "computed", {{"formula", "f"}, {"merge", "latest"}}), "x.merge",
            "no value of its own"),
        one("FormulaOfText", field(2, "x", "text", {{"formula", "f"}}), "x.formula", "only a computed")),
    [](const auto& each) { return each.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Group, DeclarationError,
    ::testing::Values(
        one("OfOne", field(2, "x", "text", grouped), "x.group", "at least two"),
        one("OfSet", field(2, "x", "set", grouped), "x.group", "stand alone"),
        one("OfText", field(2, "x", "long_text", grouped), "x.group", "stand alone"),
        one("OfCounter", field(2, "x", "integer", {{"group", "g"}, {"merge", "counter"}}), "x.group", "stand alone"),
        one("OfMax", field(2, "x", "date", {{"group", "g"}, {"merge", "max"}}), "x.group", "stand alone"),
        Case{"OfTwoRules",
             {account({field(2, "x", "text", grouped), field(3, "y", "text", {{"group", "g"}, {"merge", "locked"}})})},
             "fields.y.merge",
             "by one rule"},
        Case{"OfTwoReviews",
             {account({field(2, "x", "text", grouped), field(3, "y", "text", {{"group", "g"}, {"review", true}})})},
             "fields.y.review",
             "share it"},
        Case{"OfTwoRights",
             {account({field(2, "x", "text", grouped), field(3, "y", "text", {{"group", "g"}, {"write", {"admin"}}})})},
             "fields.y.write",
             "share it"},
        Case{"NamedAsAField",
             {account({field(2, "x", "text", {{"group", "name"}}), field(3, "y", "text", {{"group", "name"}})})},
             "fields.x.group",
             "name of a field"}),
    [](const auto& each) { return each.param.name; });

Value visit_with(const std::string& member, const Value& value) {
  Value visit = child("visit", 2, "account", "account");
  visit["fields"][0][member] = value;
  return visit;
}
Value shared_type() { return with(with(with(account({}), "type", "product"), "number", 9), "scope", "shared"); }

INSTANTIATE_TEST_SUITE_P(
    Parent, DeclarationError,
    ::testing::Values(
        Case{"Missing",
             {account({}), without(child("visit", 2, "account", "account"), "parent")},
             "parent",
             "is missing"},
        Case{"NoReference",
             {account({}), with(with(with(account({}), "type", "visit"), "number", 2), "scope", "child"),
              with(account({}), "parent", "name")},
             "parent",
             "is missing"},
        Case{"UnknownField",
             {account({}), with(child("visit", 2, "customer", "account"), "parent", "other")},
             "parent",
             "no reference field"},
        Case{"NotLocked", {account({}), visit_with("merge", "latest")}, "fields.account.merge", "must be locked"},
        Case{
            "NotRequired", {account({}), visit_with("required", false)}, "fields.account.required", "needs its parent"},
        Case{"OfAShared",
             {account({}), shared_type(), child("price", 3, "product", "product")},
             "parent",
             "belongs to no account"},
        Case{"InACircle", {account({}), child("a", 2, "b", "b"), child("b", 3, "a", "a")}, "parent", "circle"},
        Case{"AccountThatIsNone",
             {account({}), child("visit", 2, "customer", "account"), child("note", 3, "account", "visit")},
             "fields.account.target",
             "account itself"}),
    [](const auto& each) { return each.param.name; });

// ---- replacing and extending

TEST(DeclarationChange, FieldKeepsNameKindMergeAndGroup) {
  const Registry base = loaded({account({field(2, "x", "text"), field(3, "y", "integer")})});
  const auto error = [&base](const Value& x) {
    return load_error({account({x, field(3, "y", "integer")})}, &base).message;
  };
  EXPECT_THAT(error(field(2, "z", "text")), HasSubstr("fields.z.number: belongs to the field x"));
  EXPECT_THAT(error(field(2, "x", "phone")), HasSubstr("fields.x.kind: must stay text"));
  EXPECT_THAT(error(field(2, "x", "text", {{"merge", "text"}})), HasSubstr("fields.x.merge: must stay latest"));
  EXPECT_THAT(load_error({account({field(2, "x", "text", grouped), field(3, "y", "integer", grouped)})}, &base).message,
              HasSubstr("group: cannot change"));
  EXPECT_THAT(load_error({account({field(2, "x", "text")})}, &base).message, HasSubstr("number 3 is gone"));
  EXPECT_THAT(load_error({with(account({}), "number", 7)}, &base).message, HasSubstr("number: must stay 1"));
  EXPECT_THAT(load_error({shared_type(), with(account({}), "scope", "shared")}, &base).message,
              HasSubstr("scope: cannot change"));
}

TEST(DeclarationChange, FieldMayGrowAndRetire) {
  const Registry base = loaded({account({field(2, "x", "text")})});
  const Registry next = loaded({account({field(2, "x", "text", {{"retired", true}}), field(3, "y", "text")})}, &base);
  EXPECT_TRUE(next.type("account")->field("x")->retired);
  EXPECT_NE(next.type("account")->field("y"), nullptr);
  EXPECT_NE(next.digest(), base.digest());
}

TEST(DeclarationExtension, AddsFieldsToAType) {
  const Registry base = loaded({account({}), child("visit", 2, "account", "account")});
  const Registry next = loaded({{{"extend", "account"}, {"fields", {field(1000, "colour", "text")}}}}, &base);
  EXPECT_NE(next.type("account")->field("colour"), nullptr);
  EXPECT_NE(next.type("visit"), nullptr);
}

TEST(DeclarationExtension, LeavesSmallNumbersToTheProduct) {
  const Registry base = loaded({account({})});
  const base::Error error = load_error({{{"extend", "account"}, {"fields", {field(2, "colour", "text")}}}}, &base);
  EXPECT_THAT(error.message, HasSubstr("fields: an added field is numbered from 1000"));
  EXPECT_EQ(error.where.file, "file0.json");
}

TEST(DeclarationExtension, OfUnknownTypeOrWithUnknownMember) {
  const Registry base = loaded({account({})});
  EXPECT_THAT(load_error({{{"extend", "ship"}, {"fields", {field(1000, "x", "text")}}}}, &base).message,
              HasSubstr("extend: no such type"));
  EXPECT_THAT(
      load_error({{{"extend", "account"}, {"fields", {field(1000, "x", "text")}}, {"colour", 1}}}, &base).message,
      HasSubstr("colour: unknown member"));
  EXPECT_THAT(load_error({{{"extend", "account"}}}, &base).message, HasSubstr("fields: is missing"));
}

TEST(DeclarationErrors, AHandoverNamesATextAndFieldsThatAreThere) {
  const auto with = [](const Value& handover) {
    Value visit = child("visit", 2, "account", "account");
    visit["handover"] = handover;
    return load_error({account({}), visit}).message;
  };
  EXPECT_THAT(with({{"person", "nobody"}}), HasSubstr("handover.person"));
  EXPECT_THAT(with({{"person", "account"}}), HasSubstr("must be a text"));
  EXPECT_THAT(with(Value::object()), HasSubstr("handover.person: is missing"));
}

TEST(DeclarationErrors, AReminderIsADateWithAnIndex) {
  const auto with_date = [](const Value& more) {
    Value visit = child("visit", 2, "account", "account");
    visit["fields"].push_back(field(2, "due", "date", more));
    return load_error({account({}), visit}).message;
  };
  EXPECT_THAT(with_date({{"remind", {{"days", 3}}}}), HasSubstr("needs an index"));
  EXPECT_THAT(with_date({{"index", true}, {"remind", {{"days", 400}}}}), HasSubstr("remind.days"));
  EXPECT_THAT(with_date({{"index", true}, {"remind", {{"person", "nobody"}}}}), HasSubstr("remind.person"));
  EXPECT_THAT(with_date({{"index", true}, {"remind", {{"closed_by", {{{"field", "gone"}, {"values", {"x"}}}}}}}}),
              HasSubstr("no such field \"gone\""));
  EXPECT_THAT(with_date({{"index", true}, {"remind", {{"soon", true}}}}), HasSubstr("remind.soon: unknown member"));
  EXPECT_THAT(load_error({account({field(2, "x", "text", {{"remind", {{"days", 1}}}})})}).message,
              HasSubstr("only dates and times remind"));
}

TEST(DeclarationErrors, RulesOverSeveralRecordsNameFieldsThatAreThere) {
  const auto with_rule = [](const char* member, const Value& rule) {
    Value type = account({field(2, "share", "percent")});
    type[member] = Value::array({rule});
    return load_error({type}).message;
  };
  EXPECT_THAT(with_rule("sums", {{"field", "name"}, {"total", "100"}}), HasSubstr("sums.field"));
  EXPECT_THAT(with_rule("sums", {{"field", "share"}, {"within", {"gone"}}, {"total", "100"}}),
              HasSubstr("sums.within"));
  EXPECT_THAT(with_rule("sums", {{"field", "share"}, {"total", "all"}}), HasSubstr("sums.total"));
  EXPECT_THAT(with_rule("bands", {{"from", "share"}, {"to", "name"}}), HasSubstr("bands.to"));
  EXPECT_THAT(load_error({account({field(2, "x", "text", {{"tree", true}})})}).message, HasSubstr("x.tree"));
  EXPECT_THAT(load_error({account({field(2, "x", "text", {{"currency", true}})})}).message, HasSubstr("currency"));
  Value menu = account({});
  menu["menu"] = "elsewhere";
  EXPECT_THAT(load_error({menu}).message, HasSubstr("no such menu"));
}

// ---- files

class DeclarationFolder : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(::testing::TempDir()) / ("keybook_declarations_" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void write(const std::string& name, const std::string& text) const { std::ofstream(folder_ / name) << text; }
  std::filesystem::path folder_;
};

TEST_F(DeclarationFolder, MayHoldComments) {
  write("account.json", "// why\n" + account({}).dump() + "/* because */");
  write("README.md", "not a declaration");
  const auto registry = Registry::folder(folder_);
  ASSERT_TRUE(registry) << registry.error().text();
  EXPECT_EQ(registry->types().size(), 1U);
}

TEST_F(DeclarationFolder, BrokenJsonNamesFileAndLine) {
  write("account.json", "{\n\"type\": }");
  const auto registry = Registry::folder(folder_);
  ASSERT_FALSE(registry);
  EXPECT_EQ(registry.error().where.file, "account.json");
  EXPECT_THAT(registry.error().message, HasSubstr("line 2"));
}

TEST_F(DeclarationFolder, MemberGivenTwiceIsAnError) {
  write("account.json", R"({"type": "account", "type": "visit"})");
  const auto registry = Registry::folder(folder_);
  ASSERT_FALSE(registry);
  EXPECT_THAT(registry.error().message, HasSubstr("type: this member is given twice"));
}

TEST_F(DeclarationFolder, ThatIsMissingIsNamed) {
  const auto registry = Registry::folder(folder_ / "nowhere");
  ASSERT_FALSE(registry);
  EXPECT_THAT(registry.error().where.file, HasSubstr("nowhere"));
}

TEST_F(DeclarationFolder, ComesOnTopOfTheBuiltInTypes) {
  const auto builtin = Registry::builtin();
  ASSERT_TRUE(builtin);
  write("colour.json", Value{{"extend", "account"}, {"fields", {field(1000, "colour", "text")}}}.dump());
  write("asset.json", child("asset", 1000, "account", "account").dump());
  const auto registry = Registry::folder(folder_, &*builtin);
  ASSERT_TRUE(registry) << registry.error().text();
  EXPECT_EQ(registry->types().size(), builtin->types().size() + 1);
  EXPECT_NE(registry->type("account")->field("colour"), nullptr);
}

}  // namespace
}  // namespace keybook::schema::testing
