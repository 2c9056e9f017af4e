#!/bin/sh
# SPDX-License-Identifier: MIT
# pg_processes.sh [STATIONS [ROUNDS [SEED]]]: a hub on PostgreSQL, a street, a department and stations, all of
# them programs of their own. While they exchange, any of them is killed and PostgreSQL loses its power,
# at random. Afterwards everybody shows the same of what they both see, and nothing that was acknowledged is lost.
set -u
stations=${1:-4}
rounds=${2:-3}
seed=${3:-7}
server=$SHOUWEN_SRCDIR/tests/sync/server.sh
bin=$SHOUWEN_BUILDDIR/src
pg=$(sh "$server" start)
if [ $? -eq 77 ]; then
    echo "1..0 # SKIP $pg"
    exit 77
fi
folder=$(mktemp -d)
finish() {
    cd /
    # shellcheck disable=SC2046 # a list of numbers
    kill -9 $(cat "$folder"/*.pid 2>/dev/null) 2>/dev/null
    rm -rf "$folder"
    sh "$server" stop "$pg"
}
trap finish EXIT
cd "$folder" || exit 1
: >empty.ini
LC_ALL=C.UTF-8
LANGUAGE=en
SHOUWEN_HUB="pg:host=$pg dbname=shouwen_hub user=shouwen_hub"
SHOUWEN_HUB_KEY=hub/hub.key
export LC_ALL LANGUAGE SHOUWEN_HUB SHOUWEN_HUB_KEY
count=0
street=310115007
unit=310115-mzj
homes=$(awk -v n="$stations" 'BEGIN { for (i = 1; i <= n; i++) printf "310115007%03d\n", i }')
everybody="$homes $street $unit"
awk -v seed="$seed" 'BEGIN { srand(seed); for (i = 0; i < 20000; i++) print int(rand() * 1000000) }' >numbers
exec 4<numbers

say() {
    [ $? -eq 0 ] && word=ok || word="not ok"
    count=$((count + 1))
    echo "$word $count - $1"
}

# draw N: a number from 0 to N - 1, in drawn
draw() {
    read -r drawn <&4
    drawn=$((drawn % $1))
}

# at NODE ARGUMENT...: the program on the file of a node
at() {
    file=$1.db
    shift
    "$bin/shouwen" --db "$file" --config empty.ini "$@"
}

"$bin/shouwen-hub" init hub >out && trust=$(grep -o '[0-9A-Z]\{9\}\(-[0-9A-Z]\{9\}\)\{5\}' out)
enrolled=0
for node in $everybody; do
    at "$node" init --node "$node" --name "$node" >/dev/null &&
        at "$node" sync --trust "$trust" --with "pg:host=$pg dbname=shouwen_hub user=shouwen_$node" >/dev/null &&
        code=$(at "$node" sync --enrol-code | head -n 1) &&
        "$bin/shouwen-hub" enrol --node "$node" --code "$code" >/dev/null && enrolled=$((enrolled + 1))
done
at $street import nodes "$SHOUWEN_SRCDIR/data/demo/nodes.csv" >/dev/null
[ $enrolled -eq $((stations + 2)) ]
say "$enrolled files are enrolled"

# work: what each does; a number or a text is written down when the program said that it is recorded
: >opened
: >noted
: >dispatched
work() {
    for node in $homes; do
        number=$(at "$node" case open --channel walk-in --subject "灯 $node $1") && echo "$node $number" >>opened
        at "$node" case note "$number" --text "N-$number-$1" >/dev/null 2>&1 && echo "$number N-$number-$1" >>noted
        draw 2
        [ "$drawn" -eq 0 ] && at "$node" case report-up "$number" --reason 超出范围 >/dev/null 2>&1
    done
    at $street --json case list --queue all --limit 500 2>/dev/null |
        awk -F'"' '/"number":/ { number = $4 } /"state": "reported"/ { print number }' >reported
    while read -r number <&3; do
        at $street case dispatch "$number" --to $unit --text 请处理 >/dev/null 2>&1 && echo "$number" >>dispatched
    done 3<reported
    at $unit --json case list --queue all --limit 500 2>/dev/null | awk -F'"' '/"number":/ { print $4 }' >held
    while read -r number <&3; do
        at $unit case note "$number" --text "U-$number-$1" >/dev/null 2>&1 && echo "$number U-$number-$1" >>noted
    done 3<held
}

serve() {
    "$bin/shouwen-hub" serve --every 1 >>hub.said 2>&1 &
    echo $! >hub.pid
}

kills=0
powers=0
# strike: somebody is killed, or the server loses its power
strike() {
    draw 5
    if [ "$drawn" -eq 0 ]; then
        sh "$server" restart "$pg" && powers=$((powers + 1))
        return
    fi
    draw $((stations + 4))
    # shellcheck disable=SC2086 # a list of words
    set -- hub hub $everybody
    shift "$drawn"
    kill -9 "$(cat "$1.pid" 2>/dev/null)" 2>/dev/null && kills=$((kills + 1))
    [ "$1" != hub ] || serve
}

serve
round=1
while [ "$round" -le "$rounds" ]; do
    work "$round"
    for node in $everybody; do
        "$bin/shouwen-sync" --db "$node.db" --config empty.ini --wait 3 >>"$node.said" 2>&1 &
        echo $! >"$node.pid"
    done
    strikes=0
    while [ $strikes -lt $((stations / 2 + 3)) ]; do
        draw 40
        sleep "0.$(printf '%02d' "$drawn")"
        strike
        strikes=$((strikes + 1))
    done
    for node in $everybody; do
        wait "$(cat "$node.pid")" 2>/dev/null
    done
    round=$((round + 1))
done
kill "$(cat hub.pid)" 2>/dev/null
wait "$(cat hub.pid)" 2>/dev/null
[ $((kills + powers)) -gt 0 ] && [ -s opened ] && [ -s noted ]
say "$(wc -l <opened) cases, $kills programs killed, PostgreSQL stopped $powers times"

# until nobody has anything to say
settled=no
passes=0
while [ $settled = no ] && [ $passes -lt 12 ]; do
    settled=yes
    for node in $everybody; do
        at "$node" sync --wait 0 >"$node.out" 2>&1 || { settled=no; cat "$node.out" >>said; }
        grep -q '^0 sent, 0 received, 0 refused, 0 waiting; last full' "$node.out" || settled=no
    done
    "$bin/shouwen-hub" serve --rounds 1 >>hub.said 2>&1 || settled=no
    passes=$((passes + 1))
done
[ $settled = yes ] || { sed 's/^/# /' ./*.out; tail -n 20 hub.said | sed 's/^/# /'; false; }
say "all of it is exchanged after $passes rounds"

# shown NODE: its cases, a line each, with what must be the same for all who see them
shown() {
    at "$1" --json case list --queue all --limit 2000 | awk -F'"' '
        function flush() { if (number != "") print number " " node " " rest; rest = "" }
        /^      "number":/ { flush(); number = $4 }
        /^      "node":/ { node = $4 }
        /^      "(state|rule|holder|handling_unit|subject|opened_at|closed_at|outcome|bounces|reminds)":/ { rest = rest $0 }
        /^        "id":/ { rest = rest $0 }
        END { flush() }' | sort
}
for node in $everybody; do shown "$node" >"$node.shown"; done
same=yes
for node in $homes; do
    grep " $node " $street.shown | cmp -s - "$node.shown" || { same=no; diff $street.shown "$node.shown" | head -n 4 | sed 's/^/# /'; }
done
while read -r line <&3; do
    grep -qxF "$line" $street.shown || { same=no; echo "# $line"; }
done 3<$unit.shown
[ $same = yes ] && [ "$(wc -l <$street.shown)" -ge "$(wc -l <opened)" ]
say 'the street shows of each station what that shows, and the department of its own'

lost=0
while read -r node number <&3; do
    grep -q "^$number $node " $street.shown || { lost=$((lost + 1)); echo "# case $number"; }
done 3<opened
while read -r number text <&3; do
    at $street case show "$number" | grep -q "$text" || { lost=$((lost + 1)); echo "# $text"; }
done 3<noted
while read -r number <&3; do
    grep -q "^$number " $unit.shown || { lost=$((lost + 1)); echo "# dispatched $number"; }
done 3<dispatched
[ $lost -eq 0 ]
say "$(cat opened noted dispatched | wc -l) acknowledged acts are all there ($(wc -l <dispatched) dispatches)"

sound=yes
for node in $everybody; do at "$node" check >out 2>&1 || { sound=no; sed 's/^/# /' out; }; done
[ $sound = yes ] && [ -z "$(find . -name '*.quarantine' -not -empty)" ] && "$bin/shouwen-hub" status >/dev/null
say 'every file is sound, and nothing was refused'
echo "1..$count"
