#!/bin/sh
# places.sh EPSOM: data files and outputs in places where they cannot be, one row each: status 3, one sentence and a remedy; and an
# --output or a backup that fails leaves what was there before.
# shellcheck source=tests/faults/common.sh disable=SC2154
. "$(dirname "$0")/common.sh"
needs timeout
prepare
chmod 755 "$work" "$work/home"

# Root may do everything: as another user where it can.
as_user=
if [ "$(id -u)" = 0 ]; then
    if command -v setpriv >/dev/null && cp "$epsom" "$work/epsom" && setpriv --reuid=65534 --regid=65534 --clear-groups true 2>/dev/null; then
        as_user="setpriv --reuid=65534 --regid=65534 --clear-groups"
        epsom=$work/epsom
    fi
fi

# refused WHAT SENTENCE [VARIABLE=VALUE...] WORDS...: the command is refused with status 3 and a sentence, and does not wait for anybody.
refused() {
    what=$1 sentence=$2
    shift 2
    cases=$((cases + 1))
    # shellcheck disable=SC2086 # a list of words
    env "$@" </dev/null >"$work/out" 2>"$work/err"
    status=$?
    [ "$status" = 3 ] || fail "$what: status $status: $(cat "$work/err")"
    [ "$(grep -c '^epsom: error: ' "$work/err")" = 1 ] || fail "$what: not one sentence: $(cat "$work/err")"
    grep -q "$sentence" "$work/err" || fail "$what: says: $(cat "$work/err")"
    grep -q '^epsom: hint: ' "$work/err" || fail "$what: names no remedy: $(cat "$work/err")"
}
run="timeout 4 $as_user $epsom"
both() { # WHAT SENTENCE FILE: for reading and for writing
    # shellcheck disable=SC2086 # a list of words
    refused "$1, read" "$2" EPSOM_DB="$3" $run report
    # shellcheck disable=SC2086
    refused "$1, written" "$2" EPSOM_DB="$3" $run log glycinate 5mg
}

mkdir directory.db directory.ndjson
ln -s loop.db loop.db
ln -s nowhere/epsom.db dangling.db
mkfifo pipe.db
echo "dear diary" >text.db
mkdir closed sealed
cp "$work/start.db" closed/epsom.db
cp "$work/start.db" sealed/epsom.db
echo before >sealed/old.ndjson
if command -v sqlite3 >/dev/null; then
    cp "$work/start.db" sealed/edited.db
    sqlite3 sealed/edited.db "UPDATE intake SET note = 'by hand'"
fi
cp "$work/start.db" secret.db
cp "$work/start.db" fixed.db
chmod 000 closed secret.db
chmod 555 sealed
chmod 444 fixed.db sealed/*
both "a directory in its place" "is a directory" directory.db
both "a symbolic link loop" "cannot be opened: Too many levels of symbolic links" loop.db
both "a pipe" "it is a device or a pipe, not a file" pipe.db
both "a device" "it is a device or a pipe, not a file" /dev/zero
both "a text file" "is not an epsom database" text.db
refused "a dangling link, written" "cannot be opened" EPSOM_DB=dangling.db timeout 4 "$epsom" log glycinate 5mg
refused "a file as its directory" "cannot create the directory" EPSOM_DB=text.db/epsom.db timeout 4 "$epsom" log glycinate 5mg
if [ "$as_user" ] || [ "$(id -u)" != 0 ]; then
    both "another user's file" "cannot be opened" secret.db
    both "a directory of another user" "cannot be opened: Permission denied" closed/epsom.db
    for file in fixed.db sealed/epsom.db; do
        # shellcheck disable=SC2086
        refused "a read-only $file, written" "cannot be written" EPSOM_DB="$file" $run log glycinate 5mg
        # shellcheck disable=SC2086
        EPSOM_DB=$file $run report >/dev/null || fail "$file cannot be read: $?"
    done
    # What another program changed is read where it cannot be accepted.
    if [ -e sealed/edited.db ]; then
        # shellcheck disable=SC2086
        EPSOM_DB=sealed/edited.db $run log list all >"$work/out" 2>"$work/err" || fail "an edited file that is read-only: $(cat "$work/err")"
        grep -q 'by hand' "$work/out" || fail "an edited file that is read-only: the change is not shown"
        grep -q 'another program changed the database .*but cannot accept them now' "$work/err" || fail "an edited file that is read-only: says: $(cat "$work/err")"
        # shellcheck disable=SC2086
        refused "an edited file that is read-only, written" "cannot be written" EPSOM_DB=sealed/edited.db $run log glycinate 5mg
    fi
    # shellcheck disable=SC2086
    refused "a directory for data that may not be written" "cannot create the directory" -u EPSOM_DB XDG_DATA_HOME="$work/home/sealed/data" $run log glycinate 5mg
    # shellcheck disable=SC2086
    refused "an output in a read-only directory" "': Permission denied" EPSOM_DB=fixed.db $run export sealed/new.ndjson
    # shellcheck disable=SC2086
    refused "a read-only output" "': Permission denied" EPSOM_DB=fixed.db $run export sealed/old.ndjson
    # shellcheck disable=SC2086
    refused "a backup in a read-only directory" "cannot be written: Permission denied" EPSOM_DB=fixed.db $run export --backup sealed/copy.db
    # shellcheck disable=SC2086
    refused "a database for analysis in a read-only directory" "': Permission denied" EPSOM_DB=fixed.db $run export sealed/log.sqlite
fi
refused "an output that is a directory" "Is a directory" EPSOM_DB=fixed.db "$epsom" export directory.ndjson
refused "an output in a directory that is not there" "No such file" EPSOM_DB=fixed.db "$epsom" report --output nowhere/report.csv
refused "an output onto a full disk" "No space left" EPSOM_DB=fixed.db "$epsom" export /dev/full
refused "an import that is not there" "No such file" EPSOM_DB=fixed.db "$epsom" import nowhere.csv

# No home: a usage error, for the user can name a place.
env -u HOME -u EPSOM_DB "$epsom" report >/dev/null 2>"$work/err"
if [ $? != 2 ] || ! grep -q 'hint: set EPSOM_DB' "$work/err"; then fail "no home: $(cat "$work/err")"; fi

# A failed write leaves the file of before, and nothing beside it; a good one keeps link and mode.
export EPSOM_DB=fixed.db
mkdir kept
echo before >kept/report.csv
chmod 640 kept/report.csv
ln -s report.csv kept/link.csv
if command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
    for fault in write:error=ENOSPC:when=1 fsync:error=EIO:when=1 rename:error=EACCES:when=1 fchmod:signal=TERM:when=1 fsync:signal=INT:when=1; do
        strace -f -o /dev/null -e inject=$fault "$epsom" report --format csv --output kept/link.csv >/dev/null 2>&1
        if [ "$(cat kept/report.csv)" != before ] || [ "$(echo kept/*)" != "kept/link.csv kept/report.csv" ]; then fail "$fault: kept/ has $(echo kept/*)"; fi
    done
    cp "$work/start.db" kept/copy.db
    for fault in pwrite64:error=ENOSPC:when=2 fsync:error=EIO:when=1 rename:error=EACCES:when=1 pwrite64:signal=TERM:when=3; do
        strace -f -o /dev/null -e inject=$fault "$epsom" export --backup kept/copy.db --force >/dev/null 2>&1
        if ! cmp -s kept/copy.db "$work/start.db" || [ "$(echo kept/*)" != "kept/copy.db kept/link.csv kept/report.csv" ]; then fail "$fault: kept/ has $(echo kept/*)"; fi
    done
    "$epsom" -q export kept/log.sqlite || fail "a database for analysis is not written"
    cp kept/log.sqlite "$work/log.sqlite"
    for fault in pwrite64:error=ENOSPC:when=2 pwrite64:error=EIO:when=9 fsync:error=EIO:when=1 \
        rename:error=EACCES:when=1 pwrite64:signal=TERM:when=3; do
        cases=$((cases + 1))
        strace -f -o /dev/null -e inject=$fault "$epsom" export kept/log.sqlite >/dev/null 2>"$work/err"
        status=$?
        if ! cmp -s kept/log.sqlite "$work/log.sqlite" ||
            [ "$(echo kept/*)" != "kept/copy.db kept/link.csv kept/log.sqlite kept/report.csv" ]; then
            fail "$fault: kept/ has $(echo kept/*)"
        fi
        case $fault in
            *error=*)
                if [ "$status" != 3 ] || ! grep -q "^epsom: error: cannot write 'kept/log.sqlite': " "$work/err"; then
                    fail "$fault: status $status: $(cat "$work/err")"
                fi
                ;;
        esac
    done
fi
"$epsom" report --format csv --output kept/link.csv || fail "an output through a link is not written"
if ! [ -L kept/link.csv ] || ! grep -q magnesium kept/report.csv; then fail "an output does not follow a link"; fi
[ "$(stat -c %a kept/report.csv)" = 640 ] || fail "an output does not keep the mode of the file it replaces"
chmod -R u+rwx "$work/home"
done_with "places"
