// Small helpers on the text of values. Internal to this folder. Threads: pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schema/registry.h"

namespace keybook::schema {

[[nodiscard]] std::string_view trimmed(std::string_view text);

// Canonical decimal text of any JSON number or text; nullopt: none.
[[nodiscard]] std::optional<std::string> decimal_of(const Value& given);

}  // namespace keybook::schema
