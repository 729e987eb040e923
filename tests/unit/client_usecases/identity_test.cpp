// What stays in a profile when its user loses a file or the device is revoked: searched byte by byte, in profiles that
// are not encrypted, so that every page can be read.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <numeric>
#include <sstream>

#include "reports/report.h"
#include "sqlite/database.h"
#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::need;

// Everything in the folder's files, names included.
std::string bytes_of(const std::filesystem::path& folder) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    all += entry.path().filename().string() + '\n';
    if (!entry.is_regular_file()) continue;
    std::ostringstream content;
    content << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    all += content.str();
  }
  return all;
}

std::string word(int n) { return "qzxjvkw" + std::to_string(n) + "w"; }

class Bytes : public ::testing::Test {
 protected:
  Bytes() : keys_(client::platform::fixed_key_store("")) {
    open();
    need(amy_->enroll("http://test", "amy", "correct horse", "amy-plain"));
    sync();
  }
  void open() {
    amy_.reset();
    const client::Environment of_fleet = fleet_.environment();
    const client::Environment plain{of_fleet.clock, of_fleet.random,  of_fleet.log, of_fleet.registry,
                                    *keys_,         of_fleet.connect, {},           {}};
    amy_ = need(client::Client::open(profile(), plain));
  }
  [[nodiscard]] std::filesystem::path profile() const { return fleet_.folder() / "plain"; }
  base::Result<client::SyncResult> sync() {
    fleet_.clock.pass(10);
    client::SyncOptions options;
    options.attempts_max = 1;
    return amy_->sync(options);
  }
  // Records of one account with a word of its own in every kind of place.
  void fill(const std::string& account, int from) {
    need(amy_->create(
        "account",
        {{"name", word(from)}, {"notes", word(from + 1)}, {"tags", {word(from + 2)}}, {"remark", word(from + 3)}},
        account));
    need(amy_->create("contact", {{"account", account}, {"name", word(from + 4)}, {"phone", "13912345678"}}));
    for (int i = 0; i < 40; ++i)
      need(amy_->create("visit", {{"account", account},
                                  {"subject", word(from + 5)},
                                  {"report", word(from + 6) + " 华东电力采购流程" + std::to_string(i)}}));
  }
  [[nodiscard]] std::vector<int> found(int from, int to) const {
    const std::string bytes = bytes_of(profile());
    std::vector<int> there;
    for (int n = from; n <= to; ++n)
      if (bytes.find(word(n)) != std::string::npos) there.push_back(n);
    return there;
  }
  // The owner of an account changes, at head office.
  void hand_over(const std::string& account, const std::string& to) {
    static_cast<void>(fleet_.sync("boss"));
    need(fleet_.device("boss").set("account", account, {{"owner", to}}));
    static_cast<void>(fleet_.sync("boss"));
    fleet_.clock.pass(10);  // what is written in the same millisecond may rank before or after it
  }

  // As the answer comes back, the remark is changed: by another window of the same profile.
  client::SyncResult sync_and_save_meanwhile(const std::string& account, const std::string& remark) {
    bool done = false;
    fleet_.after_delivery = [&](int) -> std::optional<base::Error> {
      if (std::exchange(done, true)) return std::nullopt;
      const client::Environment of_fleet = fleet_.environment();
      const client::Environment plain{of_fleet.clock, of_fleet.random,  of_fleet.log, of_fleet.registry,
                                      *keys_,         of_fleet.connect, {},           {}};
      need(need(client::Client::open(profile(), plain))->set("account", account, {{"remark", remark}}));
      return std::nullopt;
    };
    const auto result = need(sync());
    fleet_.after_delivery = nullptr;
    return result;
  }
  [[nodiscard]] bool is_parked(const std::string& account, const std::string& remark) {
    bool parked = false;
    for (const record::Line& line : fleet_.store().read()->lines(account, "remark"))
      parked |= line.state == record::LineState::Parked && line.change.value == remark;
    return parked;
  }

  Fleet fleet_;
  std::unique_ptr<client::platform::KeyStore> keys_;
  std::unique_ptr<client::Client> amy_;
};

TEST_F(Bytes, OfALostFileAreGoneAndThoseOfOthersStay) {
  fill("lost", 100);
  fill("kept", 200);
  need(sync());
  need(amy_->finish_index());
  // History, and words that only the search index still knows.
  need(amy_->set("account", "lost", {{"remark", word(110)}}));
  need(sync());
  need(amy_->set("account", "lost", {{"remark", word(111)}}));
  need(sync());
  EXPECT_FALSE(found(100, 111).empty());
  hand_over("lost", "bob");
  // Unsent, a draft, and a form that was half undone.
  need(amy_->set("account", "lost", {{"remark", word(112)}}));
  client::Draft draft;
  draft.key = "visit/new";
  draft.type = "visit";
  draft.fields = {{"account", "lost"}, {"subject", word(113)}};
  need(amy_->save_draft(draft));
  EXPECT_THAT(found(112, 113), ::testing::ElementsAre(112, 113));
  need(sync());
  EXPECT_FALSE(amy_->get("account", "lost"));
  // 112 went up with the exchange and was parked: an own late edit, whose author sees it until it is decided.
  EXPECT_THAT(found(100, 120), ::testing::ElementsAre(112));
  EXPECT_THAT(found(200, 206), ::testing::ElementsAre(200, 201, 202, 203, 204, 205, 206));
  EXPECT_THAT(need(amy_->check()), ::testing::IsEmpty());
  EXPECT_TRUE(need(amy_->search(word(205))).size() > 0);
}

// A change that the exchange did not carry is sealed, goes up with the next message, and is parked there.
// No backup of the server has it yet: it is kept, by its file.
TEST_F(Bytes, WhatIsKeptOfALostFileLeavesWithItAndThatOfOthersStays) {
  const auto kept = [&](const std::string& account) {
    const auto database = need(sqlite::Database::open((profile() / "keybook.db").string(), {}));
    return need(database->integer("SELECT count(*) FROM kept WHERE account = '" + account + "'")).value_or(-1);
  };
  for (const auto& [account, from] : {std::pair("lost", 100), std::pair("from", 200), std::pair("kept", 300)})
    fill(account, from);
  need(sync());
  for (const char* account : {"lost", "from", "kept"}) EXPECT_EQ(kept(account), 42) << account;
  need(amy_->merge_accounts("from", "kept"));
  need(sync());
  EXPECT_EQ(kept("from"), 0) << "its records lie elsewhere now";
  hand_over("lost", "bob");
  need(sync());
  EXPECT_FALSE(amy_->get("account", "lost"));
  EXPECT_THAT(found(100, 106), ::testing::IsEmpty());
  EXPECT_EQ(kept("lost"), 0);
  EXPECT_GE(kept("kept"), 42);
}

TEST_F(Bytes, WhatReportsKeepOfALostFileGoesWithIt) {
  const auto sell = [&](const std::string& account, const std::string& at) {
    need(amy_->create("account", {{"name", account}}, account));
    need(amy_->create("visit", {{"account", account}, {"visited_at", at}, {"kind", "上门"}}));
    need(amy_->create("order", {{"account", account}, {"ordered_at", at}, {"amount", "123.45"}, {"currency", "CNY"}}));
    need(amy_->create("order", {{"account", account}, {"ordered_at", "2020-01-31T23:30:00Z"}, {"currency", "CNY"}}));
  };
  need(fleet_.device("boss").create("visit_standard", {{"label", "A"},
                                                       {"grade", "A"},
                                                       {"contact_kind", "上门"},
                                                       {"count", 1},
                                                       {"period", "quarter"},
                                                       {"valid_from", "2020-01-01"}}));
  sell("lost", "2020-02-01T00:10:00Z");
  sell("kept", "2020-02-01T00:10:00Z");
  need(sync());
  static_cast<void>(fleet_.sync("boss"));
  for (const char* account : {"lost", "kept"}) need(fleet_.device("boss").set("account", account, {{"grade", "A"}}));
  static_cast<void>(fleet_.sync("boss"));
  need(sync());
  for (const char* report : {"pareto", "visits-due"}) need(amy_->report(report, {}));
  const auto kept = [&] {
    const auto database = need(sqlite::Database::open((profile() / "keybook.db").string(), {}));
    std::vector<std::int64_t> counts;
    for (const char* sql :
         {"SELECT count(*) FROM visit_days WHERE account = 'lost'",
          "SELECT count(*) FROM visit_due WHERE account = 'lost'",
          "SELECT count(*) FROM sales_fact f JOIN sales_key k ON k.n = f.account WHERE k.id = 'lost'",
          "SELECT count(*) FROM sales_month f JOIN sales_key k ON k.n = f.account WHERE k.id = 'lost'",
          "SELECT count(*) FROM sales_unread f JOIN sales_key k ON k.n = f.account WHERE k.id = 'lost'",
          "SELECT count(*) FROM sales_fact f JOIN sales_key k ON k.n = f.account WHERE k.id = 'kept'"})
      counts.push_back(need(database->integer(sql)).value_or(-1));
    return counts;
  };
  const auto before = kept();
  for (const std::int64_t count : before) EXPECT_GT(count, 0);
  hand_over("lost", "bob");
  need(sync());
  const auto after = kept();
  EXPECT_EQ(std::accumulate(after.begin(), after.end() - 1, std::int64_t{0}), 0);
  EXPECT_EQ(after.back(), before.back());
}

TEST_F(Bytes, OfWorkMadeDuringTheExchangeAreSealedAndArrive) {
  fill("lost", 100);
  need(sync());
  hand_over("lost", "bob");
  const auto result = sync_and_save_meanwhile("lost", word(130));
  EXPECT_EQ(result.round_trips, 2);
  EXPECT_THAT(found(100, 130), ::testing::IsEmpty());
  EXPECT_EQ(need(amy_->status()).pending, 0);
  EXPECT_THAT(need(amy_->check()), ::testing::IsEmpty());
  EXPECT_TRUE(is_parked("lost", word(130)));
}

// keybook-simulate --seed 30269 came upon it.
TEST_F(Bytes, OfWorkThatWasSealedArriveAgainWhereTheServerLostThem) {
  fill("lost", 160);
  need(sync());
  hand_over("lost", "bob");
  const auto backup = fleet_.back_up("before");
  static_cast<void>(sync_and_save_meanwhile("lost", word(190)));
  for (int restores = 0; restores < 2; ++restores) {
    fleet_.restore(backup);
    EXPECT_FALSE(is_parked("lost", word(190)));
    need(sync());
    EXPECT_TRUE(is_parked("lost", word(190))) << restores;
  }
  EXPECT_THAT(found(160, 190), ::testing::IsEmpty());
}

TEST_F(Bytes, OfARevokedDeviceAreGoneAndItsUnsentWorkIsAtTheServer) {
  fill("a", 100);
  need(sync());
  need(amy_->set("account", "a", {{"remark", word(140)}}));
  const std::string device = need(amy_->status()).device;
  base::NoLog log;
  const client::Environment of_fleet = fleet_.environment();
  const server::session::Ground ground{fleet_.store(), fleet_.registry(), of_fleet.clock, of_fleet.random, log};
  need(server::admin::revoke_device(ground, device));
  const auto refused = sync();
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::ErrorCode::Revoked);
  EXPECT_EQ(base::exit_status(refused.error().code), 4);
  EXPECT_THAT(found(100, 140), ::testing::IsEmpty());
  const auto parcels = need(server::admin::parcels(fleet_.store()));
  ASSERT_EQ(parcels.size(), 1u);
  EXPECT_EQ(parcels[0].unsent, 1);
  EXPECT_EQ(need(server::admin::apply_parcel(ground, parcels[0].row.id)).mutations, 1);
  EXPECT_EQ(need(server::admin::apply_parcel(ground, parcels[0].row.id)).repeated, 1);
  static_cast<void>(fleet_.sync("boss"));
  EXPECT_EQ(need(fleet_.device("boss").get("account", "a")).fields["remark"], word(140));
  EXPECT_EQ(amy_->create("account", {{"name", "x"}}).error().code, base::ErrorCode::Revoked);
}

// The server had it, and lost it before the device was revoked.
// keybook-simulate --seed 12770 came upon it.
TEST_F(Bytes, OfWhatARestoredServerLostAreSealedByARevokedDevice) {
  fill("a", 150);
  need(sync());
  const auto backup = fleet_.back_up("before");
  need(amy_->set("account", "a", {{"remark", word(151)}}));
  need(sync());
  fleet_.restore(backup);
  base::NoLog log;
  const client::Environment of_fleet = fleet_.environment();
  const server::session::Ground ground{fleet_.store(), fleet_.registry(), of_fleet.clock, of_fleet.random, log};
  need(server::admin::revoke_device(ground, need(amy_->status()).device));
  EXPECT_EQ(sync().error().code, base::ErrorCode::Revoked);
  EXPECT_THAT(found(150, 152), ::testing::IsEmpty());
  const auto parcels = need(server::admin::parcels(fleet_.store()));
  ASSERT_EQ(parcels.size(), 1u);
  EXPECT_EQ(need(server::admin::apply_parcel(ground, parcels[0].row.id)).mutations, 1);
  static_cast<void>(fleet_.sync("boss"));
  EXPECT_EQ(need(fleet_.device("boss").get("account", "a")).fields["remark"], word(151));
}

// The server has it, and no backup does: the device closes it as well, and sends it when it is enrolled again.
TEST_F(Bytes, OfWhatTheServerLosesAfterARevocationComeBackWithTheDevice) {
  fill("a", 310);
  need(sync());
  const auto backup = fleet_.back_up("before");
  need(amy_->set("account", "a", {{"remark", word(350)}}));
  need(sync());
  base::NoLog log;
  const client::Environment of_fleet = fleet_.environment();
  const auto ground = [&] {
    return server::session::Ground{fleet_.store(), fleet_.registry(), of_fleet.clock, of_fleet.random, log};
  };
  need(server::admin::revoke_device(ground(), need(amy_->status()).device));
  EXPECT_EQ(sync().error().code, base::ErrorCode::Revoked);
  EXPECT_THAT(found(310, 351), ::testing::IsEmpty());
  fleet_.restore(backup);
  EXPECT_THAT(need(server::admin::parcels(fleet_.store())), ::testing::IsEmpty());
  need(amy_->enroll("http://test", "amy", "correct horse", "amy-plain"));
  need(sync());
  const auto parcels = need(server::admin::parcels(fleet_.store()));
  ASSERT_EQ(parcels.size(), 1u);
  EXPECT_EQ(need(server::admin::apply_parcel(ground(), parcels[0].row.id)).mutations, parcels[0].unsent);
  static_cast<void>(fleet_.sync("boss"));
  EXPECT_EQ(need(fleet_.device("boss").get("account", "a")).fields["remark"], word(350));
}

// One change of two files: a part of it waits in the one, the other was applied and leaves with its file.
// keybook-simulate --seed 4654 came upon it.
TEST_F(Bytes, OfAnAppliedPartLeaveWithItsFileThoughAnotherPartIsParked) {
  need(amy_->create("account", {{"name", word(400)}}, "a"));
  need(amy_->create("account", {{"name", word(420)}}, "b"));
  need(sync());
  hand_over("a", "bob");
  std::vector<client::Edit> both;
  for (const char* id : {"a", "b"}) {
    client::Edit edit;
    edit.type = "account";
    edit.id = id;
    edit.fields = {{"remark", word(*id == 'a' ? 440 : 441)}};
    both.push_back(edit);
  }
  need(amy_->save(both));
  need(sync());
  ASSERT_EQ(need(amy_->status()).parked, 1);
  hand_over("b", "bob");
  need(sync());
  EXPECT_THAT(found(400, 442), ::testing::ElementsAre(440));
}

// A record whose creation was refused is not here; what was saved of it belongs to the lost file all the same.
TEST_F(Bytes, OfARefusedRecordLeaveWithTheFileThatItWasMadeFor) {
  fill("a", 360);
  need(sync());
  need(fleet_.device("boss").create("account", {{"name", "other"}}, "b"));
  need(fleet_.device("boss").create("contact", {{"account", "b"}, {"name", "taken"}}, "c9"));
  static_cast<void>(fleet_.sync("boss"));
  need(amy_->create("contact", {{"account", "a"}, {"name", word(390)}}, "c9"));
  need(amy_->set("contact", "c9", {{"phone", "010-4711"}, {"title", word(391)}}));
  need(sync());
  ASSERT_EQ(need(amy_->status()).refused, 2);
  hand_over("a", "bob");
  need(sync());
  EXPECT_EQ(need(amy_->status()).refused, 0);
  EXPECT_THAT(found(360, 392), ::testing::IsEmpty());
  std::string inside;
  for (const auto& parcel : need(server::admin::parcels(fleet_.store())))
    for (const auto& sealed : need(server::admin::parcel_content(fleet_.store(), parcel.row.id)).mutations)
      inside += sealed.mutation.dump();
  EXPECT_THAT(inside, ::testing::HasSubstr(word(390)));
  EXPECT_THAT(inside, ::testing::HasSubstr(word(391)));
}

// It is enrolled again, and was told nothing of the restore.
// keybook-simulate --seed 104367 came upon it.
TEST_F(Bytes, OfWhatARevokedDeviceSealedArriveAgainWhereTheServerLostThem) {
  fill("a", 210);
  need(sync());
  need(amy_->set("account", "a", {{"remark", word(250)}}));
  base::NoLog log;
  const client::Environment of_fleet = fleet_.environment();
  const auto ground = [&] {
    return server::session::Ground{fleet_.store(), fleet_.registry(), of_fleet.clock, of_fleet.random, log};
  };
  need(server::admin::revoke_device(ground(), need(amy_->status()).device));
  const auto backup = fleet_.back_up("before");
  EXPECT_EQ(sync().error().code, base::ErrorCode::Revoked);
  EXPECT_EQ(need(server::admin::parcels(fleet_.store())).size(), 1u);
  fleet_.restore(backup);
  EXPECT_EQ(need(server::admin::parcels(fleet_.store())).size(), 0u);
  need(amy_->enroll("http://test", "amy", "correct horse", "amy-plain"));
  need(sync());
  // What was not sent, and apart from it what no backup held.
  const auto parcels = need(server::admin::parcels(fleet_.store()));
  ASSERT_EQ(parcels.size(), 2u);
  std::multiset<std::int64_t> unsent;
  for (const auto& parcel : parcels) {
    const auto done = need(server::admin::apply_parcel(ground(), parcel.row.id));
    EXPECT_EQ(done.refused, 0) << done.reasons.front();
    unsent.insert(done.mutations);
  }
  EXPECT_EQ(*unsent.begin(), 1);
  static_cast<void>(fleet_.sync("boss"));
  EXPECT_EQ(need(fleet_.device("boss").get("account", "a")).fields["remark"], word(250));
}

// The account is parted again from another one: what is left must not tell how that one's values were replaced.
// keybook-simulate --seed 104635 came upon it.
TEST_F(Bytes, OfAPartedAccountAreGoneFromWhatCanBeUndone) {
  fill("a", 260);
  need(sync());
  client::Client& boss = fleet_.device("boss");
  need(boss.create("account", {{"name", word(300)}, {"short_name", word(301)}}, "b"));
  static_cast<void>(fleet_.sync("boss"));
  need(boss.merge_accounts("b", "a", Value::object()));
  need(sync());
  ASSERT_EQ(need(amy_->get("account", "a")).fields["short_name"], word(301));
  need(amy_->set("account", "a", {{"short_name", word(261)}}));
  need(sync());
  need(boss.unmerge_accounts("b"));
  need(sync());
  EXPECT_THAT(found(300, 301), ::testing::IsEmpty());
}

// Nobody told it what was taken meanwhile: it begins anew. keybook-simulate --seed 818 came upon it.
TEST_F(Bytes, OfFilesThatWereLostInALongAbsenceAreGone) {
  constexpr std::int64_t day_ms = 24LL * 3600 * 1000;
  fill("a", 310);
  need(sync());
  need(amy_->set("account", "a", {{"remark", word(330)}}));
  need(sync());
  ASSERT_THAT(found(330, 330), ::testing::ElementsAre(330));
  hand_over("a", "bob");
  client::Client& boss = fleet_.device("boss");
  need(boss.create("account", {{"name", "Gone"}}, "gone"));
  need(boss.remove("account", "gone"));
  static_cast<void>(fleet_.sync("boss"));
  fleet_.clock.pass(200 * day_ms);
  for (int round = 0; round < 3; ++round) {  // until the server has written down how far it is
    fleet_.clock.pass(3'000);
    static_cast<void>(fleet_.sync("boss"));
  }
  base::NoLog log;
  const client::Environment of_fleet = fleet_.environment();
  ASSERT_EQ(
      need(server::admin::compact({fleet_.store(), fleet_.registry(), of_fleet.clock, of_fleet.random, log})).dropped,
      1);
  need(sync());
  need(sync());
  EXPECT_FALSE(amy_->get("account", "a"));
  EXPECT_THAT(found(310, 330), ::testing::IsEmpty());
}

// Whoever reads an older state holds the log, as a disk that fails does: the next sync erases what it kept.
// keybook-simulate --seed 30070 came upon it.
TEST_F(Bytes, ThatAReaderHoldsInTheLogAreGoneAfterTheNextSync) {
  fill("a", 310);
  need(sync());
  hand_over("a", "bob");
  {
    auto reader =
        need(sqlite::Database::open((profile() / "keybook.db").string(), {.mode = sqlite::OpenMode::ReadOnly}));
    need(reader->exec("BEGIN"));
    ASSERT_TRUE(need(reader->integer("SELECT count(*) FROM r_account")));
    need(sync());
    EXPECT_FALSE(amy_->get("account", "a"));
    ASSERT_THAT(found(310, 316), ::testing::Not(::testing::IsEmpty())) << "the reader holds nothing";
  }
  need(sync());
  EXPECT_THAT(found(310, 316), ::testing::IsEmpty());
}

// A lost answer leaves a token unused, and nobody is taken for a copy.
TEST_F(Bytes, ALostAnswerIsNoCopy) {
  const std::string device = need(amy_->status()).device;
  for (int round = 0; round < 4; ++round) {
    need(amy_->create("account", {{"name", word(round)}}));
    fleet_.after_delivery = [](int) { return base::Error{base::ErrorCode::Unreachable, "cut", {}, {}}; };
    EXPECT_FALSE(sync());
    EXPECT_FALSE(sync());
    fleet_.after_delivery = nullptr;
    need(sync());
  }
  EXPECT_EQ(need(amy_->status()).device, device);
}

}  // namespace
}  // namespace keybook::testing
