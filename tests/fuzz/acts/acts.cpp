// Any body as an act (handovers, covers, late edits, merges, the pool) of a rep, a manager or head office: done as a
// whole, or answered with a reason, never with a fault, and the store stays whole. The first byte chooses who asks.
#include <cstdint>
#include <string_view>

#include "fuzz/post.h"
#include "protocol/messages.h"

using namespace keybook;

namespace {

// Accounts a-1 and a-2 of amy, a-2 proposed to bob; a-3 of bob, with a late edit of amy's; p-1 of nobody.
struct World {
  testing::Fleet fleet;
  std::map<char, std::string> credentials;
  std::map<std::string, std::string> marks;  // what the corpus writes -> an id that was made at random
  int acts = 0;

  World() {
    for (const auto& [letter, user] : {std::pair{'a', "amy"}, {'b', "bob"}, {'m', "mia"}, {'h', "boss"}}) {
      const std::string body =
          protocol::Value{{"user", user}, {"password", "correct horse"}, {"device", "fuzz"}}.dump();
      credentials[letter] =
          protocol::parse(testing::post(fleet, "/v1/enrol", body, {}).body)->at("credential").get<std::string>();
    }
    client::Client& amy = fleet.device("amy");
    for (const char* id : {"a-1", "a-2", "a-3", "p-1"})
      base::need(amy.create("account", {{"name", id}, {"code", id}}, id));
    static_cast<void>(fleet.sync("amy"));
    const protocol::Value proposal = {{"accounts", {"a-2"}}, {"to", "bob"}};
    marks["HANDOVER"] = act('a', "handover.propose", proposal).at("id").get<std::string>();
    act('h', "handover.propose", {{"accounts", {"a-3"}}, {"to", "bob"}, {"force", true}});
    act('h', "pool.return", {{"account", "p-1"}});
    const protocol::Value week = {{"for", "amy"}, {"by", "bob"}, {"from_ms", 0}, {"until_ms", 2'000'000'000'000}};
    marks["COVER"] = act('m', "cover.add", week).at("id").get<std::string>();
    fleet.clock.pass(1000);
    base::need(amy.set("account", "a-3", {{"short_name", "late"}}));
    static_cast<void>(fleet.sync("amy"));
    const auto parked = base::need(amy.parked());
    KEYBOOK_ASSERT(parked.size() == 1);
    marks["PARKED"] = parked.front().id.substr(0, parked.front().id.find('/'));
  }
  protocol::Value act(char who, const char* name, protocol::Value asked) {
    asked["act"] = name;
    asked["id"] = std::to_string(++acts);
    const auto reply = testing::post(fleet, "/v1/act", asked.dump(), credentials.at(who));
    if (reply.status != 200) throw base::Failure({base::ErrorCode::Internal, reply.body, {}, {}});
    return protocol::parse(reply.body)->at("result");
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static World world;
  const auto who = world.credentials.find(static_cast<char>(data[0]));
  std::string body(reinterpret_cast<const char*>(data) + 1, size - 1);
  for (const auto& [mark, id] : world.marks) body = testing::with_ids(std::move(body), mark, id);
  // The same id is answered from memory: each act gets one of its own.
  if (auto json = protocol::parse(body);
      json && json->is_object() && json->contains("id") && (*json)["id"].is_string()) {
    (*json)["id"] = (*json)["id"].get<std::string>() + std::to_string(++world.acts);
    body = json->dump();
  }
  const auto reply = testing::post(world.fleet, "/v1/act", body, who == world.credentials.end() ? "none" : who->second);
  KEYBOOK_ASSERT(reply.status == 200 || (reply.status >= 400 && reply.status < 500));
  KEYBOOK_ASSERT(protocol::parse(reply.body));
  static int inputs = 0;
  if (++inputs % 1000 == 1) KEYBOOK_ASSERT(base::need(server::admin::check(world.fleet.store())).empty());
  return 0;
}
