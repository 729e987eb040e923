// Moments as people give them to commands. Threads: any. Errors: base::Failure (Usage).
#pragma once

#include <cstdint>
#include <string>

#include "base/clock.h"

namespace keybook::cli {

enum class DayPart { Begin, End };  // what a date alone means; in the machine's time zone

// ISO date or time, in milliseconds since 1970 UTC. `option`: what to call it in an error.
[[nodiscard]] std::int64_t moment(const std::string& text, DayPart part, const std::string& option);

struct LocalDay {
  std::string date;        // ISO
  int offset_minutes = 0;  // of the machine's time zone east of UTC, now
};
[[nodiscard]] LocalDay local_now(base::Clock& clock);

}  // namespace keybook::cli
