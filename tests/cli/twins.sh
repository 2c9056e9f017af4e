#!/bin/sh
# SPDX-License-Identifier: MIT
# Two stations and their street number their staff S01 each, and two stations give one resident id to different people:
# with the programs that people run, the street shows of everything whose it is.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"
other=310115007002
files='street.db a.db b.db'

make_hub && join a.db $station 一居 && join b.db $other 二居 && join street.db $street 街道
say 'three files exchange'

# what the hub says of ids that several gave out is not asked for here
meet() {
    for _ in 1 2 3; do
        for file in $files; do
            run 0 sync || return 1
        done
        "$SHOUWEN_BUILDDIR/src/shouwen-hub" --store "sqlite:$folder/hub/hub.db" ingest >>told.hub
        hub 0 publish || return 1
    done
    for file in $files; do
        run 0 sync || return 1
    done
}

# roster FILE NODE NAME ROLES PHONE COVER: two people, the second of whom covers for the first
roster() {
    file=$1
    printf 'id,name,roles,node,phone,cover\nS01,%s,%s,%s,%s,S02\nS02,%s,worker,%s,,\n' "$3" "$4" "$2" "$5" "$6" "$2" >staff.csv &&
        run 0 import staff staff.csv
}
# take FILE SUBJECT RESIDENT: a case, its number in number
take() {
    file=$1
    run 0 --as S01 case open --subject "$2" --channel walk-in --resident "$3" --json &&
        number=$(grep -o '"number": *"[^"]*"' out | head -n 1 | cut -d'"' -f4) && [ -n "$number" ]
}
roster a.db $station 周美芳 'desk;secretary;admin' 13800000001 甲二 && roster b.db $other 赵六 'desk;secretary;admin' 13800000002 乙二 &&
    roster street.db $street 吴昊 'dispatcher;admin' 13800000003 街二
say 'three lists number their people alike'
for each in a.db/周阿婆 b.db/赵老伯; do
    file=${each%%/*}
    printf 'id,name\nR8-007001,%s\n' "${each##*/}" >people.csv && run 0 --as S01 import residents people.csv || exit 1
done
take a.db 甲楼漏水 R8-007001 && a=$number && take b.db 乙楼停电 R8-007001 && b=$number && meet && meet
say 'each station takes in a case, and all of them exchange'

# has FILE CASE TEXT...: what a case's page, its line in the list and its JSON say
has() {
    file=$1
    shown=$2
    shift 2
    run 0 --as S01 case show "$shown" && cp out page && run 0 --as S01 case list && grep "$shown" out >>page &&
        run 0 --as S01 case show "$shown" --json && tr -d '\n' <out >json || return 1
    for text; do
        cat page json | grep -q -- "$text" || { echo "# no $text"; sed 's/^/# /' page; return 1; }
    done
}
A=S01@$station B=S01@$other
has street.db "$a" '^accountable *周美芳' '^taken in by *周美芳' '  open  *周美芳' "$a.* 周美芳 .*周阿婆" "\"holder\": \"$A\"" "\"by\": \"$A\"" &&
    has street.db "$b" '^accountable *赵六' '^taken in by *赵六' '  open  *赵六' "$b.* 赵六 .*赵老伯" "\"holder\": \"$B\"" "\"by\": \"$B\"" &&
    ! grep -q '吴昊\|周美芳' page && has a.db "$a" '^accountable *周美芳' '"holder": "S01"' && has b.db "$b" '^accountable *赵六' '"holder": "S01"'
say 'each case is with the person of its own station, at the street as at the stations'

file=street.db
run 0 --as S01 staff list && grep -q '^S01  .*吴昊 .* 0 open' out && grep -q "^$A .*周美芳 .* 1 open" out && grep -q "^$B .*赵六 .* 1 open" out &&
    run 0 --as S01 case list --person S01 && grep -q '^no case' out && run 0 --as S01 case list --person "$B" && grep -q "$b" out && ! grep -q "$a" out &&
    run 0 --as S01 case list --queue mine && ! grep -q "$a\|$b" out && run 0 --as S01 staff may "$B" && grep -q 赵六 out && run 0 --as "$B" case list --queue mine && grep -q "$b" out && ! grep -q "$a" out
say 'counts and lists of a person are of that one; S01 is who works at the street'

run 0 --as S01 resident show R8-007001 && grep -q 周阿婆 out && grep -q "$a" out && ! grep -q "$b" out &&
    run 0 --as S01 resident show "R8-007001@$other" && grep -q 赵老伯 out && grep -q "$b" out && ! grep -q "$a" out && run 0 --as S01 search 赵老伯 && grep -q "$b\|$other" out
say 'of two residents with one id each has their own cases'

for each in b.db:R8-007001:13900002222 "street.db:R8-007001@$other:13900003333"; do
    file=${each%%:*}
    id=${each#*:}
    printf 'id,name,phone\n%s,赵老伯,%s\n' "${id%:*}" "${each##*:}" >people.csv && run 0 --as S01 import residents people.csv || exit 1
done
meet && file=street.db && run 0 --as S01 resident show "R8-007001@$other" --unmask && grep -q '13900002222' out && grep -q '13900003333' out &&
    run 0 --as S01 resident settle "R8-007001@$other" --choose 1 --unmask && ! grep -q 'two places' out && phone=$(grep -o '1390000[0-9]*' out | sort -u) && [ "$(echo "$phone" | wc -l)" -eq 1 ] &&
    run 1 --as S01 resident settle "R8-007001@$other" && grep -q 'nothing to settle' err && meet && file=b.db && run 0 --as S01 resident show R8-007001 --unmask && grep -q "$phone" out
say 'and what two places say of the second is settled by a person as well'

file=street.db
run 0 --as S01 case note "$b" --text 街道看过; file=b.db
run 0 --as S01 case assign "$b" --to S02 && meet && has street.db "$b" '^accountable *乙二' "\"holder\": \"S02@$other\"" '街道看过' '  note  *street 吴昊' '  assign  *赵六 to 乙二' &&
    has b.db "$b" '^accountable *乙二' '"holder": "S02"' '  note  *street 吴昊'
say 'what somebody of the street did is theirs, and whom the station assigns is its own'

file=street.db
run 0 --as "$B" case assign "$b" --to S01 && run 0 --as S01 case show "$b" && grep -q '^accountable *赵六' out && meet &&
    has b.db "$b" '^accountable *赵六' '"holder": "S01"' '  assign  *赵六 to 赵六' && has a.db "$a" '^accountable *周美芳'
say 'at the street too whom a case of the station is given to is named as there'

# late FILE NODE NAME: somebody whose number nobody else has until then
late() {
    file=$1
    printf 'id,name,roles,node\nS03,%s,desk,%s\n' "$3" "$2" >staff.csv && run 0 --as S01 import staff staff.csv
}
late a.db $station 甲三 && run 0 --as S03 case open --subject 甲三的件 --channel phone --json && c=$(grep -o '"number": *"[^"]*"' out | head -n 1 | cut -d'"' -f4) &&
    run 0 case list --as S01 && meet && has street.db "$c" '^accountable *甲三' '"holder": "S03"' && echo 274915 >pin && run 0 --as S01 staff pin set S03 --new-pin-file pin && run 0 --as S01 staff pin set --new-pin-file pin && late b.db $other 乙三 && meet &&
    has street.db "$c" '^accountable *甲三' "\"holder\": \"S03@$station\"" && run 0 --as S01 case list --person "S03@$station" && grep -q "$c" out &&
    run 4 --as S03 case list && grep -q "say which of S03@$station (甲三), S03@$other (乙三) is meant" err && run 1 --as S01 case list --person S03 && grep -q "S03@$other (乙三)" err
say 'who shares a number from now on keeps their cases, and the number alone means nobody'

# has_pin ID WORD: how the PIN of somebody in the street's file stands
has_pin() {
    file=street.db
    run 0 --as S01 staff pin on && run 0 --as S01 staff list --pin-file pin && cp out people && run 0 --as S01 staff pin off --pin-file pin && grep "^$1 .*  PIN $2\$" people >out
}
has_pin "S03@$station" set && has_pin "S03@$other" 'none yet' && run 0 --as S01 staff pin on && run 0 --as "S03@$station" case list --pin-file pin && run 0 --as S01 staff pin off --pin-file pin
say 'their PIN stays theirs'

# the street's own list comes after the stations' have come
file=street.db
printf 'id,name,roles,node\nS03,街三,worker,%s\n' $street >staff.csv && run 0 --as S01 import staff staff.csv && run 0 --as S03 case list --queue mine && ! grep -q "$c" out &&
    run 0 --as S01 staff list && grep -q '^S03 .*街三' out && has_pin S03 'none yet' && has_pin "S03@$station" set && meet && has street.db "$c" '^accountable *甲三' && has a.db "$c" '^accountable *甲三' '"holder": "S03"' && file=a.db && run 0 --as S01 staff list &&
    grep -q '^S03 .*甲三' out
say 'a street that numbers its own people takes nobody their number'

# the street's lists name a row's place
for each in "a.db $station 甲四" "b.db $other 乙四"; do
    set -- $each
    file=$1
    printf 'id,name,roles,node\nS04,%s,desk,%s\n' "$3" "$2" >staff.csv && run 0 --as S01 import staff staff.csv || exit 1
done
meet && file=street.db && printf 'id,name\nS04,街四\n' >staff.csv && run 1 --as S01 import staff staff.csv &&
    grep -q "S04@$station (甲四), S04@$other (乙四)" out err && run 0 --as S01 staff list && ! grep -q '^S04 ' out &&
    printf 'id,name,backup,node\nS04,乙四,S02,%s\nS04@%s,,S02,\n' $other $station >staff.csv && run 0 --as S01 import staff staff.csv && grep -q ' 0 added, 2 changed' out &&
    run 0 --as S01 export staff && grep -q "^S04@$other,乙四,,,S02@$other," out && grep -q "^S04@$station,甲四,,,S02@$station," out &&
    printf 'id,name,node\nS04,街四,%s\n' $street >staff.csv && run 0 --as S01 import staff staff.csv && run 0 --as S01 staff list && grep -q '^S04  .*街四' out
say 'a row of staff that several may be is refused with who they are; the unit in it says who is meant'

printf 'id,name,roles,node\nS05,甲五,worker,%s\nS06,甲六,worker,%s\nS05,乙五,worker,%s\n' $station $station $other >staff.csv &&
    run 0 --as S01 import staff staff.csv && grep -q ' 3 added, 0 changed' out && run 0 --as S01 staff list && grep -q "^S05@$station .*甲五" out && grep -q "^S05@$other .*乙五" out
say "a number in two stations' lists is two people: another name at another place is another one"

printf 'id,name,node\nS01,周美芳,%s\nS02,甲二,%s\nS03,甲三,%s\nS04,甲四,%s\nS05,甲五,%s\nS06,甲六,%s\n' $station $station $station $station $station $station >staff.csv &&
    run 0 --as S01 import staff staff.csv --complete && grep -q ' 0 added, 0 changed, 6 unchanged' out && ! grep -q leaves out err &&
    printf 'id,name,node\nS01,赵六,%s\nS02,乙二,%s\nS03,乙三,%s\nS04,乙四,%s\nS05,乙五,%s\nS06,乙六,%s\n' $other $other $other $other $other $other >staff.csv &&
    run 0 --as S01 import staff staff.csv --complete && grep -q ' 1 added, 0 changed, 5 unchanged' out && ! grep -q leaves out err &&
    meet && file=b.db && run 0 --as S01 staff list && ! grep -q ' left' out && grep -q '^S06 .*乙六' out && file=a.db && run 0 --as S01 staff list && ! grep -q ' left' out && grep -q '^S06 .*甲六' out
say 'nobody leaves whose number stands in the whole roster, whoever else has it'
file=street.db

printf 'code,name,leader\n%s-G07,七格,S01\n' $other >grids.csv
printf 'at,staff,door,result,node\n2026-11-20T10:00,S01,9-1,met,%s\n2026-11-20T11:00,S01@%s,9-2,met,%s\n' $other $street $other >visits.csv
printf 'channel,subject,grid,staff,ref\nphone,灯坏,%s-G07,S01,T-1\n' $other >cases.csv
for kind in grids visits cases; do
    run 0 --as S01 import $kind $kind.csv && ! grep -q 'warning' out || exit 1
done
run 0 --as S01 export visits && grep -q "T10:00.*,$B,.*9-1" out && grep -q "T11:00.*,S01@$street,.*9-2" out && cp out again.csv && run 0 --as S01 export grids && grep -q "七格,$B" out &&
    run 0 --as S01 export cases && grep -q "灯坏.*,$B,T-1" out
say 'of lists at the street whom a row names is who has the id at its place'
run 0 --as S01 import visits again.csv && grep -q ' 2 unchanged' out && for kind in grids visits cases; do
    run 0 --as S01 import $kind $kind.csv && grep -q ' 0 added, 0 changed' out || exit 1
done
meet && file=b.db && run 0 --as S01 export visits && grep -q "T10:00.*,S01,.*9-1" out && grep -q "T11:00.*,S01@$street,.*9-2" out && run 0 --as S01 export grids && grep -q '七格,S01' out
say 'and what is given out comes in again as the same'

file=street.db
run 0 --as S01 check && run 0 --as S01 rebuild && has street.db "$b" "^accountable *赵六" && file=a.db && run 0 check && file=b.db && run 0 check
say 'a rebuild gives the same'

echo "1..$count"
