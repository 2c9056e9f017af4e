# SPDX-License-Identifier: MIT
# For flows that mount something, read by them before all else: again in mounts of their own, which end with them. An
# ordinary user has them where the system lets everybody be root of a namespace.
if [ -z "${SHOUWEN_APART-}" ]; then
    for way in 'unshare -m' 'unshare -Urm'; do
        if $way sh -c 'mount -t tmpfs -o size=1m none /mnt' 2>/dev/null; then
            SHOUWEN_APART=$way
            export SHOUWEN_APART
            exec $way sh "$0" "$@"
        fi
    done
    echo '1..0 # SKIP nothing may be mounted here'
    exit 77
fi
. "$SHOUWEN_SRCDIR/tests/cli/exchange.sh"
trap 'cd /; umount -l "$folder"/* 2>/dev/null; rm -rf "$folder"' EXIT
