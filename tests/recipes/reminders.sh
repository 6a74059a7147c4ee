#!/bin/sh
# reminders.sh EPSOM: the recipes for mail, the desktop and a calendar.
# shellcheck source=tests/recipes/common.sh
. "$(dirname "$0")/common.sh"
stand_in notify-send <<'END'
#!/bin/sh
[ ! -e "$TEST_WORK/no-bus" ] || { echo "no bus" >&2; exit 1; }
for message; do :; done
printf '%s\n' "$message" >>"$TEST_WORK/desktop"
END
epsom -q dose add calm --contains magnesium=200mg --at 21:00

cron mail
same "what is due is mailed" 'To: you@example.org

calm: 1 serving (200 mg magnesium) due since 21:00' "$(mailed)"
cron mail
same "once" "" "$(mailed)"
epsom -q dose add iron --contains iron=10mg --at 21:13
cron mail
same "what is due within 10 minutes is mailed too" 'To: you@example.org

iron: 1 serving (10 mg iron) due at 21:13' "$(mailed)"
epsom -q dose remove iron
mv .local/share/epsom/epsom.db kept && mkdir .local/share/epsom/epsom.db
cron mail
mailed | grep -q '^epsom: error: ' || fail "an error is not mailed"
rmdir .local/share/epsom/epsom.db && mv kept .local/share/epsom/epsom.db

epsom -q dose add zinc --contains zinc=10mg --at 21:02
touch "$work/no-bus"
cron desktop
mailed | grep -q 'notify-send' || fail "nothing says that the desktop was not reached"
rm "$work/no-bus"
cron desktop
same "nothing is mailed" "" "$(mailed)"
same "shown the next time" 1 "$(grep -c 'zinc.*due since 21:02' "$work/desktop")"
cron desktop
same "and once" 1 "$(grep -c . "$work/desktop")"

# The calendar, fetched as a phone does.
mkdir www
cron calendar
same "nothing is mailed" "" "$(mailed)"
uids() {
    sed -n 's/^UID://p' "$1" | tr -d '\r' | sort
}
same "an event for each dose" 2 "$(uids www/doses.ics | wc -l)"
cp www/doses.ics first.ics
exec 3<www/doses.ics
EPSOM_NOW=2026-11-21T09:00
epsom -q dose edit calm --note 'with water'
cron calendar
same "the same events" "$(uids first.ics)" "$(uids www/doses.ics)"
same "who reads the old file reads all of it" "$(cat first.ics)" "$(cat <&3)"
ls www >"$work/files"
same "nothing else is left there" doses.ics "$(cat "$work/files")"
rm www/doses.ics && mkdir www/doses.ics
cron calendar
mailed | grep -q 'error: .*doses.ics' || fail "what could not be written is not mailed"
rmdir www/doses.ics
cron calendar
if has curl python3; then
    cd www && serve files && cd ..
    curl -sSf -D "$work/head" "$address/doses.ics" | cmp - www/doses.ics || fail "the phone gets another file"
    grep -qi '^content-type: text/calendar' "$work/head" || fail "$(cat "$work/head")"
fi
finish
