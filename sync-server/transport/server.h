// The HTTP server: listens, reads requests within the limits, hands them to a Handler, sends the answers.
//
// HTTP/1.1 with keep-alive, plain or TLS 1.2 and later; bodies with zstd or gzip in both directions. One thread does
// all network work, `workers` threads run the handler. Threads: start and stop from one thread; the handler, clock and
// log are used from several and must outlive the server. Errors: as values from start_server, never later; what goes
// wrong with one connection is logged. Logs carry no headers, bodies or queries.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "transport/handler.h"
#include "transport/limits.h"

namespace keybook::server::transport {

struct Listen {
  std::string host = "127.0.0.1";  // a name or an address; IPv6 without brackets
  std::uint16_t port = 0;          // 0: a free one is picked
};

// "HOST:PORT", "[::1]:PORT" or ":PORT" (every address of the machine).
[[nodiscard]] base::Result<Listen> parse_listen(std::string_view text);

// Whose word counts for the address of a sender.
enum class RemoteFrom {
  Connection,
  ForwardedHeader,  // the last entry of X-Forwarded-For: only behind a proxy that sets it
};

// What is logged of a request that went well (path, status, sizes, time).
enum class RequestLog { Failures, All };

struct Options {
  Listen listen;
  std::string tls_cert_file;  // PEM, chain included; empty: no TLS
  std::string tls_key_file;   // PEM
  int workers = 2;
  RemoteFrom remote_from = RemoteFrom::Connection;
  RequestLog request_log = RequestLog::Failures;
  Limits limits;
};

class Server {
 public:
  virtual ~Server() = default;  // stops

  // "https://127.0.0.1:45613", with the port that was picked.
  [[nodiscard]] virtual const std::string& url() const = 0;

  // Stops accepting, closes idle connections, answers held requests at once, lets what is under way finish within
  // Limits::stop_grace_ms, and returns when no worker is in the handler any more. May be called again.
  virtual void stop() = 0;
};

// Listens on return. Fails with Usage (address, certificate or key cannot be used) or Busy (the port is taken).
[[nodiscard]] base::Result<std::unique_ptr<Server>> start_server(Options options, Handler& handler, base::Clock& clock,
                                                                 base::Log& log);

}  // namespace keybook::server::transport
