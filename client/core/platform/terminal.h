// The terminal and the signals of a command line program. Threads: main only.
#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "base/error.h"

namespace keybook::client::platform {

[[nodiscard]] bool output_is_terminal();
[[nodiscard]] bool errors_are_terminal();
// Asks on the terminal without showing what is typed. Usage where there is no terminal.
[[nodiscard]] base::Result<std::string> ask_password(const std::string& prompt);

// From now on SIGINT and SIGTERM ask to stop instead of ending the program. Call before other threads start.
class StopOnSignal {
 public:
  StopOnSignal();
  ~StopOnSignal();
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;
  [[nodiscard]] std::stop_token token() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace keybook::client::platform
