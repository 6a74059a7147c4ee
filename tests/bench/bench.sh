#!/bin/sh
# bench.sh EPSOM FLOOR PAIRED: whole processes against bare C programs that do the same work (floor.c), run in turn, with the goal
# for each ratio. Before anything is timed, both have to print the same bytes and to write the same rows. It takes about a minute.
#
# LONG=1 (a quarter of an hour, 3 GB in /tmp) adds: histories of 180,000 and 1,000,000 entries; a table of how each command's cost grows with
# entries, doses, findings, nights and foods; an Apple Health export of a gigabyte; and other programs, where they are installed.
set -eu
epsom=$1 floor=$2 paired=$3
tables=$(cd "$(dirname "$0")/../../src/data" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# Each in one write: the kernel then holds both in large pieces of memory. As a linker writes a program, and a compiler's machine keeps it,
# it lies in small ones, of which each is a page fault more, and a larger program has more of them.
dd if="$epsom" of=epsom bs=64M status=none
dd if="$floor" of=floor bs=64M status=none
chmod +x epsom floor
epsom=$work/epsom floor=$work/floor
export TZ=UTC LANG=C.UTF-8 EPSOM_NOW=2026-11-20T22:00 NO_COLOR=1
unset EPSOM_DB || true
last=20777   # 2026-11-20 as days since 1970
first=-40000 # before everything

has() { command -v "$1" >/dev/null 2>&1; }
say() { printf '\n%s\n' "$1"; }
days() { awk -v days="$1" "BEGIN { for (i = days - 1; i >= 0; --i) { day = strftime(\"%Y-%m-%d\", 1795132800 - i * 86400, 1); $2 } }"; }
profile() { "$epsom" --db "$1" -q profile set --born 1897-01-01 --sex female; }

# history FILE DAYS [TIMES]: five entries on each of the last DAYS days, TIMES over.
history() {
    profile "$1"
    days "$2" "for (n = 0; n < ${3:-1}; ++n) {
        print \"glycinate 200mg \" day \" 21:00\\noxide 100mg \" day \" 08:00\\nvitamin-d 1000IU \" day \" 08:00\"
        print \"almonds 30g \" day \" 10:15\\noat-bran-cooked 219g \" day \" 07:40\" }" | batches "$1"
}

# batches FILE: as many lines at a time as one batch may have.
# shellcheck disable=SC2016 # split's shell puts them in
batches() { file=$1 epsom=$epsom split -l 100000 --filter='"$epsom" --db "$file" -q log - 2>/dev/null'; }

# compared RUNS LABEL FILE: a report of the whole file, which must be the same bytes.
compared() {
    "$epsom" --db "$3" report all --format csv >ours
    "$floor" rows "$3" $first $last >theirs
    cmp ours theirs
    "$paired" "$1" "$2" 1.3 -- "$epsom" --db "$3" report all --format csv -- "$floor" rows "$3" $first $last
    "$paired" "$1" "  against SQLite adding up" 1.3 -- "$epsom" --db "$3" report all --format csv -- "$floor" grouped "$3" $first $last
}

# imported RUNS ROWS: a csv file against the same rows, which must be the same.
imported() {
    days $(($2 / 5)) 'n = split("glycinate,200 oxide,100 citrate,150 malate,120 taurate,50", taken, " ")
        for (k = 1; k <= n; ++k) printf "%s,%02d:00,%s,mg\n", day, 7 + k, taken[k]' | { echo date,time,what,amount,unit; cat; } >rows.csv
    profile blank.db
    cp blank.db ours.db && "$epsom" --db ours.db -q import rows.csv
    cp blank.db theirs.db && "$floor" import theirs.db "$2"
    [ "$("$floor" count ours.db)" = "$("$floor" count theirs.db)" ] || { echo "bench: an import has other rows than its floor" >&2; exit 1; }
    "$paired" "$1" "import a csv file, $2 rows" 1.4 -- sh -c "cp blank.db ours.db; exec $epsom --db ours.db import rows.csv" \
        -- sh -c "cp blank.db theirs.db; exec $floor import theirs.db $2"
}

# daily LABEL FILE: what is called every day.
daily() {
    cp "$2" theirs.db
    "$paired" 101 "check, nothing due, $1" 1.5 -- "$epsom" --db "$2" check due -- "$floor" query "$2" $last $last
    "$paired" 101 "report 30d, $1" 1.4 -- "$epsom" --db "$2" report 30d -- "$floor" rows "$2" $((last - 29)) $last
    "$paired" 101 "log, $1" 1.3 -- "$epsom" --db "$2" log glycinate 200mg '{}d ago' -- "$floor" commit theirs.db '{}'
    [ "$("$floor" count "$2" | cut -d ' ' -f 1,3,5-)" = "$("$floor" count theirs.db | cut -d ' ' -f 1,3,5-)" ] || { echo "bench: log wrote other rows than its floor" >&2; exit 1; }
}

printf '%-38s %12s %12s %6s %-6s %6s %9s\n' "" epsom floor ratio "(goal)" cpu memory
"$paired" 301 "--version, against true" 2 -- "$epsom" --version -- true
"$paired" 301 "--version" 1.3 -- "$epsom" --version -- "$floor" start
"$paired" 301 "__complete, against true" 2 -- "$epsom" __complete lo -- true
history year.db 365
history ten.db 3652

# A product with a label of 30 lines, on each of 60 days.
profile label.db
awk -F '\t' 'NR > 1 && NR <= 31 { print $3 " 10 " $4 }' "$tables/ingredients.tsv" >label.txt
"$epsom" --db label.db -q dose add multi --label label.txt
days 59 'print "multi " day " 08:00"' | batches label.db
cp label.db theirs.db
cp label.db sums.db
"$paired" 101 "log a label of 30 lines" 1.6 -- "$epsom" --db label.db -q log multi -- "$floor" label theirs.db 30
"$paired" 101 "report 30d, 30 nutrients" 1.5 -- "$epsom" --db sums.db report 30d --nutrient all --format csv \
    -- "$floor" nutrients sums.db $((last - 29)) $last
cp ten.db report.db
daily "one year" year.db
daily "18 k entries" ten.db
compared 31 "report all, 18 k entries" report.db
imported 5 100000
[ "${LONG:-}" = 1 ] || exit 0

history hundred.db 36000
cp hundred.db report.db
compared 15 "report all, 180 k entries" report.db
daily "180 k entries" hundred.db
history million.db 36000 6 && cp million.db report.db
compared 7 "report all, 1.08 M entries" report.db
daily "1.08 M entries" million.db
rm -f million.db hundred.db report.db ours.db theirs.db

say "one commit of the bare program, by journal mode, against the one that epsom uses"
for mode in truncate persist wal wal-kept; do
    cp ten.db ours.db && cp ten.db theirs.db
    "$paired" 101 "  $mode, against delete" "" -- "$floor" commit ours.db '{}' "$mode" -- "$floor" commit theirs.db '{}'
    rm -f ours.db* theirs.db*
done

# one LABEL COMMAND...: epsom alone, for the tables of growth.
one() { label=$1; shift; "$paired" "${runs:-21}" "  $label" "" -- "$epsom" --db "$@"; }

for entries in 1000 10000 100000 1000000; do
    say "entries: about $entries, thirty a day"
    history grown.db $((entries / 30)) 6
    one "check" grown.db check
    one "log" grown.db log glycinate 200mg '{}d ago'
    one "log list" grown.db log list
    one "undo" grown.db undo
    runs=5 one "report all, json" grown.db report all --format json
    runs=5 one "export" grown.db export
    rm -f grown.db
done
for doses in 1 10 100 500; do
    say "doses, all of them due: $doses"
    for n in $(seq "$doses"); do "$epsom" --db grown.db -q dose add "dose-$n" --contains magnesium=10mg --at 21:00 --stock 60 2>/dev/null; done
    one "check" grown.db check
    one "dose list" grown.db dose list
    one "log one" grown.db log dose-1
    one "report adherence year" grown.db report adherence year
    rm -f grown.db
done
for nights in 10 100 1000 10000; do
    say "nights: $nights"
    days "$nights" 'print "symptom " (i * 7) % 11 " --night " day "\nglycinate " 100 + (i * 37) % 300 "mg " day " 21:00"' | batches grown.db
    runs=5 one "report symptoms all" grown.db report symptoms all
    runs=5 one "check symptom" grown.db check symptom
    rm -f grown.db
done
for foods in 10 100 1000 10000; do
    say "imported foods: $foods"
    mkdir fdc
    printf '"id","name","unit_name","nutrient_nbr","rank"\n"1090","Magnesium, Mg","MG","304","5500.0"\n' >fdc/nutrient.csv
    { echo '"fdc_id","data_type","description","food_category_id","publication_date"'; seq "$foods" | awk '{ printf "\"%d\",\"sr_legacy_food\",\"Gruel no. %d, boiled\",\"11\",\"2019-04-01\"\n", 900000 + $1, $1 }'; } >fdc/food.csv
    { echo '"id","fdc_id","nutrient_id","amount","data_points","derivation_id","min","max","median","footnote","min_year_acquired"'
      seq "$foods" | awk '{ printf "\"%d\",\"%d\",\"1090\",\"%d\",\"1\",\"\",\"\",\"\",\"\",\"\",\"\"\n", 70000000 + $1, 900000 + $1, $1 % 300 }'; } >fdc/food_nutrient.csv
    "$paired" 3 "  import" "" -- sh -c "rm -f grown.db; exec $epsom --db grown.db import fdc"
    one "dose find gruel" grown.db dose find gruel
    one "log one" grown.db log "Gruel no. 7, boiled" 100g
    rm -rf fdc grown.db
done

say "a year of steps and six nutrients in an Apple Health export of a gigabyte"
{ printf '<?xml version="1.0" encoding="UTF-8"?>\n<HealthData locale="en_US">\n'
  awk 'BEGIN { for (i = 0; i < 3900000; ++i) {
      at = strftime("%Y-%m-%d %H:%M:%S +0000", 1795000000 - i * 10, 1)
      type = i % 50 == 0 ? "DietaryMagnesium\" unit=\"mg" : "StepCount\" unit=\"count"
      printf "  <Record type=\"HKQuantityTypeIdentifier%s\" sourceName=\"Example Phone and Watch\" sourceVersion=\"17.5.1\" device=\"&lt;&lt;HKDevice: 0x283a4c000&gt;, name:iPhone&gt;\" creationDate=\"%s\" startDate=\"%s\" endDate=\"%s\" value=\"%d\"/>\n", type, at, at, at, 10 + i % 90
  } }'
  printf '</HealthData>\n'; } >export.xml
printf "  %s MB\n" $(($(wc -c <export.xml) / 1000000))
"$paired" 1 "  import" "" -- sh -c "rm -f grown.db; exec $epsom --db grown.db import export.xml"
rm -f export.xml grown.db

say "other programs, each with what it is quickest at"
export TIMEWARRIORDB="$work/timew" TASKDATA="$work/task" TASKRC=/dev/null
mkdir -p timew/data
days 3652 'printf "%s\n    supplements:glycinate  200 mg\n    supplements:oxide  100 mg\n    taken\n\n", day' >ten.journal
other() { has "$1" || return 0; label=$1; against=$2; shift 2; "$paired" 51 "--version, against $label --version" "" -- "$epsom" --version -- "$label" --version
    # shellcheck disable=SC2086 # a list of words
    "$paired" 21 "$against, against $*" "" -- "$epsom" --db ten.db $against -- "$label" "$@"; }
other sqlite3 "report 30d" ten.db "SELECT day, sum(amount) FROM content WHERE day > $last - 30 AND nutrient = 0 GROUP BY day"
other timew "report 30d" summary
other task "check" list
other hledger "report 30d" -f ten.journal balance -b 2026-10-22
other ledger "report 30d" -f ten.journal balance -b 2026-10-22
