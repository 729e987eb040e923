// Databases and messages of every released format with the present program: they open, grow, hold together, sync and
// say what they said. And the other way round: a layout or a message that changed has golden files of its own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zstd.h>
#include <algorithm>

#include <fstream>
#include <set>

#include "protocol/messages.h"
#include "sqlite/database.h"
#include "store/store.h"
#include "story.h"

namespace keybook::golden {
namespace {

using base::need;
using client::Value;
using ::testing::IsEmpty;

const std::filesystem::path files = KEYBOOK_GOLDEN_FILES;
constexpr std::int64_t a_day_ms = 86'400'000;

std::string content(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) ADD_FAILURE() << file << " is missing: see tests/golden/README.md";
  return {std::istreambuf_iterator<char>(in), {}};
}

void unpack(const std::string& name, const std::filesystem::path& to) {
  const std::string packed = content(files / (name + ".db.zst"));
  std::string plain(ZSTD_getFrameContentSize(packed.data(), packed.size()), '\0');
  const std::size_t size = ZSTD_decompress(plain.data(), plain.size(), packed.data(), packed.size());
  ASSERT_FALSE(ZSTD_isError(size)) << name;
  std::filesystem::create_directories(to.parent_path());
  std::ofstream(to, std::ios::binary) << plain;
}

// Versions of which there is a file.
std::vector<std::string> versions(const std::string& of) {
  std::set<std::string> found;
  for (const auto& entry : std::filesystem::directory_iterator(files)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(of + "-")) found.insert(name.substr(of.size() + 1, name.find('.') - of.size() - 1));
  }
  return {found.begin(), found.end()};
}

// A story is told once for each new version; what it tells first is also what made the versions before.
std::string story_of(const std::string& version) {
  const std::vector<std::string> stories = versions("expected");
  const auto told = std::lower_bound(stories.begin(), stories.end(), version);
  return told == stories.end() ? std::string() : *told;
}
Value expected(const std::string& version) {
  return Value::parse(content(files / ("expected-" + story_of(version) + ".json")));
}

// What the database is made of beside the tables that follow from the declarations: columns with type and key, indexes.
// Not the text of CREATE TABLE, which is another one where a column came later.
std::set<std::string> layout_of(const std::string& path) {
  auto database = need(sqlite::Database::open(path, {}));
  auto row =
      need(database->prepare("SELECT s.name, c.name || ' ' || c.type || ' ' || c.pk FROM sqlite_schema s, "
                             "pragma_table_info(s.name) c WHERE s.type = 'table' AND "
                             "substr(s.name, 1, 2) NOT IN ('r_', 's_', 'f_') UNION ALL "
                             "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"));
  std::set<std::string> found;
  while (need(row.step())) {
    const std::string name(row.text(0));
    if (!name.starts_with("r_") && !name.starts_with("s_") && !name.starts_with("f_"))
      found.insert(name + ": " + std::string(row.text(1)));
  }
  return found;
}

std::filesystem::path database_of(const std::filesystem::path& folder) {
  return folder / "device-amyamy" / "keybook.db";  // as Fleet names it
}

// ---- databases

struct Pair {
  std::string client, server;
};
void PrintTo(const Pair& pair, std::ostream* out) { *out << "client " << pair.client << ", server " << pair.server; }

std::vector<Pair> pairs() {
  std::vector<Pair> all;
  for (const std::string& client : versions("client"))
    for (const std::string& server : versions("server"))
      if (story_of(client) == story_of(server)) all.push_back({client, server});  // device and server know each other
  return all;
}

class Database : public ::testing::TestWithParam<Pair> {};
INSTANTIATE_TEST_SUITE_P(Released, Database, ::testing::ValuesIn(pairs()),
                         [](const auto& of) { return "Client" + of.param.client + "Server" + of.param.server; });

TEST_P(Database, OpensGrowsHoldsTogetherAndSyncs) {
  testing::Fleet fleet(testing::Stored{[&](const std::filesystem::path& folder) {
    unpack("client-" + GetParam().client, database_of(folder));
    unpack("server-" + GetParam().server, folder / "server.db");
  }});
  fleet.clock.pass(a_day_ms);
  client::Client& amy = fleet.device("amy");
  EXPECT_THAT(need(amy.check()), IsEmpty());
  EXPECT_THAT(fleet.store().read()->check(), IsEmpty());
  const Value wanted = expected(GetParam().client);
  const Expected seen = look(fleet);
  EXPECT_EQ(seen.pending, wanted["pending"]);
  EXPECT_EQ(seen.digest, wanted["digest"]);
  EXPECT_EQ(seen.digest_synced, wanted["digest_synced"]);
  EXPECT_EQ(need(amy.status()).pending, 0);
  EXPECT_EQ(need(amy.status()).refused, 0);
  EXPECT_EQ(need(amy.get("account", "a-1")).fields["tags"], Value::array({"新项目", "老客户", "重点"}));
  EXPECT_EQ(need(amy.get("visit", "v-1")).fields["report"], "零\n一\n二\n三\n四\n");
  // It goes on working, and somebody new sees the same.
  need(amy.set("account", "a-1", {{"phone", "021-1"}}));
  static_cast<void>(fleet.sync("amy"));
  static_cast<void>(fleet.sync("amy/2"));
  EXPECT_EQ(need(fleet.device("amy/2").digest()).sha256, need(amy.digest()).sha256);
  EXPECT_THAT(need(amy.check()), IsEmpty());
  EXPECT_THAT(fleet.store().read()->check(), IsEmpty());
  EXPECT_EQ(layout_of(database_of(fleet.folder()).string()),
            layout_of((fleet.folder() / "device-amy2" / "keybook.db").string()))
      << "an older database that grew differs from a new one";
}

// A layout that changed without a version and a golden file of its own.
TEST(PresentLayout, HasGoldenFiles) {
  testing::Fleet fleet(testing::Stored{});  // made by the present program from nothing
  static_cast<void>(fleet.device("amy"));
  const std::filesystem::path client = fleet.folder() / "golden-client.db",
                              server = fleet.folder() / "golden-server.db";
  unpack("client-" + std::to_string(client::store::layout_version), client);
  unpack("server-" + std::to_string(server::storage::store_version), server);
  EXPECT_EQ(layout_of(database_of(fleet.folder()).string()), layout_of(client.string()))
      << "the layout of profiles changed: raise layout_version, see tests/golden/README.md";
  EXPECT_EQ(layout_of((fleet.folder() / "server.db").string()), layout_of(server.string()))
      << "the layout of the store changed: raise store_version, see tests/golden/README.md";
}

// ---- messages

class Messages : public ::testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Released, Messages, ::testing::ValuesIn(versions("messages")),
                         [](const auto& of) { return "Protocol" + of.param; });

TEST_P(Messages, AreReadAndWrittenAsTheyWere) {
  std::istringstream in(content(files / ("messages-" + GetParam() + ".jsonl")));
  std::string enrolment;
  int syncs = 0;
  for (std::string line; std::getline(in, line);) {
    const Value one = Value::parse(line);
    const Value &request = one["request"], &answer = one["answer"];
    if (one["path"] == "/v1/enrol") {
      EXPECT_EQ(protocol::to_json(need(protocol::enrol_request(request))), request);
      const auto enrolled = need(protocol::enrol_answer(answer));
      enrolment = enrolled.enrolment;
      EXPECT_EQ(protocol::to_json(enrolled), answer);
    } else if (one["path"] == "/v1/sync") {
      ++syncs;
      EXPECT_EQ(protocol::to_json(need(protocol::sync_request(request, enrolment))), request) << line;
      EXPECT_EQ(protocol::to_json(need(protocol::sync_answer(answer))), answer) << line;
    }
  }
  EXPECT_GT(syncs, 3);
}

// What a later version adds is not stumbled over.
TEST_P(Messages, AreReadWithMembersThatNobodyKnows) {
  std::istringstream in(content(files / ("messages-" + GetParam() + ".jsonl")));
  for (std::string line; std::getline(in, line);) {
    Value one = Value::parse(line);
    if (one["path"] != "/v1/sync") continue;
    one["request"]["later"] = {{"a", 1}};
    one["answer"]["later"] = {{"a", 1}};
    EXPECT_TRUE(protocol::sync_request(one["request"], "d1"));
    EXPECT_TRUE(protocol::sync_answer(one["answer"]));
  }
}

// ---- making them

TEST(Golden, DISABLED_MakeFiles) {
  const char* out = std::getenv("KEYBOOK_GOLDEN_OUT");
  ASSERT_NE(out, nullptr) << "run tests/golden/make.sh";
  const std::filesystem::path to = out;
  testing::Fleet fleet(testing::Stored{});
  std::ofstream messages(to / "messages-1.jsonl");
  fleet.heard = [&](const client::transport::Call& call, const client::transport::Reply& reply) {
    if (call.path != "/v1/enrol" && call.path != "/v1/sync") return;
    messages
        << Value{{"path", call.path}, {"request", Value::parse(call.body)}, {"answer", Value::parse(reply.body)}}.dump()
        << '\n';
  };
  tell(fleet);
  const std::string client = "client-" + std::to_string(client::store::layout_version) + ".db";
  const std::string server = "server-" + std::to_string(server::storage::store_version) + ".db";
  for (const auto& [from, name] :
       {std::pair{database_of(fleet.folder()), client}, {fleet.folder() / "server.db", server}}) {
    auto database = need(sqlite::Database::open(from.string(), {}));
    need(sqlite::copy_database(*database, (to / name).string()));
  }
  const Expected now = look(fleet);
  std::ofstream(to / ("expected-" + std::to_string(client::store::layout_version) + ".json"))
      << Value{{"pending", now.pending}, {"digest", now.digest}, {"digest_synced", now.digest_synced}}.dump(2) << '\n';
}

}  // namespace
}  // namespace keybook::golden
