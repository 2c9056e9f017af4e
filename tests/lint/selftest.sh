#!/bin/sh
# SPDX-License-Identifier: MIT
# Every rule must find its fault in a small bad tree, and nothing in a good one.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
trees=$(mktemp -d)
trap 'rm -rf "$trees"' EXIT
number=0
tested=

# write FILE: standard input into the tree
write() {
    mkdir -p "$SHOUWEN_SRCDIR/$(dirname "$1")"
    cat >"$SHOUWEN_SRCDIR/$1"
}

# tree: a new tree in which every rule is content
tree() {
    SHOUWEN_SRCDIR=$(mktemp -d "$trees/XXXXXX")
    SHOUWEN_BUILDDIR=$SHOUWEN_SRCDIR
    export SHOUWEN_SRCDIR SHOUWEN_BUILDDIR
    cp "$here/../../.clang-format" "$SHOUWEN_SRCDIR"
    printf '# base\n' | write src/base/README.md
    printf '# store\n' | write src/store/README.md
    write include/shouwen/base/thing.h <<'END'
/* SPDX-License-Identifier: MIT */
/* thing: a room */
#ifndef SHOUWEN_BASE_THING_H
#define SHOUWEN_BASE_THING_H

void thing_say(void);

#endif
END
    write src/base/thing.c <<'END'
/* SPDX-License-Identifier: MIT */
#include "config.h"

#include "shouwen/base/thing.h"

#include <stdio.h>

void thing_say(void)
{
    puts(_("hello"));
}
END
    printf '/* SPDX-License-Identifier: MIT */\n#include "config.h"\n' | write tests/base/test_thing.c
    write po/zh_CN.po <<'END'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "hello"
msgstr "你好"
END
}

# file FILE INCLUDES BODY: a C file with a good head
file() {
    {
        printf '/* SPDX-License-Identifier: MIT */\n#include "config.h"\n\n%b\n%b\n' "$2" "$3"
    } | write "$1"
}

say() {
    number=$((number + 1))
    echo "$1 $number - $2"
}

# catches RULE WORDS: the rule must print a line with these words
catches() {
    tested="$tested $1"
    found=$("$here/rules/$1" 2>&1) && code=0 || code=$?
    if [ "$code" -eq 77 ]; then
        say ok "$1: $2 # SKIP $found"
    elif printf '%s\n' "$found" | grep -qF -- "$2"; then
        say ok "$1: $2"
    else
        say 'not ok' "$1: $2"
        printf '%s\n' "${found:-nothing found}" | sed 's/^/# /'
    fi
}

tree
for rule in "$here"/rules/*; do
    found=$("$rule" 2>&1) && code=0 || code=$?
    if [ "$code" -eq 77 ] || { [ "$code" -eq 0 ] && [ -z "$found" ]; }; then
        say ok "${rule##*/} is content with a good tree"
    else
        say 'not ok' "${rule##*/} is content with a good tree"
        printf '%s\n' "$found" | sed 's/^/# /'
    fi
done

. "$here/faults.sh"

for rule in "$here"/rules/*; do
    case "$tested " in
    *" ${rule##*/} "*) say ok "${rule##*/} was seen failing" ;;
    *) say 'not ok' "${rule##*/} was seen failing" ;;
    esac
done
echo "1..$number"
