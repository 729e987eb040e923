// Moments as people give them to commands. Threads: any. Errors: base::Failure (Usage).
#pragma once

#include <cstdint>
#include <string>

#include "usecases/environment.h"

namespace keybook::cli {

enum class DayPart { Begin, End };  // what a date alone means; in the machine's time zone

// ISO date or time, in milliseconds since 1970 UTC. `option`: what to call it in an error.
[[nodiscard]] std::int64_t moment(const std::string& text, DayPart part, const std::string& option);

// Today where the user is, as an ISO date.
[[nodiscard]] std::string local_today(const client::Environment& environment);

}  // namespace keybook::cli
