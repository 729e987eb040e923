// Time comes in through this interface, so that the simulator can drive the product's own code.
#pragma once

#include <cstdint>

namespace keybook::base {

// Threads: implementations may be called from any thread.
class Clock {
 public:
  virtual ~Clock() = default;
  // Milliseconds since 1970-01-01 UTC as this machine believes them; may jump.
  [[nodiscard]] virtual std::int64_t wall_ms() = 0;
  // Milliseconds since some start; never runs backwards while the process lives.
  [[nodiscard]] virtual std::int64_t monotonic_ms() = 0;
};

// The machine's clock.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] std::int64_t wall_ms() override;
  [[nodiscard]] std::int64_t monotonic_ms() override;
};

}  // namespace keybook::base
