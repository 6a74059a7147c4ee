#!/bin/sh
# data.sh EPSOM: the recipes for the database for analysis. What Datasette and Grafana would ask it, SQLite asks here.
# shellcheck source=tests/recipes/common.sh
. "$(dirname "$0")/common.sh"
has sqlite3 || finish
EPSOM_NOW=2026-11-16T20:00
epsom -q profile set --born 1980-05-17 --sex female
epsom -q dose add calm --contains magnesium=200mg --at 21:00 --grace 30m
epsom -q dose add late --contains vitamin-c=80mg --at 22:00 --grace 30m
EPSOM_NOW=2026-11-20T23:50
epsom -q log calm 2026-11-16T21:10
epsom -q log calm 2026-11-17T21:20
epsom -q log calm 2026-11-19T21:05
epsom -q log citrate 50mg 2026-11-19T08:00
epsom -q log complete 2026-11-19
cron nightly
same "nothing is mailed" "" "$(mailed)"
cp log.sqlite kept.sqlite
mv .local/share/epsom/epsom.db kept && mkdir .local/share/epsom/epsom.db
cron nightly
mailed | grep -q '^epsom: error: ' || fail "a failure is not mailed"
cmp log.sqlite kept.sqlite || fail "the file of the night before is gone"
rmdir .local/share/epsom/epsom.db && mv kept .local/share/epsom/epsom.db

same "minutes late" 'calm|3|12.0' "$(typed minutes-late)"
same "weekdays, of days that are known" '4|1|250.0' "$(typed weekdays)"
same "as the report says" 250 "$(epsom report 2026-11-19 --format csv | sed -n '2p' | cut -d, -f9)"

# Grafana replaces the period, here 2026-11-19 to 2026-11-20.
# shellcheck disable=SC2016 # Grafana's variables
recipe grafana-panel | sed 's/$__from/1795046400000/; s/$__to/1795132800000/' >panel.sql
same "the panel of Grafana" '1795046400|250.0|320.0|250.0|350.0
1795132800||320.0||350.0' "$(sqlite3 log.sqlite <panel.sql)"
for python in /usr/bin/python3 python3 none; do
    "$python" -c 'import yaml' 2>/dev/null && break
done
if [ "$python" = none ]; then
    echo "no Python with the package yaml here (Debian: python3-yaml): skipped" | tee -a "$work/skipped"
    finish
fi
recipe grafana >grafana.yaml
same "the source of Grafana" '1 frser-sqlite-datasource /home/you/log.sqlite' "$("$python" -c 'import yaml
about = yaml.safe_load(open("grafana.yaml"))
(source,) = about["datasources"]
print(about["apiVersion"], source["type"], source["jsonData"]["path"])')"
recipe datasette >metadata.yaml
"$python" - >asked <<'END' || fail "metadata.yaml names what the export does not have"
import sqlite3

import yaml

(database,) = yaml.safe_load(open("metadata.yaml", encoding="utf-8"))["databases"].items()
name, about = database
log = sqlite3.connect(f"file:{name}.sqlite?mode=ro", uri=True)
for table, settings in about["tables"].items():
    columns = [row[0] for row in log.execute("SELECT name FROM pragma_table_info(?)", [table])]
    assert columns, table
    assert settings["sort_desc"] in columns, (table, settings)
    assert table != "entry" or settings["label_column"] in columns, settings
for query in about["queries"].values():
    for row in log.execute(query["sql"]):
        print(*row)
END
same "the query of Datasette" "2026-11 calm 2
2026-11 late 5" "$(sort asked)"
finish
