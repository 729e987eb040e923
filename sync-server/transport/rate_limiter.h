// Token buckets: how many requests per second each key (an address, a credential) may make.
//
// Threads: one at a time. Time is given by the caller, so that tests need no waiting. Keys are hashes: the limiter
// never holds a credential.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace keybook::server::transport {

class RateLimiter {
 public:
  RateLimiter(double per_s, double burst, std::size_t entries_max)
      : per_s_(per_s), burst_(burst), entries_max_(entries_max) {}

  // Counts one request of `key`. Returns 0 when it may pass, else the milliseconds after which the next one may.
  [[nodiscard]] std::int64_t take(std::size_t key, std::int64_t now_ms);

  [[nodiscard]] std::size_t entries() const { return buckets_.size(); }

 private:
  struct Bucket {
    double tokens = 0;
    std::int64_t at_ms = 0;  // when `tokens` was counted
  };
  [[nodiscard]] double tokens(const Bucket& bucket, std::int64_t now_ms) const;
  void make_room(std::int64_t now_ms);

  double per_s_, burst_;
  std::size_t entries_max_;
  std::unordered_map<std::size_t, Bucket> buckets_;
};

}  // namespace keybook::server::transport
