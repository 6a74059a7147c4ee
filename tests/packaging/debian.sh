#!/bin/sh
# debian.sh BUILD: makes the Debian package of what is built, twice and in two places, and looks that both are the same, that
# lintian has nothing to say, and that its program and manual are as they should be. Status 77 without Debian's tools.
#
# That two source directories give the same package is not built each time; by hand, where everything stands in A and in B:
#   for d in A B; do (cd $d && cmake -B build -G Ninja && ninja -C build epsom && cd build && SOURCE_DATE_EPOCH=1 cpack -G DEB); done
#   sha256sum A/build/*.deb B/build/*.deb
set -u
build=$1
for tool in cpack dpkg-deb dpkg-shlibdeps file lintian; do
    command -v "$tool" >/dev/null || { echo "no $tool here ('.ci/setup package' installs it): skipped"; exit 77; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0

fail() {
    echo "FAILED: $*"
    bad=1
}

pack() {
    mkdir "$work/$1"
    (umask 022 && cd "$build" && SOURCE_DATE_EPOCH=1800000000 cpack -G DEB -B "$work/$1") >"$work/log" 2>&1 || { cat "$work/log"; fail "cpack"; }
}
pack one
pack two
set -- "$work"/one/*.deb
package=$1
[ "$(sha256sum <"$package")" = "$(sha256sum <"$work/two/${package##*/}")" ] || fail "two packages of the same program differ"

# What its overrides say apart, lintian has no errors and no warnings.
lintian --allow-root --no-cfg "$package" >"$work/lintian" 2>&1
grep '^[EW]:' "$work/lintian" && fail "lintian"

mkdir "$work/unpacked"
dpkg-deb -x "$package" "$work/unpacked"
"$work/unpacked/usr/bin/epsom" --version | grep -q "^epsom $(dpkg-deb -f "$package" Version)\$" || fail "the packaged program does not run"
for page in "$work"/unpacked/usr/share/man/man*/*; do gzip -t "$page" || fail "$page"; done
if file "$work/unpacked/usr/bin/epsom" | grep -q 'dynamically linked'; then
    dpkg-deb -f "$package" Depends | grep -q libc6 || fail "a shared program depends on its libraries"
else
    [ -z "$(dpkg-deb -f "$package" Depends)" ] || fail "a static program depends on nothing"
fi
exit $bad
