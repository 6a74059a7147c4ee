#!/bin/sh
# damage.sh EPSOM: what the program itself says of a data file that is damaged.
#
# Bytes are changed, pages zeroed, the end cut off. Each command then answers as if nothing were wrong, where what it reads is whole, or
# ends with status 3 and one sentence; never with a signal. check database finds every damage. A backup copied over the file makes it good.
# With EPSOM_FAULTS=all every 61st byte is changed, else a few.
# shellcheck source=tests/faults/common.sh
. "$(dirname "$0")/common.sh"
needs dd od
prepare
cp "$work/start.db" "$EPSOM_DB"
"$epsom" -q export --backup "$work/backup.db"
cp "$work/backup.db" "$work/start.db"
size=$(wc -c <"$work/start.db")
step=$([ "$all" ] && echo 61 || echo 7013)

reads() {
    cat <<'END'
report 2w --format csv
log list all --format csv
dose list --format json
profile
check
export
END
}
reads | while read -r line; do
    # shellcheck disable=SC2086 # a line of words
    "$epsom" $line >"$work/right.$(echo "$line" | tr -dc "[:lower:]")" 2>/dev/null
done

# meets WHAT: every reading command, and the check, on the file as it is.
meets() {
    cases=$((cases + 1))
    reads >"$work/reads"
    while read -r line; do
        # shellcheck disable=SC2086 # a line of words
        "$epsom" $line >"$work/out" 2>"$work/err" </dev/null
        status=$?
        case $status in
            0 | 1) cmp -s "$work/out" "$work/right.$(echo "$line" | tr -dc "[:lower:]")" || fail "$1: $line answers otherwise, with status $status" ;;
            3)
                [ "$(grep -c '^epsom: error: ' "$work/err")" = 1 ] || fail "$1: $line: not one sentence: $(cat "$work/err")"
                [ "$(grep -vc '^epsom: ' "$work/err")" = 0 ] || fail "$1: $line: more than that: $(cat "$work/err")"
                ;;
            *) fail "$1: $line: status $status: $(cat "$work/err")" ;;
        esac
    done <"$work/reads"
    "$epsom" check database >"$work/out" 2>"$work/err"
    status=$?
    case $status in
        1) [ "$(grep -c '^database: ' "$work/out")" -ge 1 ] || fail "$1: check database: $(cat "$work/out")" ;;
        3) [ "$(grep -c '^epsom: error: ' "$work/err")" = 1 ] || fail "$1: check database: $(cat "$work/err")" ;;
        *) fail "$1: check database: status $status" ;;
    esac
}

at=0
while [ "$at" -lt "$size" ]; do
    cp "$work/start.db" "$EPSOM_DB"
    byte=$(od -An -tu1 -j "$at" -N 1 "$EPSOM_DB")
    # shellcheck disable=SC2059 # the octal number is the text
    printf "\\$(printf %o $((byte ^ 1 << at % 8)))" | dd of="$EPSOM_DB" bs=1 seek="$at" conv=notrunc 2>/dev/null
    meets "byte $at"
    at=$((at + step))
done
for page in 0 3 7; do
    cp "$work/start.db" "$EPSOM_DB"
    dd if=/dev/zero of="$EPSOM_DB" bs=4096 count=1 seek="$page" conv=notrunc 2>/dev/null
    meets "page $page of zeros"
done
for bytes in 1 4095 4096 $((size / 2)) $((size - 1)); do
    head -c "$bytes" "$work/start.db" >"$EPSOM_DB"
    meets "the first $bytes bytes"
done
head -c "$size" /dev/urandom >"$EPSOM_DB"
meets "garbage"

# What the hint says makes it good.
"$epsom" report 2>&1 | grep -q 'not an epsom database' || fail "garbage is taken for something"
cp "$work/backup.db" "$EPSOM_DB"
"$epsom" check database >"$work/out" 2>&1 || fail "the backup in its place: $(cat "$work/out")"
"$epsom" -q log glycinate 1mg || fail "nothing can be logged into the backup in its place"
done_with "damaged files met"
