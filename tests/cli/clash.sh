#!/bin/sh
# SPDX-License-Identifier: MIT
# Two stations give one number to different people, one code to different things: their street is told, with the
# programs that people run.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"
other=310115007002
files='street.db a.db b.db'

make_hub && join a.db $station 一居 && join b.db $other 二居 && join street.db $street 街道
say 'three files exchange'

# the hub tells it as well, once
meet() {
    for _ in 1 2 3; do
        for file in $files; do
            run 0 sync || return 1
        done
        "$SHOUWEN_BUILDDIR/src/shouwen-hub" --store "sqlite:$folder/hub/hub.db" ingest >>told.hub && hub 0 publish
    done
    for file in $files; do
        run 0 sync || return 1
    done
}

# clash CODE FILE SUBJECT: whether doctor tells that several gave it out
clash() {
    file=$2
    run 1 doctor && grep "$3 was given out by several places" out >told
    [ $? -eq "$1" ]
}
for each in "a.db 周美芳" "b.db 赵六"; do
    set -- $each
    file=$1
    printf 'id,name\nR8-007001,%s\n' "$2" >r8.csv && run 0 import residents r8.csv || break
    printf 'id,name,roles\nS77,%s,worker\n' "$2" >s77.csv && run 0 import staff s77.csv || break
    printf 'code,name\nWH78,老年证\n' >wh78.csv && run 0 import services wh78.csv || break
done
# staff are numbered by each station for itself (twins.sh)
[ $? -eq 0 ] && meet && meet && clash 0 street.db R8-007001 && grep -q '(一居, 二居)' told &&
    for file in a.db b.db; do
        clash 1 $file R8-007001 || exit 1
    done
[ "$(grep -c 'was given out by' told.hub)" -eq 1 ] && clash 1 street.db services/WH78 && file=street.db && run 0 check && run 0 resident show R8-007001 && grep -q '^needs a person: 一居, 二居 gave out this number' out &&
    ! grep -q 'two places' out && run 1 resident settle R8-007001 && run 0 rebuild && clash 0 street.db R8-007001 && clash 1 street.db staff/S77
[ $? -eq 0 ] && file=street.db && run 0 sync && ! grep -q 'need a person' out
say 'what two stations gave one number to is told at their street, also after a rebuild; what is the same is not'

file=b.db
run 0 resident erase R8-007001 --reason 编号有误 --yes && meet && clash 1 street.db R8-007001 && run 0 resident show R8-007001 &&
    grep -q 周美芳 out
say 'and no more once one of them is gone'
echo "1..$count"
