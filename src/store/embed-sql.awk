# SPDX-License-Identifier: MIT
# Turns .sql files into C: `awk -v part=header|source -v room=FLOOR/ROOM -v prefix=PREFIX -f embed-sql.awk
# FILE...`: ROOM.h has enum PREFIX, ROOM.c the tables PREFIX_text[] and PREFIX_name[].
# A line `-- name: some_name` starts a statement, which runs to the next such line or the end.
# Other comment lines and blank lines are left out. sql/README.md tells how to add a statement.

function fail(sentence) {
    print FILENAME ":" FNR ": " sentence > "/dev/stderr"
    failed = 1
    exit 1
}

function end_statement() {
    if (count && text[count] == "") {
        fail("statement \"" name[count] "\" is empty")
    }
}

FNR == 1 {
    end_statement()
    in_statement = 0
}

/^--[ \t]*name:/ {
    end_statement()
    sub(/^--[ \t]*name:[ \t]*/, "")
    sub(/[ \t\r]+$/, "")
    if ($0 !~ /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/) {
        fail("\"" $0 "\" is not a statement name: use lower_snake letters and digits")
    }
    if ($0 == "count") {
        fail("\"count\" can't be a statement name: " toupper(prefix) "_COUNT is the number of statements")
    }
    if ($0 in seen) {
        fail("statement \"" $0 "\" is already defined at " seen[$0])
    }
    seen[$0] = FILENAME ":" FNR
    name[++count] = $0
    in_statement = 1
    next
}

/^[ \t\r]*(--.*)?$/ {
    next
}

{
    if (!in_statement) {
        fail("text before the first `-- name:` line")
    }
    sub(/[ \t\r]+$/, "")
    gsub(/[\\"]/, "\\\\&")
    text[count] = text[count] (text[count] == "" ? "" : "\\n\"\n        \"") $0
}

function print_header(i, guard) {
    print "/* Made from the .sql files by embed-sql.awk. */"
    guard = "SHOUWEN_" toupper(room) "_H"
    gsub(/\//, "_", guard)
    print "#ifndef " guard
    print "#define " guard
    print ""
    print "enum " prefix " {"
    for (i = 1; i <= count; i++) {
        print "    " toupper(prefix "_" name[i]) ","
    }
    print "    " toupper(prefix) "_COUNT"
    print "};"
    print ""
    print "extern const char *const " prefix "_text[" toupper(prefix) "_COUNT];"
    print "extern const char *const " prefix "_name[" toupper(prefix) "_COUNT];"
    print ""
    print "#endif"
}

function print_table(table, value, i) {
    print ""
    print "const char *const " prefix "_" table "[" toupper(prefix) "_COUNT] = {"
    for (i = 1; i <= count; i++) {
        print "    [" toupper(prefix "_" name[i]) "] =\n        \"" value[i] "\","
    }
    print "};"
}

END {
    if (failed) {
        exit 1
    }
    end_statement()
    if (part == "header") {
        print_header()
    } else {
        print "/* Made from the .sql files by embed-sql.awk. */"
        print "#include \"" room ".h\""
        print_table("text", text)
        print_table("name", name)
    }
}
