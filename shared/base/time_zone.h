// Which day a moment falls on depends on where people are: the time zone comes in through this interface, as the clock
// does.
#pragma once

#include <cstdint>
#include <string>

namespace keybook::base {

// Threads: implementations may be called from any thread.
class TimeZone {
 public:
  virtual ~TimeZone() = default;
  // What people call it, as far as it is known; empty: it has no name.
  [[nodiscard]] virtual std::string name() const = 0;
  // Seconds that clocks there are ahead of UTC at a moment (seconds since 1970-01-01 UTC); less than a day.
  [[nodiscard]] virtual std::int32_t offset_s(std::int64_t utc_s) const = 0;
};

// The machine's own: what TZ says, else its setting.
[[nodiscard]] const TimeZone& machine_zone();

// One offset all the time.
class FixedZone final : public TimeZone {
 public:
  FixedZone(std::string name, std::int32_t offset_s) : name_(std::move(name)), offset_s_(offset_s) {}
  [[nodiscard]] std::string name() const override { return name_; }
  [[nodiscard]] std::int32_t offset_s(std::int64_t /*utc_s*/) const override { return offset_s_; }

 private:
  std::string name_;
  std::int32_t offset_s_;
};

}  // namespace keybook::base
