// What users ask of the server: plans, answers of acts, files that records left, the pool.
#include <gmock/gmock.h>

#include "base/failure.h"
#include "stores.h"

namespace keybook::contract {
namespace {

using server::storage::Plan;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST_P(StoreContract, PlansAreKeptByKindAndFoundWhenTheyAreDue) {
  auto writer = store->write();
  writer->put(Plan{"handover", "h2", 0, "two"});
  writer->put(Plan{"handover", "h1", 500, "one"});
  writer->put(Plan{"cover", "c1", 300, "cover"});
  writer->commit();
  writer = store->write();
  writer->put(Plan{"handover", "h1", 400, "one, changed"});
  writer->commit();
  auto reader = store->read();
  EXPECT_EQ(reader->plan("handover", "h1")->body, "one, changed");
  EXPECT_FALSE(reader->plan("cover", "h1"));
  ASSERT_EQ(reader->plans("handover").size(), 2U);
  EXPECT_EQ(reader->plans("handover")[1].id, "h2");
  EXPECT_EQ(reader->next_due_ms(), 300);
  EXPECT_THAT(reader->due_plans(299), IsEmpty());
  ASSERT_EQ(reader->due_plans(400).size(), 2U);
  EXPECT_EQ(reader->due_plans(400)[0].id, "c1");
}

TEST_P(StoreContract, AnAnswerOfAnActIsOfItsUserAndWrittenOnce) {
  auto writer = store->write();
  writer->put_act("amy", "1", "answer", 5);
  EXPECT_THROW(writer->put_act("amy", "1", "another", 6), base::Failure);
  writer->put_act("ben", "1", "his", 6);
  writer->commit();
  EXPECT_EQ(store->read()->act_answer("amy", "1"), "answer");
  EXPECT_EQ(store->read()->act_answer("ben", "1"), "his");
  EXPECT_FALSE(store->read()->act_answer("amy", "2"));
}

TEST_P(StoreContract, RemadeFilesAreToldAfterTheirCommitAndCountAsChanged) {
  auto writer = store->write();
  const CommitNumber first = writer->next_commit();
  writer->remake_file("a1", first);
  const CommitNumber second = writer->next_commit();
  writer->remake_file("a2", second);
  writer->commit();
  EXPECT_THAT(store->read()->remade_files(0), UnorderedElementsAre("a1", "a2"));
  EXPECT_THAT(store->read()->remade_files(first), ElementsAre("a2"));
  EXPECT_THAT(store->read()->remade_files(second), IsEmpty());
  EXPECT_THAT(store->read()->changed_files(first), ElementsAre("a2"));
}

}  // namespace
}  // namespace keybook::contract
