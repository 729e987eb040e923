// What the server signs of its outcomes, and what it believes when it is shown again.
#include "session/proofs.h"
#include "world.h"

namespace keybook::server::session::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr std::int64_t year_ms = 365LL * 24 * 3'600'000;

class Proven : public ::testing::Test {
 protected:
  Proven() {
    for (const char* user : {"amy", "bob"}) world.add_user(user, "rep");
    bob.emplace(world, "bob");
    bob->create("account", "b1", {{"name", "Bob's"}});
    bob->sync();
    amy.emplace(world, "amy");
    amy->sync();
  }
  // As it was made on another device of amy's, and committed before the server was restored. It names nothing that its
  // author had seen: only when it was made is left to say how old it can be.
  Value again(record::RecordEdit edit) {
    for (auto& [unit, field] : edit.fields) field.base.position = true;
    world.clock.ms += 60'000;
    record::Mutation& mutation = amy->mutation({std::move(edit)});
    mutation.first = first;
    mutation.ranked = rank = {world.clock.ms - year_ms, 3, amy->enrolment};
    return amy->request();
  }
  [[nodiscard]] std::string mark(const Stamp& ranked, const std::vector<std::string>& parked = {}) {
    protocol::Outcome outcome;
    outcome.commit = 1;
    for (const std::string& account : parked)
      outcome.parts.push_back({account, protocol::PartState::Parked, {"b1"}, {}, {}});
    return Proofs(world.receipt_key, *world.store->read()).of("amy", amy->pending.back(), first, ranked, outcome);
  }
  protocol::Outcome outcome(const Value& request) {
    const Reply2 reply = amy->post(request);
    EXPECT_EQ(reply.status, 200) << reply.body;
    const auto answer = base::need(protocol::sync_answer(reply.json));
    EXPECT_THAT(answer.outcomes, SizeIs(1));
    return answer.outcomes.at(0);
  }
  static record::RecordEdit create() { return Device::edit(record::Op::Create, "account", "a1", {{"name", "Amy's"}}); }
  static record::RecordEdit write() { return Device::edit(record::Op::Set, "account", "b1", {{"remark", "by amy"}}); }
  [[nodiscard]] Value remark() {
    const auto state = world.store->read()->record("account", "b1");
    const record::FieldState* field = state->field("remark");
    return field == nullptr ? Value() : field->value;
  }

  World world;
  std::optional<Device> amy, bob;
  const record::FirstMade first{"lost-device", 7, "digest"};
  Stamp rank;
};

TEST_F(Proven, ARankIsKeptHoweverOld) {
  Value request = again(create());
  request["m"][0]["K"] = {mark(rank)};
  const auto done = outcome(request);
  EXPECT_EQ(done.rank, rank);
  EXPECT_EQ(done.proof, mark(rank)) << "the same again, for the next restore";
  EXPECT_EQ(world.store->read()->record("account", "a1")->created->rank, rank);
}

TEST_F(Proven, WithoutProofItIsDatedLikeAnyLateOne) {
  const std::int64_t last_exchange_ms = world.clock.ms;
  EXPECT_GE(outcome(again(create())).rank.ms, last_exchange_ms) << "which did not know of it";
}

// A former owner who was told of a handover writes nothing that would lie before it.
TEST_F(Proven, WithoutProofARankReachesNoRightThatWasLost) {
  world.add_user("boss", "head-office");
  Device boss(world, "boss");
  amy->create("account", "a1", {{"name", "Amy's"}});
  amy->sync();
  world.clock.ms += 60'000;
  boss.sync();
  boss.set("account", "a1", {{"owner", "bob"}});
  boss.sync();
  world.clock.ms += 1'000;
  amy->sync();
  Value request = again(Device::edit(record::Op::Set, "account", "a1", {{"remark", "by amy"}}));
  request["m"][0]["k"] = Stamp{world.clock.ms - 119'000, 0, amy->enrolment}.text();
  const auto done = outcome(request);
  ASSERT_THAT(done.parts, SizeIs(1));
  EXPECT_EQ(done.parts[0].state, protocol::PartState::Parked);
}

TEST_F(Proven, AProofOfAnotherRankProvesNothing) {
  Value request = again(create());
  request["m"][0]["K"] = {mark({rank.ms + 1, 0, rank.device})};
  EXPECT_GT(outcome(request).rank.ms, rank.ms);
}

TEST_F(Proven, WhatCannotBeReadProvesNothing) {
  Value request = again(create());
  request["m"][0]["K"] = {{"mark", mark(rank)}};
  EXPECT_GT(outcome(request).rank.ms, rank.ms);
}

TEST_F(Proven, WhatWasAppliedIsAppliedWhoeverHasTheFileNow) {
  Value request = again(write());
  request["m"][0]["K"] = {mark(rank)};
  EXPECT_THAT(outcome(request).parts, IsEmpty());
  EXPECT_EQ(remark(), "by amy");
}

TEST_F(Proven, WhatWasParkedIsParked) {
  Value request = again(write());
  request["m"][0]["K"] = {mark(rank, {"b1"}), "b1"};
  const auto done = outcome(request);
  ASSERT_THAT(done.parts, SizeIs(1));
  EXPECT_EQ(done.parts[0].state, protocol::PartState::Parked);
  EXPECT_EQ(remark(), Value());
}

TEST_F(Proven, AParkedOneIsNoAppliedOne) {
  Value request = again(write());
  request["m"][0]["K"] = {mark(rank, {"b1"})};  // its account left out
  const auto done = outcome(request);
  ASSERT_THAT(done.parts, SizeIs(1));
  EXPECT_EQ(done.parts[0].state, protocol::PartState::Refused);
}

TEST_F(Proven, OutcomesAreMarkedAndRefusalsAreNot) {
  amy->create("account", "a1", {{"name", "One"}});
  amy->set("account", "b1", {{"remark", "never hers"}});
  amy->create("account", "a2", {{"name", "Two"}});
  const Value request = amy->request();
  for (int time = 0; time < 2; ++time) {
    const auto answer = base::need(protocol::sync_answer(amy->post(request).json));
    ASSERT_THAT(answer.outcomes, SizeIs(3));
    EXPECT_THAT(answer.outcomes[0].proof, SizeIs(protocol::proof_characters));
    EXPECT_THAT(answer.outcomes[1].proof, IsEmpty());
    EXPECT_THAT(answer.outcomes[2].proof, SizeIs(protocol::proof_characters));
    EXPECT_NE(answer.outcomes[0].proof, answer.outcomes[2].proof);
  }
}

TEST_F(Proven, AServerWithoutAKeySignsAndBelievesNothing) {
  Value request = again(create());
  request["m"][0]["K"] = {mark(rank)};
  world.receipt_key.clear();
  world.service = std::make_unique<Service>(world.ground(), ServiceOptions{PasswordCost::Least});
  const auto done = outcome(request);
  EXPECT_GT(done.rank.ms, rank.ms);
  EXPECT_THAT(done.proof, IsEmpty());
}

}  // namespace
}  // namespace keybook::server::session::testing
