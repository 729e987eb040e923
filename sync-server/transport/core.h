// What all connections of a server share. Included by beast_server.cpp alone, like everything with Asio in it.
//
// Threads: the network thread, but for `gate`, `pool` and the references. Ownership: outlives every connection.
#pragma once

#include <boost/asio.hpp>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "transport/rate_limiter.h"
#include "transport/server.h"
#include "transport/worker_pool.h"

namespace keybook::server::transport {

namespace asio = boost::asio;
using boost::system::error_code;
using Tcp = asio::ip::tcp;
using Deadline = asio::steady_timer::time_point;

inline Deadline in_ms(std::int64_t ms) { return asio::steady_timer::clock_type::now() + std::chrono::milliseconds(ms); }
inline constexpr Deadline never = Deadline::max();

class ConnectionBase {
 public:
  virtual ~ConnectionBase() = default;
  virtual void stop() = 0;   // finish what is under way, then close
  virtual void close() = 0;  // at once
};

struct Core {
  // The way to the network thread; closed before its io_context goes away, since Responders may live longer.
  struct Gate {
    std::mutex mutex;
    asio::io_context* io = nullptr;
    template <class Function>
    void post(Function function) {
      const std::lock_guard lock(mutex);
      if (io != nullptr) asio::post(*io, std::move(function));
    }
  };

  Core(Options options_, Handler& handler_, base::Clock& clock_, base::Log& log_)
      : options(std::move(options_)),
        handler(handler_),
        clock(clock_),
        log(log_),
        pool(options.workers, options.limits.requests_waiting_max),
        by_remote(options.limits.requests_per_s_per_remote, options.limits.requests_burst_per_remote,
                  options.limits.rate_entries_max),
        by_credential(options.limits.requests_per_s_per_credential, options.limits.requests_burst_per_credential,
                      options.limits.rate_entries_max) {
    gate->io = &io;
  }

  const Options options;
  Handler& handler;
  base::Clock& clock;
  base::Log& log;
  WorkerPool pool;
  RateLimiter by_remote, by_credential;
  std::shared_ptr<Gate> gate = std::make_shared<Gate>();
  std::unordered_set<ConnectionBase*> connections;
  std::unordered_map<std::string, int> connections_of_remote;
  std::size_t bodies_bytes = 0;
  bool stopping = false;
  std::function<void()> on_empty;  // the last connection has gone
  asio::io_context io{1};          // last: what it still holds refers to the members above
};

}  // namespace keybook::server::transport
