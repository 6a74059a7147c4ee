#!/bin/sh
# neighbours.sh EPSOM: eight processes log at once while others report, check, export and back up; and epsom is killed at any moment.
#
# Nothing that was confirmed is lost, nothing is there twice. With EPSOM_FAULTS=all 500 entries each and 2000 kills, else a few.
# shellcheck source=tests/faults/common.sh
. "$(dirname "$0")/common.sh"
needs timeout
each=$([ "$all" ] && echo 500 || echo 6)
kills=$([ "$all" ] && echo 2000 || echo 40)
"$epsom" -q log oxide 1mg 2026-01-01T08:00 || exit 9

: >"$work/readers"
writer=1
while [ "$writer" -le 8 ]; do
    ( # what is confirmed is written down, what is refused has a sentence
        entry=1
        while [ "$entry" -le "$each" ]; do
            if "$epsom" -q log glycinate 1mg --note "w$writer-$entry" 2>>"$work/err"; then echo "w$writer-$entry"; fi
            entry=$((entry + 1))
        done >"$work/confirmed.$writer"
    ) &
    writers="${writers:-} $!"
    writer=$((writer + 1))
done
(
    while [ ! -e "$work/over" ]; do
        "$epsom" report --format json >"$work/report" 2>>"$work/err" || echo "report $?" >>"$work/readers"
        "$epsom" check database >>"$work/readers" 2>>"$work/err"
        "$epsom" export all.ndjson 2>>"$work/err" || echo "export $?" >>"$work/readers"
        "$epsom" -q export --backup copy.db --force 2>>"$work/err" || echo "backup $?" >>"$work/readers"
    done
) &
reader=$!
# shellcheck disable=SC2086 # a list of numbers
wait $writers
touch "$work/over"
wait "$reader"
"$epsom" export --format csv | sed -n 's/.*\(w[1-8]-[0-9]*\).*/\1/p' | sort >"$work/there"
sort "$work"/confirmed.* >"$work/confirmed"
cmp -s "$work/there" "$work/confirmed" || fail "lost or twice: $(diff "$work/confirmed" "$work/there" | head -3)"
cases=$(wc -l <"$work/confirmed")
refused=$((8 * each - cases))
if grep 'epsom: error: ' "$work/err" | grep -v 'locked by another program'; then fail "more than a lock was in the way"; fi
EPSOM_DB=copy.db "$epsom" check database || fail "the backup is damaged"
echo "$cases entries confirmed, $refused refused, readers refused: $(wc -l <"$work/readers")"

killed=1
: >"$work/confirmed"
while [ "$killed" -le "$kills" ]; do
    delay=$(awk -v n="$killed" 'BEGIN { srand(n); printf "%.4f", rand() * 0.03 }')
    if timeout -s KILL "$delay" "$epsom" -q log citrate 1mg --note "k$killed" 2>/dev/null; then echo "k$killed" >>"$work/confirmed"; fi
    killed=$((killed + 1))
done 2>/dev/null
"$epsom" check database || fail "kills damage the data file"
"$epsom" export --format csv | sed -n 's/.*,\(k[0-9][0-9]*\).*/\1/p' | sort >"$work/there"
sort "$work/confirmed" | comm -23 - "$work/there" >"$work/lost"
[ ! -s "$work/lost" ] || fail "confirmed and lost: $(head -3 "$work/lost")"
[ -z "$(uniq -d "$work/there")" ] || fail "twice: $(uniq -d "$work/there" | head -3)"
echo "$kills kills: $(wc -l <"$work/confirmed") confirmed, $(wc -l <"$work/there") on file"
done_with "entries of eight processes"
