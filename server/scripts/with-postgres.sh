#!/usr/bin/env bash
# Runs a command with a PostgreSQL server of its own, and stops the server whatever happens: with-postgres.sh CMD...
#
# The command finds the server in SALDO_TEST_POSTGRES_URL. It listens on 127.0.0.1 only, asks for a password made for
# this run, and keeps its data in a folder that is deleted at the end. PostgreSQL refuses to run as root, so root lends
# it the account `postgres`, or else `nobody`; the folder is in /tmp, since such an account may not enter this one.
set -euo pipefail
# shellcheck source=server/scripts/find.sh
. "$(dirname "$0")/find.sh"

fail() {
    printf 'postgres: %s\n' "$*" >&2
    exit 1
}

bin=$(find_postgres) || fail "PostgreSQL is missing: run 'make setup'."
home=$(mktemp -d /tmp/saldo-postgres.XXXXXX)
as=()
if [ "$(id -u)" -eq 0 ]; then
    user=postgres
    id "$user" >/dev/null 2>&1 || user=nobody
    chown "$user" "$home"
    if command -v runuser >/dev/null; then as=(runuser -u "$user" --); else as=(setpriv --reuid "$user" --clear-groups); fi
fi
# From /: the account may not be able to stand in the present folder.
server() { (cd / && "${as[@]}" "$@"); }

child=
stop() {
    [ -n "$child" ] && kill -TERM -- "-$child" 2>/dev/null || true # what it left behind, too
    [ -e "$home/data/postmaster.pid" ] && server "$bin/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$home"
}
trap stop EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
printf '%s\n' "$password" >"$home/password"
chmod 644 "$home/password" # in a folder that only root and the account may enter
server "$bin/initdb" -D "$home/data" -U saldo --pwfile="$home/password" -A scram-sha-256 -E UTF8 --locale=C.UTF-8 \
    --no-sync >"$home/initdb.log" 2>&1 || { cat "$home/initdb.log" >&2 && fail "initdb failed (above)."; }

# fsync off: the tests kill Saldo, never the machine, and it spares minutes. Everything else is as in real use.
started=
for _ in 1 2 3 4 5 6 7 8; do
    port=$((20000 + RANDOM % 12000)) # below the range from which outgoing connections take theirs
    if server "$bin/pg_ctl" -D "$home/data" -l "$home/data/log" -w -t 60 start -o "-c listen_addresses=127.0.0.1 -c port=$port \
        -c unix_socket_directories='' -c max_connections=200 -c fsync=off" >/dev/null 2>&1; then
        started=yes
        break
    fi
done
[ -n "$started" ] || { cat "$home/data/log" >&2 && fail "the server did not start (its log is above)."; }

export SALDO_TEST_POSTGRES_URL="postgres://saldo:$password@127.0.0.1:$port/postgres"
printf 'postgres: %s on port %s for this run\n' "$("$bin/postgres" --version)" "$port" >&2
# A process group of its own, so that a signal to this script can be passed on to all of it at once.
set -m
"$@" &
child=$!
set +m
wait "$child" && status=0 || status=$?
exit "$status"
