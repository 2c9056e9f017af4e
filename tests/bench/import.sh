#!/bin/sh
# SPDX-License-Identifier: MIT
# import.sh HARNESS SCRATCH BUILD [CASES [RESIDENTS]]: the import of cases and of residents against the floor's import of as
# many rows with checks, journal and its search index, one after the other; prints rows a second of processor time, their
# ratio (design.md 4: 0.4) and the memory. Builds without -O2 and with sanitizers say nothing.
set -e
harness=$1 data=$2 build=$3 cases=${4:-1000000} residents=${5:-600000}
here=$(dirname "$0")
if [ ! -f "$harness/floorimport.c" ] || [ -z "$data" ]; then
    echo "bench: the harness is not in the project: make bench-import BENCH=FOLDER_WITH_FLOORIMPORT DATA=SCRATCH_FOLDER" >&2
    exit 3
fi
mkdir -p "$data"
B=$(cd "$data" && pwd)
export B
make -s -C "$harness" "$B/gencases" "$B/floorimport"
: >"$B/empty.ini"
printf 'load %s\n' "$(cut -d ' ' -f 1-3 /proc/loadavg)"

# ours ARGUMENT...: the program on the scratch station
ours() {
    "$build/src/shouwen" --db "$B/import.db" --config "$B/empty.ini" "$@"
}

# used FILE: "seconds kilobytes" of GNU time's line, the last one
used() {
    tail -n 1 "$1" | awk '{ print $1 + $2, $3 }'
}

# one KIND ROWS: the floor and we on the same rows
one() {
    kind=$1 rows=$2
    [ -s "$B/c$rows.csv" ] || "$B/gencases" "$rows" csv >"$B/c$rows.csv"
    [ -s "$B/$kind$rows.csv" ] || perl "$here/import.pl" "$kind" <"$B/c$rows.csv" >"$B/$kind$rows.csv"
    rm -f "$B/import.db" "$B/import.db.key" "$B/import.db-wal" "$B/import.db-shm"
    ours init --node 310115007001 --name bench >/dev/null
    ours import calendar "$here"/../../data/calendar-*.csv >/dev/null
    printf '%s\n' id,name,roles,node S01,a,secretary,310115007001 >"$B/staff.csv"
    ours import staff "$B/staff.csv" >/dev/null
    /usr/bin/time -f '%U %S %M' -o "$B/floor.used" "$B/floorimport" "$B/c$rows.csv" "$B/floor.db" jvalbi >/dev/null
    /usr/bin/time -f '%U %S %M' -o "$B/ours.used" "$build/src/shouwen" --db "$B/import.db" --config "$B/empty.ini" \
        import "$kind" "$B/$kind$rows.csv" | tail -n 1
    echo "$kind $rows $(used "$B/floor.used") $(used "$B/ours.used")" |
        awk '{ printf "%s: floor %d rows/s of CPU, ours %d, ratio %.2f, %d MB\n", $1, $2 / $3, $2 / $5, $3 / $5, $6 / 1024 }'
}

one cases "$cases"
one residents "$residents"
