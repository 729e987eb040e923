// Digests of account files, and how many records they have: always those of the records that are there.
#include <gmock/gmock.h>

#include "stores.h"

namespace keybook::contract {
namespace {

using ::testing::IsEmpty;

class Sums : public StoreContract {
 protected:
  // Counted from the records themselves, in a snapshot.
  void expect_right() {
    auto reader = store->read();
    std::int64_t all = 0;
    for (const auto& [account, sum] : reader->file_sums()) {
      record::Sum counted = 0;
      std::int64_t records = 0;
      reader->changed_records(account, 0, [&](record::RecordState&& state, CommitNumber) {
        counted ^= record::sum_of(state);
        records += state.deleted ? 0 : 1;
        return true;
      });
      EXPECT_EQ(sum, counted) << account;
      EXPECT_EQ(reader->file_sum(account), counted) << account;
      EXPECT_EQ(reader->file_records(account), records) << account;
      all += records;
    }
    EXPECT_EQ(reader->all_records(), all);
    EXPECT_THAT(reader->check(), IsEmpty());
  }
};

TEST_P(Sums, FollowCreationChangeMoveAndDeletion) {
  add("user", "u1", "", {{"name", "One"}});
  expect_right();
  add("user", "u1", "", {{"name", "Uno"}});
  expect_right();
  commit([](storage::Writer& writer, CommitNumber n) {
    for (const char* account : {"a1", "a2"}) {
      writer.put(record_of("account", account, account, {{"name", account}}, n), n);
      writer.put_rights(account, rights_of(n, "u1"), n);
    }
    writer.put(record_of("visit", "v1", "a1", {{"subject", "Visit"}}, n), n);
  });
  expect_right();
  const record::Sum before = store->read()->file_sum("a1");
  commit([](storage::Writer& writer, CommitNumber n) {
    writer.put(record_of("visit", "v1", "a2", {{"subject", "Visit"}}, n), n);
  });
  expect_right();
  EXPECT_NE(store->read()->file_sum("a1"), before);
  EXPECT_EQ(store->read()->file_records("a2"), 2);
  commit([](storage::Writer& writer, CommitNumber n) {
    record::RecordState gone = record_of("visit", "v1", "a2", {{"subject", "Visit"}}, n);
    gone.deleted = gone.has_deletes = true;
    writer.put(gone, n);
  });
  expect_right();
  EXPECT_EQ(store->read()->file_records("a2"), 1);
}

TEST_P(Sums, FollowSavepoints) {
  add("user", "u1", "", {{"name", "One"}});
  commit([](storage::Writer& writer, CommitNumber n) {
    writer.put(record_of("user", "u2", "", {{"name", "Two"}}, n), n);
    writer.savepoint();
    writer.put(record_of("user", "u1", "", {{"name", "Lost"}}, n), n);
    writer.put(record_of("user", "u3", "", {{"name", "Lost"}}, n), n);
    writer.rollback_to_savepoint();
    writer.savepoint();
    writer.put(record_of("user", "u3", "", {{"name", "Three"}}, n), n);
    writer.savepoint();
    writer.put(record_of("user", "u3", "", {{"name", "Lost"}}, n), n);
    static_cast<void>(writer.changed_files(0));
    writer.rollback_to_savepoint();
    writer.put(record_of("user", "u1", "", {{"name", "Uno"}}, n), n);
    writer.release();
  });
  expect_right();
  EXPECT_EQ(store->read()->file_records(""), 3);
}

INSTANTIATE_TEST_SUITE_P(Stores, Sums, ::testing::ValuesIn(implementations()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace keybook::contract
