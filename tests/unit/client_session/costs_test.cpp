// What costs as much as what it is about, and not as much as all that lies beside it: counted in rows that are read.
#include <gtest/gtest.h>

#include "base/failure.h"
#include "base/sealed_box.h"
#include "protocol/limits.h"
#include "record/codec.h"
#include "session/runner.h"
#include "session/sealing.h"

namespace keybook::client::session {
namespace {

using base::need;
using record::Value;

constexpr const char* wait_sql =
    "INSERT INTO outbox(enrolment, counter, stage, made_ms, mutation, bytes) VALUES('d1', ?, 0, 0, ?, 0)";
constexpr const char* keep_sql =
    "INSERT INTO kept(enrolment, counter, number, ranked, kept_ms, mutation, again, account) "
    "VALUES('d1', ?, 1, '', 0, ?, 0, nullif(?, ''))";

class StillClock final : public base::Clock {
 public:
  [[nodiscard]] std::int64_t wall_ms() override { return 1'760'000'000'000; }
  [[nodiscard]] std::int64_t monotonic_ms() override { return 1; }
};

// Nobody answers; what was said stays.
class Wall final : public transport::Transport {
 public:
  base::Result<transport::Reply> send(const transport::Call& call) override {
    said = call.body;
    return base::fail(base::ErrorCode::Unreachable, "a wall", {}, "");
  }
  std::string said;
};

class Costs : public ::testing::Test {
 protected:
  Costs() {
    device_.enrolment = "d1";
    device_.seal_key = keys_.open;
    auto transaction = store_->begin();
    insert_device(*store_, device_);
    for (const char* account : {"lost", "other"}) {
      record::RecordState state;
      state.type = "account";
      state.id = state.account = account;
      store_->write_shown(state, 1, nullptr);
    }
    need(transaction.commit());
  }
  static std::string mutation(const std::string& account, std::int64_t counter) {
    record::Mutation one;
    one.enrolment = "d1";
    one.counter = counter;
    one.stamp = *record::Stamp::parse("1760000000000." + std::to_string(counter) + ".d1");
    record::RecordEdit edit;
    edit.type = "account";
    edit.id = account;
    edit.fields["remark"].change.value = "x";
    one.edits.push_back(std::move(edit));
    return record::to_json(one).dump();
  }
  // The mutations from `first` on change this account, were sent, and are kept. `known`: as those of its file.
  void keep(const std::string& account, std::int64_t first, std::int64_t count, bool known = true) {
    auto transaction = store_->begin();
    for (std::int64_t counter = first; counter < first + count; ++counter)
      store::run(store_->database(), keep_sql, counter, mutation(account, counter), known ? account : "");
    need(transaction.commit());
  }
  void wait(std::int64_t first, std::int64_t count, const std::string& text) {
    auto transaction = store_->begin();
    for (std::int64_t counter = first; counter < first + count; ++counter)
      store::run(store_->database(), wait_sql, counter, text);
    need(transaction.commit());
  }
  std::int64_t steps(const std::function<void()>& act) {
    const std::int64_t before = store_->database().steps();
    act();
    return store_->database().steps() - before;
  }
  std::int64_t seal_file() {
    return steps([&] {
      auto transaction = store_->begin();
      Sealing(*store_, device_, random_, clock_.wall_ms()).file("lost");
      need(transaction.commit());
    });
  }
  std::int64_t count(const std::string& what) { return need(store_->database().integer(what)).value_or(-1); }

  schema::Registry registry_ = need(schema::Registry::builtin());
  std::unique_ptr<store::Store> store_ = need(store::Store::open({":memory:", {}, {}, true}, registry_));
  base::SystemRandom random_;
  base::NoLog log_;
  StillClock clock_;
  const base::SealKeys keys_ = base::make_seal_keys(random_);
  store::Device device_;
};

TEST_F(Costs, GivingUpAFileIsAsMuchAsWasSentOfItHoweverMuchWasSentOfOthers) {
  keep("lost", 1, 3);
  keep("other", 10, 5);
  const std::int64_t few = seal_file();
  keep("lost", 1, 3);
  keep("other", 100, 500);
  EXPECT_EQ(seal_file(), few);
  EXPECT_EQ(count("SELECT count(*) FROM kept"), 505);
  std::int64_t sealed = 0;
  auto box = store::prepared(store_->database(), "SELECT box FROM parcel WHERE account = 'lost'");
  while (store::next(box)) {
    const Value content = Value::parse(need(base::unseal(keys_, box.text(0))));
    sealed += content.dump().find("remark") == std::string::npos ? 0 : 1;
  }
  EXPECT_EQ(sealed, 2);
}

TEST_F(Costs, WorkOfWhichTheFileIsNotKnownIsLookedAtOnce) {
  keep("lost", 1, 3, false);
  keep("other", 10, 50, false);
  const std::int64_t first = seal_file();
  EXPECT_EQ(count("SELECT count(*) FROM kept"), 50);
  EXPECT_EQ(count("SELECT count(*) FROM kept WHERE account = 'other'"), 50);
  EXPECT_LT(seal_file() * 3, first);
}

TEST_F(Costs, WhatIsKeptOfARecordThatMovedLeavesWithItsNewFile) {
  record::RecordState here;
  here.type = "visit";
  here.id = "v1";
  here.account = "other";
  record::RecordState moved = here;
  moved.account = "lost";
  const auto keep_visit = [&] {
    record::Mutation one;
    one.enrolment = "d1";
    one.counter = 1;
    one.stamp = *record::Stamp::parse("1760000000000.1.d1");
    one.edits.push_back({record::Op::Set, "visit", "v1", {}, {}, {}});
    store::run(store_->database(), keep_sql, std::int64_t{1}, record::to_json(one).dump(), "other");
    EXPECT_EQ(count("SELECT count(*) FROM kept WHERE account = 'other'"), 1);
  };
  auto transaction = store_->begin();
  const std::vector<std::function<void()>> moves = {
      [&] { store_->write_shown(moved, 2, &here); },
      [&] { store_->erase_shown("visit", "v1"), store_->write_shown(moved, 2, nullptr); },
      [&] { store_->erase_file("other"), store_->write_shown(moved, 2, nullptr); },
      [&] { store_->erase_all(), store_->write_shown(moved, 2, nullptr); }};
  for (std::size_t i = 0; i < moves.size(); ++i) {
    store_->write_shown(here, 1, nullptr);
    keep_visit();
    moves[i]();
    Sealing(*store_, device_, random_, clock_.wall_ms()).file("lost");
    EXPECT_EQ(count("SELECT count(*) FROM kept"), 0) << i;
    store_->erase_file("lost");
  }
  need(transaction.commit());
}

TEST_F(Costs, AMessageReadsWhatItTakesOfTheOutboxAndCountsTheRest) {
  const auto send = [&](Wall& wall) {
    RunOptions once;
    once.attempts_max = 1;
    Runner runner(*store_, {clock_, random_, log_, wall, "boot", {}, false});
    EXPECT_FALSE(runner.run(once));
  };
  Wall wall;
  wait(1, 1, '"' + std::string(static_cast<std::size_t>(protocol::push_bytes_target), 'x') + '"');  // fills a message
  wait(2, 5, "{}");
  const std::int64_t few = steps([&] { send(wall); });
  EXPECT_NE(wall.said.find("\"q\":5,"), std::string::npos);
  wait(7, 495, "{}");
  EXPECT_EQ(steps([&] { send(wall); }), few);
  EXPECT_NE(wall.said.find("\"q\":500,"), std::string::npos);
}

}  // namespace
}  // namespace keybook::client::session
