#!/bin/sh
# run.sh BUILD [SECONDS [SEED]]: runs every fuzzer of a build with -DEPSOM_FUZZ=ON for that long (20 without), two at a time, each
# from that seed and from the files that the unit tests damage. It fails where one of them finds a crash, a broken promise, more
# than a minute for one input or more than 2 GB, and leaves that input as BUILD/fuzz_NAME-….
#
#   CXX=clang++ CC=clang cmake -B build-fuzz -G Ninja -DCMAKE_BUILD_TYPE=Debug -DEPSOM_FUZZ=ON -DEPSOM_SANITIZE=address,undefined
#   cmake --build build-fuzz && sh tests/fuzz/run.sh build-fuzz
set -u

# run.sh --one FUZZER SECONDS SEED WORK: the part for one of them.
if [ "$1" = --one ]; then
    fuzzer=$2 seconds=$3 seed=$4 work=$5
    name=$(basename "$fuzzer")
    mkdir -p "$work/found/$name" "$work/seeds/${name#fuzz_}"
    # -print_funcs=0: to name each function that is new would take longer than to run it.
    if "$fuzzer" -seed="$seed" -max_total_time="$seconds" -max_len=4096 -timeout=60 -rss_limit_mb=2048 -print_funcs=0 -print_final_stats=1 \
        -artifact_prefix="$(dirname "$fuzzer")/../$name-" "$work/found/$name" "$work/seeds/${name#fuzz_}" >"$work/$name.log" 2>&1; then
        inputs=$(awk '/number_of_executed_units/ { print $2 }' "$work/$name.log")
        echo "$name: ${inputs:-0} inputs, $(awk '/peak_rss_mb/ { print $2 }' "$work/$name.log") MB"
        [ "${inputs:-0}" -gt 0 ] && exit 0
        echo "FAILED: $name ran nothing"
    else
        tail -n 40 "$work/$name.log"
        # Where this ran may be gone with the input: with these lines it is made again.
        for input in "$(dirname "$fuzzer")/../$name"-*-*; do
            [ -f "$input" ] && printf 'base64 -d >%s <<END\n%s\nEND\n' "${input##*/}" "$(base64 "$input")"
        done
        echo "FAILED: $name"
        grep -aE 'what\(\)|ERROR:|SUMMARY:' "$work/$name.log"
    fi
    exit 1
fi

build=$1
seconds=${2:-20} seed=${3:-20261126}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What the fuzzers keep on a disk has no need of one.
[ -d /dev/shm ] && [ -w /dev/shm ] && { TMPDIR=$(mktemp -d /dev/shm/epsom-fuzz-XXXXXX) && export TMPDIR && trap 'rm -rf "$work" "$TMPDIR"' EXIT; }
EPSOM_FUZZ_SEEDS=$work/seeds "$build/tests/epsom_tests" --no-version -tc='*damaged*,*whatever*' >/dev/null || { echo "run.sh: the seeds cannot be written" >&2; exit 2; }
set -- "$build"/tests/fuzz_*
[ -f "$1" ] || { echo "run.sh: there is no fuzzer in $build" >&2; exit 2; }
printf '%s\n' "$@" | xargs -P 2 -I '{}' sh "$0" --one '{}' "$seconds" "$seed" "$work" || { echo "run.sh: a fuzzer found something" >&2; exit 1; }
