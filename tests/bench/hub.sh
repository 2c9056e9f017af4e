#!/bin/sh
# hub.sh BUILD [STATIONS [ACTS [ALREADY]]]: bundles of 1285 stations with 200 acts each, taken in by a hub on PostgreSQL, and
# by another one that has ALREADY acts more (8000000; 0: not measured); beside it a plain COPY of the same rows on one
# connection. The servers are made for it, in /tmp, with fsync on.
# KEEP=FOLDER: what takes minutes, servers and bundles, is made there and stays for other runs (the first measures
# all, a second one without ALREADY again); hub.sh stop FOLDER takes it away. BEFORE, AFTER: commands that are run around what is measured.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
server=$here/../sync/server.sh
SHOUWEN_PG_BUFFERS=${SHOUWEN_PG_BUFFERS:-1GB}
export SHOUWEN_PG_BUFFERS

# of a hub, EMPTY or FULL: its server, its address, statements to it
pg_of() { cat "$folder/$1.server"; }
store_of() { echo "pg:host=$(pg_of "$1") dbname=shouwen_hub user=shouwen_hub"; }
sql() {
    at=$(pg_of "$1")
    shift
    PGOPTIONS='-c client_min_messages=warning' psql -X -q -A -t -v ON_ERROR_STOP=1 -h "$at" -U postgres -d shouwen_hub "$@"
}
stop() {
    for which in empty full; do
        [ ! -s "$folder/$which.server" ] || sh "$server" stop "$(pg_of $which)"
    done
    rm -rf "$folder"
}

# The server's log goes into files that were used before, as on one that has been at work: making new ones would be
# counted against whatever comes first.
use_log() {
    sql "$1" -c "CREATE TABLE used AS SELECT repeat(md5(i::text), 30) FROM generate_series(1, $stations * $acts * 3) i" \
        -c CHECKPOINT -c 'DROP TABLE used' -c CHECKPOINT
}
# a hub with its stations' bundles, each in two parts
make_hub() {
    sh "$server" start >"$folder/$1.server" || { cat "$folder/$1.server"; exit 77; }
    mkdir -p "$folder/$1"
    "$build/tests/bench/hub" make "$(store_of "$1")" "$folder/$1" "$stations" "$acts"
    use_log "$1"
}

# acts of other logs, in the sizes of those that are there, each in two feeds as those are
fill() {
    sql "$1" -v n="$already" <<'SQL'
SET synchronous_commit = off;
SELECT max(seq) + 1 AS seq, max(circle) + 1 AS circle FROM hub.act \gset
SELECT avg(length(head))::int AS head, avg(length(body))::int AS body FROM hub.act \gset
INSERT INTO hub.circle SELECT 1, :circle + i, 'case/old-' || i, '310115099001', 'Hx310115099001'
    FROM generate_series(0, :n / 4) i;
INSERT INTO hub.act SELECT 1, '310115' || lpad((900 + i % 99)::text, 3, '0') || lpad((i / 99 % 400)::text, 3, '0') || '-0badcafe',
    '', i / 39600 + 1, decode(md5(i::text), 'hex'), :seq + i, '310115099001', :circle + i / 4,
    convert_to(rpad(md5((i + 1)::text), :head, md5((i + 2)::text)), 'UTF8'),
    convert_to(rpad(md5((i + 3)::text), :body, md5((i + 4)::text)), 'UTF8'),
    decode(md5((i + 5)::text) || md5((i + 6)::text), 'hex')
    FROM generate_series(0, :n - 1) i;
INSERT INTO hub.feed SELECT 1, f || (i % 36 + 1)::text, (i / 36 + 1) * 100 + 10000000, '310115900001-0badcafe',
    decode((SELECT string_agg(md5((i * 100 + k)::text) || '01', '') FROM generate_series(0, 99) k), 'hex'),
    decode(md5(i::text) || md5((i + 1)::text), 'hex')
    FROM generate_series(0, :n / 100 - 1) i, (VALUES ('3101159'), ('3101158')) v(f);
UPDATE hub.counter SET seq = seq + :n + 1, circle = circle + :n / 4 + 1;
SQL
    sql "$1" -c 'VACUUM ANALYZE'
}

# taken HUB PART: what came of it
taken() { "$build/tests/bench/hub" take "$(store_of "$1")" "$folder/$1" "$2"; }
rate() { echo "$1" | sed 's/.*: \([0-9]*\) acts.s.*/\1/'; }
# copied TABLE: the rows that came last into it by COPY, one connection, one transaction; acts per second
copied() {
    sql empty -c '\timing on' -c "\\copy $1 FROM '$folder/rows' (FORMAT binary)" |
        sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' | awk -v n="$rows" '{ printf "%d", n * 1000 / $1 }'
}

if [ "$1" = stop ]; then
    folder=$2
    stop
    exit 0
fi
build=$1 stations=${2:-1285} acts=${3:-200} already=${4:-8000000}
folder=${KEEP:-$(mktemp -d /tmp/shouwen-bench.XXXXXX)}
mkdir -p "$folder"
[ -n "${KEEP:-}" ] || trap stop EXIT
if [ ! -s "$folder/ready" ]; then
    make_hub empty
    if [ "$already" -gt 0 ]; then
        make_hub full
        taken full first >/dev/null
        fill full
    fi
    echo first >"$folder/ready"
fi
part=$(cat "$folder/ready")
[ "$part" = first ] || already=0
echo second >"$folder/ready"
largest=$(find "$folder/empty/$part/hub" -name '*.swb' -size +0 -printf '%s\n' | sort -n | tail -n 1)
echo "a bundle of $acts acts: at most $largest bytes"
sql empty -c 'DROP TABLE IF EXISTS bare, keyed' -c 'CREATE TABLE bare (LIKE hub.act)' \
    -c 'CREATE TABLE keyed (LIKE hub.act INCLUDING INDEXES)' -c CHECKPOINT
[ "$already" -eq 0 ] || sql full -c CHECKPOINT
before=$(sql empty -c 'SELECT coalesce(max(seq), 0) FROM hub.act')

${BEFORE:-:}
first=$(taken empty "$part")
[ "$already" -eq 0 ] || second=$(taken full second)
sql empty -c "\\copy (SELECT * FROM hub.act WHERE seq > $before ORDER BY seq) TO '$folder/rows' (FORMAT binary)" -c CHECKPOINT
rows=$(sql empty -c "SELECT count(*) FROM hub.act WHERE seq > $before")
bare=$(copied bare)
keyed=$(copied keyed)
${AFTER:-:}

echo "empty: $first"
echo "plain COPY of the same $rows rows: $bare acts/s without any index, $keyed with the hub's"
awk -v a="$(rate "$first")" -v b="$bare" -v k="$keyed" \
    'BEGIN { printf "ratio: %.3f of it without an index, %.3f with the hub'"'"'s (bar 0.15)\n", a / b, a / k }'
[ "$already" -gt 0 ] || exit 0
echo "with $already acts already there: $second"
awk -v a="$(rate "$second")" -v b="$(rate "$first")" 'BEGIN { printf "ratio: %.3f of the first (bar 0.6)\n", a / b }'
