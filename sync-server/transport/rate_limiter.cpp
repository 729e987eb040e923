#include "transport/rate_limiter.h"

#include <algorithm>
#include <cmath>

namespace keybook::server::transport {

double RateLimiter::tokens(const Bucket& bucket, std::int64_t now_ms) const {
  const double passed_s = static_cast<double>(std::max<std::int64_t>(0, now_ms - bucket.at_ms)) / 1000.0;
  return std::min(burst_, bucket.tokens + passed_s * per_s_);
}

// A full bucket says nothing that a new one would not. When none is full, an attacker is filling the table: forgetting
// all costs each key one burst, remembering all would cost the memory.
void RateLimiter::make_room(std::int64_t now_ms) {
  std::erase_if(buckets_, [&](const auto& entry) { return tokens(entry.second, now_ms) >= burst_; });
  if (buckets_.size() >= entries_max_) buckets_.clear();
}

std::int64_t RateLimiter::take(std::size_t key, std::int64_t now_ms) {
  auto found = buckets_.find(key);
  if (found == buckets_.end()) {
    if (buckets_.size() >= entries_max_) make_room(now_ms);
    found = buckets_.emplace(key, Bucket{burst_, now_ms}).first;
  }
  Bucket& bucket = found->second;
  bucket = {tokens(bucket, now_ms), now_ms};
  if (bucket.tokens >= 1) {
    bucket.tokens -= 1;
    return 0;
  }
  return std::max<std::int64_t>(1, static_cast<std::int64_t>(std::ceil((1 - bucket.tokens) / per_s_ * 1000.0)));
}

}  // namespace keybook::server::transport
