#!/bin/sh
# SPDX-License-Identifier: MIT
# tap.sh PROGRAM: runs a test program of cmocka, which says `not ok N # SKIP` for a test that was
# skipped; to the TAP driver that is a failure. The program's exit code is passed on.
exec 4>&1
code=$({ { "$@" 3>&- 4>&-; echo $? >&3; } | sed 's/^not ok \([0-9]* # SKIP\)/ok \1/' >&4; } 3>&1)
exec 4>&-
exit "$code"
