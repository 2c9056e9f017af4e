#!/bin/sh
# SPDX-License-Identifier: MIT
# Two stations, or a station and its street, say different things of one resident without knowing of each other: both are
# kept, the later one is shown, and a person settles it at the street, with the programs that people run.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"
other=310115007002
files='street.db a.db b.db'

make_hub && join a.db $station 一居 && join b.db $other 二居 && join street.db $street 街道
say 'three files exchange'

cat >residents.csv <<END
id,name,phone,node
R9-007001,李大海,13900001111,$station
END
file=a.db
run 0 import residents residents.csv && settle && file=street.db && run 0 resident show R9-007001 && grep -q 李大海 out
say 'the street knows a resident of the station'

for each in a.db:13900002222 street.db:13900003333; do
    file=${each%:*}
    sed "s/13900001111/${each#*:}/" residents.csv >changed.csv
    run 0 import residents changed.csv || break
done
[ $? -eq 0 ] && settle && for file in a.db street.db; do
    run 0 --json resident show R9-007001 --unmask && grep -q '"disputes"' out && grep -q '"value": "13900002222"' out &&
        grep -q '"value": "13900003333"' out && run 0 sync && grep -q ', 1 need a person' out && run 1 sync status && run 0 check && run 1 doctor && grep -q 'resident R9-007001: two places' out || exit 1
done
say 'both telephone numbers are kept, and both sides are told'

file=street.db
run 0 resident show R9-007001 --unmask && number=$(sed -n 's/^  \([0-9]\) 13900002222 .*/\1/p' out) && [ -n "$number" ] &&
    run 1 resident settle R9-007001 --choose 9 &&
    run 1 resident settle R9-007001 --choose 0 && grep -q 'no version with that number' err && run 0 resident settle R9-007001 --choose "$number" --unmask && grep -q 13900002222 out &&
    ! grep -q 'needs a person' out && run 1 resident settle R9-007001 && grep -q 'nothing to settle' err && settle && for file in a.db street.db; do
    run 0 resident show R9-007001 --unmask && grep -q 13900002222 out && ! grep -q 13900003333 out && run 0 check || exit 1
done
for each in street.db a.db; do
    file=$each && run 0 sync && ! grep -q 'need a person' out || exit 1
done
say 'a person says which one holds, and it does everywhere'

file=a.db
printf '%s\n' id,name,node "S07,陆伟,$station" >staff.csv
run 0 import staff staff.csv && settle && for each in a.db:陆甲 street.db:陆乙; do
    file=${each%:*}
    printf '%s\n' id,name "S07,${each#*:}" >staff.csv
    run 0 import staff staff.csv || exit 1
done
settle && for file in street.db a.db; do
    run 1 doctor && grep -q 'staff/S07: two places' out && run 0 export staff && name=$(grep -o '陆[甲乙]' out) || exit 1
done
printf '%s\n' id,name "S07,$name" >staff.csv
run 0 import staff staff.csv && grep -q ' 1 changed' out && run 0 import staff staff.csv && grep -q ' 1 unchanged' out && settle &&
    for file in street.db a.db; do
        run 0 export staff && grep -q "$name" out && run 0 check || exit 1
        run 1 doctor && ! grep -q 'two places' out || exit 1
    done
say 'of staff whoever enters again what is right settles it'

printf '%s\n' id,name,phone,door R6-007001,金丝雀,13900004444,6-6 >undone.csv
printf '%s\n' id,name,phone R6-007001,金丝雀,13900005555 >corrected.csv
file=a.db && run 0 import residents undone.csv && run 0 --json import list && last=$(sed -n 's|^ *"id": \([0-9]*\),*$|\1|p' out | head -n 1) && settle &&
    file=street.db && run 0 import residents corrected.csv && file=a.db && run 0 import undo "$last" &&
    run 1 resident show R6-007001 && settle && for file in a.db street.db; do
    run 0 resident show R6-007001 --unmask && grep -q 金丝雀 out && grep -q 13900005555 out && grep -q 6-6 out && run 0 check || exit 1
done
say 'who was corrected before it was heard that the list was taken back is there whole'

# two people whom two stations gave one id
printf '%s\n' id,name,phone,door 'RABCDEFGH,孙甲,13700000001,1-1' >one.csv
printf '%s\n' id,name,phone,door 'RABCDEFGH,孙乙,13700000002,9-9' >two.csv
file=a.db && run 0 import residents one.csv && file=b.db && run 0 import residents two.csv && run 0 sync && file=a.db && run 0 sync &&
    hub 1 ingest && grep -q 'RABCDEFGH was given out by' out && settle && file=street.db &&
    run 0 resident show RABCDEFGH --unmask && shown=$(grep -o '孙[甲乙]' out | sort -u) && [ "$(echo "$shown" | wc -l)" -eq 1 ] &&
    ! grep -q 'two places' out && run 1 resident settle RABCDEFGH && grep -q 'nothing to settle' err && settle && file=a.db &&
    run 0 resident show RABCDEFGH --unmask && grep -q 孙甲 out && ! grep -q 孙乙 out && file=b.db &&
    run 0 resident show RABCDEFGH --unmask && grep -q 孙乙 out && ! grep -q 孙甲 out
say 'two people of one id are no two versions of one'

printf '%s\n' resident,at,result,met,text RABCDEFGH,2026-11-20T10:00,met,RABCDEFGH,访过 >visits.csv
# sign FILE NODE: the one who may do everything there
sign() {
    file=$1
    SHOUWEN_AS=S${2#310115}
    export SHOUWEN_AS
}
for each in street.db:$street a.db:$station b.db:$other; do
    sign "${each%:*}" "${each#*:}"
    printf '%s\n' id,name,roles,node "$SHOUWEN_AS,陆伟,desk;worker;admin;secretary,${each#*:}" >staff.csv
    unset SHOUWEN_AS
    run 0 import staff staff.csv || exit 1
done
for each in a.db:$station b.db:$other; do
    sign "${each%:*}" "${each#*:}" && run 0 case open --channel walk-in --subject 问事 --resident RABCDEFGH &&
        run 0 case withdraw "$(cat out)" --reason 不问了 && run 0 import visits visits.csv || exit 1
done
settle && sign street.db "$street" && run 0 resident show RABCDEFGH --unmask && shown=$(grep -o '孙[甲乙]' out | sort -u) &&
    run 0 resident erase RABCDEFGH --reason 居民申请 --yes && [ "$(grep -c '  case/' out)" -eq 1 ] && [ "$(grep -c '  visits/' out)" -eq 1 ] &&
    settle && for each in a.db:$station:孙甲 b.db:$other:孙乙; do
    node=${each#*:}
    sign "${each%%:*}" "${node%:*}" && run 0 check && run 0 export visits && visits=$(grep -c 访过 out)
    if [ "$shown" = "${each##*:}" ]; then
        [ "$visits" -eq 0 ] && run 1 resident show RABCDEFGH && run 0 search 问事 && ! grep -q 问事 out || exit 1
    else
        [ "$visits" -eq 1 ] && run 0 resident show RABCDEFGH && grep -q 问事 out || exit 1
    fi
done
say 'of two people of one id an erasing at the street takes what is of the one'

echo "1..$count"
