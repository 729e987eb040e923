// What a mutation says by itself: each rule refuses with the field that broke it, and lets the right edit pass.
#include "sync-server/merge/check.h"

#include <gtest/gtest.h>

#include "unit/schema/declarations.h"

namespace keybook::server::merge::checking {
namespace {

using base::ErrorCode;
using record::Change;
using record::Op;
using schema::testing::field;

const schema::Registry& declared() {
  static const schema::Registry registry = [] {
    const record::Value grant = {{"merge", "locked"}, {"grant", {"manager"}}};
    record::Value order = schema::testing::account(
        {field(2, "code", "text", {{"required", true}}), field(3, "boss_only", "integer", {{"write", {"head-office"}}}),
         field(4, "tags", "set"), field(5, "calls", "integer", {{"merge", "counter"}}),
         field(6, "paid", "decimal", {{"merge", "counter"}, {"decimals", 2}}),
         field(7, "amount", "decimal", {{"group", "price"}, {"required", true}}),
         field(8, "currency", "text", {{"group", "price"}}), field(9, "grade", "text", grant),
         field(10, "stage", "choice",
               {{"choices",
                 {{{"value", "on"}, {"label", {{"zh", "on"}, {"en", "on"}}}},
                  {{"value", "off"}, {"label", {{"zh", "off"}, {"en", "off"}}}}}}}),
         field(11, "keeper", "text", {{"merge", "locked"}, {"required", true}})});
    record::Value list = schema::testing::account({});
    list["type"] = "product";
    list["number"] = 2;
    list["scope"] = "shared";
    list["write"] = {"head-office"};
    return schema::testing::loaded({order, list});
  }();
  return registry;
}

record::RecordEdit edit(const std::map<std::string, Change>& fields, Op op = Op::Set, const char* type = "account") {
  record::RecordEdit made{op, type, "a1", "", {}, {}};
  for (const auto& [unit, change] : fields) made.fields[unit].change = change;
  return made;
}
Change put(record::Value value) { return {Change::Kind::Put, std::move(value), {}, {}, ""}; }
Change elements(std::vector<std::string> add, std::vector<std::string> remove) {
  return {Change::Kind::Set, nullptr, std::move(add), std::move(remove), ""};
}
Change delta(const char* by) { return {Change::Kind::Delta, nullptr, {}, {}, by}; }

Checked checked(record::RecordEdit& of, access::Role role = access::Role::Rep, Creates creates = Creates::No,
                Declarations declarations = Declarations::Same) {
  return check(of, declared().type(of.type), role, creates, declarations);
}
// "code field", or "fine" or "changed".
std::string said(record::RecordEdit of, access::Role role = access::Role::Rep, Creates creates = Creates::No,
                 Declarations declarations = Declarations::Same) {
  const Checked done = checked(of, role, creates, declarations);
  if (!done.error) return done.changed ? "changed" : "fine";
  EXPECT_FALSE(done.error->message.empty());
  EXPECT_FALSE(done.error->remedy.empty());
  EXPECT_EQ(done.error->where.type, of.type);
  EXPECT_EQ(done.error->where.record, of.id);
  return std::string(base::key(done.error->code)) + ' ' + done.error->where.field;
}

TEST(Check, RolesOfATypeAndOfAField) {
  EXPECT_EQ(said(edit({{"name", put("x")}}, Op::Set, "product")), "no-right ");
  EXPECT_EQ(said(edit({{"name", put("x")}}, Op::Set, "product"), access::Role::Manager), "no-right ");
  EXPECT_EQ(said(edit({{"name", put("x")}}, Op::Set, "product"), access::Role::HeadOffice), "fine");
  EXPECT_EQ(said(edit({{"boss_only", put(1)}})), "no-right boss_only");
  EXPECT_EQ(said(edit({{"boss_only", put(1)}}), access::Role::HeadOffice), "fine");
}

TEST(Check, ADeleteSaysNothingElse) {
  EXPECT_EQ(said(edit({}, Op::Delete)), "fine");
  EXPECT_EQ(said(edit({{"name", put("x")}}, Op::Delete)), "bad-request ");
  EXPECT_EQ(said(edit({{"name", put("x")}}, Op::Restore)), "fine");
}

TEST(Check, NamesThatCouldBeDeclared) {
  for (const char* name : {"from_the_future", "a", "z9_", "q"}) EXPECT_EQ(said(edit({{name, put(1)}})), "fine") << name;
  const std::string longest(64, 'a'), too_long(65, 'a');
  EXPECT_EQ(said(edit({{longest, put(1)}})), "fine");
  for (const std::string name : {"", "9a", "_a", "A", "a-b", "aB", "a/", "a:", "a`", "a{", "`a", "{a"})
    EXPECT_EQ(said(edit({{name, put(1)}})), "unknown-field " + name) << name;
  EXPECT_EQ(said(edit({{too_long, put(1)}})), "unknown-field " + too_long);
  EXPECT_EQ(said(edit({{"amount", put("1")}})), "unknown-field amount");  // half a group
}

TEST(Check, OfATypeThatIsNotDeclaredTheNamesAlone) {
  EXPECT_EQ(said(edit({{"thrust", put(1)}}, Op::Set, "spaceship")), "fine");
  EXPECT_EQ(said(edit({{"Thrust", put(1)}}, Op::Set, "spaceship")), "unknown-field Thrust");
  EXPECT_EQ(said(edit({{"thrust", put(1)}}, Op::Set, "Space Ship")), "unknown-type ");
}

TEST(Check, AChangeFitsItsRule) {
  EXPECT_EQ(said(edit({{"tags", put("x")}})), "not-valid tags");
  EXPECT_EQ(said(edit({{"tags", delta("1")}})), "not-valid tags");
  EXPECT_EQ(said(edit({{"calls", put(3)}})), "not-valid calls");
  EXPECT_EQ(said(edit({{"calls", elements({"a"}, {})}})), "not-valid calls");
  EXPECT_EQ(said(edit({{"name", delta("1")}})), "not-valid name");
  EXPECT_EQ(said(edit({{"tags", elements({"a"}, {"b"})}})), "fine");
  EXPECT_EQ(said(edit({{"stage", put("sideways")}})), "not-valid stage");
  EXPECT_EQ(said(edit({{"stage", put("on")}})), "fine");
}

TEST(Check, Tallies) {
  EXPECT_EQ(said(edit({{"calls", delta("-3")}})), "fine");
  EXPECT_EQ(said(edit({{"calls", delta("+3")}})), "changed");
  EXPECT_EQ(said(edit({{"calls", delta("1.5")}})), "not-valid calls");
  EXPECT_EQ(said(edit({{"paid", delta("1.25")}})), "fine");
  EXPECT_EQ(said(edit({{"paid", delta("1.255")}})), "not-valid paid");
  EXPECT_EQ(said(edit({{"paid", delta("1.2500")}})), "fine");
  EXPECT_EQ(said(edit({{"paid", delta("one")}})), "not-valid paid");
  record::RecordEdit zeros = edit({{"calls", delta("007")}});
  EXPECT_TRUE(checked(zeros).changed);
  EXPECT_EQ(zeros.fields["calls"].change.delta, "7");
}

TEST(Check, SetsComeInCanonicalForm) {
  record::RecordEdit twice = edit({{"tags", elements({"b", "a", "b"}, {"gone"})}});
  EXPECT_TRUE(checked(twice).changed);
  EXPECT_EQ(twice.fields["tags"].change.add, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(twice.fields["tags"].change.remove, std::vector<std::string>{"gone"});
  record::RecordEdit none = edit({{"tags", elements({}, {"gone"})}});
  EXPECT_FALSE(checked(none).error);
  EXPECT_TRUE(none.fields["tags"].change.add.empty());
}

TEST(Check, GroupsAreWhole) {
  EXPECT_EQ(said(edit({{"price", put({{"amount", "1.50"}, {"currency", "CNY"}})}})), "fine");
  EXPECT_EQ(said(edit({{"price", put("1.50")}})), "not-valid price");
  EXPECT_EQ(said(edit({{"price", put({{"amount", "much"}, {"currency", "CNY"}})}})), "not-valid amount");
  EXPECT_EQ(said(edit({{"price", put({{"amount", nullptr}, {"currency", "CNY"}})}})), "not-valid amount");
  record::RecordEdit part = edit({{"price", put({{"amount", "1.50"}})}});
  EXPECT_TRUE(checked(part).changed);
  EXPECT_EQ(part.fields["price"].change.value, (record::Value{{"amount", "1.50"}, {"currency", nullptr}}));
}

TEST(Check, RequiredFields) {
  EXPECT_EQ(said(edit({{"code", put(nullptr)}})), "not-valid code");
  EXPECT_EQ(said(edit({{"name", put(nullptr)}})), "fine");
  constexpr auto rep = access::Role::Rep;
  EXPECT_EQ(said(edit({{"code", put(nullptr)}}), rep, Creates::No, Declarations::Other), "fine");
  const auto whole = edit({{"code", put("K")}, {"price", put({{"amount", "1"}, {"currency", nullptr}})}}, Op::Create);
  EXPECT_EQ(said(whole, rep, Creates::Yes), "fine");  // a locked field may come later
  auto without = whole;
  without.fields.erase("code");
  EXPECT_EQ(said(without, rep, Creates::Yes), "not-valid code");
  EXPECT_EQ(said(without, rep, Creates::No), "fine");
  EXPECT_EQ(said(without, rep, Creates::Yes, Declarations::Other), "fine");  // it could not know
  without = whole;
  without.fields.erase("price");
  EXPECT_EQ(said(without, rep, Creates::Yes), "not-valid amount");
}

TEST(Check, TheFirstErrorIsTold) {
  EXPECT_EQ(said(edit({{"boss_only", put(1)}, {"stage", put("sideways")}})), "no-right boss_only");
  EXPECT_EQ(said(edit({{"boss_only", put("x")}, {"stage", put("sideways")}}), access::Role::HeadOffice),
            "not-valid boss_only");
  EXPECT_EQ(said(edit({{"name", put("x")}}, Op::Delete, "product")), "no-right ");
}

TEST(Check, WhoMayGrant) {
  const schema::Type& type = *declared().type("account");
  EXPECT_TRUE(granted(type, *type.unit("grade"), access::Role::Manager));
  EXPECT_FALSE(granted(type, *type.unit("grade"), access::Role::Rep));
  EXPECT_FALSE(granted(type, *type.unit("keeper"), access::Role::Manager));
}

}  // namespace
}  // namespace keybook::server::merge::checking
