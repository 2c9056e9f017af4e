# SPDX-License-Identifier: MIT
# For flows of several files that exchange with a hub over a folder, read by them first. $file: the one that run works on;
# $files: those that settle brings together.
. "$SHOUWEN_SRCDIR/tests/cli/shell.sh"
station=310115007001
street=310115007
mail=$folder/hub/mail
files='street.db a.db'

# run CODE ARGUMENT...: runs the program on $file; output in out, errors in err; fails unless it ends with CODE
run() {
    wanted=$1
    shift
    "$SHOUWEN_BUILDDIR/src/shouwen" --db "$file" --config empty.ini "$@" >out 2>err
    got=$?
    [ $got -eq "$wanted" ] || { sed 's/^/# /' out err; echo "# exit code $got"; return 1; }
}

# hub CODE ARGUMENT...: the same with shouwen-hub
hub() {
    wanted=$1
    shift
    "$SHOUWEN_BUILDDIR/src/shouwen-hub" --store "sqlite:$folder/hub/hub.db" "$@" >out 2>err
    got=$?
    [ $got -eq "$wanted" ] || { sed 's/^/# /' out err; echo "# exit code $got"; return 1; }
}

round() { hub 0 ingest && hub 0 publish; }

# make_hub: its code in trust
make_hub() {
    hub 0 init "$folder/hub" && trust=$(grep -o '[0-9A-Z]\{9\}\(-[0-9A-Z]\{9\}\)\{5\}' out)
}

# enrol NODE NAME: $file at the hub
enrol() {
    run 0 sync --trust "$trust" --with "dir:$mail" && run 0 sync --enrol-code && code=$(head -n 1 out) &&
        hub 0 enrol --node "$1" --code "$code" --name "$2"
}

# join FILE NODE NAME: makes a file and enrols it
join() {
    file=$1
    run 0 init --node "$2" --name "$3" && enrol "$2" "$3"
}

# settle: until all sides have everything
settle() {
    for _ in 1 2 3 4; do
        for file in $files; do
            run 0 sync || return 1
        done
        round || return 1
    done
    for file in $files; do
        run 0 sync && grep -q ' 0 waiting' out || return 1
    done
}
