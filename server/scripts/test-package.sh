#!/usr/bin/env bash
# Installs Saldo's Debian package in a clean root, has a debtor pay through it, and takes it away again:
# test-package.sh PACKAGE.deb
#
# Needs root, for a clean root is a Debian made by debootstrap in a temporary folder; which one, SALDO_TEST_SUITE says
# (as this machine's own, by default). Mounts and processes are in namespaces of this run, so they end with it, however it
# ends. Nothing is left out: what this machine cannot do is a failure.
set -euo pipefail

say() { printf 'test-package: %s\n' "$*" >&2; }
fail() {
    say "$*"
    exit 1
}
expect() { [ "$2" = "$3" ] || fail "$1: expected '$2', found '$3'"; }

[ $# -eq 1 ] && [ -f "$1" ] || fail "give the package: test-package.sh target/package/saldo_….deb"
[ "$(id -u)" -eq 0 ] || fail "a clean root can be made by root only: run it as root, or by sudo."
for program in debootstrap systemd-analyze curl; do
    command -v "$program" >/dev/null || fail "$program is missing: run 'make setup-debootstrap'."
done
package=$(realpath "$1")

if [ -z "${SALDO_CLEAN_ROOT_FOR_TEST:-}" ]; then
    home=$(mktemp -d /tmp/saldo-package.XXXXXX)
    inside=
    stop() {
        # Whatever was started and mounted ends with the first process inside.
        [ -n "$inside" ] && kill -KILL "$inside" 2>/dev/null && wait "$inside" 2>/dev/null || true
        rm -rf --one-file-system "$home"
    }
    trap stop EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    suite=${SALDO_TEST_SUITE:-$(. /etc/os-release && [ "$ID" = debian ] && echo "$VERSION_CODENAME" || echo stable)}
    say "debootstrap of $suite (the log is $home/debootstrap.log)"
    # With what the package says that it needs, and no more.
    needs=$(dpkg-deb -f "$package" Depends | sed 's/([^)]*)//g; s/ //g')
    debootstrap --variant=minbase --include="$needs" "$suite" "$home/root" >"$home/debootstrap.log" 2>&1 || {
        tail -n 20 "$home/debootstrap.log" >&2
        fail "debootstrap of $suite failed (above): it needs root, room in /tmp, and the network."
    }
    # In the background, since a shell hears no signal while it waits for a command in front.
    SALDO_CLEAN_ROOT_FOR_TEST=$home/root unshare --mount --pid --fork --kill-child "$0" "$package" &
    inside=$!
    wait "$inside" && status=0 || status=$?
    exit "$status"
fi

# ---- Inside the namespaces

root=$SALDO_CLEAN_ROOT_FOR_TEST
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
cp "$package" "$root/saldo.deb"
in_root=(chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive)
inside() { "${in_root[@]}" "$@"; }
quietly() { "$@" >"$root/log" 2>&1 || { cat "$root/log" >&2 && fail "this failed (above): $*"; }; }
mode() { inside stat -c '%a %U:%G' "$1"; }
settings() { sed -n 's/^EnvironmentFile=-\{0,1\}//p' "$root/usr/lib/systemd/system/saldo.service" | tr '\n' ' '; }

say "installing"
quietly inside dpkg -i /saldo.deb
expect "settings" "640 root:saldo" "$(mode /etc/saldo/saldo.env)"
expect "secret" "640 root:saldo" "$(mode /etc/saldo/secret.env)"
expect "data" "700 saldo:saldo" "$(mode /var/lib/saldo)"
inside test -L /etc/systemd/system/multi-user.target.wants/saldo.service || fail "the service is not enabled"
expect "files of settings, service and saldo-admin" "$(settings)" "$(sed -n 's/^for file in \(.*\); do$/\1 /p' "$root/usr/sbin/saldo-admin")"
for name in $(inside saldo serve --help | sed -n 's/^  \([A-Z_]*\)  .*$/\1/p'); do
    grep -qE "^#?$name=" "$root/etc/saldo/"*.env || fail "$name is in no file of settings"
done
systemd-analyze --no-pager security --offline=true --threshold=15 --root="$root" saldo.service >"$root/log" ||
    { cat "$root/log" >&2 && fail "the service could be hardened more (above)"; }
say "hardening: $(tail -n 1 "$root/log")"

say "serving, with the settings of the service and Stripe's stand-in"
port() { # one that is free, below the range from which outgoing connections take theirs
    local port
    while port=$((10000 + RANDOM % 20000)) && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
    echo "$port"
}
base=http://127.0.0.1:$(port) sandbox=127.0.0.1:$(port) operations=127.0.0.1:$(port)
cat >>"$root/etc/saldo/saldo.env" <<END
SALDO_LISTEN=${base#http://}
SALDO_BASE_URL=$base
SALDO_OPERATIONS_LISTEN='$operations'
SALDO_MAIL_DIR=/var/lib/saldo/mail
SALDO_MAIL_FROM="Pagos de prueba <pagos@example.com>"
STRIPE_SECRET_KEY=sk_test_package
STRIPE_WEBHOOK_SECRET=whsec_package
STRIPE_API_BASE=http://$sandbox
END
saldo() { inside saldo-admin "$@"; }
start() {
    "${in_root[@]}" saldo-admin serve >"$root/serve.log" 2>&1 & # no function, so that $! is the program itself
    serve=$!
    curl -sf --retry 100 --retry-delay 1 --retry-connrefused "http://$operations/readyz" >/dev/null ||
        { cat "$root/serve.log" >&2 && fail "it is not ready (its log is above)"; }
}
stop() {
    kill -TERM "$serve"
    wait "$serve" || { cat "$root/serve.log" >&2 && fail "it ended with $? (its log is above)"; }
}
start
"${in_root[@]}" saldo-admin sandbox --listen "$sandbox" --portal "$base" --stripe-webhook-secret whsec_package >"$root/sandbox.log" 2>&1 &
stand_in=$!
expect "user of the service" "$(inside id -u saldo)" "$(stat -c %u "$root/proc/$serve")"

say "a creditor, an invoice, a link"
saldo creditor add norte --name "Comercial Norte" --currency MXN --timezone America/Mexico_City --locale es-MX >/dev/null
cat >"$root/tmp/facturas.csv" <<END
customer_id,customer_name,email,invoice_number,issue_date,due_date,currency,total
C-1042,Ada Pérez,ada@example.com,F-1,2026-01-01,2026-02-01,MXN,1234.50
END
chmod 644 "$root/tmp/facturas.csv"
saldo import /tmp/facturas.csv --creditor norte >/dev/null
link=$(saldo link --creditor norte --debtor C-1042)
expect "the link's address" "$base/l/" "${link%/*}/"

say "the debtor opens it and pays"
browser() { curl -sS --fail-with-body -b "$root/cookies" -c "$root/cookies" -H "Origin: $base" "$@"; }
reads() { grep -q -- "$2" <<<"$1" || fail "no '$2' in the page: $(sed 's/<[^>]*>/ /g' <<<"$1" | tr -s ' \n' ' ')"; }
inputs() { # inputs TYPE <PAGE: name=value of each
    grep -o '<input[^>]*>' | grep "type=\"$1\"" | sed -n 's/.* name="\([^"]*\)".*/\1 &/p' |
        sed -n 's/^\([^ ]*\) .* value="\([^"]*\)".*/\1=\2/p'
}
browser "$link" >/dev/null
browser -o /dev/null --data '' "$link"
reads "$(browser "$base/")" '1,234\.50'
invoice=$(browser "$base/pay" | inputs checkbox | sed -n 's/^invoice=//p')
form=$(browser "$base/pay/confirm?currency=MXN&how=all&invoice=$invoice" | inputs hidden | paste -s -d '&')
checkout=$(browser -o /dev/null -w '%{redirect_url}' --data "$form&method=stripe" "$base/pay")
case $checkout in "http://$sandbox/"*) ;; *) fail "the payment leads to '$checkout', not to the sandbox" ;; esac
back=$(curl -sS --fail-with-body -o /dev/null -w '%{redirect_url}' --data how=card "$checkout")
case $back in "$base/payments/"*) ;; *) fail "Stripe's stand-in leads back to '$back'" ;; esac
browser -o /dev/null "$back"
for _ in $(seq 100); do
    page=$(browser "$base/")
    grep -q 'Todo está pagado' <<<"$page" && break
    sleep 0.1
done
reads "$page" 'Todo está pagado'
reads "$(saldo verify)" 'everything fits'
reads "$(curl -sS "http://$operations/metrics")" 'saldo_payments_total'
expect "figures on the public address" 404 "$(curl -sS -o /dev/null -w '%{http_code}' "$base/metrics")"

say "installing it once more, over itself"
secret=$(cat "$root/etc/saldo/secret.env") set=$(cat "$root/etc/saldo/saldo.env")
quietly inside dpkg -i /saldo.deb
expect "secret" "$secret" "$(cat "$root/etc/saldo/secret.env")"
expect "settings" "$set" "$(cat "$root/etc/saldo/saldo.env")"
expect "settings" "640 root:saldo" "$(mode /etc/saldo/saldo.env)"
stop
start
reads "$(saldo verify)" 'everything fits'
stop
kill -TERM "$stand_in" && wait "$stand_in" || fail "the sandbox ended with $?"

say "removing and purging"
gone() { for path; do ! [ -e "$root$path" ] && ! [ -L "$root$path" ] || fail "$path is still there"; done; }
quietly inside dpkg -r saldo
gone /usr/bin/saldo /usr/sbin/saldo-admin /usr/share/saldo
quietly inside dpkg -i /saldo.deb
reads "$(saldo verify)" 'everything fits'
quietly inside dpkg --purge saldo
reads "$(cat "$root/log")" 'are kept'
gone /etc/saldo/saldo.env /usr/bin/saldo /etc/systemd/system/saldo.service \
    /etc/systemd/system/multi-user.target.wants/saldo.service
[ -f "$root/var/lib/saldo/saldo.db" ] && [ -f "$root/etc/saldo/secret.env" ] || fail "purging took the books or their secret"
quietly inside dpkg -i /saldo.deb
rm -r "$root/var/lib/saldo"
quietly inside dpkg --purge saldo
gone /etc/saldo /var/lib/saldo /var/lib/systemd/deb-systemd-helper-enabled/saldo.service.dsh-also
! inside getent passwd saldo >/dev/null || fail "the user is still there"
say "all of it passed"
