// What users ask of the server itself: the rules that no device sees.
#include "world.h"

namespace keybook::server::session::testing {
namespace {

class Acts : public ::testing::Test {
 protected:
  Acts() {
    for (const char* user : {"amy", "bob", "cal"}) world.add_user(user, "rep");
    world.add_user("hans", "head-office");
    for (const char* user : {"amy", "bob", "cal", "hans"}) devices.emplace(user, std::make_unique<Device>(world, user));
  }
  Device& device(const std::string& user) { return *devices.at(user); }
  Reply2 act(const std::string& user, Value asked) {
    asked["id"] = "act" + std::to_string(++acts_);
    return world.send(transport::Method::Post, "/v1/act", asked.dump(), device(user).credential);
  }
  Value done(const std::string& user, const Value& asked) {
    const Reply2 reply = act(user, asked);
    EXPECT_EQ(reply.status, 200) << reply.body;
    return reply.json.value("result", Value());
  }
  void found(const std::string& user, const std::string& account) {
    device(user).create("account", account, {{"name", account}});
    device(user).sync();
  }

  World world;
  std::map<std::string, std::unique_ptr<Device>> devices;

 private:
  int acts_ = 0;
};

TEST_F(Acts, OfAnAccountThatOneDoesNotSeeNothingIsToldNotEvenThatItWasMerged) {
  for (const char* account : {"gone", "stands"}) found("amy", account);
  found("bob", "own");
  done("amy", {{"act", "account.merge"}, {"from", "gone"}, {"into", "stands"}});
  for (Value asked : {Value{{"act", "account.merge"}, {"into", "own"}}, Value{{"act", "account.unmerge"}},
                      Value{{"act", "pool.claim"}}, Value{{"act", "pool.return"}}}) {
    const char* const named = asked["act"].get<std::string>().starts_with("account") ? "from" : "account";
    asked[named] = "gone";
    const Reply2 never = act("bob", asked);
    asked[named] = "what";
    const Reply2 unknown = act("bob", asked);
    EXPECT_EQ(never.status, unknown.status);
    std::string told = unknown.body;
    for (std::size_t at = 0; (at = told.find("\"what\"", at)) != std::string::npos; ++at)
      told.replace(at, 6, "\"gone\"");
    EXPECT_EQ(never.body, told);
  }
  const base::Error owner = act("amy", {{"act", "account.merge"}, {"from", "gone"}, {"into", "stands"}}).error();
  EXPECT_THAT(owner.remedy, ::testing::HasSubstr("stands"));
}

TEST_F(Acts, ADatedHandoverToWhoWasDisabledLapses) {
  found("amy", "a1");
  const std::int64_t day_ms = world.clock.ms + 3'600'000;
  const Value ask = {{"act", "handover.propose"}, {"accounts", {"a1"}}, {"to", "bob"}, {"effective_ms", day_ms}};
  const Value dated = done("amy", ask), waits = done("amy", ask);
  done("bob", {{"act", "handover.accept"}, {"handover", dated["id"]}});
  base::need(admin::disable_user(world.ground(), "bob"));
  EXPECT_EQ(act("hans", {{"act", "handover.accept"}, {"handover", waits["id"]}}).error().code,
            base::ErrorCode::UnknownRecord);
  world.clock.ms = day_ms;
  device("cal").sync();
  for (const Value& plan : done("amy", {{"act", "handover.list"}})) {
    if (plan["id"] != dated["id"]) continue;
    EXPECT_EQ(plan["state"], "lapsed");
    EXPECT_EQ(plan["accounts"][0]["result"], "successor-disabled");
  }
  EXPECT_EQ(world.store->read()->rights("a1").back().owner, "amy");
}

class Covers : public Acts {
 protected:
  static constexpr std::int64_t hour_ms = 3'600'000;
  Covers() { found("amy", "a1"); }
  std::string cover(std::int64_t hours) {
    return done("amy", {{"act", "cover.add"}, {"for", "amy"}, {"by", "bob"}, {"until_ms", begin_ms + hours * hour_ms}})
        .value("id", "");
  }
  void at(std::int64_t hours) {
    world.clock.ms = begin_ms + hours * hour_ms;
    device("cal").sync();
  }
  [[nodiscard]] bool bob_sees() { return !world.store->read()->visible_files({"bob", access::Role::Rep, ""}).empty(); }
  // The ends that a device of bob's would wait for.
  [[nodiscard]] std::set<std::string> open_ends() {
    std::set<std::string> ends;
    const auto reader = world.store->read();
    for (const auto& [type, id] : reader->members("a1")) {
      const auto state = type == "cover" ? reader->record(type, id) : std::nullopt;
      const record::FieldState* ended = state ? state->field("ended_at") : nullptr;
      if (state && (ended == nullptr || ended->value.is_null()))
        ends.insert(state->field("ends_at")->value.get<std::string>());
    }
    return ends;
  }
  const std::int64_t begin_ms = world.clock.ms;
};

TEST_F(Covers, OverlappingOnesEndWithTheLast) {
  cover(2);
  cover(5);
  EXPECT_EQ(open_ends().size(), 2U) << "offline the device sees that it goes on";
  at(2);
  EXPECT_EQ(open_ends().size(), 1U);
  EXPECT_TRUE(bob_sees());
  at(5);
  EXPECT_EQ(open_ends().size(), 0U);
  EXPECT_FALSE(bob_sees());
}

TEST_F(Covers, OfTwoThatOverlapTheFirstGoesOnWhenTheOtherIsEnded) {
  cover(5);
  const std::string second = cover(2);
  done("amy", {{"act", "cover.end"}, {"cover", second}});
  EXPECT_TRUE(bob_sees());
  at(5);
  EXPECT_FALSE(bob_sees());
}

TEST_F(Covers, WithTheAccountBothEnd) {
  cover(2);
  cover(5);
  done("hans", {{"act", "handover.propose"}, {"accounts", {"a1"}}, {"to", "cal"}, {"force", true}});
  EXPECT_EQ(open_ends().size(), 0U);
  EXPECT_FALSE(bob_sees());
}

}  // namespace
}  // namespace keybook::server::session::testing
