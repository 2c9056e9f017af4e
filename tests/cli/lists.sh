#!/bin/sh
# SPDX-License-Identifier: MIT
# Lists of residents in several files that exchange: who looks after somebody gets them, whoever took the list in, and
# a list's number means the same person wherever it is written, and nobody of another list.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"

make_hub && join a.db $station 一居 && join street.db $street 街道
printf '%s\n' id,name,roles,node "S01,陆伟,worker;admin,$station" >staff.csv
printf '%s\n' id,name,roles,node "T09,吴昊,dispatcher;admin,$street" >street.csv
printf '%s\n' code,name "$station-G01,一格" >grids.csv
file=street.db
run 0 import staff street.csv
file=a.db
run 0 import staff staff.csv && run 0 --as S01 import grids grids.csv

# long ROWS: a list, whose last two rows are of one person
long() {
    echo name,phone,door,grid
    awk -v most="$1" -v grid="$station-G01" \
        'BEGIN { for (i = 1; i <= most; i++) printf "张%04d,1391234%04d,1-%d,%s\n", i, i, i, grid }'
    printf '张%04d,1391234%04d,,%s\n' "$1" "$1" "$station-G01"
}

long 1200 >list.csv
file=street.db
run 0 --as T09 import residents list.csv && grep -q '1200 added, 0 changed, 1 unchanged' out && run 0 check && settle &&
    file=a.db && run 0 --as S01 export residents && [ "$(wc -l <out)" -eq 1201 ] &&
    run 0 --as S01 resident show 张1200 && grep -q 1-1200 out
say "a street's long list of a station's people reaches the station"

# take CODE FILE WHO KIND LINE...: imports these lines
take() {
    code=$1 file=$2 who=$3 kind=$4
    shift 4
    printf '%s\n' "$@" >rows.csv
    run "$code" --as "$who" import "$kind" rows.csv
}
# counts ADDED CHANGED UNCHANGED REFUSED: of the last import
counts() { grep -q "$1 added, $2 changed, $3 unchanged, $4 refused" out || { sed 's/^/# /' out; false; }; }

other=310115007002
take 0 a.db S01 residents id,name,phone,door 1001,张三,13912340001,1-1 1002,李四,13912340002,1-2 R7,王五,13912340003,1-3 &&
    counts 3 0 0 0 && take 0 a.db S01 residents id,name,phone,joined 1001,张三,13800000000, 1002,李四,,1001 &&
    counts 0 2 0 0 && ! grep -q 'not among' out && run 0 --as S01 resident part 1002 && run 0 check &&
    run 0 --as S01 export residents && grep -q '^1001-007001,张三' out && grep -q '^R7-007001,王五' out &&
    cp out again.csv && run 0 --as S01 import residents again.csv && counts 0 0 1203 0
say "a list's numbers say their station, and are known again by themselves and by an export"

take 0 a.db S01 visits resident,staff,at,result,met 1001,S01,2026-11-18T10:00,met,1001 && counts 1 0 0 0 &&
    ! grep -q 'not among' out && take 0 a.db S01 visits resident,staff,at,result,met 1001,S01,2026-11-18T10:00,met,1001 &&
    counts 0 0 1 0 && take 0 a.db S01 cases channel,subject,resident walk-in,补证,1001 walk-in,补证,9999 &&
    counts 2 0 0 0 && grep -q '3: .*9999.*not among the residents' out && run 0 --json --as S01 resident show 1001 &&
    grep -q '1001-007001' out && grep -q 补证 out && grep -q '"at": "2026-11-18' out &&
    run 0 --as S01 case open --channel walk-in --subject 再来 --resident R7 && number=$(cat out) &&
    run 0 --json --as S01 case show "$number" && grep -q '"id": "R7-007001"' out &&
    run 0 --as S01 visit record 1002 --result met --met 1002 && run 0 --as S01 resident join 1002 --to R7 &&
    run 0 --as S01 resident part 1002 && run 1 --as S01 resident erase R7 --dry-run && grep -q 'of theirs is open' err
say "visits, cases and the desk mean this file's person by the number of the list"

take 0 street.db T09 residents id,name,phone,door,grid "1001,赵六,13712340001,1-1,$other-G01" \
    "1002,李四,13712340002,1-2,$other-G01" "R7,李四,13712340003,1-3,$other-G01" && counts 3 0 0 0 && settle &&
    file=street.db && run 0 --as T09 export residents --unmask && grep -q '^1001-007001,张三' out &&
    grep -q '^1001-007002,赵六' out && grep -q '^1002-007001,李四.*13912340002' out &&
    grep -q '^1002-007002,李四.*13712340002' out && grep -q '^R7-007001,王五' out && grep -q '^R7-007002,李四' out
say "two stations' lists of the same numbers are other people at the street"

take 0 street.db T09 residents id,name,phone,door,grid "1001,赵六,13712340001,1-1,$other-G01" && counts 0 0 1 0 &&
    take 0 street.db T09 residents id,name,phone,grid "1001,张三,13800000000,$other-G01" && counts 0 1 0 0 &&
    take 0 street.db T09 residents id,name,phone,grid "1001,张三,13800000000,$other-G01" && counts 0 0 1 0 &&
    take 0 street.db T09 residents id,name,phone 1001,张三,13700000000 && counts 0 1 0 0 &&
    take 1 street.db T09 residents id,name,phone 1001,钱七,13700000009 && counts 0 0 0 1 &&
    grep -q '1001-007001, 1001-007002' out && run 1 --as T09 resident show 1001 &&
    grep -q '2 residents have the number 1001.*1001-007001, 1001-007002' err &&
    run 1 --as T09 case open --channel walk-in --subject 问 --resident 1001 && grep -q '1001-007001, 1001-007002' err &&
    run 0 --as T09 resident show 1001-007002 && grep -q 赵六 out && run 0 check && settle
say "who moved to another station is the same person; a number of several is asked about"

take 0 street.db T09 residents id,name,phone,joined 2001,冯二,13912350001,2002 2002,冯二,13912350002, &&
    counts 2 0 0 0 && ! grep -q 'not among' out && run 0 --as T09 export residents &&
    grep -q '^2001-115007,冯二.*,2002-115007,' out && take 0 street.db T09 residents id,name,phone,joined \
    2001,冯二,13912350001,2002 2002,冯二,13912350002, && counts 0 0 2 0 && run 0 --as T09 resident show 2002-115007 &&
    grep -q 2001-115007 out && run 0 check
say "a street's list may name somebody who comes later in it"
echo "1..$count"
