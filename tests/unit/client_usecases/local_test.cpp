// What works without any server: saving, queries, search, drafts, bad input.
#include <gtest/gtest.h>

#include <sstream>

#include "support/fleet/fleet.h"

namespace keybook::testing {
namespace {

using base::ErrorCode;
using base::need;

class Local : public ::testing::Test {
 protected:
  Local() : client(fleet.device("boss")) {
    need(client.create("account",
                       {{"name", "重庆江北机械厂"},
                        {"code", "C-1"},
                        {"phone", "023-67890123"},
                        {"grade", "A"},
                        {"industry", "制造业"},
                        {"annual_purchase", "1200.50"},
                        {"notes", "总经理姓单"}},
                       "a1"));
    need(client.create("account",
                       {{"name", "华东电力集团"},
                        {"code", "C-2"},
                        {"grade", "B"},
                        {"annual_purchase", "90"},
                        {"tags", {"重点", "电力"}}},
                       "a2"));
    need(client.create("account", {{"name", "ABB 中国"}, {"code", "C-3"}, {"grade", "金牌"}}, "a3"));
    need(client.create("contact", {{"account", "a1"}, {"name", "陈强"}, {"mobile", "13800138000"}}, "c1"));
    need(client.create("visit",
                       {{"account", "a1"},
                        {"subject", "季度拜访"},
                        {"visited_at", "2026-03-01T09:00:00Z"},
                        {"report", "谈了变压器的备件"}},
                       "v1"));
  }
  std::vector<std::string> found(const std::string& text, const std::vector<std::string>& types = {"account"}) {
    std::vector<std::string> ids;
    for (const auto& hit : need(client.search(text, types))) ids.push_back(hit.id);
    return ids;
  }
  ErrorCode code_of(const base::Result<client::Saved>& result) {
    return result ? ErrorCode::Internal : result.error().code;
  }

  Fleet fleet;
  client::Client& client;
};

using Ids = std::vector<std::string>;

TEST_F(Local, SearchFindsOneTwoAndMoreCharacters) {
  EXPECT_EQ(found("电"), Ids{"a2"});
  EXPECT_EQ(found("电力"), Ids{"a2"});
  EXPECT_EQ(found("江北机械"), Ids{"a1"});
  EXPECT_EQ(found("力电"), Ids{});
  EXPECT_EQ(found("江北 C-1"), Ids{"a1"});
  EXPECT_EQ(found("备件", {"visit"}), Ids{"v1"});
}

TEST_F(Local, SearchFindsBySoundPhoneCodeAndBeginnings) {
  EXPECT_EQ(found("cq"), Ids{"a1"});
  EXPECT_EQ(found("zqjb"), Ids{"a1"});
  EXPECT_EQ(found("chongqing"), Ids{"a1"});
  EXPECT_EQ(found("dianli"), Ids{"a2"});
  EXPECT_EQ(found("8000", {"contact"}), Ids{"c1"});
  EXPECT_EQ(found("138-0013", {"contact"}), Ids{"c1"});
  EXPECT_EQ(found("c-2"), Ids{"a2"});
  EXPECT_EQ(found("ab"), Ids{"a3"});
}

TEST_F(Local, SearchFollowsEveryChange) {
  need(client.set("account", "a2", {{"name", "华南水泥"}}));
  EXPECT_EQ(found("电力集"), Ids{});
  EXPECT_EQ(found("水泥"), Ids{"a2"});
  need(client.remove("account", "a2"));
  EXPECT_EQ(found("水泥"), Ids{});
  need(client.restore("account", "a2"));
  EXPECT_EQ(found("水泥"), Ids{"a2"});
  EXPECT_EQ(found("\"' OR * NEAR("), Ids{});
}

TEST_F(Local, QueriesFilterAndSort) {
  client::Query query;
  query.type = "account";
  query.filters = {{"annual_purchase", client::Filter::Op::Greater, {"100"}}};
  EXPECT_EQ(need(client.ids(query)), Ids{"a1"});
  query.filters = {{"tags", client::Filter::Op::Equal, {"重点"}}};
  EXPECT_EQ(need(client.ids(query)), Ids{"a2"});
  query.filters = {{"grade", client::Filter::Op::In, {"A", "金牌"}}};
  query.order = {{"grade", false}};
  EXPECT_EQ(need(client.ids(query)), (Ids{"a3", "a1"})) << "choices in the order of their declaration";
  query.filters.clear();
  query.order = {{"title", false}};
  EXPECT_EQ(need(client.ids(query)), (Ids{"a1", "a2", "a3"})) << "Chinese by pinyin, then Latin";
  query.order = {{"annual_purchase", true}};
  EXPECT_EQ(need(client.ids(query)), (Ids{"a1", "a2", "a3"}));
  query.limit = 1;
  query.offset = 1;
  EXPECT_EQ(need(client.ids(query)), Ids{"a2"});
  EXPECT_EQ(need(client.count(query)), 3);
  EXPECT_EQ(need(client.sum(query, "annual_purchase")), "1290.50");
  query.filters = {{"nonsense", client::Filter::Op::Equal, {"1"}}};
  EXPECT_EQ(client.ids(query).error().code, ErrorCode::UnknownField);
  client::Query visits;
  visits.type = "visit";
  visits.filters = {{"account", client::Filter::Op::Equal, {"account:code=C-1"}}};
  EXPECT_EQ(need(client.ids(visits)), Ids{"v1"});
}

TEST_F(Local, BadInputNamesRecordFieldAndRemedyAndChangesNothing) {
  const auto before = need(client.digest()).sha256;
  EXPECT_EQ(code_of(client.create("nonsense", Value::object())), ErrorCode::UnknownType);
  EXPECT_EQ(code_of(client.set("account", "a1", {{"colour", "red"}})), ErrorCode::UnknownField);
  EXPECT_EQ(code_of(client.set("account", "zzz", {{"name", "x"}})), ErrorCode::UnknownRecord);
  EXPECT_EQ(code_of(client.set("account", "a1", {{"name", nullptr}})), ErrorCode::NotValid);
  EXPECT_EQ(code_of(client.set("account", "a1", {{"annual_purchase", "many"}})), ErrorCode::NotValid);
  EXPECT_EQ(code_of(client.set("account", "a1", {{"name", std::string("half \xE5\x8D")}})), ErrorCode::NotValid);
  EXPECT_EQ(code_of(client.create("account", {{"code", "no name"}})), ErrorCode::NotValid);
  EXPECT_EQ(code_of(client.create("visit", {{"subject", "no account"}})), ErrorCode::NotValid);
  EXPECT_EQ(code_of(client.create("contact", {{"account", "nowhere"}, {"name", "x"}})), ErrorCode::UnknownRecord);
  EXPECT_EQ(code_of(client.create("contact", {{"account", "account:code=X"}, {"name", "x"}})),
            ErrorCode::UnknownRecord);
  const auto error = client.set("account", "a1", {{"annual_purchase", "many"}}).error();
  EXPECT_EQ(error.where.record, "a1");
  EXPECT_EQ(error.where.field, "annual_purchase");
  EXPECT_FALSE(error.remedy.empty());
  EXPECT_EQ(need(client.digest()).sha256, before);
}

TEST_F(Local, AnAtomicBatchIsAllOrNothing) {
  const auto before = need(client.digest()).sha256;
  std::istringstream bad(
      "{\"op\":\"new\",\"type\":\"account\",\"id\":\"n1\",\"fields\":{\"name\":\"N\"}}\n\n{\"op\":\"set\",\"type\":"
      "\"account\",\"id\":\"n1\",\"fields\":{\"colour\":1}}\n");
  const auto failed = client.apply_lines(bad, true, "batch");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().where.line, 3);
  EXPECT_EQ(need(client.digest()).sha256, before);
  std::istringstream good(
      "{\"op\":\"new\",\"type\":\"order\",\"id\":\"o1\",\"fields\":{\"account\":\"a1\",\"number\":\"N1\"}}\n{\"op\":"
      "\"new\",\"type\":\"order_line\",\"id\":\"l1\",\"fields\":{\"order\":\"o1\",\"quantity\":\"2\"}}\n");
  EXPECT_EQ(need(client.apply_lines(good, true, "batch")), 2);
  EXPECT_EQ(need(client.get("order_line", "l1")).account, "a1");
}

// A rule that looks at what was written finds the fault late: nothing of the line may stay.
TEST_F(Local, ABatchKeepsWhatCameBeforeTheLineThatBreaksARule) {
  std::istringstream lines(
      "{\"op\":\"new\",\"type\":\"account\",\"id\":\"n1\",\"fields\":{\"name\":\"N\",\"parent\":\"a1\"}}\n"
      "{\"op\":\"set\",\"type\":\"account\",\"id\":\"a1\",\"fields\":{\"parent\":\"n1\"}}\n");
  const std::int64_t before = need(client.status()).pending;
  const auto failed = client.apply_lines(lines, false, "batch");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().where.line, 2);
  EXPECT_EQ(need(client.status()).pending, before + 1);
  EXPECT_EQ(need(client.get("account", "n1")).fields.at("parent"), "a1");
  EXPECT_EQ(need(client.get("account", "a1")).fields.value("parent", Value()), Value());
  EXPECT_TRUE(need(client.check()).empty());
}

TEST_F(Local, DraftsSurviveTheEndOfTheProgram) {
  client::Draft draft;
  draft.key = "account/a1";
  draft.type = "account";
  draft.id = "a1";
  draft.fields = {{"name", "half a na"}};
  draft.seen = need(client.open_record("account", "a1")).seen;
  need(client.save_draft(draft));
  fleet.close("boss");
  const auto kept = need(fleet.device("boss").draft("account/a1"));
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->fields["name"], "half a na");
  EXPECT_EQ(kept->seen->counter, draft.seen->counter);
  need(fleet.device("boss").discard_draft("account/a1"));
  EXPECT_TRUE(need(fleet.device("boss").drafts()).empty());
}

TEST_F(Local, TimelineShowsTheNewestFirst) {
  need(client.create("visit", {{"account", "a1"}, {"subject", "下次"}, {"planned_for", "2026-06-01T09:00:00Z"}}, "v2"));
  const auto timeline = need(client.timeline("a1"));
  ASSERT_GE(timeline.size(), 2u);
  EXPECT_EQ(timeline[0].record.id, "v2");
  EXPECT_EQ(timeline[1].record.id, "v1");
}

TEST_F(Local, ASecondClientOnTheSameProfileSeesAndWrites) {
  const auto folder = fleet.folder() / "device-bossboss";
  auto second = client::Client::open(folder, fleet.environment());
  ASSERT_TRUE(second) << second.error().text();
  EXPECT_FALSE(need((*second)->get("account", "a1")).deleted);
  static_cast<void>(client.changed());
  EXPECT_FALSE(client.changed());
  need((*second)->set("account", "a1", {{"phone", "1"}}));
  EXPECT_TRUE(client.changed());
  need(client.set("account", "a1", {{"website", "https://x.example"}}));
  EXPECT_EQ(need((*second)->get("account", "a1")).fields["website"], "https://x.example");
  EXPECT_EQ(need(client.get("account", "a1")).fields["phone"], "1");
}

// What waits is no damage: of an account file that is all here, the shadow holds only what is being edited.
TEST_F(Local, CheckIsContentWithAnEditOfAChildThatWaits) {
  static_cast<void>(fleet.sync("boss"));
  need(client.set("contact", "c1", {{"title", "经理"}}));
  EXPECT_TRUE(need(client.check()).empty());
}

}  // namespace
}  // namespace keybook::testing
