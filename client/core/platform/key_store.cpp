#include "platform/key_store.h"

#include <cstdlib>
#include <cstring>
#include <span>
#include <utility>
#include <vector>

#include "platform/files.h"
#include "platform/keyring.h"

namespace keybook::client::platform {

using base::ErrorCode;
using base::fail;

namespace {

std::string to_hex(const std::string& bytes) {
  constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const char c : bytes) {
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  return out;
}

base::Result<std::string> from_hex(const std::string& text, const std::string& file) {
  std::string out;
  int high = -1;
  for (const char c : text) {
    if (c == '\n' || c == '\r') continue;
    const char* digits = "0123456789abcdef";
    const char* found = std::strchr(digits, c);
    if (found == nullptr || c == '\0') break;
    const int nibble = static_cast<int>(found - digits);
    if (high < 0)
      high = nibble;
    else
      out += static_cast<char>(high << 4 | nibble), high = -1;
  }
  if (out.size() != key_bytes) {
    base::Where where;
    where.file = file;
    return fail(ErrorCode::Corrupt, "the profile's key is damaged", std::move(where),
                "Put the key file back from a backup");
  }
  return out;
}

// The keyring knows a key by an id that lies in the profile, so that a profile may be moved.
class SystemKeyStore final : public KeyStore {
 public:
  SystemKeyStore(std::function<void(const std::string&)> warn, bool use_keyring)
      : warn_(std::move(warn)), use_keyring_(use_keyring) {
    if (const char* wish = std::getenv("KEYBOOK_KEYRING"); wish != nullptr && std::strcmp(wish, "file") == 0)
      use_keyring_ = false;
  }

  base::Result<std::string> find(const std::filesystem::path& profile) override {
    const auto file = read_file(profile / "key");
    if (!file) return tl::unexpected(file.error());
    if (*file) return from_hex(**file, (profile / "key").string());
    const auto id = read_file(profile / "key.id");
    if (!id) return tl::unexpected(id.error());
    if (!*id) return std::string{};
    auto key = keyring::find(**id);
    if (!key) return key;
    if (key->empty()) {
      base::Where where;
      where.file = profile.string();
      return fail(ErrorCode::Corrupt, "the keyring of this user does not hold the profile's key", std::move(where),
                  "Open it as the user who made it, on the same machine");
    }
    return from_hex(*key, "the keyring");
  }

  base::Result<std::string> make(const std::filesystem::path& profile, base::Random& random) override {
    std::vector<std::uint8_t> bytes(key_bytes);
    random.fill(bytes);
    std::string key(bytes.begin(), bytes.end());
    if (use_keyring_ && keyring::answers()) {
      const std::string id = base::random_token(random, 26);
      if (keyring::keep(id, to_hex(key))) {
        if (auto written = write_private(profile / "key.id", id); !written) return tl::unexpected(written.error());
        return key;
      }
    }
    if (auto written = write_private(profile / "key", to_hex(key) + "\n"); !written)
      return tl::unexpected(written.error());
    if (warn_)
      warn_("the profile's key lies in " + (profile / "key").string() +
            " (readable by you only), because no system keyring answers");
    return key;
  }

 private:
  std::function<void(const std::string&)> warn_;
  bool use_keyring_;
};

class FixedKeyStore final : public KeyStore {
 public:
  explicit FixedKeyStore(std::string key) : key_(std::move(key)) {}
  base::Result<std::string> find(const std::filesystem::path&) override { return key_; }
  base::Result<std::string> make(const std::filesystem::path&, base::Random&) override { return key_; }

 private:
  std::string key_;
};

}  // namespace

std::unique_ptr<KeyStore> system_key_store(std::function<void(const std::string&)> warn, bool use_keyring) {
  return std::make_unique<SystemKeyStore>(std::move(warn), use_keyring);
}

std::unique_ptr<KeyStore> fixed_key_store(std::string key) { return std::make_unique<FixedKeyStore>(std::move(key)); }

}  // namespace keybook::client::platform
