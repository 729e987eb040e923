#include "record/codec.h"

#include <gtest/gtest.h>

namespace keybook::record {
namespace {

Value json(const char* text) { return Value::parse(text); }

Base position(CommitNumber commit, Counter counter) { return {true, commit, counter, "d1", {}}; }

Mutation sample() {
  Mutation mutation;
  mutation.enrolment = "d1";
  mutation.counter = 12;
  mutation.stamp = {1000, 0, "d1"};
  mutation.clock = {990, 17, "boot"};
  mutation.declarations = "abcd";
  RecordEdit set{Op::Set, "account", "a1", "", {}, {}};
  set.fields["name"] = {{Change::Kind::Put, "华东电力", {}, {}, ""}, position(40, 11)};
  set.fields["tags"] = {{Change::Kind::Set, nullptr, {"vip"}, {"old"}, ""}, position(40, 11)};
  set.fields["calls"] = {{Change::Kind::Delta, nullptr, {}, {}, "-3"}, position(40, 11)};
  set.fields["grade"] = {{Change::Kind::Put, nullptr, {}, {}, ""}, {false, 0, 0, "", {"1.0.server", "2.0.d2/a2"}}};
  set.fields["odd"] = {{Change::Kind::Put, json(R"({"+":["looks like a set"]})"), {}, {}, ""}, {}};
  RecordEdit gone{Op::Delete, "visit", "v1", "", {}, position(40, 11)};
  mutation.edits = {set, gone};
  return mutation;
}

void expect_same(const Mutation& a, const Mutation& b) {
  EXPECT_EQ(to_json(a), to_json(b));
  ASSERT_EQ(a.edits.size(), b.edits.size());
  for (std::size_t i = 0; i < a.edits.size(); ++i) {
    EXPECT_EQ(a.edits[i].base, b.edits[i].base);
    ASSERT_EQ(a.edits[i].fields.size(), b.edits[i].fields.size());
    for (const auto& [unit, field] : a.edits[i].fields) {
      EXPECT_EQ(field.change, b.edits[i].fields.at(unit).change) << unit;
      EXPECT_EQ(field.base, b.edits[i].fields.at(unit).base) << unit;
    }
  }
}

TEST(MutationCodec, RoundTrip) {
  const Mutation mutation = sample();
  const auto back = mutation_from_json(to_json(mutation), "d1");
  ASSERT_TRUE(back) << back.error().text();
  expect_same(mutation, *back);
}

TEST(MutationCodec, DigestIsOfWhatItSays) {
  Mutation mutation = sample();
  const std::string before = digest(mutation);
  EXPECT_EQ(digest(*mutation_from_json(to_json(mutation), "d1")), before);
  mutation.edits[0].fields["name"].change.value = "华东电";
  EXPECT_NE(digest(mutation), before);
  mutation = sample();
  mutation.edits[0].fields["tags"].change.remove.clear();
  EXPECT_NE(digest(mutation), before);
  mutation = sample();
  mutation.edits[1].op = Op::Restore;
  EXPECT_NE(digest(mutation), before);
}

TEST(MutationCodec, CommonPositionStandsOnceAndItsUsualCounterNotAtAll) {
  const Value out = to_json(sample());
  EXPECT_EQ(out["p"], json("[40]"));
  EXPECT_EQ(out["e"][0]["f"].size(), 3U);
  EXPECT_EQ(out["e"][0]["F"]["grade"], json(R"([null,["1.0.server","2.0.d2/a2"]])"));
  EXPECT_EQ(out["e"][0]["F"]["odd"], json(R"([{"=":{"+":["looks like a set"]}},[]])"));
  EXPECT_FALSE(out["e"][1].contains("b"));
}

TEST(MutationCodec, TheSmallestMutationIsEnough) {
  const auto mutation = mutation_from_json(
      json(R"({"n":1,"s":"5.0.d1","e":[{"t":"account","r":"a1","o":"create","f":{"name":"x"}}],"later":true})"), "d1");
  ASSERT_TRUE(mutation) << mutation.error().text();
  EXPECT_EQ(mutation->edits[0].fields.at("name").base, position(0, 0));
}

TEST(MutationCodec, SaysWhatIsWrong) {
  const char* wrong[] = {R"([])",
                         R"({"n":1,"s":"5.0.d1"})",
                         R"({"n":0,"s":"5.0.d1","e":[{"t":"a","r":"b"}]})",
                         R"({"n":1,"s":"5.d1","e":[{"t":"a","r":"b"}]})",
                         R"({"n":1,"s":"5.0.d1","e":[]})",
                         R"({"n":1,"s":"5.0.d1","e":[{"t":"a"}]})",
                         R"({"n":1,"s":"5.0.d1","e":[{"t":"a","r":"b c"}]})",
                         R"({"n":1,"s":"5.0.d1","e":[{"t":"a","r":"b","o":"burn"}]})",
                         R"({"n":1,"s":"5.0.d1","e":[{"t":"a","r":"b","f":[1]}]})",
                         R"({"n":1,"s":"5.0.d1","e":[{"t":"a","r":"b","f":{"x":{"d":"much"}}}]})",
                         R"({"n":1,"s":"5.0.d1","e":[{"t":"a","r":"b","f":{"x":{"+":"a"}}}]})",
                         R"({"n":1,"s":"5.0.d1","e":[{"t":"a","r":"b","F":{"x":[1]}}]})",
                         R"({"n":1,"s":"5.0.d1","e":[{"t":"a","r":"b","F":{"x":[1,["no"]]}}]})",
                         R"({"n":1,"s":"5.0.d1","p":[3,1],"e":[{"t":"a","r":"b"}]})",
                         R"({"n":1.5,"s":"5.0.d1","e":[{"t":"a","r":"b"}]})",
                         R"({"n":1,"s":"5.0.d1","e":[{"t":"a","r":"b","f":{"x":[[[[[[[[[1]]]]]]]]]}}]})"};
  for (const char* text : wrong) {
    const auto mutation = mutation_from_json(json(text), "d1");
    ASSERT_FALSE(mutation) << text;
    EXPECT_EQ(mutation.error().code, base::ErrorCode::BadRequest) << text;
  }
}

TEST(MutationCodec, HugeValueIsTooLarge) {
  Value message = json(R"({"n":1,"s":"5.0.d1","e":[{"t":"account","r":"a1"}]})");
  message["e"][0]["f"]["notes"] = std::string(2'000'000, 'x');
  const auto mutation = mutation_from_json(message, "d1");
  ASSERT_FALSE(mutation);
  EXPECT_EQ(mutation.error().code, base::ErrorCode::TooLarge);
}

TEST(ChangeCodec, EveryFormComesBack) {
  for (const char* text :
       {"null", "1", R"("x")", R"({"amount":"1.00","currency":"CNY"})", "{}", R"(["a"])", R"({"+":["a"]})",
        R"({"-":["a"]})", R"({"+":["a"],"-":["b"]})", R"({"d":"-2.50"})", R"({"=":{"d":"3"}})", R"({"=":{"=":1}})"}) {
    const auto change = change_from_json(json(text));
    ASSERT_TRUE(change) << text;
    EXPECT_EQ(to_json(*change), json(text));
  }
  EXPECT_EQ(to_json(Change{Change::Kind::Set, nullptr, {}, {}, ""}), json(R"({"+":[]})"));
}

TEST(LineCodec, RoundTrip) {
  Origin origin{{5, 0, "d1"}, {3, 0, "d1"}, 9, 4, "amy", 77, false, "taken by bo", "a2"};
  Line line{"a1",
            "name",
            Op::Set,
            LineState::Parked,
            std::make_shared<const Origin>(origin),
            {},
            {false, 0, 0, "", {"1.0.server"}},
            11,
            "bo"};
  line.change.value = "x";
  const auto back = line_from_json(to_json(line));
  ASSERT_TRUE(back) << back.error().text();
  EXPECT_EQ(*back->origin, origin);
  EXPECT_EQ(to_json(*back), to_json(line));
  EXPECT_EQ(back->state, LineState::Parked);
  EXPECT_EQ(back->changed, 11);
}

TEST(LineCodec, NullValueAndExistenceComeBack) {
  Line line{"a1",
            "",
            Op::Delete,
            LineState::Accepted,
            std::make_shared<const Origin>(Origin{{5, 0, "d1"}, {5, 0, "d1"}, 0, 0, "", 0, true, "", ""}),
            {},
            position(7, 2),
            3,
            ""};
  const auto back = line_from_json(to_json(line));
  ASSERT_TRUE(back) << back.error().text();
  EXPECT_EQ(back->op, Op::Delete);
  EXPECT_EQ(back->base, position(7, 2));
  EXPECT_FALSE(line_from_json(json(R"({"r":"a1"})")));
}

}  // namespace
}  // namespace keybook::record
