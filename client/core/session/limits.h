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
// Self-check: rows that are looked at for each millisecond since the last look. A row takes about 10 µs, so the check
// takes some 1 % of the time, however often a device syncs; below the least number it is not worth the trouble, and the
// most keep a sync from lasting a tenth of a second longer.
inline constexpr std::int64_t check_rows_per_ms = 1;
inline constexpr std::int64_t check_rows_min = 200;
inline constexpr std::int64_t check_rows_max = 10'000;
inline constexpr std::int64_t check_rows_of_file = 10;  // what a file costs beside its rows
inline constexpr std::int64_t check_files_at_once = 100;
// Damaged files that one message asks for; the next one asks for more.
inline constexpr std::int64_t damaged_files_max = 1'000;
inline constexpr int asked_anew_max = 3;
// Comparisons of one sync, and when a difference that one could not mend is looked at again.
inline constexpr int comparisons_max = 2;
inline constexpr std::int64_t compare_again_ms = 3'600'000;
// So long the author of a late edit sees its values beside what became of them, on a device that has not the file.
inline constexpr std::int64_t decided_kept_ms = 7LL * 24 * 3600 * 1000;
// Exchanges that the log keeps.
inline constexpr int log_entries_max = 200;

// A restore rarely loses more than some days' acts of one user.
inline constexpr std::int64_t acts_per_message_max = 200;

}  // namespace keybook::client::session
