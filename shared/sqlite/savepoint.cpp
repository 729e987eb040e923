#include "sqlite/savepoint.h"

#include "base/failure.h"

namespace keybook::sqlite {

Savepoint::Savepoint(Database& database) : database_(database) { base::need(database_.exec("SAVEPOINT part")); }

// Where even that fails (a full disk, say), SQLite has taken back the whole transaction, and its commit will say so.
Savepoint::~Savepoint() {
  if (!kept_) static_cast<void>(database_.exec("ROLLBACK TO part; RELEASE part"));
}

void Savepoint::keep() {
  base::need(database_.exec("RELEASE part"));
  kept_ = true;
}

}  // namespace keybook::sqlite
