#!/bin/sh
# duckdb.sh EPSOM: the recipe for DuckDB. Debian does not have it; its package for Node does as well:
# npm install --prefix DIR @duckdb/node-api, then NODE_PATH=DIR/node_modules.
# shellcheck source=tests/recipes/common.sh
. "$(dirname "$0")/common.sh"
has sqlite3 || finish
if ! command -v duckdb >/dev/null; then
    node -e 'require("@duckdb/node-api")' 2>/dev/null || { echo "no duckdb here: skipped"; exit 77; }
    stand_in duckdb <<'END'
#!/usr/bin/env node
const { DuckDBInstance } = require("@duckdb/node-api");
(async () => {
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    await connection.run("SET autoinstall_known_extensions = false"); // nothing is downloaded
    const rows = (await connection.runAndReadAll(process.argv[process.argv.indexOf("-c") + 1])).getRows();
    for (const row of rows) console.log(row.join("|"));
})().catch((error) => {
    console.error(String(error));
    process.exit(1);
});
END
fi
epsom -q log citrate 100.25mg 2026-11-18T08:00
epsom -q log citrate 200mg 2026-11-19T08:00
epsom -q log zinc 7mg 2026-11-19T08:00
epsom -q export --format sqlite log.sqlite
typed duckdb >"$work/answer" 2>&1 || fail "status $?: $(cat "$work/answer")"
same "the mean of days" 'nutrient,days,mean
magnesium,2,150.125
zinc,2,3.5' "$(cat mean.csv)"
[ "$(head -c 4 day.parquet)" = PAR1 ] || fail "day.parquet is not Parquet"
rm log.sqlite
typed duckdb >"$work/answer" 2>&1
grep -q 'no such table' "$work/answer" || fail "nothing says that the export is missing: $(cat "$work/answer")"
finish
