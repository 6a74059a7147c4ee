#!/bin/sh
# golden.sh EPSOM STORY: runs the story's `cmd` in an empty home and compares what it printed.
#
# A story is a folder: `cmd` (shell lines that name every date they use), `stdout`, and `stderr` or `status` when they
# matter. UPDATE=1 rewrites the expected output instead.
set -u
epsom=$1
story=$2
bin=$(cd "$(dirname "$epsom")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/home"
(
    cd "$work/home" || exit 9
    env -i PATH="$bin:$PATH" HOME="$work/home" TZ=Europe/Berlin LANG=C.UTF-8 STORY="$story" \
        ASAN_OPTIONS="${ASAN_OPTIONS:-}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-}" sh "$story/cmd" >"$work/stdout" 2>"$work/stderr" </dev/null
)
echo $? >"$work/status"

bad=0
for part in stdout stderr status; do
    expected=$story/$part
    if [ "${UPDATE:-}" = 1 ]; then
        case $part in
            stdout) cp "$work/$part" "$expected" ;;
            stderr) if [ -s "$work/$part" ]; then cp "$work/$part" "$expected"; else rm -f "$expected"; fi ;;
            status) if [ "$(cat "$work/$part")" != 0 ]; then cp "$work/$part" "$expected"; else rm -f "$expected"; fi ;;
        esac
        continue
    fi
    if [ ! -e "$expected" ]; then
        expected=$work/none
        if [ "$part" = status ]; then echo 0 >"$expected"; else : >"$expected"; fi
    fi
    if ! diff -u "$expected" "$work/$part"; then
        echo "FAILED: $part of $(basename "$story")"
        bad=1
    fi
done
# What the story left behind is sound: those that damage a file have it elsewhere.
kept=$work/home/.local/share/epsom/epsom.db
if [ -s "$kept" ] && ! env -i HOME="$work/home" "$epsom" check database; then
    echo "FAILED: the data file of $(basename "$story")"
    bad=1
fi
exit $bad
