#!/bin/sh
# SPDX-License-Identifier: MIT
# A department has a case without the staff of its station: whose it is, is there what it is everywhere, and nobody of
# the department has a say in it beyond their own part, with the programs that people run.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"
unit=310115-mzj
section=$street-mzk

# holder FILE WHO: of the case, as its file says it
holder() {
    file=$1
    run 0 --json --as "$2" case show "$number" && sed -n 's/^ *"holder": "\(.*\)",*$/\1/p' out | head -n 1 >holder &&
        grep -A 1 '"accountable"' out | sed -n 's/^ *"id": "\(.*\)",*$/\1/p' | head -n 1 >accountable &&
        [ "$(cat holder)" = S01 ] && [ "$(cat accountable)" = S01 ] && ! grep -q '"no_secretary"' out
}

make_hub && join a.db $station 一居 && join street.db $street 街道 && join unit.db $unit 民政局 &&
    join section.db $section 民政科
cat >a.csv <<END
id,name,roles,node
S01,陆伟,desk;worker,$station
S05,王建国,secretary;admin,$station
END
cat >street.csv <<END
id,name,roles,node
T01,吴昊,dispatcher;admin,$street
END
cat >unit.csv <<END
id,name,roles,node
C01,丁科,clerk,$unit
C02,管科,admin;secretary;dispatcher,$unit
S01,同号,clerk;admin;desk,$unit
END
cat >section.csv <<END
id,name,roles,node
D01,丁员,clerk;admin,$section
S01,科一,clerk,$section
END
cat >nodes.csv <<END
code,name
$unit,区民政局
$section,街道民政科
END
file=a.db
run 0 import staff a.csv && file=street.db && run 0 import staff street.csv && run 0 --as T01 import nodes nodes.csv &&
    file=unit.db && run 0 import staff unit.csv
files='street.db a.db unit.db section.db'
# the hub tells once that two places gave out S01
settle
settle && file=a.db && run 0 --as S01 case open --channel walk-in --subject 楼上漏水 && number=$(cat out) &&
    run 0 --as S01 case report-up "$number" && settle && file=street.db &&
    run 0 --as T01 case dispatch "$number" --to $unit && settle
say 'a case of the station comes to the department'

holder a.db S01 && holder street.db T01 && holder unit.db C01 && holder unit.db C02
say 'its accountable person is one and the same at station, street and department'

file=unit.db
for who in C01 C02 S01; do
    run 0 --as $who case list --queue mine && ! grep -q "$number" out && run 4 --as $who case tell "$number" --text 说了 &&
        run 4 --as $who case fall-back "$number" --reason 太难 && run 4 --as $who case amend "$number" --set subject=改了 ||
        break
done && run 1 --as C02 doctor && ! grep -q -e S01 -e secretary out && run 0 --as C02 check &&
    run 0 --as C01 case show "$number" && grep -q "^accountable  *S01 ($station), first contact .* by S01 (open)" out &&
    grep -q '^taken in by  *S01$' out && ! grep -q 同号 out
say 'nobody of the department is accountable, whatever their id and role'

run 0 --as C01 case wait "$number" --until 2099-01-04 --reason 等批复 && run 0 --as C01 case resume "$number" &&
    run 0 --as C01 case give-back "$number" --reason 不归我们 && settle && file=street.db &&
    run 0 --as T01 case dispatch "$number" --to $section && settle &&
    file=section.db && run 1 --as T01 case on-site "$number" --text 现场 && grep -q 'recorded only at the place' err &&
    run 0 --as T01 case show "$number" && ! grep -q 现场 out && run 0 --as T01 import staff section.csv && holder section.db D01 && holder street.db T01 &&
    file=section.db && run 0 --as S01 case reply "$number" --text 修好了 && settle && holder a.db S01 && holder section.db D01
say 'who has it there waits, gives back and replies; what no file would heed is not recorded'

file=section.db
run 0 --as S01 print receipt "$number" && grep -q 'taken in by  *S01$' out && grep -q 'accountable  *S01$' out && ! grep -q 科一 out &&
    run 0 --as S01 --json case show "$number" && ! grep -q 科一 out
say 'a receipt of the department names nobody of its own for somebody of the station'

file=a.db
run 0 --as S05 case show "$number" && grep -q "  reply  *[^ ]* S01  *修好了" out && run 1 --as S01 case undo "$number" --reason 错 && grep -q "followed, by S01" err &&
    run 0 --as S01 case note "$number" --text 记 && run 0 --as S01 case undo "$number" --reason 错
say "what somebody of a department did is not theirs who has the same number at the station"

echo "1..$count"
