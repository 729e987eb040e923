// Any text as a file of operations: carried out as a whole, or refused with a line, leaving everything as it was.
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <sstream>

#include "base/failure.h"
#include "usecases/client.h"

using namespace keybook;

namespace {

class Profile {
 public:
  Profile() : folder_(std::filesystem::temp_directory_path() / ("keybook-fuzz-" + std::to_string(getpid()))) {
    client = base::need(client::Client::open(folder_, environment_));
    base::need(client->start_without_server("amy"));
    base::need(client->create("account", {{"name", "A"}, {"code", "K-1"}}, "a-1"));
  }
  ~Profile() {
    client.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  std::string digest() {
    return base::need(client->digest({})).sha256 + std::to_string(base::need(client->status()).pending);
  }

  std::unique_ptr<client::Client> client;

 private:
  std::filesystem::path folder_;
  base::SystemClock clock_;
  base::SystemRandom random_;
  base::NoLog log_;
  schema::Registry registry_ = base::need(schema::Registry::builtin());
  std::unique_ptr<client::platform::KeyStore> keys_ = client::platform::fixed_key_store({});
  client::Environment environment_{
      clock_,
      random_,
      log_,
      registry_,
      *keys_,
      [](const std::string&) -> base::Result<std::unique_ptr<client::transport::Transport>> {
        return base::fail(base::ErrorCode::Unreachable, "there is no server", {}, "");
      },
      {},
      {}};
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
