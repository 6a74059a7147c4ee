#!/bin/sh
# neighbours.sh EPSOM: eight processes log at once while others report, check, export and back up.
#
# Nothing that was confirmed is lost, nothing is there twice. With EPSOM_FAULTS=all 500 entries each, else a few.
# shellcheck source=tests/faults/common.sh
. "$(dirname "$0")/common.sh"
each=$([ "$all" ] && echo 500 || echo 6)
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
done_with "entries of eight processes"
