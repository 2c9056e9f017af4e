#!/bin/sh
# SPDX-License-Identifier: MIT
# A stick that is pulled out while somebody writes to it or reads from it, and put back: nothing goes in half, at most one
# line tells it, and the next exchange carries on. Where a disk can be mounted from a file, also one that keeps only what
# had reached it at that moment.
. "$SHOUWEN_SRCDIR/tests/cli/apart.sh"
mail=$folder/stick

# in stays where it is; the stick is what is plugged in
mkdir disk stick
if [ "$SHOUWEN_APART" = 'unshare -m' ]; then
    dd if=/dev/zero of=image bs=1M count=16 2>/dev/null
    { mkfs.vfat image || mkfs.ext4 -q -F image; } >/dev/null 2>&1 && mount -o loop image disk 2>/dev/null && kind=image
fi
[ -n "${kind-}" ] || { mount -t tmpfs -o size=8m none disk && kind=tmpfs; }
cut=0
plug() { mount --bind disk stick; }
pull() { umount -l stick; }
# loses: as it was pulled out, with what had reached the disk alone
loses() {
    [ $kind = image ] || return 0
    cp image pulled && umount disk && mv pulled image && mount -o loop image disk
}

# many FILE NAME: residents of the station that are recorded there
many() {
    awk -v name="$2" -v node=$station 'BEGIN { print "id,name,phone,node"
        for (i = 1; i <= 200; i++) printf "R%s%d,%s%d号,139%08d,%s\n", name, i, name, i, i * 9973 % 100000000, node }' >many.csv
    file=$1 && run 0 import residents many.csv
}

# pulled COUNT COMMAND...: the stick is pulled out of COMMAND's hands as soon as that has put COUNT files there, or is done
pulled() {
    most=$(($(find stick -type f | grep -c .) + $1))
    shift
    "$@" >out2 2>err2 &
    child=$!
    while kill -0 $child 2>/dev/null && [ "$(find stick -type f | grep -c .)" -lt "$most" ]; do :; done
    kill -STOP $child 2>/dev/null
    pull
    kill -CONT $child 2>/dev/null
    wait $child
    code=$?
    [ $code -eq 0 ] || cut=$((cut + 1))
    loses && plug || return 1
    [ $code -eq 0 ] || { [ $code -eq 3 ] && [ "$(cat err2 | wc -l)" -eq 1 ] && grep -q 'plugged in\|pulled out' err2; } ||
        { sed 's/^/# /' out2 err2; echo "# exit code $code"; return 1; }
}
sync_of() { "$SHOUWEN_BUILDDIR/src/shouwen-sync" --db "$1" --config empty.ini; }
hub_does() { "$SHOUWEN_BUILDDIR/src/shouwen-hub" --store "sqlite:$folder/hub/hub.db" "$@"; }

# same NAME: the street has all that many recorded, and so has the station
same() {
    for file in $files $files; do run 0 sync && round || return 1; done
    for file in $files; do run 0 resident show "R${1}200" && run 0 resident show "R${1}1" || return 1; done
}

plug && hub 0 init "$folder/hub" --mailbox "dir:$mail" && trust=$(grep -o '[0-9A-Z]\{9\}\(-[0-9A-Z]\{9\}\)\{5\}' out) &&
    join a.db $station 一居 && join street.db $street 街道 && settle
say "a station, a street and a hub exchange by a stick ($kind)"

for at in 0 1 2 3; do
    many a.db "A$at" && pulled $at sync_of a.db && file=a.db && run 0 check && same "A$at"
    say "pulled out of the station's hands, with $at files on it"
done

many street.db B && run 0 sync && round && pulled 0 sync_of a.db && file=a.db && run 0 check && same B
say 'while the station reads'

many a.db C && run 0 sync && pulled 0 hub_does ingest && same C
say 'while the hub reads'

for at in 1 2; do
    many a.db "D$at" && run 0 sync && hub 0 ingest && pulled $at hub_does publish && same "D$at"
    say "out of the hub's hands, with $at files on it"
done

settle && for file in $files; do run 0 check && [ ! -e "$file.quarantine" ] || exit 1; done
[ $cut -gt 0 ] && [ ! -e hub/hub.db.quarantine ] && [ -z "$(find stick -name '.*.swb.*')" ]
say "$cut of 8 were cut short: all are sound in the end, nothing was refused, and nothing that was begun lies there"
echo "1..$count"
