# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# What every rule starts with: it stands in the tree to look at, $lint is the folder of the lints.
# A rule prints one line per fault, `FILE:LINE: sentence`, and nothing when all is well; one that
# can't look prints why and exits with 77.
set -eu
lint=$(cd "$(dirname "$0")/.." && pwd)
cd "${SHOUWEN_SRCDIR:-$lint/../..}"
LC_ALL=C.UTF-8
export LC_ALL

# sources FOLDER...: the C files that people write
sources() {
    find "$@" -name '*.[ch]' ! -path "src/store/sql_text.[ch]" ! -path "src/sync/pg_sql_text.[ch]" 2>/dev/null | sort
}

# code FOLDER...: FILE:LINE:TEXT of them without comments, strings emptied
code() {
    sources "$@" | xargs -r awk -f "$lint/strip.awk"
}

# code_and_strings FOLDER...: the same with the strings
code_and_strings() {
    sources "$@" | xargs -r awk -v keep=1 -f "$lint/strip.awk"
}

# functions FOLDER...: FILE START END NAME static|exported, one line per function body
functions() {
    sources "$@" | grep '\.c$' | xargs -r awk -f "$lint/functions.awk"
}

# includes FOLDER...: FILE LINE HEADER, as written with its quotes or brackets
includes() {
    sources "$@" | xargs -r awk '/^#[ \t]*include/ {
        sub(/^#[ \t]*include[ \t]*/, ""); print FILENAME, FNR, $1 }'
}
