# common.sh: what every test of recipes begins with: an empty home, what the manual page displays, and stand-ins for the
# programs that a recipe uses. Sourced with the program as $1.
#
# The lines are those of man/epsom-recipes.7 and are nowhere else: a display has its name in the comment above it
# (.\" recipe NAME).
# shellcheck shell=sh disable=SC2034 # what is set here is used there
set -u
epsom=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
page=$here/../../man/epsom-recipes.7
work=$(mktemp -d)
stand_ins=$work/stand_ins
export TEST_WORK="$work"
over() {
    cat "$work"/*.pid 2>/dev/null | while read -r process; do kill "$process"; done
    wait
    rm -rf "$work"
}
trap over EXIT
trap 'exit 1' HUP INT PIPE TERM # so that what was started is ended
mkdir -p "$stand_ins" "$work/home/.local/bin" "$work/home/.local/state"
ln -s "$epsom" "$work/home/.local/bin/epsom"
export HOME="$work/home" TZ=Europe/Berlin LANG=C.UTF-8 LC_ALL=C.UTF-8 EPSOM_NOW=2026-11-20T21:05
export PATH="$stand_ins:$HOME/.local/bin:$PATH"
unset EPSOM_DB XDG_DATA_HOME XDG_STATE_HOME http_proxy https_proxy no_proxy
cd "$HOME" || exit 9

fail() {
    echo "FAILED: $*" | tee -a "$work/failed"
}

# same WHAT EXPECTED FOUND
same() {
    [ "$2" = "$3" ] && return
    fail "$1"
    printf '%s\n' "$2" >"$work/expected"
    printf '%s\n' "$3" >"$work/found"
    diff -u "$work/expected" "$work/found"
}

# has TOOL...: whether all of them are installed; says so if not, and the test then counts as skipped.
has() {
    for tool; do
        command -v "$tool" >/dev/null && continue
        echo "no $tool here: skipped" | tee -a "$work/skipped"
        return 1
    done
}

# The end of a test.
finish() {
    [ ! -e "$work/failed" ] || exit 1
    [ ! -e "$work/skipped" ] || exit 77
    exit 0
}

# recipe NAME: what the page displays below that name.
recipe() {
    awk -v name="$1" '
        $0 == ".\\\" recipe " name { named = 1; next }
        /^\.Bd -literal/ && named { shown = found = 1; next }
        /^\.Ed/ { shown = named = 0 }
        shown { sub(/^\\&/, ""); gsub(/\\\(aq/, "\047"); gsub(/\\\(ti/, "~"); gsub(/\\e/, "\\"); print }
        END { exit !found }' "$page" || fail "the page has no recipe $1" >&2
}

# script NAME [SED]: the recipe NAME as a program in ~/.local/bin, as the page says, with the addresses of this test.
script() {
    recipe "$1" | sed "${2:-}" >"$HOME/.local/bin/$1"
    chmod +x "$HOME/.local/bin/$1"
}

# stand_in NAME: what is on standard input, as a program that is found before any other of that name.
stand_in() {
    cat >"$stand_ins/$1"
    chmod +x "$stand_ins/$1"
}

# needs_duckdb: ends the test as skipped if DuckDB is not installed. Debian does not have it; its package for Node does
# as well: npm install --prefix DIR @duckdb/node-api, then NODE_PATH=DIR/node_modules.
needs_duckdb() {
    command -v duckdb >/dev/null && return
    command -v node >/dev/null || { echo "no duckdb and no node here: skipped"; exit 77; }
    node -e 'require("@duckdb/node-api")' 2>/dev/null ||
        { echo "no duckdb, and no package @duckdb/node-api, here: skipped"; exit 77; }
    stand_in duckdb <<'END'
#!/usr/bin/env node
// duckdb [FILE] -c SQL, whose answer is in files
const { DuckDBInstance } = require("@duckdb/node-api");
(async () => {
    const [file, sql] = process.argv[2] === "-c" ? [":memory:", process.argv[3]] : [process.argv[2], process.argv[4]];
    const instance = await DuckDBInstance.create(file);
    const connection = await instance.connect();
    await connection.run("SET autoinstall_known_extensions = false"); // nothing is downloaded
    await connection.run(sql);
    connection.closeSync();
    instance.closeSync();
})().catch((error) => {
    console.error(String(error));
    process.exit(1);
});
END
}

# typed NAME: runs a recipe as lines typed into a shell.
typed() {
    recipe "$1" | sh
}

# cron NAME: runs each line of a crontab once, as cron does: with sh, in the home, with little in the environment, and
# '%' has to be escaped. What a line prints is mailed, to MAILTO if it is set.
cron() {
    recipe "$1" >"$work/crontab"
    mailto=$(sed -n 's/^MAILTO=//p' "$work/crontab")
    sed '/^[A-Z]*=/d' "$work/crontab" | while read -r minute hour month_day month week_day command; do
        case $minute$hour$month_day$month$week_day in *[!0-9*/,-]*) fail "not a line of a crontab: $command" ;; esac
        case $(printf '%s' "$command" | sed 's/\\%//g') in *%*) fail "cron ends the line at %: $command" ;; esac
        printf '%s\n' "$command" | sed 's/\\%/%/g' >"$work/command"
        env -i HOME="$HOME" LOGNAME=you SHELL=/bin/sh PATH="$stand_ins:/usr/bin:/bin" TZ="$TZ" \
            EPSOM_NOW="$EPSOM_NOW" TEST_WORK="$work" \
            ASAN_OPTIONS="${ASAN_OPTIONS:-}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-}" \
            sh -c "$(cat "$work/command")" >"$work/printed" 2>&1 </dev/null
        [ ! -s "$work/printed" ] || { echo "To: ${mailto:-you}"; echo; cat "$work/printed"; } >>"$work/mail"
    done
}

# mailed: what cron has mailed since this was last asked.
mailed() {
    cat "$work/mail" 2>/dev/null
    rm -f "$work/mail"
}

# serve KIND: starts server.py, and sets `address` to where it answers.
serve() {
    python3 "$here/server.py" "$1" "$work" 2>>"$work/server" &
    tries=0
    while [ ! -s "$work/$1.port" ]; do
        tries=$((tries + 1))
        [ "$tries" -lt 100 ] || { cat "$work/server"; fail "the stand-in for $1 does not start"; finish; }
        sleep 0.05
    done
    address=http://127.0.0.1:$(cat "$work/$1.port")
}
