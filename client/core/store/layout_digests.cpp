// What a profile keeps to find out whether it holds what it should.
#include "store/layout.h"
#include "store/store.h"

namespace keybook::client::store {

namespace {

constexpr const char* digest_tables = R"sql(
-- Digest of the confirmed records of each account file ('' is the shared collection); no row: it has none.
CREATE TABLE IF NOT EXISTS digest(account TEXT PRIMARY KEY, sum INTEGER NOT NULL) WITHOUT ROWID;
-- Files that are not here as they should be: asked for anew at the next sync.
CREATE TABLE IF NOT EXISTS damaged(account TEXT PRIMARY KEY) WITHOUT ROWID;
-- Mutations that the server holds until somebody confirms them; queries name this index.
CREATE INDEX IF NOT EXISTS outbox_held ON outbox(enrolment, counter) WHERE stage = 4;
)sql";

}  // namespace

void grow_layout_3(sqlite::Database& database) { base::need(database.exec(digest_tables)); }

}  // namespace keybook::client::store
