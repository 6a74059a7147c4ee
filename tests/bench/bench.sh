#!/bin/sh
# bench.sh EPSOM FLOOR PAIRED: whole processes against a lean C program with tables of its own (floor.c), and against
# the programs that are installed of those that people use instead; run in turn, on the same entries, with the goal for
# each ratio. Before anything is timed, epsom and the lean program have to agree on every day. It takes half a minute.
#
# LONG=1 (half an hour, 3 GB in /tmp) adds: 180,000 and 1,000,000 entries; a table of how each command's cost grows
# with entries, doses, findings, nights and foods; and an Apple Health export of a gigabyte.
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
export TZ=UTC LANG=C.UTF-8 EPSOM_NOW=2026-11-20T23:59 NO_COLOR=1 HOME="$work"
unset EPSOM_DB || true
last=1795132800 # 2026-11-20

has() { command -v "$1" >/dev/null 2>&1; }
say() { printf '\n%s\n' "$1"; }
days() { awk -v days="$1" "BEGIN { for (i = days - 1; i >= 0; --i) { day = strftime(\"%Y-%m-%d\", $last - i * 86400, 1); $2 } }"; }
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

# entries DAYS [TIMES]: the table that everybody gets: magnesium, iron, calcium and vitamin D, five entries a day.
entries() {
    echo at,what,amount,unit,nutrient,note
    days "$1" "for (n = 0; n < ${2:-1}; ++n) {
        split(\"glycinate,100,mg,magnesium vitamin-d,25,mcg,vitamin-d ferrous-bisglycinate,18,mg,iron \" \\
            \"calcium-citrate,500,mg,calcium glycinate,200,mg,magnesium\", taken, \" \")
        for (k = 1; k <= 5; ++k) { split(taken[k], of, \",\"); amount = of[2] * (1 + (i + k) % 3)
            at = sprintf(\"%sT%02d:%02d:%02d+00:00\", day, 3 * k + 6, (i * 7) % 60, n % 60)
            print at \",\" of[1] \",\" amount \",\" of[3] \",\" of[4] \",\" ((i * 5 + k) % 33 ? \"\" : \"with food\") } }"
}

# The columns that both print, of the days that have magnesium.
agreed() { cut -d , -f 1-4,6,9,11 | grep ,magnesium, | sed 's/,0,/,,/g'; }

# everybody NAME DAYS [TIMES]: the same entries in a file of each program that is installed.
everybody() {
    mkdir -p "$1"
    entries "$2" "${3:-1}" >"$1/import.csv"
    "$epsom" --db "$1/epsom.db" -q import "$1/import.csv"
    "$floor" import "$1/lean.db" "$1/import.csv"
    "$floor" import-indexed "$1/indexed.db" "$1/import.csv"
    awk -F, 'NR > 1 { print substr($1, 1, 10) "," $5 "," ($4 == "mcg" ? $3 / 1000 : $3) }' \
        "$1/import.csv" >"$1/plain.csv"
    "$epsom" --db "$1/epsom.db" report all --format csv | agreed >ours
    "$floor" days "$1/lean.db" -99999 | agreed >theirs
    "$floor" indexed "$1/indexed.db" 0 | agreed | cmp - theirs
    cut -d , -f 1-3,6 ours >ours.days; cut -d , -f 1-3,6 theirs | cmp - ours.days
    # Years before 1969 end timewarrior; hledger takes minutes for the larger ones.
    [ "$2" -le 3652 ] || return 0
    if has timew; then
        mkdir -p "$1/timew/data"; : >"$1/timew/timewarrior.cfg"
        awk -F, -v dir="$1/timew/data" 'NR > 1 {
            at = substr($1, 1, 19); gsub(/[-:]/, "", at)
            print "inc " at "Z - " substr(at, 1, 13) "59Z # " $5 " " $2 >>(dir "/" substr($1, 1, 7) ".data")
        }' "$1/import.csv"
    fi
    if has hledger; then
        awk -F, '{ printf "%s intake\n    intake:%s  %s mg\n    cabinet\n\n", $1, $2, $3 }' \
            "$1/plain.csv" >"$1/intake.journal"
    fi
}

# against GOAL LABEL COMMAND... -- OTHER...: with 101 runs, or as many as $runs says.
against() { goal=$1 label=$2; shift 2; "$paired" "${runs:-101}" "$label" "$goal" -- "$@"; }

# measured NAME LABEL: the daily commands and the reports of one size.
measured() {
    dir=$1
    ours=$dir/epsom.db
    insert="INSERT INTO entry(taken_at, tz_min, day, nutrient, source, ug)
        VALUES (unixepoch(), 0, date(), 'magnesium', 'glycinate', 200000)"
    sql="SELECT day, sum(ug) / 1000.0 FROM entry WHERE nutrient = 'magnesium' AND day >="
    say "$2"
    against 1.4 "check, nothing due" "$epsom" --db "$ours" check -- "$floor" days "$dir/lean.db" 20777
    cp "$ours" add.db; cp "$dir/lean.db" lean.db; cp "$dir/indexed.db" shell.db
    against 1.4 "log" "$epsom" --db add.db log glycinate 200mg '{}d ago' -- "$floor" log lean.db persist
    ! has sqlite3 || against 0.8 "  against sqlite3" "$epsom" --db add.db log glycinate 200mg '{}d ago' -- \
        sqlite3 shell.db "$insert"
    against 1.35 "report 30d --format csv" "$epsom" --db "$ours" report 30d --format csv -- \
        "$floor" days "$dir/lean.db" 20748
    ! has sqlite3 || against 0.6 "  against sqlite3" "$epsom" --db "$ours" report 30d --format csv -- \
        sqlite3 -csv "$dir/indexed.db" "$sql '2026-10-22' GROUP BY day"
    runs=31
    against 1.0 "report all --format csv" "$epsom" --db "$ours" report all --format csv -- \
        "$floor" indexed "$dir/indexed.db" 0
    ! has sqlite3 || against 0.6 "  against sqlite3" "$epsom" --db "$ours" report all --format csv -- \
        sqlite3 -csv "$dir/indexed.db" "$sql '0' GROUP BY day"
    # shellcheck disable=SC2016 # mawk's own variables
    ! has mawk || against 0.5 "  against mawk" "$epsom" --db "$ours" report all --format csv -- \
        mawk -F, '$2 == "magnesium" { sum[$1] += $3 } END { for (day in sum) print day, sum[day] }' "$dir/plain.csv"
    runs=3
    ! [ -d "$dir/timew" ] || TIMEWARRIORDB=$dir/timew against "" "  against timew" \
        "$epsom" --db "$ours" report all --format csv -- \
        timew summary :all magnesium
    ! [ -f "$dir/intake.journal" ] || against "" "  against hledger" "$epsom" --db "$ours" report all --format csv -- \
        hledger -f "$dir/intake.journal" register intake:magnesium -D -O csv
    unset runs
    rows=$(($(wc -l <"$dir/import.csv") - 1))
    printf '%-38s %9s B  %9s B\n' "bytes of an entry" \
        $(($(wc -c <"$ours") / rows)) $(($(wc -c <"$dir/lean.db") / rows))
}

printf '%-38s %12s %12s %6s %-6s %6s %9s\n' "" epsom other ratio "(goal)" cpu memory
against 1.2 "--version" "$epsom" --version -- "$floor" nop
against 1 "  against true" "$epsom" --version -- true
for other in sqlite3 timew task hledger; do
    ! has $other || against "" "  against $other" "$epsom" --version -- $other --version
done
everybody ten 3652
measured ten "18,260 entries"

say "import of 100,000 rows of csv"
entries 20000 >rows.csv
runs=5
against 1.3 "import" sh -c "rm -f ours.db; exec $epsom --db ours.db import rows.csv" -- \
    sh -c "rm -f theirs.db; exec $floor import theirs.db rows.csv"
! has sqlite3 || against 1.6 "  against sqlite3" sh -c "rm -f ours.db; exec $epsom --db ours.db import rows.csv" -- \
    sh -c "rm -f theirs.db; sqlite3 theirs.db 'CREATE TABLE entry(at, what, amount, unit, nutrient, note)' \
        'CREATE INDEX entry_nutrient ON entry(nutrient, at, amount)' '.import --csv --skip 1 rows.csv entry'"
unset runs

# A product with a label of 30 lines, on each day of ten years.
say "a label of 30 lines, ten years"
profile label.db
awk -F '\t' 'NR > 1 && NR <= 31 { print $3 " 10 " $4 }' "$tables/ingredients.tsv" >label.txt
"$epsom" --db label.db -q dose add multi --label label.txt
days 3651 'print "multi " day " 08:00"' | batches label.db
one() { label=$1; shift; "$paired" "${runs:-21}" "  $label" "" -- "$epsom" --db "$@"; }
one "log" label.db log multi
one "report 30d --nutrient all" label.db report 30d --nutrient all --format csv
one "report all" label.db report all --format csv
runs=5 one "report all --nutrient all" label.db report all --nutrient all --format csv
[ "${LONG:-}" = 1 ] || exit 0

everybody hundred 36000
measured hundred "180,000 entries"
rm -rf hundred
everybody million 36000 6
measured million "1,080,000 entries"
rm -rf million

say "one commit of the lean program, by journal mode, against the one that epsom uses"
for mode in truncate persist; do
    cp ten/lean.db ours.db && cp ten/lean.db theirs.db
    against "" "  $mode, against delete" "$floor" log ours.db "$mode" -- "$floor" log theirs.db
    rm -f ours.db* theirs.db*
done

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
