#!/bin/sh
# strangers.sh EPSOM: a data file that another program wrote, and what can be saved of a damaged one.
#
# What the sqlite3 shell changes by the rules is taken over with one warning, after which the file is epsom's again; what breaks them is
# refused and named. A copy made while another program has the file open is as it was before or after. What --salvage writes of a file with
# a damaged page can be imported, holds no amount that was not there, and names what is lost. With EPSOM_FAULTS=all every page is damaged.
# shellcheck source=tests/faults/common.sh disable=SC2154
. "$(dirname "$0")/common.sh"
needs sqlite3 dd od
prepare

# taken_over WHAT COLUMNS...: one warning, then none, and the file is sound.
taken_over() {
    cases=$((cases + 1))
    "$epsom" log list all --format csv >"$work/out" 2>"$work/err" || fail "$1: not read: $(cat "$work/err")"
    [ "$(grep -c '^epsom: warning: another program changed the database (.*); epsom checked the changes and accepted them$' "$work/err")" = 1 ] || fail "$1: not one warning: $(cat "$work/err")"
    "$epsom" check database >"$work/again" 2>&1 || fail "$1: not sound: $(cat "$work/again")"
    [ ! -s "$work/again" ] || fail "$1: a second warning: $(cat "$work/again")"
    "$epsom" -q log glycinate 1mg 2>"$work/err" || fail "$1: nothing can be logged: $(cat "$work/err")"
}
edited() { # edited SQL EXPECTED: what the list then shows
    cp "$work/start.db" "$EPSOM_DB"
    sqlite3 "$EPSOM_DB" "$1" >"$work/shell" 2>&1 || fail "the shell does not do: $1"
    taken_over "$1"
    grep -qF "$2" "$work/out" || fail "$1: the change is not shown"
}
edited "UPDATE intake SET note = 'by hand'" "by hand"
edited "UPDATE content SET amount = 123000000 WHERE amount IS NOT NULL" ",123,mg"
edited "INSERT INTO intake(id, uuid, stamp, at, utc_offset, day, what, kind, dose, servings, quantity, unit, source, route, note, recorded, value, onset, origin, edition, detail) SELECT NULL, '11111111-2222-4333-8444-555555555555', stamp, at + 60, utc_offset, day, what, kind, dose, servings, quantity, unit, source, route, 'inserted', recorded, value, onset, origin, edition, detail FROM intake WHERE kind = 5" inserted
edited "VACUUM" "oxide"
edited "PRAGMA journal_mode = WAL; UPDATE intake SET note = 'through a log'" "through a log"
edited "REINDEX" "oxide"

# What breaks epsom's rules is refused, named, and left as it is; what can be read of it can be saved.
refused() { # refused SQL SENTENCE
    cases=$((cases + 1))
    cp "$work/start.db" "$EPSOM_DB"
    sqlite3 "$EPSOM_DB" "$1"
    cp "$EPSOM_DB" "$work/broken.db"
    "$epsom" report >"$work/out" 2>"$work/err"
    [ $? = 3 ] || fail "$1: not refused"
    grep -q "^epsom: error: another program changed the database, which is now inconsistent: $2" "$work/err" || fail "$1: $(cat "$work/err")"
    [ ! -s "$work/out" ] || fail "$1: shown all the same"
    "$epsom" check database >"$work/out" 2>&1
    [ $? = 1 ] || fail "$1: check database: $(cat "$work/out")"
    cmp -s "$EPSOM_DB" "$work/broken.db" || fail "$1: the file is changed"
    saved "$1"
}

# saved WHAT: what --salvage writes can be imported into a new file, which is then sound; each line was there, or has unknown amounts.
"$epsom" --db "$work/start.db" export | sort >"$work/all"
saved() {
    rm -f "$work/saved.ndjson" "$work/new.db"
    "$epsom" -q export --salvage "$work/saved.ndjson" 2>"$work/err"
    status=$?
    if [ ! -e "$work/saved.ndjson" ]; then
        [ $status = 3 ] || fail "$1: nothing is saved, with status $status"
        return
    fi
    sort "$work/saved.ndjson" | comm -23 - "$work/all" | grep -v '"amount":null' >"$work/other" && fail "$1: never written: $(cat "$work/other")"
    lost=$(sort "$work/saved.ndjson" | comm -13 - "$work/all" | wc -l)
    case $status in
        0) [ "$lost" = 0 ] || fail "$1: $lost lines are missing, and nothing is said" ;;
        3) grep -q '^epsom: warning: ' "$work/err" || fail "$1: status 3, and nothing is said: $(cat "$work/err")" ;;
        *) fail "$1: status $status: $(cat "$work/err")" ;;
    esac
    "$epsom" -q --db "$work/new.db" import "$work/saved.ndjson" 2>"$work/err" || fail "$1: what is saved cannot be imported: $(cat "$work/err")"
    [ ! -e "$work/new.db" ] || "$epsom" --db "$work/new.db" check database >"$work/out" 2>&1 || fail "$1: the import is not sound: $(cat "$work/out")"
}
refused "UPDATE content SET amount = -5 WHERE amount IS NOT NULL" "impossible amounts"
refused "DELETE FROM intake WHERE what = 'almonds'" "rows that belong to no record"
refused "UPDATE intake SET kind = 99 WHERE what = 'almonds'" "rows of an unknown kind"
refused "DROP TABLE skip" "its table 'skip' differs from the schema of epsom"
refused "UPDATE dose SET plan = 'sometimes'" "a record has an unknown value"

# A copy while the file is open: in the middle of a change whose pages are in the file already, and beside a write-ahead log.
copied() { # copied SQL WHAT
    cases=$((cases + 1))
    cp "$work/start.db" "$work/open.db"
    "$epsom" --db "$work/open.db" export | sort >"$work/right"
    { echo "$1"; echo ".shell cp '$work/open.db' '$EPSOM_DB'"; } | sqlite3 "$work/open.db" >/dev/null 2>&1
    "$epsom" export >"$work/out" 2>"$work/err"
    case $? in
        0) sort "$work/out" | cmp -s - "$work/right" || sort "$work/out" | cmp -s - "$work/after" || fail "$2: neither before nor after" ;;
        3) grep -q '^epsom: error: the database is damaged' "$work/err" || fail "$2: $(cat "$work/err")" ;;
        *) fail "$2: $(cat "$work/err")" ;;
    esac
    rm -f "$EPSOM_DB"
}
cp "$work/start.db" "$work/open.db"
sqlite3 "$work/open.db" "UPDATE intake SET note = 'changed'"
"$epsom" -q --db "$work/open.db" export 2>/dev/null | sort >"$work/after"
copied "BEGIN; UPDATE intake SET note = 'changed';" "in a change"
copied "PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN; UPDATE intake SET note = 'changed'; UPDATE content SET amount = 1;" "in a change that does not fit into memory"
copied "PRAGMA journal_mode = WAL; UPDATE intake SET note = 'changed';" "beside a log"
copied "BEGIN IMMEDIATE;" "locked"

# One damaged byte, then a whole page.
pages=$(($(wc -c <"$work/start.db") / 4096))
page=0
while [ "$page" -lt "$pages" ]; do
    cases=$((cases + 1))
    at=$((page * 4096 + 100 + page * 977 % 3900))
    cp "$work/start.db" "$EPSOM_DB"
    byte=$(od -An -tu1 -j "$at" -N 1 "$EPSOM_DB")
    # shellcheck disable=SC2059 # the octal number is the text
    printf "\\$(printf %o $((byte ^ 5)))" | dd of="$EPSOM_DB" bs=1 seek="$at" conv=notrunc 2>/dev/null
    saved "byte $at"
    dd if=/dev/zero of="$EPSOM_DB" bs=4096 count=1 seek="$page" conv=notrunc 2>/dev/null
    saved "page $page of zeros"
    page=$((page + $([ "$all" ] && echo 1 || echo 3)))
done
done_with "files of other programs and damaged ones"
