# SPDX-License-Identifier: MIT
# FILE:LINE:TEXT of C sources without comments; strings are emptied unless keep is set.

FNR == 1 {
    in_comment = 0
}

{
    rest = $0
    out = ""
    while (rest != "") {
        if (in_comment) {
            end = index(rest, "*/")
            rest = end ? substr(rest, end + 2) : ""
            in_comment = !end
            continue
        }
        if (!match(rest, /\/\*|\/\/|"|'/)) {
            out = out rest
            break
        }
        out = out substr(rest, 1, RSTART - 1)
        token = substr(rest, RSTART, RLENGTH)
        rest = substr(rest, RSTART + RLENGTH)
        if (token == "//") {
            break
        }
        if (token == "/*") {
            in_comment = 1
            out = out " "
            continue
        }
        found = token == "\"" ? match(rest, /^([^"\\]|\\.)*"/) : match(rest, /^([^'\\]|\\.)*'/)
        body = found ? substr(rest, 1, RLENGTH - 1) : rest
        rest = found ? substr(rest, RLENGTH + 1) : ""
        out = out token (keep ? body : "") token
    }
    print FILENAME ":" FNR ":" out
}
