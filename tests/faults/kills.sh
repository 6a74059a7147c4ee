#!/bin/sh
# kills.sh EPSOM: one write of each kind, killed at random moments of its whole life.
#
# By the clock, from its start to a third after its usual end; and at any of its system calls, the last ones included, where strace
# is. What was confirmed is on file, nothing is there half, the data file is sound and the next epsom works. Says for each kind how
# many died before the change was on file, how many after, and how many were done. With EPSOM_FAULTS=all 2,100 kills, else a few.
# shellcheck source=tests/faults/common.sh
. "$(dirname "$0")/common.sh"
needs timeout sqlite3
prepare
each=$([ "$all" ] && echo 50 || echo 1)
traces=$(strace -o /dev/null true 2>/dev/null && echo yes)
before=$(dump "$work/start.db")

# killed LINE HOW WRAPPER...: runs the line in a wrapper that kills it, and counts what came of it.
killed() {
    line=$1 how=$2
    shift 2
    cases=$((cases + 1))
    rm -f "$EPSOM_DB"*
    cp "$work/start.db" "$EPSOM_DB"
    eval "\"\$@\" \"\$epsom\" $line" >"$work/out" 2>"$work/err"
    status=$?
    "$epsom" check database >"$work/checked" 2>&1 || fail "$line, $how: then check database says: $(cat "$work/checked")"
    now=$(dump "$EPSOM_DB")
    case $now in
        "$before") state=before ;;
        "$after") state=after ;;
        *)
            state=neither
            fail "$line, $how: half a change is on file (status $status): $now"
            ;;
    esac
    case $status,$state in
        *,neither) ;;
        0,after | 1,after) state=finished ;;
        137,before)
            # `check --once` says first and notes then: what was said and not noted is said again.
            if [ -s "$work/out" ] && [ "$line" != 'check --once' ]; then fail "$line, $how: confirmed and lost: $(cat "$work/out")"; fi
            ;;
        137,after) ;;
        *) fail "$line, $how: status $status, the data file is as $state: $(cat "$work/err")" ;;
    esac
    "$epsom" -q profile set --reference EFSA || fail "$line, $how: the next epsom does not work"
    set -- "$EPSOM_DB"*
    [ "$*" = "$EPSOM_DB" ] || fail "$line, $how: left behind: $*"
    eval "${how}_$state=\$((\${${how}_$state:-0} + 1))"
}

writes >"$work/writes"
seed=0
while read -r line; do
    seed=$((seed + 1))
    clock_before=0 clock_after=0 clock_finished=0 call_before=0 call_after=0 call_finished=0
    cp "$work/start.db" "$EPSOM_DB"
    started=$(date +%s%N)
    eval "timeout -s KILL 9 \"\$epsom\" $line" >/dev/null 2>&1
    life=$(($(date +%s%N) - started)) # with its starter
    after=$(dump "$EPSOM_DB")
    awk -v seed="$seed" -v most="$life" -v n="$each" 'BEGIN { srand(seed); while (n-- > 0) printf "%.6f\n", rand() * 1.3 * most / 1e9 }' >"$work/delays"
    while read -r delay; do
        killed "$line" clock timeout -s KILL "$delay" <&3
    done <"$work/delays" 3</dev/null
    if [ "$traces" ] && { [ "$all" ] || [ $((seed % 3)) = 0 ]; }; then
        cp "$work/start.db" "$EPSOM_DB"
        eval "strace -f -o \"\$work/trace\" \"\$epsom\" $line" >/dev/null 2>&1
        sed -n 's/^[0-9]* *\([a-z0-9_]*\)(.*/\1/p' "$work/trace" |
            awk -v seed="$seed" -v n="$each" '$1 != "execve" { call[++calls] = $1; place[calls] = ++seen[$1] }
                END { srand(seed); while (n-- > 0) { i = int(rand() * calls) + 1; print call[i], place[i] } }' >"$work/calls"
        while read -r call place; do
            killed "$line" call strace -f -o /dev/null -e "trace=$call" -e "inject=$call:signal=KILL:when=$place" <&3
        done <"$work/calls" 3</dev/null
    fi
    [ ! "$all" ] || printf '%-62s clock: %2d before, %2d after, %2d done; call: %2d before, %2d after, %2d done\n' "$line" \
        "$clock_before" "$clock_after" "$clock_finished" "$call_before" "$call_after" "$call_finished"
done <"$work/writes" 2>"$work/killed" # where the shell says that something was killed
done_with "kills"
