#!/bin/sh
# run.sh [ROWS [OPTION...]]: builds strata for speed, makes a student file of about ROWS rows (5,000,000) and runs
# strata and every peer that is installed on it; which were not found and how to get them is said at the end. OPTIONs
# are bench.py's. Peers from npm are looked for in NPMDIR, outside of this folder: ~/.cache/strata-peers by default.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
. "$root/cmd/setup.sh"

rows=${1:-5000000}
[ $# -eq 0 ] || shift
need_packages build
build_folder release
(cd "$root" && cmake --preset release -B "$folder" >/dev/null && cmake --build "$folder" >/dev/null)
work=$(mktemp -d)
trap 'rm -rf "$work"; remove_own_folders' EXIT
# Two rows for each student and year in a tested grade: 3.5 rows a student over three years.
"$folder/generate_sample" --students $((rows * 10 / 35)) --years 3 --districts $((rows / 17000 + 1)) \
    "$work/students.csv"
python3 "$here/bench.py" "$folder/strata" "$work/students.csv" generated "$@"
