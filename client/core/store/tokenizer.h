// The FTS5 tokenizer "keybook": interchange/tokens.h, with field marks as tokens of their own. Internal to this folder.
#pragma once

#include "sqlite/database.h"

namespace keybook::client::store {

// Stands between the texts of two fields, so that no phrase reaches across.
inline constexpr char field_mark = '\x1f';

// Errors: base::Failure where this SQLite has no FTS5.
void register_tokenizer(sqlite::Database& database);

}  // namespace keybook::client::store
