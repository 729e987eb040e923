// Bounds of the server's sessions, each with its unit and reason. Those of the messages are in protocol/limits.h.
#pragma once

#include <cstddef>
#include <cstdint>

namespace keybook::server::session {

// How far a device's clock may be off before its stamps are corrected. Clocks set by hand are off by seconds, and so is
// the offset that a device measures over a bad radio link; an order within half a minute is nobody's grievance.
inline constexpr std::int64_t clock_tolerance_ms = 30'000;

// Wrong passwords of one user name before it has to wait, the first wait (doubled each time) and the longest one.
inline constexpr int wrong_passwords_free = 5;
inline constexpr std::int64_t wrong_password_wait_ms = 2'000;
inline constexpr std::int64_t wrong_password_wait_ms_max = 15 * 60'000;
// Names remembered for this: 100 bytes each. The ones that wait the shortest are forgotten first.
inline constexpr std::size_t wrong_password_names_max = 10'000;
inline constexpr std::size_t password_bytes_max = 1'024;  // hashing longer ones would be a way to keep the server busy
inline constexpr std::size_t name_bytes_max = 200;

// Bytes of a credential before encoding: 256 bits cannot be guessed.
inline constexpr std::size_t credential_bytes = 32;
// Characters of an enrolment's name: 50 random bits. It is part of every stamp, so it is short; a clash is drawn anew.
inline constexpr int enrolment_characters = 10;

// Mutations that share one savepoint. When one of them breaks, they are done again one by one.
inline constexpr std::size_t mutations_per_savepoint = 256;

// What devices report without sending anything (last seen, waiting) is written this often, not at each exchange: a
// look for news must not cost a durable commit.
inline constexpr std::int64_t presence_flush_ms = 2'000;

// Requests that wait for news: one per device is normal.
inline constexpr std::size_t waiters_max = 20'000;

}  // namespace keybook::server::session
