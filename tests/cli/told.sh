#!/bin/sh
# SPDX-License-Identifier: MIT
# Who is kept out hears it: a department that records what is not its to say, a station that was revoked.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"
unit=$street-mzk
files='street.db a.db unit.db'

make_hub && join a.db $station 一居 && join street.db $street 街道 && join unit.db $unit 民政科
file=a.db
run 0 case open --channel walk-in --subject 楼上漏水 && number=$(cat out) && settle && file=a.db && run 0 case report-up "$number" && settle &&
    file=street.db && run 0 case dispatch "$number" --to $unit && settle && file=unit.db && run 0 case show "$number" &&
    run 1 doctor --json && ! grep -q '"kept-out"' out
say 'a case is dispatched to a department'

# what its own program refuses comes from one that does not
liar=$SHOUWEN_BUILDDIR/tests/sync/liar
file=unit.db
run 1 case remind "$number" --text 快办 && run 1 case amend "$number" --set subject=楼下漏水 &&
    "$liar" remind unit.db "case/$number" && "$liar" amend unit.db "case/$number" && run 0 rebuild && run 0 sync && hub 1 ingest &&
    grep -q "may not say \"amend\" of case/$number; it is kept out" out && hub 0 publish && run 0 sync &&
    grep -q "the hub keeps out \"amend\" of case $number: nobody gets it; its own station or the street is to record it" out &&
    run 1 sync status && grep -q '(2 such acts: shouwen doctor)' out && run 0 --json sync && grep -q '"kept_out": 2' out &&
    grep -q '"pending": 0' out
say 'what it may not say of it is kept out, and its author hears which it was'

run 1 doctor && grep -q "nobody \"amend\" of case $number, recorded on .* by" out && grep -q "nobody \"remind\" of case $number" out &&
    hub 0 status && grep -q "^$unit .*; 2 of its acts kept out$" out && ! grep "^$street " out | grep -q kept &&
    hub 0 status --json && grep -q '"kept_out": 2' out
say 'doctor names each of them, and the status of the hub counts them'

file=a.db
run 0 sync && run 0 sync status && ! grep -q 'keeps out' out && run 0 case open --channel walk-in --subject 之前 && settle &&
    file=a.db && run 0 case open --channel walk-in --subject 之后 && round && hub 0 revoke --node $station && hub 0 publish && run 1 sync &&
    grep -q '^this station was revoked at the hub on ..-.. ..:..: nothing is exchanged; what was confirmed before stays, 1 waiting;' out &&
    run 1 sync status && run 1 --json sync && grep -q '"revoked": true' out && run 1 doctor &&
    grep -q 'was revoked at the hub on' out && run 0 check && run 0 case list && grep -q 之前 out && grep -q 之后 out &&
    [ "$(find "$mail/hub" -name "$station-*.swb" | wc -l)" -eq 0 ]
say 'a station that was revoked hears it, keeps what it has and sends nothing'

file=street.db
run 0 case note "$number" --text 已派人 && run 0 sync && round && [ "$(find "$mail/$station" -name '*.swb' | wc -l)" -eq 0 ] &&
    run 0 case list && grep -q 之前 out && ! grep -q 之后 out
say 'nothing is sent to it any more, and what was confirmed before stays with the others'

file=a.db
run 0 sync --enrol-code && code=$(head -n 1 out) && hub 0 rotate --node $station --code "$code" && hub 0 publish && settle && file=a.db && run 0 sync status && ! grep -q revoked out && file=street.db && run 0 case list && grep -q 之后 out
say 'let back, all of it goes on'

file=a.db
hub 0 revoke --node $station && run 0 case open --channel walk-in --subject 没听见 && run 0 sync && hub 1 ingest && hub 0 publish &&
    rm "$mail/$station"/*.swb && run 0 case open --channel walk-in --subject 还没听见 && run 0 sync && hub 1 ingest && hub 0 publish && run 1 sync &&
    grep -q 'was revoked at the hub on' out
say 'whose notice was lost hears it at the next attempt'

# somebody of the street takes a case in at the station's desk, where they are known by the exchange
other=310115007002
files='street.db b.db'
printf '%s\n' id,name,roles,node "T09,吴昊,dispatcher;desk;admin,$street" >street.csv
printf '%s\n' id,name,roles,node "S12,曹敏,secretary;desk;admin,$other" >staff.csv
join b.db $other 二居 && file=street.db && run 0 import staff street.csv && file=b.db && run 0 import staff staff.csv && settle && file=b.db &&
    run 0 --as T09 case open --channel walk-in --subject 街道来人接的 && taken=$(cat out) && settle && for file in b.db street.db; do
    run 0 --json --as T09 case show "$taken" && grep -q "\"node\": \"$other\"" out && grep -q '"name": "吴昊"' out && run 0 check || exit 1
done
say 'what somebody of the street takes in at a station is the station'"'"'s, and the street sees it'

printf '%s\n' channel,subject,staff,ref walk-in,街道来人登记的,T09,Z1 >cases.csv
file=b.db && run 0 --as S12 import cases cases.csv && settle && file=street.db && run 0 --as T09 case list --queue all && grep -q 街道来人登记的 out
say 'so is what is imported in their name'

printf '%s\n' id,name,roles,node 'V01,区督办,supervisor;admin,310115' >district.csv
files='street.db b.db d.db'
join d.db 310115 区 && run 0 import staff district.csv && file=b.db && run 0 --as T09 case note "$taken" --text 来问过 && settle && file=d.db &&
    run 0 --as V01 case show "$taken" && ! grep -q 来问过 out && ! grep -q erased out
say 'what a district has the heads of only was not erased'

echo "1..$count"
