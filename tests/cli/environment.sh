#!/bin/sh
# SPDX-License-Identifier: MIT
# What the environment says to the program.
. "$SHOUWEN_SRCDIR/tests/cli/shell.sh"

run 0 init --node 310115007001 --name 示例 && run 0 import calendar "$SHOUWEN_SRCDIR/data/calendar-2026.csv"
say 'a station is made'

SHOUWEN_NOW=2026-02-06T10:00 run 0 case open --channel walk-in --subject 楼道灯不亮 --json &&
    grep -q '"opened_at": "2026-02-06T10:00:00+08:00"' out
say 'the clock stands where it is set'

SHOUWEN_NOW=yesterday run 2 case list && [ ! -s out ] &&
    grep -q '^shouwen: SHOUWEN_NOW says "yesterday", which is no time' err && [ "$(wc -l <err)" -eq 1 ]
say 'a clock that is none is told, and nothing is done on the wrong day'

SHOUWEN_NOW= run 0 case list && grep -q 楼道灯不亮 out
say 'an empty one is none'

echo "1..$count"
