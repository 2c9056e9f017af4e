#!/bin/sh
# SPDX-License-Identifier: MIT
# The lints as TAP: one line per rule, its faults as diagnostics. `run.sh RULE...` runs some of them.
set -u
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck disable=SC2046 # names of rules have no blanks
[ $# -gt 0 ] || set -- $(cd "$here/rules" && ls)
echo "1..$#"
number=0
for rule in "$@"; do
    number=$((number + 1))
    faults=$("$here/rules/$rule" 2>&1)
    code=$?
    if [ $code -eq 77 ]; then
        echo "ok $number - $rule # SKIP $faults"
    elif [ $code -eq 0 ] && [ -z "$faults" ]; then
        echo "ok $number - $rule"
    else
        echo "not ok $number - $rule"
        printf '%s\n' "${faults:-exit code $code}" | sed 's/^/# /'
    fi
done
