#!/bin/sh
# memcheck.sh EPSOM [STORY]...: runs golden stories (all without any) with each epsom in them under valgrind, and fails where
# memcheck finds an error or a leak, or where an answer differs. It takes long.
#
#   cmake -B build-shared -G Ninja -DEPSOM_STATIC=OFF && cmake --build build-shared --target epsom
#   sh tests/memcheck.sh build-shared/epsom
#
# EPSOM has to be linked to shared libraries: in a static one valgrind sees no malloc, and takes libc's own end for an error.
# The story check-notifies-until-it-is-seen answers otherwise there: valgrind hides that a program could not be started.
set -u
epsom=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
here=$(cd "$(dirname "$0")" && pwd)
[ $# -gt 0 ] || set -- "$here"/golden/*/

valgrind=$(command -v valgrind) || { echo "memcheck.sh: valgrind is missing" >&2; exit 2; } # some stories have no PATH

bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
# With -q valgrind says nothing of what is clean, so that the story's stderr stays as it is.
cat >"$bin/epsom" <<EOF
#!/bin/sh
exec '$valgrind' -q --error-exitcode=99 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite '$epsom' "\$@"
EOF
chmod +x "$bin/epsom"

bad=0 clean=0
for story in "$@"; do
    story=$(cd "$story" && pwd)
    if sh "$here/golden.sh" "$bin/epsom" "$story"; then clean=$((clean + 1)); else bad=$((bad + 1)); fi
done
echo "memcheck: $clean stories clean, $bad not"
[ "$bad" = 0 ]
