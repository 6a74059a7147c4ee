#!/bin/sh
# browser.sh EPSOM: what a real browser makes of the page and the picture of `epsom report`.
#
# A page that holds them in frames of 360, 800 and 1200 pixels, light and dark, measures them with ruler.js: texts that overlap,
# are cut off or run out of the frame, faint colours, pictures without a text, requests. A page with every one of these faults is measured too,
# so that a ruler that sees nothing fails. Then the pages are printed on A4 and on Letter. Skipped (77) without Chromium.
set -u
epsom=$1
here=$(cd "$(dirname "$0")" && pwd)
browser=
for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then browser=$name && break; fi
done
[ -n "$browser" ] || { echo "no Chromium here ('.ci/setup browser' installs it): skipped"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0
fail() { echo "FAILED: $*"; bad=1; }

# Sandboxes need rights that containers lack; what is shown here is our own. No request of the browser's own, and none of a page, gets out.
browse() {
    HOME=$work timeout 60 "$browser" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run --disable-background-networking --disable-component-update \
        --disable-sync --disable-extensions --host-resolver-rules='MAP * ~NOTFOUND' --user-data-dir="$work/profile" --enable-logging=stderr "$@" 2>"$work/stderr" || fail "the browser ended with $?: $(tail -n 3 "$work/stderr")"
    # What is at chrome:// is the browser's own, which without a network finds its network slow.
    if grep -F CONSOLE "$work/stderr" | grep -v -e 'the console is heard' -e faults.invalid -e ', source: chrome://'; then fail "the console is not silent"; fi
}

# --- pages ---------------------------------------------------------------------------------------------------------
export EPSOM_DB="$work/epsom.db" TZ=Europe/Berlin LC_ALL=C.UTF-8
export EPSOM_NOW=2026-08-20T08:00
"$epsom" -q profile set --born 1980-05-17 --sex female --condition kidney-disease --diet iron=9mg
"$epsom" -q dose add evening-mag --contains magnesium:glycinate=200mg --serving '2 capsules' --at 21:00 --note '<script>document.title=1</script>"><img src=https://example.org/x>'
"$epsom" -q dose add levothyroxine --substance levothyroxine --serving '1 tablet' --at 07:00
"$epsom" -q dose add '"><b onclick=x>&amp;' --contains vitamin-d=25ug --at 08:00,12:00,16:00,20:00 --on mon,tue,wed,thu,fri
"$epsom" -q dose add a-name-as-long-as-names-may-be-which-nothing-breaks --contains iron=14mg --at 09:00
export EPSOM_NOW=2026-11-20T22:00
day=0
while [ $day -lt 90 ]; do
    date=$(date -u -d "2026-08-23 + $day days" +%F 2>/dev/null || date -u -j -v+${day}d -f %F 2026-08-23 +%F)
    echo "evening-mag $date 21:05"
    [ $((day % 7)) = 3 ] || echo "levothyroxine $date 07:10"
    [ $((day % 3)) = 0 ] || printf 'almonds 30g %s 16:00\noats 80g %s 08:30\n' "$date" "$date"
    [ $((day % 11)) != 5 ] || echo "citrate 300mg $date 20:00"
    [ $((day % 2)) = 0 ] || echo "iron 14mg $date 07:40"
    day=$((day + 1))
done >"$work/entries"
"$epsom" -q log - <"$work/entries" 2>/dev/null || fail "the entries were not logged"
for night in 14 15 16 17 18 19; do "$epsom" -q log symptom $((night - 13)) --name '<i>legs</i>' --night 2026-11-$night; done
"$epsom" report week --output "$work/week.html"
"$epsom" report 90d --output "$work/quarter.html"
"$epsom" report 2025-01-01..2026-11-20 --nutrient magnesium --output "$work/years.html"
env -u EPSOM_DB XDG_DATA_HOME="$work/new" "$epsom" report --output "$work/empty.html"
"$epsom" report 90d --nutrient all --output "$work/days.svg"

# --- measured ------------------------------------------------------------------------------------------------------
frame() { # frame NAME WIDTH FILE SCHEME
    printf '<iframe title="%s %s at %s" style="width:%spx;height:4000px;border:0;color-scheme:%s" srcdoc="' "$1" "$4" "$2" "$2" "$4"
    sed -e 's/&/\&amp;/g' -e 's/"/\&quot;/g' "$3"
    printf '"></iframe>\n'
}
{
    echo '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><pre id="found"></pre>'
    sed 1d "$work/days.svg" >"$work/inline.svg" # as part of a page, without the declaration
    for width in 360 800 1200; do
        for page in week quarter years empty; do
            for scheme in light dark; do frame $page $width "$work/$page.html" $scheme; done
        done
        [ $width = 360 ] || frame days.svg $width "$work/inline.svg" light
    done
    frame faults 400 "$here/faults.html" light
    echo '<script>'
    cat "$here/ruler.js"
    echo '</script></body></html>'
} >"$work/measured.html"
browse --window-size=1300,900 --virtual-time-budget=10000 --dump-dom "file://$work/measured.html" >"$work/dom"
grep -q 'CONSOLE.*the console is heard' "$work/stderr" || fail "the console is not heard"
sed -n '/<pre id="found">/,/<\/pre>/p' "$work/dom" | sed 's/<[^>]*>//g' >"$work/found"
[ "$(grep -c '^measured ' "$work/found")" = 27 ] || fail "27 frames were to be measured: $(cat "$work/found")"
[ "$(grep -c '^measured .* dark at .*: paper rgb(21, 24, 27)' "$work/found")" = 12 ] || fail "12 frames were to be dark: $(cat "$work/found")"
for fault in overlaps 'runs out' 'cut off' faint 'no text' requests scripts; do
    grep -q "^faults light at 400: $fault" "$work/found" || fail "the ruler does not see: $fault"
done
grep -v -e '^faults light at' -e '^measured ' -e '^$' "$work/found" && fail "see above"

# --- printed -------------------------------------------------------------------------------------------------------
# printed PAGE PAPER WIDTH FEWEST MOST: sheets, whose number depends a little on the fonts that are there
printed() {
    sed "s|</head>|<style>@page{size:$2}</style></head>|" "$work/$1.html" >"$work/paper.html"
    browse --no-pdf-header-footer --print-to-pdf="$work/paper.pdf" "file://$work/paper.html"
    sheets=$(grep -ac '/Type */Page$' "$work/paper.pdf")
    echo "$1 on $2: $sheets sheets"
    grep -aq "/MediaBox *\[0 0 $3" "$work/paper.pdf" || fail "$1: not $2"
    if [ "$sheets" -lt "$4" ] || [ "$sheets" -gt "$5" ]; then fail "$1 on $2 is $sheets sheets, not $4 to $5"; fi
}
printed week A4 59 2 3
printed quarter A4 59 3 4
printed quarter letter 612 3 4
exit $bad
