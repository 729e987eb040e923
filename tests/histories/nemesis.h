// What happens to network and server: partitions of one or both directions, cut connections, a server that is killed
// and started again, or that hangs for a while.
#pragma once

#include <atomic>
#include <map>
#include <string>

#include "histories/cast.h"

namespace keybook::histories {

// Until `stop`; leaves everything whole. Gives how often it did what.
[[nodiscard]] std::map<std::string, int> torment(Cast& cast, const std::atomic<bool>& stop, std::uint64_t seed);

}  // namespace keybook::histories
