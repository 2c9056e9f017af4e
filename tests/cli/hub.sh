#!/bin/sh
# SPDX-License-Identifier: MIT
# shouwen-hub by its verbs: what it prints, what it refuses, how it ends.
set -u
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
: >empty.ini
LC_ALL=C.UTF-8
LANGUAGE=en
export LC_ALL LANGUAGE
unset SHOUWEN_HUB
count=0
node=310115007001

# hub CODE ARGUMENT...: runs the program; output in out, errors in err; fails unless it ends with CODE
hub() {
    wanted=$1
    shift
    "$SHOUWEN_BUILDDIR/src/shouwen-hub" "$@" >out 2>err
    got=$?
    [ $got -eq "$wanted" ] || { sed 's/^/# /' out err; echo "# exit code $got"; return 1; }
}

# code NAME: makes a station file and prints the code that it is enrolled with
code() {
    "$SHOUWEN_BUILDDIR/src/shouwen" --db "$1" --config empty.ini init --node $node --name 一居 >/dev/null &&
        "$SHOUWEN_BUILDDIR/src/shouwen" --db "$1" --config empty.ini sync --enrol-code | head -n 1
}

# say NAME: the last command's result as a TAP line
say() {
    [ $? -eq 0 ] && word=ok || word="not ok"
    count=$((count + 1))
    echo "$word $count - $1"
}

hub 2 && hub 2 frobnicate && grep -q 'shouwen-hub --help' err && hub 2 status --nothing && hub 2 status --store &&
    hub 2 status --store ftp:x && hub 2 status --store pg:dbname=x --key x
say 'what cannot be meant is usage'

hub 0 --help && grep -q '^  rotate --node CODE --code CODE$' out && grep -q '^  --mailbox ADDRESS$' out && [ ! -s err ]
say 'help lists verbs and options'

hub 3 status && grep -q 'in the folder of the hub, or set SHOUWEN_HUB' err && hub 3 --json status && grep -q '^{"error":{"kind":"broken"' err
say 'without a file it could not'

hub 0 --json init hub && grep -q "\"mailbox\": \"dir:$folder/hub/mail\"" out && [ -d hub/mail/hub ] &&
    grep -q "\"key\": \"$folder/hub/hub.db.key\"" out &&
    trust=$(sed -n 's/^.*"code": *"\([^"]*\)".*$/\1/p' out) && [ "$(stat -c %a hub/hub.db.key)" = 600 ] &&
    [ "$(stat -c %a hub/hub.db)" = 600 ] && hub 3 init hub &&
    grep -q 'exists already' err
say 'init makes a hub once'

mkdir bare kept && (cd bare && hub 0 --json init) && [ -f bare/hub.db.key ] && [ -d bare/mail/hub ] &&
    hub 0 --json init --store "sqlite:$folder/kept/district.db" && [ -d kept/mail/hub ] &&
    hub 0 status --store "sqlite:$folder/kept/district.db"
say 'init without a folder makes it here, its mailboxes beside its file'

SHOUWEN_HUB=sqlite:$folder/hub/hub.db
export SHOUWEN_HUB
first=$(code a.db)
other=$(code b.db)
hub 1 enrol --node $node --code "${first%?}" && hub 1 enrol --node 31 --code "$first" && hub 1 enrol --node street --code "$first" &&
    hub 2 enrol && hub 0 enrol $node $first --name 一居 && hub 0 enrol --node $node --code "$first" &&
    hub 1 enrol --node $node --code "$other" && grep -q rotate err
say 'a node is enrolled by its own code'

hub 0 status && grep -q "^$node 一居: 0 acts from it; 0 of 0 confirmed by it; heard of never$" out &&
    grep -q -- "--trust $trust$" out && hub 0 --json status && grep -q "\"code\": \"$trust\"" out && grep -q '"needs_person": \[\]' out && hub 0 ingest && hub 0 --json publish && grep -q '"sent":1' out && hub 2 serve --every often
say 'status, ingest and publish'

echo 'no bundle' >"hub/mail/hub/$node-hub-$node-0000000000-0000000001-0000000002.swb"
hub 1 ingest && grep -q 'kept in quarantine' out && hub 0 ingest && hub 0 status &&
    grep -q '^1 bundles lie in quarantine' out && [ "$(find hub/hub.db.quarantine -name '*.txt' | wc -l)" -eq 1 ]
say 'what cannot be right is kept apart, and 1 says so'

hub 0 revoke --node $node && hub 0 status && grep -q '; revoked$' out && hub 1 enrol --node $node --code "$first" &&
    hub 0 rotate --node $node --code "$other" && hub 0 status && ! grep -q revoked out && hub 1 revoke --node 310115007009
say 'revoked, and back with another key'

hub 0 restored && grep -q 'from the beginning' out && hub 0 --json restored && grep -q '"restored": true' out && hub 0 publish
say 'a person says that the hub was put back from a backup'

mv hub/mail gone
hub 3 ingest && grep -q 'plugged in' err && hub 0 serve --rounds 1 && grep -q 'plugged in' out
say 'mailboxes that are gone are told; a server goes on'
mv gone hub/mail

mv hub/hub.db.key key && hub 3 status && grep -q 'hub.db.key' err && mv key hub/hub.db.key &&
    hub 3 status --store sqlite:a.db && grep -q "is not a hub's file" err
say 'another file, or no key: it could not'

echo "1..$count"
