// What a device has that works without a server: the system's clock and randomness, no log, no key, no network, and a
// temporary folder of its own, which goes with it.
// Threads: as client::Environment. Errors: base::Failure, which fails the test.
#pragma once

#include <filesystem>

#include "base/failure.h"
#include "support/temporary_folder.h"
#include "usecases/client.h"

namespace keybook::testing {

class Offline {
 public:
  explicit Offline(schema::Registry registry = base::need(schema::Registry::builtin()));

  // The profile of the folder, as often as wanted; to be closed before this ends.
  [[nodiscard]] std::unique_ptr<client::Client> open();

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }
  [[nodiscard]] const schema::Registry& registry() const { return registry_; }
  [[nodiscard]] base::Clock& clock() { return clock_; }

 private:
  schema::Registry registry_;
  base::SystemClock clock_;
  base::SystemRandom random_;
  base::NoLog log_;
  std::unique_ptr<client::platform::KeyStore> keys_ = client::platform::fixed_key_store({});
  client::Environment environment_;
  TemporaryFolder folder_;
};

}  // namespace keybook::testing
