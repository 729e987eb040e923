// When a mutation was made (REPLICATION §8): its rank, fixed once at its first commit. Pure.
//
// The stamp as made stays the mutation's name; the rank decides who is later. It is the stamp where the device's clock
// was right, else the time of making as told, in this order, by
//   1. the monotonic clock of the same start of the device program (it counts suspended time, base/clock.h): exact;
//   2. the device's wall clock and its offset to the server's, as measured now or at the exchange before;
//   3. nothing at all: the stamp, moved into the possible time.
// The possible time begins with whatever is known to be older (the base, the device's mutation before, the last
// exchange that did not know of it yet) and ends with the server's now.
//
// Threads: pure functions. Units: milliseconds; server time unless it says device.
#pragma once

#include "record/edit.h"

namespace keybook::server::session {

using record::Counter;
using record::Stamp;

// What the server knows of a device when its mutations arrive.
struct DeviceTime {
  std::int64_t now_ms = 0;            // server, at arrival
  record::ClockReading now_device;    // device, at sending; all zero: not told
  Stamp last_rank;                    // of the mutation before; empty: none
  Counter made = 0;                   // highest counter that the exchange before reported
  std::int64_t last_exchange_ms = 0;  // 0: none
  std::int64_t offset_ms = 0;         // server minus device, as measured at that exchange
};

enum class DatedBy { Stamp, Monotonic, Offset, Bounds };
[[nodiscard]] std::string_view name_of(DatedBy by);

struct Dated {
  Stamp rank;
  DatedBy by = DatedBy::Stamp;
  [[nodiscard]] std::int64_t correction_ms(const Stamp& made) const { return rank.ms - made.ms; }
};

// `seen`: the latest rank of what the author had seen (the mutation's bases); empty: nothing.
[[nodiscard]] Dated date(const record::Mutation& mutation, const Stamp& seen, const DeviceTime& device);

// The same of a mutation that a server dated before it was restored, as the device tells without proof: its rank then,
// within the possible time of any other.
[[nodiscard]] Dated dated_before(const record::Mutation& mutation, const Stamp& seen, const DeviceTime& device);

// The least stamp of `device` after `stamp`; the counter carries into the milliseconds.
[[nodiscard]] Stamp after(const Stamp& stamp, const std::string& device);

}  // namespace keybook::server::session
