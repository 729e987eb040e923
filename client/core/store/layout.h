// Tables of the profile that no declaration describes. Internal to this folder.
#pragma once

#include "sqlite/database.h"

namespace keybook::client::store {

// Creates what is missing, inside a transaction of the caller. Errors: base::Failure; WrongVersion if a newer program
// wrote the database.
void make_layout(sqlite::Database& database);
// What version 2 adds.
void grow_layout_2(sqlite::Database& database);
// What version 3 adds: digests.
void grow_layout_3(sqlite::Database& database);
// What version 4 adds: what is needed after a restore of the server.
void grow_layout_4(sqlite::Database& database);
// What version 5 adds: what is found by its file, and mutations by their stage.
void grow_layout_5(sqlite::Database& database);

}  // namespace keybook::client::store
