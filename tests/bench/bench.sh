#!/bin/sh
# bench.sh EPSOM FLOOR PAIRED: whole processes against bare C programs that do the same work, run in turn.
set -eu
epsom=$1 floor=$2 paired=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export TZ=UTC LANG=C.UTF-8 EPSOM_NOW=2026-11-20T22:00
unset EPSOM_DB || true

# history FILE DAYS: five entries on each of the last DAYS days.
history() {
    "$epsom" --db "$1" -q profile set --born 1980-05-17 --sex female
    awk -v days="$2" 'BEGIN {
        for (i = days - 1; i >= 0; --i) {
            day = strftime("%Y-%m-%d", 1795132800 - i * 86400, 1)
            print "glycinate 200mg " day " 21:00\noxide 100mg " day " 08:00\nvitamin-d 1000IU " day " 08:00"
            print "almonds 30g " day " 10:15\noat-bran-cooked 219g " day " 07:40"
        }
    }' | "$epsom" --db "$1" -q log - 2>/dev/null
}
last=20777 # 2026-11-20 as days since 1970

history "$work/ten.db" 3652
cp "$work/ten.db" "$work/floor.db"
printf '%-34s %11s %11s\n' "" epsom floor
"$paired" 301 "--version" "2 x true" -- "$epsom" --version -- true
"$paired" 301 "--version, static start" 1.3 -- "$epsom" --version -- "$floor" start
"$paired" 201 "check, nothing due" 1.5 -- "$epsom" --db "$work/ten.db" check due -- "$floor" query "$work/ten.db" $last $last
"$paired" 201 "report 30d, ten years" 1.6 -- "$epsom" --db "$work/ten.db" report 30d -- "$floor" query "$work/ten.db" $((last - 29)) $last
"$paired" 101 "log" 1.5 -- "$epsom" --db "$work/ten.db" log glycinate 200mg -- "$floor" commit "$work/floor.db"
"$paired" 31 "report all --format csv, ten years" 1.3 -- "$epsom" --db "$work/floor.db" report all --format csv -- "$floor" rows "$work/floor.db" 0 $last
if [ "${LONG:-}" = 1 ]; then
    history "$work/hundred.db" 36500
    "$paired" 11 "report all --format csv, 180 k" 1.3 -- "$epsom" --db "$work/hundred.db" report all --format csv -- "$floor" rows "$work/hundred.db" 0 $last
    "$paired" 101 "report 30d, a hundred years" 1.6 -- "$epsom" --db "$work/hundred.db" report 30d -- "$floor" query "$work/hundred.db" $((last - 29)) $last
fi
