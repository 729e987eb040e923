// What a profile keeps so that nothing is missing after a restore of the server: which files were evicted lately or
// sent whole because records left them, and what the server had signed.
#include "store/layout.h"
#include "store/store.h"

namespace keybook::client::store {

namespace {

constexpr const char* restore_columns = R"sql(
ALTER TABLE kept ADD COLUMN proof TEXT;  -- protocol::Proof, signed by the server; NULL: it gave none
)sql";

constexpr const char* restore_tables = R"sql(
-- Files that the server told to drop. If it lost the commits after `held` < number, it may not know why.
CREATE TABLE IF NOT EXISTS evicted(account TEXT PRIMARY KEY, number INTEGER NOT NULL, evicted_ms INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS evicted_number ON evicted(number);
-- Acts of this device, closed by the server and for it alone to read. again: 1 if it lost the act, and gets the receipt.
CREATE TABLE IF NOT EXISTS act_receipt(id TEXT PRIMARY KEY, number INTEGER NOT NULL, done_ms INTEGER NOT NULL, again INTEGER NOT NULL,
  receipt TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS act_receipt_number ON act_receipt(number);
CREATE INDEX IF NOT EXISTS act_receipt_again ON act_receipt(id) WHERE again = 1;
)sql";

}  // namespace

void grow_layout_4(sqlite::Database& database) {
  const auto there =
      base::need(database.integer("SELECT count(*) FROM pragma_table_info('kept') WHERE name = 'proof'"));
  if (there.value_or(0) == 0) base::need(database.exec(restore_columns));
  base::need(database.exec(restore_tables));
}

}  // namespace keybook::client::store
