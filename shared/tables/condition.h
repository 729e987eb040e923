// Conditions of SQL over tables of records (record_tables.h). Threads: pure functions.
#pragma once

#include <string>
#include <string_view>

#include "tables/record_tables.h"

namespace keybook::tables {

// That a row is not shown: it is deleted, or an account that was merged into another. `alias`: of the table in the
// statement; empty where it is the only one.
[[nodiscard]] inline std::string is_gone(std::string_view alias = {}) {
  const std::string of = alias.empty() ? std::string() : std::string(alias) + '.';
  return '(' + of + "_flags & " + std::to_string(flag::deleted | flag::merged) + ')';
}
[[nodiscard]] inline std::string is_shown(std::string_view alias = {}) { return "NOT " + is_gone(alias); }

}  // namespace keybook::tables
