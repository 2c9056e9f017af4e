# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# The faults that the lints must find, one bad tree each; read by selftest.sh.

tree
file src/base/up.c '#include "shouwen/store/db.h"' 'int x;'
catches floors 'src/base/up.c:4: base may not include "shouwen/store/db.h"'
tree
file src/tui/side.c '#include "shouwen/cli/options.h"' 'int x;'
catches floors 'src/tui/side.c:4: tui may not include'
tree
file src/tui/deep.c '#include "shouwen/store/query_matter.h"\n#include "shouwen/store/ledger.h"' 'int x;'
catches floors 'src/tui/deep.c:5: tui may not include "shouwen/store/ledger.h"'
tree
file src/desk/sql.c '#include "shouwen/store/db.h"\n#include "tui/private.h"' 'int x;'
catches floors 'src/desk/sql.c:5: desk may not include'
tree
file src/cli/verb_far.c '#include "shouwen/base/thing.h"\n#include "shouwen/sync/bundle.h"' 'int x;'
catches floors 'src/cli/verb_far.c:5: cli may not include "shouwen/sync/bundle.h"'
tree
file src/sync/far.c '#include "shouwen/store/db.h"\n#include "shouwen/desk/receive.h"' 'int x;'
catches floors 'src/sync/far.c:5: sync may not include'
tree
file src/attic/room.c '#include "shouwen/base/thing.h"' 'int x;'
catches floors 'floor attic is not in floors.txt'

tree
printf '#include "shouwen/base/b.h"\n' | write include/shouwen/base/a.h
file src/base/b.c '#include "shouwen/base/b.h"\n#include "shouwen/base/c.h"' 'int x;'
file src/base/c.c '#include "shouwen/base/a.h"' 'int x;'
catches circles 'circle: base/a -> base/b -> base/c -> base/a'
tree
file src/base/thing.c '#include "shouwen/base/thing_part.h"' 'int x;'
printf '#include "shouwen/base/thing.h"\n' | write include/shouwen/base/thing_part.h
printf '#include "shouwen/base/thing_part.h"\n' | write include/shouwen/base/thing.h
catches circles 'circle: base/thing -> base/thing_part -> base/thing'

tree
file src/store/json.c '#include <jansson.h>' 'int x;'
catches libraries 'src/store/json.c:4: <jansson.h> belongs into src/base/json.c'
tree
file src/sync/bundle_write.c '#include <zstd.h>' 'int x;'
catches libraries 'src/sync/bundle_write.c:4: <zstd.h> belongs into src/sync/bundle_pack.c'
tree
file src/tui/list.c '#include <curses.h>' 'int x;'
catches libraries 'src/tui/list.c:4: <curses.h> belongs into src/tui/surface_curses.c'
tree
file src/base/json.c '#include <jansson.h>\n#include <glib.h>' 'int x;'
catches libraries 'src/base/json.c:5: <glib.h> is neither'
tree
file src/store/db.c '#include <sqlite3.h>\n#include <jansson.h>' 'int x;'
catches libraries 'src/store/db.c:5: a second outside library beside sqlite'

tree
{ cat "$SHOUWEN_SRCDIR/src/base/thing.c"; yes '' | head -n 500; } >"$SHOUWEN_SRCDIR/long"
write src/base/thing.c <"$SHOUWEN_SRCDIR/long"
catches sizes 'src/base/thing.c:501: 511 lines'
tree
{ printf 'static void thing_grow(int a,\n    int b)\n{\n'; yes '    a++;' | head -n 58; printf '}\n'; } |
    write src/base/grow.c
catches sizes 'src/base/grow.c:1: thing_grow() has 62 lines'
tree
file src/base/wide.c '' "/* $(yes 字 | head -n 95 | tr -d '\n') */\n/* $(yes 字 | head -n 94 | tr -d '\n')12345 */"
catches sizes 'src/base/wide.c:6: more than 100 characters'

tree
file src/base/alone.c '' 'void alone_do(void)\n{\n}'
catches names 'src/base/alone.c:1: no header include/shouwen/base/alone.h'
tree
file src/base/things.c '' 'const char *thing_a(void)\n{\n}\nvoid things_b(void)\n{\n}\nvoid other(int a,\n           int b)\n{\n}'
printf '\n' | write include/shouwen/base/things.h
catches names 'src/base/things.c:11: other() begins with none of things_ thing_'
tree
file src/base/thing_part.c '' 'void thing_a(void)\n{\n}\nvoid part_b(void)\n{\n}'
catches names 'src/base/thing_part.c:8: part_b() begins with none of thing_'

tree
printf 'int x;\n' | write src/base/bare.c
catches heads 'src/base/bare.c:1: the first line'
tree
printf '/* SPDX-License-Identifier: MIT */\n#include <stdio.h>\n' | write tests/base/test_late.c
catches heads 'tests/base/test_late.c:2: config.h comes first'
tree
file src/base/thing.c '#include <stdio.h>' 'int x;'
catches heads 'src/base/thing.c:4: shouwen/base/thing.h comes right after config.h'
tree
printf '/* SPDX-License-Identifier: MIT */\n#ifndef THING_H\n' | write include/shouwen/base/thing.h
catches heads 'include/shouwen/base/thing.h:2: the guard should be SHOUWEN_BASE_THING_H'

for statement in 'SELECT 1' 'PRAGMA user_version' ' WHERE id = ?' 'update t set a = 1' 'COMMIT'; do
    tree
    file src/desk/sql.c '' "const char *sql = \"$statement\";"
    catches sql 'src/desk/sql.c:5: SQL in C'
done

tree
file src/base/copy.c '' '/* strcpy( */ void copy(void)\n{\n    puts("atoi(");\n    strcpy(a, b);\n}'
catches banned 'src/base/copy.c:8: strcpy() is banned'
tree
file tests/base/test_nap.c '' 'void nap(void)\n{\n    if (sleep(1))\n        return;\n}'
catches banned 'tests/base/test_nap.c:7: sleep() is banned'

tree
file src/base/later.c '' '/* TO''DO: write it */'
catches unfinished 'src/base/later.c:5: unfinished by its own words'

tree
file src/base/talk.c '' 'const char *a = _("good day");'
catches messages 'src/base/talk.c:5: no translation: "good day"'
tree
printf '\nmsgid "good bye"\nmsgstr "再见"\n' >>"$SHOUWEN_SRCDIR/po/zh_CN.po"
catches messages 'no longer used: "good bye"'
tree
sed -i 's/^msgid "hello"/#, fuzzy\n&/' "$SHOUWEN_SRCDIR/po/zh_CN.po"
catches messages 'marked fuzzy'
tree
file src/base/count.c '' 'const char *a = _("%d of %s");'
printf '\nmsgid "%%d of %%s"\nmsgstr "%%s %%d"\n' >>"$SHOUWEN_SRCDIR/po/zh_CN.po"
catches messages '"%d of %s"'

tree
rm "$SHOUWEN_SRCDIR/src/store/README.md"
printf 'SELECT 1;\n' | write src/store/sql/db.sql
catches readmes 'src/store/sql:1: no README.md'

tree
file src/base/wild.c '' 'void wild( void ) {\n  x=1; }'
catches layout 'src/base/wild.c:5: not as clang-format has it'

manual() {
    tree
    printf '#!/bin/sh\n[ $# -eq 0 ] || { echo keys; exit; }\nexec sed "s/@keys@/%s/"\n' "$1" | write src/docgen
    chmod +x "$SHOUWEN_SRCDIR/src/docgen"
    printf '.TH A 1 2026-11-21\n.SH NAME\na \\- b\n%s\n' "$2" | write man/a.1.in
    sed "s/@keys@/$1/" "$SHOUWEN_SRCDIR/man/a.1.in" | write man/a.1
}
manual 'q ends' ''
catches manuals 'no manual has a line @keys@'
manual '.BX' '@keys@'
catches mandoc 'man/a.1.in: built line 4:'
manual 'q ends' '@keys@'
echo >>"$SHOUWEN_SRCDIR/man/a.1.in"
catches manuals 'man/a.1.in:1:'
manual 'q ends' '@keys@'
rm "$SHOUWEN_SRCDIR/man/a.1"
catches manuals 'man/a.1.in:1:'

tree
printf '[Desktop Entry]\nType=Application\nName=Desk\nTerminal=perhaps\n' | write data/a.desktop
catches desktop 'data/a.desktop:1: error: '

tree
printf 'list-dist:\n\t@printf "%%s\\n" src po/zh_CN.po\n' | write Makefile
# without git the rule is skipped
(cd "$SHOUWEN_SRCDIR" && git -c init.defaultBranch=main init -q . && git add src po include) 2>/dev/null || :
catches dist 'include/shouwen/base/thing.h:1: make dist leaves it out'
