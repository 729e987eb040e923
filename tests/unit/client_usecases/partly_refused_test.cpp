// A change over several account files of which one part is refused: the others are as they would be without it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::need;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class PartlyRefused : public ::testing::Test {
 protected:
  PartlyRefused() {
    need(fleet.device("bob").create("account", {{"name", "Bobs"}}, "b1"));
    need(fleet.device("bob").create("contact", {{"account", "b1"}, {"name", "His"}}, "used"));
    for (const char* account : {"a1", "a2"})
      need(fleet.device("amy").create("account", {{"name", account}, {"calls", 1}, {"remark", "old"}}, account));
    for (const char* name : {"boss", "mia"}) static_cast<void>(fleet.device(name));
    fleet.sync_all();
  }
  static client::Edit of(record::Op op, const char* type, const char* id, Value fields) {
    client::Edit edit;
    edit.op = op;
    edit.type = type;
    edit.id = id;
    edit.fields = std::move(fields);
    return edit;
  }
  // Amy cannot know that somebody else has used the id.
  client::Counter save_both() {
    return need(fleet.device("amy").save(
                    {of(record::Op::Set, "account", "a1", {{"remark", "new"}, {"calls", {{"d", "5"}}}}),
                     of(record::Op::Create, "contact", "used", {{"account", "a2"}, {"name", "Hers"}})}))
        .counter;
  }
  void take_away(const char* account) {
    client::HandoverWish wish;
    wish.accounts = {account};
    wish.to = "bob";
    wish.force = true;
    fleet.clock.pass(1000);
    static_cast<void>(need(fleet.device("mia").propose_handover(wish)));
    fleet.clock.pass(1000);
  }
  [[nodiscard]] Value on_server(const char* field) {
    const auto state = fleet.store().read()->record("account", "a1");
    const record::FieldState* held = state->field(field);
    return held == nullptr ? Value() : held->value;
  }
  void expect_sound() {
    for (const char* name : {"amy", "bob", "boss"}) EXPECT_THAT(need(fleet.device(name).check()), IsEmpty()) << name;
    EXPECT_THAT(fleet.store().read()->check(), IsEmpty());
  }
  Fleet fleet;
};

TEST_F(PartlyRefused, TheListHoldsTheRefusedPartAlone) {
  save_both();
  EXPECT_EQ(fleet.sync("amy").refused, 1);
  const auto refused = need(fleet.device("amy").refused());
  ASSERT_THAT(refused, SizeIs(1));
  EXPECT_THAT(refused[0].records, ElementsAre(std::pair<std::string, std::string>("contact", "used")));
  EXPECT_EQ(need(fleet.device("amy").standing("account", "a1")).stage, client::Stage::Confirmed);
  EXPECT_EQ(on_server("calls"), 6);
  expect_sound();
}

TEST_F(PartlyRefused, SentAgainOnlyTheRefusedPartGoesUp) {
  const auto counter = save_both();
  static_cast<void>(fleet.sync("amy"));
  fleet.sync_all();
  need(fleet.device("boss").set("account", "a1", {{"remark", "newest"}}));
  static_cast<void>(fleet.sync("boss"));
  const auto saved = need(fleet.device("amy").retry_refused(counter, {{"used", {{"name", "Mended"}}}}));
  EXPECT_THAT(saved.ids, ElementsAre("used"));
  fleet.sync_all();
  EXPECT_EQ(on_server("calls"), 6);
  EXPECT_EQ(on_server("remark"), "newest");
  const auto again = need(fleet.device("amy").refused());
  ASSERT_THAT(again, SizeIs(1));
  EXPECT_EQ(again[0].values.at("used").at("name"), "Mended");
  expect_sound();
}

TEST_F(PartlyRefused, ARestoredServerGetsTheAppliedPartAgainWithItsRankAndTheOtherNot) {
  const auto backup = fleet.back_up("before");
  const auto counter = save_both();
  static_cast<void>(fleet.sync("amy"));
  need(fleet.device("amy").drop_refused(counter));
  fleet.clock.pass(60'000);
  // Who writes after the restore has not seen it, but is later.
  fleet.restore(backup);
  need(fleet.device("boss").set("account", "a1", {{"remark", "later"}}));
  static_cast<void>(fleet.sync("boss"));
  EXPECT_EQ(on_server("calls"), 1);
  static_cast<void>(fleet.sync("amy"));
  EXPECT_EQ(on_server("calls"), 6);
  EXPECT_EQ(on_server("remark"), "later");
  fleet.sync_all();
  fleet.close_restore();
  fleet.sync_all(3);
  EXPECT_EQ(on_server("calls"), 6);
  EXPECT_EQ(on_server("remark"), "later");
  EXPECT_EQ(need(fleet.device("bob").get("contact", "used")).fields.at("name"), "His");
  EXPECT_THAT(need(fleet.device("amy").refused()), IsEmpty());
  expect_sound();
}

TEST_F(PartlyRefused, APartThatIsParkedBesideItIsFollowedByItsAuthor) {
  take_away("a1");
  const auto counter = save_both();
  const auto done = fleet.sync("amy");
  EXPECT_EQ(done.refused, 1);
  EXPECT_EQ(done.parked, 1);
  const auto own = need(fleet.device("amy").parked());
  ASSERT_THAT(own, SizeIs(1));
  EXPECT_EQ(own[0].record, "a1");
  EXPECT_EQ(own[0].fields.at("remark").value, "new");
  ASSERT_THAT(need(fleet.device("amy").refused()), SizeIs(1));
  need(fleet.device("amy").drop_refused(counter));
  static_cast<void>(fleet.sync("bob"));
  const auto waiting = need(fleet.device("bob").parked());
  ASSERT_THAT(waiting, SizeIs(1));
  need(fleet.device("bob").decide_parked(waiting[0].id, true));
  static_cast<void>(fleet.sync("amy"));
  ASSERT_THAT(need(fleet.device("amy").parked()), SizeIs(1));
  EXPECT_EQ(need(fleet.device("amy").parked())[0].state, "taken");
  EXPECT_EQ(on_server("calls"), 6);
  need(fleet.device("amy").dismiss_parked(own[0].id));
  EXPECT_THAT(need(fleet.device("amy").parked()), IsEmpty());
  expect_sound();
}

// The creation that one part builds on is another device's, which has not been back yet.
TEST_F(PartlyRefused, OfWhatARestoredServerLostThePartThatComesTooEarlyGoesUpOnceMore) {
  const auto backup = fleet.back_up("before");
  need(fleet.device("boss").create("contact", {{"account", "a2"}, {"name", "Theirs"}}, "c2"));
  fleet.sync_all();
  need(fleet.device("amy").save({of(record::Op::Set, "account", "a1", {{"calls", {{"d", "5"}}}}),
                                 of(record::Op::Set, "contact", "c2", {{"hobby", "chess"}})}));
  fleet.sync_all();
  fleet.restore(backup);
  for (int round = 0; round < 2; ++round) static_cast<void>(fleet.sync("amy"));
  EXPECT_EQ(on_server("calls"), 6);
  EXPECT_THAT(need(fleet.device("amy").refused()), IsEmpty());
  fleet.sync_all();
  fleet.close_restore();
  fleet.sync_all(3);
  EXPECT_EQ(on_server("calls"), 6);
  EXPECT_THAT(need(fleet.device("amy").refused()), IsEmpty());
  EXPECT_EQ(need(fleet.device("boss").get("contact", "c2")).fields.at("hobby"), "chess");
  expect_sound();
}

}  // namespace
}  // namespace keybook::testing
