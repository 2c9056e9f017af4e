#!/bin/sh
# SPDX-License-Identifier: MIT
# What the erasing of a resident does not reach, with the programs that people run: what a department wrote of them on its
# own, and who was joined with them at the street. Whoever has it is told, and told what takes it away.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"
other=310115007002
unit=$street-mzk
files='street.db a.db b.db unit.db'

# nowhere WORD...: no file has it
nowhere() {
    for word in "$@"; do
        for each in $files hub/hub.db; do
            for one in "$each"*; do
                ! LC_ALL=C grep -q -a "$word" "$one" || { echo "# $word in $one"; return 1; }
            done
        done
    done
}
# put FILE WHO KIND LINE...: takes in a list of these lines
put() {
    file=$1 who=$2 kind=$3
    shift 3
    printf '%s\n' "$@" >list.csv
    run 0 ${who:+--as "$who"} import "$kind" list.csv
}
# close_all FILE WHO: withdraws the cases that are open there
close_all() {
    file=$1
    run 0 --as "$2" case list --queue all && for number in $(awk 'NR > 1 { print $1 }' out); do
        run 0 --as "$2" case withdraw "$number" --reason 不办了 || return 1
    done
}

make_hub && join a.db $station 一居 && join b.db $other 二居 && join street.db $street 街道 && join unit.db $unit 民政科 &&
    put a.db '' staff id,name,roles,node "S12,曹敏,admin;secretary;desk,$station" &&
    put b.db '' staff id,name,roles,node "B12,王五,admin;secretary;desk,$other" &&
    put street.db '' staff id,name,roles,node "T09,吴昊,dispatcher;admin,$street" &&
    put unit.db '' staff id,name,roles,node "C01,丁科,clerk;admin,$unit" &&
    put a.db S12 residents id,name,phone,door 'R1,李甲,13900000001,1-1' 'R2,李假,13900000002,1-2' 'R3,李钾,13900000003,1-3' 'R77,金丝雀,13912345678,5-502' &&
    put b.db B12 residents id,name,phone,door 'R1,李岬,13900000004,1-1' && settle
say 'two stations, their street and a department'

put unit.db C01 visits resident,at,result,met,text 'R77-007001,2026-11-20T10:00,met,R77-007001,金丝雀在家' && settle && file=unit.db &&
    run 1 --as C01 resident erase R77-007001 --yes && grep -q reason err && file=a.db &&
    run 0 --as S12 resident erase R77 --reason 居民申请 --yes &&
    put street.db T09 visits resident,at,result,met,text 'R77-007001,2026-11-21T10:00,met,R77-007001,又去看了金丝雀' && settle && file=street.db &&
    run 1 --as T09 doctor && grep -q 'still says something of resident R77-007001, who was erased on request' out && ! grep -q 'import them' out &&
    run 0 --as T09 resident erase R77-007001 --reason 居民申请 --yes && settle && file=unit.db && run 0 --as C01 export visits && grep -q 金丝雀 out && run 1 --as C01 doctor && ! grep -q 'import them' out
say 'what a department wrote on its own is not reached'
run 0 --as C01 resident erase R77-007001 --dry-run && grep -q '  visits/' out &&
    run 0 --as C01 resident erase R77-007001 --reason 居民申请 --yes && settle && nowhere 金丝雀 13912345678 && file=unit.db &&
    run 1 --as C01 resident erase R77-007001 --dry-run && grep -q 'there is no R77-007001' err
say 'and goes when the department erases it, by the number alone'

file=a.db && run 0 --as S12 case open --channel walk-in --subject 假的事 --resident R2 && settle && file=street.db &&
    run 0 --as T09 resident join R2-007001 --to R1-007001 && file=a.db && run 0 --as S12 resident erase R1 --reason 居民申请 --yes && settle &&
    for each in a.db:S12 street.db:T09; do
        file=${each%:*}
        run 1 --as ${each#*:} doctor && grep -q 'R2-007001 was joined into R1-007001, who was erased on request' out &&
            ! grep -q 'import them' out || exit 1
    done
say 'who was joined into somebody who was erased meanwhile is told at both'
close_all a.db S12 && run 0 --as S12 resident erase R2 --reason 居民申请 --yes && settle && nowhere 李假 13900000002 && file=street.db &&
    { run 0 --as T09 doctor || ! grep -q R2-007001 out; }
say 'and can be erased as well'

file=street.db && run 0 --as T09 resident join R1-007002 --to R3-007001 && settle && file=b.db && run 0 --as B12 resident show R1-007002 &&
    grep -q R3-007001 out && { run 0 --as B12 doctor || ! grep -q R3-007001 out; }
say 'a station hears nothing of whom the street joined its own with, which is not its own'
file=a.db && run 0 --as S12 resident erase R3 --reason 居民申请 --yes && settle && file=street.db && run 1 --as T09 doctor &&
    grep -q 'R1-007002 was joined into R3-007001, who was erased on request' out &&
    run 0 --as T09 resident erase R1-007002 --reason 居民申请 --yes && settle && nowhere 李钾 李岬 13900000004
say 'the street is told of one that is left when the other was erased'
for file in $files; do
    run 0 check || exit 1
done
say 'all files are sound'
echo "1..$count"
