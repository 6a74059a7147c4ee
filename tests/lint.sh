#!/bin/sh
# lint.sh SOURCES: mandoc accepts every manual page, whose lines fit 80 columns, and shellcheck accepts every script.
set -u
cd "$1" || exit 9
bad=0 looked=0

# What is printed goes through what main() hands in, which can be a test: no room prints by itself.
if grep -rnE 'std::w?(cin|cout|cerr|clog)\b' src include; then
    echo "src and include must not use the standard streams"
    bad=1
fi
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
[ "$looked" = 1 ] || { echo "neither mandoc nor shellcheck here: skipped"; exit 77; }
exit $bad
