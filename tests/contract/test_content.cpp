// What can be asked: records, natural keys, the feed, rights, users, devices, outcomes.
#include <gmock/gmock.h>

#include "stores.h"

namespace keybook::contract {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class Content : public StoreContract {};

TEST_P(Content, ARecordComesBackAsItWasPut) {
  const CommitNumber number = add("account", "a1", "a1", {{"name", "华东电力"}, {"code", "K-17"}});
  auto reader = store->read();
  const auto state = reader->record("account", "a1");
  ASSERT_TRUE(state);
  EXPECT_EQ(state->account, "a1");
  EXPECT_EQ(state->changed, number);
  EXPECT_EQ(state->field("name")->value, "华东电力");
  ASSERT_EQ(state->field("name")->heads.size(), 1U);
  EXPECT_EQ(*state->field("name")->heads[0].origin, *origin(1000 + number, number));
  EXPECT_EQ(reader->known("a1")->type, "account");
  EXPECT_FALSE(reader->known("a2"));
  EXPECT_FALSE(reader->record("account", "a2"));
}

TEST_P(Content, RecordsOfTypesThatNobodyDeclaredAreKept) {
  add("spaceship", "s1", "a1", {{"thrust", "9 N"}});
  auto reader = store->read();
  EXPECT_EQ(reader->known("s1")->type, "spaceship");
  EXPECT_EQ(reader->record("spaceship", "s1")->field("thrust")->value, "9 N");
}

TEST_P(Content, MembersAreTheWholeFile) {
  add("account", "a1", "a1", {{"name", "One"}});
  add("contact", "c1", "a1", {{"name", "Li"}});
  add("account", "a2", "a2", {{"name", "Two"}});
  EXPECT_THAT(store->read()->members("a1"),
              UnorderedElementsAre(std::pair("account", "a1"), std::pair("contact", "c1")));
}

TEST_P(Content, ANaturalKeyFindsTheRecordThatIsNotDeleted) {
  add("account", "a1", "a1", {{"name", "One"}, {"code", "K-17"}});
  auto gone = record_of("account", "a0", "a0", {{"name", "Zero"}, {"code", "K-18"}}, 2);
  gone.deleted = true;
  commit([&](storage::Writer& w, CommitNumber n) { w.put(gone, n); });
  auto reader = store->read();
  EXPECT_EQ(reader->find("account", "code", "K-17"), "a1");
  EXPECT_EQ(reader->find("account", "code", "K-18"), std::nullopt);
  EXPECT_EQ(reader->find("account", "code", "K-1"), std::nullopt);
  EXPECT_EQ(reader->find("account", "no_such_field", "K-17"), std::nullopt);
}

TEST_P(Content, TheFeedTellsEachFileOnceWithItsLastChange) {
  const CommitNumber one = add("account", "a1", "a1", {{"name", "One"}});
  const CommitNumber two = add("product", "p1", "", {{"name", "Pump"}});
  const CommitNumber three = add("contact", "c1", "a1", {{"name", "Li"}});
  auto reader = store->read();
  EXPECT_THAT(reader->changed_files(0), UnorderedElementsAre("a1", ""));
  EXPECT_THAT(reader->changed_files(two), ElementsAre("a1"));
  EXPECT_THAT(reader->changed_files(three), IsEmpty());
  EXPECT_THAT(changed(*reader, "a1", 0), ElementsAre("a1", "c1"));  // by commit
  EXPECT_THAT(changed(*reader, "a1", one), ElementsAre("c1"));
  EXPECT_THAT(changed(*reader, "", 0), ElementsAre("p1"));
}

TEST_P(Content, ARecordThatChangedManyTimesIsTheFeedOnce) {
  const CommitNumber one = add("account", "a1", "a1", {{"name", "One"}});
  for (int i = 0; i < 5; ++i) add("contact", "c1", "a1", {{"name", "Li " + std::to_string(i)}});
  auto reader = store->read();
  EXPECT_THAT(changed(*reader, "a1", one), ElementsAre("c1"));
}

// What may come as text says the same as the states do.
TEST_P(Content, TheFeedForSendingIsTheFeed) {
  const auto plain = [this](const std::string& id, const std::map<std::string, record::Value>& fields) {
    return commit([&](storage::Writer& w, CommitNumber n) {
      record::RecordState state = record_of("visit", id, "a1", {}, n);
      for (const auto& [unit, value] : fields) {
        record::FieldState field;
        field.heads.push_back({state.created, nullptr, std::nullopt});
        field.value = value;
        state.fields.emplace(unit, std::move(field));
      }
      w.put(state, n);
    });
  };
  plain("v1", {{"subject", "引号\" and \\ and \n"},
               {"participants", record::Value::array({"a", "b"})},
               {"probability", 30},
               {"account", "a1"}});
  plain("v2", {{"subject", "Other"}, {"no_such_field", "kept"}});
  plain("v3", {{"subject", nullptr}});
  const CommitNumber last = plain("v4", {});
  commit([](storage::Writer& w, CommitNumber n) {
    record::RecordState state = record_of("visit", "v5", "a1", {{"subject", "Gone"}}, n);
    state.deleted = true;
    w.put(state, n);
  });
  add("account", "a1", "a1", {{"name", "One"}});
  add("spaceship", "s1", "a1", {{"thrust", "9 N"}});
  auto reader = store->read();
  std::vector<std::string> ids;
  reader->feed(
      "a1", 0,
      [&](const storage::FreshRow& row, CommitNumber changed) {
        ids.emplace_back(row.id);
        const auto state = reader->record(row.type, row.id);
        const auto units = record::Value::parse(row.units), values = record::Value::parse(row.row);
        EXPECT_EQ(units.size(), state->fields.size()) << row.id;
        EXPECT_EQ(values.size(), 7 + units.size());
        EXPECT_EQ(values[0], row.id);
        EXPECT_EQ(values[1], state->account);
        EXPECT_EQ(values[2], state->created->name.text());
        EXPECT_EQ(values[3], state->created->commit);
        EXPECT_EQ(values[4], state->created->user);
        EXPECT_EQ(values[5], state->created->committed_ms);
        for (std::size_t i = 0; i < units.size(); ++i)
          EXPECT_EQ(values[7 + i], state->field(units[i].get<std::string>())->value) << row.row;
        EXPECT_EQ(changed, state->changed);
        EXPECT_FALSE(state->deleted);
        return true;
      },
      [&](record::RecordState&& state, CommitNumber) {
        ids.push_back(state.id);
        return true;
      });
  EXPECT_THAT(ids, ElementsAre("v1", "v2", "v3", "v4", "v5", "a1", "s1"));
  ids.clear();
  reader->feed(
      "a1", last, [&](const storage::FreshRow& row, CommitNumber) { return ids.emplace_back(row.id), false; },
      [&](record::RecordState&& state, CommitNumber) { return ids.push_back(state.id), false; });
  EXPECT_THAT(ids, ElementsAre("v5"));
}

TEST_P(Content, AFeedStopsWhenItIsAskedTo) {
  add("account", "a1", "a1", {{"name", "One"}});
  add("contact", "c1", "a1", {{"name", "Li"}});
  int seen = 0;
  store->read()->changed_records("a1", 0, [&seen](record::RecordState&&, CommitNumber) { return ++seen < 1; });
  EXPECT_EQ(seen, 1);
}

TEST_P(Content, TheWriterSeesItsOwnFeed) {
  const CommitNumber one = add("account", "a1", "a1", {{"name", "One"}});
  auto writer = store->write();
  const CommitNumber two = writer->next_commit();
  writer->put(record_of("account", "a2", "a2", {{"name", "Two"}}, two), two);
  EXPECT_THAT(writer->changed_files(one), ElementsAre("a2"));
  const CommitNumber three = writer->next_commit();
  writer->put(record_of("contact", "c1", "a1", {{"name", "Li"}}, three), three);
  EXPECT_THAT(writer->changed_files(two), ElementsAre("a1"));
  writer->commit();
  EXPECT_THAT(store->read()->changed_files(one), UnorderedElementsAre("a1", "a2"));
}

TEST_P(Content, LinesAreKeptByRecordUnitAndName) {
  add("account", "a1", "a1", {{"name", "One"}});
  const CommitNumber two = commit([](storage::Writer& w, CommitNumber n) {
    w.put(line_of("a1", "name", "First", n), "a1");
    w.put(line_of("a1", "code", "K-1", n), "a1");
  });
  const CommitNumber three = commit([&](storage::Writer& w, CommitNumber n) {
    record::Line again = line_of("a1", "name", "First", two);
    again.state = record::LineState::Reverted;
    again.changed = n;
    w.put(again, "a1");
  });
  auto reader = store->read();
  ASSERT_EQ(reader->lines("a1", "name").size(), 1U);
  EXPECT_EQ(reader->lines("a1", "name")[0].state, record::LineState::Reverted);
  EXPECT_EQ(reader->lines("a1").size(), 2U);
  std::vector<std::string> units;
  reader->changed_lines("a1", two, [&units](record::Line&& line) {
    units.push_back(line.unit);
    return true;
  });
  EXPECT_THAT(units, ElementsAre("name"));
  EXPECT_THAT(reader->changed_files(two), ElementsAre("a1"));
  commit([&](storage::Writer& w, CommitNumber) { w.erase(line_of("a1", "code", "K-1", two)); });
  EXPECT_EQ(store->read()->lines("a1").size(), 1U);
  EXPECT_GT(three, two);
}

TEST_P(Content, RightsAreByRankWhateverTheOrderTheyCameIn) {
  const CommitNumber one =
      commit([](storage::Writer& w, CommitNumber n) { w.put_rights("a1", rights_of(30, "u3"), n); });
  const CommitNumber two =
      commit([](storage::Writer& w, CommitNumber n) { w.put_rights("a1", rights_of(10, "u1", {"t1"}), n); });
  auto reader = store->read();
  const auto versions = reader->rights("a1");
  ASSERT_EQ(versions.size(), 2U);
  EXPECT_EQ(versions[0].owner, "u1");
  EXPECT_THAT(versions[0].team, ElementsAre("t1"));
  EXPECT_EQ(versions[0].changed, two);
  EXPECT_EQ(versions[1].owner, "u3");
  EXPECT_EQ(versions[1].changed, one);
  EXPECT_THAT(reader->visible_files({"u3", access::Role::Rep, ""}), ElementsAre("a1"));
  EXPECT_THAT(reader->visible_files({"u1", access::Role::Rep, ""}), IsEmpty());
  EXPECT_THAT(reader->visible_files({"t1", access::Role::Rep, ""}), IsEmpty());
  EXPECT_THAT(reader->regranted_files(one), ElementsAre("a1"));
  EXPECT_THAT(reader->regranted_files(two), IsEmpty());
}

TEST_P(Content, FilesAreVisibleToOwnerTeamTerritoryAndHeadOffice) {
  commit([](storage::Writer& w, CommitNumber n) {
    w.put_territory("china", "");
    w.put_territory("east", "china");
    w.put_territory("shanghai", "east");
    w.put_territory("west", "china");
    w.put_rights("owned", rights_of(1, "amy"), n);
    w.put_rights("shared", rights_of(1, "bob", {"amy", "eve"}), n);
    w.put_rights("local", rights_of(1, "bob", {}, "shanghai"), n);
    w.put_rights("far", rights_of(1, "bob", {}, "west"), n);
    w.put_rights("pool", rights_of(1, "", {}, "east"), n);
  });
  auto reader = store->read();
  const auto visible = [&](const char* name, access::Role role, const char* territory) {
    auto files = reader->visible_files({name, role, territory});
    std::sort(files.begin(), files.end());
    return files;
  };
  EXPECT_THAT(visible("amy", access::Role::Rep, "shanghai"), ElementsAre("owned", "shared"));
  EXPECT_THAT(visible("kim", access::Role::Manager, "east"), ElementsAre("local", "pool"));
  EXPECT_THAT(visible("kim", access::Role::Manager, "china"), ElementsAre("far", "local", "pool"));
  EXPECT_THAT(visible("kim", access::Role::Manager, ""), IsEmpty());
  EXPECT_THAT(visible("eve", access::Role::Manager, "west"), ElementsAre("far", "shared"));
  EXPECT_THAT(visible("hq", access::Role::HeadOffice, ""), ElementsAre("far", "local", "owned", "pool", "shared"));
  EXPECT_THAT(visible("root", access::Role::Admin, ""), ElementsAre("far", "local", "owned", "pool", "shared"));
  EXPECT_EQ(reader->territories().at("shanghai"), "east");
}

TEST_P(Content, AChangeOfRightsReplacesTheTeam) {
  commit([](storage::Writer& w, CommitNumber n) { w.put_rights("a1", rights_of(1, "amy", {"bob", "eve"}), n); });
  commit([](storage::Writer& w, CommitNumber n) { w.put_rights("a1", rights_of(2, "amy", {"eve", "kim"}), n); });
  auto reader = store->read();
  EXPECT_THAT(reader->visible_files({"bob", access::Role::Rep, ""}), IsEmpty());
  EXPECT_THAT(reader->visible_files({"kim", access::Role::Rep, ""}), ElementsAre("a1"));
}

TEST_P(Content, TheHighestRankIsKnownForEveryPosition) {
  EXPECT_TRUE(store->read()->highest_rank(0).empty());
  const CommitNumber one = commit([](storage::Writer& w, CommitNumber n) {
    w.put_committed("d1", 1, {n, {50, 0, "d1"}, "x", "{}"});
  });
  const CommitNumber two = commit([](storage::Writer& w, CommitNumber n) {
    w.put_committed("d1", 2, {n, {40, 0, "d1"}, "x", "{}"});
  });
  const CommitNumber three = commit([](storage::Writer& w, CommitNumber) { w.note_rank({60, 1, "server"}); });
  auto reader = store->read();
  EXPECT_EQ(reader->highest_rank(one), (Stamp{50, 0, "d1"}));
  EXPECT_EQ(reader->highest_rank(two), (Stamp{50, 0, "d1"}));
  EXPECT_EQ(reader->highest_rank(three), (Stamp{60, 1, "server"}));
  EXPECT_EQ(reader->highest_rank(three + 100), (Stamp{60, 1, "server"}));
}

TEST_P(Content, UsersAndDevicesComeBackAsTheyWerePut) {
  storage::UserRow user;
  user.user = {"张伟", access::Role::Manager, "华东"};
  user.password_hash = "$argon2id$…";
  user.record_id = "r1";
  storage::Enrolment device;
  device.id = "d1";
  device.user = "张伟";
  device.device_name = "平板";
  device.credential_hash = "abc";
  device.enrolled_ms = 1;
  device.last_seen_ms = 2;
  device.counter = 3;
  device.made = 4;
  device.waiting = 5;
  device.cursor = 6;
  device.last_rank = {7, 8, "d1"};
  device.offset_ms = -9;
  device.last_exchange_ms = 10;
  commit([&](storage::Writer& w, CommitNumber) {
    w.put(user);
    w.put(device);
  });
  auto reader = store->read();
  ASSERT_TRUE(reader->user("张伟"));
  EXPECT_EQ(reader->user("张伟")->user.territory, "华东");
  EXPECT_EQ(reader->user("张伟")->user.role, access::Role::Manager);
  EXPECT_FALSE(reader->user("张"));
  EXPECT_EQ(reader->users().size(), 1U);
  const auto found = reader->enrolment_by_credential("abc");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->last_rank, (Stamp{7, 8, "d1"}));
  EXPECT_EQ(found->offset_ms, -9);
  EXPECT_EQ(found->waiting, 5);
  EXPECT_EQ(found->last_exchange_ms, 10);
  EXPECT_FALSE(reader->enrolment_by_credential("abd"));
  EXPECT_EQ(reader->enrolment("d1")->device_name, "平板");
  device.revoked = true;
  commit([&](storage::Writer& w, CommitNumber) { w.put(device); });
  EXPECT_TRUE(store->read()->enrolment("d1")->revoked);
  EXPECT_EQ(store->read()->enrolments().size(), 1U);
}

TEST_P(Content, AnOutcomeIsKeptOnceForEachNumber) {
  const CommitNumber one = commit([](storage::Writer& w, CommitNumber n) {
    w.put_committed("d1", 1, {n, {5, 0, "d1"}, "digest", "{\"a\":1}"});
  });
  auto reader = store->read();
  const auto found = reader->committed("d1", 1);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->commit, one);
  EXPECT_EQ(found->rank, (Stamp{5, 0, "d1"}));
  EXPECT_EQ(found->digest, "digest");
  EXPECT_EQ(found->outcome, "{\"a\":1}");
  EXPECT_FALSE(reader->committed("d1", 2));
  EXPECT_FALSE(reader->committed("d2", 1));
  reader.reset();
  auto writer = store->write();
  EXPECT_THROW(writer->put_committed("d1", 1, {one + 1, {}, "other", "{}"}), base::Failure);
}

TEST_P(Content, RedirectsAreToldInTheOrderOfTheirRanks) {
  commit([](storage::Writer& w, CommitNumber) {
    w.put_redirect({"a1", "", {20, 0, "server"}});
    w.put_redirect({"a1", "a2", {10, 0, "server"}});
  });
  const auto redirects = store->read()->redirects();
  ASSERT_EQ(redirects.size(), 2U);
  EXPECT_EQ(redirects[0].into, "a2");
  EXPECT_EQ(redirects[1].into, "");
}

INSTANTIATE_TEST_SUITE_P(Stores, Content, ::testing::ValuesIn(implementations()),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace keybook::contract
