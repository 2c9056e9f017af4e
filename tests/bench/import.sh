#!/bin/sh
# SPDX-License-Identifier: MIT
# import.sh HARNESS SCRATCH BUILD [CASES [RESIDENTS [ROUNDS]]]: the import of cases and of residents against the floor's import
# of as many rows with checks, journal and its search index, in turn, round by round. A line a run: rows a second by the clock
# and of processor time, and the most memory (VmHWM); then the medians of the rounds' ratios beside the bars of design.md 4.
# Builds without -O2 and with sanitizers say nothing.
set -e
harness=$1 data=$2 build=$3 cases=${4:-1000000} residents=${5:-600000} rounds=${6:-3}
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

# made KIND ROWS: the file of as many rows
made() {
    [ -s "$B/c$2.csv" ] || "$B/gencases" "$2" csv >"$B/c$2.csv"
    [ -s "$B/$1$2.csv" ] || perl "$here/import.pl" "$1" <"$B/c$2.csv" >"$B/$1$2.csv"
}

# station: an empty one, with calendar, a member of the staff, and the grids
station() {
    rm -f "$B/import.db" "$B/import.db.key" "$B/import.db-wal" "$B/import.db-shm"
    ours init --node 310115007001 --name bench >/dev/null
    ours import calendar "$here"/../../data/calendar-*.csv >/dev/null
    printf '%s\n' id,name,roles,node S01,a,secretary,310115007001 >"$B/staff.csv"
    ours import staff "$B/staff.csv" >/dev/null
    perl "$here/import.pl" grids "$residents" >"$B/grids.csv"
    ours import grids "$B/grids.csv" >/dev/null
}

# timed WHO KIND ROWS COMMAND...: runs it; "WHO KIND rows/s rows/CPU-s MB" into the table
timed() {
    who=$1 kind=$2 rows=$3
    shift 3
    code=0
    /usr/bin/time -f '%e %U %S %M' -o "$B/used" "$@" >"$B/said" 2>&1 || code=$?
    # 1: a few rows were refused, as in any long list
    if [ "$code" -gt 1 ]; then
        tail -n 3 "$B/said" >&2
        exit 1
    fi
    tail -n 1 "$B/used" | awk -v who="$who" -v kind="$kind" -v rows="$rows" \
        '{ printf "%s %s %d %d %d\n", who, kind, rows / $1, rows / ($2 + $3), $4 / 1024 }' | tee -a "$B/import.table"
}

: >"$B/import.table"
round=0
while [ "$round" -lt "$rounds" ]; do
    for kind in cases residents; do
        [ "$kind" = cases ] && rows=$cases || rows=$residents
        [ "$rows" -gt 0 ] || continue
        made "$kind" "$rows"
        timed floor "$kind" "$rows" "$B/floorimport" "$B/c$rows.csv" "$B/floor.db" jvalbi
        station
        timed ours "$kind" "$rows" "$build/src/shouwen" --db "$B/import.db" --config "$B/empty.ini" \
            import "$kind" "$B/$kind$rows.csv"
    done
    round=$((round + 1))
done
awk -v cases="$cases" -v residents="$residents" '
    function middle(list, count,    i, k, one) {
        for (i = 2; i <= count; i++)
            for (k = i; k > 1 && list[k - 1] > list[k]; k--) { one = list[k]; list[k] = list[k - 1]; list[k - 1] = one }
        return count % 2 ? list[(count + 1) / 2] : (list[count / 2] + list[count / 2 + 1]) / 2
    }
    $1 == "floor" { floor = $3; floor_cpu = $4 }
    $1 == "ours" { clock[$2, ++n[$2]] = $3 / floor; cpu[$2, n[$2]] = $4 / floor_cpu; if ($5 > most[$2]) most[$2] = $5 }
    END {
        for (kind in n) {
            for (i = 1; i <= n[kind]; i++) { a[i] = clock[kind, i]; b[i] = cpu[kind, i] }
            held = middle(a, n[kind])
            printf "%d %s: %.2f of the floor by the clock (bar 0.40: %s), %.2f by processor time; %d MB (bar 128: %s)\n",
                (kind == "cases" ? cases : residents), kind, held, (held >= 0.4 ? "held" : "missed"), middle(b, n[kind]),
                most[kind], (most[kind] < 128 ? "held" : "missed")
        }
    }' "$B/import.table"
printf 'load %s\n' "$(cut -d ' ' -f 1-3 /proc/loadavg)"
