#!/bin/sh
# schemas.sh EPSOM: whether what the golden stories, and a story with every key, answer in json and ndjson is as
# `epsom schema` says.
set -u
epsom=$1
here=$(cd "$(dirname "$0")" && pwd)

for python in /usr/bin/python3 python3 none; do
    "$python" -c 'from jsonschema import Draft202012Validator' 2>/dev/null && break
done
if [ "$python" = none ]; then
    echo "skipped: there is no Python here with the package jsonschema (Debian: python3-jsonschema)"
    exit 77
fi
kept=$(mktemp -d)
trap 'rm -rf "$kept"' EXIT
sh "$here/record.sh" "$epsom" "$kept" "$here"/../golden/*/ "$here/every-key"
"$python" "$here/validate.py" "$epsom" "$kept"
