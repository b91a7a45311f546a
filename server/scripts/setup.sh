#!/usr/bin/env bash
# Puts on this machine what Saldo needs and is not there yet: setup.sh NEED...
#
# Needs: rust, postgres, node, browser, bench, package, debootstrap.
# Says what it installs, says nothing and is done in a moment when there is nothing to do, and fails with one sentence
# that says what to do. Only `rust` is needed to run Saldo, and `package` to package it; the others are for its tests.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=server/scripts/find.sh
. server/scripts/find.sh

say() { printf 'setup: %s\n' "$*" >&2; }
fail() {
    printf 'setup: %s\n' "$*" >&2
    exit 1
}

# debian WHAT PACKAGE...: installs packages as root, or by sudo where it may ask or need not.
debian() {
    local what=$1 as_root=() log
    shift
    command -v apt-get >/dev/null || fail "$what is missing: install it (in Debian: $*), then run make again."
    if [ "$(id -u)" -ne 0 ]; then
        if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
            as_root=(sudo)
        else
            fail "$what is missing and this user may not install it: have root run 'apt-get install $*', then run make again."
        fi
    fi
    say "installing $what (Debian's packages: $*)"
    log=$(mktemp)
    local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends
        -o Dpkg::Options::=--force-confold "$@")
    # A fresh image has no package lists, an old one has stale ones: a second try with new lists mends both.
    if ! "${as_root[@]}" "${install[@]}" >"$log" 2>&1 </dev/null; then
        "${as_root[@]}" apt-get update -q >>"$log" 2>&1 </dev/null || true
        "${as_root[@]}" "${install[@]}" >>"$log" 2>&1 </dev/null || {
            tail -n 15 "$log" >&2
            fail "$what could not be installed (above): check the network, or have root run 'apt-get update && apt-get install $*', then run make again."
        }
    fi
    rm -f "$log"
}

need_rust() {
    local channel sysroot host
    channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
    command -v cc >/dev/null || debian "a C compiler" gcc libc6-dev
    if ! command -v cargo >/dev/null; then
        command -v curl >/dev/null || debian "curl" curl ca-certificates
        say "installing rustup into ${CARGO_HOME:-$HOME/.cargo} (from https://rustup.rs)"
        curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs |
            sh -s -- -y -q --no-modify-path --profile minimal --default-toolchain none ||
            fail "Rust is missing and could not be fetched: check the network, or install Rust $channel by rustup, then run make again."
    fi
    sysroot=$(rustc --print sysroot 2>/dev/null) || sysroot=
    if ! [ -x "$sysroot/bin/cargo-clippy" ] || ! [ -x "$sysroot/bin/rustfmt" ] ||
        ! [ -d "$sysroot/lib/rustlib/wasm32-unknown-unknown" ]; then
        command -v rustup >/dev/null ||
            fail "this Rust has no WebAssembly target, clippy or rustfmt: install Rust $channel by rustup (https://rustup.rs), then run make again."
        say "installing Rust $channel with clippy, rustfmt and the WebAssembly target"
        rustup -q toolchain install "$channel" --profile minimal -c clippy -c rustfmt -t wasm32-unknown-unknown ||
            fail "Rust $channel could not be installed: check the network, then run make again."
    fi
    host=$(rustc -vV | sed -n 's/^host: //p')
    # Offline first: when all crates are here, nothing is asked for.
    local fetch=(cargo fetch -q --locked --target "$host")
    if ! "${fetch[@]}" --target wasm32-unknown-unknown --offline 2>/dev/null ||
        ! "${fetch[@]}" --manifest-path server/wasm-bindgen/Cargo.toml --offline 2>/dev/null; then
        say "downloading the crates of Cargo.lock"
        "${fetch[@]}" --target wasm32-unknown-unknown && "${fetch[@]}" --manifest-path server/wasm-bindgen/Cargo.toml ||
            fail "some crates could not be downloaded: check the network, then run make again."
    fi
}

need_postgres() {
    find_postgres >/dev/null && return
    # The tests start a server of their own; Debian's package would start another one for the whole machine.
    if [ "$(id -u)" -eq 0 ] && ! [ -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    fi
    debian "PostgreSQL" postgresql
    find_postgres >/dev/null || fail "PostgreSQL was installed, but its initdb is nowhere to be found: put its bin folder on PATH."
}

need_node() {
    if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
        debian "Node.js" nodejs npm
    fi
    node -e 'process.exit(process.versions.node.split(".")[0] >= 18 ? 0 : 1)' ||
        fail "the tests need Node.js 18 or newer, and this is $(node --version): install a newer one, then run make again."
}

need_browser() {
    need_node
    find_chromium >/dev/null || debian "Chromium" chromium fonts-liberation
    find_chromium >/dev/null || fail "Chromium was installed, but is nowhere to be found: name it in SALDO_CHROMIUM."
    # npm leaves its own copy of the lock file in node_modules when it has finished.
    if ! [ end2end/node_modules/.package-lock.json -nt end2end/package-lock.json ]; then
        say "installing the browser tests' packages (npm, into end2end/node_modules)"
        (cd end2end && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2) ||
            fail "the browser tests' packages could not be installed: check the network, then run make again."
        touch end2end/node_modules/.package-lock.json
    fi
}

need_bench() {
    command -v sqlite3 >/dev/null || debian "the sqlite3 command, to compare with" sqlite3
}

need_package() {
    command -v dpkg-shlibdeps >/dev/null && command -v strip >/dev/null || debian "what makes packages" dpkg-dev binutils
}

need_debootstrap() {
    command -v debootstrap >/dev/null || debian "debootstrap, to try a package in a clean root" debootstrap
    command -v systemd-analyze >/dev/null || debian "systemd-analyze, to look at the service" systemd
    command -v curl >/dev/null || debian "curl" curl ca-certificates
}

for need in "$@"; do
    case $need in
    rust | postgres | node | browser | bench | package | debootstrap) "need_$need" ;;
    *) fail "unknown: $need (known: rust, postgres, node, browser, bench, package, debootstrap)" ;;
    esac
done
