#!/bin/sh
# record.sh EPSOM FOLDER STORY...: runs stories and keeps in FOLDER what each epsom in them answers in json or ndjson.
# NAME.args has the arguments, a NUL after each, and NAME.out the answer.
set -u
epsom=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
folder=$(cd "$2" && pwd)
shift 2
here=$(cd "$(dirname "$0")" && pwd)

bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
cat >"$bin/epsom" <<END
#!/bin/sh
PATH=\$PATH:/usr/bin:/bin # some stories have no PATH
case " \$* " in
    *json*|*" export "*) ;;
    *) exec '$epsom' "\$@" ;;
esac
out=\$(mktemp '$folder/XXXXXXXX')
'$epsom' "\$@" >"\$out"
status=\$?
printf '%s\\0' "\$@" >"\$out.args"
cat "\$out"
mv "\$out" "\$out.out"
exit \$status
END
chmod +x "$bin/epsom"
for story; do
    # Whether the story is as it was is the question of another test.
    sh "$here/../golden.sh" "$bin/epsom" "$(cd "$story" && pwd)" >/dev/null 2>&1
done
