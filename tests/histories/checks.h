// What must be true of the histories when all faults are over: nothing lost, doubled, resurrected or leaked, no stall.
#pragma once

#include "histories/worker.h"

namespace keybook::histories {

struct Findings {
  std::vector<std::string> violations;
  std::map<std::string, int> checks;  // how many of each kind
};

// Syncs every device until it is in sync, then looks. `stories` in the order of the devices.
[[nodiscard]] Findings check(Cast& cast, const Accounts& accounts, const std::vector<const Story*>& stories);

}  // namespace keybook::histories
