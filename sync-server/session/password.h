// Passwords as Argon2id hashes (libsodium). Slow by design: called on a worker, never on the network's thread.
// Threads: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace keybook::server::session {

// What one hash costs whoever guesses, and us.
enum class PasswordCost {
  Interactive,  // 64 MiB, some 70 ms
  Least,        // for tests
};

// NotValid for an empty or over-long password.
[[nodiscard]] base::Result<std::string> hash_password(std::string_view password, PasswordCost cost);
[[nodiscard]] bool fits(std::string_view password, const std::string& hash);

}  // namespace keybook::server::session
