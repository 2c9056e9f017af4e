#!/bin/sh
# SPDX-License-Identifier: MIT
# A PostgreSQL server for tests, in a folder of its own, on a socket there:
#     server.sh start            makes one, prints its folder; 77 if PostgreSQL is not installed
#     server.sh restart FOLDER   as if the machine had lost its power, and up again
#     server.sh reset FOLDER     its database as it was made
#     server.sh save FOLDER      sets aside what the hub keeps, without the mailboxes
#     server.sh putback FOLDER   puts it back
#     server.sh sql FOLDER SQL   as the superuser
#     server.sh stop FOLDER      stops and removes it
# The hub logs in with "host=FOLDER dbname=shouwen_hub user=shouwen_hub".
set -eu
here=$(cd "$(dirname "$0")" && pwd)

bin=
for at in /usr/lib/postgresql/15/bin /usr/lib/postgresql/*/bin /usr/local/pgsql/bin $(echo "$PATH" | tr : ' '); do
    [ -z "$bin" ] && [ -x "$at/initdb" ] && [ -x "$at/psql" ] && bin=$at
done
if [ -z "$bin" ]; then
    echo "PostgreSQL (package postgresql-15) is not installed"
    exit 77
fi

# as COMMAND...: as somebody whom PostgreSQL lets run a server
as() {
    if [ "$(id -u)" -ne 0 ]; then
        "$@"
    elif id postgres >/dev/null 2>&1; then
        runuser -u postgres -- "$@"
    else
        runuser -u nobody -- "$@"
    fi
}

sql() {
    as "$bin/psql" -X -q -v ON_ERROR_STOP=1 -h "$folder" -U postgres "$@"
}

# What is flushed is on the disk, as at work.
run() {
    as "$bin/pg_ctl" -D "$folder/data" -l "$folder/log" -w -s -o "-k $folder -c listen_addresses= \
        -c shared_buffers=${SHOUWEN_PG_BUFFERS:-64MB} -c max_wal_size=2GB -c unix_socket_permissions=0777" "$@"
}

case $1 in
start)
    folder=$(mktemp -d "${TMPDIR:-/tmp}/shouwen-pg.XXXXXX")
    chmod 755 "$folder"
    [ "$(id -u)" -ne 0 ] || chown "$(as id -u)" "$folder"
    cd "$folder"
    as "$bin/initdb" -D "$folder/data" -U postgres -A trust -E UTF8 --no-locale >"$folder/initdb.log" 2>&1 &&
        run start >&2 && sql -d postgres -f - <"$here/../../data/hub-postgresql.sql" >&2 || {
        cat "$folder/initdb.log" "$folder/log" >&2
        exit 1
    }
    echo "$folder"
    ;;
restart)
    folder=$2
    cd "$folder"
    run stop -m immediate >/dev/null 2>&1 || true
    run start >/dev/null
    ;;
reset)
    folder=$2
    sql -d shouwen_hub -c 'DROP SCHEMA IF EXISTS hub CASCADE; DROP SCHEMA IF EXISTS mail CASCADE' 2>/dev/null
    ;;
save)
    folder=$2
    as "$bin/pg_dump" -h "$folder" -U shouwen_hub -n hub -f "$folder/hub.sql" shouwen_hub
    ;;
putback)
    folder=$2
    sql -d shouwen_hub -c 'DROP SCHEMA hub CASCADE' 2>/dev/null
    as "$bin/psql" -X -q -v ON_ERROR_STOP=1 -h "$folder" -U shouwen_hub -d shouwen_hub -f "$folder/hub.sql" >/dev/null
    ;;
sql)
    folder=$2
    cd "$folder"
    sql -d shouwen_hub -A -t -c "$3"
    ;;
stop)
    folder=$2
    cd "$folder"
    run stop -m immediate >/dev/null 2>&1 || true
    cd /
    rm -rf "$folder"
    ;;
esac
