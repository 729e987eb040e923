// One call to the server, whatever carries it: libcurl in the product, the simulator's network in tests.
//
// Threads: one send() at a time per Transport; Call::cancel may be asked to stop from any thread. Ownership: a Call
// belongs to its caller until send() returns. Errors: Unreachable (not reached, timed out, cut, certificate,
// cancelled), TooLarge (over a limit of the Call), or what the Sink returned. An answer of the server is a Reply,
// whatever its status. A call may have reached the server although it failed; and a connection that broke before the
// first byte of an answer is tried once more by itself: calls must bear repeating, as exchanges do.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"

namespace keybook::client::transport {

enum class Method { Get, Post, Put, Delete };

struct Header {
  std::string name, value;
};

// Whether the answer's body may be sent compressed. The header that says so costs 23 bytes.
enum class Accept { Plain, Zstd };

// Takes the body of a good answer (status 200 … 299) piece by piece, decompressed, on the thread that called send().
class Sink {
 public:
  virtual ~Sink() = default;
  // An error ends the call, which returns it.
  virtual base::Status write(std::string_view bytes) = 0;
};

struct Call {
  Method method = Method::Post;
  std::string path;             // from the server's root, with query: "/v1/exchange"
  std::vector<Header> headers;  // beyond what the transport needs by itself
  std::string content_type;     // of the body; empty: not said, the server takes it as JSON
  std::string body;             // plain; compressed on the way when that pays
  Accept accept = Accept::Zstd;
  Sink* sink = nullptr;    // where a good answer's body goes instead of Reply::body
  std::stop_token cancel;  // ends the call at once

  std::int64_t connect_ms_max = 10'000;  // name, TCP and TLS
  // Without a byte either way for this long, the call is given up; set it above the time that a held request may take.
  std::int64_t stall_ms_max = 30'000;
  std::int64_t total_ms_max = 0;  // 0: as long as bytes move

  // Of an answer kept in memory: above any page, below what would hurt a small device.
  std::int64_t reply_bytes_max = 64LL * 1024 * 1024;
  // Of an answer that goes to `sink`; 0: any.
  std::int64_t sink_bytes_max = 0;
};

struct Reply {
  int status = 0;
  std::string content_type;
  std::int64_t retry_after_ms = 0;  // 0: the server gave no such hint
  std::string body;                 // decompressed; empty when it went to the sink
  // On the wire with request line, headers and chunk framing, of all attempts; without TLS and TCP.
  std::int64_t bytes_sent = 0;
  std::int64_t bytes_received = 0;
  std::int64_t duration_ms = 0;
};

class Transport {
 public:
  virtual ~Transport() = default;
  [[nodiscard]] virtual base::Result<Reply> send(const Call& call) = 0;
};

}  // namespace keybook::client::transport
