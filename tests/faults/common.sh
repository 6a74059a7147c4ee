# What the scripts of this folder share; sourced with EPSOM as $1. Each script takes a sample of its cases, and all of them
# with EPSOM_FAULTS=all in the environment.
# shellcheck shell=sh disable=SC2034 # what is set here is used there
set -u
epsom=$1
all=$([ "${EPSOM_FAULTS:-}" != all ] || echo yes)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0 cases=0
mkdir "$work/home"
cd "$work/home" || exit 9
unset XDG_DATA_HOME
export HOME="$work/home" TZ=CET-1CEST,M3.5.0,M10.5.0/3 LANG=C.UTF-8 EPSOM_NOW=2026-11-20T22:00 EPSOM_DB="$work/home/epsom.db"

fail() {
    echo "FAILED: $*"
    bad=1
}

# needs TOOL...: skips the test where one is missing.
needs() {
    for tool; do
        command -v "$tool" >/dev/null || { echo "no $tool here: skipped"; exit 77; }
    done
}

# done_with WHAT: ends the script with the number of cases.
done_with() {
    echo "$cases $1"
    exit "$bad"
}

# A data file with something of every kind, at $work/start.db, and files to read for `log -` and `import`.
prepare() {
    for line in "profile set --born 1995-10-25 --sex female" "profile stage pregnant --from 2026-03-01 --until 2026-10-31" \
        "log glycinate 200mg" "log almonds 30g yesterday 09:00" "dose add calm --contains magnesium:glycinate=100mg --at 21:00 --stock 60" \
        "log symptom 4" "log calm 2026-11-19 21:05" "log oxide 10mg 20:00" "log citrate 5mg" "undo"; do
        # shellcheck disable=SC2086 # a line of words
        "$epsom" -q $line 2>>"$work/setup" || { cat "$work/setup"; exit 9; }
    done
    mv "$EPSOM_DB" "$work/start.db"
    printf 'oxide 1mg\nglycinate 2mg 21:00\ncitrate 3mg yesterday 08:00\n' >batch.txt
    printf 'at,what,nutrient,amount,unit\n2026-11-18T08:00:00+01:00,glycinate,magnesium,100,mg\n2026-11-18T09:00:00+01:00,oxide,magnesium,50,mg\n' >entries.csv
    EPSOM_DB=$work/other.db "$epsom" -q log glycinate 7mg "2026-11-17 09:00"
    EPSOM_DB=$work/other.db "$epsom" export other.ndjson
    rm "$work/other.db"
}

# One write of each kind.
writes() {
    cat <<'END'
log glycinate 300mg --note evening
log - <batch.txt
log edit 1 --amount 300mg
log remove 1
log skip calm
log symptom 6
undo
redo
import entries.csv
import other.ndjson
dose add evening --contains magnesium:oxide=100mg --at 22:30
dose edit calm --contains magnesium:glycinate=150mg
dose schedule calm --at 20:00
dose pause calm
dose stock calm +30
dose rename calm quiet
dose remove calm
dose rule add magnesium levothyroxine 4h
profile set --sex female --diet magnesium=250mg
profile unset sex
check --once
END
}

# Everything else that prints.
reads() {
    cat <<'END'
log list
log glycinate 5mg --dry-run
log --help
dose list
dose list --format ics
dose show calm
dose find magnesium
dose elemental 500mg oxide
dose rule list
report
report --explain
report all --format csv
report adherence all
report entries all --format json
report reference
report symptoms all
check
check --format short
check next calm
profile
export
export --format csv
import entries.csv --dry-run
--help
--version
__complete log gly
END
}

# type_in LINE: what the user types after the program's name.
type_in() { eval "\"\$epsom\" $1"; }

# All that a data file holds, as text. New records get new identities each time.
dump() {
    sqlite3 -readonly "$1" .dump |
        sed -E "s/X'[0-9a-f]{32}'/uuid/g; s/[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}/uuid/g"
}
