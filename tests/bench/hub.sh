#!/bin/sh
# hub.sh BUILD [STATIONS [ACTS [ALREADY]]]: bundles of 1285 stations with 200 acts each, taken in by a hub on PostgreSQL, and
# again when ALREADY acts more are there (8000000); beside it a plain COPY of the same rows on one connection. The server is
# made for it, in /tmp, with fsync on.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$1 stations=${2:-1285} acts=${3:-200} already=${4:-8000000}
server=$here/../sync/server.sh
SHOUWEN_PG_BUFFERS=${SHOUWEN_PG_BUFFERS:-1GB}
export SHOUWEN_PG_BUFFERS
pg=$(sh "$server" start) || { echo "$pg"; exit 77; }
folder=$(mktemp -d /tmp/shouwen-bench.XXXXXX)
trap 'rm -rf "$folder"; sh "$server" stop "$pg"' EXIT
store="pg:host=$pg dbname=shouwen_hub user=shouwen_hub"
sql() { PGOPTIONS='-c client_min_messages=warning' psql -X -q -A -t -v ON_ERROR_STOP=1 -h "$pg" -U postgres -d shouwen_hub "$@"; }

# copied TABLE: the rows of the first part into it by COPY, one connection, one transaction; acts per second
copied() {
    sql -c '\timing on' -c "\\copy $1 FROM '$folder/rows' (FORMAT binary)" | sed -n 's/^Time: \([0-9.]*\) ms.*/\1/p' |
        awk -v n="$rows" '{ printf "%d", n * 1000 / $1 }'
}

"$build/tests/bench/hub" make "$store" "$folder" "$stations" "$acts"
largest=$(find "$folder/first/hub" -name '*.swb' -size +0 -printf '%s\n' | sort -n | tail -n 1)
echo "a bundle of $acts acts: at most $largest bytes"
sql -c CHECKPOINT
first=$("$build/tests/bench/hub" take "$store" "$folder" first)
echo "empty: $first"
rows=$(sql -c 'SELECT count(*) FROM hub.act')
sql -c "\\copy (SELECT * FROM hub.act ORDER BY seq) TO '$folder/rows' (FORMAT binary)"
sql -c 'CREATE TABLE bare (LIKE hub.act); CREATE TABLE keyed (LIKE hub.act INCLUDING INDEXES)' -c CHECKPOINT
bare=$(copied bare)
keyed=$(copied keyed)
echo "plain COPY of the same $rows rows: $bare acts/s without any index, $keyed with the hub's"
rate() { echo "$1" | sed 's/.*: \([0-9]*\) acts.s.*/\1/'; }
awk -v a="$(rate "$first")" -v b="$bare" -v k="$keyed" \
    'BEGIN { printf "ratio: %.3f of it without an index, %.3f with the hub'"'"'s (bar 0.15)\n", a / b, a / k }'
sql -c 'DROP TABLE bare; DROP TABLE keyed'
[ "$already" -gt 0 ] || exit 0

# acts of other logs, in the sizes of the first ones, each in two feeds as those are
sql -v n="$already" <<'SQL'
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
sql -c 'VACUUM ANALYZE' -c CHECKPOINT
second=$("$build/tests/bench/hub" take "$store" "$folder" second)
echo "with $already acts already there: $second"
awk -v a="$(rate "$second")" -v b="$(rate "$first")" 'BEGIN { printf "ratio: %.3f of the first (bar 0.6)\n", a / b }'
