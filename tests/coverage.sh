#!/bin/sh
# coverage.sh SOURCES BUILD: runs the unit tests, the golden stories and what damages files on a build with -DEPSOM_COVERAGE=ON, says how many
# lines of each folder they reach, and fails where text, domain, store or exchange have less than
# 95 % of theirs.
#
#   cmake -B build-coverage -G Ninja -DCMAKE_BUILD_TYPE=Debug -DEPSOM_COVERAGE=ON && cmake --build build-coverage --target coverage
#
# BUILD/coverage-FOLDER.txt has the lines that were missed, file by file.
set -u
sources=$1
build=$2
command -v gcovr >/dev/null || { echo "coverage.sh: gcovr is missing" >&2; exit 2; }

find "$build" -name '*.gcda' -delete
ctest --test-dir "$build" -j2 -R '^(unit|golden/|faults/(damage|places|strangers)$)' -Q || { echo "coverage.sh: a test fails: ctest --test-dir $build says which" >&2; exit 1; }

# The counts are read once; each folder is taken from them.
gcovr --root "$sources" --object-directory "$build" --filter "$sources/(src|include/epsom)/" --json "$build/coverage.json" >/dev/null 2>&1 ||
    { echo "coverage.sh: gcovr cannot read the counts" >&2; exit 1; }
bad=0
for folder in text domain tables store exchange render system session commands program; do
    least=0
    case $folder in text | domain | exchange | store) least=95 ;; esac
    gcovr --root "$sources" --add-tracefile "$build/coverage.json" --filter "$sources/(src|include/epsom)/$folder/" \
        --txt "$build/coverage-$folder.txt" --fail-under-line "$least" >/dev/null 2>&1 || bad=1
    printf '%-9s %s of lines (at least %s%%)\n' "$folder" "$(awk '$1 == "TOTAL" { print $4 }' "$build/coverage-$folder.txt")" "$least"
done
exit $bad
