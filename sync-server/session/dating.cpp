#include "session/dating.h"

#include <algorithm>
#include <cstdlib>

#include "session/limits.h"

namespace keybook::server::session {
namespace {

bool near(std::int64_t a, std::int64_t b) { return std::llabs(a - b) <= clock_tolerance_ms; }

struct Estimate {
  std::int64_t ms = 0;
  DatedBy by = DatedBy::Bounds;
};

// `earliest_ms`: what is known to be older. The tolerance lets a clock that is a little off stand; bounds come after.
Estimate estimate(const record::Mutation& mutation, std::int64_t earliest_ms, const DeviceTime& device) {
  const std::int64_t stamp_ms = mutation.stamp.ms;
  const record::ClockReading& made = mutation.clock;
  const record::ClockReading& sent = device.now_device;
  const auto possible = [&](std::int64_t ms) {
    return ms >= earliest_ms - clock_tolerance_ms && ms <= device.now_ms + clock_tolerance_ms;
  };
  if (!made.boot.empty() && made.boot == sent.boot && sent.monotonic_ms >= made.monotonic_ms) {
    const std::int64_t ms = device.now_ms - (sent.monotonic_ms - made.monotonic_ms);
    if (near(stamp_ms, ms)) return {stamp_ms, DatedBy::Stamp};
    return {ms, DatedBy::Monotonic};
  }
  if (made.wall_ms != 0 && sent.wall_ms != 0) {
    const std::int64_t by_now = made.wall_ms + (device.now_ms - sent.wall_ms);
    const std::int64_t by_then = made.wall_ms + device.offset_ms;
    // A clock that was set between then and now leaves two answers; the stamp was made with the one known to the
    // device.
    if ((near(stamp_ms, by_now) || near(stamp_ms, by_then)) && possible(stamp_ms)) return {stamp_ms, DatedBy::Stamp};
    if (possible(by_now)) return {by_now, DatedBy::Offset};
    if (possible(by_then)) return {by_then, DatedBy::Offset};
    return {stamp_ms, DatedBy::Bounds};
  }
  return {stamp_ms, possible(stamp_ms) ? DatedBy::Stamp : DatedBy::Bounds};
}

// What is known to be older.
Stamp floor_of(const record::Mutation& mutation, const Stamp& seen, const DeviceTime& device) {
  const Stamp floor = std::max(device.last_rank, seen);
  // The exchange before did not know of it: it was made later.
  if (mutation.counter > device.made) return std::max(floor, Stamp{device.last_exchange_ms, 0, {}});
  return floor;
}

}  // namespace

std::string_view name_of(DatedBy by) {
  switch (by) {
    case DatedBy::Stamp:
      return "stamp";
    case DatedBy::Monotonic:
      return "monotonic";
    case DatedBy::Offset:
      return "offset";
    case DatedBy::Bounds:
      return "bounds";
  }
  return "bounds";
}

Stamp after(const Stamp& stamp, const std::string& device) {
  if (stamp.counter < record::HybridClock::counter_max) return {stamp.ms, stamp.counter + 1, device};
  return {stamp.ms + 1, 0, device};
}

Dated date(const record::Mutation& mutation, const Stamp& seen, const DeviceTime& device) {
  const Stamp floor = floor_of(mutation, seen, device);
  const Estimate estimated = estimate(mutation, floor.ms, device);
  Dated dated{mutation.stamp, estimated.by};
  if (estimated.ms != mutation.stamp.ms) dated.rank = {estimated.ms, 0, mutation.stamp.device};
  if (dated.rank.ms > device.now_ms) dated.rank = {device.now_ms, 0, mutation.stamp.device};
  // Last, so that it holds even when the server's own clock was set back.
  if (!(floor < dated.rank)) dated.rank = after(floor, mutation.stamp.device);
  return dated;
}

Dated dated_before(const record::Mutation& mutation, const Stamp& seen, const DeviceTime& device) {
  const Stamp floor = floor_of(mutation, seen, device);
  Dated dated{mutation.ranked, DatedBy::Bounds};
  if (dated.rank.ms > device.now_ms) dated.rank = {device.now_ms, 0, mutation.stamp.device};
  if (!(floor < dated.rank)) dated.rank = after(floor, mutation.stamp.device);
  return dated;
}

}  // namespace keybook::server::session
