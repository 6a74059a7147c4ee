#!/bin/sh
# duckdb.sh EPSOM: the recipe for DuckDB.
# shellcheck source=tests/recipes/common.sh
. "$(dirname "$0")/common.sh"
has sqlite3 || finish
needs_duckdb
epsom -q log citrate 100mg 2026-11-17T08:00
epsom -q log citrate 100.25mg 2026-11-18T08:00
epsom -q log citrate 200mg 2026-11-19T08:00
epsom -q log zinc 7mg 2026-11-19T08:00
epsom -q export --format sqlite log.sqlite
typed duckdb >"$work/answer" 2>&1 || fail "status $?: $(cat "$work/answer")"
same "the mean of days" 'nutrient,days,mean
magnesium,3,133.417
zinc,3,2.333' "$(cat mean.csv)"
[ "$(head -c 4 day.parquet)" = PAR1 ] || fail "day.parquet is not Parquet"
rm log.sqlite
typed duckdb >"$work/answer" 2>&1
grep -q 'no such table' "$work/answer" || fail "nothing says that the export is missing: $(cat "$work/answer")"
finish
