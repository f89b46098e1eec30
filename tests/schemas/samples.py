#!/usr/bin/env python3
"""Checks every schema against a sample in its form: samples.py STRATA [NAME...]

The samples are drawn from a seed, so they are no files of the project; --write FOLDER leaves them to look
at. For each the file is given to `strata cells` with the schema left to be found, and every fact of the
truth behind it must be there: counts, level counts, sums, printed numbers with their rounding, ranges.
What was given or counted and is no fact is an error too.
"""
import csv
import io
import os
import subprocess
import sys
import tempfile
from decimal import Decimal

import samples_ca
import samples_states
import samples_students
import samples_us

SAMPLES = {**samples_ca.SAMPLES, **samples_states.SAMPLES, **samples_us.SAMPLES,
           **samples_students.SAMPLES}
KEY = ("year", "entity_level", "county", "lea", "school", "subject", "grade", "group", "stat", "cut")
NUMBERS = ("value", "lo", "hi", "score_sum", "score_sumsq")


def cells_of(strata, path, dims):
    run = subprocess.run([strata, "cells", path, "--by", ",".join(sorted(dims)), "--levels",
                          "state,county,lea,school", "--grades", "each,all", "-o", "-"],
                         capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit("%s: exit %d\n%s" % (path, run.returncode, run.stderr))
    lines = [x for x in run.stdout.splitlines() if not x.startswith("#")]
    return list(csv.DictReader(io.StringIO("\n".join(lines)))), run.stderr


def key_of(cell):
    return tuple(cell[k] for k in KEY[:7]) + ("%s=%s" % (cell["dim"], cell["group"]), cell["stat"],
                                             cell["cut"])


def same(name, want, got):
    if name in NUMBERS and want != "" and got != "":
        return abs(Decimal(want) - Decimal(got)) <= Decimal("1e-9")
    return want == got


def compare(fact, cell):
    """What differs, as text, or None."""
    levels = [cell[c] for c in cell if c.startswith("level_")]
    seen = dict(cell, lo=cell["value_lo"], hi=cell["value_hi"],
                levels="|".join(x for x in levels if x != ""))
    for name, want in fact.items():
        if want != "-" and name not in KEY and not same(name, want, seen[name]):
            return "%s: expected %r, found %r" % (name, want, seen[name])
    return None


def check(strata, name, folder):
    data, facts = SAMPLES[name]()
    path = os.path.join(folder, name)
    with open(path, "wb") as out:
        out.write(data)
    dims = {f["group"].split("=")[0] for f in facts.rows}
    cells, messages = cells_of(strata, path, dims)
    by_key = {key_of(c): c for c in cells}
    wrong = []
    for fact in facts.rows:
        key = tuple(fact[k] for k in KEY)
        cell = by_key.pop(key, None)
        what = "is missing" if cell is None else compare(fact, cell)
        if what:
            wrong.append("%s %s" % (" ".join(key), what))
    # Counts beside printed statistics, and sums of what adds up, are no surprise.
    for key, cell in by_key.items():
        known = {tuple(f[k] for k in KEY[:8]) for f in facts.rows}
        if cell["source"] in ("published", "given") and key[:8] not in known:
            wrong.append("%s is in no fact" % " ".join(key))
    rows = data.count(b"\n") or data.count(b"\r")
    print("%s: %d lines, %d facts, %d cells, %d wrong" % (name, rows, len(facts.rows), len(cells),
                                                          len(wrong)))
    for line in wrong[:10]:
        print("  " + line)
    if wrong and messages:
        print(messages)
    return not wrong


def main():
    if len(sys.argv) > 2 and sys.argv[1] == "--write":
        os.makedirs(sys.argv[2], exist_ok=True)
        for name, make in SAMPLES.items():
            with open(os.path.join(sys.argv[2], name), "wb") as out:
                out.write(make()[0])
        return 0
    names = sys.argv[2:] or sorted(SAMPLES)
    with tempfile.TemporaryDirectory() as folder:
        return 0 if all([check(sys.argv[1], name, folder) for name in names]) else 1


if __name__ == "__main__":
    sys.exit(main())
