// Everything that a client takes from outside, so that the simulator drives the product's own code.
// Ownership: the referenced objects must outlive the Client. Threads: see each interface.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/log.h"
#include "base/random.h"
#include "base/time_zone.h"
#include "platform/key_store.h"
#include "platform/pause.h"
#include "schema/registry.h"
#include "transport/transport.h"

namespace keybook::client {

struct Environment {
  base::Clock& clock;
  base::Random& random;
  base::Log& log;
  const schema::Registry& registry;
  // Where the key of an encrypted profile lives (platform/key_store.h).
  platform::KeyStore& keys;
  // A connection to a server, made when the first message goes out and kept as long as the Client. Usage: no address.
  std::function<base::Result<std::unique_ptr<transport::Transport>>(const std::string& server_url)> connect;
  // SQLite VFS by name; empty: the system's.
  std::string vfs = {};
  // Names this start of the program: monotonic clock readings compare only within one. Empty: made at random.
  std::string boot = {};
  // Waits between two tries of a message; returns early when asked to stop.
  std::function<void(std::int64_t ms, const std::stop_token&)> pause = platform::pause;
  // Where the user is: which day a moment falls on in reports and rules.
  const base::TimeZone& zone = base::machine_zone();
};

}  // namespace keybook::client
