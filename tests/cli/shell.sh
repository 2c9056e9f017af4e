# SPDX-License-Identifier: MIT
# For flows of the program, read by them first: a folder of its own, English, and lines of TAP.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
: >empty.ini
LC_ALL=C.UTF-8
LANGUAGE=en
export LC_ALL LANGUAGE
count=0

# run CODE ARGUMENT...: runs the program; output in out, errors in err; fails unless it ends with CODE
run() {
    wanted=$1
    shift
    "$SHOUWEN_BUILDDIR/src/shouwen" --db station.db --config empty.ini "$@" >out 2>err
    [ $? -eq "$wanted" ] || { sed 's/^/# /' out err; return 1; }
}

# say NAME: the last command's result as a TAP line
say() {
    [ $? -eq 0 ] && word=ok || word="not ok"
    count=$((count + 1))
    echo "$word $count - $1"
}
