#!/bin/sh
# locks.sh EPSOM: every command while another program holds the data file.
#
# A lock that lasts is waited for 5 seconds, then there is one sentence, status 3, and nothing has changed; one that is let go in
# time is only waited for. Who reads does not wait for who writes; completion waits for nobody. All at once, so that it takes little
# longer than one wait. With EPSOM_FAULTS=all every command that reads as well, else a sample.
# shellcheck source=tests/faults/common.sh disable=SC2030,SC2031,SC2154
. "$(dirname "$0")/common.sh"
needs sqlite3
prepare
before=$(dump "$work/start.db")
[ -r /proc/uptime ] || { echo "no /proc/uptime here: skipped"; exit 77; }
# Sets $now in milliseconds, without a process more.
clock() {
    read -r now _ </proc/uptime
    now=$((${now%.*} * 1000 + 1${now#*.} * 10 - 1000))
}
sampled() { [ "$all" ] || [ $((number % 3)) = "$1" ]; }

# hold FILE LOCK UNTIL: another program has the lock when this returns, until the shell command UNTIL is done.
hold() {
    cp "$work/start.db" "$1"
    printf 'BEGIN %s;\n.shell touch "%s.held"; %s\nCOMMIT;\n' "$2" "$1" "$3" | sqlite3 "$1" &
    held="${held:-} $!"
    while [ ! -e "$1.held" ]; do sleep 0.02; done
}
# timed NUMBER FILE LINE: the line in the background, and what it said, ended with and took, under its number.
timed() {
    (
        export EPSOM_DB="$2"
        clock
        started=$now
        type_in "$3" >"$work/out.$1" 2>"$work/err.$1" <&3
        status=$?
        clock
        echo "$status $((now - started))" >"$work/end.$1"
    ) 3</dev/null &
    timed="${timed:-} $!"
}
locked='epsom: error: the database has been locked by another program for over 5 s
epsom: hint: close that program and try again'
# gave_up NUMBER LINE: after 5 seconds, with one sentence.
gave_up() {
    cases=$((cases + 1))
    if [ "$status" != 3 ] || [ "$(cat "$work/err.$1")" != "$locked" ] || [ -s "$work/out.$1" ]; then
        fail "$2, locked: status $status: $(cat "$work/out.$1" "$work/err.$1")"
    fi
    if [ "$took" -lt 4500 ] || [ "$took" -gt "$late" ]; then fail "$2, locked: gave up after $took ms"; fi
    longest=$((took > longest ? took : longest)) shortest=$((took < shortest ? took : shortest))
}
longest=0 shortest=99999 late=$([ "$all" ] && echo 6000 || echo 20000) # other tests run beside this one

# What is said without a lock. Only what goes to the file can be kept waiting.
writes >"$work/writes"
reads >"$work/reads"
number=0
while read -r line; do
    number=$((number + 1))
    sampled 0 || continue
    cp "$work/start.db" "$EPSOM_DB"
    type_in "$line" >"$work/free.$number" 2>/dev/null </dev/null
    echo $? >>"$work/free.$number"
done <"$work/reads"

hold "$work/busy.db" IMMEDIATE "until [ -e \"$work/over\" ]; do sleep 0.05; done"
hold "$work/closed.db" EXCLUSIVE "until [ -e \"$work/over\" ]; do sleep 0.05; done"
number=0
while read -r line; do
    number=$((number + 1))
    timed "write$number" "$work/busy.db" "$line"
    if [ "$all" ] || [ $((number % 7)) = 2 ]; then
        hold "$work/soon$number.db" IMMEDIATE "sleep 1"
        timed "soon$number" "$work/soon$number.db" "$line"
    fi
done <"$work/writes"
number=0
while read -r line; do
    number=$((number + 1))
    sampled 0 || continue
    timed "beside$number" "$work/busy.db" "$line"
    timed "read$number" "$work/closed.db" "$line"
done <"$work/reads"
# A desktop that does not answer keeps others waiting, but not so long that they give up.
mkdir "$work/bin"
printf '#!/bin/sh\ntouch "%s/asked"\nexec sleep 30\n' "$work" >"$work/bin/notify-send"
chmod +x "$work/bin/notify-send"
cp "$work/start.db" "$work/desktop.db"
PATH="$work/bin:$PATH" timed desktop "$work/desktop.db" "check --once --notify"
while [ ! -e "$work/asked" ]; do sleep 0.02; done
timed meanwhile "$work/desktop.db" "log oxide 7mg"
timed complete "$work/closed.db" "__complete log ca"
# shellcheck disable=SC2086 # a list of numbers
wait $timed
touch "$work/over"
# shellcheck disable=SC2086
wait $held

number=0
while read -r line; do
    number=$((number + 1))
    read -r status took <"$work/end.write$number"
    gave_up "write$number" "$line"
    [ -e "$work/end.soon$number" ] || continue
    read -r status took <"$work/end.soon$number"
    cp "$work/start.db" "$EPSOM_DB"
    type_in "$line" >/dev/null 2>&1 </dev/null
    if [ "$status" -gt 1 ] || [ "$took" -lt 500 ]; then fail "$line, locked for a second: status $status after $took ms: $(cat "$work/err.soon$number")"; fi
    [ "$(dump "$work/soon$number.db")" = "$(dump "$EPSOM_DB")" ] || fail "$line, locked for a second: is not on file as it should be"
    cases=$((cases + 1))
done <"$work/writes"
number=0
while read -r line; do
    number=$((number + 1))
    sampled 0 || continue
    read -r status took <"$work/end.beside$number"
    case $line in
        *--dry-run) gave_up "beside$number" "$line" ;; # makes the change and takes it back
        *)
            [ "$(cat "$work/out.beside$number"; echo "$status")" = "$(cat "$work/free.$number")" ] || fail "$line, beside a writer: status $status: $(cat "$work/err.beside$number")"
            [ "$took" -lt 4500 ] || fail "$line, beside a writer: waited $took ms"
            cases=$((cases + 1))
            ;;
    esac
    read -r status took <"$work/end.read$number"
    if [ "$status" = 3 ]; then
        gave_up "read$number" "$line"
    else
        [ "$(cat "$work/out.read$number"; echo "$status")" = "$(cat "$work/free.$number")" ] || fail "$line, locked: status $status: $(cat "$work/err.read$number")"
    fi
done <"$work/reads"
read -r status took <"$work/end.desktop"
if [ "$status" != 1 ] || [ "$(cat "$work/err.desktop")" != "epsom: warning: notify-send timed out after 4 s" ]; then
    fail "a desktop that does not answer: status $status: $(cat "$work/err.desktop")"
fi
[ "$(sqlite3 "$work/desktop.db" 'SELECT count(*) FROM announced')" = 0 ] || fail "what a desktop did not show counts as said"
read -r status took <"$work/end.meanwhile"
[ "$status" = 0 ] || fail "beside a desktop that does not answer: status $status: $(cat "$work/err.meanwhile")"
read -r status took <"$work/end.complete"
[ "$took" -lt 4500 ] || fail "completion waited $took ms"
for file in busy closed; do
    [ "$(dump "$work/$file.db")" = "$before" ] || fail "$file.db has changed"
done
echo "gave up after $shortest to $longest ms; completion took $took ms"
done_with "commands at a locked file"
