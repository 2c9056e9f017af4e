#!/bin/sh
# bench.sh HARNESS SCRATCH BUILD [ROWS [ROUNDS]]: our program and the floor on the same rows, in alternated rounds; prints a
# table of ratios (the median of the per-round ratios). Figures in milliseconds are this machine's, now.
set -e
harness=$1 data=$2 build=$3 rows=${4:-5000} rounds=${5:-5}
here=$(dirname "$0")
if [ ! -f "$harness/ptylat.c" ] || [ -z "$data" ]; then
    echo "bench: the harness is not in the project: make bench BENCH=FOLDER_WITH_PTYLAT DATA=SCRATCH_FOLDER" >&2
    exit 3
fi
mkdir -p "$data"
B=$(cd "$data" && pwd)
export B
make -s -C "$harness" "$B/ptylat" "$B/gencases" "$B/floor" "$B/floorimport" "$B/journal"
csv=$B/c$rows.csv floor_db=$B/f$rows.db ours=$B/shouwen$rows.db
# our file of so many rows, and when it is looked at
fill() {
    [ -s "$B/c$1.csv" ] || "$B/gencases" "$1" csv >"$B/c$1.csv"
    if [ ! -s "$B/shouwen$1.db" ]; then
        rm -f "$B/shouwen$1.db" "$B/shouwen$1.db.key"
        "$build/tests/bench/fill" "$B/c$1.csv" "$B/shouwen$1.db" "$B/now$1.txt" "$here"/../../data/calendar-*.csv |
            tee "$B/fill$1.txt"
    else
        cat "$B/fill$1.txt"
    fi
}
fill "$rows"
[ -s "$floor_db" ] || "$B/floorimport" "$csv" "$floor_db" floor
# a start with few cases, which one with many is to be like
few=10000
[ "$rows" -le "$few" ] || fill "$few"
"$build/tests/bench/bundle"
cp "$ours" "$B/apply.db"
cp "$ours.key" "$B/apply.db.key"
"$build/tests/bench/apply" "$B/apply.db"
rm -f "$B"/apply.db*
# the program as it is installed: what only debuggers read would be read ahead with the rest of the file
program=$B/shouwen
strip -o "$program" "$build/src/shouwen"
printf '[desk]\nstaff = dispatch\n' >"$B/bench.ini"
SHOUWEN_NOW=$(cat "$B/now$rows.txt")
export SHOUWEN_NOW
out=$B/rounds$rows.jsonl
: >"$out"
# starts of their own: warm is the middle of five at once, as keys typed for seconds let a machine put
# the pages of a program away that has long begun; cold begins without the system's cache (root only)
start() {
    "$B/ptylat" -j -l "floor $1" -r "$2" $3 -s "$here/start.s" -- "$B/floor" "$floor_db" bi >>"$out"
    "$B/ptylat" -j -l "shouwen $1" -r "$2" $3 -s "$here/start.s" -- \
        "$program" --db "$ours" --config "$B/bench.ini" >>"$out"
}
start_with_few() {
    SHOUWEN_NOW=$(cat "$B/now$few.txt") "$B/ptylat" -j -l "few warm" -r "$1" -s "$here/start.s" -- \
        "$program" --db "$B/shouwen$few.db" --config "$B/bench.ini" >>"$out"
}
# a durable act, on a copy that grows by a thousand cases a round, and the floor's least one
act() {
    ours_ms=$("$build/tests/bench/fill" "$csv" "$B/acts.db" "$B/nowacts.txt" | sed 's/.*act_ms_p50 \([0-9.]*\).*/\1/')
    floor_ms=$("$B/journal" "$B" | sed -n '/projection + bigram/{s/.*p50 *\([0-9.]*\).*/\1/p;q;}')
    printf '{"label":"floor act","start":{"p50":%s}}\n{"label":"shouwen act","start":{"p50":%s}}\n' \
        "$floor_ms" "$ours_ms" >>"$out"
}
# acts and keys are those of a desk at work: what a start without a cache put away is read again
warm() {
    cat "$floor_db" "$ours" "$B/acts.db" >/dev/null
}
cp "$ours" "$B/acts.db"
sync "$B/acts.db"
cp "$ours.key" "$B/acts.db.key"
trap 'rm -f "$B"/acts.db* "$B/nowacts.txt" "$B"/j.db*' EXIT
# whoever comes first on a day carries the counts on to it: they are not measured
start warm 1 ''
[ "$rows" -le "$few" ] || start_with_few 1
: >"$out"
round=0
while [ "$round" -lt "$rounds" ]; do
    start warm 5 ''
    [ "$rows" -le "$few" ] || start_with_few 5
    [ "$(id -u)" -ne 0 ] || start cold 1 -c
    warm
    act
    "$B/ptylat" -j -l floor -s "$harness/scripts/floor.s" -- "$B/floor" "$floor_db" bi >>"$out"
    "$B/ptylat" -j -l two-rows -s "$harness/scripts/floor.s" -- env FLOOR_PARTIAL=1 "$B/floor" "$floor_db" bi >>"$out"
    "$B/ptylat" -j -l shouwen -s "$here/shouwen.s" -- "$program" --db "$ours" --config "$B/bench.ini" >>"$out"
    round=$((round + 1))
done
perl "$here/ratios.pl" "$out"
