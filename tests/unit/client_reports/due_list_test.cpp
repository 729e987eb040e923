// The kept list of what is due today beside the same judged anew, after whatever changes.
#include <rapidcheck.h>

#include "books.h"

namespace keybook::testing {
namespace {

using base::need;
using domain::Day;

constexpr std::int64_t day_ms = 24LL * 3600 * 1000;
constexpr int accounts = 12;

// A profile that is not encrypted, so that the kept rows can be looked at.
class DueList : public ::testing::Test {
 protected:
  DueList() : client(opened()) {
    need(client.start_without_server("boss"));
    for (const auto& [grade, kind, times, period] : std::vector<std::tuple<const char*, const char*, int, const char*>>{
             {"A", "上门", 2, "quarter"}, {"A", "电话", 1, "month"}, {"B", "当面", 1, "quarter"}})
      need(client.create("visit_standard",
                         {{"label", std::string(grade) + kind},
                          {"grade", grade},
                          {"contact_kind", kind},
                          {"count", times},
                          {"period", period},
                          {"valid_from", "2020-01-01"}},
                         std::string(grade) + "-" + period));
    for (int i = 0; i < accounts; ++i)
      need(client.create("account",
                         {{"name", "客户" + std::to_string(i)},
                          {"owner", i % 2 == 0 ? "amy" : "bob"},
                          {"territory", i % 3 == 0 ? "West" : "East"},
                          {"grade", i % 3 == 1 ? "B" : "A"}},
                         "x" + std::to_string(i)));
  }
  client::Client& opened() {
    const client::Environment of_fleet = fleet.environment();
    const client::Environment plain{of_fleet.clock, of_fleet.random,  of_fleet.log, of_fleet.registry,
                                    *keys_,         of_fleet.connect, {},           {},
                                    of_fleet.pause, of_fleet.zone};
    opened_ = need(client::Client::open(fleet.folder() / "plain", plain));
    return *opened_;
  }
  [[nodiscard]] Day today() { return {static_cast<std::int32_t>(fleet.clock.wall_ms() / day_ms)}; }
  [[nodiscard]] sqlite::Database& database() {
    if (database_ == nullptr)
      database_ = need(sqlite::Database::open((fleet.folder() / "plain" / "keybook.db").string(), {}));
    return *database_;
  }
  [[nodiscard]] std::int64_t count(const std::string& sql) { return need(database().integer(sql)).value_or(-1); }
  // Judged from the records: nothing is kept, and that day is not the one of the clock.
  [[nodiscard]] Value judged(Given given) {
    given["as_of"] = today().iso();
    need(database().exec("DELETE FROM meta WHERE key = 'report_due'"));
    fleet.clock.offset_ms += 3 * day_ms;
    Value out = to_json(need(client.report("visits-due", given)));
    fleet.clock.offset_ms -= 3 * day_ms;
    EXPECT_EQ(count("SELECT count(*) FROM meta WHERE key = 'report_due'"), 0) << "nothing was kept of another day";
    return out;
  }
  [[nodiscard]] Value kept(Given given) {
    given["as_of"] = today().iso();
    return to_json(need(client.report("visits-due", given)));
  }
  [[nodiscard]] std::string some_account() const { return "x" + std::to_string(*rc::gen::inRange(0, accounts)); }
  void change();
  Fleet fleet;

 private:
  std::unique_ptr<client::platform::KeyStore> keys_ = client::platform::fixed_key_store("");
  std::unique_ptr<client::Client> opened_;
  std::unique_ptr<sqlite::Database> database_;

 protected:
  client::Client& client;
};

void DueList::change() {
  const std::string account = some_account();
  const Day day = today() - *rc::gen::inRange(-20, 500);
  const std::string at = day.iso() + "T08:00:00Z";
  const std::string grade = *rc::gen::element<std::string>("A", "B", "C");
  switch (*rc::gen::inRange(0, 9)) {
    case 0:
      static_cast<void>(client.set("account", account, {{"grade", grade}}));
      return;
    case 1:
      static_cast<void>(client.set(
          "account", account,
          {{"owner", *rc::gen::element<std::string>("amy", "bob")}, {"name", "新名" + std::to_string(day.number)}}));
      return;
    case 2:
      static_cast<void>(client.remove("account", account));
      return;
    case 3:
      static_cast<void>(client.undo());
      return;
    case 4:
      static_cast<void>(client.create("account_grade", {{"account", account},
                                                        {"grade", grade},
                                                        {"approval", "approved"},
                                                        {"valid_from", day.iso()},
                                                        {"valid_to", (day + 90).iso()}}));
      return;
    case 5:
      static_cast<void>(client.set("visit_standard", "A-quarter", {{"count", *rc::gen::inRange(1, 4)}}));
      return;
    case 6:
      fleet.clock.pass(*rc::gen::inRange(0, 40) * day_ms);
      return;
    default:
      static_cast<void>(
          client.create("visit", {{"account", account},
                                  {"subject", "s"},
                                  {"visited_at", at},
                                  {"kind", *rc::gen::element<std::string>("上门", "电话", "来访")},
                                  {"outcome", *rc::gen::element<std::string>("已见到", "未见到", "已取消")}}));
  }
}

TEST_F(DueList, WhatIsKeptIsWhatWouldBeJudgedAnew) {
  EXPECT_TRUE(rc::check([this] {
    Given given = {{"days", std::to_string(*rc::gen::inRange(0, 120))}};
    if (*rc::gen::arbitrary<bool>()) given["owner"] = "amy";
    if (*rc::gen::arbitrary<bool>()) given["grade"] = *rc::gen::element<std::string>("A", "B");
    if (*rc::gen::arbitrary<bool>()) given["territory"] = "East";
    if (*rc::gen::arbitrary<bool>()) given["top"] = "3";
    static_cast<void>(kept({}));
    for (int n = *rc::gen::inRange(1, 4); n > 0; --n) change();
    const Value now = kept(given);
    RC_ASSERT(now == judged(given));
  }));
}

TEST_F(DueList, OnlyWhatChangedIsJudgedAgain) {
  static_cast<void>(kept({}));
  const std::string rows = "SELECT count(*) FROM visit_due WHERE name = 'spoiled'";
  need(database().exec("UPDATE visit_due SET name = 'spoiled'"));
  const std::int64_t all = count(rows), of_one = count(rows + " AND account = 'x0'");
  ASSERT_GT(of_one, 0);
  need(client.create("visit", {{"account", "x0"}, {"subject", "s"}, {"visited_at", today().iso() + "T08:00:00Z"}}));
  static_cast<void>(kept({}));
  EXPECT_EQ(count(rows), all - of_one) << "the others were not";
  fleet.clock.pass(day_ms);
  static_cast<void>(kept({}));
  EXPECT_EQ(count(rows), 0) << "another day judges all of them";
}

TEST_F(DueList, OtherReportsDoNotWaitForIt) {
  static_cast<void>(need(client.report("pareto")));
  EXPECT_EQ(count("SELECT count(*) FROM sqlite_master WHERE name = 'visit_due'"), 0);
  static_cast<void>(kept({}));
  EXPECT_GT(count("SELECT count(*) FROM visit_due"), 0);
}

}  // namespace
}  // namespace keybook::testing
