// What an engine remembers is what the store would say.
#include "sync-server/merge/ledger.h"

#include "office.h"
#include "sync-server/merge/work.h"

namespace keybook::server::merge {
namespace {

class Remembered : public Office {
 protected:
  // Owners of all versions, as the ledger and as the store tell them: the same.
  std::string owners(const std::string& account) {
    std::string remembered, stored;
    for (std::int64_t ms = 1; ms <= 60; ++ms) {
      const std::string owner = ledger_.rights_before(account, server_stamp(ms)).owner;
      if (owner != remembered.substr(remembered.rfind(' ') + 1)) remembered += ' ' + owner;
    }
    const std::string now = ledger_.rights(account).owner;
    if (now != remembered.substr(remembered.rfind(' ') + 1)) remembered += ' ' + now;
    for (const access::FileRights& version : writer_->rights(account)) stored += ' ' + version.owner;
    EXPECT_EQ(remembered, stored);
    return remembered;
  }
  void put(std::int64_t ms, const char* owner) {
    ledger_.put_rights("a1", {server_stamp(ms), owner, {}, "上海", 0}, ++commit_);
  }

  Ledger ledger_{*writer_};
  CommitNumber commit_ = 0;
};

TEST_F(Remembered, VersionsStandInTheOrderOfTheirRanks) {
  put(20, "bo");
  EXPECT_EQ(owners("a1"), " bo");
  put(10, "amy");
  EXPECT_EQ(owners("a1"), " amy bo");
  put(30, "dee");
  put(25, "cy");
  EXPECT_EQ(owners("a1"), " amy bo cy dee");
  put(20, "eve");  // the same rank: in its place
  EXPECT_EQ(owners("a1"), " amy eve cy dee");
  EXPECT_EQ(writer_->rights("a1")[1].changed, commit_);
  EXPECT_EQ(ledger_.rights_before("a1", server_stamp(21)).changed, commit_);
  EXPECT_EQ(ledger_.verdict(user("bo"), "a1", server_stamp(22)), access::Verdict::Never);  // it was never his
  EXPECT_EQ(ledger_.rights_before("a1", server_stamp(10)).owner, "");
  EXPECT_EQ(ledger_.rights_before("a1", server_stamp(11)).owner, "amy");
  EXPECT_EQ(ledger_.rights("nothing").owner, "");
}

TEST_F(Remembered, WhoMayDoWhat) {
  using access::Verdict;
  put(10, "amy");
  put(20, "bo");
  EXPECT_EQ(ledger_.verdict(user("amy"), "a1", server_stamp(15)), Verdict::Now);
  EXPECT_EQ(ledger_.verdict(user("amy"), "a1", server_stamp(20)), Verdict::Once);
  EXPECT_EQ(ledger_.verdict(user("mia"), "a1", server_stamp(9)), Verdict::Never);
  EXPECT_EQ(ledger_.verdict(user("mia"), "a1", server_stamp(20)), Verdict::Now);
  EXPECT_EQ(ledger_.verdict(user("boss"), "nothing", server_stamp(1)), Verdict::Now);
  EXPECT_EQ(ledger_.verdict({"root", access::Role::Admin, ""}, "nothing", server_stamp(1)), Verdict::Now);
  EXPECT_EQ(ledger_.verdict({"max", access::Role::Manager, "上海"}, "a1", server_stamp(20)), Verdict::Now);
  EXPECT_EQ(ledger_.verdict({"max", access::Role::Manager, "北京"}, "a1", server_stamp(20)), Verdict::Never);
}

TEST_F(Remembered, AMergedAccountFollowsItsSurvivorFromThenOn) {
  using access::Verdict;
  put(10, "amy");
  ledger_.put_rights("a2", {server_stamp(10), "bo", {}, "", 0}, ++commit_);
  EXPECT_EQ(ledger_.survivor("a1"), "a1");
  ledger_.put_redirect("a1", "a2", server_stamp(30));
  EXPECT_EQ(ledger_.survivor("a1"), "a2");
  EXPECT_EQ(ledger_.verdict(user("amy"), "a1", server_stamp(29)), Verdict::Now);
  EXPECT_EQ(ledger_.verdict(user("amy"), "a1", server_stamp(30)), Verdict::Once);
  EXPECT_EQ(ledger_.verdict(user("bo"), "a1", server_stamp(29)), Verdict::Never);
  EXPECT_EQ(ledger_.verdict(user("bo"), "a1", server_stamp(30)), Verdict::Now);
  EXPECT_EQ(Ledger(*writer_).survivor("a1"), "a2");  // another engine reads it from the store
  ledger_.put_redirect("a1", "", server_stamp(40));
  EXPECT_EQ(ledger_.survivor("a1"), "a1");
  EXPECT_EQ(Ledger(*writer_).survivor("a1"), "a1");
  Ledger another(*writer_);  // asked nothing before it writes
  another.put_redirect("a1", "a3", server_stamp(50));
  EXPECT_EQ(another.survivor("a1"), "a3");
}

TEST_F(Remembered, ManagersSeeTheirTreeThoughARepAskedFirst) {
  put(10, "amy");
  EXPECT_EQ(ledger_.verdict(user("cy"), "a1", server_stamp(15)), access::Verdict::Never);
  EXPECT_EQ(ledger_.verdict(user("mia"), "a1", server_stamp(15)), access::Verdict::Now);
  EXPECT_EQ(ledger_.verdict(user("cy"), "a1", server_stamp(15)), access::Verdict::Never);
}

TEST_F(Remembered, StampsOfTheServerComeAfterAllOthers) {
  writer_->note_rank({5'000'000, 3, "d-amy"});
  const Stamp first = ledger_.next_stamp(now_ms), second = ledger_.next_stamp(now_ms);
  EXPECT_LT((Stamp{5'000'000, 3, "d-amy"}), first);
  EXPECT_LT(first, second);
  EXPECT_EQ(first.device, record::server_device);
  EXPECT_EQ(Ledger(*writer_).next_stamp(9'000'000).ms, 9'000'000);
}

TEST_F(Remembered, Deletes) {
  EXPECT_FALSE(ledger_.has_deletes("a1").has_value());
  ledger_.has_deletes("a1", false);
  EXPECT_EQ(ledger_.has_deletes("a1"), std::optional(false));
  ledger_.has_deletes("a1", true);
  EXPECT_EQ(ledger_.has_deletes("a1"), std::optional(true));
}

TEST(Renamed, ANameCarriesTheRecordThatItWasAddressedToUnlessItIsThisOne) {
  EXPECT_EQ(renamed("5.0.d", "a1", "a1"), "5.0.d");
  EXPECT_EQ(renamed("5.0.d", "a2", "a1"), "5.0.d/a2");
  EXPECT_EQ(renamed("5.0.d/a1", "a2", "a1"), "5.0.d");
  EXPECT_EQ(renamed("5.0.d/a3", "a2", "a1"), "5.0.d/a3");
}

}  // namespace
}  // namespace keybook::server::merge
