#!/usr/bin/env bash
# Makes a Debian package of a program and a site that are built: build.sh BINARY SITE OUT. Prints the package's path.
#
# By dpkg-deb, which every Debian has. cargo-deb would be a tool to compile first, for minutes, and knows neither the
# site's folder nor what is made here from the program itself: the settings' file and the manual.
set -euo pipefail

[ $# -eq 3 ] || {
    echo "usage: build.sh BINARY SITE OUT" >&2
    exit 2
}
binary=$(realpath "$1") site=$(realpath "$2") out=$(realpath -m "$3")
cd "$(dirname "$0")/../.."
here=server/package
fail() {
    printf 'package: %s\n' "$*" >&2
    exit 1
}
command -v dpkg-shlibdeps >/dev/null || fail "dpkg-shlibdeps is missing: run 'make setup-package'."
[ -d "$site/pkg" ] || fail "$site is no site: run 'make site'."

# A version of Cargo's with a hyphen is one before the release (0.2.0-rc.1), which dpkg writes with a tilde.
version=$("$binary" --version | sed 's/^saldo //; s/-/~/')
architecture=$(dpkg --print-architecture)
authors="Saldo's authors"
maintainer="${DEBFULLNAME:-$authors} <${DEBEMAIL:-saldo@saldo.example}>"
# The same commit makes the same package.
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct 2>/dev/null || stat -c %Y CHANGELOG.md)}
export SOURCE_DATE_EPOCH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
umask 022

install -D "$binary" "$root/usr/bin/saldo"
strip --remove-section=.comment --remove-section=.note "$root/usr/bin/saldo"
install -D "$here/saldo-admin" "$root/usr/sbin/saldo-admin"
install -D -m 0644 "$here/lintian-overrides" "$root/usr/share/lintian/overrides/saldo"
install -D -m 0644 "$here/saldo.service" "$root/usr/lib/systemd/system/saldo.service"
install -D -m 0644 "$here/package.env" "$root/usr/share/saldo/package.env"
cp -R --no-preserve=mode,ownership "$site" "$root/usr/share/saldo/site"

# Every setting with what it is, from the program: the list is never another than the program's. What the postinst makes
# is left out.
install -d "$root/etc/saldo"
{
    cat "$here/saldo.env.head"
    settings=$("$binary" serve --help | sed -n 's/^  \([A-Z_]*\)  *\(.*\)$/\1\t\2/p')
    while IFS=$'\t' read -r name what; do
        [ "$name" = SALDO_SECRET ] && continue
        default=$(sed -n "s|^$name=||p" "$here/package.env")
        [ -z "$default" ] || what="${what% \[*\]} [$default]"
        printf '\n# %s\n#%s=\n' "$what" "$name"
    done <<<"$settings"
} >"$root/etc/saldo/saldo.env"
chmod 0640 "$root/etc/saldo/saldo.env"

doc=$root/usr/share/doc/saldo
install -d "$doc" "$root/usr/share/man/man1" "$root/usr/share/man/man8"
{
    cat "$here/copyright"
    echo "License: Expat"
    sed -n '5,$p' LICENSE | sed 's/^$/./; s/^/ /'
    printf '\nLicense: OFL-1.1\n'
    sed -n '/^SIL OPEN FONT LICENSE/,$p' server/documents/fonts/LICENSE-Inter.txt | sed 's/^[[:space:]]*$/./; s/^/ /'
} >"$doc/copyright"
# Our own crates, which lie in folders, are left out.
cargo tree --locked --offline -p server -e normal --prefix none --no-dedupe -f '{p}: {l}' |
    sed '/ (\//d; s/ ([^)]*)//' | LC_ALL=C sort -u >"$doc/crates.txt"
gzip -9 -n -c CHANGELOG.md >"$doc/NEWS.md.gz"
gzip -9 -n >"$doc/changelog.gz" <<END
saldo ($version) unstable; urgency=medium

  * What is new is told in NEWS.md.gz.

 -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
END

roff() { sed 's/\\/\\e/g; s/-/\\-/g; s/^\([.'"'"']\)/\\\&\1/'; }
manual() { # manual NAME SECTION WHAT <TEXT
    printf '.TH %s %s "" "Saldo %s"\n.SH NAME\n%s \\- %s\n.SH DESCRIPTION\n.nf\n' "${1^^}" "$2" "$version" "$1" "$3"
    roff
    echo ".fi"
}
{ "$binary" --help && echo && "$binary" serve --help; } |
    manual saldo 1 "self\\-service payment portal" | gzip -9 -n >"$root/usr/share/man/man1/saldo.1.gz"
sed -n '2,/^set /{s/^# \{0,1\}//p}' "$here/saldo-admin" |
    manual saldo-admin 8 "run a command of Saldo as the service would" | gzip -9 -n >"$root/usr/share/man/man8/saldo-admin.8.gz"

# What the program is linked to, as the packages here say. dpkg-shlibdeps wants to be in a source package.
mkdir -p "$work/source/debian"
printf 'Source: saldo\n\nPackage: saldo\nArchitecture: any\nDescription: x\n' >"$work/source/debian/control"
libraries=$(cd "$work/source" && dpkg-shlibdeps -O -e"$root/usr/bin/saldo" 2>"$work/shlibdeps.log") ||
    fail "$(cat "$work/shlibdeps.log")"

install -d "$root/DEBIAN"
cat >"$root/DEBIAN/control" <<END
Package: saldo
Version: $version
Architecture: $architecture
Maintainer: $maintainer
Installed-Size: $(du -k -s --apparent-size "$root" | cut -f1)
Depends: ${libraries#shlibs:Depends=}, adduser
Recommends: fonts-noto-core, fonts-noto-cjk
Suggests: postgresql
Section: web
Priority: optional
Description: self-service payment portal for people who owe money
 A creditor imports invoices and sends links; a debtor sees what is owed and
 why, and pays all of it or a part through Stripe or PayPal, agrees on a plan
 or asks for more time. The books are a double-entry ledger in SQLite or
 PostgreSQL.
END
echo /etc/saldo/saldo.env >"$root/DEBIAN/conffiles"
for script in postinst prerm postrm; do install -m 0755 "$here/$script" "$root/DEBIAN/$script"; done
(cd "$root" && find usr -type f -print0 | LC_ALL=C sort -z | xargs -0 md5sum) >"$root/DEBIAN/md5sums"
find "$root" -newermt "@$SOURCE_DATE_EPOCH" -print0 | xargs -0 -r touch --no-dereference -d "@$SOURCE_DATE_EPOCH"

mkdir -p "$out"
package=$out/saldo_${version}_$architecture.deb
dpkg-deb --root-owner-group --build "$root" "$package" >/dev/null
echo "$package"
