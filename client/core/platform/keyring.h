// The desktop's keyring (Secret Service through libsecret). Threads: any. A keyring that is missing, locked or does not
// answer in time is Unreachable: the caller then uses a file.
#pragma once

#include <string>

#include "base/error.h"

namespace keybook::client::platform::keyring {

// Whether a session bus and a keyring answer, found out within about a second and without starting either.
[[nodiscard]] bool answers();
// `id`: names the secret. Empty: there is none of this name.
[[nodiscard]] base::Result<std::string> find(const std::string& id);
[[nodiscard]] base::Status keep(const std::string& id, const std::string& secret);

}  // namespace keybook::client::platform::keyring
