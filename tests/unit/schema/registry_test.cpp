#include <gmock/gmock.h>

#include "declarations.h"
#include "schema/validate.h"

namespace keybook::schema::testing {
namespace {

using ::testing::ElementsAre;

const Registry& builtin() {
  static const Registry registry = [] {
    auto loaded = Registry::builtin();
    EXPECT_TRUE(loaded) << loaded.error().text();
    return *loaded;
  }();
  return registry;
}

const Field& field_of(std::string_view type, std::string_view name) {
  const Type* found = builtin().type(type);
  const Field* field = found != nullptr ? found->field(name) : nullptr;
  EXPECT_NE(field, nullptr) << type << "." << name;
  static const Field none;
  return field != nullptr ? *field : none;
}

// INTERFACE.md: scripts rely on these.
TEST(BuiltinTypes, HaveTheFieldsOfTheInterface) {
  const std::vector<std::pair<std::string, std::vector<std::string>>> promised = {
      {"account",
       {"name", "short_name", "code", "remark", "type", "industry", "grade", "owner", "territory", "phone", "website",
        "address", "tags", "notes", "annual_purchase", "credit_limit", "parent"}},
      {"contact",
       {"account", "name", "title", "department", "phone", "mobile", "email", "birthday", "roles", "influence",
        "attitude", "reports_to"}},
      {"visit",
       {"account", "subject", "visited_at", "planned_for", "kind", "outcome", "participants", "report", "next_step"}},
      {"task", {"account", "title", "due", "assignee", "done"}},
      {"opportunity",
       {"account", "name", "stage", "amount", "currency", "probability", "close_date", "product", "competitor",
        "outcome", "loss_reason", "owner"}},
      {"product", {"code", "name", "series", "list_price", "cost"}},
      {"order", {"account", "number", "ordered_at", "status"}},
      {"order_line", {"order", "product", "quantity", "price", "cost"}},
      {"complaint", {"account", "subject", "reported_at", "solved_at", "followed_up_at", "status"}},
      {"competitor", {"account", "name"}},
      {"territory", {"name"}},
      {"user", {"name", "role", "territory"}}};
  for (const auto& [type, fields] : promised)
    for (const std::string& name : fields) field_of(type, name);
}

// REPLICATION §1: what decides who sees or may write something is locked.
TEST(BuiltinTypes, LockWhatDecidesRights) {
  for (const std::string_view name : {"owner", "team", "territory", "grade", "parent"}) {
    EXPECT_EQ(field_of("account", name).merge, Merge::Locked) << name;
    EXPECT_THAT(field_of("account", name).grant, ElementsAre("manager", "head-office", "admin")) << name;
  }
  for (const std::string_view name : {"name", "role", "territory", "active"})
    EXPECT_EQ(field_of("user", name).merge, Merge::Locked) << name;
  for (const std::string_view name : {"name", "parent"})
    EXPECT_EQ(field_of("territory", name).merge, Merge::Locked) << name;
  for (const Type& type : builtin().types()) {
    if (type.scope != Scope::Child) continue;
    EXPECT_EQ(type.parent_field()->merge, Merge::Locked) << type.name;
  }
}

TEST(BuiltinTypes, MergeAsTheInterfaceSays) {
  for (const std::string_view name : {"name", "short_name", "remark"}) {
    EXPECT_EQ(field_of("account", name).merge, Merge::Latest) << name;
    EXPECT_EQ(field_of("account", name).kind, Kind::Text) << name;
  }
  EXPECT_EQ(field_of("account", "tags").merge, Merge::Set);
  EXPECT_EQ(field_of("account", "notes").merge, Merge::Text);
  EXPECT_EQ(field_of("contact", "roles").merge, Merge::Set);
  EXPECT_EQ(field_of("visit", "participants").merge, Merge::Set);
  EXPECT_EQ(field_of("visit", "report").merge, Merge::Text);
  EXPECT_EQ(field_of("account", "last_contact_at").merge, Merge::Max);
  EXPECT_EQ(field_of("account", "first_deal").merge, Merge::Min);
  EXPECT_EQ(field_of("account", "calls").merge, Merge::Counter);
}

TEST(BuiltinTypes, AmountAndCurrencyAreOneValue) {
  const Type& type = *builtin().type("opportunity");
  const Unit* value = type.unit("value");
  ASSERT_NE(value, nullptr);
  EXPECT_TRUE(value->grouped);
  EXPECT_TRUE(value->review);
  EXPECT_EQ(value->label.zh, "金额");
  EXPECT_EQ(value->fields.size(), 2U);
  EXPECT_EQ(&type.unit_of(*type.field("currency")), value);
  EXPECT_EQ(type.unit("amount"), nullptr);
}

TEST(BuiltinTypes, KnowCurrencies) {
  const Type& type = *builtin().type("opportunity");
  EXPECT_TRUE(canonical(type, *type.field("currency"), "GBP"));
  const auto unknown = canonical(type, *type.field("currency"), "RMB");
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().message, "\"RMB\" is no currency");
  for (const char* wrong : {"cny", "CN", "NYS", "EUR USD"})
    EXPECT_FALSE(canonical(type, *type.field("currency"), wrong));
}

TEST(BuiltinTypes, HaveLabelsThatDiffer) {
  for (const Type& type : builtin().types())
    for (const Field& a : type.fields)
      for (const Field& b : type.fields) {
        if (&a == &b || a.section != b.section) continue;
        EXPECT_NE(a.label.zh, b.label.zh) << type.name << ": " << a.name << ", " << b.name;
        EXPECT_NE(a.label.en, b.label.en) << type.name << ": " << a.name << ", " << b.name;
      }
}

TEST(Registry, KeepsTypesByNumberAndDocumentsAsRead) {
  EXPECT_EQ(builtin().types().front().name, "account");
  EXPECT_EQ(builtin().root(), &builtin().types().front());
  EXPECT_EQ(builtin().document("visit").at("number"), 3);
  EXPECT_TRUE(builtin().document("ship").is_null());
  EXPECT_EQ(builtin().type("ship"), nullptr);
  EXPECT_EQ(builtin().type("visit")->unit("ship"), nullptr);
}

TEST(Registry, DigestNamesTheDeclarations) {
  EXPECT_EQ(builtin().digest(), Registry::builtin()->digest());
  EXPECT_EQ(builtin().digest().size(), 16U);
}

TEST(Registry, KeepsPointersWhenMoved) {
  Registry first = loaded({account({})});
  const Type* type = first.type("account");
  const Registry second = std::move(first);
  EXPECT_EQ(second.type("account"), type);
}

TEST(Registry, ComputedFieldsAreInNoUnit) {
  const Registry registry = loaded({account({field(2, "total", "computed", {{"formula", "f"}})})});
  EXPECT_EQ(registry.type("account")->units.size(), 1U);
  EXPECT_FALSE(registry.type("account")->field("total")->stored());
}

TEST(Registry, FillsInWhatIsNotDeclared) {
  const Registry registry = loaded({account({field(2, "tags", "set"), field(3, "notes", "long_text")})});
  EXPECT_EQ(registry.type("account")->field("tags")->merge, Merge::Set);
  EXPECT_EQ(registry.type("account")->field("notes")->merge, Merge::Text);
  EXPECT_EQ(registry.type("account")->field("notes")->length_max, 20'000);
  EXPECT_EQ(registry.type("account")->plural.en, "account");
}

}  // namespace
}  // namespace keybook::schema::testing
