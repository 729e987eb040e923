// A request with mutations that cannot be read: these are set apart by their numbers, the others go on.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sync-server/session/incoming.h"

namespace keybook::server::session::testing {
namespace {

using record::Value;
using ::testing::ElementsAre;

Value mutation(int number) {
  return Value::parse(
      R"({"n":)" + std::to_string(number) + R"(,"s":")" + std::to_string(number) +
      R"(.0.d1","c":[1,2,"b"],"v":"dd","p":[3,0],"e":[{"o":"create","t":"account","r":"a-1","f":{"name":"x"}}]})");
}
Value broken(int number) {
  Value one = mutation(number);
  one["e"] = "no list";
  return one;
}
Value request(std::vector<Value> mutations) {
  Value json = Value::parse(R"({"c":3,"e":"x","w":[1,2,"b"],"n":9,"q":1,"d":"dd"})");
  json["m"] = std::move(mutations);
  return json;
}
std::vector<record::Counter> numbers(const Incoming& in) {
  std::vector<record::Counter> found;
  for (const auto& one : in.request.mutations) found.push_back(one.counter);
  return found;
}
bool refused(Value json) {
  const auto in = incoming(std::move(json), "d1");
  if (!in) {
    EXPECT_EQ(in.error().code, base::ErrorCode::BadRequest) << in.error().text();
  }
  return !in;
}

TEST(Incoming, AllThatCanBeReadGoesOn) {
  const auto in = incoming(request({mutation(1), mutation(2)}), "d1");
  ASSERT_TRUE(in);
  EXPECT_THAT(numbers(*in), ElementsAre(1, 2));
  EXPECT_TRUE(in->unreadable.empty());
  EXPECT_EQ(in->request.cursor, 3);
  EXPECT_TRUE(in->brings_mutations());
  EXPECT_FALSE(incoming(request({}), "d1")->brings_mutations());
}

TEST(Incoming, WhatCannotBeReadIsSetApartWithItsReasonAndDigest) {
  const auto in = incoming(request({mutation(1), broken(2), mutation(3), broken(4)}), "d1");
  ASSERT_TRUE(in) << in.error().text();
  EXPECT_THAT(numbers(*in), ElementsAre(1, 3));
  ASSERT_EQ(in->unreadable.size(), 2U);
  EXPECT_EQ(in->unreadable.at(2).why.code, base::ErrorCode::BadRequest);
  EXPECT_FALSE(in->unreadable.at(2).why.message.empty());
  EXPECT_EQ(in->unreadable.at(2).digest, record::sha256_hex(broken(2).dump()));
  EXPECT_NE(in->unreadable.at(2).digest, in->unreadable.at(4).digest);
  EXPECT_EQ(in->request.cursor, 3);
}

TEST(Incoming, WhatHasNoNumberSpoilsTheRequest) {
  for (const char* number : {"null", R"("2")", "2.5"}) {
    Value one = broken(2);
    one["n"] = Value::parse(number);
    EXPECT_TRUE(refused(request({mutation(1), one}))) << number;
  }
  Value without = broken(2);
  without.erase("n");
  EXPECT_TRUE(refused(request({mutation(1), without})));
  EXPECT_TRUE(refused(request({mutation(1), Value("text")})));
  EXPECT_TRUE(refused(request({broken(2), broken(2)})));  // one number for two
}

TEST(Incoming, ARequestThatIsNoneIsRefused) {
  EXPECT_TRUE(refused(Value::array()));
  EXPECT_TRUE(refused(Value("text")));
  EXPECT_TRUE(refused(Value::parse(R"({"c":"three"})")));
  Value list = request({});
  list["m"] = Value::object();
  EXPECT_TRUE(refused(list));
  Value cursor = request({mutation(1), broken(2)});
  cursor["c"] = "three";
  EXPECT_TRUE(refused(cursor));  // it is not the mutation's fault alone
}

}  // namespace
}  // namespace keybook::server::session::testing
