// Limits of the protocol, each with its unit and reason. A side that meets a larger message answers 413 with a hint.
#pragma once

#include <cstdint>

namespace keybook::protocol {

inline constexpr int protocol_version = 1;

// One request or answer after decompression. Large enough for 10,000 offline visits at once, small enough for a tablet.
inline constexpr std::int64_t request_bytes_max = 32LL * 1024 * 1024;
// What a device puts into one request: above it, the rest goes with the next one.
inline constexpr std::int64_t push_bytes_target = 16LL * 1024 * 1024;
// What a server puts into one page of an answer. The contract asks for one round trip up to about 1 MiB each way.
inline constexpr std::int64_t page_bytes_target = 4LL * 1024 * 1024;
inline constexpr int mutations_per_request_max = 20'000;
// Digests of account files in one request, when both sides look which of them differs.
inline constexpr int digests_per_request_max = 5'000;
// One mutation: an atomic import of a small file still fits.
inline constexpr std::int64_t mutation_bytes_max = 8LL * 1024 * 1024;
inline constexpr int edits_per_mutation_max = 20'000;
// One text value, in bytes of UTF-8: a long report is about 10,000 characters.
inline constexpr std::int64_t value_bytes_max = 1024 * 1024;
inline constexpr int json_depth_max = 32;
// A live notice is answered after this time even when nothing happened: below the idle time-outs of common proxies.
inline constexpr std::int64_t wait_ms_max = 55'000;

}  // namespace keybook::protocol
