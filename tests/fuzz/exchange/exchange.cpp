// Any body as an exchange of an enrolled device, and as what any sender may send: answered with a status and JSON,
// never with a fault, and the store stays whole. The first byte chooses the path.
#include <cstdint>
#include <string_view>

#include "fuzz/post.h"
#include "protocol/messages.h"

using namespace keybook;

namespace {

struct World {
  testing::Fleet fleet;
  std::string credential, enrolment;

  World() {
    static_cast<void>(fleet.sync("amy"));
    const auto answer = protocol::parse(
        testing::post(fleet, "/v1/enrol", R"({"user":"amy","password":"correct horse","device":"fuzz"})", {}).body);
    credential = answer->at("credential").get<std::string>();
    enrolment = answer->at("enrolment").get<std::string>();
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static World world;
  // Stamps name the enrolment.
  const std::string body =
      testing::with_ids({reinterpret_cast<const char*>(data) + 1, size - 1}, "ENROLMENT", world.enrolment);
  const auto reply = testing::post(world.fleet, data[0] == 'e' ? "/v1/enrol" : "/v1/sync", body, world.credential);
  KEYBOOK_ASSERT(reply.status == 200 || (reply.status >= 400 && reply.status < 500));
  KEYBOOK_ASSERT(protocol::parse(reply.body));
  static int inputs = 0;
  if (++inputs % 1000 == 1) KEYBOOK_ASSERT(base::need(server::admin::check(world.fleet.store())).empty());
  return 0;
}
