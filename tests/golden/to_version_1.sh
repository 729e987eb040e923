#!/bin/sh
# client-1.db and server-1.db out of client-2.db and server-2.db: what version 2 added to the SQL of version 1 goes.
set -eu
cd "$1"
cp client-2.db client-1.db
sqlite3 client-1.db <<'SQL'
DROP TABLE kept; DROP TABLE parcel; DROP TABLE late; DROP TABLE parked; DROP TABLE dropped;
ALTER TABLE enrolment DROP COLUMN token;
ALTER TABLE enrolment DROP COLUMN seal_key;
ALTER TABLE enrolment DROP COLUMN revoked;
ALTER TABLE enrolment DROP COLUMN gaps;
ALTER TABLE enrolment DROP COLUMN lost_after;
ALTER TABLE enrolment DROP COLUMN lost_until;
DROP TABLE r_handover; DROP TABLE s_handover; DROP TABLE r_cover; DROP TABLE s_cover;
DROP TABLE r_declaration; DROP TABLE s_declaration;
DELETE FROM meta WHERE key <> 'layout';
UPDATE meta SET value = '1' WHERE key = 'layout';
SQL
cp server-2.db server-1.db
sqlite3 server-1.db <<'SQL'
DROP TABLE plan; DROP TABLE act; DROP TABLE remade; DROP TABLE origin; DROP TABLE parcel;
ALTER TABLE enrolment DROP COLUMN token;
ALTER TABLE enrolment DROP COLUMN copy_of;
ALTER TABLE enrolment DROP COLUMN closed;
DROP TABLE r_handover; DROP TABLE r_cover; DROP TABLE r_declaration;
DELETE FROM meta WHERE key NOT IN ('server', 'epoch', 'store_version');
UPDATE meta SET value = '1' WHERE key = 'store_version';
SQL
for file in client-1.db server-1.db; do sqlite3 "$file" 'PRAGMA journal_mode=DELETE; VACUUM' > /dev/null; done
