#!/bin/sh
# import_sizes.sh EPSOM [DIR [FILE...]]: files as large as those of many years, one for each format, made up and the same each time.
# Each is imported, imported once more, and undone. It fails if the second import adds or updates something, if undo leaves something, or
# if an import takes more memory than its bound. It takes about ten minutes, 2 GB in DIR, and GNU time.
#
# DIR keeps the files for the next run; without it they are in /tmp and removed. FILE... measures only these.
set -eu
# shellcheck disable=SC1007 # not an assignment of cd
tables=$(CDPATH= cd "$(dirname "$0")/../../src/data" && pwd)
epsom=$(command -v "$1")
case $epsom in /*) ;; *) epsom=$PWD/$epsom ;; esac
if [ $# -gt 1 ]; then
    mkdir -p "$2"
    kept=$(cd "$2" && pwd)
    shift 2
else
    kept=
    shift
fi
chosen=" $* "
left=$#
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
files=${kept:-$work}
cd "$work"
export TZ=UTC LC_ALL=C.UTF-8 EPSOM_NOW=2026-11-20T22:00 NO_COLOR=1
unset EPSOM_DB || true
env time -f %M true 2>/dev/null || { echo "import_sizes: needs GNU time" >&2; exit 2; }

# made COMMAND...: runs awk with the functions that all files share. day(i) is a day of the ten years before 2026-11-20.
# shellcheck disable=SC2016 # awk's
common='
function random(below) { seed = seed * 16807 % 2147483647; return seed % below }
function day(i,    z, era, doe, yoe, doy, mp, d, m) {  # Hinnant, days_from_civil and back
    z = 20777 - days + 1 + i + 719468; era = int(z / 146097); doe = z - era * 146097
    yoe = int((doe - int(doe / 1460) + int(doe / 36524) - int(doe / 146096)) / 365)
    doy = doe - (365 * yoe + int(yoe / 4) - int(yoe / 100)); mp = int((5 * doy + 2) / 153)
    d = doy - int((153 * mp + 2) / 5) + 1; m = mp < 10 ? mp + 3 : mp - 9
    return sprintf("%04d-%02d-%02d", yoe + era * 400 + (m <= 2), m, d)
}
function clock(minute) { return sprintf("%02d:%02d", int(minute / 60), minute % 60) }
BEGIN { days = 3652; seed = 42
    foods = split("Oatmeal, Cooked with Water|Coffee, Brewed|Salmon, Atlantic, Farmed, Cooked|Spinach, Boiled|Almonds, Raw|" \
        "Banana, Raw|Yogurt, Plain, Whole Milk|Bread, Whole Wheat|Lentils, Boiled|Broccoli, Steamed|Cheddar Cheese|Eggs, Fried|" \
        "Brown Rice, Cooked|Tofu, Firm|Apple, Raw|Dark Chocolate, 70-85% Cacao|Chicken Breast, Roasted|Black Beans, Canned", food, "|")
    pills = split("Magnesium Bisglycinate, 100 mg Capsule|Vitamin D3, 1000 IU|Iron 18 mg Tablet|Zinc Picolinate 15 mg", pill, "|") }
'
made() { awk "$common BEGIN { $1 }"; }

make_apple_health() {
    printf '%s\n' '<?xml version="1.0" encoding="UTF-8"?>' '<!DOCTYPE HealthData [' '<!-- HealthKit Export Version: 14 -->' \
        '<!ELEMENT HealthData (ExportDate,Me,(Record|Correlation|Workout|ActivitySummary)*)>' '<!ATTLIST HealthData' \
        '  locale CDATA #REQUIRED' '>' ']>' '<HealthData locale="en_US">' ' <ExportDate value="2026-11-20 21:11:02 +0100"/>'
    # shellcheck disable=SC2016
    made '
        phone = "sourceName=\"Robin\342\200\231s iPhone\" sourceVersion=\"26.0\" device=\"&lt;&lt;HKDevice: 0x300e1f2a0&gt;, name:iPhone," \
            " manufacturer:Apple Inc., model:iPhone, hardware:iPhone15,2, software:26.0&gt;\""
        watch = "sourceName=\"Robin\342\200\231s Apple Watch\" sourceVersion=\"13.0\" device=\"&lt;&lt;HKDevice: 0x301c9d4e0&gt;, name:Apple Watch," \
            " manufacturer:Apple Inc., model:Watch, hardware:Watch7,5, software:13.0&gt;\""
        record = " <Record type=\"HKQuantityTypeIdentifier%s\" %s unit=\"%s\" creationDate=\"%s\" startDate=\"%s\" endDate=\"%s\" value=\"%s\""
        nutrients = split("Magnesium mg Iron mg Calcium mg Zinc mg VitaminC mg VitaminD mcg VitaminB12 mcg Folate mcg Fiber g Protein g" \
            " Potassium mg Sodium mg Caffeine mg Water mL", of, " ") / 2
        for (n = 1; n <= nutrients; ++n) for (i = 0; i < days; ++i) for (meal = 0; meal < 3; ++meal) {
            at = day(i) " " clock(450 + 300 * meal + random(60)) ":00 +0100"
            printf record ">\n  <MetadataEntry key=\"HKFoodType\" value=\"%s\"/>\n </Record>\n", "Dietary" of[2 * n - 1],
                "sourceName=\"Cronometer\" sourceVersion=\"4.42\"", of[2 * n], at, at, at, (1 + random(9000)) / 100, food[1 + random(foods)]
        }
        for (i = 0; i < days; ++i) { today = day(i)
            for (n = 0; n < 430; ++n) {
                at = today " " clock(int(n * 3.3)) sprintf(":%02d +0100", random(60))
                printf record ">\n  <MetadataEntry key=\"HKMetadataKeyHeartRateMotionContext\" value=\"%d\"/>\n </Record>\n",
                    "HeartRate", watch, "count/min", at, at, at, 48 + random(90), random(3)
            }
            for (n = 0; n < 110; ++n) {
                minute = 420 + n * 8; from = today " " clock(minute) ":00 +0100"; to = today " " clock(minute + 1 + random(7)) ":00 +0100"
                printf record "/>\n", "StepCount", n % 2 ? phone : watch, "count", to, from, to, 10 + random(600)
                if (n % 2) printf record "/>\n", "DistanceWalkingRunning", phone, "km", to, from, to, random(900) / 1000
            }
            for (n = 0; n < 12; ++n) {
                from = today " " clock(n * 33) ":00 +0100"; to = today " " clock(n * 33 + 30) ":00 +0100"
                printf " <Record type=\"HKCategoryTypeIdentifierSleepAnalysis\" %s creationDate=\"%s\" startDate=\"%s\" endDate=\"%s\"" \
                    " value=\"HKCategoryValueSleepAnalysisAsleepCore\"/>\n", watch, to, from, to
            }
        }
        for (i = 0; i < days; ++i) printf " <ActivitySummary dateComponents=\"%s\" activeEnergyBurned=\"%d\" activeEnergyBurnedGoal=\"500\"" \
            " activeEnergyBurnedUnit=\"kcal\" appleExerciseTime=\"31\" appleStandHours=\"11\"/>\n", day(i), 200 + random(500)
        print "</HealthData>"'
}

# The columns of nutrients that Cronometer, MacroFactor and others have, with the largest value of a row.
value_columns='Energy (kcal):400 Alcohol (g):1 Caffeine (mg):95 Oxalate (mg):20 Phytate (mg):60 Water (g):240 B1 (Thiamine) (mg):1 B2 (Riboflavin) (mg):1
B3 (Niacin) (mg):8 B5 (Pantothenic Acid) (mg):2 B6 (Pyridoxine) (mg):1 B12 (Cobalamin) (µg):3 Biotin (µg):9 Choline (mg):90 Folate (µg):90
Vitamin A (µg):200 Beta-carotene (µg):900 Lutein+Zeaxanthin (µg):900 Lycopene (µg):900 Retinol (µg):90 Vitamin C (mg):60 Vitamin D (IU):400
Vitamin E (mg):4 Vitamin K (µg):90 Calcium (mg):300 Chromium (µg):9 Copper (mg):1 Fluoride (µg):90 Iodine (µg):60 Iron (mg):5 Magnesium (mg):90
Manganese (mg):2 Molybdenum (µg):30 Phosphorus (mg):300 Potassium (mg):600 Selenium (µg):40 Sodium (mg):500 Zinc (mg):4 Carbs (g):50 Fiber (g):9
Starch (g):30 Sugars (g):20 Added Sugars (g):9 Net Carbs (g):40 Fat (g):20 Cholesterol (mg):90 Monounsaturated (g):9 Polyunsaturated (g):9
Saturated (g):9 Trans-Fats (g):1 Omega-3 (g):2 ALA (g):1 DHA (g):1 EPA (g):1 Omega-6 (g):6 LA (g):6 Cystine (g):1 Histidine (g):1 Isoleucine (g):2
Leucine (g):3 Lysine (g):3 Methionine (g):1 Phenylalanine (g):2 Protein (g):30 Threonine (g):2 Tryptophan (g):1 Tyrosine (g):1 Valine (g):2'

# diary NUTRIENTS: a line for each of the twelve rows of a day, "day|minute|name|is a pill|value|...", after one of the headings.
diary() {
    # shellcheck disable=SC2016
    printf '%s\n' "$value_columns" | sed 's/:\([0-9]*\) */|\1\n/g' | awk -F '|' "$common"'
        NF == 2 { heading[++columns] = $1; most[columns] = $2 }
        END {
            for (n = 1; n <= columns; ++n) printf "|%s", heading[n]
            print ""
            for (i = 0; i < days; ++i) for (row = 0; row < 12; ++row) {
                is_pill = row % 5 == 4
                which = is_pill ? 1 + random(pills) : 0
                printf "%s|%d|%s|%d", day(i), 420 + row * 70 + random(60), is_pill ? pill[which] : food[1 + random(foods)], is_pill
                for (n = 1; n <= columns; ++n) {
                    if (is_pill) {
                        has = which == 1 && heading[n] ~ /^Magnesium/ ? 100 : which == 2 && heading[n] ~ /^Vitamin D/ ? 1000 : \
                            which == 3 && heading[n] ~ /^Iron/ ? 18 : which == 4 && heading[n] ~ /^Zinc/ ? 15 : -1
                        if (has < 0) printf "|"
                        else printf "|%.2f", has
                    } else if (random(8) == 0) printf "|"
                    else printf "|%.2f", random(most[n] * 100) / 100
                }
                print ""
            }
        }'
}
make_cronometer() {
    # shellcheck disable=SC2016
    diary | awk -F '|' '
        NR == 1 { gsub(/\|/, ","); print "Day,Time,Group,Food Name,Amount" $0 ",Category"; next }
        { minute = $2; half = minute < 720 ? "AM" : "PM"; hour = int(minute / 60) % 12; if (!hour) hour = 12
          printf "%s,%d:%02d %s,\"%s\",\"%s\",\"%s\"", $1, hour, minute % 60, half, $4 ? "Supplements" : minute < 660 ? "Breakfast" : minute < 900 ? "Lunch" : "Dinner",
              $3, $4 ? "1.00 capsule" : "85.00 g"
          for (n = 5; n <= NF; ++n) printf ",%s", $n
          printf ",\"%s\"\n", $4 ? "" : "Baked Products" }'
}
make_wide_table() {
    # shellcheck disable=SC2016
    diary | awk -F '|' '
        NR == 1 { gsub(/\|/, ","); print "Date,Time,Food Name,Serving Size" $0; next }
        { printf "%s,%02d:%02d,\"%s\",%s", $1, int($2 / 60), $2 % 60, $3, $4 ? "1 capsule" : "85 g"
          for (n = 5; n <= NF; ++n) printf ",%s", $n
          print "" }'
}

# Fifteen medicines, as MedTimer names them.
medicines='medicines = split("Magnesium citrate 150 mg|Vitamin D3 (1000 IU)|Iron 18 mg|Zinc 10 mg|Calcium 500 mg|Vitamin C 500 mg|Vitamin B12 1000 mcg|" \
    "Folic acid 400 mcg|Levothyroxine 50 mcg|Ibuprofen 400|Biotin 30 mcg|Selenium 100 mcg|Potassium 99 mg|Melatonin 1 mg|Iodine 150 mcg", medicine, "|")'
make_medtimer_backup() {
    # shellcheck disable=SC2016
    made "$medicines"'
        print "{\"medicines\":{\"version\":25,\"list\":["
        for (n = 1; n <= medicines; ++n) printf "{\"medicine\":{\"name\":\"%s\",\"color\":-16776961,\"useColor\":false,\"notificationImportance\":3,\"iconId\":0," \
            "\"amount\":%d.0,\"unit\":\"tablets\",\"refillSizes\":[],\"notes\":\"\",\"sortOrder\":%d.0},\"tags\":[]," \
            "\"reminders\":[{\"reminderId\":%d,\"timeInMinutes\":%d,\"consecutiveDays\":1,\"pauseDays\":0,\"instructions\":\"\",\"cycleStartDay\":18000,\"amount\":\"1\"," \
            "\"days\":[true,true,true,true,true,true,true],\"active\":true,\"periodStart\":0,\"periodEnd\":0,\"activeDaysOfMonth\":-1,\"linkedReminderId\":0,\"intervalStart\":0}]}%s\n",
            medicine[n], 30 + n, n, n, 420 + 60 * n, n < medicines ? "," : ""
        print "]},\"events\":{\"version\":25,\"list\":["
        for (n = 0; n < 20000; ++n) {
            which = n % medicines + 1; at = 1795132800 - int((19999 - n) / medicines) * 86400 + (420 + 60 * which) * 60
            printf "{\"reminderEventId\":%d,\"medicineName\":\"%s\",\"amount\":\"1\",\"color\":-16776961,\"useColor\":false,\"status\":\"%s\",\"remindedTimestamp\":%d," \
                "\"processedTimestamp\":%d,\"reminderId\":%d,\"notificationId\":%d,\"remainingRepeats\":0,\"stockHandled\":true,\"askForAmount\":false,\"tags\":[]," \
                "\"lastIntervalReminderTimeInMinutes\":0,\"notes\":\"\",\"iconId\":0}%s\n",
                n + 1, medicine[which], random(20) ? "TAKEN" : "SKIPPED", at - 86400, at - 86400 + random(3600), which, n % 1000, n < 19999 ? "," : ""
        }
        print "]}}"'
}
make_medtimer_events() {
    # shellcheck disable=SC2016
    made "$medicines"'
        print "Reminded;Name;Dosage;Taken;Tags;Interval;Notes;Reminded (ISO 8601);Taken (ISO 8601)"
        for (n = 0; n < 20000; ++n) {
            which = n % medicines + 1; minute = 420 + 60 * which; taken = random(20); late = random(50); today = day(days - 2 - int((19999 - n) / medicines))
            printf "%s, %s;%s;1;%s;;0:00;;%sT%s:00Z;%s\n", today, clock(minute % 1440), medicine[which], taken ? today ", " clock((minute + late) % 1440) : "",
                today, clock(minute % 1440), taken ? today "T" clock((minute + late) % 1440) ":00Z" : ""
        }'
}

# make_usda_fdc: the folder as it is downloaded: 8,789 foods, and 77 or 78 amounts for each, which is 679,000 in all.
make_usda_fdc() {
    mkdir -p "$1"
    # shellcheck disable=SC2016
    awk -F '\t' -v dir="$1" "$common"'
        FILENAME != "" && FNR > 1 && $12 { unit = $4 == "mcg" ? "UG" : toupper($4); id[++known] = $12; name[known] = $3; units[known] = unit; most[known] = unit == "G" ? 2000 : 90000 }
        END {
            nutrient = dir "/nutrient.csv"; list = dir "/food.csv"; amounts = dir "/food_nutrient.csv"
            print "\"id\",\"name\",\"unit_name\",\"nutrient_nbr\",\"rank\"" > nutrient
            for (all = known; all < 130; ) { id[++all] = 1400 + all; name[all] = "Fatty acid no. " all; units[all] = "G"; most[all] = 900 }
            for (n = 1; n <= all; ++n) printf "\"%d\",\"%s\",\"%s\",\"%d\",\"%d.0\"\n", id[n], name[n], units[n], 300 + n, 100 * n > nutrient
            print "\"fdc_id\",\"data_type\",\"description\",\"food_category_id\",\"publication_date\"" > list
            print "\"id\",\"fdc_id\",\"nutrient_id\",\"amount\",\"data_points\",\"derivation_id\",\"min\",\"max\",\"median\",\"footnote\",\"min_year_acquired\"" > amounts
            for (f = 0; f < 8789; ++f) {
                printf "\"%d\",\"sr_legacy_food\",\"%s, sort no. %d\",\"%d\",\"2019-04-01\"\n", 167512 + f, food[1 + random(foods)], f, 1 + f % 25 > list
                has = 77 + (f % 4 == 0); row = random(all)
                for (n = 0; n < has; ++n) {
                    which = n < known ? n + 1 : known + 1 + (row + n) % (all - known)
                    printf "\"%d\",\"%d\",\"%d\",\"%s\",\"%d\",\"1\",\"\",\"\",\"\",\"\",\"\"\n", 1283674 + ++number, 167512 + f, id[which], random(most[which]) / 1000, random(20) > amounts
                }
            }
        }' "$tables/ingredients.tsv"
}

make_health_auto_export() {
    # shellcheck disable=SC2016
    made '
        nutrients = split("magnesium mg iron mg calcium mg zinc mg vitamin_c mg vitamin_d mcg vitamin_b12 mcg folate mcg fiber g protein g" \
            " potassium mg sodium mg dietary_caffeine mg dietary_water mL", of, " ") / 2
        print "{\"data\":{\"metrics\":["
        for (n = 1; n <= nutrients; ++n) {
            printf "{\"units\":\"%s\",\"name\":\"%s\",\"data\":[\n", of[2 * n], of[2 * n - 1]
            for (i = 0; i < days; ++i) for (meal = 0; meal < 4; ++meal) printf "{\"date\":\"%s %s:00 +0100\",\"qty\":%s,\"source\":\"Cronometer\"}%s\n",
                day(i), clock(430 + 240 * meal + random(60)), (1 + random(90000)) / 1000, i == days - 1 && meal == 3 ? "" : ","
            print "]},"
        }
        print "{\"units\":\"count/min\",\"name\":\"heart_rate\",\"data\":["
        for (i = 0; i < days; ++i) for (n = 0; n < 96; ++n) { beat = 50 + random(60)
            printf "{\"Min\":%d,\"date\":\"%s %s:00 +0100\",\"Max\":%d,\"Avg\":%d.5,\"source\":\"Robin\342\200\231s Apple Watch\"}%s\n", beat - 3, day(i), clock(n * 15), beat + 9, beat,
                i == days - 1 && n == 95 ? "" : "," }
        print "]},\n{\"units\":\"count\",\"name\":\"step_count\",\"data\":["
        for (i = 0; i < days; ++i) for (n = 0; n < 24; ++n) printf "{\"date\":\"%s %s:00 +0100\",\"qty\":%d,\"source\":\"Robin\342\200\231s iPhone\"}%s\n", day(i), clock(n * 60), random(900),
            i == days - 1 && n == 23 ? "" : ","
        print "]}\n]}}"'
}

# Ten years of meals among the steps of three of them.
make_health_connect() {
    rm -f "$1"
    sqlite3 "$1" "
        PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
        CREATE TABLE application_info_table(row_id INTEGER PRIMARY KEY, package_name TEXT, app_name TEXT);
        INSERT INTO application_info_table VALUES (7, 'com.example.meals', 'Meals'), (8, 'com.example.steps', 'Steps');
        CREATE TABLE steps_record_table(row_id INTEGER PRIMARY KEY, uuid BLOB UNIQUE, start_time INTEGER, start_zone_offset INTEGER, end_time INTEGER, app_info_id INTEGER, count INTEGER);
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 499999)
            INSERT INTO steps_record_table SELECT i + 1, CAST(printf('steps   %08d', i) AS BLOB), 1795132800000 - i * 189000, 3600, 1795132860000 - i * 189000, 8, i * 7919 % 97 FROM n;
        CREATE TABLE nutrition_record_table(row_id INTEGER PRIMARY KEY, uuid BLOB UNIQUE, start_time INTEGER, start_zone_offset INTEGER, end_time INTEGER, local_date INTEGER, app_info_id INTEGER,
            meal_type INTEGER, meal_name TEXT, energy REAL, biotin REAL, caffeine REAL, calcium REAL, chloride REAL, cholesterol REAL, chromium REAL, copper REAL, dietary_fiber REAL, folate REAL,
            folic_acid REAL, iodine REAL, iron REAL, magnesium REAL, manganese REAL, molybdenum REAL, niacin REAL, pantothenic_acid REAL, phosphorus REAL, potassium REAL, protein REAL, riboflavin REAL,
            selenium REAL, sodium REAL, sugar REAL, thiamin REAL, total_carbohydrate REAL, total_fat REAL, vitamin_a REAL, vitamin_b12 REAL, vitamin_b6 REAL, vitamin_c REAL, vitamin_d REAL,
            vitamin_e REAL, vitamin_k REAL, zinc REAL);
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 43823),
            r AS (SELECT i, (i * 7919 + 13) % 997 / 1000.0 AS a, (i * 6101 + 7) % 991 / 1000.0 AS b, (i * 5381 + 3) % 983 / 1000.0 AS c FROM n)
            INSERT INTO nutrition_record_table SELECT i + 1, CAST(printf('meal    %08d', i) AS BLOB), 1795129200000 - i * 7200000, 3600, 1795129260000 - i * 7200000, NULL, 7, 1 + i % 4,
            CASE i % 5 WHEN 4 THEN 'Magnesium Bisglycinate, 100 mg Capsule' WHEN 3 THEN NULL ELSE 'Oatmeal no. ' || i % 40 END, CASE i % 5 WHEN 4 THEN NULL ELSE 600000 * a END,
            a * 1e-5, b * 0.1, a * 0.3, c * 0.8, a * 0.1, b * 3e-5, c * 1e-3, a * 9, b * 1e-4, 4.9e-324, c * 6e-5, a * 5e-3, CASE i % 5 WHEN 4 THEN 0.1 ELSE b * 0.09 END, c * 2e-3, a * 3e-5, b * 8e-3,
            c * 2e-3, a * 0.3, b * 0.6, c * 30, a * 1e-3, b * 4e-5, c * 0.5, a * 20, b * 1e-3, c * 50, a * 20, b * 2e-4, c * 3e-6, a * 1e-3, b * 0.06, c * 1e-5, a * 4e-3, b * 9e-5, c * 4e-3 FROM r;" >/dev/null
}

# What epsom writes is made from ten years of Cronometer.
written() {
    [ -e ten_years.db ] || { [ -e "$files/servings.csv" ] || make_cronometer >"$files/servings.csv"; "$epsom" --db ten_years.db -q import "$files/servings.csv" 2>/dev/null; }
    "$epsom" --db ten_years.db "$@"
}

# make FILE: unless it is there already.
make() {
    [ -e "$files/$1" ] && return
    case $1 in
        export.xml) make_apple_health >"$files/part" ;;
        export.zip) make export.xml; mkdir -p apple_health_export && ln -s "$files/export.xml" apple_health_export/ && zip -q - apple_health_export/export.xml >"$files/part" ;;
        servings.csv) make_cronometer >"$files/part" ;;
        backup.json) make_medtimer_backup >"$files/part" ;;
        events.csv) make_medtimer_events >"$files/part" ;;
        fdc) make_usda_fdc "$files/part" ;;
        ten_years.epsom) written export >"$files/part" ;;
        entries.csv) written report entries all --format csv >"$files/part" ;;
        macrofactor.csv) make_wide_table >"$files/part" ;;
        metrics.json) make_health_auto_export >"$files/part" ;;
        health_connect_export.db) make_health_connect "$files/part" ;;
        *) echo "import_sizes: no file is called $1" >&2; exit 2 ;;
    esac
    mv "$files/part" "$files/$1"
}

# timed COMMAND...: with its seconds of processor and system, and kB of memory, in the file `cost`.
timed() { env time -q -f '%U %S %M' -o cost "$@"; }
number() { sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p" answer; }
failed=0
fail() { echo "import_sizes: $1" >&2; failed=1; }

# measure FILE MEGABYTES: with how much memory it may be imported.
measure() {
    case $chosen in "  " | *" $1 "*) ;; *) return 0 ;; esac
    left=$((left - 1))
    case $1 in *.zip) needed=zip ;; *.db) needed=sqlite3 ;; *) needed=$epsom ;; esac
    command -v "$needed" >/dev/null || { echo "import_sizes: $1 is not measured: it needs $needed" >&2; return 0; }
    make "$1"
    rm -f new.db
    "$epsom" --db new.db -q profile set --born 1990-01-01 --sex female
    "$epsom" --db new.db export >before
    timed "$epsom" --db new.db import "$files/$1" --format json >answer 2>notes || { cat notes answer >&2; fail "$1 is not imported"; return 0; }
    added=$(number added)
    read -r user system memory <cost; seconds="$user + $system"
    size=$(du -sk "$files/$1" | cut -f 1)
    stored=$(du -sk new.db | cut -f 1)
    timed "$epsom" --db new.db import "$files/$1" --format json >answer 2>notes || { cat notes answer >&2; fail "$1 is not imported again"; return 0; }
    read -r user system memory_again <cost; seconds_again="$user + $system"
    timed "$epsom" --db new.db -q undo
    read -r user system memory_undo <cost; seconds_undo="$user + $system"
    awk "BEGIN { printf \"%-26s %7.1f %8d %8.2f %7.1f %8.2f %7.1f %8.2f %7.1f %8.1f\n\", \"$1\", $size / 1024, $added, $seconds, $memory / 1024,
        $seconds_again, $memory_again / 1024, $seconds_undo, $memory_undo / 1024, $stored / 1024 }"
    [ "$added" -gt 0 ] || fail "$1: nothing was added"
    [ "$(number added)$(number updated)$(number removed)" = 000 ] || fail "$1: imported again, it changes something: $(cat answer)"
    "$epsom" --db new.db export >after
    cmp before after || fail "$1: undo leaves something"
    [ "$memory" -le $(($2 * 1024)) ] || fail "$1: the import takes more than $2 MB"
    [ "$memory_again" -le $(($2 * 1024)) ] || fail "$1: the second import takes more than $2 MB"
}

printf '%-26s %7s %8s %8s %7s %8s %7s %8s %7s %8s\n' "" MB added import memory again memory undo memory database
measure export.xml 24
measure export.zip 24
measure servings.csv 24
measure macrofactor.csv 24
measure entries.csv 24
measure ten_years.epsom 24
measure events.csv 24
measure fdc 24
measure health_connect_export.db 24
# JSON is read as a whole, and its size comes on top.
measure backup.json 32
measure metrics.json 88
[ "$left" -le 0 ] || { echo "import_sizes: no file is called so:$chosen" >&2; exit 2; }
exit $failed
