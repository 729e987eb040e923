// Structured log of the server: one JSON object per line on stderr,
// {"time":"2025-01-31T08:00:00.123Z","level":"info","event":"request","path":"/v1/exchange",…}.
//
// Threads: any. Ownership: none of the arguments is kept. Errors: a line that cannot be written is lost, the server
// goes on. Bytes that are not UTF-8 are replaced. Lines of Warning and above are flushed at once.
#pragma once

#include <memory>

#include "base/log.h"

namespace keybook::server::platform {

// `least` is the lowest level that is written.
[[nodiscard]] std::unique_ptr<base::Log> make_stderr_log(base::LogLevel least);

}  // namespace keybook::server::platform
