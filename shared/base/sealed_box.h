// Boxes that anybody can close with a public key and only the holder of the secret key can open (libsodium's
// crypto_box_seal), and short keyed marks that show that a text came from us. Keys and boxes are URL-safe base64.
// Threads: pure functions. Errors: values.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.h"
#include "base/random.h"

namespace keybook::base {

struct SealKeys {
  std::string open;    // public: closes boxes
  std::string secret;  // opens them
};
[[nodiscard]] SealKeys make_seal_keys(Random& random);

// BadRequest where the key is none.
[[nodiscard]] Result<std::string> seal(std::string_view open_key, std::string_view text, Random& random);
// BadRequest where it is no box, or of other keys.
[[nodiscard]] Result<std::string> unseal(const SealKeys& keys, std::string_view box);

[[nodiscard]] std::string make_mark_key(Random& random);
// A mark of `bytes` bytes (up to 32) over `text`.
[[nodiscard]] std::string mark(std::string_view key, std::string_view text, std::size_t bytes);

}  // namespace keybook::base
