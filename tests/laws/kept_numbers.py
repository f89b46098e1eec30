"""How much of the numbers each policy keeps: kept_numbers.py STRATA EXTRACT POLICIES [--by ...]

The extract is counted once, by --by and --levels, and protected by every policy of the folder
POLICIES. Of the gaps and of the trends that can be computed without protection, for schools and,
told apart, for all places above, with 30 students or more in both groups (a trend: in each year),
the share is printed that still is a number. Under `auto`, whose policy for this extract is
generic-10, each share must be --least or more.
"""
import argparse
import csv
import glob
import os
import subprocess
import sys
import tempfile
import time

AUTO = "generic-10"  # of inputs that no state's schema reads
REFUSED = 5
ENOUGH = 30  # students in each group
KEY = ("year_from", "year_to", "entity_level", "county", "lea", "school", "subject", "grade", "dim",
       "group", "ref_group", "measure", "cut")


def run(strata, words, output):
    """False: refused, since no pattern was found to be safe."""
    done = subprocess.run([strata] + words + ["--quiet", "-o", output], capture_output=True,
                          text=True, check=False)
    if done.returncode not in (0, REFUSED):
        raise RuntimeError(f"{' '.join(words)}: exit {done.returncode}: {done.stderr}")
    return done.returncode == 0


def rows(path):
    with open(path, encoding="utf-8") as file:
        return {tuple(row[name] for name in KEY): row
                for row in csv.DictReader(line for line in file if not line.startswith("#"))}


def estimates(strata, cells, folder, words):
    """{"gap": rows, "trend": rows} of cells."""
    found = {}
    for kind, command in (("gap", "gaps"), ("trend", "trends")):
        path = os.path.join(folder, f"{kind}.csv")
        run(strata, [command, cells, "--measure", "gap_pct"] + words, path)
        found[kind] = rows(path)
    return found


def place(row):
    return "school" if row["entity_level"] == "school" else "above"


def is_number(row):
    return row is not None and row["status"] == "ok" and row["value"] != ""


def enough(all_rows):
    """Keys by (kind, place) of numbers of ENOUGH students in both groups and, of trends, years."""
    small = set()
    for key, row in all_rows["gap"].items():
        if not is_number(row) or min(int(row["n"]), int(row["n_ref"])) < ENOUGH:
            small.add(key)
    kept = {}
    for key, row in all_rows["gap"].items():
        if key not in small:
            kept.setdefault(("gap", place(row)), []).append(key)
    for key, row in all_rows["trend"].items():
        years = range(int(row["year_from"]), int(row["year_to"]) + 1)
        gaps = [(str(year), str(year)) + key[2:-2] + ("gap_pct", key[-1]) for year in years]
        known = [gap for gap in gaps if gap in all_rows["gap"]]
        if is_number(row) and known and not small.intersection(known):
            kept.setdefault(("trend", place(row)), []).append(key)
    return kept


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("strata")
    parser.add_argument("extract")
    parser.add_argument("policies")
    parser.add_argument("--by", default="all,el")
    parser.add_argument("--levels", default="lea,school")
    parser.add_argument("--grades", default="all")
    parser.add_argument("--groups", default="all")
    parser.add_argument("--only", help="one policy")
    parser.add_argument("--least", type=float, default=0)
    given = parser.parse_args()
    names = sorted(os.path.basename(path)[:-5] for path in glob.glob(f"{given.policies}/*.json"))
    names = [name for name in names if name != "policy" and given.only in (None, name)]
    share = {}
    with tempfile.TemporaryDirectory() as folder:
        cells = os.path.join(folder, "cells.csv")
        run(given.strata, ["cells", given.extract, "--by", given.by, "--levels", given.levels,
                           "--grades", given.grades, "--groups", given.groups], cells)
        wanted = enough(estimates(given.strata, cells, folder, ["--internal"]))
        columns = sorted(wanted)
        print("numbers kept".ljust(16) + "".join(
            f"{kind}s, {where}: of {len(wanted[kind, where])}".rjust(26) for kind, where in columns))
        for name in names:
            start = time.monotonic()
            protected = os.path.join(folder, f"{name}.csv")
            is_done = run(given.strata, ["protect", cells, "--policy", name], protected)
            seconds = time.monotonic() - start
            found = estimates(given.strata, protected, folder, []) if is_done else {}
            for kind, where in columns:
                numbers = sum(is_number(found.get(kind, {}).get(key)) for key in wanted[kind, where])
                share[name, kind, where] = numbers / len(wanted[kind, where])
            print(name.ljust(16) + "".join(f"{share[name, kind, where]:26.1%}"
                                           for kind, where in columns)
                  + f"  {seconds:.0f} s{'' if is_done else ', refused'}", flush=True)
    few = [key for key, kept in share.items() if key[0] == AUTO and kept < given.least]
    for _, kind, where in few:
        print(f"{AUTO}: too few {kind}s, {where}")
    return 1 if few else 0


if __name__ == "__main__":
    sys.exit(main())
