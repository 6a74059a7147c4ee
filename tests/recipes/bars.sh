#!/bin/sh
# bars.sh EPSOM: the recipes for status bars, prompts and fzf. tmux, i3blocks, fzf and the shells are the real ones.
# shellcheck source=tests/recipes/common.sh
. "$(dirname "$0")/common.sh"
mg() {
    epsom check "$@" --format short
}
# value FILE KEY: of an ini file.
value() {
    sed -n "s/^$2 *= *//p" "$1"
}
epsom -q dose add calm --contains magnesium=200mg --at 21:00
line=$(mg)
case $line in *"due: calm 21:00"*) ;; *) fail "the short line: $line" ;; esac

# tmux runs a command of its status line only for who looks at it: here another tmux.
if has tmux; then
    recipe tmux >tmux.conf
    TMUX='' SHELL=/bin/sh tmux -S "$work/outer" -f /dev/null new-session -d -x 80 -y 24 \
        "tmux -S '$work/tmux' -f tmux.conf new-session sh" || fail "tmux does not start"
    tries=0
    until found=$(tmux -S "$work/outer" capture-pane -p | grep -F "$line"); do
        tries=$((tries + 1))
        [ "$tries" -lt 60 ] || { fail "tmux shows: $(tmux -S "$work/outer" capture-pane -p)"; break; }
        sleep 0.05
    done
    same "tmux asks each minute" 60 "$(tmux -S "$work/tmux" show -gv status-interval)"
    case $found in *"$line "??:??) ;; *) fail "tmux shows: $found" ;; esac
    tmux -S "$work/tmux" kill-server
    tmux -S "$work/outer" kill-server 2>/dev/null
fi

# polybar and i3blocks: the line with status 0, and 33 for red.
recipe polybar >polybar.ini
same "polybar" "$line
0" "$(sh -c "$(value polybar.ini exec)"; echo $?)"
same "its section, kind and interval" '[module/epsom] custom/script 60' \
    "$(head -n 1 polybar.ini) $(value polybar.ini type) $(value polybar.ini interval)"
recipe i3blocks >i3blocks.conf
same "the command of i3blocks" "$line
33" "$(sh -c "$(value i3blocks.conf command)"; echo $?)"
if has i3blocks jq; then
    # It writes until it is ended.
    i3blocks -c i3blocks.conf >i3bar.json &
    echo $! >"$work/i3blocks.pid"
    tries=0
    until grep -q '"epsom"' i3bar.json || [ "$tries" = 60 ]; do
        tries=$((tries + 1))
        sleep 0.05
    done
    same "i3bar shows" "$line true" "$(sed -n 's/^,//p' i3bar.json |
        jq -r '.[] | select(.name == "epsom") | .full_text + " " + (.urgent | tostring)')"
fi

stand_in i3status <<'END'
#!/bin/sh
printf '%s\n' 'W: home\net | 0.12' 'W: home\net | 0.10'
END
script epsom-i3status
recipe i3 >i3.conf
same "a block of i3" 'bar { }' "$(sed -n '1p; $p' i3.conf | tr '\n' ' ' | sed 's/ $//')"
same "i3status" "$line | W: home\\net | 0.12
$line | W: home\\net | 0.10" \
    "$(PATH="$stand_ins:/usr/bin:/bin" sh -c "exec $(sed -n 's/^ *status_command //p' i3.conf)")"

if has jq; then
    script epsom-waybar
    { echo '{'; recipe waybar; echo '}'; } >waybar.json
    same "its configuration" 'json 60' "$(jq -r '.[] | .["return-type"] + " " + (.interval | tostring)' waybar.json)"
    waybar() {
        PATH=/usr/bin:/bin sh -c "$(jq -r '.[].exec' waybar.json)"
    }
    epsom -q dose add 'Tea & <b>' --contains vitamin-c=80mg --at 21:01
    same "waybar gets one line" 1 "$(waybar | wc -l)"
    same "with its keys" '["class","text","tooltip"]' "$(waybar | jq -c 'keys')"
    same "as texts" '["string"]' "$(waybar | jq -c 'map(type) | unique')"
    same "its class" warning "$(waybar | jq -r .class)"
    same "its markup is text" 'calm: 1 serving (200 mg magnesium) due since 21:00
Tea &amp; &lt;b&gt;: 1 serving (80 mg vitamin-c) due since 21:01' "$(waybar | jq -r .tooltip)"
    epsom -q log all
    same "nothing is due" 'none ' "$(waybar | jq -r '.class + " " + .tooltip')"
    epsom -q undo
    epsom -q dose remove 'Tea & <b>'
    mv .local/share/epsom/epsom.db kept && mkdir .local/share/epsom/epsom.db
    same "a failure is no empty line" 1 "$(waybar 2>/dev/null; echo $?)"
    rmdir .local/share/epsom/epsom.db && mv kept .local/share/epsom/epsom.db
fi

# What is due, then the prompt.
due=$(mg due)
if has bash; then
    recipe bash >bashrc
    # shellcheck disable=SC2016 # bash reads it
    same "bash" "$due
# " "$(bash --norc -c '. ./bashrc; printf %s "${PS1@P}."' | sed '$s/^\$/#/; $s/\.$//')"
fi
if has zsh; then
    recipe zsh >zshrc
    # shellcheck disable=SC2016 # zsh reads it
    same "zsh" "$due
# " "$(zsh -fc '. ./zshrc; print -nP "$PROMPT."' | sed '$s/^%/#/; $s/\.$//')"
fi
if has fish; then
    recipe fish >fish_right_prompt.fish
    same "fish" "$due" "$(fish --no-config -c '. fish_right_prompt.fish; fish_right_prompt')"
fi

script epsom-pick
if has fzf; then
    echo | FZF_DEFAULT_OPTS="--filter ^calm" epsom-pick >"$work/answer" 2>&1 || fail "epsom-pick: status $?"
    grep -q '^Amount of calm, or Enter' "$work/answer" || fail "the amount is not asked: $(cat "$work/answer")"
    grep -q 'Logged calm: 200 mg magnesium' "$work/answer" || fail "a picked dose is not logged: $(cat "$work/answer")"
    echo 30g | FZF_DEFAULT_OPTS='--filter ^almonds-dry-roasted' epsom-pick >"$work/answer" 2>&1
    grep -q 'Logged almonds-dry-roasted' "$work/answer" || fail "a picked food is not logged: $(cat "$work/answer")"
    before=$(epsom export)
    FZF_DEFAULT_OPTS='--filter zzzz' epsom-pick </dev/null || fail "nothing picked: status $?"
    same "nothing picked, nothing logged" "$before" "$(epsom export)"
fi
finish
