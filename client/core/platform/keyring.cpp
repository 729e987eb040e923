#include "platform/keyring.h"

#include <cstdlib>
#include <filesystem>

#ifdef KEYBOOK_LIBSECRET
#include <libsecret/secret.h>

#include <condition_variable>
#include <mutex>
#include <thread>
#endif

namespace keybook::client::platform::keyring {

using base::ErrorCode;
using base::fail;

#ifdef KEYBOOK_LIBSECRET

namespace {

constexpr int answer_ms_max = 1000;     // is somebody there at all
constexpr int person_ms_max = 120'000;  // a person may have to unlock the keyring

const SecretSchema* schema() {
  static const SecretSchema one = {
      "io.keybook.Profile",
      SECRET_SCHEMA_NONE,
      {{"profile", SECRET_SCHEMA_ATTRIBUTE_STRING}, {nullptr, SECRET_SCHEMA_ATTRIBUTE_STRING}},
      0,
      nullptr,
      nullptr,
      nullptr,
      nullptr,
      nullptr,
      nullptr,
      nullptr};
  return &one;
}

// Cancels a call that takes too long: libsecret's blocking calls have no time limit of their own.
class Deadline {
 public:
  explicit Deadline(int ms)
      : cancellable_(g_cancellable_new()), guard_([this, ms] {
          std::unique_lock lock(mutex_);
          if (!ended_.wait_for(lock, std::chrono::milliseconds(ms), [this] { return done_; }))
            g_cancellable_cancel(cancellable_);
        }) {}
  ~Deadline() {
    {
      const std::lock_guard lock(mutex_);
      done_ = true;
    }
    ended_.notify_all();
    guard_.join();
    g_object_unref(cancellable_);
  }
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;
  [[nodiscard]] GCancellable* get() const { return cancellable_; }

 private:
  GCancellable* cancellable_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool done_ = false;
  std::thread guard_;
};

tl::unexpected<base::Error> failed(GError* error) {
  const std::string message = error == nullptr ? "no answer" : error->message;
  g_clear_error(&error);
  return fail(
      ErrorCode::Unreachable, "the system keyring cannot be used: " + message, {},
      "Unlock the keyring and start again; KEYBOOK_KEYRING=file keeps the keys of new profiles in a file instead");
}

}  // namespace

bool answers() {
  // Without an address GLib would start a bus of its own (dbus-launch), which may hang on a machine without a desktop.
  const char* runtime = std::getenv("XDG_RUNTIME_DIR");
  std::error_code code;
  const bool bus = std::getenv("DBUS_SESSION_BUS_ADDRESS") != nullptr ||
                   (runtime != nullptr && std::filesystem::exists(std::filesystem::path(runtime) / "bus", code));
  if (!bus) return false;
  const Deadline deadline(answer_ms_max);
  GError* error = nullptr;
  SecretService* service = secret_service_get_sync(SECRET_SERVICE_NONE, deadline.get(), &error);
  g_clear_error(&error);
  if (service == nullptr) return false;
  g_object_unref(service);
  return true;
}

base::Result<std::string> find(const std::string& id) {
  const Deadline deadline(person_ms_max);
  GError* error = nullptr;
  gchar* secret = secret_password_lookup_sync(schema(), deadline.get(), &error, "profile", id.c_str(), nullptr);
  if (error != nullptr) return failed(error);
  std::string found = secret == nullptr ? "" : secret;
  secret_password_free(secret);
  return found;
}

base::Status keep(const std::string& id, const std::string& secret) {
  const Deadline deadline(person_ms_max);
  GError* error = nullptr;
  if (!secret_password_store_sync(schema(), SECRET_COLLECTION_DEFAULT, "Keybook profile key", secret.c_str(),
                                  deadline.get(), &error, "profile", id.c_str(), nullptr))
    return failed(error);
  return {};
}

#else

bool answers() { return false; }
base::Result<std::string> find(const std::string&) {
  return fail(ErrorCode::Unreachable, "this program was built without keyring support", {},
              "Install a build with libsecret");
}
base::Status keep(const std::string&, const std::string&) {
  return fail(ErrorCode::Unreachable, "this program was built without keyring support");
}

#endif

}  // namespace keybook::client::platform::keyring
