#!/bin/sh
# From a fresh Debian system to tables made of the sample, in one command. May be run again.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/cmd/setup.sh"
trap remove_own_folders EXIT

need_packages build
cd "$root"
build_folder release
echo "building ..."
log=$(mktemp)
if ! { cmake --preset release -B "$folder" && cmake --build "$folder" --target strata; } >"$log" 2>&1
then
    cat "$log" >&2
    rm -f "$log"
    exit 1
fi
rm -f "$log"

# The sample's own configuration, with the publication in build/ instead of the source tree.
published=$folder/published
strata=$folder/strata
"$strata" run sample-data/district.ini --directory "$published"

echo
echo "The tables are in $published/current/tables:"
ls -l "$published/current/tables/"
echo
echo "The gap between English learners and students who speak only English, in English language"
echo "arts, by district and year (percentage points at level 3, proficient):"
awk -F, 'NR == 1 { for (i = 1; i <= NF; ++i) at[$i] = i; next }
         $at["entity_level"] == "lea" && $at["measure"] == "gap_pct" && $at["cut"] == 3 &&
         $at["subject"] == "ela" && $at["grade"] == "all" && $at["group"] == "current" {
             print $at["entity_name"] ": " $at["year_from"], $at["value"] }' \
    "$published/current/tables/gaps.csv"
