#!/bin/sh
# SPDX-License-Identifier: MIT
# What is known of a resident is erased on their request, with the programs that people run: afterwards no file of
# station, street, hub and mailbox holds their name, whatever comes again, and what was put back has it no more after
# the next exchange.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"
name=金丝雀
phone=13912345678

# holds FILE...: each of them holds the name; gone FILE...: none does, nor the telephone number, nor their files
# beside them
holds() {
    for each in "$@"; do
        cat "$each"* | LC_ALL=C grep -q -a "$name" || { echo "# not in $each"; return 1; }
    done
}
gone() {
    for each in "$@"; do
        for one in "$each"*; do
            if LC_ALL=C grep -q -a -e "$name" -e "$phone" "$one"; then
                echo "# in $one"
                return 1
            fi
        done
    done
}
# sheets STATUS: a hand-over sheet on which the case stands
sheets() {
    cat >handovers.csv <<END
code,on,node,giver,lines,status
J1,$(date +%Y-%m-%d),$station,S01,case/$number/$name家漏水,$1
END
    run 0 --as S12 import handovers handovers.csv
}
sound() {
    for file in street.db a.db; do
        run 0 check && tail -n 1 out >$file.digest || return 1
    done
}

make_hub && join a.db $station 一居 && join street.db $street 街道
cat >staff.csv <<END
id,name,roles,node
S01,陆伟,desk;worker,$station
S12,曹敏,admin;secretary,$station
END
cat >street.csv <<END
id,name,roles,node
T09,吴昊,dispatcher;admin,$street
END
cat >residents.csv <<END
id,name,phone,door,class
R77,$name,$phone,5-502,key
R78,周美芳,13900002208,5-503,ordinary
END
cat >demands.csv <<END
on,kind,subject,resident,phone
2026-11-20,need,想学书法,$name,$phone
END
file=street.db
run 0 import staff street.csv
file=a.db
run 0 import residents residents.csv && run 0 import demands demands.csv && run 0 import staff staff.csv &&
    run 0 --as S01 case open --channel walk-in --subject "$name家漏水" --resident R77 && number=$(cat out) &&
    run 0 --as S01 case note "$number" --text "$name来问过" && run 0 --as S01 visit record R77 --result met --text "$name在家" &&
    run 0 --as S01 case open --channel walk-in --subject 路灯不亮 --resident R78 &&
    run 0 --as S12 session call "$number" --at "$(date -d 3days +%Y-%m-%dT09:00)" --subject "$name家的事" && session=$(grep -o 'X[0-9A-Z]\{6\}' out | head -n 1) &&
    run 0 --as S12 filter save 9 --name "$name" --queue all --search "$name" && sheets given && settle && run 0 backup old.db &&
    holds a.db street.db hub/hub.db old.db
say 'everybody has the name'

run 4 --as S01 resident erase R77 --reason 居民申请 --yes && grep -q 'only an administrator' err &&
    run 1 --as S12 resident erase R77 --reason 居民申请 --yes && grep -q "case $number of theirs is open" err &&
    run 1 --as S12 case erase "$number" --reason 居民申请 && grep -q 'yes' err &&
    run 1 --as S12 case erase "$number" --reason 居民申请 --yes && grep -q 'the case is open' err
say 'only an administrator erases, and no open case'

run 0 --as S01 case close "$number" --outcome solved && run 1 --as S12 resident erase R77 --dry-run && grep -q 'handovers/J1, which is not accepted' err &&
    run 1 --as S12 case erase "$number" --reason 居民申请 --yes && grep -q 'handovers/J1' err && sheets accepted &&
    run 1 --as S12 resident erase R77 --dry-run && grep -q "sessions/$session" err &&
    run 0 --as S12 session cancel "$session" --reason 不开了 &&
    run 1 --as S12 resident erase R77 --yes && grep -q reason err && run 1 --as S12 resident erase R77 --reason 居民申请 && run 0 --as S12 resident erase R77 --reason 居民申请 --dry-run &&
    grep -q "case/$number" out && grep -q residents/R77 out && grep -q visits/ out && grep -q demands/ out &&
    grep -q handovers/J1 out && grep -q "sessions/$session" out && run 0 --as S12 filter list && grep -q "$name" out &&
    run 0 --as S12 resident show R77
say 'it asks for a reason and for a yes, and can be looked at first'

# the street writes on it meanwhile, and a bundle of before lies where it can be put again
file=street.db
run 0 --as T09 case note "$number" --text "问过$name" && run 0 sync && cp -r "$mail" kept &&
    [ "$(find kept/hub -name '*.swb' | wc -l)" -gt 0 ]
say 'the street writes on the case meanwhile'

file=a.db
run 0 --json --as S12 resident erase R77 --reason 居民申请 --yes && grep -q '"scrubbed": true' out &&
    gone a.db && run 0 check && run 0 backup new.db && gone new.db && holds old.db &&
    run 0 --json --as S12 case show "$number" && grep -q '"erased"' out && run 0 --as S12 search "$name" && grep -q 'nothing found' out
say 'the station holds nothing of it, nor do backups made afterwards'

settle && sound && cmp a.db.digest street.db.digest && gone a.db street.db hub/hub.db
say 'nor do street and hub after the next exchange'

cp kept/hub/*.swb "$mail/hub/" && round && gone hub/hub.db && settle && sound && gone a.db street.db hub/hub.db
say 'a bundle that comes again brings nothing back'

file=a.db
run 1 --as S01 case note "$number" --text 又来了 && grep -q 'no text is added' err &&
    run 1 --as S01 case reopen "$number" --reason 又来了 && run 1 --as S12 case erase "$number" --reason 再来 --yes &&
    run 1 --as S12 import residents residents.csv && grep -q erased out && gone a.db
say 'nothing is written there any more'

run 0 restore old.db && holds a.db && settle && sound && gone a.db street.db hub/hub.db && cmp a.db.digest street.db.digest
say 'a station that was put back from an older backup has it no more after the exchange'

run 0 rebuild && sound && cmp a.db.digest street.db.digest && run 0 --as S01 search 周美芳 && grep -q 路灯不亮 out
say 'others are there as before'

file=c.db
cat >household.csv <<END
id,name,phone,door,class
103,金丝雀,13912340013,1-1,special
104,金丝猴,13912340014,1-1,special
105,金丝雀,13912340015,2-1,special
END
run 0 init --node $station --name 三居 && run 0 import staff staff.csv && run 0 --as S12 import residents household.csv &&
    run 0 --as S01 visit record 103 --result met --met 103,104 --text 金丝雀在家 && run 0 --as S12 export visits && cp out visits.csv
# however far it comes before the disk is full: SIGXFSZ is ignored, so the write fails
stopped=0
for blocks in 64 96 128 160 192 256 320; do
    cp c.db full.db && cp c.db.key full.db.key && (trap '' XFSZ && ulimit -f $blocks &&
        "$SHOUWEN_BUILDDIR/src/shouwen" --db full.db --config empty.ini --as S12 resident erase 103 --reason 居民申请 --yes >out 2>err) && break
    stopped=$((stopped + 1))
    file=full.db && run 0 --as S12 export visits && cmp out visits.csv && run 0 check && run 0 --as S12 resident show 103 || stopped=-99
    rm -f full.db*
done
[ $stopped -ge 3 ]
say 'an erasing without room changes nothing'

file=c.db
run 0 --as S12 resident erase 103 --dry-run &&
    grep -q 'met others as well: 1' out && run 0 --as S12 resident erase 103 --reason 居民申请 --yes && run 0 check &&
    run 0 --json --as S12 resident show 104 && grep -q '"result": "met"' out && ! grep -q 金丝雀在家 out &&
    run 0 --as S12 export visits && [ "$(grep -c 104-007001 out)" -eq 1 ] && ! grep -q 103-007001 out
say 'who was met together with them was met, and nothing more is said of it'

run 0 --as S12 resident join 104 --to 105 && run 1 --as S12 resident erase 104 --dry-run &&
    grep -q '104-007001 is joined into 105-007001' err && run 0 --as S12 resident erase 105 --dry-run &&
    grep -q residents/104 out && grep -q residents/105 out
say 'of two that are one both are erased'

cat >household.csv <<END
id,name,phone,door
201,金丝雀,13912340001,1-1
202,金絲雀兒,13912340002,2-2
END
cat >demands.csv <<END
on,kind,subject,resident,phone
2026-11-20,need,要轮椅,金絲雀兒,13912340002
END
file=d.db
run 0 init --node $station --name 四居 && run 0 import staff staff.csv && run 0 --as S12 import residents household.csv &&
    run 0 --as S01 visit record 202 --result met --met 202 --text 金絲雀兒说有病 --demand 金絲雀兒要药 &&
    run 0 --as S12 import demands demands.csv && run 0 --as S12 resident join 202 --to 201 &&
    run 0 --as S12 resident erase 201 --dry-run && [ "$(grep -c '  visits/' out)" -eq 1 ] && [ "$(grep -c '  demands/' out)" -eq 2 ] &&
    run 0 --as S12 resident erase 201 --reason 居民申请 --yes && run 0 check &&
    for word in 金絲雀兒 13912340002 有病 轮椅; do ! grep -q -a $word d.db* || exit 1; done
say 'what was said under the id of somebody who was joined goes with them'

printf '%s\n' id,name,phone 210,王, 211,王小明,13900000011 >household.csv
run 0 --as S12 import residents household.csv && run 0 --as S01 filter save 3 --name 王小明的 --queue all --search 王小明 &&
    run 0 --as S01 filter save 4 --name 找人 --queue all --search 王 && run 0 --as S12 resident erase 210 --dry-run &&
    grep -q 'saved lists of them go as well: 1 (of S01)' out && run 0 --as S12 resident erase 210 --reason 居民申请 --yes &&
    run 0 --as S01 filter list && grep -q 王小明的 out && ! grep -q 找人 out && run 0 --as S12 resident erase 211 --reason 居民申请 --yes &&
    run 0 --as S01 filter list && ! grep -q 王小明的 out
say 'saved lists go with the name that they look for, and not with part of another'
echo "1..$count"
