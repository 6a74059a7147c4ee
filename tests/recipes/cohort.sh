# cohort.sh: what the tests of recipes for many people begin with: generated people, each with an export in people/ and,
# in expected/, the days of their own report and the entries of their own list. Sourced with the program as $1.
#
# 20 people with 60 days. COHORT=1000 COHORT_DAYS=4020 are ten million entries, and then time and memory are printed.
# With COHORT_DIR=DIR the people are kept in DIR/1000x4020, which the next test uses again.
# shellcheck shell=sh disable=SC2034 # what is set here is used there
[ -z "${COHORT_DIR:-}" ] || COHORT_DIR=$(mkdir -p "$COHORT_DIR" && cd "$COHORT_DIR" && pwd) || exit 9
# shellcheck source=tests/recipes/common.sh
. "$(dirname "$0")/common.sh"
people=${COHORT:-20} days=${COHORT_DAYS:-60}

# timed WHAT COMMAND...: with COHORT, says how long it took and how much memory it needed at most.
timed() {
    what=$1
    shift
    if [ "${COHORT:-}" ] && [ -x /usr/bin/time ]; then
        /usr/bin/time -o "$work/time" -f "$what: %e s, %M kB" "$@"
        set -- $?
        cat "$work/time"
        return "$1"
    fi
    "$@"
}

cat >people.sh <<'END'
# people.sh STEP PEOPLE DAYS: one step for each person: a log is made, exported, or reported.
set -eu
person=0
while [ "$((person += 1))" -le "$2" ]; do
    name=$(printf 'p%04d' "$person")
    export EPSOM_DB="$PWD/logs/$name.db"
    case $1 in
    made)
        awk -v seed="$person" -v days="$3" 'BEGIN {
            srand(seed)
            print "date,time,what,amount,unit"
            split("glycinate citrate zinc b6 vitamin-c iron", what)
            for (day = 0; day < days; day++) {
                for (left = int(rand() * 6); left > 0; left--)
                    printf "%s,%02d:%02d,%s,%.3f,mg\n", strftime("%Y-%m-%d", 1764590400 - 86400 * day, 1),
                        6 + int(rand() * 17), int(rand() * 60), what[1 + int(rand() * 6)], 0.001 + rand() * 300
            }
        }' >made.csv
        sex=$([ $((person % 2)) = 0 ] && echo female || echo male)
        epsom -q profile set --born "19$((50 + person % 50))-05-17" --sex "$sex"
        epsom -q import made.csv
        ;;
    exported) epsom -q export --format sqlite "people/$name.sqlite" ;;
    reported)
        epsom report all --nutrient all --format csv |
            awk -F, -v person="$name" \
                'NR > 1 { print person "," $1 "," $2 "," $5 "," $9 "," ($12 == "true") }' >"expected/$name.days"
        epsom log list all --format csv |
            awk -F, -v person="$name" \
                'NR > 1 && !seen[$1]++ { print person "," $1 "," substr($2, 1, 16) "," $4 }' >"expected/$name.entries"
        ;;
    esac
done
END
export EPSOM_NOW=2025-12-02T12:00
# make_people: makes them, unless they are there.
make_people() {
    kept=${COHORT_DIR:-$work}/${people}x$days
    if [ ! -e "$kept/made" ]; then
        rm -rf "$kept"
        mkdir -p "$kept/logs" "$kept/people" "$kept/expected"
        for step in made exported reported; do
            (cd "$kept" && timed "$people people $step" sh "$HOME/people.sh" "$step" "$people" "$days") ||
                { fail "$step: status $?"; finish; }
        done
        : >"$kept/made"
    fi
    ln -s "$kept/people" "$kept/expected" . || exit 9
    for what in days entries; do
        cat expected/*."$what" | LC_ALL=C sort >"$work/expected_$what" || exit 9
    done
    entries=$(wc -l <"$work/expected_entries")
    [ "$entries" -gt "$((people * days))" ] || fail "too few entries to show anything: $entries"
}

# compared WHEN: what `dump WHEN` of the test has written to $work/days and $work/entries is what the people have.
compared() {
    began=$(date +%s)
    dump "$1"
    for what in days entries; do
        LC_ALL=C sort "$work/$what" >"$work/sorted"
        cmp -s "$work/sorted" "$work/expected_$what" && continue
        fail "$1: $what differ from the people's own: $(diff "$work/sorted" "$work/expected_$what" | head -n 4)"
    done
    [ -z "${COHORT:-}" ] || echo "$1: read and compared in $(($(date +%s) - began)) s"
}

# all_compared ENGINE: the first comparison, of what was loaded, and what it was.
all_compared() {
    compared "in $1"
    [ -e "$work/failed" ] ||
        echo "$people people, $entries entries, $(wc -l <"$work/days") days of nutrients in $1: as their own reports"
}

# changed NAME SQL: the export of a person with a change, as changed/NAME.sqlite.
changed() {
    mkdir -p changed
    cp "people/$1.sqlite" changed/
    sqlite3 "changed/$1.sqlite" "$2"
}

other_entry="UPDATE day SET total = total + 1; DELETE FROM entry WHERE id = 1;
    UPDATE entry SET what = 'calm, \"night\"', servings = NULL WHERE id = 3"
other_entry_question="SELECT id, CASE id WHEN 3 THEN what END, (servings IS NULL)::text
    FROM entry WHERE person = 'p0001' AND id < 4 ORDER BY id"
other_entry_read='2||false
3|calm, "night"|true'
wrong_entry="UPDATE day SET total = total + 1; UPDATE entry SET at = 'never' WHERE id = 3"

# expected_met: for each person, the days with entries of magnesium, and how many reached 300 mg.
expected_met() {
    awk -F, '$3 == "magnesium" && $4 == 1 { days[$1]++; met[$1] += $5 >= 300 }
        END { for (person in days) print person "," days[person] "," met[person] }' "$work/expected_days" | sort
}
