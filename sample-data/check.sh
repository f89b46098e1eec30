#!/bin/sh
# check.sh GENERATOR FOLDER: makes the sample anew and compares it with the files in FOLDER. A gz
# is compared by what is in it, since zlib's versions pack differently.
set -eu
generator=$1
folder=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$generator" "$work"
failed=0
for made in "$work"/*; do
    name=$(basename "$made")
    case $name in
    *.gz)
        gzip -dc "$made" >"$work/a"
        gzip -dc "$folder/$name" >"$work/b"
        cmp "$work/a" "$work/b" || failed=1
        rm -f "$work/a" "$work/b"
        ;;
    *) cmp "$made" "$folder/$name" || failed=1 ;;
    esac
done
if [ "$failed" -ne 0 ]; then
    echo "sample-data/ is not what the generator makes: run 'generate_sample sample-data' and commit" >&2
fi
exit "$failed"
