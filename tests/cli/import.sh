#!/bin/sh
# SPDX-License-Identifier: MIT
# import and export as a person types them: what is printed, what is kept, exit codes.
. "$SHOUWEN_SRCDIR/tests/cli/shell.sh"

run 0 init --node 310115007001 --name 示例
run 0 import calendar "$SHOUWEN_SRCDIR/data/calendar-2026.csv" "$SHOUWEN_SRCDIR/data/calendar-2025.csv"
grep -q '^calendar: .* 0 changed, 0 unchanged, 0 refused$' out
say 'several files go in'

run 0 due --from 2026-02-06 --days 7 && grep -q '^2026-02-24$' out
say 'the calendar counts'

printf '%s\n' code,name,parent,level 310115,浦东新区,,county 310115007,三林镇 \
    310115007002,二居,310115007,hamlet >nodes.csv
run 1 import nodes nodes.csv --dry-run && grep -q '^nodes.csv:3: warning: parent: ' out &&
    grep -q '^nodes.csv:4: level "hamlet": ' out && grep -q 'nothing was recorded' out
say 'a dry run names the broken rows'

run 0 export nodes && [ "$(wc -l <out)" -eq 2 ]
say 'and keeps nothing'

run 1 --json import nodes nodes.csv && grep -q '"added": 2,' out &&
    grep -q '"remedy": "write one of: province' out && grep -q '"refused": 1,' out &&
    grep -q '"line": 4,' out && [ ! -s err ]
say 'the rest goes in, as JSON tells'

for kind in nodes services residents calendar; do
    file=$SHOUWEN_SRCDIR/data/demo/$kind.csv
    [ -e "$file" ] && run 0 import "$kind" "$file"
    run 0 export "$kind" --unmask && mv out "$kind.csv" && run 0 import "$kind" "$kind.csv" &&
        grep -q ' 0 added, 0 changed, [1-9][0-9]* unchanged, 0 refused$' out
    say "exported $kind come back unchanged"
done

run 3 import nodes missing.csv && grep -q 'missing.csv' err && run 2 import nodes &&
    run 2 import cats nodes.csv && run 2 export nodes --format xml
say 'faults have their exit codes'

printf '%s\n' id,name,roles,status S01,甲,desk,active S02,乙,admin,active >staff.csv
run 0 import staff staff.csv && run 4 import staff staff.csv && run 4 --as S01 import staff staff.csv &&
    run 0 --as S02 import staff staff.csv && run 4 export nodes && run 0 --as S01 export nodes
say 'with an administrator others are refused'

run 2 --as S02 import staff staff.csv third.csv --complete && grep -q 'one file is the whole roster' err &&
    run 2 --as S02 import nodes nodes.csv --complete && run 0 --as S02 import staff staff.csv --complete
say 'a complete roster is one file'

printf 'id,name,phone\nRA000001A,"张,三",1\n,,\nRA000002A,,2\nRA000003A,李四,3,4\n' >mixed.csv
run 1 --as S02 import residents mixed.csv --rejects rejects.csv &&
    [ "$(sed -E 's/^("[^"]*"|[^,]*),("[^"]*"|[^,]*),//; s/\r$//' rejects.csv)" = "$(printf 'id,name,phone\nRA000002A,,2\nRA000003A,李四,3,4')" ] &&
    grep -q '^why it was refused,how to mend it,id,name,phone' rejects.csv &&
    grep -q '^name: this must not be empty,name: fill it in,' rejects.csv
say 'refused rows are written to be corrected'

run 3 --as S02 import residents mixed.csv --rejects no/where.csv && grep -q 'no/where.csv' err
say 'a file for them that cannot be written is said first'

# whenever the interrupt comes, nothing is lost and nothing is in twice
awk 'BEGIN { print "name,door"; for (i = 1; i <= 3000; i++) printf "居民%d,9-%d\n", i, i }' >many.csv
"$SHOUWEN_BUILDDIR/src/shouwen" --db station.db --config empty.ini --as S02 import residents many.csv >out 2>err &
kill -INT $! 2>/dev/null
wait $!
run 0 --as S02 import residents many.csv && run 0 --as S02 export residents && [ "$(grep -c '^R[^,]*,居民' out)" -eq 3000 ]
say 'an interrupted import goes on'

run 0 --as S02 --json import list && grep -q '"state": "done"' out && grep -q '"file": "/.*/many.csv"' out &&
    run 4 --as S01 import list
say 'imports are listed for administrators, with the whole path'

run 0 --as S02 --json import list
last=$(sed -n 's/^ *"id": \([0-9]*\),*$/\1/p' out | head -n 1)
run 0 --as S02 import undo "$last" --dry-run && run 0 --as S02 import undo "$last" && grep -q '3000 records' out &&
    run 0 --as S02 export residents && [ "$(grep -c '^R[^,]*,居民' out)" -eq 0 ] && run 1 --as S02 import undo "$last" &&
    run 1 --as S02 import undo 999 && run 1 --as S02 import undo x
say 'one is taken back'

printf 'id,name\nRA000009A,王五\n' >five.csv
run 0 --as S02 import residents five.csv && run 0 --as S02 --json import list
last=$(sed -n 's/^ *"id": \([0-9]*\),*$/\1/p' out | head -n 1)
printf '%s\n' id,roles,node 'S02,admin;desk,310115007001' S03,secretary,310115007001 >third.csv
run 0 --as S02 import staff third.csv
printf 'channel,subject,resident\nwalk-in,门坏了,RA000009A\n' >case.csv
run 0 --as S02 import cases case.csv && run 1 --as S02 import undo "$last" && grep -q 'names residents/RA000009A' out &&
    run 1 --as S02 --json import undo "$last" && grep -q '"followed_count": 1' out && [ ! -s err ]
say 'unless something followed, which is named'

printf '%s\n' '[layout]' 'name = weekly' 'kind = cases' 'columns = subject|state' '[headings]' 'subject = 内容' >weekly.ini
run 0 --as S02 export cases --layout weekly.ini --new --to sent.csv && grep -q '门坏了,received' sent.csv &&
    run 0 --as S02 export cases --layout weekly.ini --new --to sent.csv && ! grep -q 门坏了 sent.csv &&
    run 0 --as S02 export cases --layout weekly.ini && grep -q '门坏了' out &&
    run 1 --as S02 export cases --layout weekly.ini --new && run 1 --as S02 export nodes --layout weekly.ini
say 'a layout gives what is new'

run 0 --as S02 export cases --queue open && grep -q '门坏了' out && grep -q 'handling unit' out &&
    run 0 --as S02 export cases --queue closed && ! grep -q '门坏了' out && run 1 --as S02 --json export cases --queue open
say 'a queue is given out as shown'

run 0 check
say 'the file is sound'
echo "1..$count"
