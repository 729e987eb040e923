// What a profile keeps so that giving up a file costs what the file is large, not what the device ever sent.
#include "store/layout.h"
#include "store/store.h"

namespace keybook::client::store {

namespace {

constexpr const char* file_column = R"sql(
ALTER TABLE kept ADD COLUMN account TEXT;  -- the one file that all its records lie in; NULL: several, or not known
)sql";

constexpr const char* file_indexes = R"sql(
CREATE INDEX IF NOT EXISTS kept_account ON kept(account);
-- Queries name this index: without statistics the planner takes the primary key, and reads all that was ever refused.
CREATE INDEX IF NOT EXISTS outbox_stage ON outbox(enrolment, stage, counter);
)sql";

}  // namespace

void grow_layout_5(sqlite::Database& database) {
  const auto there =
      base::need(database.integer("SELECT count(*) FROM pragma_table_info('kept') WHERE name = 'account'"));
  if (there.value_or(0) == 0) base::need(database.exec(file_column));
  base::need(database.exec(file_indexes));
}

}  // namespace keybook::client::store
