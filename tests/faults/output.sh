#!/bin/sh
# output.sh EPSOM: every command that prints, onto a full disk, a closed output, and with errors that nobody can read.
#
# Status 3 and one sentence; where a change had been made already, a hint says so, and it is on file; a check that could not be
# read is said again.
# shellcheck source=tests/faults/common.sh
. "$(dirname "$0")/common.sh"
needs sqlite3
[ -w /dev/full ] || { echo "no /dev/full here: skipped"; exit 77; }
prepare
dump "$work/start.db" >"$work/before"

# broken LINE STATE: the data file is as STATE says after LINE could not print.
broken() {
    for target in '/dev/full' '&-'; do
        cases=$((cases + 1))
        cp "$work/start.db" "$EPSOM_DB"
        eval "\"\$epsom\" $1 2>\"\$work/err\" >$target"
        status=$?
        [ "$status" = 3 ] || fail "$1 >$target: status $status"
        [ "$(grep -c '^epsom: error: cannot write to standard output: ' "$work/err")" = 1 ] || fail "$1 >$target: $(cat "$work/err")"
        dump "$EPSOM_DB" | cmp -s - "$2" || fail "$1 >$target: the data file is not as it should be"
        said=$(grep -c 'the change was saved' "$work/err")
        [ "$said" = "$3" ] || fail "$1 >$target: $(cat "$work/err")"
    done
}

reads >"$work/reads"
while read -r line; do
    broken "$line" "$work/before" 0 </dev/null
done <"$work/reads"
writes >"$work/writes"
while read -r line; do
    case $line in
        'check --once') broken "$line" "$work/before" 0 </dev/null ;;
        *)
            cp "$work/start.db" "$EPSOM_DB"
            type_in "$line" >/dev/null 2>&1
            dump "$EPSOM_DB" >"$work/after"
            broken "$line" "$work/after" 1 </dev/null
            ;;
    esac
    # Errors that cannot be said change nothing about what happens.
    cp "$work/start.db" "$EPSOM_DB"
    type_in "$line" >"$work/quiet" 2>/dev/full
    status=$?
    cp "$work/start.db" "$EPSOM_DB"
    type_in "$line" >"$work/loud" 2>/dev/null
    if [ "$status" != $? ] || ! cmp -s "$work/quiet" "$work/loud"; then fail "$line 2>/dev/full: status $status"; fi
done <"$work/writes"

# A closed stream lends its number to no file of ours.
cp "$work/start.db" "$EPSOM_DB"
"$epsom" log glycinate 500mg --format json <&- 2>&- >/dev/null
"$epsom" export kept.ndjson >&- 2>&-
"$epsom" export | cmp -s - kept.ndjson || fail "an export with closed streams holds something else"
"$epsom" check database || fail "closed streams damage the data file"
done_with "outputs that could not be written"
