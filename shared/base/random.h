// Randomness comes in through this interface, so that one seed replays everything.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/clock.h"

namespace keybook::base {

// Threads: implementations of the product are safe from any thread.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;
  [[nodiscard]] std::uint64_t u64();
  [[nodiscard]] std::uint64_t below(std::uint64_t bound);  // 0 … bound-1; bound > 0
};

// The operating system's generator (libsodium).
class SystemRandom final : public Random {
 public:
  SystemRandom();
  void fill(std::span<std::uint8_t> bytes) override;
};

// A UUIDv7 (RFC 9562) in lower-case text: 48 bits of milliseconds, then random.
[[nodiscard]] std::string uuid_v7(Clock& clock, Random& random);

// `count` characters of Crockford's base 32, 5 bits each.
[[nodiscard]] std::string random_token(Random& random, int count);

}  // namespace keybook::base
