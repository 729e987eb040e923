// Every bound of the HTTP server, with its unit and the reason for its default.
//
// Threads: a plain value, fixed before the server starts. Names end in their unit. A limit that is met is answered
// (413, 429, 431, 503 with a JSON body and a hint) or, where nobody would read the answer, ends the connection.
#pragma once

#include <cstddef>
#include <cstdint>

namespace keybook::server::transport {

inline constexpr std::size_t kib = 1024;
inline constexpr std::size_t mib = 1024 * kib;

struct Limits {
  // Request line and headers. Ours are under 300 bytes; proxies add some; 8 KiB is what most servers take. -> 431
  std::size_t header_bytes_max = 8 * kib;

  // A request body, as sent and after decompression alike. A device pages far below it; the rest is room for imports
  // and administration. One number for both, so that a zip bomb gains nothing. -> 413
  std::size_t body_bytes_max = 64 * mib;

  // All request bodies in memory at once: what a crowd of senders without a credential can make the server hold. -> 503
  std::size_t bodies_bytes_max = 512 * mib;

  // Open connections: about 70 kB each with TLS, so 700 MB at the limit. -> 503
  int connections_max = 10'000;
  // Open connections of one remote address: a whole office may sit behind one, a single sender must not take all. ->
  // 503
  int connections_per_remote_max = 1'000;
  // Connections over a maximum that are still told so; further ones are closed without a word.
  int connections_refused_max = 64;

  // Requests waiting for a worker: at 1 ms of work each and two workers, half a second. -> 503
  std::size_t requests_waiting_max = 1'000;

  // TLS handshake, and each request's header from its first byte (the first one from the accept): far above any
  // honest radio link, short enough that a slow loris gains little. -> 408
  std::int64_t header_ms_max = 10'000;
  // Between two requests of one connection: above the minute in which a waiting device syncs again.
  std::int64_t idle_ms_max = 120'000;
  // No byte of a body for this long. -> 408
  std::int64_t body_stall_ms_max = 30'000;
  // Average pace of a body: below the slowest usable link (GPRS, 4 kB/s). -> 408
  std::int64_t body_bytes_per_s_min = 1'024;
  // One piece of an answer must leave within this time: at 256 KiB in 60 s, 4 kB/s again.
  std::int64_t write_stall_ms_max = 60'000;
  std::size_t write_piece_bytes = 256 * kib;

  // A held request (live notice) is answered after this at the latest: below the five minutes after which address
  // translators of mobile networks forget a connection.
  std::int64_t hold_ms_max = 240'000;

  // Graceful stop: what is under way after this is cut.
  std::int64_t stop_grace_ms = 10'000;
  // After an answer that comes before the request was read: time for the sender to notice before the connection ends.
  std::int64_t linger_ms_max = 2'000;

  // Requests by one credential: a device syncs about once a minute; a stuck loop is stopped, a burst of retries or a
  // benchmark of a few thousand requests is not. -> 429 with Retry-After
  double requests_per_s_per_credential = 100;
  double requests_burst_per_credential = 5'000;
  // Requests of one remote address: an office of some hundred devices. -> 429 with Retry-After
  double requests_per_s_per_remote = 500;
  double requests_burst_per_remote = 10'000;
  // Addresses and credentials remembered for this (32 bytes each); full ones are forgotten first.
  std::size_t rate_entries_max = 65'536;

  // Below this, compression saves less than its header line costs.
  std::size_t compress_from_bytes = 200;
  // zstd: 3 is its own default, about 300 MB/s and within a tenth of level 9 on our JSON.
  int compression_level = 3;
};

// Memory of a zstd decoder, as a power of two (8 MiB): a frame may ask for up to 128 MiB by its header alone.
inline constexpr int zstd_window_log_max = 23;

}  // namespace keybook::server::transport
