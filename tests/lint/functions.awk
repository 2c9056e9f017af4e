# SPDX-License-Identifier: MIT
# FILE START END NAME static|exported for each function body. Relies on the layout that
# clang-format gives: a head in column 0, then `{` and `}` alone in column 0.

FNR == 1 {
    head = open = 0
    before = ""
}

/^[A-Za-z_].*\(/ && !/;$/ {
    head = FNR
    kind = $0 ~ /^static / || before ~ /^static [^;]*$/ ? "static" : "exported"
    name = $0
    gsub(/[A-Z_]+\([^()]*\) */, "", name)
    sub(/\(.*/, "", name)
    sub(/.*[ *]/, "", name)
}

/^\{$/ && head {
    open = 1
}

/^\}$/ && open {
    print FILENAME, head, FNR, name, kind
    head = open = 0
}

{
    before = $0
}
