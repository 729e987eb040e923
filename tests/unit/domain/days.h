// Days as the tests write them. Threads: pure functions.
#pragma once

#include "domain/day.h"

namespace keybook::domain {

[[nodiscard]] inline Day on(const char* iso) { return Day::of(iso).value(); }

}  // namespace keybook::domain
