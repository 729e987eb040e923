// Limits of a sync on the device, each with its unit and reason. Those of the protocol are in protocol/limits.h.
#pragma once

#include <cstdint>

namespace keybook::client::session {

// Back-off between attempts: the first wait, doubled each time up to the last, each less a random half, so that devices
// that lost the server together do not come back together.
inline constexpr std::int64_t backoff_ms_first = 500;
inline constexpr std::int64_t backoff_ms_max = 30'000;
// A hint of the server to wait longer than this ends the sync instead; the caller tries again later.
inline constexpr std::int64_t hinted_wait_ms_max = 60'000;
// Messages of one sync: ends a conversation that makes no progress. 4 MiB pages reach 40 GiB.
inline constexpr int exchanges_max = 10'000;
// Changes of what a device stands on (turning.h) in one sync: a copy of a profile whose server was restored has two.
inline constexpr int turns_max = 4;
// A mutation that a backup of the server holds is kept this long still: an administrator may restore an older backup.
inline constexpr std::int64_t kept_ms_min = 30LL * 24 * 3600 * 1000;
// Exchanges that the log keeps.
inline constexpr int log_entries_max = 200;

}  // namespace keybook::client::session
