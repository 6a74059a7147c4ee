#!/bin/sh
# cohort_duckdb.sh EPSOM: the recipe for many people in DuckDB: generated people, whose days and entries there are those
# of each person's own report, to the digit.
# shellcheck source=tests/recipes/cohort.sh
. "$(dirname "$0")/cohort.sh"
has sqlite3 || finish
needs_duckdb
make_people

script epsom-study-duckdb
recipe study-duckdb-load >load.sh
timed "loaded into DuckDB" sh load.sh || fail "loading: status $?"
# shellcheck disable=SC2317 # called by compared
dump() {
    timed "$1: read" duckdb study.duckdb -c "
        COPY (SELECT person, period, nutrient, days_logged, rtrim(rtrim(total::text, '0'), '.'), at_least FROM day)
            TO '$work/days' (FORMAT csv, HEADER false);
        COPY (SELECT person, id, strftime(taken_at, '%Y-%m-%dT%H:%M'), what FROM entry)
            TO '$work/entries' (FORMAT csv, HEADER false)" || fail "$1: status $?"
}
all_compared DuckDB
[ -z "${COHORT:-}" ] || echo "DuckDB has $(du -k study.duckdb | cut -f 1) kB"
timed "the question" sh -c "$(recipe study-duckdb-days)" || fail "the question: status $?"
{ echo person,days,met; expected_met; } >"$work/met"
cmp met.csv "$work/met" || fail "other days: $(diff met.csv "$work/met" | head -n 4)"

changed p0001 "$other_entry"
epsom-study-duckdb changed/p0001.sqlite || fail "loading one that is changed: status $?"
duckdb study.duckdb -c "COPY ($other_entry_question)
    TO '$work/other' (FORMAT csv, HEADER false, DELIMITER '|', QUOTE '')" || fail "reading it: status $?"
same "one entry less, and a name with a comma" "$other_entry_read" "$(cat "$work/other")"
epsom-study-duckdb people/p0001.sqlite people/p0002.sqlite || fail "loading two again: status $?"
compared "two loaded again"

# A file with a moment that is none: nothing is replaced, not even what is right.
changed p0001 "$wrong_entry"
epsom-study-duckdb people/p0003.sqlite changed/p0001.sqlite >"$work/answer" 2>&1 &&
    fail "a file with a broken entry is loaded"
compared "after a broken entry"

# A file that is broken: an error, and what is there stays.
head -c 20000 people/p0002.sqlite >changed/p0002.sqlite
epsom-study-duckdb changed/p0002.sqlite >"$work/answer" 2>&1 && fail "a broken file is loaded"
compared "after a broken file"
finish
