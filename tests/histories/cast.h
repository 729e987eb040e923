// Who plays: one server on a real store, reps in pairs with a manager and head office, each device a real profile
// behind its own port of the proxy.
//
// Threads: made on one; afterwards each device is used by one thread at a time, the server by the nemesis alone.
#pragma once

#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "histories/proxy.h"
#include "process/server/program.h"
#include "support/temporary_folder.h"

namespace keybook::histories {

using nlohmann::json;

void sleep_ms(int ms);

struct Device {
  int number = 0;
  std::string name, user;
};

// What went wrong with a command on purpose.
enum class Meddling { None, Killed, Stopped };

struct Outcome {
  process::Ran ran;
  Meddling meddling = Meddling::None;
  double seconds = 0;
  bool hung = false;  // it was killed because it never ended
  [[nodiscard]] bool done() const { return ran.code == 0; }
};

class Cast {
 public:
  Cast();

  [[nodiscard]] const std::vector<Device>& devices() const { return devices_; }
  // A command of a device, to its end.
  [[nodiscard]] process::Ran run(const Device& device, std::vector<std::string> arguments) const;
  // The same, but killed, or stopped for a while, after `after_ms`.
  [[nodiscard]] Outcome run(const Device& device, std::vector<std::string> arguments, Meddling meddling, int after_ms,
                            int stopped_ms) const;
  // Must work: throws std::runtime_error otherwise. JSON Lines are given as an array.
  [[nodiscard]] json asked(const Device& device, std::vector<std::string> arguments) const;

  Proxy& proxy() { return *proxy_; }
  void kill_server();
  void start_server();
  void tell_server(int signal_number);
  [[nodiscard]] process::Ran check_server() const;
  // What the mass-change brake stopped is let in; returns how many groups there were.
  int release_held() const;

 private:
  [[nodiscard]] std::vector<std::string> command(const Device& device, std::vector<std::string> arguments) const;
  void make_store();

  testing::TemporaryFolder folder_;
  std::string listen_ = "127.0.0.1:0";
  std::optional<process::Child> server_;
  std::unique_ptr<Proxy> proxy_;
  std::vector<Device> devices_;
};

}  // namespace keybook::histories
