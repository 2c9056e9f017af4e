#!/bin/sh
# SPDX-License-Identifier: MIT
# The street moves staff and residents from one station to another, with the programs that people run: everybody who is
# to know them knows the same of them, who has them now says what is new, and who had them says and erases nothing any
# more.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"
other=310115007002
files='street.db a.db b.db'

# put CODE FILE WHO LINE...: takes in a staff list of these lines
put() {
    code=$1 file=$2 who=$3
    shift 3
    printf '%s\n' "$@" >staff.csv
    run "$code" ${who:+--as "$who"} import staff staff.csv
}
# knows FILE ID NAME NODE PHONE: that is what the file says of somebody
knows() {
    file=$1
    case $file in a.db) who=S12 ;; b.db) who=B12 ;; *) who=T09 ;; esac
    run 0 --as $who export staff --unmask || return 1
    tr -d '"\t' <out | awk -F, -v id="$2" -v want="$3,$4,$5" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $1 == id { said = $at["name"] "," $at["node"] "," $at["phone"] }
        END { if (said != want) { print "# " id ": " said ", not " want; exit 1 } }'
}
# all_know ID NAME NODE PHONE
all_know() { for each in $files; do knows "$each" "$@" || { echo "# $each"; return 1; }; done; }

make_hub && join a.db $station 一居 && join b.db $other 二居 && join street.db $street 街道 &&
    put 0 a.db '' id,name,roles,node,phone "S01,陆伟,worker,$station,13900000001" "S12,曹敏,admin;secretary,$station," &&
    put 0 b.db '' id,name,roles,node "B12,王五,admin;secretary,$other" &&
    put 0 street.db '' id,name,roles,node,phone "T09,吴昊,dispatcher;admin,$street," "T10,郑洁,worker,$street,13900000010" &&
    settle && knows street.db S01 陆伟 $station 13900000001
say 'two stations and their street exchange'

# answers FILE WHO ID: who answers for the case, as the file shows it
answers() {
    file=$1
    run 0 --as "$2" --json case show "$number" && grep -A 1 '"accountable"' out | grep -q "\"$3\""
}
file=a.db
run 0 --as S01 case open --channel walk-in --subject 楼道灯不亮 && number=$(cat out) && settle &&
    answers a.db S12 S01 && answers street.db T09 S01
say 'somebody answers for a case'

put 0 street.db T09 id,node "S01,$other" && settle && all_know S01 陆伟 $other 13900000001
say 'whom the street moves is known to the new station as well'
answers a.db S12 S12 && answers street.db T09 S12 && file=a.db && run 0 daily && settle &&
    answers a.db S12 S12 && answers street.db T09 S12 && grep -q '"rule": *"fallback"' out &&
    run 0 --as T09 case show "$number" && grep -q 'fallback since .*, by the program (' out
say 'their cases fall back where they were'
put 0 street.db T09 id,phone S01,13900000002 && settle && all_know S01 陆伟 $other 13900000002
say 'and what the street says later leaves nothing empty'
put 0 b.db B12 id,phone S01,13900000003 && settle && knows street.db S01 陆伟 $other 13900000003 &&
    knows b.db S01 陆伟 $other 13900000003
say 'the new station says what is new of them'
put 0 street.db T09 id,node "T10,$station" && settle && all_know T10 郑洁 $station 13900000010 &&
    put 0 a.db S12 id,phone T10,13900000011 && settle && knows street.db T10 郑洁 $station 13900000011
say "what a station says of somebody who was the street's reaches the street"
put 0 street.db T09 id,node "S01,$station" && settle && all_know S01 陆伟 $station 13900000003
say 'who comes back does so with what was said elsewhere'
put 0 a.db S12 id,phone S01,13900000004 && put 0 street.db T09 id,node "S01,$other" && settle &&
    all_know S01 陆伟 $other 13900000003 && put 0 street.db T09 id,phone S01,13900000005 && settle &&
    all_know S01 陆伟 $other 13900000005
say 'the word of who moves somebody holds, whatever was said there before it was heard'
put 1 street.db T09 id,node S01,310115008001 && grep -q '310115008001 lies outside of 310115007' out err &&
    put 1 b.db B12 id,node "S01,$station" && grep -q "$station lies outside of $other" out err && settle &&
    all_know S01 陆伟 $other 13900000005
say 'nobody is moved out of the area of who says so'
put 0 b.db B12 id,name,node "S77,周美芳,$other" && put 0 a.db S12 id,name,node "S77,赵六,$station" && settle &&
    put 1 street.db T09 id,node "S77@$station,$other" && grep -q 'somebody else at .* has the id S77' out err && settle &&
    knows a.db S77 赵六 $station '' && knows b.db S77 周美芳 $other ''
say 'nor to where somebody else has the id'

put 1 a.db S12 id,phone S01,13900000006 && grep -q "S01 (陆伟) works at $other: what is new" out err && put 1 a.db S12 id,status S01,left &&
    put 1 a.db S12 id,status T09,left && grep -q "T09 (吴昊) works at $street: what is new" out err && put 1 a.db S12 id,name,node "T09,吴昊,$station" &&
    settle && all_know S01 陆伟 $other 13900000005 && all_know T09 吴昊 $street ''
say 'a station says nothing of who works elsewhere, nor of whom it had'
put 1 a.db S12 id,name,roles,node "S01,新人,worker,$station" && grep -q 'the number S01 stays that of 陆伟' out err &&
    put 1 street.db T09 id,name,roles,node "S01,新人,worker,$station" && grep -q 'the number S01 stays that of 陆伟' out err &&
    settle && all_know S01 陆伟 $other 13900000005
say 'a number that a move left behind is given to nobody else there'
put 0 street.db T09 id,name,roles,node "T11,街新,worker,$street" && settle && put 0 a.db S12 id,name,roles,node "T11,甲新,worker,$station" &&
    grep -q ' 1 added' out && settle && knows a.db T11 甲新 $station '' && knows street.db T11 街新 $street '' && knows street.db "T11@$station" 甲新 $station ''
say 'but a station numbers its own people without asking the street'
put 0 street.db T09 id,node "S77@$station,$street" && settle && knows b.db S77 周美芳 $other '' && knows street.db "S77@$other" 周美芳 $other '' &&
    grep -q '赵六' out && knows a.db S77 赵六 $street ''
say 'whose number another station has as well may come to the street'


printf '%s\n' code,name "$station-G01,一格" >grids.csv
file=a.db && run 0 --as S12 import grids grids.csv
printf '%s\n' code,name "$other-G01,一格" >grids.csv
file=b.db && run 0 --as B12 import grids grids.csv
printf '%s\n' id,name,phone,grid "R8,金丝雀,13912340001,$station-G01" "R9,周美华,13912340002,$station-G01" >residents.csv
file=a.db && run 0 --as S12 import residents residents.csv && settle &&
    printf '%s\n' id,name,grid "R8-007001,金丝雀,$other-G01" >residents.csv && file=street.db && run 0 --as T09 import residents residents.csv &&
    settle && file=a.db && run 1 --as S12 resident erase R8-007001 --reason 已迁出 --yes &&
    grep -q "R8-007001 is looked after by .*$other" err && run 1 --as S12 resident erase R8-007001 --dry-run && settle &&
    for file in $files; do
        cat $file* | grep -q -a 金丝雀 || exit 1
    done
say 'a station erases nobody who moved away, and is told whom to ask'
file=a.db && run 0 --as S12 resident join R8-007001 --to R9-007001 && run 1 --as S12 resident erase R9-007001 --dry-run &&
    grep -q 'R8-007001 is looked after by' err && run 0 --as S12 resident part R8-007001 &&
    file=b.db && run 0 --as B12 resident erase R8-007001 --reason 居民申请 --yes && settle &&
    for file in $files hub/hub.db; do
        ! cat $file* | grep -q -a 金丝雀 || exit 1
    done
say 'nor with somebody joined; where they are looked after it is done for everybody'
for file in $files; do
    run 0 check || exit 1
done
say 'all files are sound'
# covers FILE WHO ID: by whom the file says that S05 is covered
covers() {
    file=$1
    run 0 --as "$2" export staff || return 1
    tr -d '"\t\r' <out | awk -F, -v want="$3" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $1 == "S05" { said = $at["cover"] } END { if (said != want) { print "# cover " said ", not " want; exit 1 } }'
}
put 0 a.db S12 id,name,roles,node,cover "S02,甲二,worker,$station," "S05,甲五,worker,$station,S02" &&
    put 0 b.db B12 id,name,roles,node "S02,乙二,worker,$other"
# the hub tells once that two places gave out S02
settle >told
settle && covers street.db T09 S02@$station && put 0 street.db T09 id,node "S05,$other" && settle &&
    covers street.db T09 S02@$station && covers b.db B12 S02@$station
say 'who covers for whom the street moves is who did, though the new station has somebody with that number'
put 0 b.db B12 id,cover S05,S02 && covers b.db B12 S02 && settle && covers street.db T09 S02@$other && covers b.db B12 S02 &&
    put 0 street.db T09 id,cover S05,S02@$station && covers street.db T09 S02@$station && settle && covers b.db B12 S02@$station &&
    put 0 street.db T09 id,cover S05,S02@$other && settle && covers street.db T09 S02@$other && covers b.db B12 S02 &&
    file=street.db && run 0 check && run 0 --as T09 rebuild && covers street.db T09 S02@$other && file=b.db && run 0 check
say 'and what is said of them there is meant in the words of the new station'

echo "1..$count"
