// SQL function keybook_sort_key(text): a blob that orders texts as Chinese people expect, by pinyin, Latin letters
// without regard to case. Keys are made once per row and query; they are never stored (ICU's version decides them).
// Threads: as the database. Errors: base::Failure.
#pragma once

#include "sqlite/database.h"

namespace keybook::client::store {

void register_sort_key(sqlite::Database& database);

}  // namespace keybook::client::store
