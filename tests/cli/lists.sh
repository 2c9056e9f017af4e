#!/bin/sh
# SPDX-License-Identifier: MIT
# Lists of residents in several files that exchange: who looks after somebody gets them, whoever took the list in.
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
echo "1..$count"
