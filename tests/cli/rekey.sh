#!/bin/sh
# SPDX-License-Identifier: MIT
# A station gets another key and goes on with its file, with the programs that people run.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"
unset SHOUWEN_AS

make_hub && join a.db $station 一居 && join street.db $street 街道 && file=a.db && run 0 case open --channel walk-in --subject 之前 &&
    settle && cp a.db.key old.key
say 'two files exchange'

# the street says something that lies sealed to the old key
file=street.db
run 0 --json case list && number=$(sed -n 's/.*"number": "\(.*\)",/\1/p' out | head -n 1) && run 0 case note "$number" --text 街道看过 && run 0 sync &&
    round && file=a.db && run 0 sync --enrol-code && before=$(head -n 1 out) && run 0 sync --rekey && code=$(head -n 1 out) &&
    [ "$code" != "$before" ] && grep -q "shouwen-hub rotate --node $station" out && [ ! -e a.db.key.new ] && ! cmp -s a.db.key old.key &&
    [ "$(stat -c %a a.db.key)" = 600 ] && run 0 check && run 0 sync --enrol-code && [ "$(head -n 1 out)" = "$code" ]
say 'a new key is put into the place of the old one'

run 0 case open --channel walk-in --subject 之间 && run 1 sync && hub 1 ingest && grep -q "was not signed by $station" out && hub 0 publish
say 'before the hub knows it nothing of the station is taken'

hub 0 rotate --node $station --code "$code" && round && settle && file=a.db && run 0 sync status && run 0 check && run 0 case show "$number" &&
    grep -q 街道看过 out && file=street.db && run 0 case list && grep -q 之前 out && grep -q 之间 out && run 0 check
say 'afterwards both have everything'

file=a.db
mv a.db.key new.key && cp old.key a.db.key && run 3 sync && grep -q 'another station file' err && mv new.key a.db.key.new && run 0 sync &&
    mv a.db.key.new a.db.key && settle
say 'the old key is none any more; one that a power cut left beside it is found'

echo "1..$count"
