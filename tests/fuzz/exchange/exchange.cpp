// Any body as an exchange of an enrolled device, and as what any sender may send: answered with a status and JSON,
// never with a fault, and the store stays whole. The first byte chooses the path.
#include <cstdint>
#include <string_view>

#include "protocol/messages.h"
#include "support/fleet/fleet.h"

using namespace keybook;

namespace {

struct World {
  testing::Fleet fleet;
  std::string credential, enrolment;

  World() {
    static_cast<void>(fleet.sync("amy"));
    const auto answer =
        protocol::parse(send("/v1/enrol", R"({"user":"amy","password":"correct horse","device":"fuzz"})").body);
    credential = answer->at("credential").get<std::string>();
    enrolment = answer->at("enrolment").get<std::string>();
  }
  client::transport::Reply send(const std::string& path, std::string body) {
    client::transport::Call call;
    call.method = client::transport::Method::Post;
    call.path = path;
    call.body = std::move(body);
    if (!credential.empty()) call.headers.push_back({"Authorization", "Bearer " + credential});
    return fleet.answer(call);
  }
};

// Stamps name the enrolment, which is made at random: the corpus writes ENROLMENT for it.
std::string with_enrolment(std::string body, const std::string& enrolment) {
  constexpr std::string_view mark = "ENROLMENT";
  for (std::size_t at = body.find(mark); at != std::string::npos; at = body.find(mark, at))
    body.replace(at, mark.size(), enrolment);
  return body;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static World world;
  const std::string body = with_enrolment({reinterpret_cast<const char*>(data) + 1, size - 1}, world.enrolment);
  const auto reply = world.send(data[0] == 'e' ? "/v1/enrol" : "/v1/sync", body);
  KEYBOOK_ASSERT(reply.status == 200 || (reply.status >= 400 && reply.status < 500));
  KEYBOOK_ASSERT(protocol::parse(reply.body));
  static int inputs = 0;
  if (++inputs % 1000 == 1) KEYBOOK_ASSERT(base::need(server::admin::check(world.fleet.store())).empty());
  return 0;
}
