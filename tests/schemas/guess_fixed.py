#!/usr/bin/env python3
"""Where strata schema guess says that fields of fixed width start, against what is known: guess_fixed.py
STRATA DATA. Three files: a dense one of students written here, and, of those of samples.py and beside the
project, what their layouts say of fields that hold something. Fails where fewer starts are found, or more of
those named are wrong, than LEAST says; where the draft does not load or does not read its own file; and where
a role of the dense file is another.

LEAST is a little under what was measured when this was written; a field of zeros beside another one, or a code
that is the same in each record, cannot be told from its neighbour."""
import csv
import gzip
import json
import os
import subprocess
import sys
import tempfile

import samples_students
import samples_us
from samples_truth import Draw

STRATA, DATA = sys.argv[1:3]
LEAST = {  # of the true starts, of those named
    "dense.dat": (0.9, 0.9), "tx-staar-student.dat": (0.85, 0.95), "ca-caaspp-student-fixed.dat": (0.8, 0.8),
    "nj2011gr3_fixed.txt": (0.93, 0.95)}
DENSE = [("year", 1), ("lea", 5), ("school", 10), ("student", 14), ("last", 24), ("first", 44), ("gender", 56),
         ("race", 57), ("grade", 58), ("el", 60), ("swd", 61), ("score", 62), ("level", 66), ("days", 70),
         ("hours", 73)]
ROLES = {"year": 1, "lea": 5, "school": 10, "student": 14, "gender": 56, "race": 57, "grade": 58,
         "scale_score": 62, "level": 66}
STAAR = [1, 5, 9, 74, 83, 99, 100, 102, 107, 111, 409, 763]


def dense():
    """800 students without a blank between fields but for one filler of three."""
    draw, lines = Draw("dense"), []
    last = ("Abernathy", "Castillo Moreno", "Diaz", "Fong", "Garcia", "Johnson", "Lee", "McAllister-Wynn", "Ng",
            "O'Brien", "Rodriguez de la Vega", "Smith", "Vu", "Washington")
    first = ("Ana", "Bartholomew", "Chris", "Dee", "Eun-Ji", "Francisco", "Guadalupe", "Jo", "Maria Elena")
    numbers = draw.sample(range(1, 900), 160)
    leas = [(draw.randint(1000, 79999), numbers[4 * i:4 * i + 4]) for i in range(40)]
    for _ in range(800):
        lea, schools = draw.choice(leas)
        score = draw.randint(2201, 2799)
        level = 1 + (score > 2370) + (score > 2500) + (score > 2630)
        days = draw.randint(0, 180)
        lines.append("2024%05d%04d%010d%-20s%-12s%s%s%02d%s%s%04d%d   %03d%4d" % (
            lea, draw.choice(schools), draw.randint(10 ** 6, 10 ** 9 - 1), draw.choice(last),
            draw.choice(first), draw.choice("MF"), draw.choice("ABHIW"), draw.randint(3, 8), draw.choice("YNN"),
            draw.choice("YNNNN"), score, level, days, days * 7))
    return "".join(line + "\r\n" for line in lines).encode()


def new_jersey():
    """The record layout of the file beside the project: of fields that hold something."""
    folder = os.path.join(DATA, "nj-ask")
    with gzip.open(os.path.join(folder, "nj2011gr3_fixed.txt.gz"), "rt", encoding="utf-8") as stream:
        records = stream.read().splitlines()
    with open(os.path.join(folder, "njask_layout.csv"), encoding="utf-8", newline="") as stream:
        places = [(int(r["field_start_position"]), int(r["field_end_position"])) for r in csv.DictReader(stream)]
    return {start for start, end in places if any(r[start - 1:end].strip() for r in records)}


def draft_of(path, folder):
    draft = os.path.join(folder, "draft.json")
    run = subprocess.run([STRATA, "schema", "guess", path, "-o", draft, "--year", "2011"], capture_output=True,
                         text=True, check=False)
    check = subprocess.run([STRATA, "schema", "check", draft], capture_output=True, text=True, check=False)
    problems = []
    if run.returncode != 0 or check.returncode != 0:
        problems.append("guess %d, check %d: %s" % (run.returncode, check.returncode, check.stderr))
    if "which rejects no row of the sample" not in run.stderr:
        problems.append(run.stderr)
    with open(draft, encoding="utf-8") as stream:
        layout = json.load(stream)["layouts"][0]
    fields = layout["fields"] + [f for r in layout["strata"].get("results", []) for f in r["fields"]]
    return fields, problems


def score(path, truth, folder):
    name = os.path.basename(path).removesuffix(".gz")
    fields, problems = draft_of(path, folder)
    named = {f["strata"]["start"] for f in fields}
    found, right = len(named & truth) / len(truth), len(named & truth) / len(named)
    print("%s: %d of %d starts found (%.3f); %d named, of which %.3f are right"
          % (name, len(named & truth), len(truth), found, len(named), right))
    print("    missed %s; wrong %s" % (sorted(truth - named)[:20], sorted(named - truth)[:20]))
    if found < LEAST[name][0] or right < LEAST[name][1]:
        problems.append("expected at least %.2f and %.2f" % LEAST[name])
    if name == "dense.dat":
        got = {f["name"]: f["strata"]["start"] for f in fields if not f["name"].startswith("field_")}
        if got != ROLES:
            problems.append("roles %s, expected %s" % (got, ROLES))
    for problem in problems:
        print("BAD", name, problem)
    return not problems


def main():
    caaspp = set(samples_students.FIXED.values()) | {470 + 3 * i for i in range(len(samples_students.FLAGS))}
    with tempfile.TemporaryDirectory() as folder:
        files = [("dense.dat", dense(), {start for _, start in DENSE}),
                 ("tx-staar-student.dat", samples_students.SAMPLES["tx-staar-student.dat"]()[0], set(STAAR)),
                 ("ca-caaspp-student-fixed.dat", samples_students.caaspp_fixed()[0], caaspp)]
        good = True
        for name, data, truth in files:
            path = os.path.join(folder, name)
            with open(path, "wb") as out:
                out.write(data)
            good = score(path, truth, folder) and good
        real = os.path.join(DATA, "nj-ask", "nj2011gr3_fixed.txt.gz")
        if os.path.exists(real):
            good = score(real, new_jersey(), folder) and good
        else:
            print("skipped: no New Jersey beside the project")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
