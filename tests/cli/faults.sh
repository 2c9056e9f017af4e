#!/bin/sh
# SPDX-License-Identifier: MIT
# What goes wrong on the way between a station and its hub, with the programs that people run: bundles that are damaged,
# old, somebody else's or a bomb, a disk that is full on either side, a stick that is pulled out, a hub that refuses.
# Nothing goes in half, one line tells it, and the next exchange carries on. Then who gets what: calendars, residents.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"
other=310115007002
district=310115
files='street.db a.db b.db district.db'

# new SUBJECT: a case in a.db
new() { file=a.db && run 0 case open --channel walk-in --subject "$1"; }
# refused: the hub keeps what lies there apart, a line for each bundle, and has as many acts as before
refused() {
    had=$(find hub/hub.db.quarantine -name '*.swb*' ! -name '*.txt' 2>/dev/null | grep -c .)
    "$SHOUWEN_BUILDDIR/src/shouwen-hub" --store "sqlite:$folder/hub/hub.db" ingest >out 2>err
    [ $? -eq 1 ] && lines=$(cat out err | grep -c 'was refused and is kept in quarantine') && grep -q ", $lines refused" out &&
        grep -q ' 0 new acts' out && kept=$(find hub/hub.db.quarantine -name '*.swb*' ! -name '*.txt' | grep -c .) &&
        [ "$kept" -eq $((had + lines)) ] || { sed 's/^/# /' out err; return 1; }
}
# one: the bundle with acts of a.db that lies there for the hub
one() { find "$mail/hub" -name "$station-hub-$station-*.swb" | head -n 1; }
# arrived SUBJECT: after the next exchange the street has it, and all are sound
arrived() {
    settle && file=street.db && run 0 case list --queue all && grep -q "$1" out && run 0 check && file=a.db && run 0 check
}

make_hub && join a.db $station 一居 && join b.db $other 二居 && join street.db $street 街道 && join district.db $district 浦东 &&
    new 路灯不亮 && settle
say 'four files exchange'

new 截断 && run 0 sync && each=$(one) && [ -n "$each" ] && cp "$each" whole.swb && head -c 400 whole.swb >"$each" && refused && arrived 截断
say 'a bundle that is cut off'

new 翻转 && run 0 sync && each=$(one) && size=$(stat -c %s "$each") && printf 'X' | dd of="$each" bs=1 seek=$((size - 40)) conv=notrunc 2>dd.err &&
    refused && arrived 翻转
say 'one with a byte that is another'

new 重放 && run 0 sync && each=$(one) && cp "$each" old.swb && name=${each##*/} && settle && cp old.swb "$mail/hub/$name" &&
    hub 0 ingest && grep -q ' 0 new acts' out && arrived 重放
say 'one that comes again is known'

new 改址 && run 0 sync && each=$(one) && cp "$each" "$mail/$other/hub-$other-feed-0000000900-0000000901.swb" && file=b.db &&
    run 1 sync && [ "$(grep -c 'was refused and is kept in quarantine' err)" -eq 1 ] && run 0 check && arrived 改址
say 'one that lies in another mailbox'

file=s.db
run 0 init --node $station --name 假 && run 0 sync --trust "$trust" --with "dir:$mail" &&
    run 0 case open --channel walk-in --subject 冒名 && run 0 sync && refused && grep -q "was not signed by $station" out &&
    settle && file=street.db && run 0 case list --queue all && ! grep -q 冒名 out && arrived 改址
say 'one that a stranger signed'

[ -x "$SHOUWEN_BUILDDIR/tests/sync/liar" ]
say 'who lies to a hub is built'
liar() { "$SHOUWEN_BUILDDIR/tests/sync/liar" "$@"; }
new 炸弹 && run 0 sync && each=$(one) && liar sign a.db "$each" "$(grep -a -o '"raw":[0-9]*' "$each" | head -n 1)" '"raw":1' && refused &&
    grep -q 'more than its header says' out && settle && new 大炸弹 && run 0 sync && each=$(one) &&
    liar sign a.db "$each" '"raw":' '"raw":9999999' && refused && grep -q 'would unpack to more than one may' out && arrived 大炸弹
say 'a bomb: more comes out than was said, or more is said than may be'

new 新版 && run 0 sync && each=$(one) && liar sign a.db "$each" '"v":1' '"v":2' && refused && grep -q 'needs a newer version of shouwen' out &&
    arrived 新版
say 'a bundle of a newer version'

new 新事 && number=$(head -n 1 out) && liar newer a.db "case/$number" && arrived 新事 && file=street.db && run 0 case show "$number" &&
    run 1 case note "$number" --text 看过 && grep -q 'a newer version of the program' err && new 旧事 && arrived 旧事
say 'an act of a newer version is passed on, and holds its case alone'

# writes past a size end as a full disk does: SIGXFSZ is ignored, so the write fails
new 满盘 && cp a.db a.before && (trap '' XFSZ && ulimit -f 1 && "$SHOUWEN_BUILDDIR/src/shouwen" --db a.db --config empty.ini sync >out2 2>err2)
[ $? -ne 0 ] && [ "$(grep -c . err2)" -eq 1 ] && run 0 check && arrived 满盘
say 'no room at the station'

new 枢纽满盘 && run 0 sync && (trap '' XFSZ && ulimit -f 1 && "$SHOUWEN_BUILDDIR/src/shouwen-hub" --store "sqlite:$folder/hub/hub.db" ingest >out2 2>err2)
[ $? -ne 0 ] && [ "$(grep -c . err2)" -eq 1 ] && arrived 枢纽满盘
say 'no room at the hub'

new 拔盘 && run 0 sync && each=$(one) && mv "$mail" gone && run 3 sync && [ "$(grep -c . err)" -eq 1 ] && hub 3 ingest && [ "$(grep -c . err)" -eq 1 ]
mv gone "$mail" && printf 'half' >"$mail/hub/.half-written" && arrived 拔盘
say 'a stick that is pulled out, and what it was about to write'

hub 0 revoke --node $station && new 拒收 && run 0 sync && refused && file=a.db && run 0 check && run 0 sync --enrol-code &&
    code=$(head -n 1 out) && hub 0 rotate --node $station --code "$code" && arrived 拒收
say 'a hub that refuses, and takes it again'

for each in "a.db $station" "district.db $district"; do
    set -- $each
    file=$1
    [ "$1" = a.db ] && day=2027-03-08 || day=2027-03-09
    printf 'date,kind,name\n%s,holiday,%s\n' "$day" "$1" >days.csv
    run 0 import calendar days.csv || break
done
[ $? -eq 0 ] && settle && for file in street.db b.db; do
    run 0 export calendar && grep -q 2027-03-09 out && ! grep -q 2027-03-08 out || exit 1
done
file=a.db
run 0 export calendar && grep -q 2027-03-09 out && grep -q 2027-03-08 out
say 'a calendar of a station stays there, the district'"'"'s reaches all'

printf 'id,name,phone,node\nR55,顾秀兰,13900005555,%s\n' $station >one.csv && file=street.db && run 0 import residents one.csv && settle &&
    file=a.db && run 0 resident show R55 && for file in b.db district.db; do
    run 1 resident show R55 || exit 1
done
say 'a resident entered at the street reaches the station that looks after them, and no other'
echo "1..$count"
