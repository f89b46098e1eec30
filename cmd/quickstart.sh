#!/bin/sh
# From a fresh Debian system to tables made of the sample, in one command. May be run again.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
. "$root/cmd/setup.sh"

need_packages build
cd "$root"
build_folder quickstart
echo "building, which takes one to three minutes on two processors ..."
log=$(mktemp)
if ! { cmake --preset install -B "$folder" && cmake --build "$folder"; } >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    exit 1
fi
rm -f "$log"

# The sample's own configuration, with the publication in build/ instead of the source tree.
published=$folder/published
echo "running the sample, a few seconds; eight of its rows are wrong on purpose: seven are rejected,"
echo "and of one the unknown race is left out, with a warning ..."
"$folder/strata" run sample-data/district.ini --directory "$published"

tables=$published/current/tables
echo
echo "The tables (workbook, figures and report are not part of this version):"
ls "$tables"/*
cat <<'EOF'

Students who speak only English minus English learners, percentage points at or above level 3 in
English language arts, all grades, from gaps.csv:
EOF
awk -F, 'NR == 1 { for (i = 1; i <= NF; ++i) at[$i] = i; next }
    $at["assessment"] == "local" && $at["entity_level"] == "lea" && $at["subject"] == "ela" &&
    $at["measure"] == "gap_pct" && $at["cut"] == 3 && $at["dim"] == "el" &&
    $at["group"] == "current" && $at["grade"] == "all" {
        year = $at["year_from"]
        if (!(year in seen)) { seen[year] = 1; years = years sprintf("%6s", year) }
        name = $at["entity_name"]
        line[name] = line[name] sprintf("%6s", $at["value"] == "" ? "-" : $at["value"])
    }
    END {
        printf "%-24s%s\n", "", years
        for (name in line) printf "%-24s%s\n", name, line[name]
    }' "$tables/gaps.csv"
echo
echo "To call it as strata in this terminal:   export PATH=\"$folder:\$PATH\""
echo "To install it for good, under ~/.local:  cmake --install $folder --prefix ~/.local"
echo "What the words in the tables mean:       $folder/strata help flags"
