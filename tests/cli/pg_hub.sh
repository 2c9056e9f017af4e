# SPDX-License-Identifier: MIT
# For flows with a hub on PostgreSQL, read by them first: a server of their own, English, and lines of TAP.
set -u
server=$SHOUWEN_SRCDIR/tests/sync/server.sh
pg=$(sh "$server" start)
if [ $? -eq 77 ]; then
    echo "1..0 # SKIP $pg"
    exit 77
fi
folder=$(mktemp -d)
trap 'cd /; rm -rf "$folder"; sh "$server" stop "$pg"' EXIT
cd "$folder" || exit 1
: >empty.ini
LC_ALL=C.UTF-8
LANGUAGE=en
SHOUWEN_HUB="pg:host=$pg dbname=shouwen_hub user=shouwen_hub"
SHOUWEN_HUB_KEY=hub/hub.key
export LC_ALL LANGUAGE SHOUWEN_HUB SHOUWEN_HUB_KEY
count=0
mine=310115007001
other=310115007002

say() {
    [ $? -eq 0 ] && word=ok || word="not ok"
    count=$((count + 1))
    echo "$word $count - $1"
}

# as LOGIN SQL [DATABASE]: what it prints, and what it is told
as() {
    PGOPTIONS='' psql -X -q -A -t -h "$pg" -U "$1" -d "${3:-shouwen_hub}" -c "$2" 2>&1
}
me() { as "shouwen_$mine" "$1"; }
hub() { as shouwen_hub "$1"; }

# at NODE ARGUMENT...: the program on the file of a node
at() {
    file=$1.db
    shift
    "$SHOUWEN_BUILDDIR/src/shouwen" --db "$file" --config empty.ini "$@"
}
admin() { "$SHOUWEN_BUILDDIR/src/shouwen-hub" "$@"; }
new() { at "$1" case open --channel walk-in --subject 灯 >/dev/null; }
# again NODE: something new there is put
again() { new "$1" && at "$1" sync --wait 0 >/dev/null; }

# with_hub NODE...: a hub, and files that are enrolled and have put something
with_hub() {
    admin init hub >out && trust=$(grep -o '[0-9A-Z]\{9\}\(-[0-9A-Z]\{9\}\)\{5\}' out) || return 1
    for node in "$@"; do
        at "$node" init --node "$node" --name 站 >/dev/null &&
            at "$node" sync --trust "$trust" --with "pg:host=$pg dbname=shouwen_hub user=shouwen_$node" >/dev/null &&
            code=$(at "$node" sync --enrol-code | head -n 1) && admin enrol --node "$node" --code "$code" >>out &&
            again "$node" || return 1
    done
}

# holds SQL: the login of $mine runs that and stays in its transaction, until let_go
holds() {
    mkfifo line
    psql -X -q -A -t -h "$pg" -U "shouwen_$mine" -d shouwen_hub <line >held 2>&1 &
    holder=$!
    exec 9>line
    printf '%s;\n\\echo it holds\n' "$1" >&9
    for _ in $(seq 200); do
        grep -q 'it holds' held && break
        sleep 0.05
    done
}
let_go() {
    exec 9>&-
    wait $holder
    rm line
}

# The whole of what others have and what is the hub's, as one number.
state() {
    hub "SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) FROM
        (SELECT (client, name, bytes) FROM mail.inbox WHERE client <> '$mine' UNION ALL
         SELECT (client, name, bytes) FROM mail.outbox WHERE client <> '$mine') t;
        SELECT md5(string_agg(c::text, '|' ORDER BY c::text)) FROM hub.client c;
        SELECT count(*) FROM hub.act; SELECT count(*) FROM hub.feed;
        SELECT count(*) FROM pg_proc; SELECT count(*) FROM pg_class; SELECT count(*) FROM pg_operator;
        SELECT count(*) FROM pg_largeobject_metadata; SELECT count(*) FROM pg_roles; SELECT count(*) FROM pg_namespace;
        SELECT count(*) FROM pg_auth_members; SELECT count(*) FROM pg_database; SELECT count(*) FROM pg_db_role_setting;
        SELECT string_agg(polname || pg_get_expr(polqual, polrelid), '|' ORDER BY polrelid, polname) FROM pg_policy"
}

# secrets: something of the other one lies in both mailboxes, which nobody else is to see
secrets() {
    hub "INSERT INTO mail.inbox VALUES ('$other', '$other-hub-secret', 'SECRET', 250);
        INSERT INTO mail.outbox VALUES ('$other', 'hub-$other-secret', 'SECRET')"
}
