// Moments as people give them to commands. Threads: any. Errors: base::Failure (Usage).
#pragma once

#include <cstdint>
#include <string>

namespace keybook::cli {

enum class DayPart { Begin, End };  // what a date alone means; in the machine's time zone

// ISO date or time, in milliseconds since 1970 UTC. `option`: what to call it in an error.
[[nodiscard]] std::int64_t moment(const std::string& text, DayPart part, const std::string& option);

}  // namespace keybook::cli
