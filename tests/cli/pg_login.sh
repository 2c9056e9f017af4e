#!/bin/sh
# SPDX-License-Identifier: MIT
# A station's login in a hub's PostgreSQL tries whatever statement it could think of, and neither sees
# nor writes anything but its own mailbox.
. "$SHOUWEN_SRCDIR/tests/cli/pg_hub.sh"

with_hub $mine $other
"$SHOUWEN_BUILDDIR/src/shouwen-hub" init other --store "pg:host=$pg dbname=shouwen_hub user=shouwen_hub password=geheim" >said 2>&1
[ $? -ne 0 ] && grep -q pgpass said && ! grep -q geheim said
say 'a password is taken in no address'

[ "$(hub 'SELECT count(*) FROM mail.inbox')" -ge 2 ] && "$SHOUWEN_BUILDDIR/src/shouwen-hub" publish >/dev/null &&
    [ "$(hub 'SELECT count(DISTINCT client) FROM mail.outbox')" -eq 2 ] &&
    secrets &&
    [ "$(me 'SELECT count(DISTINCT client) FROM mail.inbox')" -eq 1 ] && [ "$(me 'SELECT count(*) FROM mail.outbox')" -ge 1 ]
say 'two stations have bundles in a hub, and each sees its own'
before=$(state)

# Each is tried for itself, and after SET ROLE, SET SESSION AUTHORIZATION and settings that might lift a policy.
cat >tries <<END
SELECT * FROM mail.inbox
SELECT * FROM mail.outbox
SELECT * FROM mail.inbox WHERE client = '$other'
SELECT bytes FROM mail.outbox WHERE name LIKE '%secret%'
SELECT i.* FROM mail.inbox i RIGHT JOIN (VALUES ('$other')) v(c) ON i.client = v.c
SELECT (SELECT string_agg(encode(bytes, 'escape'), '') FROM mail.inbox)
TABLE mail.inbox
COPY mail.inbox TO STDOUT
COPY mail.outbox TO STDOUT
COPY (SELECT * FROM mail.inbox) TO STDOUT
COPY (SELECT * FROM mail.outbox) TO PROGRAM 'cat >/tmp/stolen'
COPY mail.inbox FROM PROGRAM 'echo x'
COPY mail.inbox TO '/tmp/stolen'
INSERT INTO mail.inbox VALUES ('$other', '$other-hub-x', 'x', 9)
INSERT INTO mail.inbox VALUES ('$other', '$other-hub-secret', 'x', 9) ON CONFLICT (client, name) DO UPDATE SET bytes = 'x'
INSERT INTO mail.inbox VALUES ('$other', '$other-hub-secret', 'x', 9) ON CONFLICT DO NOTHING
INSERT INTO mail.inbox SELECT '$mine', '$mine-hub-' || client, bytes, 9 FROM mail.inbox WHERE client = '$other' RETURNING encode(bytes, 'escape')
INSERT INTO mail.outbox VALUES ('$other', 'hub-$other-x', 'x')
INSERT INTO mail.outbox VALUES ('$mine', 'hub-$mine-x', 'x')
UPDATE mail.inbox SET client = '$other'
UPDATE mail.inbox SET bytes = 'x' WHERE client = '$other'
UPDATE mail.inbox SET name = '$other-hub-x'
UPDATE mail.outbox SET bytes = 'x'
DELETE FROM mail.inbox WHERE client = '$other'
DELETE FROM mail.outbox WHERE client <> '$mine'
MERGE INTO mail.inbox i USING (VALUES ('$other')) v(c) ON i.client = v.c WHEN MATCHED THEN DELETE
TRUNCATE mail.inbox
TRUNCATE mail.outbox, mail.inbox CASCADE
DROP TABLE mail.inbox
ALTER TABLE mail.inbox DISABLE ROW LEVEL SECURITY
ALTER TABLE mail.outbox OWNER TO shouwen_$mine
DROP POLICY own ON mail.inbox
CREATE POLICY all_of_it ON mail.inbox USING (true)
ALTER POLICY own ON mail.inbox USING (true)
CREATE RULE r AS ON INSERT TO mail.inbox DO ALSO SELECT 1
CREATE TRIGGER t AFTER INSERT ON mail.inbox EXECUTE FUNCTION suppress_redundant_updates_trigger()
CREATE VIEW mail.v AS SELECT * FROM mail.inbox
CREATE VIEW public.v AS SELECT * FROM mail.inbox
CREATE TEMP VIEW v AS SELECT * FROM mail.inbox
CREATE MATERIALIZED VIEW public.m AS SELECT * FROM mail.inbox
CREATE TABLE public.t AS SELECT * FROM mail.inbox
CREATE TEMP TABLE inbox (client text, name text, bytes bytea)
SELECT * INTO TEMP t FROM mail.inbox
CREATE SCHEMA mine
CREATE SCHEMA AUTHORIZATION shouwen_$mine
CREATE FUNCTION public.f(text) RETURNS boolean LANGUAGE sql AS 'SELECT true'
CREATE FUNCTION pg_temp.f(text) RETURNS boolean LANGUAGE sql AS 'SELECT true'
CREATE FUNCTION mail.f() RETURNS void SECURITY DEFINER LANGUAGE sql AS 'DELETE FROM mail.inbox'
CREATE FUNCTION pg_catalog.session_user() RETURNS name LANGUAGE sql AS 'SELECT ''shouwen_$other''::name'
CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)
CREATE OPERATOR pg_catalog.|| (LEFTARG = text, RIGHTARG = text, FUNCTION = textcat)
CREATE CAST (name AS text) WITH INOUT
CREATE EXTENSION dblink
CREATE EXTENSION file_fdw
CREATE EXTENSION postgres_fdw
CREATE LANGUAGE plpython3u
CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw
CREATE ROLE thief SUPERUSER
CREATE DATABASE theft TEMPLATE shouwen_hub
ALTER ROLE shouwen_$mine SUPERUSER
ALTER ROLE shouwen_$mine BYPASSRLS
ALTER ROLE shouwen_$mine RENAME TO shouwen_$other
ALTER ROLE shouwen_$other PASSWORD 'x'
ALTER DATABASE shouwen_hub SET row_security = off
GRANT shouwen_hub TO shouwen_$mine
GRANT SELECT ON mail.inbox TO PUBLIC
REVOKE ALL ON mail.inbox FROM shouwen_hub
REASSIGN OWNED BY shouwen_hub TO shouwen_$mine
COMMENT ON TABLE mail.inbox IS 'x'
SECURITY LABEL ON TABLE mail.inbox IS 'x'
ANALYZE mail.inbox
VACUUM FULL mail.inbox
CLUSTER mail.inbox USING inbox_pkey
REINDEX TABLE mail.inbox
CREATE STATISTICS public.s ON client, name FROM mail.inbox
SELECT * FROM pg_stats WHERE tablename IN ('inbox', 'outbox')
SELECT most_common_vals, histogram_bounds FROM pg_stats WHERE schemaname IN ('mail', 'hub')
SELECT * FROM pg_statistic
SELECT rolpassword FROM pg_authid
SELECT passwd FROM pg_shadow
SELECT query FROM pg_stat_activity WHERE usename <> 'shouwen_$mine'
SELECT * FROM hub.act
SELECT * FROM hub.client
SELECT * FROM hub.act_0
INSERT INTO hub.event VALUES (1, 1, 'x', 'x', 'x')
UPDATE hub.counter SET version = 0
DELETE FROM hub.feed
TRUNCATE hub.log
LOCK TABLE hub.counter IN ACCESS EXCLUSIVE MODE
LOCK TABLE mail.inbox, mail.outbox IN ACCESS EXCLUSIVE MODE
LOCK TABLE mail.inbox IN EXCLUSIVE MODE
LOCK TABLE mail.inbox IN SHARE ROW EXCLUSIVE MODE
LOCK TABLE mail.inbox IN SHARE MODE
LOCK TABLE mail.inbox IN SHARE UPDATE EXCLUSIVE MODE
LOCK TABLE mail.outbox IN SHARE MODE
LOCK TABLE mail.outbox IN ROW EXCLUSIVE MODE
SELECT pg_advisory_lock(i) FROM generate_series(1, 100000) i
SELECT pg_try_advisory_xact_lock_shared(1, i) FROM generate_series(1, 100000) i
DELETE FROM mail.inbox
DELETE FROM mail.outbox
SELECT nextval('hub.s')
SELECT lo_from_bytea(0, 'x')
SELECT lo_create(4242)
SELECT lo_creat(-1)
SELECT lo_import('/etc/passwd')
SELECT lo_export(1, '/tmp/stolen')
SELECT pg_read_file('PG_VERSION')
SELECT pg_read_binary_file('global/pg_control')
SELECT pg_ls_dir('.')
SELECT pg_read_file(setting) FROM pg_settings WHERE name = 'hba_file'
SELECT pg_stat_file('PG_VERSION')
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'shouwen_hub'
SELECT pg_reload_conf()
SELECT pg_switch_wal()
SELECT pg_create_restore_point('x')
SELECT pg_logical_emit_message(true, 'x', 'x')
SELECT pg_create_logical_replication_slot('x', 'test_decoding')
SELECT query_to_xml('SELECT * FROM mail.inbox', true, true, '')
SELECT table_to_xml('mail.outbox', true, true, '')
SELECT schema_to_xml('mail', true, true, '')
SELECT database_to_xml(true, true, '')
SELECT dblink('dbname=shouwen_hub user=shouwen_hub', 'SELECT 1')
DO 'BEGIN EXECUTE ''DELETE FROM mail.inbox WHERE client <> ''''$mine''''''; END'
DO 'DECLARE r record; BEGIN FOR r IN SELECT * FROM mail.inbox LOOP RAISE NOTICE ''%'', encode(r.bytes, ''escape''); END LOOP; END'
DO 'BEGIN PERFORM set_config(''role'', ''shouwen_hub'', false); DELETE FROM mail.outbox; END'
PREPARE p AS SELECT encode(bytes, 'escape') FROM mail.inbox; EXECUTE p
DECLARE c CURSOR WITH HOLD FOR SELECT encode(bytes, 'escape') FROM mail.inbox; FETCH ALL FROM c
EXPLAIN (ANALYZE, VERBOSE) SELECT encode(bytes, 'escape') FROM mail.inbox WHERE 1 / (length(bytes) - 6) > 0
SELECT encode(bytes, 'escape')::int FROM mail.inbox
SELECT 1 FROM mail.inbox WHERE encode(bytes, 'escape')::int = 1
SELECT ctid, * FROM mail.inbox WHERE ctid IN ('(0,1)', '(0,2)', '(0,3)', '(0,4)', '(0,5)')
DELETE FROM mail.inbox WHERE client = '$other' OR ctid = '(0,3)' AND client <> '$mine' RETURNING encode(bytes, 'escape')
NOTIFY x, 'y'
LOAD 'dblink'
ALTER SYSTEM SET row_security = off
IMPORT FOREIGN SCHEMA mail FROM SERVER s INTO public
CREATE PUBLICATION p FOR TABLE mail.inbox
CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION y
CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION pg_catalog.event_trigger()
CREATE TABLESPACE t LOCATION '/tmp'
END
cat >settings <<END

SET ROLE shouwen_hub;
SET ROLE shouwen_$other;
SET ROLE postgres;
SET ROLE shouwen_mail_shouwen_hub;
SET SESSION AUTHORIZATION shouwen_$other;
SET SESSION AUTHORIZATION DEFAULT;
SET row_security = off;
SET search_path = pg_temp, public, mail;
SET session_replication_role = replica;
SELECT set_config('session_authorization', 'shouwen_$other', false);
SELECT set_config('role', 'shouwen_hub', false);
SET "session.user" = 'shouwen_$other';
SET LOCAL ROLE shouwen_hub;
SET check_function_bodies = off; SET standard_conforming_strings = off;
END

# One file for psql, which goes on after an error; what it owns itself is put back before each round.
: >said
while IFS= read -r setting; do
    {
        while IFS= read -r try; do
            printf '%s\n%s;\nROLLBACK;\nRESET ROLE;\nRESET SESSION AUTHORIZATION;\n' "$setting" "$try"
        done <tries
    } >round.sql
    psql -X -q -A -t -h "$pg" -U "shouwen_$mine" -d shouwen_hub -f round.sql >>said 2>&1
done <settings
[ "$(grep -c 'permission denied\|must be\|not permitted\|violates row-level' said)" -gt 500 ] &&
    ! grep -q 'SECRET\|534543524554\|U0VDUkVU' said && ! grep -q "^$other|\|^hub-$other\|^(.*)|$other|" said && ! grep -q 'root:x:' said &&
    [ ! -e /tmp/stolen ]
say "$(($(wc -l <tries) * $(wc -l <settings))) statements show nothing of others"

[ "$(state)" = "$before" ]
say 'and change nothing of others, of the hub or of the server'

for login in postgres shouwen_hub; do
    PGOPTIONS="-c role=$login" psql -X -q -A -t -h "$pg" -U "shouwen_$mine" -d shouwen_hub -c 'TABLE mail.inbox' >>said 2>&1
    PGOPTIONS="-c session_authorization=$login" psql -X -q -A -t -h "$pg" -U "shouwen_$mine" -d shouwen_hub -c 'TABLE mail.inbox' >>said 2>&1
done
! grep -q SECRET said
say 'nor do settings that come with the connection'

hub "DELETE FROM mail.inbox WHERE name LIKE '%secret'; DELETE FROM mail.outbox WHERE name LIKE '%secret'"
me "INSERT INTO mail.inbox VALUES ('$mine', '$mine-hub-x', 'x', 200); UPDATE mail.inbox SET bytes = '' WHERE name = '$mine-hub-x'; SELECT 'mine'" | grep -qx mine &&
    "$SHOUWEN_BUILDDIR/src/shouwen" --db $other.db --config empty.ini sync --wait 0 >/dev/null
say 'its own mailbox is as usable as before, and so is the other one'

for mode in 'ACCESS EXCLUSIVE' EXCLUSIVE 'SHARE ROW EXCLUSIVE' SHARE 'SHARE UPDATE EXCLUSIVE'; do
    me "BEGIN; LOCK TABLE mail.inbox IN $mode MODE"
    me "BEGIN; LOCK TABLE mail.outbox IN $mode MODE"
done >locks
for call in 'pg_advisory_lock(1)' 'pg_advisory_xact_lock_shared(1, 2)' 'pg_try_advisory_lock(1)'; do
    me "SELECT $call"
done >>locks
[ "$(grep -c 'permission denied' locks)" -eq 13 ] && me "SET temp_file_limit = -1" | grep -q 'permission denied'
say 'it may lock no table, and take no locks and no disk that are for all'

begun=$(date +%s)
again $mine && again $other
holds "BEGIN; SELECT count(*) FROM mail.inbox; SELECT name FROM mail.inbox FOR UPDATE; SELECT name FROM mail.outbox FOR UPDATE;
    UPDATE mail.outbox SET bytes = ''; LOCK TABLE mail.inbox IN ROW EXCLUSIVE MODE"
"$SHOUWEN_BUILDDIR/src/shouwen-hub" serve --rounds 1 >served; served=$?
[ $served -eq 0 ] && grep -q '^[4-9] bundles taken in, [4-9] new acts, 0 refused' served && again $other &&
    [ "$(hub "SELECT count(*) FROM mail.inbox WHERE client = '$mine'")" -ge 3 ] &&
    [ "$(($(date +%s) - begun))" -lt 20 ]
say 'a transaction that it leaves open holds up neither the hub nor another station'
let_go
"$SHOUWEN_BUILDDIR/src/shouwen-hub" ingest >/dev/null && "$SHOUWEN_BUILDDIR/src/shouwen-hub" publish >/dev/null &&
    "$SHOUWEN_BUILDDIR/src/shouwen" --db $mine.db --config empty.ini sync --wait 0 >/dev/null &&
    [ "$(hub 'SELECT count(*) FROM mail.inbox WHERE length(bytes) = 0')" -eq 0 ]
say 'and what it held goes when it ends'

me "INSERT INTO mail.inbox SELECT '$mine', '$mine-hub-' || i, 'x', i FROM generate_series(5, 250) i"
again $other && "$SHOUWEN_BUILDDIR/src/shouwen-hub" ingest --most 1 >taken && grep -q '^1 bundles taken in, 1 new acts' taken &&
    [ "$(wc -l <taken)" -eq 1 ]
say 'rows that are no bundles go in front of nobody'
for _ in 1 2 3; do "$SHOUWEN_BUILDDIR/src/shouwen-hub" ingest >/dev/null; done
[ "$(hub "SELECT count(*) FROM mail.inbox WHERE name LIKE '$mine-hub-%' AND name NOT LIKE '%.swb'")" -eq 0 ]
say 'and they do not stay'

code=$("$SHOUWEN_BUILDDIR/src/shouwen" --db $mine.db --config empty.ini sync --enrol-code | head -n 1)
password() { sh "$server" sql "$pg" "SELECT rolpassword FROM pg_authid WHERE rolname = 'shouwen_$mine'"; }
before=$(password) && "$SHOUWEN_BUILDDIR/src/shouwen-hub" enrol --node $mine --code "$code" >twice &&
    grep -q 'stay as they are' twice && [ "$(password)" = "$before" ] &&
    "$SHOUWEN_BUILDDIR/src/shouwen-hub" rotate --node $mine --code "$code" | grep -q 'its password' && [ "$(password)" != "$before" ]
say 'enrolled once more it keeps its password; a new key brings another'

sh "$server" sql "$pg" 'CREATE ROLE shouwen_310115007003 LOGIN' && code=$("$SHOUWEN_BUILDDIR/src/shouwen" --db third.db --config empty.ini init --node 310115007003 --name 站 >/dev/null &&
    "$SHOUWEN_BUILDDIR/src/shouwen" --db third.db --config empty.ini sync --enrol-code | head -n 1)
"$SHOUWEN_BUILDDIR/src/shouwen-hub" enrol --node 310115007003 --code "$code" 2>&1 | grep -q 'belongs to something else'
say 'a login of the server that is none of its clients is left alone'

holds "BEGIN; SELECT count(*) FROM mail.inbox"
"$SHOUWEN_BUILDDIR/src/shouwen-hub" revoke --node $mine >/dev/null && me 'SELECT 1' | grep -q 'not permitted to log in' &&
    [ "$(hub "SELECT count(*) FROM pg_stat_activity WHERE usename = 'shouwen_$mine'")" -eq 0 ]
say 'who is revoked cannot log in, and what it had open is ended'
let_go

"$SHOUWEN_BUILDDIR/src/shouwen" --db $mine.db --config empty.ini sync >out 2>err
[ $? -eq 1 ] && grep -q 'this station was revoked at the hub, its login is closed' err &&
    "$SHOUWEN_BUILDDIR/src/shouwen" --db $mine.db --config empty.ini sync status | grep -q 'revoked at the hub'
say 'and hears it'
echo "1..$count"
