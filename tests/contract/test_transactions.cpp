// What is seen when, and what survives: transactions, savepoints, snapshots, durability.
#include <gmock/gmock.h>

#include <thread>

#include "stores.h"

namespace keybook::contract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_P(StoreContract, WhatIsNotCommittedIsSeenByTheWriterAlone) {
  auto writer = store->write();
  const CommitNumber number = writer->next_commit();
  writer->put(record_of("account", "a1", "a1", {{"name", "One"}}, number), number);
  EXPECT_TRUE(writer->record("account", "a1"));
  EXPECT_EQ(writer->last_commit(), number);
  auto reader = store->read();
  EXPECT_FALSE(reader->record("account", "a1"));
  EXPECT_FALSE(reader->known("a1"));
  EXPECT_EQ(reader->last_commit(), 0);
  writer->commit();
  EXPECT_TRUE(store->read()->record("account", "a1"));
}

TEST_P(StoreContract, AWriterThatIsDroppedLeavesNothing) {
  {
    auto writer = store->write();
    const CommitNumber number = writer->next_commit();
    writer->put(record_of("account", "a1", "a1", {{"name", "One"}}, number), number);
    writer->set_meta("epoch", "e1");
  }
  auto reader = store->read();
  EXPECT_FALSE(reader->known("a1"));
  EXPECT_EQ(reader->meta("epoch"), "");
  EXPECT_EQ(reader->last_commit(), 0);
}

TEST_P(StoreContract, CommitNumbersGrowAcrossWritersAndReadersSeeTheLast) {
  const CommitNumber first = add("account", "a1", "a1", {{"name", "One"}});
  { static_cast<void>(store->write()->next_commit()); }  // rolled back
  const CommitNumber second = add("account", "a2", "a2", {{"name", "Two"}});
  EXPECT_GT(first, 0);
  EXPECT_GT(second, first);
  EXPECT_EQ(store->read()->last_commit(), second);
}

TEST_P(StoreContract, ASavepointThatIsTakenBackTakesNothingElseWithIt) {
  auto writer = store->write();
  const CommitNumber one = writer->next_commit();
  writer->put(record_of("account", "a1", "a1", {{"name", "One"}}, one), one);
  writer->savepoint();
  const CommitNumber two = writer->next_commit();
  writer->put(record_of("account", "a2", "a2", {{"name", "Two"}}, two), two);
  writer->put(record_of("account", "a1", "a1", {{"name", "Changed"}}, two), two);
  writer->rollback_to_savepoint();
  writer->savepoint();
  const CommitNumber three = writer->next_commit();
  writer->put(record_of("account", "a3", "a3", {{"name", "Three"}}, three), three);
  writer->release();
  writer->commit();
  auto reader = store->read();
  EXPECT_EQ(reader->record("account", "a1")->field("name")->value, "One");
  EXPECT_FALSE(reader->known("a2"));
  EXPECT_TRUE(reader->known("a3"));
}

TEST_P(StoreContract, SavepointsNest) {
  auto writer = store->write();
  writer->savepoint();
  const CommitNumber one = writer->next_commit();
  writer->put(record_of("account", "a1", "a1", {{"name", "One"}}, one), one);
  writer->savepoint();
  const CommitNumber two = writer->next_commit();
  writer->put(record_of("account", "a2", "a2", {{"name", "Two"}}, two), two);
  writer->rollback_to_savepoint();
  writer->release();
  writer->commit();
  EXPECT_TRUE(store->read()->known("a1"));
  EXPECT_FALSE(store->read()->known("a2"));
}

TEST_P(StoreContract, AReaderKeepsItsSnapshotWhileOthersCommit) {
  const CommitNumber first = add("account", "a1", "a1", {{"name", "One"}});
  auto before = store->read();
  const CommitNumber second = add("account", "a2", "a2", {{"name", "Two"}});
  EXPECT_EQ(before->last_commit(), first);
  EXPECT_FALSE(before->known("a2"));
  EXPECT_THAT(before->changed_files(first), IsEmpty());
  auto now = store->read();
  EXPECT_EQ(now->last_commit(), second);
  EXPECT_THAT(now->changed_files(first), ElementsAre("a2"));
}

TEST_P(StoreContract, ASecondWriterWaitsForTheFirst) {
  auto writer = store->write();
  const CommitNumber number = writer->next_commit();
  writer->put(record_of("account", "a1", "a1", {{"name", "One"}}, number), number);
  CommitNumber later = 0;
  std::thread other([&] {
    auto waiting = store->write();
    EXPECT_TRUE(waiting->known("a1"));  // it began after the first one's end
    later = waiting->next_commit();
    waiting->commit();
  });
  writer->commit();
  other.join();
  EXPECT_GT(later, number);
}

TEST_P(StoreContract, ManyReadersAndWritersSeeWholeTransactionsOnly) {
  // Each transaction writes the same value into two records; a reader that saw two different ones saw half of it.
  constexpr int rounds = 60;
  add("account", "left", "left", {{"name", "0"}});
  add("account", "right", "right", {{"name", "0"}});
  commit([](storage::Writer& w, CommitNumber n) {
    w.put(record_of("account", "left", "left", {{"name", "0"}}, n), n);
    w.put(record_of("account", "right", "right", {{"name", "0"}}, n), n);
  });
  std::vector<std::thread> threads;
  for (int t = 0; t < 2; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < rounds; ++i)
        commit([&](storage::Writer& w, CommitNumber n) {
          const std::string value = std::to_string(t * 1000 + i);
          w.put(record_of("account", "left", "left", {{"name", value}}, n), n);
          w.put(record_of("account", "right", "right", {{"name", value}}, n), n);
        });
    });
  for (int t = 0; t < 2; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < rounds; ++i) {
        auto reader = store->read();
        const auto left = reader->record("account", "left"), right = reader->record("account", "right");
        EXPECT_EQ(left->field("name")->value, right->field("name")->value);
        EXPECT_EQ(left->changed, right->changed);
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(store->read()->last_commit(), 3 + 2 * rounds);
}

TEST_P(StoreContract, WhatWasCommittedIsThereAfterOpeningAgain) {
  if (!GetParam().durable) GTEST_SKIP() << "gone with its object, by its nature";
  const CommitNumber number = commit([](storage::Writer& w, CommitNumber n) {
    w.put(record_of("account", "a1", "a1", {{"name", "One"}}, n), n);
    w.put(line_of("a1", "name", "Older", n), "a1");
    w.put_rights("a1", rights_of(5, "u1"), n);
    w.set_meta("epoch", "e1");
  });
  store.reset();
  store = GetParam().open(folder);
  auto reader = store->read();
  EXPECT_EQ(reader->last_commit(), number);
  EXPECT_EQ(reader->meta("epoch"), "e1");
  EXPECT_EQ(reader->record("account", "a1")->field("name")->value, "One");
  EXPECT_EQ(reader->lines("a1").size(), 1U);
  EXPECT_EQ(reader->rights("a1").size(), 1U);
  EXPECT_THAT(reader->check(), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Stores, StoreContract, ::testing::ValuesIn(implementations()),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace keybook::contract
