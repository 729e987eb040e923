// Any bytes as a sealed parcel: as what is inside a box that was closed with the server's key, or as the box itself.
// Opened without a fault, or refused; what goes on is in the order of its numbers and each number is there once.
#include <cstdint>
#include <string_view>

#include "session/parcels.h"

using namespace keybook;
using namespace keybook::server;

namespace {

const std::string device = "d1";

void unpack(const session::Secrets& secrets, const std::string& box) {
  session::Incoming incoming;
  incoming.request.parcels = {{"p-1", "a-1", box}, {"p-2", "", box}};
  session::unpack_parcels(secrets, device, incoming);
  record::Counter before = 0;
  for (const record::Mutation& mutation : incoming.request.mutations) {
    KEYBOOK_ASSERT(mutation.counter > before && mutation.stamp.device == device);
    before = mutation.counter;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  static base::SystemRandom random;
  static const session::Secrets secrets{base::make_mark_key(random), base::make_seal_keys(random)};
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string box = data[0] == 'b' ? std::string(text) : base::need(base::seal(secrets.seal.open, text, random));
  const auto content = session::open_parcel(secrets, box);
  if (content) {
    const auto again = protocol::parcel_content(protocol::to_json(*content));
    KEYBOOK_ASSERT(again && protocol::to_json(*again) == protocol::to_json(*content));
  } else {
    KEYBOOK_ASSERT(!content.error().message.empty());
  }
  unpack(secrets, box);
  return 0;
}
