// Waiting for the wish to stop (SIGTERM, SIGINT).
// Threads: constructed on the main thread before any other thread starts, so that all of them leave the signals to it.
#pragma once

#include <cstdint>

namespace keybook::server::platform {

class StopSignal {
 public:
  StopSignal();
  // True when the program should stop; false after `ms` without such a wish.
  [[nodiscard]] bool wait(std::int64_t ms);
};

}  // namespace keybook::server::platform
