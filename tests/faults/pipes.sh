#!/bin/sh
# pipes.sh EPSOM: imports that come through a pipe, take their time, are large, or are interrupted.
#
# While an import waits for its input nobody waits for it. A signal ends it, during reading and during writing, with one sentence;
# the data file is as it was and nothing stands beside it. How far it is is said on a terminal, and nowhere else.
# shellcheck source=tests/faults/common.sh disable=SC2016,SC2154
. "$(dirname "$0")/common.sh"
needs sqlite3 timeout mkfifo
env --default-signal=INT true 2>/dev/null || { echo "env knows no --default-signal here: skipped"; exit 77; }
prepare
rows=$([ "$all" ] && echo 400000 || echo 12000)
awk -v rows="$rows" 'BEGIN {
    long = sprintf("%400s", "")
    print "at,what,nutrient,amount,unit,note"
    for (i = 0; i < rows; ++i) printf "2026-%02d-%02dT%02d:%02d:%02d+01:00,glycinate,magnesium,%d,mg,%s.\n", i % 9 + 1, i / 9 % 28 + 1, i / 252 % 24, i / 6048 % 60, i / 362880, i % 300 + 1, long
}' >"$work/many.csv"

# as_before WHAT: the data file holds what it did, and is alone.
as_before() {
    cases=$((cases + 1))
    [ "$(dump "$EPSOM_DB")" = "$(dump "$work/start.db")" ] || fail "$1: the data file has changed"
    "$epsom" check database || fail "$1: the data file is damaged"
    set -- "$1" "$EPSOM_DB"* "$work"/home/.epsom*
    [ "$*" = "$1 $EPSOM_DB $work/home/.epsom*" ] || fail "$1: left behind: $*"
}

# A slow writer: somebody else logs meanwhile.
mkfifo slow
for source in - slow; do
    cp "$work/start.db" "$EPSOM_DB"
    { cat entries.csv; until [ -e "$work/logged" ]; do sleep 0.02; done; } >slow &
    if [ "$source" = - ]; then "$epsom" import - <slow >"$work/out" 2>&1 & else "$epsom" import slow >"$work/out" 2>&1 & fi
    import=$!
    sleep 0.2
    timeout 4 "$epsom" -q log citrate 7mg 21:59 || fail "import $source: somebody else cannot log: $?"
    touch "$work/logged"
    wait "$import" || fail "import $source: $? $(cat "$work/out")"
    wait
    rm "$work/logged"
    [ "$(cat "$work/out")" = "Imported csv: 2 added, 0 updated, 0 unchanged" ] || fail "import $source: $(cat "$work/out")"
    [ "$(sqlite3 "$EPSOM_DB" 'SELECT count(*) FROM intake')" = "$(($(sqlite3 "$work/start.db" 'SELECT count(*) FROM intake') + 3))" ] || fail "import $source: an entry is missing"
    cases=$((cases + 1))
done

# A large one gives the same, by name, through a pipe, and from a file as standard input.
for how in 'import "$work/many.csv"' 'import - <"$work/many.csv"' 'import - <slow' 'import slow'; do
    cp "$work/start.db" "$EPSOM_DB"
    case $how in *slow) cat "$work/many.csv" >slow & esac
    type_in "$how" >"$work/out" 2>&1 || fail "$how: $(cat "$work/out")"
    "$epsom" export | cut -d, -f2- | cksum >"$work/sum"
    [ "${sum:=$(cat "$work/sum") $(cat "$work/out")}" = "$(cat "$work/sum") $(cat "$work/out")" ] || fail "$how: gives something else: $(cat "$work/out")"
    cases=$((cases + 1))
done

# Interrupted while it waits for its input, and while it writes. What runs in a script's background would ignore Ctrl-C.
answered() { # WHAT STATUS
    if [ "$ended" != "$2" ] || [ -s "$work/out" ] || [ "$(grep '^epsom: ' "$work/err")" != "epsom: warning: interrupted; nothing was imported" ]; then
        fail "$1: status $ended: $(cat "$work/out" "$work/err")"
    fi
    as_before "$1"
}
cp "$work/start.db" "$EPSOM_DB"
for signal in INT TERM HUP; do
    case $signal in INT) status=130 ;; TERM) status=143 ;; *) status=129 ;; esac
    for source in - slow; do
        { cat "$work/many.csv"; touch "$work/fed"; until [ -e "$work/ended" ]; do sleep 0.02; done; } >slow &
        writer=$!
        if [ "$source" = - ]; then exec 4<slow; else exec 4</dev/null; fi
        env --default-signal=INT "$epsom" import "$source" <&4 >"$work/out" 2>"$work/err" &
        import=$!
        exec 4<&-
        until [ -e "$work/fed" ]; do sleep 0.02; done
        kill -"$signal" "$import"
        wait "$import"
        ended=$?
        touch "$work/ended"
        wait "$writer"
        rm "$work/fed" "$work/ended"
        answered "import $source, $signal" "$status"
    done
    if strace -o /dev/null true 2>/dev/null; then
        strace -o /dev/null -e trace=read -e "inject=read:signal=$signal:when=40" "$epsom" import "$work/many.csv" >"$work/out" 2>"$work/err"
        ended=$?
        answered "import many.csv, $signal" "$status"
    fi
done 2>"$work/killed" # where the shell says what ended
# As by nohup: a signal that is ignored stays so.
(trap '' HUP; exec "$epsom" import slow >"$work/out" 2>"$work/err") &
import=$!
{ cat entries.csv; kill -HUP "$import"; } >slow
wait "$import" || fail "nohup: $? $(cat "$work/out" "$work/err")"

# Progress is for a terminal.
cp "$work/start.db" "$EPSOM_DB"
"$epsom" import "$work/many.csv" >/dev/null 2>"$work/err" || fail "import many.csv: $?"
[ ! -s "$work/err" ] || fail "progress without a terminal: $(cat "$work/err")"
if command -v script >/dev/null; then
    script -qec "'$epsom' import slow" /dev/null >"$work/out" 2>&1 </dev/null &
    { cat "$work/many.csv"; sleep 0.7; tail -n 1 "$work/many.csv"; } >slow
    wait
    grep -q 'reading: [0-9]* MB so far' "$work/out" || fail "no progress on a terminal: $(cat "$work/out")"
    cases=$((cases + 1))
fi
done_with "imports"
