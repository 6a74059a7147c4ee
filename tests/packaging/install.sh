#!/bin/sh
# install.sh BUILD SOURCES: installs into an empty directory, below /usr, /usr/local and a home, and looks that exactly what
# should be is there, and that man and the shells find it there.
set -u
build=$1
sources=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work/home" XDG_DATA_HOME="$work/home/.local/share"
mkdir "$HOME"
bad=0

fail() {
    echo "FAILED: $*"
    bad=1
}

# expect ROOT ZSH: below ROOT there are the program, the manual and the completions, that of zsh in ZSH.
expect() {
    {
        printf '%s\n' bin/epsom share/bash-completion/completions/epsom share/fish/vendor_completions.d/epsom.fish "share/zsh/$2/_epsom"
        for page in "$sources"/man/*; do echo "share/man/man${page##*.}/${page##*/}"; done
    } | sort >"$work/expected"
    (cd "$1" && find . -type f | sed 's|^\./||' | sort) >"$work/found"
    diff -u "$work/expected" "$work/found" || fail "not the files that should be below $1"
}

DESTDIR=$work/unpacked cmake --install "$build" --component epsom --prefix /usr/local >/dev/null || fail "cmake --install"
expect "$work/unpacked/usr/local" site-functions
rm -r "$work/unpacked"
DESTDIR=$work/unpacked cmake --install "$build" --component epsom --prefix /usr >/dev/null || fail "cmake --install"
if [ -e /etc/debian_version ]; then expect "$work/unpacked/usr" vendor-completions; else expect "$work/unpacked/usr" site-functions; fi
cmake --install "$build" --component epsom --prefix "$HOME/.local" >/dev/null || fail "cmake --install"
expect "$HOME/.local" site-functions

PATH="$HOME/.local/bin:$PATH"
[ "$(epsom --version | head -n 1)" = "$("$build/epsom" --version)" ] || fail "epsom does not run"
if man --version 2>/dev/null | grep -q '^man 2'; then
    for page in epsom epsom-log epsom-redo epsom-formats; do
        [ "$(man -w "$page" 2>/dev/null | sed 's|.*/||')" ] || fail "man does not find $page"
    done
fi
loader=/usr/share/bash-completion/bash_completion
if [ -e "$loader" ]; then
    bash -c ". $loader; _completion_loader epsom; complete -p epsom" 2>&1 | grep -q _epsom || fail "bash does not find its completion"
fi
if command -v zsh >/dev/null; then
    # shellcheck disable=SC2016 # zsh reads these
    found=$(zsh -fc 'fpath=(~/.local/share/zsh/site-functions $fpath); autoload -Uz compinit; compinit -u -D; print $_comps[epsom]')
    [ "$found" = _epsom ] || fail "zsh does not find its completion"
fi
if command -v fish >/dev/null; then
    XDG_DATA_DIRS="$work/unpacked/usr/share" fish -c 'complete -C "epsom repo"' | grep -q ^report || fail "fish does not find its completion"
    fish -c 'complete -C "epsom repo"' | grep -q ^report || fail "fish does not find its completion below a home"
fi
exit $bad
