// A part of a transaction that is done as a whole or taken back, while the rest of it goes on. May be nested.
// Threads: that of the database. Errors: base::Failure.
#pragma once

#include "sqlite/database.h"

namespace keybook::sqlite {

class Savepoint {
 public:
  explicit Savepoint(Database& database);
  Savepoint(const Savepoint&) = delete;
  Savepoint& operator=(const Savepoint&) = delete;
  ~Savepoint();  // takes back what was not kept
  void keep();

 private:
  Database& database_;
  bool kept_ = false;
};

}  // namespace keybook::sqlite
