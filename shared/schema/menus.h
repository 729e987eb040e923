// The menus by which the app groups types: a declaration names one, `menu`. Threads: pure functions of constants.
#pragma once

#include <span>
#include <string_view>

#include "schema/registry.h"

namespace keybook::schema {

[[nodiscard]] std::span<const Heading> menus();                // in the order in which they are shown
[[nodiscard]] const Label* menu_label(std::string_view name);  // nullptr: no such menu

}  // namespace keybook::schema
