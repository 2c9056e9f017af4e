#!/bin/sh
# SPDX-License-Identifier: MIT
# Two stations use one id each for something of their own, and one of them erases theirs: the other's stays whole, with
# the programs that people run.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"
other=310115007002
files='street.db a.db b.db'

make_hub && join a.db $station 一居 && join b.db $other 二居 && join street.db $street 街道
say 'two stations and their street exchange'

# take FILE WHO SUBJECT [RESIDENT]: a case, its number in number
take() {
    file=$1
    run 0 --as "$2" case open --subject "$3" --channel walk-in ${4:+--resident "$4"} && number=$(head -n 1 out)
}
# sheet FILE NUMBER NODE TEXT: the sheet of a case, with an id as it was given before stations told theirs apart
sheet() {
    file=$1
    printf 'code,on,giver,lines,status,node\nJ1,2026-11-20,S01,"case/%s/事情\nnote//%s",accepted,%s\n' "$2" "$4" "$3" >sheets.csv &&
        run 0 --as S01 import handovers sheets.csv
}
for each in a.db/$station b.db/$other; do
    file=${each%%/*} node=${each##*/}
    printf 'id,name,roles,node\nS01,甲%s,desk;secretary;admin,%s\nS02,乙%s,desk,%s\n' "${node#310115}" "$node" "${node#310115}" "$node" >staff.csv && run 0 import staff staff.csv &&
        take "$file" S01 事情 && echo "$number" >"$file.number" && run 0 --as S01 hand-over add note --text "话 $file" &&
        run 0 --as S01 hand-over give --to S02 && run 0 --as S02 hand-over accept && sheet "$file" "$number" "$node" "旧 $file" || exit 1
done
file=street.db && printf 'id,name,roles,node\nT09,吴昊,dispatcher;admin,%s\n' $street >staff.csv && run 0 import staff staff.csv && settle && file=street.db &&
    for each in $station:a.db $other:b.db; do
        run 0 --as "S02@${each%:*}" hand-over list && code=$(awk '/^S01-/ { print $1 }' out) && day=${code#S01-00700?-} && run 0 --as "S02@${each%:*}" hand-over show "$code" && grep -q "话 ${each#*:}" out || exit 1
    done
say 'sheets of one day by two of one number are two, also at the street'

# whole: B has both of its sheets
whole() {
    file=b.db
    run 0 --as S02 hand-over show "S01-007002-$day" && grep -q '话 b.db' out && run 0 --as S02 hand-over show J1 && grep -q '旧 b.db' out
}
file=a.db && run 0 --as S02 case withdraw "$(cat a.db.number)" --reason 不办了 && run 0 --as S01 case erase "$(cat a.db.number)" --reason 申请 --yes &&
    run 1 --as S02 hand-over show J1 && settle && settle && whole
say 'the erasing of a case takes the sheets of its station, and none that another one named alike'
file=b.db && run 0 --as S02 case withdraw "$(cat b.db.number)" --reason 不办了 && settle && file=street.db &&
    run 0 --as "S02@$other" hand-over show J1 && grep -q '旧 b.db' out && run 0 --as T09 case erase "$(cat b.db.number)" --reason 申请 --yes && settle && settle &&
    file=b.db && run 1 --as S02 hand-over show "S01-007002-$day" && run 1 --as S02 hand-over show J1
say 'and an erasing at the street takes those in which the case stands'

for file in $files; do
    run 0 check || exit 1
done
say 'all files are sound'
echo "1..$count"
