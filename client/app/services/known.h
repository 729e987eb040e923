// Messages of the library and the server that say more than their code does, in both languages. Threads: pure
// functions.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "schema/registry.h"

namespace keybook::app {

struct Known {
  std::string_view message;    // "*" stands for any text; the first is %1 in `what`, the second %2
  schema::Label what, remedy;  // sentences without a final stop; an empty remedy: none
};

// What the stars of `pattern` stand for in `message`, each as short as can be; nothing if it is another message.
[[nodiscard]] std::optional<std::vector<std::string_view>> pieces(std::string_view pattern, std::string_view message);

// Of the server: handovers, covers, late edits, the pool.
[[nodiscard]] std::span<const Known> act_messages();
// Of the rules that are judged when a record is saved (usecases/save_rules.h).
[[nodiscard]] std::span<const Known> rule_messages();

}  // namespace keybook::app
