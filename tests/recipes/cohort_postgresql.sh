#!/bin/sh
# cohort_postgresql.sh EPSOM: the recipe for PostgreSQL: generated people, whose days and entries there are those of
# each person's own report, to the digit.
#
# The server is Debian's, started on a socket of its own in a temporary folder; as root, it runs as the user postgres.
# shellcheck source=tests/recipes/cohort.sh
. "$(dirname "$0")/cohort.sh"
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
[ -z "${COHORT:-}" ] || settings="$settings -c log_statement_stats=on" # has the memory of each statement
server "$bin/pg_ctl" -D "$cluster/data" -w -o "$settings" -l "$cluster/log" start >"$work/started" 2>&1 ||
    { cat "$work/started" "$cluster/log"; exit 9; }
export PGHOST="$cluster/socket" PGUSER=study PGDATABASE=study PGTZ=Europe/Berlin
unset PGPORT PGSERVICE PGPASSWORD
"$bin/createdb" study || exit 9
make_people

script epsom-study
recipe study >study.sh
recipe study-load >load.sh
sh study.sh || fail "the tables: status $?"
timed "loaded into PostgreSQL" sh load.sh || fail "loading: status $?"
# shellcheck disable=SC2317 # called by compared
dump() {
    psql -Xq -v ON_ERROR_STOP=1 -c "\\copy (SELECT person, period, nutrient, days_logged, trim_scale(total), at_least
        FROM day) TO '$work/days' csv" -c "\\copy (SELECT person, id, to_char(at, 'YYYY-MM-DD\"T\"HH24:MI'), what
        FROM entry) TO '$work/entries' csv" || fail "$1: status $?"
}
all_compared PostgreSQL
[ -z "${COHORT:-}" ] || {
    psql -XAtc "SELECT 'PostgreSQL has ' || pg_size_pretty(pg_database_size('study'))"
    awk '/max resident size/ && $2 > most { most = $2 } END { print "PostgreSQL, one connection: " most " kB" }' \
        "$cluster/log"
}
sh -c "$(recipe study-days)" >"$work/answer" || fail "the question: status $?"
awk '$1 ~ /^p[0-9]/ { print $1 "," $3 "," $5 }' "$work/answer" >"$work/a"
expected_met >"$work/b"
cmp "$work/a" "$work/b" || fail "other days: $(diff "$work/a" "$work/b" | head -n 4)"

changed p0001 "$other_entry"
epsom-study changed/p0001.sqlite || fail "loading one that is changed: status $?"
psql -XAtc "$other_entry_question" >"$work/other"
same "one entry less, and a name with a comma" "$other_entry_read" "$(cat "$work/other")"
epsom-study people/p0001.sqlite people/p0002.sqlite || fail "loading two again: status $?"
compared "two loaded again"

# A file with a moment that is none: nothing of that person is replaced, not even what is right.
changed p0001 "$wrong_entry"
epsom-study changed/p0001.sqlite >"$work/answer" 2>&1 && fail "a file with a broken entry is loaded"
compared "after a broken entry"

# A file that is broken: an error, and what is there stays.
head -c 20000 people/p0002.sqlite >changed/p0002.sqlite
epsom-study changed/p0002.sqlite >"$work/answer" 2>&1 && fail "a broken file is loaded"
compared "after a broken file"
finish
