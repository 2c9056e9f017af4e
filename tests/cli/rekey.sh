#!/bin/sh
# SPDX-License-Identifier: MIT
# A station gets another key and goes on with its file, with the programs that people run: who may, and the way back.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"
unset SHOUWEN_AS

make_hub && join a.db $station 一居 && join street.db $street 街道 && file=a.db && run 0 case open --channel walk-in --subject 之前 &&
    settle && cp a.db.key old.key
say 'two files exchange'

# the street says something that lies sealed to the old key
file=street.db
run 0 --json case list && number=$(sed -n 's/.*"number": "\(.*\)",/\1/p' out | head -n 1) && run 0 case note "$number" --text 街道看过 && run 0 sync &&
    round && file=a.db && run 0 sync --enrol-code && before=$(head -n 1 out) && run 1 sync --rekey --enrol-code && grep -q 'one at a time' err && run 1 sync --rekey && grep -q -- '--yes' err && cmp -s a.db.key old.key &&
    run 0 sync --rekey --yes && code=$(head -n 1 out) &&
    [ "$code" != "$before" ] && grep -q "shouwen-hub rotate --node $station" out && [ ! -e a.db.key.new ] && ! cmp -s a.db.key old.key &&
    [ "$(stat -c %a a.db.key)" = 600 ] && run 0 check && run 0 sync --enrol-code && [ "$(head -n 1 out)" = "$code" ]
say 'a new key is put into the place of the old one'

set -- a.db.key.old-*
[ $# -eq 1 ] && kept=$1 && cmp -s "$kept" old.key && [ "$(stat -c %a "$kept")" = 600 ]
say 'the old one is kept beside it'

run 1 sync status && grep -q 'that the hub does not know' out && run 1 --json sync status && grep -q '"rekeyed": "20' out &&
    run 0 sync --enrol-code && grep -q "shouwen-hub rotate --node $station" out && run 1 doctor && grep -q 'another key since .* shouwen-hub rotate' out
say 'it is told until the hub knows the new one'

run 0 case open --channel walk-in --subject 之间 && run 1 sync && hub 1 ingest && grep -q "was not signed by $station" out && hub 0 publish &&
    run 1 doctor && grep -q '1 bundle of the hub was refused' out
say 'before the hub knows it nothing of the station is taken; doctor says what was refused'

hub 0 rotate --node $station --code "$code" && run 1 sync && round && settle && file=a.db && run 0 sync status && run 0 check && run 0 case show "$number" &&
    grep -q 街道看过 out && file=street.db && run 0 case list && grep -q 之前 out && grep -q 之间 out && run 0 check
say 'afterwards both have everything'

file=a.db
mv a.db.key new.key && cp old.key a.db.key && run 3 sync && grep -q 'of another time than the file' err && mv new.key a.db.key.new && run 0 sync &&
    mv a.db.key.new a.db.key && settle
say 'the old key is none any more; one that a power cut left beside it is found'

file=a.db
printf '%s\n' id,name,roles,node "S01,陆伟,desk;worker,$station" "S12,曹敏,admin;secretary,$station" >staff.csv
run 0 import staff staff.csv && cp a.db.key now.key && run 4 sync --rekey --yes && grep -q 'nobody is signed in' err &&
    run 4 --as S01 sync --rekey --yes && grep -q 'only an administrator' err && run 4 --as S01 sync --rekey --old-key "$kept" --yes &&
    run 4 --as S01 sync --old-key "$kept" --yes && run 4 --as S01 sync --trust "$trust" --with "dir:$folder/elsewhere" && run 4 sync --trust "$trust" &&
    cmp -s a.db.key now.key && run 0 --as S12 report audit && [ "$(grep -c 'sync' out)" -ge 4 ] && run 0 sync && run 0 --as S12 sync --trust "$trust"
say 'with staff another key and another hub are for administrators, an exchange is for everybody'

run 0 --json --as S12 sync --rekey --yes && put=$(sed -n 's/.*"old_key": "\(.*\)".*/\1/p' out) && [ "$put" != "$kept" ] && cmp -s "$put" now.key &&
    cp a.db.key lost.key && run 3 --as S12 sync --rekey --old-key street.db.key --yes && grep -q 'another station file' err && cmp -s a.db.key lost.key &&
    sed '2{s/^0/1/;t;s/^./0/}' "$put" >torn.key && run 3 --as S12 sync --rekey --old-key torn.key --yes && cmp -s a.db.key lost.key &&
    run 0 --as S12 sync --rekey --old-key "$put" --yes && cmp -s a.db.key now.key &&
    grep -q 'the old key is back' out && ! grep -q rotate out && run 1 sync status && grep -q 'has had its old key again' out && run 1 sync && round &&
    settle && file=a.db && run 0 sync status
say 'what was replaced by mistake is put back, and nothing else is'

file=a.db
run 0 --as S01 case open --channel walk-in --subject 途中 && run 0 sync && run 0 --as S12 sync --rekey --yes && code=$(head -n 1 out) && round && run 1 sync &&
    run 1 sync && run 1 sync status && grep -q 'that the hub does not know' out && hub 0 rotate --node $station --code "$code" && run 1 sync && round &&
    settle && file=a.db && run 0 sync status
say 'what the hub answers to what the old key signed is no word of the new one'

file=a.db
run 0 backup before.db && run 0 --as S12 sync --rekey --yes && code=$(head -n 1 out) && hub 0 rotate --node $station --code "$code" && run 1 sync && round &&
    settle && mv before.db a.db && rm -f a.db-wal a.db-shm && file=a.db && run 3 sync && grep -q 'of another time than the file' err &&
    run 1 doctor && grep -q 'sync --rekey --old-key a.db.key --yes' out && cp a.db.key now.key &&
    run 0 --as S12 sync --rekey --old-key a.db.key --yes && cmp -s a.db.key now.key && run 1 sync && round && settle && file=a.db && run 0 sync status
say 'a backup from before a key gets that key again'

file=a.db
mv a.db.key a.db.key.new && cp old.key a.db.key && run 0 --as S12 sync --rekey --yes && grep -l "$(sed -n 2p now.key)" a.db.key.old-* >/dev/null &&
    ! grep -q "$(sed -n 2p now.key)" a.db.key && run 0 check
say 'a key that a power cut left beside is kept as well'

echo "1..$count"
