#!/bin/sh
# SPDX-License-Identifier: MIT
# What else a station's login in a hub's PostgreSQL could try, with what is to come of each: names of the hub's put before
# the right ones, rights that roles may have, files, locks, numbers that tell of rows which are not shown, other databases,
# a mailbox without end, a role that cannot be closed.
. "$SHOUWEN_SRCDIR/tests/cli/pg_hub.sh"

with_hub $mine $other && admin publish >/dev/null && secrets && before=$(state) && [ -n "$before" ]
say 'two stations have bundles in a hub'
bundles=$(me 'SELECT count(*) FROM mail.inbox')

# What comes first: "no", it is refused; "yes", it says nothing; or what it says. Each line is tried for itself.
cat >table <<END
no CREATE TEMP TABLE client (name text)
no CREATE TEMP TABLE pg_namespace AS SELECT 'mail' AS nspname
no CREATE TEMP VIEW pg_roles AS SELECT 'shouwen_$other' AS rolname
no CREATE TEMP SEQUENCE counter
no CREATE FUNCTION pg_temp.length(bytea) RETURNS integer LANGUAGE sql AS 'SELECT 0'
no CREATE FUNCTION pg_catalog.length(text) RETURNS integer LANGUAGE sql AS 'SELECT 0'
no CREATE FUNCTION mail.substr(text, integer) RETURNS text LANGUAGE sql AS 'SELECT ''$other'''
no CREATE FUNCTION public.leak(text) RETURNS boolean COST 0.0000001 LEAKPROOF LANGUAGE sql AS 'SELECT true'
no CREATE PROCEDURE public.p() LANGUAGE sql AS 'SELECT 1'
no CREATE AGGREGATE mail.count(*) (SFUNC = int8inc, STYPE = bigint)
no CREATE OPERATOR pg_temp.= (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)
no CREATE OPERATOR mail.|| (LEFTARG = text, RIGHTARG = text, FUNCTION = textcat)
no CREATE OPERATOR CLASS mail.o DEFAULT FOR TYPE text USING btree AS OPERATOR 1 <
no CREATE CAST (bytea AS text) WITHOUT FUNCTION
no CREATE CAST (name AS text) WITH INOUT AS IMPLICIT
no CREATE TYPE pg_temp.bytea AS (x text)
no CREATE DOMAIN mail.text AS integer
no CREATE COLLATION mail."C" FROM "POSIX"
no CREATE CONVERSION mail.c FOR 'UTF8' TO 'LATIN1' FROM utf8_to_iso8859_1
no CREATE TEXT SEARCH CONFIGURATION mail.t (COPY = simple)
no CREATE SCHEMA pg_temp_99
no CREATE SCHEMA shouwen_$mine
no CREATE TABLE hub.act_8 PARTITION OF hub.act DEFAULT
no CREATE TABLE public.t (c text, n text, FOREIGN KEY (c, n) REFERENCES mail.inbox)
no CREATE TABLE public.t () INHERITS (mail.inbox)
no CREATE INDEX ON mail.inbox (client)
no CREATE RULE "_RETURN" AS ON SELECT TO mail.outbox DO INSTEAD SELECT * FROM mail.inbox
no CREATE TRIGGER t BEFORE INSERT ON mail.inbox FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()
no CREATE VIEW public.v WITH (security_invoker = false) AS SELECT * FROM mail.inbox
no CREATE FUNCTION public.f() RETURNS bigint SECURITY DEFINER LANGUAGE sql AS 'SELECT count(*) FROM mail.inbox'
no ALTER FUNCTION pg_catalog.session_user() OWNER TO shouwen_$mine
no ALTER TABLE mail.inbox ADD COLUMN x text
no ALTER TABLE mail.inbox ALTER bytes TYPE text USING 'x'
no ALTER TABLE mail.inbox DROP CONSTRAINT inbox_place_check
no ALTER TABLE mail.inbox ALTER client SET STATISTICS 100
no ALTER TABLE mail.inbox NO FORCE ROW LEVEL SECURITY
no ALTER SCHEMA mail RENAME TO theirs
no ALTER DATABASE shouwen_hub CONNECTION LIMIT 0
no ALTER DATABASE shouwen_hub SET search_path = public
no DROP POLICY emptied ON mail.outbox
no DROP OWNED BY shouwen_hub
shouwen_$mine SET search_path = pg_temp, mail; SELECT session_user
$bundles SET search_path = pg_temp, mail, public; SELECT count(*) FROM inbox
$bundles SELECT count(*) FROM mail.inbox WHERE client = '$other' OR true
0 SELECT count(*) FROM mail.inbox WHERE client <> '$mine'
0 SELECT count(*) FROM mail.outbox WHERE client <> '$mine'
0 SELECT count(*) FROM (SELECT 1 FROM mail.inbox WHERE client = '$other' FOR UPDATE) x
$bundles SELECT count(*) FROM mail.inbox TABLESAMPLE SYSTEM (100)
0 SELECT count(*) FROM mail.inbox i FULL JOIN (VALUES ('$other')) v(c) ON i.client = v.c WHERE i.client = v.c
0 SELECT count(*) FROM mail.inbox WHERE ctid = ANY (ARRAY(SELECT ('(' || p || ',' || i || ')')::tid FROM generate_series(0, 9) p, generate_series(1, 99) i)) AND client <> '$mine'
no SET ROLE pg_read_all_data
no SET ROLE pg_execute_server_program
no SET ROLE shouwen_hub
no SET SESSION AUTHORIZATION shouwen_hub
shouwen_$mine RESET ROLE; SELECT current_user
shouwen_$mine SET SESSION AUTHORIZATION DEFAULT; SELECT session_user
no GRANT pg_read_all_data TO shouwen_$mine
no GRANT pg_write_all_data TO shouwen_$mine
no GRANT shouwen_mail_shouwen_hub TO shouwen_$mine WITH ADMIN OPTION
no GRANT shouwen_$mine TO shouwen_$other
no GRANT shouwen_$other TO shouwen_$mine
no REVOKE shouwen_$mine FROM shouwen_hub
no REVOKE shouwen_mail_shouwen_hub FROM shouwen_$other
no ALTER ROLE shouwen_$mine CONNECTION LIMIT -1
no ALTER ROLE shouwen_$mine CREATEROLE
no ALTER ROLE shouwen_$mine REPLICATION
no ALTER ROLE shouwen_$mine VALID UNTIL 'infinity'
no ALTER ROLE shouwen_$mine SET temp_file_limit = -1
no ALTER ROLE shouwen_$mine SET log_statement = 'none'
no ALTER ROLE shouwen_$mine SET session_preload_libraries = 'x'
no ALTER ROLE shouwen_$other SET search_path = public
no ALTER ROLE shouwen_hub SET shouwen.longest = '1 year'
no ALTER ROLE ALL SET search_path = public
no DROP ROLE shouwen_$other
no COMMENT ON ROLE shouwen_$mine IS 'x'
no SET session_replication_role = replica
no SET log_min_messages = panic
no SET temp_file_limit = -1
no SET allow_system_table_mods = on
no SET row_security = off; SELECT * FROM mail.inbox
no COPY (SELECT 1) TO '/tmp/stolen'
no COPY (SELECT 1) TO PROGRAM 'cat >/tmp/stolen'
no COPY mail.inbox FROM PROGRAM 'echo x'
no COPY mail.inbox FROM '/etc/passwd'
no SELECT pg_read_file('postgresql.conf')
no SELECT pg_read_file('/etc/passwd', 0, 10)
no SELECT pg_ls_dir('base')
no SELECT pg_ls_waldir()
no SELECT pg_ls_logdir()
no SELECT pg_current_logfile()
no SELECT pg_stat_file('PG_VERSION')
no SELECT * FROM pg_hba_file_rules
no SELECT * FROM pg_file_settings
no SELECT * FROM pg_config
no SELECT lo_import('/etc/passwd')
no SELECT lo_create(0)
no SELECT lo_put(1, 0, 'x')
no SELECT pg_rotate_logfile()
no SELECT pg_backup_start('x')
no SELECT pg_promote()
no SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'
no SELECT pg_log_backend_memory_contexts(1)
no SELECT pg_stat_reset()
no SELECT pg_replication_origin_create('x')
no SELECT pg_export_snapshot() FROM pg_authid
no SELECT pg_create_physical_replication_slot('x')
no TABLE pg_authid
no TABLE pg_largeobject
no TABLE pg_user_mapping
no TABLE pg_statistic
no TABLE pg_statistic_ext_data
no SELECT subconninfo FROM pg_subscription
0 SELECT count(*) FROM pg_stats WHERE schemaname IN ('mail', 'hub')
0 SELECT count(*) FROM pg_stats_ext
0 SELECT count(*) FROM pg_largeobject_metadata
0 SELECT count(*) FROM pg_stat_activity WHERE usename <> session_user AND (query <> '<insufficient privilege>' OR xact_start IS NOT NULL OR client_port IS NOT NULL OR state IS NOT NULL)
0 SELECT count(*) FROM pg_stat_get_activity(NULL) WHERE usesysid <> session_user::text::regrole::oid AND query <> '<insufficient privilege>'
0 SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename <> session_user AND client_dn IS NOT NULL
0 SELECT count(*) FROM pg_prepared_xacts
0 SELECT count(*) FROM pg_cursors
no SELECT count(*) FROM pg_shmem_allocations
t SELECT NOT has_schema_privilege('hub', 'USAGE') AND NOT has_schema_privilege('mail', 'CREATE') AND NOT has_schema_privilege('public', 'USAGE')
0 SELECT count(*) FROM pg_class WHERE relnamespace = 'hub'::regnamespace AND relkind IN ('r', 'p', 'S', 'v') AND (has_table_privilege(oid, 'SELECT') OR has_table_privilege(oid, 'INSERT'))
0 SELECT count(*) FROM pg_proc WHERE prosecdef AND has_function_privilege(oid, 'EXECUTE')
no SELECT currtid2('mail.inbox', '(0,1)')
no INSERT INTO mail.inbox VALUES ('$other', '$other-hub-x', 'x', 9)
no INSERT INTO mail.inbox VALUES ('$mine', '$other-hub-x', 'x', 9)
no INSERT INTO mail.inbox VALUES ('$mine', '$mine-hub-x', 'x', 0)
no INSERT INTO mail.inbox VALUES ('$mine', '$mine-hub-x', 'x', 251)
no INSERT INTO mail.inbox VALUES ('$mine', '$mine-hub-x', 'x', NULL)
no INSERT INTO mail.inbox VALUES ('$mine', '$mine-hub-' || repeat('x', 300), 'x', 9)
no INSERT INTO mail.inbox VALUES ('$mine', '$mine-hub-x', repeat('x', 4259913)::bytea, 9)
no INSERT INTO mail.inbox SELECT '$mine', '$mine-hub-' || i, 'x', i % 250 + 1 FROM generate_series(1, 251) i
no MERGE INTO mail.inbox i USING (VALUES ('$other')) v(c) ON i.client = v.c WHEN NOT MATCHED THEN INSERT VALUES (v.c, v.c || '-hub-x', 'x', 9)
no WITH x AS (DELETE FROM mail.inbox RETURNING *) SELECT * FROM x
no UPDATE mail.inbox SET client = '$other', name = '$other-hub-x'
no UPDATE mail.inbox SET name = '$other-hub-x'
no UPDATE mail.inbox SET place = 3
no UPDATE mail.outbox SET bytes = 'x'
no UPDATE mail.outbox SET name = 'hub-$mine-x'
no UPDATE mail.outbox SET client = '$other'
no INSERT INTO mail.outbox VALUES ('$mine', 'hub-$mine-x', '')
no DELETE FROM mail.inbox WHERE client = '$other'
no TRUNCATE mail.outbox
yes UPDATE mail.inbox SET bytes = 'x' WHERE client = '$other' RETURNING name
yes UPDATE mail.outbox SET bytes = '' WHERE client = '$other' RETURNING name
no BEGIN; LOCK pg_authid
no BEGIN; LOCK TABLE hub.counter IN ACCESS SHARE MODE
no BEGIN; LOCK TABLE mail.inbox IN SHARE ROW EXCLUSIVE MODE
no BEGIN; LOCK TABLE mail.outbox IN SHARE UPDATE EXCLUSIVE MODE
no BEGIN; LOCK TABLE pg_class IN EXCLUSIVE MODE
yes BEGIN; LOCK TABLE mail.inbox IN ROW EXCLUSIVE MODE; ROLLBACK
no SELECT pg_advisory_lock(1)
no SELECT pg_advisory_unlock_all() FROM pg_try_advisory_xact_lock(1, 1)
no BEGIN; SELECT; PREPARE TRANSACTION 'x'
no CHECKPOINT
no ALTER SYSTEM SET max_prepared_transactions = 10
no LOAD '/tmp/x'
yes NOTIFY x, 'y'
0 SELECT pg_notification_queue_usage()
yes BEGIN; DECLARE c CURSOR WITH HOLD FOR SELECT name FROM mail.inbox WHERE client <> '$mine'; COMMIT; FETCH ALL FROM c; CLOSE c
no COPY mail.inbox FROM STDIN
END
refusals='permission denied\|must be \|must have \|row-level security\|violates\|are disabled\|not allowed'
# The answers in the order of the lines.
while read -r wanted statement; do
    printf '\\echo @\n%s;\nROLLBACK;\nRESET ALL;\n' "$statement"
done <table >table.sql
PGOPTIONS='' psql -X -q -A -t -h "$pg" -U "shouwen_$mine" -d shouwen_hub -f table.sql 2>&1 |
    sed -e '/no transaction in progress/d' -e 's/^psql:[^ ]* //' |
    awk '/^@$/ { if (n++) print said; said = ""; next } { said = said (said == "" ? "" : " / ") $0 } END { print said }' >answers
exec 3<answers
wrong=0
while read -r wanted statement; do
    read -r answer <&3
    case $wanted in
    no) echo "$answer" | grep -q "^ERROR: .*\($refusals\)" ;;
    yes) [ -z "$answer" ] ;;
    *) [ "$answer" = "$wanted" ] ;;
    esac
    [ $? -eq 0 ] || { wrong=$((wrong + 1)); echo "# $statement: $answer"; }
done <table
exec 3<&-
[ $wrong -eq 0 ] && [ "$(wc -l <answers)" -eq "$(wc -l <table)" ] && ! grep -q 'SECRET\|root:x:' answers && [ ! -e /tmp/stolen ]
say "$(wc -l <table) statements come to what was said of each"
[ "$(state)" = "$before" ]
say 'and nothing is different'

for database in postgres template1; do as shouwen_$mine 'CREATE TEMP TABLE t (x text); SELECT pg_advisory_lock(1)' $database; done >said
psql -X "host=$pg dbname=shouwen_hub user=shouwen_$mine replication=database" -c IDENTIFY_SYSTEM >>said 2>&1
psql -X "host=$pg user=shouwen_$mine replication=yes" -c IDENTIFY_SYSTEM >>said 2>&1
[ "$(grep -c 'permission denied for database\|must be superuser or replication role' said)" -eq 4 ] && [ "$(wc -l <said)" -eq 6 ]
say 'it gets into no other database, and into no replication'

# What a plan tells of rows that are not shown: the same whether a guess is right or not. Twice, for what is read only once.
cat >guesses <<END
client = '$other' AND name = '$other-hub-GUESS'
client >= '$other' AND name = '$other-hub-GUESS'
name = '$other-hub-GUESS'
name >= '$other-hub-GUESS' AND name < '$other-hub-GUESSa'
name = ANY (ARRAY['$other-hub-GUESS']) AND bytes > ''
client = ANY (ARRAY['$other']) AND name = ANY (ARRAY['$other-hub-GUESS']) AND bytes > ''
(client, name) = ('$other', '$other-hub-GUESS') AND place > 0
(client, name) >= ('$other', '$other-hub-GUESS') AND (client, name) <= ('$other', '$other-hub-GUESSa')
bytes = 'GUESS'
name <> 'x' AND bytes = 'GUESS'
bytes = ANY (ARRAY['GUESS'::bytea]) AND place = 250
client = '$other' AND place = 250 AND bytes = 'GUESS'
ctid > '(0,0)' AND name = '$other-hub-GUESS' AND bytes > ''
name = (SELECT '$other-hub-GUESS') AND bytes > ''
name IN (VALUES ('$other-hub-GUESS'), ('x'))
END
plans() {
    for off in '' 'enable_seqscan' 'enable_seqscan enable_indexonlyscan' 'enable_seqscan enable_indexscan enable_indexonlyscan' \
        'enable_indexscan enable_indexonlyscan enable_bitmapscan enable_hashjoin' 'enable_seqscan enable_hashjoin enable_mergejoin'; do
        for each in $off; do echo "SET $each = off;"; done
        while read -r guess; do
            echo "EXPLAIN SELECT 1 FROM mail.inbox WHERE $guess;"
            echo "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF) SELECT name, bytes FROM mail.inbox WHERE $guess;"
            echo "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF) UPDATE mail.inbox SET bytes = '' WHERE $guess;"
            echo "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, SUMMARY OFF) SELECT 1 FROM (VALUES (1), (2)) v LEFT JOIN mail.inbox ON $guess;"
        done <guesses
        echo 'RESET ALL;'
    done | sed "s/GUESS/$1/g" >plans.sql
    PGOPTIONS='' psql -X -q -A -t -h "$pg" -U "shouwen_$mine" -d shouwen_hub -f plans.sql 2>&1 | sed -e "s/$1/GUESS/g" -e 's/53454352455[45]/GUESS/g' -e '/^Planning:$/,/^ *Buffers:/d'
}
hub "UPDATE mail.inbox SET name = '$other-hub-SECRET' WHERE bytes = 'SECRET'; ANALYZE mail.inbox; ANALYZE mail.outbox"
for guess in SECRET SECREU SECRET SECREU; do plans $guess >$guess.plans; done
[ "$(grep -c 'Rows Removed\|never executed' SECRET.plans)" -gt 100 ] && ! grep -q ERROR SECRET.plans && cmp SECRET.plans SECREU.plans &&
    [ "$(hub "SELECT count(*) FROM pg_stats WHERE schemaname = 'mail'")" -eq 0 ]
say "$(grep -c ';$' plans.sql) plans tell nothing of rows that are not shown"

hub "DELETE FROM mail.inbox WHERE bytes = 'SECRET'; DELETE FROM mail.outbox WHERE bytes = 'SECRET'"
for node in "310115-o'k" '310115-a"b' '310115-x;DROP' '310115-Mzj' '310115-pg_x' '310115-hub' pg_monitor postgres hub '' \
    310115-abcdefghijklmnopq; do
    admin enrol --node "$node" --code "$code" >>odd 2>&1 && echo taken >>odd
done
! grep -q taken odd && with=310115007-abcdefghijklmnop && at $with init --node $with --name 科 >/dev/null &&
    at $with sync --trust "$trust" --with "pg:host=$pg dbname=shouwen_hub user=shouwen_$with" >/dev/null &&
    admin enrol --node $with --code "$(at $with sync --enrol-code | head -n 1)" >odd && grep -q "login is shouwen_$with," odd &&
    at $with sync --wait 0 >/dev/null && [ "$(as shouwen_$with 'SELECT DISTINCT client FROM mail.inbox')" = $with ]
say 'no name of a node makes a login that is another, the longest has its own mailbox'

me "INSERT INTO mail.inbox SELECT '$mine', '$mine-hub-' || i, 'x', i FROM generate_series(1, 250) i ON CONFLICT DO NOTHING"
new $mine && at $mine sync --wait 0 >out 2>err
[ $? -eq 3 ] && [ "$(wc -l <err)" -eq 1 ] && grep -q 'mailbox is full of bundles' err && again $other &&
    admin ingest >/dev/null && at $mine sync --wait 0 >/dev/null && admin ingest | grep -q ' 1 new acts' &&
    [ "$(hub "SELECT count(*) FROM mail.inbox WHERE client = '$mine'")" -le 2 ]
say 'a mailbox that is full is told in a line, and the next exchange carries on'

me "INSERT INTO mail.inbox SELECT '$mine', '$mine-hub-' || i, '', i FROM generate_series(1, 250) i ON CONFLICT DO NOTHING"
again $mine && admin ingest | grep -q ' 1 new acts'
say 'what was emptied there takes nobody the room'

sessions() { hub "SELECT count(*) FROM pg_stat_activity WHERE usename = 'shouwen_$mine'"; }
holds "SET shouwen.longest = '1 year'; BEGIN; SELECT count(*) FROM mail.inbox"
admin ingest >/dev/null && [ "$(sessions)" -eq 1 ] && PGOPTIONS='-c shouwen.longest=0s' admin ingest >/dev/null && [ "$(sessions)" -eq 0 ]
say 'a transaction has its time, of which the hub says how long it is'
let_go

begun=$(date +%s)
holds "BEGIN; ALTER ROLE shouwen_$mine PASSWORD 'x'; ALTER ROLE shouwen_$mine SET work_mem = '1GB'"
admin revoke --node $mine >/dev/null && me 'SELECT 1' | grep -q 'not permitted to log in' && [ "$(sessions)" -eq 0 ] && [ $(($(date +%s) - begun)) -lt 20 ]
say 'who holds its role in a transaction is revoked all the same'
let_go
echo "1..$count"
