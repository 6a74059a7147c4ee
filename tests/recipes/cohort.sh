#!/bin/sh
# cohort.sh EPSOM: the recipe for PostgreSQL: generated people, whose days and entries there are those of each person's
# own report, to the digit. 20 people with 60 days; COHORT=1000 COHORT_DAYS=365 is long, and prints time and memory.
#
# The server is Debian's, started on a socket of its own in a temporary folder; as root, it runs as the user postgres.
# shellcheck source=tests/recipes/common.sh
. "$(dirname "$0")/common.sh"
people=${COHORT:-20} days=${COHORT_DAYS:-60}
for bin in /usr/lib/postgresql/*/bin /usr/bin; do [ ! -x "$bin/initdb" ] || break; done
[ -x "$bin/initdb" ] || { echo "no PostgreSQL server here: skipped"; exit 77; }
has sqlite3 psql || finish
server() {
    if [ "$(id -u)" = 0 ]; then
        (cd / && setpriv --reuid=postgres --regid=postgres --clear-groups "$@")
    else
        "$@"
    fi
}
cluster=$(mktemp -d "${TMPDIR:-/tmp}/cohort.XXXXXX")
mkdir "$cluster/data" "$cluster/socket"
[ "$(id -u)" != 0 ] || chown -R postgres:postgres "$cluster"
# shellcheck disable=SC2317 # called by the trap
end_server() {
    server "$bin/pg_ctl" -D "$cluster/data" -m immediate stop >/dev/null 2>&1
    rm -rf "$cluster"
    over
}
trap end_server EXIT
server "$bin/initdb" -D "$cluster/data" -U study -A trust -E UTF8 --locale=C --no-sync >"$work/initdb" 2>&1 ||
    { cat "$work/initdb"; exit 9; }
settings="-c listen_addresses= -c unix_socket_directories='$cluster/socket' -c fsync=off"
server "$bin/pg_ctl" -D "$cluster/data" -w -o "$settings" -l "$cluster/log" start >"$work/started" 2>&1 ||
    { cat "$work/started" "$cluster/log"; exit 9; }
export PGHOST="$cluster/socket" PGUSER=study PGDATABASE=study PGTZ=Europe/Berlin
unset PGPORT PGSERVICE PGPASSWORD
"$bin/createdb" study || exit 9

# timed WHAT COMMAND...: with COHORT, says how long it took and how much memory it needed at most.
timed() {
    what=$1
    shift
    if [ "${COHORT:-}" ] && [ -x /usr/bin/time ]; then /usr/bin/time -f "$what: %e s, %M kB" "$@"; else "$@"; fi
}
mkdir people expected
cat >person.sh <<'END'
#!/bin/sh
# person.sh NAME SEED DAYS: one person's log, its export and its report.
set -eu
awk -v seed="$2" -v days="$3" 'BEGIN {
    srand(seed)
    print "date,time,what,amount,unit"
    split("glycinate citrate zinc b6 vitamin-c iron", what)
    for (day = 0; day < days; day++) {
        for (left = int(rand() * 6); left > 0; left--)
            printf "%s,%02d:%02d,%s,%.3f,mg\n", strftime("%Y-%m-%d", 1764590400 - 86400 * day, 1),
                6 + int(rand() * 17), int(rand() * 60), what[1 + int(rand() * 6)], 0.001 + rand() * 300
    }
}' >"$1.csv"
export EPSOM_DB="$PWD/$1.db"
epsom -q profile set --born "19$((50 + $2 % 50))-05-17" --sex "$([ $(($2 % 2)) = 0 ] && echo female || echo male)"
epsom -q import "$1.csv"
epsom -q export --format sqlite "people/$1.sqlite"
epsom report all --nutrient all --format csv |
    awk -F, -v person="$1" 'NR > 1 { print person "," $1 "," $2 "," $5 "," $9 "," ($12 == "true") }' >"expected/$1"
epsom log list all --format csv |
    awk -F, -v person="$1" 'NR > 1 && !seen[$1]++ { print person "," $1 "," substr($2, 1, 16) "," $4 }' \
        >"expected/$1.entries"
[ "${COHORT:-}" ] || exit 0
rm "$1.csv" "$1.db"
END
cat >generate.sh <<'END'
person=0
while [ "$((person += 1))" -le "$1" ]; do
    sh person.sh "$(printf 'p%04d' "$person")" "$person" "$2" || exit
done
END
export EPSOM_NOW=2025-12-02T12:00
timed "$people people generated, exported and reported" sh generate.sh "$people" "$days" ||
    { fail "the people: status $?"; finish; }

script epsom-study
recipe study >study.sh
recipe study-load >load.sh
timed "tables" sh study.sh || fail "the tables: status $?"
timed "loaded into PostgreSQL" sh load.sh || fail "loading: status $?"
loaded() {
    psql -XAtF , -c "SELECT person, period, nutrient, days_logged, trim_scale(total), at_least FROM day" >"$work/days"
    psql -XAtF , -c "SELECT person, id, to_char(at, 'YYYY-MM-DD\"T\"HH24:MI'), what FROM entry" >"$work/entries"
}
compared() {
    cat expected/p[0-9][0-9][0-9][0-9] >"$work/expected_days"
    cat expected/*.entries >"$work/expected_entries"
    for what in days entries; do
        LC_ALL=C sort "$work/$what" >"$work/a"
        LC_ALL=C sort "$work/expected_$what" >"$work/b"
        cmp -s "$work/a" "$work/b" && continue
        fail "$1: $what differ from the people's own: $(diff "$work/a" "$work/b" | head -n 4)"
    done
}
loaded
compared "loaded"
[ -z "${COHORT:-}" ] || psql -XAtc "SELECT 'in PostgreSQL: ' || pg_size_pretty(pg_database_size('study'))"
entries=$(wc -l <"$work/entries")
[ "$entries" -gt "$((people * days))" ] || fail "too few entries to show anything: $entries"
[ -e "$work/failed" ] ||
    echo "$people people, $entries entries, $(wc -l <"$work/days") days of nutrients: as their own reports"
find people -name '*.sqlite' ! -name 'p000[12].sqlite' -exec rm {} +
sh load.sh || fail "loading two again: status $?"
loaded
compared "loaded again"
sh -c "$(recipe study-days)" >"$work/answer" || fail "the question: status $?"
awk '$1 ~ /^p[0-9]/ { print $1 "," $3 "," $5 }' "$work/answer" >"$work/a"
for file in expected/p[0-9][0-9][0-9][0-9]; do
    awk -F, '$3 == "magnesium" && $4 == 1 { days++; met += $5 >= 300 } END { print $1 "," days "," met }' "$file"
done >"$work/b"
cmp "$work/a" "$work/b" || fail "other days: $(diff "$work/a" "$work/b" | head -n 4)"

# A file with a moment that is none: nothing of that person is replaced, not even what is right.
cp people/p0001.sqlite whole
sqlite3 people/p0001.sqlite "UPDATE day SET total = total + 1; UPDATE entry SET at = 'never' WHERE id = 3"
sh load.sh >"$work/answer" 2>&1 && fail "a file with a broken entry is loaded"
loaded
compared "after a broken entry"
cp whole people/p0001.sqlite

# A file that is broken: an error, and what is there stays.
head -c 20000 people/p0002.sqlite >broken && cp broken people/p0002.sqlite
sh load.sh >"$work/answer" 2>&1 && fail "a broken file is loaded"
loaded
compared "after a broken file"
finish
