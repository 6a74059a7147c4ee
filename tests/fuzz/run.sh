#!/bin/sh
# run.sh BUILD [SECONDS]: runs every fuzzer of a build with -DEPSOM_FUZZ=ON for that long (20 without), each from the same seed,
# and fails where one of them finds a crash, a broken promise, more than 10 s or more than 1 GB for one input.
#
#   CXX=clang++ CC=clang cmake -B build-fuzz -G Ninja -DEPSOM_FUZZ=ON -DEPSOM_SANITIZE=address,undefined
#   cmake --build build-fuzz && sh tests/fuzz/run.sh build-fuzz
set -u
build=$1
seconds=${2:-20}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bad=0 ran=0
for fuzzer in "$build"/tests/fuzz_*; do
    [ -f "$fuzzer" ] || continue
    ran=$((ran + 1))
    name=$(basename "$fuzzer")
    if "$fuzzer" -seed=20261126 -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=1024 \
        -print_final_stats=1 -artifact_prefix="$build/$name-" >"$work/log" 2>&1; then
        echo "$name: $(awk '/number_of_executed_units/ { print $2 }' "$work/log") inputs"
    else
        tail -n 40 "$work/log"
        echo "FAILED: $name"
        bad=1
    fi
done
[ "$ran" -gt 0 ] || { echo "run.sh: there is no fuzzer in $build" >&2; exit 2; }
exit $bad
