#!/bin/sh
# looks.sh EPSOM [DIRECTORY]: pictures of what epsom shows, for people to look at. Nothing is compared.
#
# Screens in xterm on a virtual display: 80 x 24 and 120 x 40, dark and light, 16 and 256 colours, ASCII. Pages in Chromium: 360, 800 and 1280
# pixels wide, dark and light, and printed. Needs Xvfb, xterm, import (ImageMagick), chromium and pdftoppm (poppler-utils).
set -eu
epsom=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
mkdir -p "${2:-looks}"
pictures=$(cd "${2:-looks}" && pwd)
for program in Xvfb xterm import chromium pdftoppm; do
    command -v "$program" >/dev/null || { echo "looks.sh: $program is missing (Debian: xvfb xterm imagemagick chromium poppler-utils)" >&2; exit 1; }
done
work=$(mktemp -d)
display=
trap 'kill $display 2>/dev/null || :; rm -rf "$work"' EXIT
export HOME="$work" EPSOM_DB="$work/epsom.db" TZ=Europe/Berlin LC_ALL=C.UTF-8

# --- four months of a person ---------------------------------------------------------------------------------------
first=2026-07-24 days=120
export EPSOM_NOW="${first}T06:00"
"$epsom" -q profile set --born 1978-04-12 --sex female
"$epsom" -q dose add calm --contains magnesium:glycinate=240mg --serving '2 capsules' --at 21:00 --stock 260
"$epsom" -q dose add multi --contains vitamin-d:cholecalciferol=20mcg --contains b6=2mg --contains b12=6mcg --contains iron:bisglycinate=8mg \
    --contains magnesium:oxide=60mg --contains vitamin-c=90mg --contains zinc=5mg --contains iodine=150mcg --at 12:00 --stock 140
"$epsom" -q dose add zinc-15 --contains zinc:gluconate=15mg --at 18:00 --on mon,wed,fri
"$epsom" -q dose add levo --substance levothyroxine --serving '1 tablet' --at 07:00
export EPSOM_NOW=2026-11-20T14:10
day=0
while [ $day -lt $days ]; do
    date=$(date -u -d "$first + $day days" +%F)
    echo "levo $date 07:0$((day % 10))"
    [ $((day % 13)) = 5 ] || echo "multi $date 12:1$((day % 7))"
    [ $((day % 2)) = 0 ] || echo "almonds 30g $date 10:3$((day % 10))"
    [ $((day % 5)) != 2 ] || echo "spinach-cooked 100g $date 13:1$((day % 10))"
    [ $((day % 29)) != 9 ] || echo "citrate 200mg $date 17:00"
    if [ $day -lt $((days - 1)) ]; then
        case $(date -u -d "$date" +%u) in 1 | 3 | 5) echo "zinc-15 $date 18:0$((day % 10))" ;; esac
        [ $((day % 4)) = 3 ] || echo "calm $date 21:$((10 + day % 40))"
    fi
    day=$((day + 1))
done >"$work/entries"
"$epsom" -q log - <"$work/entries" 2>/dev/null
day=0
while [ $day -lt $((days - 1)) ]; do
    date=$(date -u -d "$first + $day days" +%F)
    [ $((day % 9)) = 4 ] || "$epsom" -q log symptom $((day * 7 % 8)) --night "$date"
    [ $((day % 3)) = 1 ] || "$epsom" -q log sleep "$((6 + day % 2))h" --night "$date"
    [ $((day % 4)) != 2 ] || "$epsom" -q log factor caffeine "$date" 15:00
    day=$((day + 1))
done 2>/dev/null
"$epsom" -q dose schedule zinc-15 --at 18:00x2 --from 2026-11-20
"$epsom" -q dose schedule zinc-15 --at 18:00 --from 2026-12-01 --until 2026-12-14

# --- screens -------------------------------------------------------------------------------------------------------
Xvfb :97 -screen 0 1400x900x24 -nolisten tcp >/dev/null 2>&1 &
display=$!
export DISPLAY=:97
sleep 2
screen() { # screen NAME COLUMNSxROWS dark|light TERM COMMAND...
    name=$1 size=$2 ground=$3 term=$4
    shift 4
    case $ground in
        dark) colors='-bg #1e1e1e -fg #d4d4d4' sense='15;0' ;;
        *) colors='-bg #ffffff -fg #202020' sense='0;15' ;;
    esac
    # xterm takes COLORFGBG out of the environment of what it starts.
    echo "export COLORFGBG='$sense'; clear; $*; printf '\$ '; sleep 30" >"$work/shown"
    # shellcheck disable=SC2086 # a list of options
    xterm -tn "$term" -fa 'DejaVu Sans Mono' -fs 11 -geometry "$size+0+0" $colors -bw 0 +sb -cr "${colors##* }" \
        -e sh "$work/shown" &
    shown=$!
    sleep 2
    import -window root -crop "$(crop_of "$size")" +repage "$pictures/$name.png"
    kill $shown
    wait $shown 2>/dev/null || :
}
crop_of() { [ "$1" = 80x24 ] && echo 720x432+0+0 || echo 1080x720+0+0; }
for ground in dark light; do
    for term in xterm-256color xterm; do
        for size in 80x24 120x40; do
            look=$size-$ground-$([ "$term" = xterm ] && echo 16 || echo 256)
            screen "today-$look" "$size" "$ground" "$term" "$epsom"
            screen "report-$look" "$size" "$ground" "$term" "$epsom report"
            [ "$term-$size" = xterm-80x24 ] && continue
            screen "overview-$look" "$size" "$ground" "$term" "COLUMNS=${size%x*} $epsom report 90d --nutrient all --color always | head -n ${size#*x}"
            screen "year-$look" "$size" "$ground" "$term" "$epsom report year"
        done
    done
done
screen today-80x24-ascii 80x24 dark xterm-256color "$epsom --ascii"
screen report-80x24-ascii 80x24 dark xterm-256color "$epsom report --ascii"
screen nights-80x24 80x24 dark xterm-256color "$epsom report symptoms 8w"
screen doses-80x24 80x24 dark xterm-256color "$epsom dose show zinc-15; $epsom check next multi --explain"

# --- pages ---------------------------------------------------------------------------------------------------------
browse() {
    chromium --headless --no-sandbox --disable-gpu --no-first-run --hide-scrollbars --user-data-dir="$work/profile" "$@" >/dev/null 2>&1
}
"$epsom" -q report 90d --output "$work/visit.html"
"$epsom" -q report 90d --nutrient all --output "$work/all.html"
for page in visit all; do
    for width in 360 800 1280; do
        browse --blink-settings=preferredColorScheme=1 --window-size=$width,2600 --screenshot="$pictures/$page-$width-light.png" "$work/$page.html"
        browse --blink-settings=preferredColorScheme=0 --window-size=$width,2600 --screenshot="$pictures/$page-$width-dark.png" "$work/$page.html"
    done
    browse --no-pdf-header-footer --print-to-pdf="$work/$page.pdf" "$work/$page.html"
    pdftoppm -r 70 -png "$work/$page.pdf" "$pictures/$page-printed"
done
ls "$pictures"
