// The tables of the embedded store beside those of the records (shared/tables): who may see what, what was committed,
// users and devices. Called inside a transaction of the caller; errors as base::Failure.
#pragma once

#include "sqlite/database.h"
#include "storage/sqlite/sqlite_store.h"

namespace keybook::server::storage {

// Written into the header of the file, so that no other SQLite database is taken for a store: "KBSV".
inline constexpr std::int64_t application_id = 0x4B425356;

// Creates the tables in an empty database; WrongVersion for a later version, BadFile for a database of something else.
void lay_out(sqlite::Database& database);

// Whether the database holds a store (and not nothing, or something else).
[[nodiscard]] bool holds_store(sqlite::Database& database);

}  // namespace keybook::server::storage
