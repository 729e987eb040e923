// What the server says about handovers, covers, late edits and the pool, in both languages. Threads: constant.
#pragma once

#include <span>
#include <string_view>

#include "schema/registry.h"

namespace keybook::app {

// A message that says more than its code does, and says it often.
struct Known {
  std::string_view message;
  schema::Label what, remedy;
};

[[nodiscard]] std::span<const Known> act_messages();

}  // namespace keybook::app
