#!/bin/sh
# SPDX-License-Identifier: MIT
# A disk that is full: the station's, the stick, the hub's, PostgreSQL's. Each is a small one that is filled up, then
# somebody makes room. One line tells it, nothing goes in half, and the next exchange carries on.
. "$SHOUWEN_SRCDIR/tests/cli/apart.sh"

# fill DISK: to its last byte; room DISK: as before
fill() {
    dd if=/dev/zero of="$1/filler" bs=64k 2>/dev/null
    dd if=/dev/zero of="$1/filler2" bs=512 2>/dev/null
    ! dd if=/dev/zero of="$1/filler3" bs=8k count=1 2>/dev/null
}
room() { rm -f "$1"/filler*; }
# many FILE NAME: residents that are recorded there
many() {
    awk -v name="$2" -v node=$station 'BEGIN { print "id,name,phone,node"
        for (i = 1; i <= 300; i++) printf "R%s%d,%s%d号%d,139%08d,%s\n", name, i, name, i, i * 7919, i * 9973 % 100000000, node }' >many.csv
    file=$1 && run 0 import residents many.csv
}
# told CODE WORDS: the last call ended so, with that in its one line
told() { [ $got -eq "$1" ] && [ "$(wc -l <err)" -eq 1 ] && grep -q "$2" err; }
# same NAME: the street has all that many recorded, and so has the station
same() {
    for file in $files $files; do run 0 sync --wait 0 && round || return 1; done
    for file in $files; do run 0 resident show "R${1}300" && run 0 resident show "R${1}1" || return 1; done
}

files='street.db small/a.db'
mkdir small hub stick
mount -t tmpfs -o size=24m none small && mount -t tmpfs -o size=24m none hub && mount -t tmpfs -o size=4m none stick || exit 1
mail=$folder/stick
hub 0 init "$folder/hub" --mailbox "dir:$mail" && trust=$(grep -o '[0-9A-Z]\{9\}\(-[0-9A-Z]\{9\}\)\{5\}' out) &&
    join small/a.db $station 一居 && join street.db $street 街道 && many small/a.db A && settle && same A
say 'a station, a street and a hub, each on a disk of its own'

many small/a.db B && fill small && { run 3 sync || true; } && told 3 'disk with small/a.db is full' && room small && run 0 check && same B
say 'no room at the station that sends'

many street.db C && file=street.db && run 0 sync && round && fill small && file=small/a.db && { run 3 sync || true; } &&
    told 3 'disk with small/a.db is full' && room small && run 0 check && same C
say 'no room at the station that receives'

many small/a.db D && fill stick && { run 3 sync || true; } && told 3 'no room left; make some' && room stick &&
    hub 0 ingest && grep -q ' 0 refused' out && same D
say 'no room on the stick for the station'

many street.db E && file=street.db && run 0 sync && hub 0 ingest && fill stick && { hub 1 publish || hub 3 publish; } >/dev/null
grep -q 'no room left; make some' out err && room stick && hub 0 publish && file=small/a.db && run 0 sync && [ ! -e small/a.db.quarantine ] && same E
say 'no room on the stick for the hub'

many small/a.db F && run 0 sync && fill hub && { hub 3 ingest || true; } && told 3 'disk with .*hub.db is full' && room hub && same F &&
    [ ! -e hub/hub.db.quarantine ]
say 'no room at the hub'
settle && for file in $files; do run 0 check && [ ! -e "$file.quarantine" ] || exit 1; done
say 'and all are sound in the end'

if [ "$SHOUWEN_APART" != 'unshare -m' ]; then
    echo "ok $((count += 1)) - no room in PostgreSQL # SKIP whom a namespace makes root it does not let run"
    echo "1..$count"
    exit
fi
mkdir pg && mount -t tmpfs -o size=160m,mode=777 none pg || exit 1
server=$SHOUWEN_SRCDIR/tests/sync/server.sh
chmod 755 "$folder"
pg=$(TMPDIR=$folder/pg sh "$server" start)
if [ $? -eq 77 ]; then
    echo "ok $((count += 1)) - no room in PostgreSQL # SKIP $pg"
    echo "1..$count"
    exit
fi
trap 'cd /; sh "$server" stop "$pg"; umount -l "$folder"/* 2>/dev/null; rm -rf "$folder"' EXIT
# hub CODE ARGUMENT...: as before, with the one in PostgreSQL
hub() {
    wanted=$1
    shift
    "$SHOUWEN_BUILDDIR/src/shouwen-hub" --store "pg:host=$pg dbname=shouwen_hub user=shouwen_hub" --key inpg/hub.key "$@" >out 2>err
    got=$?
    [ $got -eq "$wanted" ] || { sed 's/^/# /' out err; echo "# exit code $got"; return 1; }
}
files='s.db p.db'
# it may not even find the room to let somebody in
no_room='has no room left, or its disk fails\|could not write init file'
fill_pg() { hub 0 status && fill pg; }
hub 0 init inpg && trust=$(grep -o '[0-9A-Z]\{9\}\(-[0-9A-Z]\{9\}\)\{5\}' out)
for each in "p.db $station" "s.db $street"; do
    file=${each% *}
    run 0 init --node "${each#* }" --name 站 &&
        run 0 sync --trust "$trust" --with "pg:host=$pg dbname=shouwen_hub user=shouwen_${each#* }" && run 0 sync --enrol-code &&
        code=$(head -n 1 out) && hub 0 enrol --node "${each#* }" --code "$code" || break
done
[ $? -eq 0 ] && many p.db A && same A
say 'the same with a hub in PostgreSQL'

many p.db B && fill_pg && { run 3 sync --wait 0 || true; } && told 3 "$no_room" && room pg && same B
say 'no room in PostgreSQL for the station'

many p.db C && run 0 sync --wait 0 && fill_pg && { hub 3 ingest || true; } && told 3 "$no_room" && room pg && same C &&
    [ ! -e inpg/hub.quarantine ] && for file in $files; do run 0 check || exit 1; done
say 'no room in PostgreSQL for the hub'
echo "1..$count"
