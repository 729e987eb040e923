#include <sqlite3.h>

#include "sqlite/database.h"

namespace keybook::sqlite {

base::Status copy_database(Database& from, const std::string& to_path) {
  OpenOptions options;
  options.journal = Journal::Rollback;  // the copy is one file, with nothing beside it
  auto to = Database::open(to_path, options);
  if (!to) return tl::unexpected(to.error());
  sqlite3_backup* copying = sqlite3_backup_init((*to)->handle(), "main", from.handle(), "main");
  if (copying == nullptr) return tl::unexpected((*to)->error("copying the database"));
  // All pages in one step: in write-ahead mode that is one snapshot, and nobody waits.
  const int stepped = sqlite3_backup_step(copying, -1);
  const int finished = sqlite3_backup_finish(copying);
  if (stepped != SQLITE_DONE || finished != SQLITE_OK) return tl::unexpected((*to)->error("copying the database"));
  return {};
}

}  // namespace keybook::sqlite
