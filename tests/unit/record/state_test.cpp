// Record states through the compact form and through the feed.
#include <gtest/gtest.h>

#include <random>

#include "record/codec.h"

namespace keybook::record {
namespace {

OriginPtr origin(std::int64_t ms, const std::string& device, CommitNumber commit, const std::string& user = "amy") {
  return std::make_shared<const Origin>(
      Origin{{ms, 0, device}, {ms, 0, device}, commit, 3, user, ms + 250, true, "", ""});
}

// Two units by number (one of them a group), and whatever else by name.
schema::Type account_type() {
  const Value document = Value::parse(
      R"({"type":"account","number":1,"label":{"zh":"客户","en":"Account"},"scope":"root","title":["name"],"fields":[
    {"number":1,"name":"name","label":{"zh":"名","en":"Name"},"kind":"text"},
    {"number":14,"name":"amount","label":{"zh":"额","en":"Amount"},"kind":"decimal","group":"credit"},
    {"number":15,"name":"currency","label":{"zh":"币","en":"Currency"},"kind":"text","group":"credit"},
    {"number":40,"name":"notes","label":{"zh":"记","en":"Notes"},"kind":"long_text","merge":"text"}]})");
  const auto registry = schema::Registry::documents({{"account.json", document}});
  EXPECT_TRUE(registry) << (registry ? "" : registry.error().text());
  return registry ? *registry->type("account") : schema::Type{};
}

void expect_same(const RecordState& a, const RecordState& b) {
  EXPECT_EQ(to_json(a, 0), to_json(b, 0));
  EXPECT_EQ(a.created == nullptr, b.created == nullptr);
  EXPECT_TRUE(!a.created || !b.created || *a.created == *b.created);
  ASSERT_EQ(a.fields.size(), b.fields.size());
  for (const auto& [unit, field] : a.fields) {
    const FieldState* other = b.field(unit);
    ASSERT_NE(other, nullptr) << unit;
    EXPECT_EQ(field.value, other->value) << unit;
    EXPECT_EQ(field.conflict, other->conflict);
    EXPECT_EQ(field.lined, other->lined);
    ASSERT_EQ(field.heads.size(), other->heads.size());
    for (std::size_t i = 0; i < field.heads.size(); ++i) {
      EXPECT_EQ(*field.heads[i].origin, *other->heads[i].origin);
      EXPECT_EQ(field.heads[i].value, other->heads[i].value);
      EXPECT_EQ(field.heads[i].base, other->heads[i].base);
    }
  }
}

RecordState fresh() {
  RecordState state{"account", "a1",  "a1",  origin(1'760'000'000'000, "0190a1b2-0000-7000-8000-00000000abcd", 12'345),
                    {},        false, false, false,
                    "",        "",    0,     0};
  for (const char* unit : {"name", "credit", "notes"})
    state.fields[unit] = {{{state.created, nullptr, std::nullopt}}, "v", false, false};
  return state;
}

// What the tables do: values of known units live in columns.
RecordState through_row(const RecordState& state, const schema::Type* type) {
  RecordState back{state.type, state.id, state.account, nullptr, {}, false, false, false, "", "", 0, 0};
  const auto status = unpack_meta(pack_meta(state, type), type, back);
  EXPECT_TRUE(status) << (status ? "" : status.error().text());
  for (auto& [unit, field] : back.fields)
    if (type != nullptr && type->unit(unit) != nullptr) field.value = state.fields.at(unit).value;
  return back;
}

TEST(Meta, FreshRecordTakesAboutFortyBytes) {
  const schema::Type type = account_type();
  const RecordState state = fresh();
  EXPECT_LE(pack_meta(state, &type).size(), 52U);  // 16 of them are the enrolment, 6 the bitmap
  expect_same(state, through_row(state, &type));
}

TEST(Meta, UnknownUnitsAndTypesBringTheirValues) {
  const schema::Type type = account_type();
  RecordState state = fresh();
  state.fields["from_the_future"] = {
      {{state.created, nullptr, std::nullopt}}, Value::parse(R"({"x":[1,"二"]})"), false, false};
  expect_same(state, through_row(state, &type));
  expect_same(state, through_row(state, nullptr));
}

TEST(Meta, AnUnknownUnitThatBecameKnownKeepsItsValue) {
  const schema::Type type = account_type();
  const RecordState state = fresh();
  RecordState back{"account", "a1", "a1", nullptr, {}, false, false, false, "", "", 0, 0};
  ASSERT_TRUE(unpack_meta(pack_meta(state, nullptr), &type, back));
  expect_same(state, back);
}

TEST(Meta, HeadsBasesAndFlagsComeBack) {
  const schema::Type type = account_type();
  RecordState state = fresh();
  state.deleted = state.has_deletes = true;
  state.merged_into = "a9";
  state.home = "a7";
  state.rebuilt = 99;
  const auto other = origin(5, "d2", 20'000, "bo");
  FieldState conflict{
      {{state.created, "a", std::nullopt}, {other, "b", Base{true, 4, -1, "d2", {"1.0.server"}}}}, "b", true, false};
  state.fields["name"] = conflict;
  const std::string uuid = "0190a1b2-0000-7000-8000-00000000abcd";  // as of the creation's device, and again
  state.fields["credit"] = {{{other, nullptr, Base{true, 4, 1, uuid, {}}}}, "v", false, false};
  state.fields["notes"] = {{{other, nullptr, Base{true, 5, 2, "d2", {}}}}, "v", false, false};
  state.fields["tags"] = {{{other, nullptr, Base{}}}, Value::parse(R"(["x"])"), false, true};
  RecordState back = through_row(state, &type);
  expect_same(state, back);
  EXPECT_EQ(back.rebuilt, 99);
}

TEST(Meta, DamageIsFoundOrHarmless) {
  const schema::Type type = account_type();
  const std::string good = pack_meta(fresh(), &type);
  for (std::size_t size = 0; size < good.size(); ++size) {
    RecordState state;
    EXPECT_FALSE(unpack_meta(std::string_view(good).substr(0, size), &type, state)) << size;
  }
  for (unsigned seed = 1; seed <= 2'000; ++seed) {
    std::mt19937 random(seed);
    std::string bad = good;
    for (int i = 0; i < 3; ++i) bad[random() % bad.size()] = static_cast<char>(random());
    RecordState state;
    (void)unpack_meta(bad, &type, state);  // any result but a crash
  }
}

TEST(Feed, WholeRecordArrives) {
  const RecordState state = fresh();
  RecordState held;
  ASSERT_TRUE(apply_json(to_json(state, 0), held));
  expect_same(state, held);
  EXPECT_FALSE(to_json(state, 0).contains("h"));  // the common case says nothing about heads
}

TEST(Feed, OnlyWhatChangedTravels) {
  RecordState state = fresh();
  RecordState held;
  ASSERT_TRUE(apply_json(to_json(state, 0), held));
  state.fields["name"] = {{{origin(2'000'000'000'000, "d2", 12'400), nullptr, std::nullopt}}, "new", false, false};
  state.kept = true;
  const Value change = to_json(state, 12'345);
  EXPECT_EQ(change["f"].size(), 1U);
  EXPECT_EQ(change["o"].size(), 1U);
  ASSERT_TRUE(apply_json(change, held));
  expect_same(state, held);
}

TEST(Feed, RecordThatIsNewToTheDeviceTravelsWhole) {
  const RecordState state = fresh();
  RecordState held;
  ASSERT_TRUE(apply_json(to_json(state, 12'000), held));
  expect_same(state, held);
}

TEST(Feed, RebuiltRecordReplacesWhatIsHeld) {
  RecordState state = fresh();
  RecordState held;
  ASSERT_TRUE(apply_json(to_json(state, 0), held));
  state.fields.erase("name");
  state.rebuilt = 13'000;
  const Value change = to_json(state, 12'900);
  EXPECT_TRUE(lines_follow_anew(change));
  ASSERT_TRUE(apply_json(change, held));
  EXPECT_EQ(held.field("name"), nullptr);
  EXPECT_FALSE(lines_follow_anew(to_json(state, 13'000)));
}

TEST(Feed, ChangeOfARecordThatIsNotHeldIsRefused) {
  RecordState state = fresh();
  RecordState held;
  EXPECT_FALSE(apply_json(to_json(state, 20'000), held));
  held.type = "account";
  held.id = "another";
  EXPECT_FALSE(apply_json(to_json(state, 20'000), held));
  EXPECT_EQ(held.id, "another");  // as it was
}

TEST(Canonical, LeavesOutNullsAndStamps) {
  RecordState state = fresh();
  state.fields["notes"].value = nullptr;
  state.fields["credit"].value = Value::parse(R"({"amount":null,"currency":null})");
  EXPECT_EQ(canonical_text(state), R"({"account":"a1","fields":{"name":"v"},"id":"a1","type":"account"})");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

}  // namespace
}  // namespace keybook::record
