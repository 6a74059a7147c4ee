#!/bin/sh
# readme.sh EPSOM README|PAGE: runs the sessions of the README or of a manual page and compares their output. UPDATE=1 rewrites
# the shown output instead.
#
# A session is a block that begins with ```console MOMENT [TOOL...], or in a page a literal display below such a comment
# (.\" console MOMENT). The text after "$ " is typed at that moment; the other lines are the output. A page's output is in ASCII
# and 75 columns wide, because the page indents it. All sessions share one home, so each continues where the last one ended. A
# session is skipped if one of its TOOLs is not installed. Units of systemd begin with their file name as a comment; they are
# verified if systemd is there.
set -u
epsom=$1
readme=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case $readme in *.md) locale=C.UTF-8 columns=80 ;; *) locale=C columns=75 ;; esac
mkdir "$work/home" "$work/bin" "$work/units"
ln -s "$epsom" "$work/bin/epsom"

awk -v work="$work" '
    function begin(info) { block++; file = sprintf("%s/%03d", work, block); print info > (file ".info"); print "set -u" > (file ".sh") }
    /^\.\\" console / { info = substr($0, 13); next }
    /^\.Bd -literal/ && info { begin(info); info = ""; page = 1; next }
    /^\.Ed/ { file = ""; page = 0 }
    page { sub(/^\\&/, ""); gsub(/\\\(aq/, "\047"); gsub(/\\e/, "\\") }
    /^```console / { begin(substr($0, 12)); next }
    /^```/ { file = ""; unit = ""; ini = ($0 == "```ini"); next }
    file { print > (file ".shown") }
    file && /^\$ / {
        line = substr($0, 3)
        quoted = line
        gsub(/\047/, "\047\\\047\047", quoted)
        printf "printf \047%%s\\n\047 \047$ %s\047\n%s\n", quoted, line > (file ".sh")
    }
    ini && /^# ~\/\.config\/systemd\/user\// { unit = work "/units/" substr($2, 24) }
    unit { print > unit }
' "$readme"

bad=0
for script in "$work"/*.sh; do
    block=${script%.sh}
    read -r now tools <"$block.info"
    for tool in $tools; do
        command -v "$tool" >/dev/null || { echo "no $tool here: skipped"; continue 2; }
    done
    (
        cd "$work/home" || exit 9
        env -i PATH="$work/bin:$PATH" HOME="$work/home" TZ=Europe/Berlin LANG="$locale" COLUMNS="$columns" EPSOM_NOW="$now" \
            ASAN_OPTIONS="${ASAN_OPTIONS:-}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-}" sh "$script" >"$block.out" 2>&1 </dev/null
    )
    [ "${UPDATE:-}" = 1 ] || diff -u "$block.shown" "$block.out" || bad=1
done
if [ "${UPDATE:-}" = 1 ]; then
    awk -v work="$work" '
        function spelled(line) {
            if (!page) return line
            gsub(/\\/, "\\e", line)
            gsub(/\047/, "\\(aq", line)
            return line ~ /^\./ ? "\\&" line : line
        }
        function show() {
            block++
            out = sprintf("%s/%03d.out", work, block)
            for (skip = 0; (getline line < out) > 0; skip = 1) print spelled(line)
        }
        /^\.\\" console / { session = 1 }
        /^\.Bd -literal/ && session { session = 0; page = 1; print; show(); next }
        /^```console / { print; show(); next }
        /^```/ || /^\.Ed/ { skip = 0; page = 0 }
        !skip { print }
    ' "$readme" >"$work/new" && cat "$work/new" >"$readme"
fi

if command -v systemd-analyze >/dev/null && [ -n "$(ls "$work/units")" ]; then
    sed -i "s|^ExecStart=%h/.local/bin/epsom|ExecStart=$work/bin/epsom|" "$work"/units/*.service
    XDG_RUNTIME_DIR=$work systemd-analyze --user verify "$work"/units/* >"$work/verified" 2>&1 || bad=1
    if grep . "$work/verified"; then bad=1; fi
fi
[ "$bad" = 0 ] || echo "FAILED: the output in $readme has changed (UPDATE=1 tests/readme.sh EPSOM $readme rewrites it)"
exit $bad
