// The server's own transactions: fields, rights, handovers, records of its own making.
#include <algorithm>

#include "office.h"

namespace keybook::server::merge {
namespace {

using base::ErrorCode;
using record::LineState;
using record::Op;
using Names = std::vector<std::string>;

class Transactions : public Office {
 protected:
  Transactions() { commit("amy", 10, {account("a1")}); }

  template <class Event>
  void run(const Event& event, std::int64_t ms) {
    engine_->commit(event, server_stamp(ms), now_ms);
    EXPECT_FALSE(writer_->highest_rank(writer_->last_commit()) < server_stamp(ms));  // nobody dates an edit before it
  }
  template <class Event>
  ErrorCode error_of(const Event& event) {
    try {
      engine_->commit(event, server_stamp(900), now_ms);
    } catch (const base::Failure& failure) {
      EXPECT_FALSE(failure.error().message.empty());
      return failure.error().code;
    }
    return ErrorCode::Internal;
  }
  static ServerSet set_of(const char* record, const char* unit, record::Value value, const char* by = "boss") {
    ServerSet event{"account", record, {}, by, ""};
    event.fields[unit].change = put(std::move(value));
    return event;
  }
  access::FileRights rights(const char* account = "a1") { return writer_->rights(account).back(); }
  record::OriginPtr head(const char* type, const char* id, const char* unit) {
    return state(type, id).field(unit)->heads.back().origin;
  }
};

TEST_F(Transactions, AreInTheNameOfWhoStandsBehindThem) {
  run(set_of("a1", "name", "Mine"), 100);
  EXPECT_EQ(head("account", "a1", "name")->user, "boss");
  EXPECT_TRUE(head("account", "a1", "name")->by_person);
  EXPECT_EQ(head("account", "a1", "name")->committed_ms, now_ms);
  EXPECT_EQ(head("account", "a1", "name")->commit, writer_->last_commit());
  EXPECT_EQ(head("account", "a1", "name")->addressed, "");
  run(set_of("a1", "name", "Job's", ""), 110);
  EXPECT_EQ(head("account", "a1", "name")->user, record::server_device);
  EXPECT_FALSE(head("account", "a1", "name")->by_person);
}

TEST_F(Transactions, AJobDoesNotKeepADeletedAccountAndAPersonDoes) {
  commit("amy", 20, {record::RecordEdit{Op::Delete, "account", "a1", "", {}, all("amy")}});
  run(set_of("a1", "name", "Job's", ""), 100);
  EXPECT_TRUE(state("account", "a1").deleted);
  run(set_of("a1", "name", "Mine"), 110);
  EXPECT_FALSE(state("account", "a1").deleted);
  EXPECT_TRUE(state("account", "a1").kept);
}

TEST_F(Transactions, OnlyFieldsThatDecideRightsMakeANewVersion) {
  run(set_of("a1", "name", "Two"), 100);
  EXPECT_EQ(writer_->rights("a1").size(), 1U);
  run(set_of("a1", "territory", "华东"), 110);
  ASSERT_EQ(writer_->rights("a1").size(), 2U);
  EXPECT_EQ(rights().territory, "华东");
  EXPECT_EQ(rights().owner, "amy");
  EXPECT_EQ(rights().rank, server_stamp(110));
  EXPECT_EQ(rights().changed, writer_->last_commit());
  run(set_of("a1", "team", {"bo", "cy"}), 120);
  EXPECT_EQ(rights().team, (Names{"bo", "cy"}));
  run(set_of("a1", "owner", nullptr), 130);
  EXPECT_EQ(rights().owner, "");
  EXPECT_EQ(rights().team, (Names{"bo", "cy"}));
}

TEST_F(Transactions, AGrantIsOnceAndARevocationEndsIt) {
  run(Grant{"a1", "cy"}, 100);
  run(Grant{"a1", "bo"}, 110);
  run(Grant{"a1", "cy"}, 120);
  EXPECT_EQ(rights().team, (Names{"bo", "cy"}));
  EXPECT_EQ(rights().rank, server_stamp(120));
  EXPECT_EQ(value("account", "a1", "team"), record::Value({"bo", "cy"}));
  run(Revoke{"a1", "bo"}, 130);
  EXPECT_EQ(rights().team, Names{"cy"});
  EXPECT_EQ(value("account", "a1", "team"), record::Value({"cy"}));
}

TEST_F(Transactions, AHandoverChangesOwnerAndTeam) {
  run(Grant{"a1", "bo"}, 90);
  run(Handover{"a1", "bo", false, "mia"}, 100);
  EXPECT_EQ(rights().owner, "bo");
  EXPECT_TRUE(rights().team.empty());  // the owner is no member of the team
  EXPECT_EQ(value("account", "a1", "owner"), "bo");
  EXPECT_EQ(value("account", "a1", "team"), record::Value::array());
  run(Handover{"a1", "cy", true, "mia"}, 110);
  EXPECT_EQ(rights().team, Names{"bo"});  // the predecessor stays
  EXPECT_EQ(value("account", "a1", "team"), record::Value({"bo"}));
  run(Handover{"a1", "", true, "mia"}, 120);
  EXPECT_EQ(rights().owner, "");
  EXPECT_EQ(rights().team, (Names{"bo", "cy"}));
  EXPECT_EQ(value("account", "a1", "owner"), nullptr);
  EXPECT_EQ(value("account", "a1", "team"), record::Value({"bo", "cy"}));
  run(Handover{"a1", "dee", true, "mia"}, 130);  // out of the pool: there is no predecessor
  EXPECT_EQ(rights().owner, "dee");
  EXPECT_EQ(rights().team, (Names{"bo", "cy"}));
  run(Handover{"a1", "dee", true, "mia"}, 140);  // to who has it
  EXPECT_EQ(rights().team, (Names{"bo", "cy"}));
}

TEST_F(Transactions, ATeamIsInOrderAndWithoutTheOwner) {
  run(Grant{"a1", "bo"}, 90);
  run(Grant{"a1", "amy"}, 91);
  run(Handover{"a1", "cy", true, "mia"}, 100);
  EXPECT_EQ(rights().team, (Names{"amy", "bo"}));
  run(Grant{"a1", "cy"}, 110);
  run(Handover{"a1", "dee", false, "mia"}, 120);
  EXPECT_EQ(rights().team, (Names{"amy", "bo"}));  // who gave it away is not in it by another way
}

TEST_F(Transactions, AHandoverKeepsADeletedAccount) {
  commit("amy", 20, {record::RecordEdit{Op::Delete, "account", "a1", "", {}, all("amy")}});
  run(Handover{"a1", "bo", false, "mia"}, 100);
  EXPECT_FALSE(state("account", "a1").deleted);
}

TEST_F(Transactions, RightsAreOfAccountsAlone) {
  commit("amy", 11, {visit("v1", "a1")});
  EXPECT_EQ(error_of(Grant{"v1", "bo"}), ErrorCode::UnknownRecord);
  EXPECT_EQ(error_of(Handover{"v1", "bo", false, "mia"}), ErrorCode::UnknownRecord);
  EXPECT_EQ(error_of(Handover{"nothing", "bo", false, "mia"}), ErrorCode::UnknownRecord);
  EXPECT_EQ(error_of(set_of("nothing", "name", "x")), ErrorCode::UnknownRecord);
}

// ---- children that the server moves

TEST_F(Transactions, AChildMovesWithEverythingBelowItAndNothingElse) {
  commit("amy", 11, {account("a2", "Two")});
  commit("amy", 12, {visit("v1", "a1")});
  commit("amy", 13, {visit("v2", "a1")});
  for (const auto& [id, under] : {std::pair{"l1", "v1"}, {"l2", "v2"}}) {
    record::RecordEdit line{Op::Create, "line", id, "a1", {}, {}};
    line.fields["visit"].change = put(under);
    commit("amy", 14, {line});
  }
  commit("amy", 15, {set("visit", "v1", "name", "Renamed", all("amy"))});
  ServerSet move{"visit", "v1", {}, "mia", ""};
  move.fields["account"] = {put("a2"), all("amy")};
  run(move, 100);
  EXPECT_EQ(state("visit", "v1").account, "a2");
  EXPECT_EQ(state("line", "l1").account, "a2");
  EXPECT_EQ(state("visit", "v2").account, "a1");
  EXPECT_EQ(state("line", "l2").account, "a1");
  EXPECT_EQ(state("visit", "v1").rebuilt, writer_->last_commit());
  EXPECT_EQ(state("line", "l1").rebuilt, writer_->last_commit());
  EXPECT_EQ(writer_->members("a2").size(), 3U);
  EXPECT_EQ(writer_->members("a1").size(), 3U);
  EXPECT_TRUE(state("visit", "v1").home.empty());
  const CommitNumber before = writer_->last_commit();
  run(move, 110);  // it is there already
  EXPECT_TRUE(writer_->remade_files(before).empty());
  Names sent;
  writer_->changed_lines("a2", 0, [&](record::Line&& line) {
    sent.push_back(line.record + '.' + line.unit);
    return true;
  });
  EXPECT_NE(std::find(sent.begin(), sent.end(), "v1.name"), sent.end());  // its history came along
  move.fields["account"] = {put(nullptr), all("amy")};
  run(move, 120);  // below nothing: it stays where it is
  EXPECT_EQ(state("visit", "v1").account, "a2");
}

TEST_F(Transactions, AChildOfAMergedAccountHasItsHomeThere) {
  commit("amy", 11, {account("a2", "Two")});
  commit("amy", 11, {account("a3", "Three")});
  commit("amy", 12, {visit("v1", "a3")});
  run(MergeAccounts{"a2", "a1", {}, "boss"}, 100);
  ServerSet move{"visit", "v1", {}, "mia", ""};
  move.fields["account"] = {put("a2"), all("amy")};
  run(move, 110);
  EXPECT_EQ(state("visit", "v1").account, "a1");
  EXPECT_EQ(state("visit", "v1").home, "a2");
}

// ---- requests

TEST_F(Transactions, AGrantedRequestIsThatOneAlone) {
  commit("amy", 20, {set("account", "a1", "grade", "A", all("amy"))});
  commit("amy", 21, {set("account", "a1", "grade", "B", all("amy"))});
  ServerSet grant = set_of("a1", "grade", "B", "mia");
  grant.request = "21.0.d-amy";
  run(grant, 100);
  EXPECT_EQ(line_states("a1", "grade"), (std::vector<LineState>{LineState::Request, LineState::Granted}));
  EXPECT_EQ(writer_->lines("a1", "grade")[1].decided_by, "mia");
  run(set_of("a1", "grade", "C", "mia"), 110);  // in answer to nothing
  const auto left = line_states("a1", "grade");
  EXPECT_EQ(std::count(left.begin(), left.end(), LineState::Request), 1);
}

TEST_F(Transactions, OfSeveralFieldsThoseAreRefusedThatAreNamed) {
  auto wish = set("account", "a1", "grade", "A", all("amy"));
  wish.fields["territory"] = {put("华东"), all("amy")};
  commit("amy", 20, {wish});
  run(RefuseRequest{"a1", "20.0.d-amy", {"grade"}, false, "mia"}, 100);
  EXPECT_EQ(line_states("a1", "grade"), std::vector<LineState>{LineState::Declined});
  EXPECT_EQ(line_states("a1", "territory"), std::vector<LineState>{LineState::Request});
  run(RefuseRequest{"a1", "21.0.d-amy", {}, true, "mia"}, 110);  // another request
  EXPECT_EQ(line_states("a1", "territory"), std::vector<LineState>{LineState::Request});
  run(RefuseRequest{"a1", "20.0.d-amy", {}, true, "boss"}, 120);
  EXPECT_EQ(line_states("a1", "territory"), std::vector<LineState>{LineState::Declined});
  EXPECT_EQ(writer_->lines("a1", "grade")[0].decided_by, "mia");  // the first decision stands
}

TEST_F(Transactions, ARefusalMaySayWhy) {
  commit("amy", 20, {set("account", "a1", "grade", "A", all("amy"))});
  commit("amy", 21, {set("account", "a1", "grade", "B", all("amy"))});
  run(RefuseRequest{"a1", "20.0.d-amy", {}, true, "mia", "not this year"}, 100);
  run(RefuseRequest{"a1", "21.0.d-amy", {}, true, "mia"}, 110);
  const auto lines = writer_->lines("a1", "grade");
  EXPECT_EQ(lines[0].origin->note, "not this year");
  EXPECT_EQ(lines[0].origin->user, "amy");
  EXPECT_EQ(lines[1].origin->note, "");
}

TEST_F(Transactions, WhatSomebodyAsksForWaitsInTheFile) {
  run(Ask{"a1", "grade", put("A"), "cy"}, 100);
  EXPECT_EQ(value("account", "a1", "grade"), "(not written)");
  const auto lines = writer_->lines("a1", "grade");
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].state, LineState::Request);
  EXPECT_EQ(lines[0].origin->user, "cy");
  EXPECT_EQ(lines[0].change.value, "A");
  EXPECT_EQ(lines[0].changed, writer_->last_commit());
  ServerSet grant = set_of("a1", "grade", "A", "mia");
  grant.request = server_stamp(100).text();
  run(grant, 110);
  EXPECT_EQ(line_states("a1", "grade"), std::vector<LineState>{LineState::Granted});
}

// ---- records of its own making

TEST_F(Transactions, MakesRecordsWithTheirRights) {
  engine_->create("account", "b1", {{"name", "Made"}, {"owner", "bo"}, {"amount", "1.50"}}, server_stamp(50), now_ms);
  EXPECT_EQ(value("account", "b1", "name"), "Made");
  EXPECT_EQ(value("account", "b1", "credit"), (record::Value{{"amount", "1.50"}, {"currency", nullptr}}));
  EXPECT_EQ(state("account", "b1").account, "b1");
  EXPECT_EQ(rights("b1").owner, "bo");
  EXPECT_EQ(rights("b1").rank, server_stamp(50));
  EXPECT_EQ(writer_->visible_files(user("bo")), Names{"b1"});
  EXPECT_EQ(head("account", "b1", "name")->user, record::server_device);
  EXPECT_TRUE(head("account", "b1", "name")->by_person);
  engine_->create("product", "p1", {{"name", "Pump"}}, server_stamp(2'000'000), now_ms);
  EXPECT_FALSE(writer_->highest_rank(writer_->last_commit()) < server_stamp(2'000'000));
}

TEST_F(Transactions, MakesAChildBelowItsAccount) {
  engine_->create("visit", "v9", {{"account", "a1"}, {"tags", {"b", "a"}}, {"calls", 3}}, server_stamp(50), now_ms);
  EXPECT_EQ(state("visit", "v9").account, "a1");
  EXPECT_EQ(value("visit", "v9", "tags"), record::Value({"a", "b"}));
  EXPECT_EQ(value("visit", "v9", "calls"), 3);
  EXPECT_EQ(writer_->rights("a1").size(), 1U);
}

TEST_F(Transactions, ANewRecordGetsTheDefaultsOfItsType) {
  engine_->create("product", "p8", {{"name", "Valve"}}, server_stamp(50), now_ms);
  EXPECT_EQ(value("product", "p8", "unit"), "piece");
  EXPECT_EQ(value("product", "p8", "state"), "new");
  engine_->create("product", "p9", {{"unit", "kg"}, {"state", nullptr}}, server_stamp(51), now_ms);
  EXPECT_EQ(value("product", "p9", "unit"), "kg");
  EXPECT_EQ(value("product", "p9", "state"), record::Value()) << "left empty on purpose";
}

TEST_F(Transactions, WhatCannotBeMadeIsRefused) {
  const auto error = [&](const char* type, const char* id, const std::map<std::string, record::Value>& fields) {
    try {
      engine_->create(type, id, fields, server_stamp(50), now_ms);
    } catch (const base::Failure& failure) {
      return failure.error().code;
    }
    return ErrorCode::Internal;
  };
  EXPECT_EQ(error("spaceship", "s1", {}), ErrorCode::UnknownType);
  EXPECT_EQ(error("account", "a1", {{"name", "Again"}}), ErrorCode::NotValid);
  EXPECT_EQ(error("account", "b1", {{"nothing", "x"}}), ErrorCode::UnknownField);
  EXPECT_EQ(error("account", "b1", {{"rating", 9}}), ErrorCode::NotValid);
  EXPECT_EQ(error("visit", "v9", {{"name", "x"}}), ErrorCode::NotValid);
  EXPECT_EQ(error("visit", "v9", {{"account", "nothing"}}), ErrorCode::NotValid);
  EXPECT_FALSE(writer_->known("b1"));
}

}  // namespace
}  // namespace keybook::server::merge
