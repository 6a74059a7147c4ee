#!/bin/sh
# instructions.sh EPSOM RECORD: how many instructions a call takes, which no other program on the machine changes, against what RECORD
# says. More or less by over 5 % fails: what grows should be seen when it does, and what shrinks be kept. UPDATE=1 writes RECORD anew.
# Status 77 where valgrind is missing, or where compiler, SQLite or libc are not those that were counted with. With every compiler a start
# takes less than 100,000: one that reads the table of exceptions takes more (src/no_frames.cpp).
set -u
epsom=$1
record=$2
command -v valgrind >/dev/null || { echo "no valgrind here: skipped"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/home"

# The same surroundings everywhere, so that not even a longer PATH is counted.
alone() { env -i HOME="$work/home" TZ=UTC LANG=C.UTF-8 EPSOM_NOW=2026-11-20T22:00 "$@"; }
counted() {
    alone "$(command -v valgrind)" --tool=callgrind --callgrind-out-file=/dev/null "$epsom" "$@" 2>&1 >/dev/null |
        sed -n 's/.*Collected : //p'
}

alone "$epsom" -q profile set --born 1980-05-17 --sex female
alone "$epsom" -q dose add calm --contains magnesium:glycinate=200mg --at 21:00 --from 2026-11-20
awk 'BEGIN { for (i = 364; i >= 0; --i) print "glycinate 100mg " strftime("%Y-%m-%d", 1795132800 - i * 86400, 1) " 08:00" }' | alone "$epsom" -q log -
alone "$epsom" -q log calm 21:30

start=$(counted --version)
[ "${start:-0}" -lt 100000 ] || { echo "FAILED: a start takes $start instructions"; exit 1; }
made_with="g++ $(g++ -dumpfullversion), SQLite $(sqlite3 --version 2>/dev/null | cut -d ' ' -f 1), $(getconf GNU_LIBC_VERSION)"
{
    echo "$made_with"
    for call in --version check today "report 7d" "log glycinate 50mg 20:00"; do
        # shellcheck disable=SC2086 # words of a call
        echo "$(counted $call) $call"
    done
} >"$work/now"
if [ "${UPDATE:-}" = 1 ]; then
    cp "$work/now" "$record"
    exit
fi
[ "$(head -n 1 "$record")" = "$made_with" ] || { echo "counted with other versions ($(head -n 1 "$record")): skipped"; exit 77; }
awk 'NR == FNR { before[FNR] = $1; next }
     FNR > 1 { share = $1 / before[FNR]; bad = bad || share > 1.05 || share < 0.95; printf "%-30s %9d, recorded %9d, %.3f\n", substr($0, index($0, " ") + 1), $1, before[FNR], share }
     END { exit bad }' "$record" "$work/now" || { echo "FAILED: over 5 % apart; UPDATE=1 tests/bench/instructions.sh EPSOM RECORD keeps the new counts"; exit 1; }
