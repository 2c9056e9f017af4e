#!/bin/sh
# SPDX-License-Identifier: MIT
# A case that two places went on with without knowing of each other is settled by a person who sees both versions, and
# a clock that is off is told, with the programs that people run.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"

# both are sound and say the same of every case
sound() {
    for each in street.db:T01 a.db:S05; do
        file=${each%:*}
        run 0 check && run 0 --json --as "${each#*:}" case list --queue all &&
            grep -e '"number"' -e '"state"' -e '"outcome"' -e '"holder"' out >"$file.cases" || return 1
    done
    cmp a.db.cases street.db.cases
}

make_hub && join a.db $station 一居 && join street.db $street 街道 && join unit.db $street-mzk 民政科
cat >staff.csv <<END
id,name,roles,node
S01,陆伟,desk;worker,$station
S05,王建国,secretary,$station
S12,曹敏,admin,$station
END
cat >street.csv <<END
id,name,roles,node
T01,吴昊,dispatcher;admin,$street
END
cat >nodes.csv <<END
code,name
$street-mzk,民政科
$street-cgk,城管科
END
file=street.db
run 0 import staff street.csv && run 0 --as T01 import nodes nodes.csv
file=a.db
run 0 import staff staff.csv && run 0 --as S01 case open --channel walk-in --subject 楼上漏水 && number=$(cat out) &&
    run 0 --as S01 case report-up "$number" && settle && sound && run 0 --as S05 case conflicts "$number" &&
    grep -q 'nothing in this case needs a ruling' out
say 'both know the case'

run 0 --as S01 case withdraw "$number" --reason 居民说不用了 --anyway && file=street.db &&
    run 0 --as T01 case dispatch "$number" --to "$street-mzk" && settle && sound
for file in street.db a.db; do
    run 0 --json sync && grep -q '"needs_person": 1' out || break
done && run 0 --as S05 case conflicts && grep -q "$number" out && run 0 --json --as S05 case list --queue flagged &&
    grep -q "$number" out
say 'one withdrew it, one dispatched it: both sides list it as needing a person'

file=unit.db
run 0 sync && round && run 0 sync && round && run 0 sync &&
    run 0 --json sync && grep -q '"needs_person": 0' out && run 0 sync status
say 'at the department, where nobody may settle it, it is no count that stays'
file=a.db

run 0 --as S05 case conflicts "$number" && grep -q '^  1  .* dispatch  .*吴昊' out && grep -q '^  2  .* withdraw  .*陆伟' out &&
    grep -q 'stands now: dispatched .*, accountable 陆伟' out && grep -q 'if it is to hold: closed: withdrawn' out &&
    run 0 --json --as S05 case conflicts "$number" && grep -q '"choose": 2' out && grep -q '"stands": true' out &&
    grep -q '"then": "closed: withdrawn"' out
say 'both versions are shown, and what follows from each'

run 4 --as S01 case resolve "$number" --choose 2 && run 1 --as S05 case resolve "$number" --choose 3 &&
    grep -q 'no such version' err && run 0 --as S05 case resolve "$number" --choose 2 --text 已问过居民 && settle && sound &&
    run 0 --json --as S05 case show "$number" && grep -q '"state": "closed"' out && grep -q '"outcome": "withdrawn"' out &&
    grep -q '"dispatch"' out && ! grep -q '"contradiction"' out &&
    run 0 --as S05 case show "$number" && grep -q 'resolve .*what holds: withdraw by 陆伟' out && run 1 --as S05 case resolve "$number" --choose 1 &&
    grep -q 'nothing in this case needs a ruling' err
say 'the secretary chooses: it holds everywhere, and the other one stays in the history'

SHOUWEN_WATCH_CLOCK=1
SHOUWEN_NOW=2031-05-06T10:00
export SHOUWEN_WATCH_CLOCK SHOUWEN_NOW
file=clock.db
SHOUWEN_NOW=2031-05-06T08:00 run 0 init --node $station --name 一居 && SHOUWEN_NOW=2031-05-06T09:00 run 0 case open --channel walk-in --subject 路灯不亮 && number=$(cat out) &&
    run 0 case note "$number" --text 十点 && [ ! -s err ] && SHOUWEN_NOW=2031-05-06T09:56 run 0 case note "$number" --text 四分钟 && [ ! -s err ] &&
    SHOUWEN_NOW=2031-05-06T09:54 run 0 case note "$number" --text 六分钟 && grep -q 'the clock is wrong: it says .*09:54' err &&
    run 0 case show "$number" && [ ! -s err ] && grep -q '六分钟.*(the clock was off)' out && ! grep -q '四分钟.*off' out &&
    run 0 --json case show "$number" && grep -q '"clock"' out
say 'a clock that is before what was recorded last is told, and marks what is recorded'

file=early.db
SHOUWEN_NOW=2019-05-06T10:00 run 0 init --node $station --name 一居 &&
    SHOUWEN_NOW=2019-05-06T10:00 run 0 case open --channel walk-in --subject 路灯不亮 &&
    grep -q 'before this program was made' err && number=$(cat out) && run 0 case show "$number" && [ ! -s err ] &&
    grep -q '(the clock was off)' out
say 'so is one that is before the program'
unset SHOUWEN_WATCH_CLOCK
SHOUWEN_NOW=2019-05-06T10:00 run 0 case note "$number" --text 演练 && [ ! -s err ]
say 'a clock that a test fixes is not watched'
echo "1..$count"
