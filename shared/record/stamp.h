// Stamps and the hybrid logical clock (REPLICATION §1, §8).
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace keybook::record {

using CommitNumber = std::int64_t;  // the server's sequence of commits, from 1; 0: none
using Counter = std::int64_t;       // a device's mutations, 1, 2, 3 … per enrolment

// The device of stamps that the server's own transactions carry.
inline constexpr std::string_view server_device = "server";

// When and where an edit was made: totally ordered by (milliseconds, counter, device bytes). Text: "ms.counter.device".
struct Stamp {
  std::int64_t ms = 0;
  std::int64_t counter = 0;
  std::string device;  // an enrolment id, or "server": 1 to device_length_max bytes of A-Z a-z 0-9 _ -

  static constexpr std::int64_t ms_max = (1LL << 48) - 1;       // what a UUIDv7 holds: the year 10889
  static constexpr std::int64_t counter_max = (1LL << 31) - 1;  // of stamps made elsewhere
  static constexpr std::size_t device_length_max = 64;

  auto operator<=>(const Stamp&) const = default;
  [[nodiscard]] bool empty() const { return device.empty(); }
  [[nodiscard]] std::string text() const;
  // Only what text() gives: no signs, no leading zeros, within the limits above.
  [[nodiscard]] static std::optional<Stamp> parse(std::string_view text);
};

// Gives ever-growing stamps from a wall clock that may stall or run backwards; the counter carries into the
// milliseconds at `counter_max`, so that stamps neither repeat nor run backwards. Threads: one.
class HybridClock {
 public:
  static constexpr std::int64_t counter_max = 0xFFFF;

  HybridClock(std::string device, Stamp last) : device_(std::move(device)), last_(std::move(last)) {}
  // The stamp of something that happens now. `wall_ms`: this machine's clock plus its measured offset to the server.
  [[nodiscard]] Stamp next(std::int64_t wall_ms);
  // A stamp seen from elsewhere (already corrected by the server): later ones of ours will be greater.
  void observe(const Stamp& seen);
  [[nodiscard]] const Stamp& last() const { return last_; }

 private:
  std::string device_;
  Stamp last_;
};

}  // namespace keybook::record
