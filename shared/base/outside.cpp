// The home of the machine's clock, time zone and randomness; nothing else in the product may ask for them
// (tests/architecture).
#include <sodium.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>

#include "base/clock.h"
#include "base/error.h"
#include "base/random.h"
#include "base/time_zone.h"

namespace keybook::base {

std::int64_t SystemClock::wall_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

// It must go on while the machine sleeps: a laptop that was closed on Monday and opened on Thursday made its edits on
// Monday. CLOCK_MONOTONIC, and with it std::chrono::steady_clock, stands still meanwhile on Linux.
std::int64_t SystemClock::monotonic_ms() {
#ifdef CLOCK_BOOTTIME
  constexpr clockid_t awake_and_asleep = CLOCK_BOOTTIME;
#else
  constexpr clockid_t awake_and_asleep = CLOCK_MONOTONIC;
#endif
  timespec now{};
  KEYBOOK_ASSERT(clock_gettime(awake_and_asleep, &now) == 0);
  return std::int64_t{now.tv_sec} * 1'000 + now.tv_nsec / 1'000'000;
}

namespace {

class MachineZone final : public TimeZone {
 public:
  MachineZone() { tzset(); }
  [[nodiscard]] std::string name() const override {
    const char* given = std::getenv("TZ");  // NOLINT(concurrency-mt-unsafe): nothing in the product sets it
    return given == nullptr ? std::string() : given;
  }
  [[nodiscard]] std::int32_t offset_s(std::int64_t utc_s) const override {
    const auto moment = static_cast<std::time_t>(utc_s);
    std::tm local{};
    return localtime_r(&moment, &local) == nullptr ? 0 : static_cast<std::int32_t>(local.tm_gmtoff);
  }
};

}  // namespace

const TimeZone& machine_zone() {
  static const MachineZone zone;
  return zone;
}

SystemRandom::SystemRandom() { KEYBOOK_ASSERT(sodium_init() >= 0); }

void SystemRandom::fill(std::span<std::uint8_t> bytes) { randombytes_buf(bytes.data(), bytes.size()); }

std::uint64_t Random::u64() {
  std::array<std::uint8_t, 8> bytes{};
  fill(bytes);
  std::uint64_t value = 0;
  for (const std::uint8_t b : bytes) value = value << 8 | b;
  return value;
}

std::uint64_t Random::below(std::uint64_t bound) {
  KEYBOOK_ASSERT(bound > 0);
  const std::uint64_t limit = UINT64_MAX - UINT64_MAX % bound;  // values from here on would favour small results
  std::uint64_t value = u64();
  while (value >= limit) value = u64();
  return value % bound;
}

std::string uuid_v7(Clock& clock, Random& random) {
  std::array<std::uint8_t, 16> b{};
  random.fill(b);
  const auto ms = static_cast<std::uint64_t>(clock.wall_ms());
  for (int i = 0; i < 6; ++i) b[static_cast<std::size_t>(i)] = static_cast<std::uint8_t>(ms >> (40 - 8 * i));
  b[6] = static_cast<std::uint8_t>((b[6] & 0x0F) | 0x70);
  b[8] = static_cast<std::uint8_t>((b[8] & 0x3F) | 0x80);
  constexpr char hex[] = "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < b.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text += '-';
    text += hex[b[i] >> 4];
    text += hex[b[i] & 15];
  }
  return text;
}

std::string random_token(Random& random, int count) {
  constexpr char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string text;
  for (int i = 0; i < count; ++i) text += alphabet[random.below(32)];
  return text;
}

}  // namespace keybook::base
