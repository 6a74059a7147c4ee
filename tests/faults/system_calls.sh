#!/bin/sh
# system_calls.sh EPSOM: one write of each kind, while a single system call fails or is the process's last.
#
# Each open, write, sync, truncate, rename, unlink and mkdir of a write is met in turn with a full disk, an I/O error and a
# kill, once and from then on. Whatever was confirmed is on file whole, whatever was not is whole or absent, the next epsom works,
# and nothing is left beside the data file once it has written. With EPSOM_FAULTS=all every call of every kind (ten minutes), else a sample.
# shellcheck source=tests/faults/common.sh
. "$(dirname "$0")/common.sh"
needs strace sqlite3
strace -o /dev/null true 2>/dev/null || { echo "strace may not trace here: skipped"; exit 77; }
prepare
# The end of a write: after the journal is gone, its locks are given back. Whatever fails there, the answer is what is in the file.
calls=fcntl,openat,write,pwrite64,fsync,fdatasync,ftruncate,rename,unlink,mkdir,chmod,fchmod
step=$([ "$all" ] && echo 1 || echo 29)
dump "$work/start.db" >"$work/before"

# The state that a whole write leads to, and the calls that it makes on the way: "CALL NUMBER" lines.
rehearse() {
    cp "$work/start.db" "$EPSOM_DB"
    eval "strace -f -o \"\$work/trace\" -e trace=$calls \"\$epsom\" $1" >/dev/null 2>&1
    dump "$EPSOM_DB" >"$work/after"
    sed -n 's/^[0-9]* *\([a-z0-9]*\)(.*/\1/p' "$work/trace" | awk '{ print $1, ++n[$1] }' >"$work/calls"
}

# run LINE INJECTION: the write with one fault, and what must hold after it.
run() {
    cases=$((cases + 1))
    rm -f "$EPSOM_DB"*
    cp "$work/start.db" "$EPSOM_DB"
    eval "strace -f -o /dev/null -e trace=$calls -e inject=$2 \"\$epsom\" $1" >"$work/out" 2>"$work/err"
    status=$?
    "$epsom" check database >"$work/checked" 2>&1 || fail "$1, $2: then check database says: $(cat "$work/checked")"
    dump "$EPSOM_DB" >"$work/now"
    state=neither
    cmp -s "$work/now" "$work/before" && state=before
    cmp -s "$work/now" "$work/after" && state=after
    case $status,$state in
        *,neither) fail "$1, $2: half a change is on file (status $status)"; diff "$work/before" "$work/now" | head -5 ;;
        0,after | 1,after | 137,*) ;;
        3,before) ;;
        3,after) grep -q 'the change was saved' "$work/err" || fail "$1, $2: the change is on file and nobody says so: $(cat "$work/err")" ;;
        *) fail "$1, $2: status $status, and the data file is as $state: $(cat "$work/err")" ;;
    esac
    "$epsom" -q profile set --reference EFSA
    [ "$(ls "$EPSOM_DB"*)" = "$EPSOM_DB" ] || fail "$1, $2: left behind: $(ls "$EPSOM_DB"*)"
    case $status in
        0 | 1 | 137) ;;
        *) [ "$(grep -c '^epsom: error: ' "$work/err")" = 1 ] || fail "$1, $2: not one sentence: $(cat "$work/err")" ;;
    esac
}

writes >"$work/writes"
number=0
while read -r line; do
    rehearse "$line"
    ! cmp -s "$work/before" "$work/after" || fail "$line: changes nothing"
    while read -r call at; do
        for fault in "error=ENOSPC:when=$at" "error=ENOSPC:when=$at+" "error=EIO:when=$at" "error=EIO:when=$at+" "signal=KILL:when=$at"; do
            case $call,$fault in write,*+) continue ;; esac # nothing could be said
            number=$((number + 1))
            [ $((number % step)) -ne 0 ] || run "$line" "$call:$fault" </dev/null
        done
    done <"$work/calls"
done <"$work/writes"
done_with "faults met"
