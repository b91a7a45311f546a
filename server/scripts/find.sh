# Where this machine has the programs that only tests need; to be sourced. Each prints a path, or fails.

# The folder with initdb and postgres: on PATH, or where Debian (which keeps them off PATH) and others put them.
find_postgres() {
    local dir
    dir=$(dirname "$(command -v initdb || true)")
    for dir in "$dir" $(printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin | sort -rV) /usr/local/pgsql/bin; do
        if [ -x "$dir/initdb" ] && [ -x "$dir/postgres" ] && [ -x "$dir/pg_ctl" ]; then
            echo "$dir"
            return
        fi
    done
    return 1
}

find_chromium() {
    local name
    for name in "${SALDO_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
        [ -n "$name" ] && command -v "$name" && return
    done
    return 1
}
