#!/bin/sh
# private.sh EPSOM: what people take is nobody else's business.
#
# Every command once, traced: none asks for a socket, none starts another program but `check --notify`, and nothing is written
# outside the places that were named. Every file and directory is its owner's alone, whatever the umask, also those that only a kill
# leaves. No error repeats what is on file, no image of the memory is left, and what was taken back and cannot come again is gone from
# the file. That nothing at all needs a network can be seen by hand: unshare -rn ctest --test-dir build
# shellcheck source=tests/faults/common.sh disable=SC2016,SC2030,SC2031,SC2154
. "$(dirname "$0")/common.sh"
needs strace sqlite3 mkfifo
strace -o /dev/null true 2>/dev/null || { echo "strace may not trace here: skipped"; exit 77; }
prepare
mkdir "$work/bin"
printf '#!/bin/sh\n' >"$work/bin/notify-send"
chmod +x "$work/bin/notify-send"
mkfifo pipe
awk 'BEGIN { print "at,what,nutrient,amount,unit,note"; long = sprintf("%900s", "")
    for (i = 0; i < 1500; ++i) printf "2026-10-%02dT%02d:%02d:00+01:00,oxide,magnesium,1,mg,%s.\n", i % 28 + 1, i / 28 % 24, i / 672, long }' >many.csv

# In one shell, which itself starts nothing else.
{
    writes | grep -v '^dose re[nm]'
    reads
    cat <<'END'
import pipe
import - <entries.csv
export all.ndjson
report --output report.html
dose list --format ics --output doses.ics
export --backup copy.db
export --format sqlite log.sqlite
check --lead 1h --notify
END
} >"$work/lines"
# shellcheck disable=SC2016 # the story's own variables
while read -r line; do echo "\"\$epsom\" $line </dev/null; echo \$? $line >&9"; done <"$work/lines" | sed 's/\(<[^ ]*\) <.dev.null/\1/' >"$work/story"
cp "$work/start.db" "$EPSOM_DB"
cat many.csv >pipe &
epsom=$epsom PATH="$work/bin:$PATH" strace -f -s 9999 -o "$work/trace" -e trace=%network,execve,openat,open,creat,mkdir,mkdirat,link,symlink,rename \
    -e signal=none sh "$work/story" >/dev/null 2>"$work/err" 9>"$work/ends"
wait
cases=$(wc -l <"$work/ends")
[ "$cases" = "$(wc -l <"$work/lines")" ] || fail "the story was not told to its end"
if grep -v '^[01] ' "$work/ends"; then fail "the story went wrong: $(cat "$work/err")"; fi
sed 's/^[0-9]* *//' "$work/trace" >"$work/calls"
[ "$(grep -c "^execve(\"$epsom\"" "$work/calls")" = "$cases" ] || fail "not every command was traced"
if grep -Ev '^(execve|openat|open|creat|mkdir|mkdirat|link|symlink|rename)\(|^\+\+\+ exited|^<\.\.\. |resumed>' "$work/calls"; then fail "the network was asked for"; fi
if grep '^execve(' "$work/calls" | grep -v -e "^execve(\"$epsom\"" -e '^execve("[^"]*/sh", \["sh", "[^"]*/story"\]' -e '^execve("[^"]*/sh", \["/bin/sh", "[^"]*/notify-send"' -e '"notify-send", "--app-name=epsom"'; then
    fail "another program was started"
fi
grep -q "^execve(\"$work/bin/notify-send\", " "$work/calls" || fail "notify-send was not traced"
# What is made: the data file, its journal, and what options name; a file without a name where the data file is.
grep -E '^(creat|mkdir|mkdirat|link|symlink)\(|O_CREAT|O_TMPFILE' "$work/calls" |
    grep -Ev '/dev/null|"([^"]*/home/)?epsom\.db(-journal)?", |"([^"]*/home/)?(all\.ndjson|report\.html|doses\.ics|copy\.db|log\.sqlite)\.[A-Za-z0-9]{6}", ' >"$work/made"
[ "$(sed 's/ = .*//' "$work/made")" = "openat(AT_FDCWD, \"$work/home\", O_RDWR|O_CLOEXEC|O_TMPFILE, 0600)" ] || fail "something else was made: $(cat "$work/made")"

# What is much to sort goes to no file for a while, either.
if [ "$all" ]; then
    name=$(printf '%060d' 0 | tr 0 n)
    export EPSOM_DB="$work/home/much.db"
    "$epsom" -q dose add "$name" --contains magnesium=1mg
    awk -v name="$name" 'BEGIN { print "at,what,nutrient,amount,unit"
        for (i = 0; i < 60000; ++i) printf "2026-10-%02dT%02d:%02d:%02d+01:00,%s,magnesium,1,mg\n", i % 28 + 1, i / 28 % 24, i / 672 % 60, i / 40320, name }' >"$work/much.csv"
    "$epsom" -q import "$work/much.csv" || fail "much cannot be imported"
    strace -o "$work/trace" -e trace=openat "$epsom" report all --by what >"$work/out"
    if grep O_CREAT "$work/trace"; then fail "a report makes a file"; fi
    EPSOM_DB=$work/home/epsom.db
    cases=$((cases + 1))
fi

# Modes. Each umask gets a home of its own; a kill leaves a journal and an output that was not done.
others() { find "$1" -perm /077 -exec ls -ld {} +; }
for umask in 000 022 077; do
    (
        umask "$umask"
        export EPSOM_DB="$work/u$umask/data/epsom.db"
        "$epsom" -q log glycinate 200mg
        for line in 'export "$work/u$umask/all.ndjson"' 'export --backup "$work/u$umask/copy.db"' 'export "$work/u$umask/log.sqlite"' 'report --output "$work/u$umask/report.csv"' \
            'dose list --format ics --output "$work/u$umask/doses.ics"' 'import "$work/home/many.csv"'; do
            type_in "$line" >/dev/null || echo "$line: $?"
        done
        strace -o /dev/null -e trace=unlink -e inject=unlink:signal=KILL:when=1 "$epsom" -q log oxide 3mg
        [ -e "$EPSOM_DB-journal" ] || echo "no journal was left"
        strace -o /dev/null -e trace=rename -e inject=rename:signal=KILL:when=1 "$epsom" export "$work/u$umask/late.ndjson"
        [ "$(echo "$work/u$umask"/late.ndjson.??????)" != "$work/u$umask/late.ndjson.??????" ] || echo "no unfinished output was left"
    ) >"$work/out" 2>"$work/killed"
    [ ! -s "$work/out" ] || fail "umask $umask: $(cat "$work/out")"
    [ -z "$(others "$work/u$umask")" ] || fail "umask $umask: others may read: $(others "$work/u$umask")"
    cases=$((cases + 8))
done

# An image of the memory: the limit that also keeps crash reporters away.
mkfifo "$work/input"
"$epsom" log - <"$work/input" 2>/dev/null &
reader=$!
exec 5>"$work/input"
tries=0 # the shell opens the pipe before epsom has begun
until grep -q '^Max core file size  *1  *' "/proc/$reader/limits" || [ "$tries" -ge 100 ]; do tries=$((tries + 1)) && sleep 0.1; done
grep -q '^Max core file size  *1  *' "/proc/$reader/limits" || fail "a crash leaves an image of the memory: $(grep core "/proc/$reader/limits")"
exec 5>&-
wait "$reader"

# Errors tell of the machine, not of the user: a file with a secret in every text, met with damage and with a disk that fails.
cp "$work/start.db" "$EPSOM_DB"
"$epsom" -q dose add vexilla --contains magnesium=3mg --at 20:00 --note vexilla
"$epsom" -q log vexilla --note vexilla
"$epsom" -q dose rule add vexilla magnesium 3h
"$epsom" -q log factor vexilla
cp "$EPSOM_DB" "$work/secret.db"
size=$(wc -c <"$work/secret.db")
for place in $([ "$all" ] && echo 2 3 4 5 6 7 8 || echo 3 7); do
    for line in report 'log list' 'check all' export 'log oxide 3mg' undo; do
        cp "$work/secret.db" "$EPSOM_DB"
        dd if=many.csv of="$EPSOM_DB" bs=1 seek=$((size * place / 9)) count=700 conv=notrunc 2>/dev/null
        type_in "$line" >/dev/null 2>"$work/err" </dev/null
        if grep -i '^epsom: [eh].*vexilla' "$work/err"; then fail "$line of a damaged file tells: $(cat "$work/err")"; fi
        cases=$((cases + 1))
    done
done
for fault in pread64:error=EIO:when=9+ pwrite64:error=ENOSPC:when=1+ fdatasync:error=EIO:when=1+; do
    cp "$work/secret.db" "$EPSOM_DB"
    strace -o /dev/null -e inject=$fault "$epsom" log 2x vexilla >/dev/null 2>"$work/err" && fail "$fault does not fail"
    if grep -i '^epsom: [eh].*vexilla' "$work/err"; then fail "$fault tells: $(cat "$work/err")"; fi
    cases=$((cases + 1))
done

# What can come back is kept; what cannot is overwritten.
cp "$work/start.db" "$EPSOM_DB"
"$epsom" -q log oxide 3mg --note vexilla
"$epsom" -q undo
grep -q vexilla "$EPSOM_DB" || fail "what was undone cannot be redone"
"$epsom" -q log citrate 3mg
if grep -q vexilla "$EPSOM_DB"; then fail "what was undone for good is still in the file"; fi
done_with "commands told nobody"
