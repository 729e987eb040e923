// Circles, weights and bands over the product's own declarations.
#include "domain/findings/rules.h"

#include <gtest/gtest.h>

#include "domain/standards/defaults.h"
#include "schema/validate.h"

namespace keybook::domain::findings {
namespace {

using schema::Value;

const schema::Registry& registry() {
  static const schema::Registry loaded = [] {
    auto registry = schema::Registry::builtin();
    return std::move(registry.value());
  }();
  return loaded;
}

Facts record(const std::string& id, const Value& fields) {
  Facts seen{id, fields.value("name", fields.value("grade", id)), {}};
  for (const auto& [name, value] : fields.items()) seen.fields[name] = value;
  return seen;
}
std::vector<Finding> of(const std::string& type, const std::vector<Facts>& records) {
  return findings(*registry().type(type), records, "2026-03-01");
}

TEST(Circles, AreFoundInReferencesAndNames) {
  const auto accounts =
      of("account", {record("a", {{"name", "A"}, {"parent", "b"}}), record("b", {{"name", "B"}, {"parent", "c"}}),
                     record("c", {{"name", "C"}, {"parent", "b"}}), record("d", {{"name", "D"}, {"parent", "gone"}})});
  ASSERT_EQ(accounts.size(), 1U);
  EXPECT_EQ(accounts[0].rule, "circle");
  EXPECT_EQ(accounts[0].field, "parent");
  EXPECT_EQ(accounts[0].message, "goes in a circle: B → C → B");
  const auto territories = of("territory", {record("1", {{"name", "East"}, {"parent", "West"}}),
                                            record("2", {{"name", "West"}, {"parent", "East"}})});
  EXPECT_EQ(territories.size(), 1U);
  const auto contacts = of("contact", {record("x", {{"name", "X"}, {"reports_to", "x"}})});
  ASSERT_EQ(contacts.size(), 1U);
  EXPECT_EQ(contacts[0].field, "reports_to");
  EXPECT_TRUE(of("contact", {record("x", {{"name", "X"}, {"reports_to", "y"}}), record("y", {{"name", "Y"}})}).empty());
}

TEST(Weights, AddUpToAHundredBelowOneParent) {
  const Value third = {{"name", "A"}, {"scheme", "s"}, {"weight", "33.33"}};
  const auto wrong = of("criterion", {record("a", third), record("b", third), record("c", third)});
  ASSERT_EQ(wrong.size(), 1U);
  EXPECT_EQ(wrong[0].rule, "sum");
  EXPECT_EQ(wrong[0].message, "adds up to 99.99, not 100: A, A, A");
  EXPECT_TRUE(of("criterion", {record("a", third), record("b", third),
                               record("c", {{"name", "C"}, {"scheme", "s"}, {"weight", "33.34"}})})
                  .empty());
  // What is out of force takes no part.
  EXPECT_TRUE(of("criterion", {record("a", {{"scheme", "s"}, {"weight", "100"}}),
                               record("b", {{"scheme", "s"}, {"weight", "50"}, {"valid_to", "2025-12-31"}}),
                               record("c", {{"scheme", "s"}, {"weight", "50"}, {"active", false}})})
                  .empty());
}

TEST(Bands, MayTouchButNotOverlap) {
  const auto level = [](const char* id, const Value& from, const Value& to) {
    return record(id, {{"grade", id}, {"scheme", "s"}, {"band_from", from}, {"band_to", to}});
  };
  EXPECT_TRUE(
      of("grade_level", {level("low", "0", "1500"), level("mid", "1500", "3000"), level("top", "3000", nullptr)})
          .empty());
  const auto wrong = of("grade_level", {level("low", nullptr, "1500.01"), level("mid", "1500", "3000")});
  ASSERT_EQ(wrong.size(), 1U);
  EXPECT_EQ(wrong[0].rule, "overlap");
  EXPECT_EQ(wrong[0].message, "mid overlaps low");
  EXPECT_EQ(of("grade_level", {level("open", "10", nullptr), level("above", "20", "30")}).size(), 1U);
  const auto turned = of("grade_level", {level("turned", "20", "10")});
  ASSERT_EQ(turned.size(), 1U);
  EXPECT_EQ(turned[0].rule, "bounds");
}

TEST(Standards, ThatHeadOfficeStartsWithHoldTheirDeclarationsAndRules) {
  std::map<std::string, std::vector<Facts>> by_type;
  std::set<std::string> ids;
  for (const auto& one : standards::defaults()) {
    const schema::Type* type = registry().type(one.type);
    ASSERT_NE(type, nullptr) << one.type;
    EXPECT_TRUE(ids.insert(one.id).second) << one.id;
    for (const auto& [name, value] : one.fields.items()) {
      const schema::Field* field = type->field(name);
      ASSERT_NE(field, nullptr) << one.id << " " << name;
      const auto canonical = schema::canonical(*type, *field, value);
      EXPECT_TRUE(canonical) << one.id << " " << name << ": " << canonical.error().message;
      if (field->kind == schema::Kind::Reference) {
        EXPECT_TRUE(ids.contains(value.get<std::string>())) << one.id << " refers to what comes later";
      }
    }
    for (const schema::Field& field : type->fields)
      if (field.required && field.group.empty()) {
        EXPECT_TRUE(one.fields.contains(field.name)) << one.id << " " << field.name;
      }
    by_type[one.type].push_back(record(one.id, one.fields));
  }
  for (const auto& [type, records] : by_type)
    for (const Finding& finding : of(type, records))
      ADD_FAILURE() << type << " " << finding.record << ": " << finding.message;
}

}  // namespace
}  // namespace keybook::domain::findings
