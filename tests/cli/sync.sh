#!/bin/sh
# SPDX-License-Identifier: MIT
# A station and its street exchange with a hub over a folder, with the programs that people run:
# enrolled, exchanged, killed, put back from a backup, lied to.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"

# all of the station's cases are the street's too, and both files are sound
same() {
    for file in street.db a.db; do
        run 0 check && run 0 --json case list && grep -o '"number": "[^"]*"' out | sort >$file.cases || return 1
    done
    [ -s a.db.cases ] && cmp a.db.cases street.db.cases
}

file=a.db
run 0 init --node $station --name 一居 && run 0 case open --channel walk-in --subject 楼道灯不亮 &&
    run 1 sync && grep -q 'no hub is trusted' err && run 1 sync status
say 'without a hub nothing is exchanged, and it says so'

make_hub
wrong=$(echo "$trust" | sed 's/^./0/; t' | tr 'A' 'B')
run 1 sync --trust "$wrong" && run 0 sync --trust "$trust" && grep -q 'not exchanged yet, 2 waiting' out
say 'a hub is trusted by its code, not by another'

run 1 sync && grep -q 'where the hub is' err && run 1 sync --with ftp:hub && grep -q 'dir:PATH' err &&
    run 3 sync --with "dir:$folder/nowhere" && grep -q 'plugged in' err && run 3 --json sync --with "dir:$folder/nowhere" &&
    grep -q '"kind":"unreachable"' err && run 1 sync --with "dir:$mail" --wait long
say 'a way that is none is told'

enrol $station 一居 && join street.db $street 街道
say 'both are enrolled'

file=a.db
run 0 sync && grep -q '^2 sent, 0 received, 0 refused, 2 waiting; no full exchange yet$' out && run 1 sync status && round &&
    run 0 --json sync && grep -q '"pending": 0' out && grep -q '"last_full": "20' out && run 0 sync status &&
    grep -q ' 0 waiting; last full exchange ' out
say 'own acts go up and are confirmed'

settle && same
say 'the street has what the station has'

run 0 case open --channel walk-in --subject 楼上漏水 && run 0 sync status && grep -q ' 1 waiting; last full' out
say 'what was recorded since is told as waiting'

"$SHOUWEN_BUILDDIR/src/shouwen-hub" --store "sqlite:$folder/hub/hub.db" serve --every 1 >serve.out 2>&1 &
serve=$!
run 0 sync --wait 60 && grep -q ' 0 waiting; last full' out
say 'with a hub that answers one call is enough'
kill $serve
wait $serve

# whenever it is killed, the next one carries on
for i in 1 3 5 7 9; do
    run 0 case open --channel walk-in --subject "第$i件"
    for each in a street; do
        "$SHOUWEN_BUILDDIR/src/shouwen-sync" --db $each.db --config empty.ini >/dev/null 2>&1 &
        child=$!
        sleep "0.0$i"
        kill -9 $child 2>/dev/null
        wait $child 2>/dev/null
    done
    "$SHOUWEN_BUILDDIR/src/shouwen-hub" --store "sqlite:$folder/hub/hub.db" serve --rounds 1 >/dev/null 2>&1 &
    child=$!
    sleep "0.0$i"
    kill -9 $child 2>/dev/null
    wait $child 2>/dev/null
done
settle && same && [ "$(wc -l <a.db.cases)" -eq 7 ] && [ ! -e a.db.quarantine ] && [ ! -e hub/hub.db.quarantine ]
say 'killed anywhere, all of it arrives all the same'

file=a.db
head -c 3000 /dev/urandom >"$mail/$station/hub-$station-feed-0000000500-0000000600.swb"
run 1 sync && grep -q 'was refused and is kept in quarantine' err && [ "$(find a.db.quarantine -type f | wc -l)" -eq 2 ] &&
    run 1 sync status && run 0 sync
say 'what is no bundle is kept apart, and the next exchange is as before'

run 0 backup old.db && run 0 case open --channel walk-in --subject 备份之后 && settle && same
[ $? -eq 0 ] && run 0 restore old.db && run 0 case open --channel walk-in --subject 恢复之后
settle && same && [ "$(wc -l <a.db.cases)" -eq 9 ]
say 'a file that was put back from a backup gets back what it had sent, and loses nothing of what came since'

# both copies of one file are worked on, and exchange as if they were one station
run 0 backup copy.db && cp a.db.key copy.db.key
for i in 1 2 3; do
    for file in a.db copy.db; do
        run 0 case open --channel walk-in --subject "$file $i" && run 0 sync && round && run 0 sync && round
    done
done
for file in a.db copy.db a.db copy.db; do
    run 0 sync && round && run 0 sync && round
done
file=street.db
run 0 sync && run 0 check && run 0 --json case list && [ "$(grep -c '"number"' out)" -eq 15 ] &&
    file=copy.db && run 0 check && file=a.db && run 0 check
say 'of a file that was copied and used twice nothing is lost either'

settle
rm -rf gone && mv "$mail" gone && run 3 sync && grep -q 'plugged in' err && run 1 sync status && grep -q 'plugged in' out
say 'a folder that is gone is told, also afterwards'
mv gone "$mail"
run 0 sync && settle && run 0 sync status
say 'and when it is back all is well'

mv a.db.key key && run 3 sync && grep -q 'a.db.key' err && run 1 sync status && grep -q 'a.db.key' out && run 0 case open --channel walk-in --subject 没有密钥 && mv key a.db.key
say 'without its key a file works and does not exchange'

echo "1..$count"
