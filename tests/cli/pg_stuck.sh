#!/bin/sh
# SPDX-License-Identifier: MIT
# A PostgreSQL that refuses what a hub wants to write, for whatever reason: one bundle alone, a group of them, all. What it
# refuses stays where it is, with one line; the others go in, and when it takes it again so does that one.
. "$SHOUWEN_SRCDIR/tests/cli/pg_hub.sh"
third=310115007003
fourth=310115007004
everybody="$mine $other $third $fourth"
root() { sh "$server" sql "$pg" "$1"; }
left() { hub "SELECT count(*) FROM mail.inbox WHERE length(bytes) > 0 AND name NOT LIKE '%-view-%'"; }
all_new() { for node in $everybody; do again "$node" || return 1; done; }
# sound: nothing is left, every act went in once, and each station hears it
sound() {
    [ "$(left)" -eq 0 ] && [ "$(hub 'SELECT count(*) FROM hub.act')" -eq "$(hub 'SELECT sum(n) FROM hub.log')" ] &&
        admin publish >/dev/null && for node in $everybody; do
        at "$node" sync --wait 0 >out && grep -q ' 0 waiting' out || return 1
    done
}

# shellcheck disable=SC2086 # a list of words
with_hub $everybody && admin ingest >/dev/null && sound
say 'four stations have a hub'

for code in XX000 57014; do
    root "CREATE OR REPLACE FUNCTION hub.refuse() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN RAISE EXCEPTION ''not this one'' USING ERRCODE = ''$code''; END';
        CREATE TRIGGER refuse BEFORE INSERT ON hub.act FOR EACH ROW WHEN (new.author = '$mine') EXECUTE FUNCTION hub.refuse()"
    all_new && admin ingest >said 2>err
    [ $? -eq 1 ] && [ ! -s err ] && [ "$(wc -l <said)" -eq 2 ] && grep -q "^$mine-hub-$mine-.*: PostgreSQL .* refused: not this one$" said &&
        grep -q ' 3 new acts, 0 refused' said && [ "$(left)" -eq 1 ] && ! admin serve --rounds 1 >said && grep -q 'not this one' said &&
        root 'DROP FUNCTION hub.refuse() CASCADE' 2>/dev/null && admin ingest >said && grep -q ' 1 new acts' said && sound
    say "refused with $code: one stays where it is, the others go in, and so does that one later"
done

root "CREATE OR REPLACE FUNCTION hub.refuse() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN IF (SELECT count(DISTINCT author) FROM new) > 1 THEN RAISE EXCEPTION ''too many''; END IF; RETURN NULL; END';
    CREATE TRIGGER refuse AFTER INSERT ON hub.act REFERENCING NEW TABLE AS new FOR EACH STATEMENT EXECUTE FUNCTION hub.refuse()"
all_new && admin ingest >said 2>err && [ ! -s err ] && [ "$(wc -l <said)" -eq 1 ] && grep -q ' 4 new acts, 0 refused' said &&
    root 'DROP FUNCTION hub.refuse() CASCADE' 2>/dev/null && sound
say 'refused as a group they go in one by one'

root 'REVOKE INSERT ON hub.act FROM shouwen_hub' && all_new && admin ingest >said 2>err
[ $? -eq 3 ] && [ "$(wc -l <err)" -eq 1 ] && grep -q 'permission denied' err && [ "$(left)" -eq 4 ] &&
    root 'GRANT INSERT ON hub.act TO shouwen_hub' && admin ingest | grep -q ' 4 new acts' && sound
say 'refused all, one line says it and everything waits'

root "CREATE OR REPLACE FUNCTION hub.refuse() RETURNS trigger LANGUAGE plpgsql AS
    'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN new; END';
    ALTER FUNCTION hub.refuse() SECURITY DEFINER;
    CREATE TRIGGER refuse BEFORE INSERT ON hub.act FOR EACH ROW EXECUTE FUNCTION hub.refuse()"
all_new && admin ingest >said 2>err
[ $? -eq 3 ] && [ "$(wc -l <err)" -eq 1 ] && grep -q 'the line to PostgreSQL .* was lost' err && [ "$(left)" -eq 4 ] &&
    root 'DROP FUNCTION hub.refuse() CASCADE' 2>/dev/null && admin ingest | grep -q ' 4 new acts' && sound
say 'a server that hangs up ends the round, and the next one carries on'
echo "1..$count"
