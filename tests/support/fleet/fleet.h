// A server and devices in one process, on real SQLite files of a temporary folder, with a clock that the test moves and
// a network that the test cuts. The same verbs for every device; after syncAll() all who see the same must be equal.
// Threads: one. Errors: base::Failure, which fails the test.
#pragma once

#include <filesystem>
#include <map>
#include <memory>

#include "admin/admin.h"
#include "base/failure.h"
#include "session/service.h"
#include "storage/sqlite/sqlite_store.h"
#include "usecases/client.h"

namespace keybook::testing {

using client::Value;

class ManualClock final : public base::Clock {
 public:
  [[nodiscard]] std::int64_t wall_ms() override { return now_ms_ + offset_ms; }
  [[nodiscard]] std::int64_t monotonic_ms() override { return now_ms_; }
  void pass(std::int64_t ms) { now_ms_ += ms; }
  std::int64_t offset_ms = 0;

 private:
  std::int64_t now_ms_ = 1'760'000'000'000;
};

// A fleet that goes on where another one ended.
struct Stored {
  std::function<void(const std::filesystem::path& folder)> furnish;  // puts server.db and device-NAME/keybook.db there
  std::string key = {};  // of the devices' databases; empty: they are not encrypted
};

class Fleet {
 public:
  // Users: root (admin), boss (head-office), mia (manager of East), amy and bob (reps in East).
  explicit Fleet(std::int64_t page_bytes = protocol::page_bytes_target);
  explicit Fleet(const Stored& stored);
  ~Fleet();

  // A device of a user, made and enrolled at its first mention; its name may be "amy" or "amy/2".
  [[nodiscard]] client::Client& device(const std::string& name);
  [[nodiscard]] client::SyncResult sync(const std::string& name);
  void sync_all(int rounds = 2);
  void close(const std::string& name);  // as if its program had ended; the next mention opens it again

  // A verified copy of the store; and one put in its place as the administrator does, a new epoch begins.
  [[nodiscard]] std::filesystem::path back_up(const std::string& name);
  void restore(const std::filesystem::path& backup);
  std::string receipt_key = std::string(43, 'A');  // of the server; a restore begins to use another one
  void close_restore();

  ManualClock clock;
  base::FixedZone zone{"UTC", 0};  // where all devices are
  // What happens to calls: nullopt delivers them. Called for each with its number.
  std::function<std::optional<base::Error>(int call)> before_delivery, after_delivery;
  std::function<void(client::transport::Call&)> spoil;         // changes calls on their way
  std::function<void(client::transport::Reply&)> spoil_reply;  // and answers
  std::function<void(const client::transport::Call&, const client::transport::Reply&)> heard;  // what was delivered
  int calls = 0;

  [[nodiscard]] client::transport::Reply answer(const client::transport::Call& call);
  [[nodiscard]] const schema::Registry& registry() const { return registry_; }
  [[nodiscard]] std::filesystem::path folder() const { return folder_; }
  [[nodiscard]] server::storage::Store& store() { return *store_; }
  [[nodiscard]] client::Environment environment();

 private:
  Fleet(std::int64_t page_bytes, const Stored& stored);
  void found();
  void serve();
  [[nodiscard]] server::session::Ground ground();

  const schema::Registry& registry_;
  base::NoLog log_;
  base::SystemRandom random_;
  std::filesystem::path folder_;
  std::int64_t page_bytes_;
  std::string key_;
  std::unique_ptr<server::storage::Store> store_;
  std::unique_ptr<server::session::Service> service_;
  std::unique_ptr<client::platform::KeyStore> keys_;
  std::map<std::string, std::unique_ptr<client::Client>> devices_;
};

}  // namespace keybook::testing
