// What a profile keeps so that it can be copied, its server restored, and its files taken away.
#include "store/layout.h"
#include "store/store.h"

namespace keybook::client::store {

namespace {

constexpr const char* columns = R"sql(
ALTER TABLE enrolment ADD COLUMN token TEXT;       -- of the last answer, shown with the next request
ALTER TABLE enrolment ADD COLUMN seal_key TEXT;    -- of the server: what must not stay here is closed with it
ALTER TABLE enrolment ADD COLUMN revoked INTEGER;  -- 1: told to wipe, and did
ALTER TABLE enrolment ADD COLUMN gaps INTEGER;     -- 1: numbers of ours may be closed elsewhere, the server is told so
ALTER TABLE enrolment ADD COLUMN lost_after INTEGER;  -- commits after this one, up to the next, were given before the
ALTER TABLE enrolment ADD COLUMN lost_until INTEGER;  -- server was restored, and mean nothing to it now
)sql";

constexpr const char* tables = R"sql(
-- Mutations that the server has, but no backup of it yet: it may come to need them again.
CREATE TABLE IF NOT EXISTS kept(
  enrolment TEXT, counter INTEGER, number INTEGER,  -- the commit
  ranked TEXT, kept_ms INTEGER, mutation TEXT,
  again INTEGER,               -- 1: it does need it, and waits to be sent again
  PRIMARY KEY(enrolment, counter)) WITHOUT ROWID;
-- The planner would take the primary key, and read all that is kept: queries name this index.
CREATE INDEX IF NOT EXISTS kept_again ON kept(enrolment, counter) WHERE again = 1;
CREATE INDEX IF NOT EXISTS kept_number ON kept(number);
-- Closed boxes for the server. waits: 1 on its way, 0 arrived (only the receipt is left) or wanted only if the server
-- should lose the commits up to `number`.
CREATE TABLE IF NOT EXISTS parcel(id TEXT PRIMARY KEY, account TEXT, mutations INTEGER, made_ms INTEGER, sent_ms INTEGER,
  number INTEGER, waits INTEGER, box TEXT);
CREATE INDEX IF NOT EXISTS parcel_waits ON parcel(id) WHERE waits = 1;
)sql";

}  // namespace

void grow_layout_2(sqlite::Database& database) {
  const auto there =
      base::need(database.integer("SELECT count(*) FROM pragma_table_info('enrolment') WHERE name = 'token'"));
  if (there.value_or(0) == 0) base::need(database.exec(columns));
  base::need(database.exec(tables));
}

}  // namespace keybook::client::store
