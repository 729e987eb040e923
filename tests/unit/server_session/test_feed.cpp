// What comes down: every record and line that the user may see, nothing else, in pages, without echo.
#include <thread>

#include "merge/engine.h"
#include "session/server_stamp.h"
#include "world.h"

namespace keybook::server::session::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

template <class Event>
void server_event(World& world, const Event& event) {
  auto writer = world.store->write();
  const std::int64_t now = world.clock.ms;
  merge::Engine engine(world.registry, *writer);
  engine.commit(event, next_server_stamp(*writer, now), now);
  writer->commit();
}

void expect_in_sync(const Device& device) {
  EXPECT_EQ(device.content(), visible_content(device.world, device.user)) << device.user;
  std::set<std::string> lines;
  for (const auto& [key, line] : device.held_lines) lines.insert(key);
  EXPECT_EQ(lines, visible_lines(device.world, device.user)) << device.user;
}

class Feed : public ::testing::Test {
 protected:
  explicit Feed(std::int64_t page_bytes = protocol::page_bytes_target) : world(page_bytes) {
    base::need(admin::add_territory(world.ground(), {"east", ""}));
    base::need(admin::add_territory(world.ground(), {"shanghai", "east"}));
    world.add_user("amy", "rep");
    world.add_user("bob", "rep");
    world.add_user("kim", "manager", "east");
    world.add_user("hq", "head-office");
  }
  void later() { world.clock.ms += 60'000; }
  World world;
};

class SmallPages : public Feed {
 protected:
  SmallPages() : Feed(2'000) {}
};

TEST_F(Feed, AFreshDeviceGetsTheSharedCollectionInBatches) {
  Device amy(world, "amy");
  const auto answer = amy.sync();
  EXPECT_THAT(answer.whole, IsEmpty());
  EXPECT_EQ(answer.batches.size() + answer.records.size() > 0, true);
  expect_in_sync(amy);
  EXPECT_TRUE(
      std::any_of(amy.held.begin(), amy.held.end(), [](const auto& entry) { return entry.second.type == "user"; }));
}

TEST_F(Feed, NothingNewIsATinyAnswer) {
  Device amy(world, "amy");
  amy.sync();
  const Reply2 reply = amy.post(amy.request());
  EXPECT_LT(reply.body.size(), 68U) << reply.body;  // time, cursor, token and digest
}

TEST_F(Feed, AnOwnPlainChangeIsNotSentBack) {
  Device amy(world, "amy");
  amy.sync();
  amy.create("account", "a1", {{"name", "One"}});
  amy.sync();
  expect_in_sync(amy);
  amy.set("account", "a1", {{"name", "Uno"}});
  amy.set("account", "a1", {{"remark", "nice"}});
  amy.set("account", "a1", {{"name", "Ein"}});
  const auto answer = amy.sync();
  EXPECT_THAT(answer.records, IsEmpty());
  EXPECT_THAT(answer.batches, IsEmpty());
  EXPECT_THAT(answer.lines, IsEmpty());
  expect_in_sync(amy);
}

TEST_F(Feed, AnOwnChangeIsSentBackWhereSomebodyElseChangedTheRecordToo) {
  Device hq(world, "hq"), amy(world, "amy");
  amy.sync();
  amy.create("account", "a1", {{"name", "One"}});
  amy.sync();
  hq.sync();
  hq.set("account", "a1", {{"phone", "021-5555"}});
  hq.sync();
  amy.set("account", "a1", {{"remark", "nice"}});
  amy.sync();
  expect_in_sync(amy);
  hq.sync();
  expect_in_sync(hq);
  // The same field at once: both values stay in the history.
  amy.set("account", "a1", {{"remark", "very nice"}});
  hq.set("account", "a1", {{"remark", "not nice"}});
  later();
  hq.sync();
  amy.sync();
  hq.sync();
  expect_in_sync(amy);
  expect_in_sync(hq);
}

TEST_F(Feed, EachSeesWhatOwnerTeamTerritoryAndRoleAllow) {
  Device amy(world, "amy"), bob(world, "bob"), kim(world, "kim"), hq(world, "hq");
  for (Device* device : {&amy, &bob, &kim, &hq}) device->sync();
  amy.create("account", "amys", {{"name", "Amy's"}});
  amy.create("visit", "v1", {{"subject", "First"}}, "amys");
  bob.create("account", "bobs", {{"name", "Bob's"}});
  hq.create("account", "eastern", {{"name", "Eastern"}, {"territory", "shanghai"}});
  for (Device* device : {&amy, &bob, &hq}) device->sync();
  for (Device* device : {&amy, &bob, &kim, &hq}) {
    device->sync();
    expect_in_sync(*device);
  }
  EXPECT_TRUE(amy.held.contains("v1"));
  EXPECT_FALSE(bob.held.contains("v1"));
  EXPECT_TRUE(hq.held.contains("v1"));
  EXPECT_FALSE(amy.held.contains("eastern"));
}

TEST_F(Feed, AGainedFileComesWholeAndALostOneIsToldToGo) {
  Device amy(world, "amy"), bob(world, "bob");
  amy.sync();
  bob.sync();
  amy.create("account", "a1", {{"name", "One"}});
  amy.create("visit", "v1", {{"subject", "First"}}, "a1");
  amy.sync();
  amy.set("account", "a1", {{"name", "Uno"}});  // so that there is history
  amy.sync();
  bob.sync();
  EXPECT_FALSE(bob.held.contains("a1"));
  later();
  server_event(world, merge::Grant{"a1", "bob"});
  auto answer = bob.sync();
  EXPECT_THAT(answer.whole, ElementsAre("a1"));
  EXPECT_TRUE(bob.held.contains("v1"));
  expect_in_sync(bob);
  EXPECT_THAT(bob.sync().whole, IsEmpty());
  later();
  server_event(world, merge::Revoke{"a1", "bob"});
  answer = bob.sync();
  EXPECT_THAT(answer.evicted, ElementsAre("a1"));
  EXPECT_FALSE(bob.held.contains("a1"));
  EXPECT_FALSE(bob.held.contains("v1"));
  expect_in_sync(bob);
  amy.sync();
  expect_in_sync(amy);
  later();
  server_event(world, merge::Handover{"a1", "bob", false, "root"});
  amy.sync();
  bob.sync();
  expect_in_sync(amy);
  expect_in_sync(bob);
  EXPECT_FALSE(amy.held.contains("a1"));
  EXPECT_TRUE(bob.held.contains("v1"));
}

TEST_F(Feed, AFileLostAndGainedBetweenTwoSyncsIsNotSentAgain) {
  Device amy(world, "amy"), bob(world, "bob");
  amy.sync();
  bob.sync();
  amy.create("account", "a1", {{"name", "One"}});
  amy.sync();
  server_event(world, merge::Grant{"a1", "bob"});
  bob.sync();
  later();
  server_event(world, merge::Revoke{"a1", "bob"});
  later();
  server_event(world, merge::Grant{"a1", "bob"});
  const auto answer = bob.sync();
  EXPECT_THAT(answer.whole, IsEmpty());
  EXPECT_THAT(answer.evicted, IsEmpty());
  expect_in_sync(bob);
}

TEST_F(SmallPages, AFirstDownloadComesInPagesThatTogetherAreEverything) {
  Device amy(world, "amy");
  amy.sync();
  for (int i = 0; i < 40; ++i) {
    const std::string id = "a" + std::to_string(i);
    amy.create("account", id, {{"name", "Account " + std::to_string(i)}});
    for (int k = 0; k < 3; ++k)
      amy.create("visit", id + "-v" + std::to_string(k), {{"subject", "A visit of some length"}}, id);
    amy.sync();
    amy.set("account", id, {{"name", "Changed " + std::to_string(i)}});
    amy.sync();
  }
  Device again(world, "amy");
  again.sync();
  EXPECT_GT(again.round_trips, 5);
  expect_in_sync(again);
  EXPECT_EQ(again.cursor, world.store->read()->last_commit());
}

TEST_F(SmallPages, ChangesAndRightsThatComeBetweenPagesAreNeitherLostNorShown) {
  Device amy(world, "amy"), bob(world, "bob");
  amy.sync();
  for (int i = 10; i < 60; ++i) {
    const std::string id = "a" + std::to_string(i);
    amy.create("account", id, {{"name", "Account " + std::to_string(i)}});
    amy.create("visit", id + "-v", {{"subject", "A visit of some length to fill the page with"}}, id);
  }
  amy.sync();
  for (int i = 10; i < 60; i += 2) {
    later();
    server_event(world, merge::Grant{"a" + std::to_string(i), "bob"});
  }
  Device& fresh = bob;
  int pages = 0;
  do {
    fresh.sync_page();
    ++pages;
    if (fresh.page.empty() || pages > 12) continue;  // in the end the pull may end
    later();
    const std::string first = "a" + std::to_string(10 + pages % 50), other = "a" + std::to_string(59 - pages);
    amy.set("account", first, {{"remark", "page " + std::to_string(pages)}});
    amy.create("visit", "between-" + std::to_string(pages), {{"subject", "New"}}, other);
    amy.sync();
    if (pages % 3 == 0) server_event(world, merge::Grant{other, "bob"});
    if (pages % 3 == 1) server_event(world, merge::Revoke{"a" + std::to_string(10 + 2 * (pages % 25)), "bob"});
    if (pages % 3 == 2) server_event(world, merge::Revoke{"a12", "bob"});
  } while (!fresh.page.empty());
  expect_in_sync(fresh);
  EXPECT_GT(pages, 5);
  amy.sync();
  expect_in_sync(amy);
}

TEST_F(SmallPages, ABrokenTransferGoesOnAtItsPage) {
  Device amy(world, "amy");
  amy.sync();
  for (int i = 0; i < 60; ++i)
    amy.create("account", "a" + std::to_string(i), {{"name", "Account number " + std::to_string(i)}});
  amy.sync();
  Device again(world, "amy");
  again.sync_page();
  again.sync_page();
  const std::string page = again.page;
  static_cast<void>(again.post(again.request()));  // the answer is lost
  EXPECT_EQ(again.page, page);
  again.sync();
  expect_in_sync(again);
}

TEST_F(Feed, ManyDevicesAtOnceAllEndInSync) {
  constexpr int devices = 8, rounds = 12;
  std::vector<std::unique_ptr<Device>> all;
  for (int i = 0; i < devices; ++i) all.push_back(std::make_unique<Device>(world, i % 2 == 0 ? "amy" : "hq"));
  all[0]->sync();
  for (int i = 0; i < 5; ++i) all[0]->create("account", "a" + std::to_string(i), {{"name", "Account"}});
  all[0]->sync();
  std::vector<std::thread> threads;
  for (int i = 0; i < devices; ++i)
    threads.emplace_back([&, i] {
      Device& device = *all[static_cast<std::size_t>(i)];
      device.sync();
      for (int round = 0; round < rounds; ++round) {
        const std::string id = "a" + std::to_string((i + round) % 5);
        device.set("account", id,
                   {{round % 2 == 0 ? "remark" : "phone", std::to_string(i) + "-" + std::to_string(round)}});
        device.create("visit", "v-" + std::to_string(i) + "-" + std::to_string(round), {{"subject", "S"}}, id);
        device.sync();
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (auto& device : all) {
    device->sync();
    expect_in_sync(*device);
  }
  EXPECT_THAT(world.store->read()->check(), IsEmpty());
}

TEST_F(Feed, LosingTheFirstAnswerOfAPushEchoesItOnceAndAllIsWell) {
  Device amy(world, "amy");
  amy.sync();
  amy.create("account", "a1", {{"name", "One"}});
  amy.sync();
  amy.set("account", "a1", {{"name", "Uno"}});
  static_cast<void>(amy.post(amy.request()));
  amy.set("account", "a1", {{"remark", "Second"}});
  amy.sync();
  expect_in_sync(amy);
}

TEST_F(Feed, APullThatFindsNothingAsksTheStoreTheSameFewQuestionsAtAnySize) {
  Device amy(world, "amy");
  amy.sync();
  const auto steps = [&] {
    const std::size_t before = amy.bytes_received;
    amy.sync();
    return amy.bytes_received - before;
  };
  const std::size_t small = steps();
  for (int i = 0; i < 300; ++i) amy.create("account", "a" + std::to_string(i), {{"name", "N"}});
  amy.sync();
  EXPECT_NEAR(static_cast<double>(steps()), static_cast<double>(small), 3);
}

TEST_F(Feed, AWaitingDeviceIsToldWhenSomethingConcernsIt) {
  Device amy(world, "amy"), bob(world, "bob"), hq(world, "hq");
  for (Device* device : {&amy, &bob, &hq}) device->sync();
  world.service->tick();
  const auto amys = world.wait(amy.cursor, amy.credential), bobs = world.wait(bob.cursor, bob.credential),
             headquarters = world.wait(hq.cursor, hq.credential);
  EXPECT_FALSE(amys->answered());
  amy.create("account", "a1", {{"name", "One"}});
  amy.sync();
  EXPECT_FALSE(amys->answered());  // its own commit came back in its own answer
  EXPECT_FALSE(bobs->answered());  // not its business
  ASSERT_TRUE(headquarters->answered());
  EXPECT_EQ(World::read(*headquarters).json["c"], world.store->read()->last_commit());
  // Another process gives bob the file.
  server_event(world, merge::Grant{"a1", "bob"});
  EXPECT_FALSE(bobs->answered());
  world.service->tick();
  EXPECT_TRUE(bobs->answered());
  EXPECT_TRUE(amys->answered());
}

TEST_F(Feed, ADeviceThatIsBehindIsToldAtOnce) {
  Device amy(world, "amy");
  EXPECT_TRUE(world.wait(0, amy.credential)->answered());
  amy.sync();
  EXPECT_FALSE(world.wait(amy.cursor, amy.credential)->answered());
  EXPECT_EQ(world.send(transport::Method::Get, "/v1/wait?c=x", "", amy.credential).status, 400);
}

TEST_F(Feed, WhatDevicesReportIsWrittenNowAndThen) {
  Device amy(world, "amy");
  amy.sync();
  world.clock.ms += 10'000;
  const std::int64_t seen = world.clock.ms;
  amy.sync();
  world.service->finish();
  EXPECT_EQ(world.store->read()->enrolment(amy.enrolment)->last_seen_ms, seen);
}

}  // namespace
}  // namespace keybook::server::session::testing
