#!/bin/sh
# SPDX-License-Identifier: MIT
# The street moves people from one station to another, with the programs that people run: whoever looks after a resident
# erases them everywhere; who did before is told where to ask, and who only sees them does not.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"
other=310115007002
unit=310115-mzk
files='street.db a.db b.db unit.db'
name=金丝雀
phone=13912345678

# gone ID: of which no file holds the name
gone() {
    for each in *.db* hub/hub.db*; do
        ! LC_ALL=C grep -q -a -e "$name$1" "$each" || { echo "# $name$1 in $each"; return 1; }
    done
}
# list FILE STAFF NUMBER NODE: takes in a list of one
list() {
    printf '%s\n' id,name,phone,door,class,grid "$3,$name$3,$phone,5-502,key,$4-G01" >residents.csv
    file=$1
    run 0 --as "$2" import residents residents.csv
}

make_hub && join a.db $station 一居 && join b.db $other 二居 && join street.db $street 街道 && join unit.db $unit 民政科
printf '%s\n' id,name,roles,node "S01,陆伟,desk;worker,$station" "S12,曹敏,admin;secretary,$station" >staff.csv
file=a.db
run 0 import staff staff.csv
printf '%s\n' id,name,roles,node "B12,王五,admin;secretary,$other" >staff.csv
file=b.db
run 0 import staff staff.csv
printf '%s\n' id,name,roles,node "U01,赵六,admin;clerk,$unit" >staff.csv
file=unit.db
run 0 import staff staff.csv
printf '%s\n' code,name,level "$unit,民政科,department" >nodes.csv
printf '%s\n' id,name,roles,node "T09,吴昊,dispatcher;admin;desk,$street" >staff.csv
file=street.db
run 0 import staff staff.csv && run 0 --as T09 import nodes nodes.csv && settle
say 'two stations, a department and their street exchange'

list a.db S12 R1 $station && list a.db S12 R2 $station && list a.db S12 R3 $station && settle &&
    list street.db T09 R1-007001 $other && list street.db T09 R2-007001 $other && settle
say 'the street moves two residents of the one station to the other'

file=a.db
run 1 --as S12 resident erase R1-007001 --reason 居民申请 --yes && grep -q "looked after by $other now: ask there" err && file=street.db &&
    run 0 --as T09 resident erase R1-007001 --reason 居民申请 --yes && settle && gone R1
say 'whose they were is told who erases them; the street does, everywhere'

sed "s/$phone/13900000000/" residents.csv >changed.csv && file=a.db && run 0 --as S12 import residents changed.csv && settle &&
    file=b.db && run 0 --as B12 resident erase R2-007001 --reason 居民申请 --yes && settle && gone R2
say 'whose they are does, whatever others wrote meanwhile'

file=a.db
run 0 --as S01 case open --channel walk-in --subject 楼道灯不亮 --resident R3 && number=$(cat out) &&
    run 0 --as S01 case report-up "$number" && settle && file=street.db &&
    run 0 --as T09 case dispatch "$number" --to $unit --text 请处理 && settle && file=unit.db &&
    run 0 --as U01 resident show R3-007001
say 'a department sees the resident of a case'

file=unit.db
run 1 --as U01 resident erase R3-007001 --reason 居民申请 --yes && run 0 --as U01 resident show R3-007001
say 'and does not erase them'

for file in $files; do
    run 0 check || exit 1
done
say 'all files are sound'
echo "1..$count"
