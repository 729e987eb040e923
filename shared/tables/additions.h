// The additions to the declarations that a database holds, read before anything is known of what they declare.
// Threads: as sqlite::Database. Errors: base::Failure.
#pragma once

#include <vector>

#include "schema/additions.h"
#include "sqlite/database.h"

namespace keybook::tables {

// In their order; nothing where the database is older than the record type that holds them. `prefix`: of the tables.
[[nodiscard]] std::vector<schema::Addition> additions(sqlite::Database& database, const std::string& prefix = "r_");

}  // namespace keybook::tables
