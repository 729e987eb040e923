// The small story whose middle the golden files hold. Threads: one. Errors: base::Failure.
#pragma once

#include "support/fleet/fleet.h"

namespace keybook::golden {

// amy's device: an account with a contact and a visit, an edit that mia's concurrent one conflicts with, something
// deleted, and two unsent mutations in the end.
void tell(testing::Fleet& fleet);

// What amy's device holds after the story, and after everybody has synced.
struct Expected {
  std::string digest, digest_synced;
  std::int64_t pending = 0;
};
[[nodiscard]] Expected look(testing::Fleet& fleet);

}  // namespace keybook::golden
