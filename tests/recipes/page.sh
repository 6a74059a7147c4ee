#!/bin/sh
# page.sh: each display of man/epsom-recipes.7 has a name, by which a test runs it, or the page says that no test does;
# and no test uses a name that the page does not have.
set -u
here=$(cd "$(dirname "$0")" && pwd)
page=$here/../../man/epsom-recipes.7
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# "NAME" for each display, and "line NUMBER" for one without a name in a section without "not run by a test".
awk '
    function told() { return section ~ /not run by a test/ }
    function end() { for (line in open) if (!told()) print "line " line; split("", open); section = "" }
    /^\.S[sh]/ { end() }
    { section = section " " $0 }
    /^\.\\" recipe / { name = $3 }
    /^\.Bd -literal/ { if (name != "") print name; else open[NR] = 1; name = "" }
    END { end() }' "$page" >"$work/displays"
bad=0
if grep '^line ' "$work/displays"; then
    echo "FAILED: these displays of $page are run by no test, and it does not say so"
    bad=1
fi
grep -v '^line ' "$work/displays" | sort >"$work/names"
if uniq -d "$work/names" | grep .; then
    echo "FAILED: these names are there twice"
    bad=1
fi
grep -hv '^ *#' "$here"/*.sh | grep -oE '(^|[(|;{&]) *(recipe|script|typed|cron) [a-z][-a-z0-9]*' |
    sed 's/.* //' | sort -u >"$work/used"
diff "$work/names" "$work/used" >"$work/difference" || {
    echo "FAILED: names of the page (<) that no test runs, or names of tests (>) that the page does not have"
    cat "$work/difference"
    bad=1
}
[ -s "$work/names" ] || bad=1
exit $bad
