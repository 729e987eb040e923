#include "base/sealed_box.h"

#include <sodium.h>

#include <array>
#include <optional>
#include <span>

namespace keybook::base {

namespace {

constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
using PublicKey = std::array<std::uint8_t, crypto_box_PUBLICKEYBYTES>;
using SecretKey = std::array<std::uint8_t, crypto_box_SECRETKEYBYTES>;

std::string to_base64(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(),
                    variant);
  text.pop_back();  // its terminating zero
  return text;
}
template <std::size_t N>
std::string to_base64(const std::array<std::uint8_t, N>& bytes) {
  return to_base64(std::string_view(reinterpret_cast<const char*>(bytes.data()), N));
}

std::optional<std::string> from_base64(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr,
                        &size, nullptr, variant) != 0)
    return std::nullopt;
  bytes.resize(size);
  return bytes;
}

template <std::size_t N>
bool read_key(std::string_view text, std::array<std::uint8_t, N>& key) {
  const auto bytes = from_base64(text);
  if (!bytes || bytes->size() != N) return false;
  for (std::size_t i = 0; i < N; ++i) key[i] = static_cast<std::uint8_t>((*bytes)[i]);
  return true;
}

// As crypto_box_seal has it: the nonce follows from the two public keys.
std::array<std::uint8_t, crypto_box_NONCEBYTES> nonce_of(const PublicKey& once, const PublicKey& receiver) {
  std::array<std::uint8_t, crypto_box_NONCEBYTES> nonce{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, nonce.size());
  crypto_generichash_update(&state, once.data(), once.size());
  crypto_generichash_update(&state, receiver.data(), receiver.size());
  crypto_generichash_final(&state, nonce.data(), nonce.size());
  return nonce;
}

void make_pair(Random& random, PublicKey& open, SecretKey& secret) {
  std::array<std::uint8_t, crypto_box_SEEDBYTES> seed{};
  random.fill(seed);
  crypto_box_seed_keypair(open.data(), secret.data(), seed.data());
  sodium_memzero(seed.data(), seed.size());
}

}  // namespace

SealKeys make_seal_keys(Random& random) {
  PublicKey open{};
  SecretKey secret{};
  make_pair(random, open, secret);
  return {to_base64(open), to_base64(secret)};
}

// crypto_box_seal itself draws its key from the machine; here it comes from `random`, so that the simulator replays it.
Result<std::string> seal(std::string_view open_key, std::string_view text, Random& random) {
  PublicKey receiver{}, once{};
  SecretKey secret{};
  if (!read_key(open_key, receiver))
    return fail(ErrorCode::BadRequest, "the key to seal with is none", {}, "Enrol this device again");
  make_pair(random, once, secret);
  std::string box(once.size() + crypto_box_MACBYTES + text.size(), '\0');
  auto* bytes = reinterpret_cast<std::uint8_t*>(box.data());
  for (std::size_t i = 0; i < once.size(); ++i) bytes[i] = once[i];
  const auto nonce = nonce_of(once, receiver);
  const int failed = crypto_box_easy(bytes + once.size(), reinterpret_cast<const std::uint8_t*>(text.data()),
                                     text.size(), nonce.data(), receiver.data(), secret.data());
  sodium_memzero(secret.data(), secret.size());
  if (failed != 0) return fail(ErrorCode::BadRequest, "the key to seal with is none", {}, "Enrol this device again");
  return to_base64(box);
}

Result<std::string> unseal(const SealKeys& keys, std::string_view box) {
  PublicKey open{};
  SecretKey secret{};
  const auto bytes = from_base64(box);
  const auto wrong = [] {
    return fail(ErrorCode::BadRequest, "the sealed parcel cannot be opened with this server's key", {}, {});
  };
  if (!bytes || bytes->size() < crypto_box_SEALBYTES || !read_key(keys.open, open) || !read_key(keys.secret, secret))
    return wrong();
  std::string text(bytes->size() - crypto_box_SEALBYTES, '\0');
  if (crypto_box_seal_open(reinterpret_cast<std::uint8_t*>(text.data()),
                           reinterpret_cast<const std::uint8_t*>(bytes->data()), bytes->size(), open.data(),
                           secret.data()) != 0)
    return wrong();
  return text;
}

std::string make_mark_key(Random& random) {
  std::array<std::uint8_t, crypto_generichash_KEYBYTES> key{};
  random.fill(key);
  return to_base64(key);
}

std::string mark(std::string_view key, std::string_view text, std::size_t bytes) {
  std::array<std::uint8_t, crypto_generichash_BYTES> hash{};
  KEYBOOK_ASSERT(bytes <= hash.size() && key.size() <= crypto_generichash_KEYBYTES_MAX);
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                     reinterpret_cast<const std::uint8_t*>(key.data()), key.size());
  return to_base64(std::string_view(reinterpret_cast<const char*>(hash.data()), bytes));
}

}  // namespace keybook::base
