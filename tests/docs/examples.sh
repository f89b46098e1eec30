#!/bin/sh
# examples.sh STRATA ROOT COMMAND: runs every example of a command's help in a folder of files with
# the names that examples use. Help must fit a terminal of 24 lines and 80 columns.
set -eu
strata=$(realpath "$1")
root=$2
name=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/files"
ln -s "$strata" "$work/bin/strata"
export PATH="$work/bin:$PATH" LC_ALL=C
unset STRATA_KEY_FILE STRATA_POLICY STRATA_MEMORY STRATA_SCHEMA STRATA_SCHEMAS
failed=0

strata "$name" --help >"$work/help"
if [ "$(wc -l <"$work/help")" -gt 24 ] || grep -n '.\{81\}' "$work/help"; then
    echo "strata $name --help does not fit 24 lines of 80 columns"
    failed=1
fi
sed -n '/^examples:$/,$s/^  //p' "$work/help" >"$work/examples"
[ -s "$work/examples" ] || { echo "strata $name --help has no example"; exit 1; }

# The files that examples name.
cd "$work/files"
cp "$root"/tests/golden/data/* .
mv test.key district.key
chmod 600 district.key
{
    printf '[input]\nfiles = students.csv\n'
    printf '[analysis]\ngroups = all, el\nlevels = lea\n'
    printf '[output]\ndirectory = published\n'
} >district.ini
for year in 2023 2024; do
    { head -n 1 students.csv; grep "^$year" students.csv; } >one-year.csv
    strata cells -q one-year.csv -o cells-$year.csv
done
rm one-year.csv
strata cells -q students.csv -o cells.csv
strata protect -q students.csv --by all,swd --levels school --policy generic-10 -o protected.csv

while IFS= read -r example; do
    if ! sh -euc "$example" >"$work/out" 2>"$work/err"; then
        echo "does not work: $example"
        cat "$work/err"
        failed=1
    elif grep 'error:' "$work/err"; then
        echo "complains: $example"
        failed=1
    fi
done <"$work/examples"
exit "$failed"
