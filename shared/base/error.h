// Expected failures as values.
//
// An Error says what happened, to which record or file and line, and what to do next. Functions that can fail return
// Result<T>; exceptions stay inside one target. Threads: values, freely copied between threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace keybook::base {

// Kinds of failure. The table in error.cpp gives each its key (stable, used on the wire and for translation), exit
// status of the command line (INTERFACE: 1 failed, 2 wrong usage, 3 unreachable, 4 refused) and whether a retry may
// help.
enum class ErrorCode {
  Internal,       // an invariant broke: a defect of ours
  Usage,          // wrong command line
  Unreachable,    // no connection, time-out, cut transfer
  WrongPassword,  // user or password wrong
  Unauthorized,   // credential unknown, or its user disabled
  Revoked,        // this device was revoked: its data are to be wiped
  Copied,         // this profile is a copy of another that is in use: it goes on under a new identity
  WrongEpoch,     // the server is another one, or was restored
  WrongVersion,   // protocol or database of a version that this program does not know
  TooLarge,       // over a stated limit; split and send again
  TooMany,        // rate limit; wait
  BadRequest,     // message that cannot be understood
  UnknownType,
  UnknownField,
  UnknownRecord,  // not there, or not visible: one answer for both
  NotValid,       // a value breaks kind, bounds or required
  NoRight,
  CounterReused,  // same enrolment and counter, other content
  NotEnrolled,
  Busy,  // another process holds the profile or store
  DiskFull,
  ReadOnly,
  Corrupt,  // the file is not a database, or damaged
  BadFile,  // input file cannot be read as what it should be
  Held,     // a mass change awaits a second word
};

// Where it happened; empty members do not apply.
struct Where {
  std::string type = {}, record = {}, field = {}, file = {};
  std::int64_t line = 0;  // 1-based; 0: no line
};

struct Error {
  ErrorCode code = ErrorCode::Internal;
  std::string message;  // what happened, one English sentence without a final stop
  Where where = {};
  std::string remedy = {};          // what to do next; may be empty
  std::int64_t retry_after_ms = 0;  // a hint by the server, 0: none

  // "account 0190…, field phone: … . Do this."
  [[nodiscard]] std::string text() const;
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

[[nodiscard]] std::string_view key(ErrorCode code);         // "wrong-password"
[[nodiscard]] ErrorCode code_of_key(std::string_view key);  // Internal for an unknown key
[[nodiscard]] int exit_status(ErrorCode code);
[[nodiscard]] bool retryable(ErrorCode code);

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message, Where where = {},
                                                std::string remedy = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(where), std::move(remedy)});
}

// Ends the program with a message: for broken invariants only, in release builds too.
[[noreturn]] void broken(const char* expression, const char* file, int line);

}  // namespace keybook::base

#define KEYBOOK_ASSERT(expression) \
  (static_cast<bool>(expression) ? static_cast<void>(0) : ::keybook::base::broken(#expression, __FILE__, __LINE__))

// Returns the error of a Result out of the calling function.
#define KEYBOOK_TRY(expression)                                                                                    \
  do {                                                                                                             \
    if (auto keybook_try_ = (expression); !keybook_try_) return ::tl::unexpected(std::move(keybook_try_).error()); \
  } while (false)
