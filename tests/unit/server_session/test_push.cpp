// Mutations up: exactly once, numbers without gaps, refusals that block nothing.
#include "session/limits.h"
#include "sqlite/database.h"
#include "support/temporary_folder.h"
#include "world.h"

namespace keybook::server::session::testing {
namespace {

class Push : public ::testing::Test {
 protected:
  Push() {
    world.add_user("amy", "rep");
    amy.emplace(world, "amy");
    amy->sync();
  }
  World world;
  std::optional<Device> amy;
};

TEST_F(Push, ALostAnswerGivesTheSameOutcomeAgain) {
  amy->create("account", "a1", {{"name", "One"}});
  amy->create("contact", "c1", {{"name", "Li"}}, "a1");
  const Value request = amy->request();
  const Reply2 first = amy->post(request);
  const record::CommitNumber last = world.store->read()->last_commit();
  world.clock.ms += 60'000;
  const Reply2 again = amy->post(request);
  EXPECT_EQ(world.store->read()->last_commit(), last);
  const auto one = base::need(protocol::sync_answer(first.json)), two = base::need(protocol::sync_answer(again.json));
  ASSERT_EQ(one.outcomes.size(), 2U);
  ASSERT_EQ(two.outcomes.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(one.outcomes[i].commit, two.outcomes[i].commit);
    EXPECT_EQ(one.outcomes[i].rank, two.outcomes[i].rank);
    EXPECT_EQ(one.outcomes[i].committed_ms == 0 ? one.server_ms : one.outcomes[i].committed_ms,
              two.outcomes[i].committed_ms);
  }
  amy->apply(two);  // only the second answer arrived
  EXPECT_EQ(amy->content(), visible_content(world, "amy"));
}

TEST_F(Push, TheSameNumberWithOtherContentIsRefusedLoudly) {
  amy->create("account", "a1", {{"name", "One"}});
  static_cast<void>(amy->post(amy->request()));
  amy->pending.front().edits.front().fields["name"].change.value = "Other";
  const Reply2 reply = amy->post(amy->request());
  EXPECT_EQ(reply.status, 409);
  EXPECT_EQ(reply.error().code, base::ErrorCode::CounterReused);
  EXPECT_EQ(world.store->read()->record("account", "a1")->field("name")->value, "One");
}

TEST_F(Push, AGapIsRefusedAndSaysWhereToGoOn) {
  amy->create("account", "a1", {{"name", "One"}});
  amy->create("account", "a2", {{"name", "Two"}});
  amy->create("account", "a3", {{"name", "Three"}});
  amy->pending.erase(amy->pending.begin() + 1);
  const Reply2 reply = amy->post(amy->request());
  EXPECT_EQ(reply.status, 400);
  EXPECT_THAT(reply.error().message, ::testing::HasSubstr("mutation 3"));
  EXPECT_THAT(reply.error().remedy, ::testing::HasSubstr("1"));
  EXPECT_FALSE(world.store->read()->known("a1"));
}

// As a parcel has them that closed the work on one file. keybook-simulate --seed 326 came upon it.
TEST_F(Push, SomeThatAreKnownMayComeAgainWithoutThoseBetween) {
  for (int i = 0; i < 4; ++i) amy->create("account", "a" + std::to_string(i), {{"name", "N"}});
  const auto all = amy->pending;
  static_cast<void>(amy->post(amy->request()));
  amy->create("account", "a4", {{"name", "N"}});
  amy->pending = {all[1], all[3], amy->pending.back()};
  const Reply2 reply = amy->post(amy->request());
  ASSERT_EQ(reply.status, 200);
  EXPECT_EQ(base::need(protocol::sync_answer(reply.json)).outcomes.size(), 3U);
  EXPECT_EQ(world.store->read()->enrolment(amy->enrolment)->counter, 5);
  amy->pending = {all[3], all[1]};
  EXPECT_EQ(amy->post(amy->request()).status, 400) << "but in order";
}

TEST_F(Push, APartOfTheQueueMayGoAheadOfTheRest) {
  for (int i = 0; i < 5; ++i) amy->create("account", "a" + std::to_string(i), {{"name", "N"}});
  const Reply2 reply = amy->post(amy->request(2));
  EXPECT_EQ(base::need(protocol::sync_answer(reply.json)).outcomes.size(), 2U);
  EXPECT_EQ(world.store->read()->enrolment(amy->enrolment)->waiting, 3);
  amy->sync();  // from the first one again, since that answer was not taken
  EXPECT_EQ(amy->content(), visible_content(world, "amy"));
  EXPECT_EQ(world.store->read()->enrolment(amy->enrolment)->counter, 5);
}

TEST_F(Push, AnInvalidMutationIsRefusedAloneAndStaysRefused) {
  amy->create("account", "a1", {{"name", "One"}});
  amy->create("contact", "c1", {{"no_such_kind_of_value", 5}, {"name", Value::array({1, 2})}}, "a1");
  amy->create("account", "a3", {{"name", "Three"}});
  const Value request = amy->request();
  for (int round = 0; round < 2; ++round) {
    const auto answer = base::need(protocol::sync_answer(amy->post(request).json));
    ASSERT_EQ(answer.outcomes.size(), 3U);
    ASSERT_EQ(answer.outcomes[1].parts.size(), 1U);
    EXPECT_EQ(answer.outcomes[1].parts[0].state, protocol::PartState::Refused);
    ASSERT_TRUE(answer.outcomes[1].parts[0].reason);
    EXPECT_EQ(answer.outcomes[1].parts[0].reason->where.record, "c1");
    EXPECT_TRUE(answer.outcomes[0].parts.empty());
    EXPECT_TRUE(answer.outcomes[2].parts.empty());
  }
  EXPECT_TRUE(world.store->read()->known("a3"));
  EXPECT_THAT(world.store->read()->check(), ::testing::IsEmpty());
}

TEST_F(Push, AMutationThatCannotEvenBeReadIsRefusedAlone) {
  amy->create("account", "a1", {{"name", "One"}});
  amy->create("account", "a2", {{"name", "Two"}});
  amy->create("account", "a3", {{"name", "Three"}});
  Value request = amy->request();
  request["m"][1] = {{"n", 2}, {"s", "nonsense"}, {"e", 5}};
  for (int round = 0; round < 2; ++round) {
    const Reply2 reply = amy->post(request);
    ASSERT_EQ(reply.status, 200) << reply.body;
    const auto answer = base::need(protocol::sync_answer(reply.json));
    ASSERT_EQ(answer.outcomes.size(), 3U);
    EXPECT_EQ(answer.outcomes[1].parts.at(0).state, protocol::PartState::Refused);
  }
  request["m"][1]["e"] = 6;
  EXPECT_EQ(amy->post(request).error().code, base::ErrorCode::CounterReused);
  EXPECT_TRUE(world.store->read()->known("a3"));
  amy->pending.clear();
  amy->create("account", "a4", {{"name", "Four"}});
  amy->sync();
  EXPECT_TRUE(world.store->read()->known("a4"));
  EXPECT_THAT(world.store->read()->check(), ::testing::IsEmpty());
}

TEST_F(Push, AValueThatIsTooLargeIsRefusedAlone) {
  amy->create("account", "a1", {{"name", "One"}});
  amy->create("account", "a2", {{"name", "Two"}, {"notes", std::string(2'000'000, 'x')}});
  amy->create("account", "a3", {{"name", "Three"}});
  const auto answer = amy->sync_page();
  ASSERT_EQ(answer.outcomes.size(), 3U);
  EXPECT_EQ(answer.outcomes[1].parts.at(0).state, protocol::PartState::Refused);
  EXPECT_EQ(answer.outcomes[1].parts.at(0).reason->code, base::ErrorCode::TooLarge);
  EXPECT_TRUE(world.store->read()->known("a3"));
}

// A defect of ours, or a damaged table, met by one mutation: it alone is refused and its number closed.
TEST(Poison, AMutationThatBreaksTheServerIsRefusedAlone) {
  const keybook::testing::TemporaryFolder folder;
  const std::string path = folder.file("store.db");
  {
    World world(protocol::page_bytes_target, path);
    world.add_user("amy", "rep");
    const auto beside = base::need(sqlite::Database::open(path, {}));
    base::need(
        beside->exec("CREATE TRIGGER poison BEFORE INSERT ON r_account WHEN new.id = 'poison' "
                     "BEGIN SELECT RAISE(ABORT, 'boom'); END"));
    Device amy(world, "amy");
    amy.sync();
    for (int i = 0; i < 20; ++i) amy.create("account", i == 13 ? "poison" : "a" + std::to_string(i), {{"name", "N"}});
    const Value request = amy.request();
    for (int round = 0; round < 2; ++round) {
      const auto answer = base::need(protocol::sync_answer(amy.post(request).json));
      ASSERT_EQ(answer.outcomes.size(), 20U);
      for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(answer.outcomes[i].parts.empty(), i != 13) << i;
      EXPECT_EQ(answer.outcomes[13].parts.at(0).state, protocol::PartState::Refused);
      EXPECT_EQ(answer.outcomes[13].parts.at(0).records, std::vector<std::string>{"poison"});
    }
    EXPECT_TRUE(world.store->read()->known("a19"));
    EXPECT_FALSE(world.store->read()->known("poison"));
    EXPECT_THAT(world.store->read()->check(), ::testing::IsEmpty());
    amy.pending.clear();
    amy.create("account", "after", {{"name", "Goes on"}});
    amy.sync();
    EXPECT_TRUE(world.store->read()->known("after"));
  }
}

TEST_F(Push, AForeignStampIsRefused) {
  amy->create("account", "a1", {{"name", "One"}});
  amy->pending.back().stamp.device = "somebody";
  amy->create("account", "a2", {{"name", "Two"}});
  const auto answer = amy->sync_page();
  EXPECT_EQ(answer.outcomes.at(0).parts.at(0).state, protocol::PartState::Refused);
  EXPECT_FALSE(world.store->read()->known("a1"));
  EXPECT_TRUE(world.store->read()->known("a2"));
}

TEST_F(Push, AStampNamesOneChangeAlone) {
  const auto remark = [this](const char* text) { amy->set("account", "a1", {{"remark", text}}); };
  amy->create("account", "a1", {{"name", "One"}});
  remark("first");
  const Stamp first = amy->pending.back().stamp;
  remark("second");
  amy->pending.back().stamp = first;
  remark("third");
  const auto in_one = amy->sync();
  ASSERT_EQ(in_one.outcomes.size(), 4U);
  ASSERT_EQ(in_one.outcomes[2].parts.size(), 1U);
  EXPECT_EQ(in_one.outcomes[2].parts[0].reason->code, base::ErrorCode::NotValid);
  EXPECT_TRUE(in_one.outcomes[3].parts.empty()) << "it blocks nothing";
  remark("fourth");
  amy->pending.back().stamp = first;
  const Value request = amy->request();
  for (int time = 0; time < 2; ++time) {
    const auto later = base::need(protocol::sync_answer(amy->post(request).json));
    EXPECT_EQ(later.outcomes.at(0).parts.at(0).state, protocol::PartState::Refused);
  }
  const auto reader = world.store->read();
  EXPECT_EQ(reader->record("account", "a1")->field("remark")->value, "third");
  std::set<Value> lost;
  for (const record::Line& line : reader->lines("a1", "remark")) lost.insert(line.change.value);
  EXPECT_EQ(lost, std::set<Value>{"first"});
  EXPECT_THAT(reader->check(), ::testing::IsEmpty());
}

// A copy keeps the stamps of what it brings along, in whatever order; a second change under one of them it does not
// get.
TEST_F(Push, ACopyBringsOldStampsButNoSecondChangeUnderOne) {
  Device copy(world, "amy");
  copy.sync();
  const auto bring = [&](const char* remark, const Stamp& stamp, record::Counter number) {
    copy.set("account", "a1", {{"remark", remark}});
    record::Mutation& mutation = copy.pending.back();
    mutation.stamp = stamp;
    mutation.first = {amy->enrolment, number, record::digest(mutation)};
    return copy.sync().outcomes.at(0);
  };
  amy->create("account", "a1", {{"name", "One"}});
  amy->sync();
  copy.sync();
  const Stamp early{world.clock.ms, 8, amy->enrolment}, late{world.clock.ms, 9, amy->enrolment};
  EXPECT_TRUE(bring("late", late, 3).parts.empty());
  EXPECT_TRUE(bring("early", early, 2).parts.empty());
  EXPECT_EQ(bring("other", late, 4).parts.at(0).state, protocol::PartState::Refused);
  amy->set("account", "a1", {{"remark", "other"}});
  amy->pending.back().stamp = late;
  EXPECT_EQ(amy->sync().outcomes.at(0).parts.at(0).state, protocol::PartState::Refused);
  EXPECT_THAT(world.store->read()->check(), ::testing::IsEmpty());
}

class PushHeld : public Push {
 protected:
  PushHeld() : copy(world, "amy") {
    base::need(admin::set_brake_limits(world.ground(), {1, 1, 3'600'000}));
    amy->create("account", "a1", {{"name", "One"}});
    amy->create("contact", "c1", {{"name", "Li"}}, "a1");
    amy->sync();
    copy.sync();
    make(*amy);
    make(copy);
    copy.pending.back().stamp = amy->pending.back().stamp;
    copy.pending.back().first = {amy->enrolment, amy->pending.back().counter, record::digest(amy->pending.back())};
  }
  static void make(Device& device) {
    record::RecordEdit more = Device::edit(record::Op::Set, "account", "a1", {});
    more.fields["calls"].change.kind = record::Change::Kind::Delta;
    more.fields["calls"].change.delta = "5";
    record::RecordEdit gone = Device::edit(record::Op::Delete, "contact", "c1", {});
    gone.base = device.position();
    device.mutation({more, gone});
  }
  static base::ErrorCode reason(Device& device) { return device.sync().outcomes.at(0).parts.at(0).reason->code; }
  [[nodiscard]] protocol::Outcome word_for(Device& device) {
    Value request = device.request();
    request["h"] = {device.counter};
    const auto answer = base::need(protocol::sync_answer(device.post(request).json));
    return answer.outcomes.empty() ? protocol::Outcome{} : answer.outcomes.front();
  }
  [[nodiscard]] std::string group() { return base::need(admin::held(*world.store)).at(0).id; }
  [[nodiscard]] Value calls() {
    const auto state = world.store->read()->record("account", "a1");
    const record::FieldState* field = state ? state->field("calls") : nullptr;
    return field == nullptr ? Value(0) : field->value;
  }
  Device copy;
};

TEST_F(PushHeld, WhatTwoCopiesSendIsHeldOnceAndDoneOnceWhoeverWasFirst) {
  for (Device* device : {&copy, &*amy}) EXPECT_EQ(reason(*device), base::ErrorCode::Held);
  EXPECT_EQ(base::need(admin::held(*world.store)).at(0).mutations, 1);
  const auto done = base::need(admin::release_held(world.ground(), group()));
  EXPECT_EQ(done.mutations, 1);
  EXPECT_EQ(calls(), 5);
  for (Device* device : {&copy, &*amy}) {
    EXPECT_GT(word_for(*device).commit, 0) << "it was told what became of it";
    EXPECT_TRUE(word_for(*device).parts.empty());
  }
}

TEST_F(PushHeld, ACopyThatComesAfterTheWordGetsIt) {
  EXPECT_EQ(reason(copy), base::ErrorCode::Held);
  base::need(admin::release_held(world.ground(), group()));
  EXPECT_TRUE(amy->sync().outcomes.at(0).parts.empty());
  EXPECT_EQ(calls(), 5);
}

TEST_F(PushHeld, WhatBecameOfItIsToldOfBothHoweverItEnded) {
  for (Device* device : {&*amy, &copy}) EXPECT_EQ(reason(*device), base::ErrorCode::Held);
  base::need(admin::reject_held(world.ground(), group()));
  for (Device* device : {&copy, &*amy}) EXPECT_EQ(word_for(*device).parts.at(0).reason->code, base::ErrorCode::NoRight);
  EXPECT_EQ(calls(), 0);
}

TEST_F(Push, AnotherEpochIsRefusedBeforeAnythingIsCommitted) {
  amy->create("account", "a1", {{"name", "One"}});
  Value request = amy->request();
  request["e"] = "of-another-server";
  const Reply2 reply = amy->post(request);
  EXPECT_EQ(reply.status, 409);
  EXPECT_EQ(reply.error().code, base::ErrorCode::WrongEpoch);
  EXPECT_FALSE(world.store->read()->known("a1"));
  request["e"] = amy->epoch;
  request["c"] = 1'000'000;
  EXPECT_EQ(amy->post(request).error().code, base::ErrorCode::WrongEpoch);
}

TEST_F(Push, BrokenRequestsSayWhatIsWrong) {
  EXPECT_EQ(world.send(transport::Method::Post, "/v1/sync", "{\"c\":", amy->credential).status, 400);
  EXPECT_EQ(world.send(transport::Method::Post, "/v1/sync", "[]", amy->credential).status, 400);
  EXPECT_EQ(world.send(transport::Method::Post, "/v1/sync", "{\"m\":[{}]}", amy->credential).status, 400);
  EXPECT_EQ(world.send(transport::Method::Post, "/v1/sync", "{\"g\":\"x\"}", amy->credential).status, 400);
  EXPECT_EQ(world.send(transport::Method::Post, "/v1/sync", "{\"c\":-1}", amy->credential).status, 400);
  EXPECT_EQ(world.send(transport::Method::Post, "/v1/sync", "\"\xFF\"", amy->credential).status, 400);
  EXPECT_EQ(world.send(transport::Method::Post, "/v1/sync", std::string(200, '['), amy->credential).status, 400);
}

TEST_F(Push, AClockYearsAheadIsCorrectedAndTold) {
  constexpr std::int64_t years = 20LL * 365 * 24 * 3'600'000;
  amy->clock_error_ms = years;
  amy->create("account", "a1", {{"name", "One"}});
  world.clock.ms += 5'000;
  const auto answer = amy->sync_page();
  ASSERT_EQ(answer.outcomes.size(), 1U);
  EXPECT_EQ(answer.outcomes[0].rank.ms, world.clock.ms - 5'000);
  const auto state = world.store->read()->record("account", "a1");
  EXPECT_EQ(state->created->rank, answer.outcomes[0].rank);
  EXPECT_EQ(state->created->name.ms, answer.outcomes[0].rank.ms + years);
}

TEST_F(Push, AManyTimesLargerPushIsOneTransaction) {
  for (int i = 0; i < 700; ++i) amy->create("account", "a" + std::to_string(i), {{"name", "N" + std::to_string(i)}});
  const std::int64_t bad = 300;
  amy->pending[bad].edits.front().fields["name"].change.value = 5;  // one of them in the middle of a savepoint
  const auto answer = amy->sync_page();
  ASSERT_EQ(answer.outcomes.size(), 700U);
  int refused = 0;
  for (const auto& outcome : answer.outcomes) refused += static_cast<int>(!outcome.parts.empty());
  EXPECT_EQ(refused, 1);
  EXPECT_EQ(world.store->read()->enrolment(amy->enrolment)->counter, 700);
  EXPECT_THAT(world.store->read()->check(), ::testing::IsEmpty());
}

}  // namespace
}  // namespace keybook::server::session::testing
