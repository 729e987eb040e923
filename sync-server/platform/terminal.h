// A password from the person at the terminal, without showing it, or from standard input for scripts.
// Threads: one. Errors: Usage where there is neither a terminal nor a line.
#pragma once

#include <string>

#include "base/error.h"

namespace keybook::server::platform {

// Asks on the terminal twice over; both must agree.
[[nodiscard]] base::Result<std::string> ask_new_password(const std::string& prompt);
// The first line of standard input, without its end.
[[nodiscard]] base::Result<std::string> password_from_stdin();

}  // namespace keybook::server::platform
