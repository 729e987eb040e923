// Waiting for time to pass. Threads: any.
#pragma once

#include <cstdint>
#include <stop_token>

namespace keybook::client::platform {

// Returns early when asked to stop.
void pause(std::int64_t ms, const std::stop_token& stop);

}  // namespace keybook::client::platform
