#!/bin/sh
# devices.sh EPSOM: the recipes that use a second device, over ssh and through a folder that is synchronised.
#
# ssh is a stand-in: a shell with another home. What synchronises is a folder that both homes have.
# shellcheck source=tests/recipes/common.sh
. "$(dirname "$0")/common.sh"
stand_in ssh <<'END'
#!/bin/sh
[ -e "$TEST_WORK/$1" ] || { echo "ssh: Could not resolve hostname $1: Name or service not known" >&2; exit 255; }
HOME=$TEST_WORK/$1
cd "$HOME" && shift && exec sh -c "$*"
END
stand_in uname <<'END'
#!/bin/sh
[ "$*" = -n ] && basename "$HOME"
END
# entries HOST: what the log of a device has.
entries() {
    (HOME=$work/$1 epsom log list all --format csv | cut -d, -f2-)
}
device() {
    mkdir -p "$work/$1/.local/bin"
    ln -s "$epsom" "$work/$1/.local/bin/epsom"
}

device laptop
epsom -q dose add calm --contains magnesium=200mg --at 21:00
epsom -q log calm
HOME=$work/laptop epsom -q log glycinate 150mg 2026-11-19T22:00
typed two-devices >"$work/answer" || fail "over ssh: status $?"
[ "$(entries home | wc -l)" = 3 ] || fail "here is not what the laptop logged"
same "after an exchange over ssh both have the same" "$(entries home)" "$(entries laptop)"
typed two-devices >"$work/answer" || fail "again over ssh: status $?"
same "a second exchange adds nothing" 2 "$(grep -c ': 0 added, 0 updated' "$work/answer")"
HOME=$work/laptop epsom -q log remove @1
typed two-devices >/dev/null
same "what was removed there is removed here" "$(entries laptop)" "$(entries home)"
[ "$(entries home | wc -l)" = 2 ] || fail "an entry that was removed is back"
before=$(epsom export)
mv "$work/laptop" "$work/away"
typed two-devices >"$work/answer" 2>&1 && fail "an exchange with a device that is away succeeds"
grep -q 'standard input is empty' "$work/answer" || fail "nothing says that nothing came: $(cat "$work/answer")"
same "a device that is away changes nothing" "$before" "$(epsom export)"
mv "$work/away" "$work/laptop"
# A connection that breaks, within a line and after one.
HOME=$work/laptop epsom -q log zinc 5mg 2026-11-20T12:00
mv "$stand_ins/ssh" "$stand_ins/whole-ssh"
for cut in 'head -c 300' 'head -n 2'; do
    printf '%s\n' '#!/bin/sh' "whole-ssh \"\$@\" | $cut" | stand_in ssh
    before=$(epsom export)
    typed two-devices >"$work/answer" 2>&1
    same "of an export that is cut ($cut) nothing is lost or spoilt" "$before" "$(epsom export)"
done
mv "$stand_ins/whole-ssh" "$stand_ins/ssh"
typed two-devices >"$work/answer" || fail "after the connection broke: status $?"
[ "$(entries home | wc -l)" = 3 ] || fail "the rest did not come"
HOME=$work/laptop epsom -q log remove @1
typed two-devices >/dev/null

# Through a folder.
mkdir "$work/Sync"
script epsom-sync
for name in home laptop phone; do
    [ "$name" = home ] || [ -d "$work/$name" ] || device "$name"
    ln -s "$work/Sync" "$work/$name/Sync"
done
sync_on() {
    (HOME=$work/$1 && cd "$HOME" && epsom-sync) || fail "epsom-sync on $1: status $?"
}
HOME=$work/phone epsom -q log oxide 100mg 2026-11-18T08:00
HOME=$work/laptop epsom -q log citrate 120mg 2026-11-17T08:00
for name in home laptop phone home laptop; do sync_on "$name"; done
[ "$(entries home | wc -l)" = 4 ] || fail "not everything came home: $(entries home)"
same "phone and laptop" "$(entries laptop)" "$(entries phone)"
same "phone and home" "$(entries home)" "$(entries phone)"
# A conflict: an old version of a file, and one cut short, beside the new one.
cp "$work/Sync/phone.ndjson" "$work/Sync/phone.sync-conflict-20261120-214500-ABCDEFG.ndjson"
HOME=$work/phone epsom -q log remove @1
HOME=$work/phone epsom -q log zinc 10mg 2026-11-20T12:00
before=$(entries phone)
for name in phone home laptop phone home; do sync_on "$name"; done
same "a conflict copy does not bring back what was removed" "$before" "$(entries phone)"
same "nor elsewhere" "$before" "$(entries home)"
kept=$(cd "$work/Sync" && cat ./*.ndjson)
sync_on home
same "a further run writes the same files" "$kept" "$(cd "$work/Sync" && cat ./*.ndjson)"
cron two-devices-cron
same "and cron mails nothing" "" "$(mailed)"
mv Sync away
(epsom-sync) >"$work/answer" 2>&1 && fail "epsom-sync succeeds without the folder"
same "and writes nothing elsewhere" "" "$(find . -name '*.ndjson')"
mv away Sync
head -c 300 "$work/Sync/laptop.ndjson" >"$work/Sync/laptop.sync-conflict-20261120-214600-ABCDEFG.ndjson"
(epsom-sync) >"$work/answer" 2>&1 && fail "a file that is cut short is imported"
grep -q "laptop.sync-conflict" "$work/answer" || fail "the file is not named: $(cat "$work/answer")"
same "a file that is cut short changes nothing" "$before" "$(entries home)"
cron two-devices-cron
mailed | grep -q 'sync-conflict' || fail "cron does not mail it"

# A phone.
HOME=$work/laptop epsom -q dose add evening --contains magnesium=100mg --at 21:00
stand_in termux-toast <<'END'
#!/bin/sh
printf '%s\n' "$*" >>"$TEST_WORK/toasts"
END
recipe termux | sed 's/\bdesk\b/laptop/; s/\bcalm\b/evening/' >"$work/shortcut"
sh "$work/shortcut" || fail "the shortcut: status $?"
grep -q '^Logged evening: 100 mg' "$work/toasts" || fail "the toast: $(cat "$work/toasts")"
[ "$(HOME=$work/laptop epsom log list today --format csv | grep -c evening)" = 1 ] || fail "the shortcut did not log"
sed 's/laptop/nowhere/' "$work/shortcut" | sh
grep -q 'Could not resolve' "$work/toasts" || fail "no toast tells of a failure"
command=$(recipe shortcuts)
before=$(epsom log list today --format csv | grep -c ,calm,)
# shellcheck disable=SC2029 # as Shortcuts sends it
ssh home "$command" >/dev/null || fail "the line of Shortcuts: status $?"
same "the line of Shortcuts logs" $((before + 1)) "$(epsom log list today --format csv | grep -c ,calm,)"
finish
