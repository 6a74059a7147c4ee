#!/usr/bin/env bash
# run.sh SHELL EPSOM SOURCES: types each line of `cases` into a real SHELL (bash, zsh or fish), presses TAB, and compares the
# words that the shell then reads. bash and zsh run on a terminal of their own; fish is asked with `complete -C`. A missing
# shell ends with status 77: skipped.
set -u
shell=$1
epsom=$2
sources=$3
command -v "$shell" >/dev/null || { echo "no $shell here: skipped"; exit 77; }

work=$(mktemp -d)
trap 'exec 3>&-; rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/home"
ln -s "$epsom" "$work/bin/epsom"
cd "$work/home" || exit 9
export PATH="$work/bin:$PATH" HOME="$work/home" EPSOM_DB="$work/home/epsom.db" EPSOM_NOW=2026-11-20T21:45 TZ=UTC
export LC_ALL=C.UTF-8 TERM=xterm XDG_CONFIG_HOME="$work/home" XDG_DATA_HOME="$work/home"
unset NO_COLOR CLICOLOR_FORCE
: >'two words.csv'
epsom log -q glycinate 200mg || exit 9
# shellcheck disable=SC2016 # names that look like the shell's own
for name in 'evening mag' 'vita: D3 drops' "nap's mix" 'Möhre "raw"' 'cost $5 & more' 'back\slash' calm x=y; do
    epsom dose add -q "$name" --contains magnesium=100mg || exit 9
done
epsom profile set -q --anchor breakfast=08:00 || exit 9
epsom dose set -q 'am set' calm 'evening mag' || exit 9
epsom --db other.db dose add -q bedtime --contains magnesium=100mg || exit 9
before=$(cat ./*.db | cksum)

wait_for() {
    for _ in $(seq 600); do
        [ -e "$1" ] && return
        sleep 0.05
    done
    echo "FAILED: $shell did not answer: $2"
    tail -c 2000 "$work/screen"
    exit 1
}

# `args` tells which words the shell makes of a line; `ready` appears before each prompt.
case $shell in
    bash)
        cat >"$work/rc" <<RC
PS1='\$ '
PROMPT_COMMAND=': >"$work/ready"'
args() { printf '<%s> ' "\$@" >"$work/words"; : >"$work/done"; }
. "$sources/completions/epsom.bash"
RC
        start="bash --noprofile --rcfile '$work/rc' -i"
        ;;
    zsh)
        cat >"$work/home/.zshrc" <<RC
PS1='%% '
bindkey -e
fpath=("$sources/completions" \$fpath)
autoload -Uz compinit && compinit -u -d "$work/zcompdump"
precmd() { : >"$work/ready"; }
args() { printf '<%s> ' "\$@" >"$work/words"; : >"$work/done"; }
RC
        export ZDOTDIR="$work/home"
        start="zsh --no-globalrcs -i"
        ;;
esac

if [ "$shell" != fish ]; then
    script --version 2>/dev/null | grep -q util-linux || { echo "no script(1) of util-linux here: skipped"; exit 77; }
    mkfifo "$work/keys"
    script -qfc "$start" /dev/null <"$work/keys" >"$work/screen" 2>&1 &
    exec 3>"$work/keys"
fi

# Presses TAB behind $1, types $2 after it, and prints the words.
type_into_shell() {
    wait_for "$work/ready" prompt
    sleep 0.1
    rm -f "$work/ready" "$work/done"
    printf '%s\t%s' "$1" "$2" >&3
    # The beginning of the line, and Enter; a quote that is still open belongs to the test.
    printf '\001args \r' >&3
    wait_for "$work/done" "$1"
    cat "$work/words"
}

# fish gives the last word alone; the ones before it are as typed.
ask_fish() {
    # shellcheck disable=SC2016 # fish reads these
    fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$sources/completions/epsom.fish" "$1" | cut -f 1
}

bad=0 count=0
while IFS= read -r line; do
    case $line in '' | '#'*) continue ;; esac
    typed=${line%% =>*}
    expected=${line#* => }
    if [ "$shell" = fish ]; then
        case $typed in *'<two'* | *'< two'*) continue ;; esac # its own files: nothing that we say
        last=${expected##*<}
        got=$(ask_fish "${typed%<TAB>*}")${typed#*<TAB>}
        expected=${last%>}
    else
        got=$(type_into_shell "${typed%<TAB>*}" "${typed#*<TAB>}")
        got=${got% }
    fi
    count=$((count + 1))
    if [ "$got" != "$expected" ]; then
        printf 'FAILED: %s\n  expected %s\n  got      %s\n' "$typed" "$expected" "$got"
        bad=1
    fi
done <"$sources/tests/completions/cases"

if [ "$before" != "$(cat ./*.db | cksum)" ]; then
    echo "FAILED: completing wrote to a data file"
    bad=1
fi
echo "$count lines typed into $shell"
exit $bad
