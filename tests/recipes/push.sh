#!/bin/sh
# push.sh EPSOM: the recipes that send results to ntfy and gotify, with curl, to a server of our own.
# shellcheck source=tests/recipes/common.sh
. "$(dirname "$0")/common.sh"
has curl jq python3 || finish
# requests KIND: each request since this was last asked, as METHOD PATH.
requests() {
    jq -r '.method + " " + .path' "$work/$1.requests" 2>/dev/null
    rm -f "$work/$1.requests"
}
shown() {
    jq -rc '[.[]] | sort | .[]' "$work/$1.shown"
}
at() {
    export EPSOM_NOW="2026-11-20T$1"
}

epsom -q dose add calm --contains magnesium=200mg --at 21:00 --grace 3h
epsom -q dose add 'mix "&" <50%> \n' --contains vitamin-c=80mg --at 21:13 --grace 6h

serve ntfy
script epsom-ntfy "s|https://ntfy.sh/a-long-secret-name|$address/a-long-secret-name|"
at 21:05
cron ntfy-cron
same "nothing is mailed" "" "$(mailed)"
same "ntfy shows both" 'calm: 1 serving (200 mg magnesium) due since 21:00
mix "&" <50%> \n: 1 serving (80 mg vitamin-c) due at 21:13' "$(shown ntfy)"
sequence() {
    jq -r "select(.body | startswith(\"$1\")) | .headers[\"x-sequence-id\"]" "$work/ntfy.requests"
}
id=$(sequence calm)
soon=$(sequence mix)
same "the sequence is the id of the result" "$id" \
    "$(epsom check --format ndjson | jq -r 'select(.subject == "calm").id')"
same "requests" 'POST /a-long-secret-name
POST /a-long-secret-name' "$(requests ntfy)"
cron ntfy-cron
same "nothing new, nothing sent" "" "$(requests ntfy)"
at 22:15
cron ntfy-cron
same "after an hour it is sent again, and what was soon due is cleared" "POST /a-long-secret-name
PUT /a-long-secret-name/$soon/clear" "$(requests ntfy | sort -u)"
same "and replaces what is shown" 'calm: 1 serving (200 mg magnesium) due since 21:00
mix "&" <50%> \n: 1 serving (80 mg vitamin-c) due since 21:13' "$(shown ntfy)"
epsom -q log calm
cron ntfy-cron
same "what was taken is cleared" "PUT /a-long-secret-name/$id/clear" "$(requests ntfy)"
same "and not shown" 'mix "&" <50%> \n: 1 serving (80 mg vitamin-c) due since 21:13' "$(shown ntfy)"
touch "$work/ntfy.down"
at 23:20
cron ntfy-cron
mailed >"$work/answer"
grep -q '503' "$work/answer" || fail "cron mails no failure of ntfy: $(cat "$work/answer")"

epsom -q log 'mix "&" <50%> \n'
cron ntfy-cron
mailed >"$work/answer"
grep -q '503' "$work/answer" || fail "cron mails no failure to clear: $(cat "$work/answer")"
epsom -q undo

epsom -q undo
serve gotify
script epsom-gotify "s|https://gotify.example.org|$address|"
at 21:05
HOME=$work/other && export HOME && mkdir -p "$HOME/.local" && ln -s "$work/home/.local/bin" "$HOME/.local/bin"
epsom -q dose add calm --contains magnesium=200mg --at 21:00 --grace 3h
epsom -q dose add 'mix "&" <50%> \n' --contains vitamin-c=80mg --at 21:13 --grace 6h
cron gotify-cron
same "nothing is mailed" "" "$(mailed)"
same "gotify shows both" 'epsom: calm: 1 serving (200 mg magnesium) due since 21:00
epsom: mix "&" <50%> \n: 1 serving (80 mg vitamin-c) due at 21:13' "$(shown gotify)"
same "requests" 'POST /message' "$(requests gotify | sort -u)"
at 22:15
cron gotify-cron
same "after an hour both are replaced" 'DELETE /message/1
DELETE /message/2
POST /message
POST /message' "$(requests gotify | sort)"
same "gotify has each once" 'epsom: calm: 1 serving (200 mg magnesium) due since 21:00
epsom: mix "&" <50%> \n: 1 serving (80 mg vitamin-c) due since 21:13' \
    "$(shown gotify)"
epsom -q log calm
cron gotify-cron
same "what was taken is removed" 'epsom: mix "&" <50%> \n: 1 serving (80 mg vitamin-c) due since 21:13' \
    "$(shown gotify)"
epsom -q undo
cron gotify-cron
same "what is due again is a new message" 2 "$(shown gotify | wc -l)"
epsom -q redo
cron gotify-cron
same "nothing is mailed" "" "$(mailed)"
touch "$work/gotify.down"
at 23:20
cron gotify-cron
mailed >"$work/answer"
grep -q '503' "$work/answer" || fail "cron mails no failure of gotify: $(cat "$work/answer")"
rm "$work/gotify.down"
EPSOM_NOW=2026-11-21T00:21
cron gotify-cron
same "the next time it arrives, once" 1 "$(shown gotify | grep -c mix)"
finish
