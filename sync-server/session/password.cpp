#include "session/password.h"

#include <sodium.h>

#include <array>

#include "session/limits.h"
#include "session/where.h"

namespace keybook::server::session {

base::Result<std::string> hash_password(std::string_view password, PasswordCost cost) {
  if (password.empty())
    return base::fail(base::ErrorCode::NotValid, "the password is empty", at_field("password"), "Give one");
  if (password.size() > password_bytes_max)
    return base::fail(base::ErrorCode::NotValid,
                      "the password is longer than " + std::to_string(password_bytes_max) + " bytes",
                      at_field("password"), "Give a shorter one");
  KEYBOOK_ASSERT(sodium_init() >= 0);
  const bool least = cost == PasswordCost::Least;
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  const int failed = crypto_pwhash_str(hash.data(), password.data(), password.size(),
                                       least ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                       least ? crypto_pwhash_MEMLIMIT_MIN : crypto_pwhash_MEMLIMIT_INTERACTIVE);
  if (failed != 0)
    return base::fail(base::ErrorCode::Busy, "there is not enough memory to hash a password now", {}, "Try again");
  return std::string(hash.data());
}

bool fits(std::string_view password, const std::string& hash) {
  KEYBOOK_ASSERT(sodium_init() >= 0);
  return !hash.empty() && password.size() <= password_bytes_max &&
         crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace keybook::server::session
