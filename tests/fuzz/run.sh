#!/bin/sh
# run.sh BUILD [SECONDS]: runs every fuzzer of a build with -DEPSOM_FUZZ=ON for that long (20 without), two at a time, each from
# the same seed and from the files that the unit tests damage. It fails where one of them finds a crash, a broken promise, more
# than 10 s or more than 1 GB for one input, and leaves that input as BUILD/fuzz_NAME-….
#
#   CXX=clang++ CC=clang cmake -B build-fuzz -G Ninja -DCMAKE_BUILD_TYPE=Debug -DEPSOM_FUZZ=ON -DEPSOM_SANITIZE=address,undefined
#   cmake --build build-fuzz && sh tests/fuzz/run.sh build-fuzz
set -u

# run.sh --one FUZZER SECONDS WORK: the part for one of them.
if [ "$1" = --one ]; then
    fuzzer=$2 seconds=$3 work=$4
    name=$(basename "$fuzzer")
    mkdir -p "$work/found/$name" "$work/seeds/${name#fuzz_}"
    if "$fuzzer" -seed=20261126 -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
        -artifact_prefix="$(dirname "$fuzzer")/../$name-" "$work/found/$name" "$work/seeds/${name#fuzz_}" >"$work/$name.log" 2>&1; then
        inputs=$(awk '/number_of_executed_units/ { print $2 }' "$work/$name.log")
        echo "$name: ${inputs:-0} inputs"
        [ "${inputs:-0}" -gt 0 ] && exit 0
        echo "FAILED: $name ran nothing"
    else
        tail -n 40 "$work/$name.log"
        echo "FAILED: $name"
    fi
    exit 1
fi

build=$1
seconds=${2:-20}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What the fuzzers keep on a disk has no need of one.
[ -d /dev/shm ] && [ -w /dev/shm ] && { TMPDIR=$(mktemp -d /dev/shm/epsom-fuzz-XXXXXX) && export TMPDIR && trap 'rm -rf "$work" "$TMPDIR"' EXIT; }
EPSOM_FUZZ_SEEDS=$work/seeds "$build/tests/epsom_tests" --no-version -tc='*damaged*,*whatever*' >/dev/null || { echo "run.sh: the seeds cannot be written" >&2; exit 2; }
set -- "$build"/tests/fuzz_*
[ -f "$1" ] || { echo "run.sh: there is no fuzzer in $build" >&2; exit 2; }
printf '%s\n' "$@" | xargs -P 2 -I '{}' sh "$0" --one '{}' "$seconds" "$work" || { echo "run.sh: a fuzzer found something" >&2; exit 1; }
