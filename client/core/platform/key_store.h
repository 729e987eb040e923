// Where the random key of an encrypted profile lives: the system keyring, or a file readable by its owner only.
//
// Threads: one call at a time. Errors: Result values; a keyring that does not answer is no error, the file is used
// then.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/error.h"
#include "base/random.h"

namespace keybook::client::platform {

inline constexpr int key_bytes = 32;  // SQLCipher raw key: no derivation at start

class KeyStore {
 public:
  virtual ~KeyStore() = default;
  // The key of the profile in this folder, or nothing where there is none yet.
  [[nodiscard]] virtual base::Result<std::string> find(const std::filesystem::path& profile) = 0;
  // Makes and keeps a new key. `random` gives its bytes.
  [[nodiscard]] virtual base::Result<std::string> make(const std::filesystem::path& profile, base::Random& random) = 0;
};

// The product's: keyring through libsecret where a session bus and a keyring answer within a second, else the file
// `key` in the profile (0600). `warn` is told once, when a key is made, that it lies in a file. The environment
// variable KEYBOOK_KEYRING=file (or `use_keyring` false) forces the file.
[[nodiscard]] std::unique_ptr<KeyStore> system_key_store(std::function<void(const std::string&)> warn,
                                                         bool use_keyring = true);

// A fixed key, kept nowhere: tests and the simulator. Empty: the profile is not encrypted.
[[nodiscard]] std::unique_ptr<KeyStore> fixed_key_store(std::string key);

}  // namespace keybook::client::platform
