#!/bin/sh
# SPDX-License-Identifier: MIT
# A hub that is not heard for days is told, whether something waits here or not: others may wait for this place. It counts
# from the last that was heard, before that from when the hub was trusted.
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"

# told SENTENCE; quiet: what doctor says of the hub
told() { run 1 doctor && grep -q "$1" out; }
quiet() { run 1 doctor && ! grep -q 'F11 exchanges' out; }

SHOUWEN_NOW=2026-03-02T10:00
export SHOUWEN_NOW
make_hub && join a.db $station 一居 && join street.db $street 街道 && settle && file=a.db && quiet
say 'a hub that answered is not told'

SHOUWEN_NOW=2026-03-04T10:00
quiet && SHOUWEN_NOW=2026-03-05T10:00 && told 'nothing was heard of the hub for 3 days'
say 'nothing waits, and the silence is told all the same'

settle && file=a.db && quiet && SHOUWEN_NOW=2026-03-09T10:00 && settle && file=a.db && quiet
say 'exchanges that bring nothing new are heard'

file=new.db
run 0 init --node 310115007003 --name 三居 && run 0 sync --trust "$trust" --with "dir:$mail" && quiet &&
    SHOUWEN_NOW=2026-05-20T10:00 && told 'the hub has confirmed nothing for 72 days, ' && file=a.db &&
    told 'nothing was heard of the hub for 72 days'
say 'a hub that never answered is told from the day on which it was trusted'
echo "1..$count"
