#!/bin/sh
# home_assistant.sh EPSOM: the sensor for Home Assistant: its command is run, and its template evaluated.
# shellcheck source=tests/recipes/common.sh
. "$(dirname "$0")/common.sh"
for python in /usr/bin/python3 python3 none; do
    "$python" -c 'import jinja2, yaml' 2>/dev/null && break
done
if [ "$python" = none ]; then
    echo "no Python with the packages jinja2 and yaml here (Debian: python3-jinja2 python3-yaml): skipped"
    exit 77
fi
script epsom-findings
recipe home-assistant | sed "s|/home/you|$HOME|" >configuration.yaml

# sensor: its state and the findings among its attributes, or "failed", as the integration command_line forms them.
sensor() {
    "$python" - <<'END'
import json
import os
import subprocess

import jinja2
import yaml

(entry,) = yaml.safe_load(open("configuration.yaml", encoding="utf-8"))["command_line"]
sensor = entry["sensor"]
assert set(sensor) == {"name", "unique_id", "command", "value_template", "json_attributes", "scan_interval"}, sensor
environment = os.environ | {"PATH": "/usr/bin:/bin"}
run = subprocess.run(sensor["command"], shell=True, capture_output=True, timeout=15, text=True, env=environment)
if run.returncode != 0:
    print("failed", run.returncode)
else:
    value = json.loads(run.stdout)
    template = jinja2.Environment(undefined=jinja2.StrictUndefined).from_string(sensor["value_template"])
    state = template.render(value_json=value)
    attributes = {key: value[key] for key in sensor["json_attributes"]}
    print(state, [finding["subject"] for finding in attributes["findings"]])
END
}
same "nothing is due" "0 []" "$(sensor)"
epsom -q dose add calm --contains magnesium=200mg --at 21:00
epsom -q dose add zinc --contains zinc=10mg --at 21:01
same "two are due" "2 ['calm', 'zinc']" "$(sensor)"
epsom -q log calm
same "one is left" "1 ['zinc']" "$(sensor)"
rm .local/share/epsom/epsom.db && mkdir .local/share/epsom/epsom.db
same "a failure is not 'nothing'" "failed 3" "$(sensor)"
finish
