#!/bin/sh
# lint.sh SOURCES: lines of C++ fit 120 columns and are as clang-format 14 writes them, mandoc accepts every manual page,
# whose lines fit 80 columns, and shellcheck accepts every script.
set -u
cd "$1" || exit 9
bad=0 looked=0

# What is printed goes through what main() hands in, which can be a test: no room prints by itself.
if grep -rnE 'std::w?(cin|cout|cerr|clog)\b' src include; then
    echo "src and include must not use the standard streams"
    bad=1
fi
# Columns are characters, not bytes. Exception: the raw strings of tests, which are compared byte by byte with what the
# program prints, or are lines of other programs' files; they stay as they are there.
# shellcheck disable=SC2016 # $0 is awk's
find src include tests -name '*.[ch]pp' -exec env LC_ALL=C awk '
    FNR == 1 { close_with = "" }
    {
        raw = close_with != ""
        for (rest = $0; ; ) {
            if (close_with != "") {
                if (!(at = index(rest, close_with))) break
                rest = substr(rest, at + length(close_with))
                close_with = ""
            } else {
                if (!match(rest, /R"[^ ()\\]*\(/)) break
                close_with = ")" substr(rest, RSTART + 2, RLENGTH - 3) "\""
                rest = substr(rest, RSTART + RLENGTH)
                raw = 1
            }
        }
        characters = $0
        gsub(/[\200-\277]/, "", characters)
        if (length(characters) > 120 && !(raw && FILENAME ~ /^tests\//)) {
            print FILENAME ":" FNR ": over 120 columns"
            wide = 1
        }
    }
    END { exit wide }' {} + || bad=1
# Another version formats some lines in another way.
case $(clang-format --version 2>/dev/null) in *"version 14."*)
    looked=1
    find src include tests -name '*.[ch]pp' -exec clang-format --dry-run -Werror {} + || bad=1
    ;;
esac
# A test that is not in the list is never run.
for test in $(cd tests && ls ./*/*_test.cpp ./*_test.cpp); do
    grep -qF "  ${test#./}" tests/CMakeLists.txt || { echo "tests/CMakeLists.txt: ${test#./} is missing"; bad=1; }
done

if command -v mandoc >/dev/null; then
    looked=1
    for page in man/*.[1-8]; do
        case $(head -c 4 "$page") in .so*) continue ;; esac # refers to another page
        mandoc -T lint -W warning "$page" || bad=1
        mandoc -T ascii -O width=80 "$page" |
            awk -v page="$page" '{ gsub(/.\010/, "") } length > 80 { print page ": over 80 columns: " $0; wide = 1 } END { exit wide }' || bad=1
    done
fi
if command -v shellcheck >/dev/null; then
    looked=1
    shellcheck .ci/* completions/*.bash tests/*.sh tests/*/*.sh || bad=1
fi
[ "$looked$bad" != 00 ] || { echo "no mandoc, shellcheck or clang-format 14 here: skipped"; exit 77; }
exit $bad
