// Any text as a file of operations: carried out as a whole, or refused with a line, leaving everything as it was.
#include <cstdint>
#include <sstream>

#include "support/offline/offline.h"

using namespace keybook;

namespace {

class Profile {
 public:
  Profile() {
    base::need(client->start_without_server("amy"));
    base::need(client->create("account", {{"name", "A"}, {"code", "K-1"}}, "a-1"));
  }
  std::string digest() {
    return base::need(client->digest({})).sha256 + std::to_string(base::need(client->status()).pending);
  }

 private:
  testing::Offline offline_;

 public:
  std::unique_ptr<client::Client> client = offline_.open();
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Profile profile;
  const std::string before = profile.digest();
  std::istringstream in(std::string(reinterpret_cast<const char*>(data), size));
  const auto done = profile.client->apply_lines(in, true, "input");
  if (!done) {
    KEYBOOK_ASSERT(!done.error().message.empty() && done.error().code != base::ErrorCode::Internal);
    KEYBOOK_ASSERT(profile.digest() == before);
  }
  static int inputs = 0;
  if (++inputs % 1000 == 1) KEYBOOK_ASSERT(base::need(profile.client->check()).empty());
  return 0;
}
