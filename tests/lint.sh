#!/bin/sh
# lint.sh SOURCES: mandoc reads every manual page and shellcheck every script, without a word of complaint.
set -u
cd "$1" || exit 9
bad=0 looked=0

# The standard streams are not set up (src/no_streams.cpp); the fuzzers and tests have their own.
if grep -rnE 'std::w?(cin|cout|cerr|clog)\b' src include; then
    echo "nothing may be read or printed through the standard streams"
    bad=1
fi
if command -v mandoc >/dev/null; then
    looked=1
    for page in man/*.[1-8]; do
        case $(head -c 4 "$page") in .so*) continue ;; esac # only points to another page
        mandoc -T lint -W warning "$page" || bad=1
    done
fi
if command -v shellcheck >/dev/null; then
    looked=1
    shellcheck .ci/* completions/*.bash tests/*.sh tests/*/*.sh || bad=1
fi
[ "$looked" = 1 ] || { echo "neither mandoc nor shellcheck here: skipped"; exit 77; }
exit $bad
