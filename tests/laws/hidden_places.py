#!/usr/bin/env python3
"""What places hide could be anything that their rows allow: hidden_places.py STRATA

Releases of districts of two schools, a few students each, of which every row may hide its figures, its number of
students, or both. All numbers that could stand behind what is printed are tried, and each gives the district's
figure that might be true:

    figure = sum of n * figure of the school / sum of n,    gap = reference - focal,    change = last - first.

A row (n, p) that shows both allows the counts x of n with |100 x / n - p| <= 1/2. One that hides p allows every x
from 0 to n, one that hides n every n of its sizes. Groups of one dimension, and years, are free of each other,
so a gap or a change lies between the differences of their ends. Of all students and one group among them, the rest
being the reference, both are tried together: what is not possible of the rest is left out. A hidden mean may be LOW
or HIGH.

Then, for the percent at a cut from percents and from level counts, the share of a level, mean, index, distance from
standard, their gaps and changes:
- bounds that are printed hold all that is possible;
- where a place hides n, or a mean, nothing bounds the figure of all, so there are none, nor of what is made of it,
  and a value carries places_missing;
- a value from level counts without bounds is all that is possible;
- where only percents of known n are hidden the bounds are as tight as rounding (a unit in all) lets them be;
- nobody was tested only where every place says so.
"""
import csv
import io
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import defaultdict

FEW = (0, 1, 2, 3)  # students of a group that a school may have, as far as anybody knows
MANY = (0, 30, 31)  # so many that they can be a reference group
LOW, HIGH = 0, 10  # of a school's mean
NOISE = 1e-9
YEARS = (2021, 2022, 2023)

SHOWN, NO_FIGURE, NO_N, NOTHING, NOBODY = range(5)
FORMS = (SHOWN, NO_FIGURE, NO_N, NOTHING, NOBODY)
SIDES = list(itertools.combinations_with_replacement(FORMS, 2))  # of two schools
WHOLE = SIDES.index((SHOWN, SHOWN))
# what schools print: percents, level counts, means; of the tests that are called so
PERCENTS, LEVELS, MEANS, DISTANCES = "percents", "levels", "means", "distances"

FIELDS = [
    {"name": "year", "type": "year", "strata": {"to": "year"}},
    {"name": "lea", "strata": {"to": "lea"}},
    {"name": "school", "strata": {"to": "school"}},
    {"name": "dim", "strata": {"to": "dim_text"}},
    {"name": "group", "strata": {"to": "group_text"}},
    {"name": "n", "type": "integer", "strata": {"to": "n"}},
]
FIGURES = [
    {"name": "pct", "strata": {"to": "pct", "cut": 2, "decimals": 0}},
    {"name": "mean", "strata": {"to": "mean", "decimals": 0}},
    {"name": "index", "strata": {"to": "index", "decimals": 0}},
]
DISTANCE = [{"name": "dfs", "strata": {"to": "mean", "variable": "dfs", "decimals": 0}}]
COUNTS = [{"name": f"level_{k}", "strata": {"to": "level_count", "level": k}} for k in (1, 2)]
SCHEMA = {
    "name": "hidden", "version": "1", "title": "Rows that hide",
    "missingValues": [{"value": "", "label": "not reported"}, {"value": "*", "label": "suppressed"}],
    "layouts": [{"name": "only", "fields": FIELDS, "strata": {
        "set": {"subject": "math", "grade": "04", "entity_level": "school"},
        "results": [{"set": {"assessment": PERCENTS}, "fields": FIGURES},
                    {"set": {"assessment": LEVELS}, "fields": COUNTS},
                    {"set": {"assessment": DISTANCES}, "fields": DISTANCE}]}}],
    "strata": {"kind": "published", "additive": ["school_to_lea"], "assessments": [
        {"id": PERCENTS, "levels": 2, "proficient": 2, "has_scores": True},
        {"id": LEVELS, "levels": 2, "proficient": 2}, {"id": DISTANCES, "has_scores": True}]},
}
COLUMNS = ["year", "lea", "school", "dim", "group", "n", "pct", "mean", "index", "dfs", "level_1", "level_2"]
# column `measure` -> the tests that have it
MEASURES = {"pct": (PERCENTS, LEVELS), "share": (LEVELS,), "mean": (PERCENTS,), "index": (PERCENTS,),
            "dfs": (DISTANCES,), "gap_pct": (PERCENTS, LEVELS), "gap_index": (PERCENTS,), "gap_dfs": (DISTANCES,)}


class Row:
    """What a school prints of a group in a year. None: hidden."""

    def __init__(self, chance, form, sizes=FEW, n=None, passed=None):
        self.sizes = sizes
        self.true_n = 0 if form == NOBODY else chance.choice(sizes[1:]) if n is None else n
        self.passed = chance.randint(0, self.true_n) if passed is None else passed
        hides_figure = form in (NO_FIGURE, NOTHING) or self.true_n == 0
        self.n = None if form in (NO_N, NOTHING) else self.true_n
        self.pct = None if hides_figure else (200 * self.passed + self.true_n) // (2 * self.true_n)
        self.mean = None if hides_figure else chance.randint(LOW, HIGH)
        # without n nobody could tell whether levels are all of them
        self.levels = None if hides_figure or self.n is None else (self.true_n - self.passed, self.passed)

    def texts(self):
        hidden = "" if self.true_n == 0 and self.n == 0 else "*"
        pct, mean = (hidden if x is None else x for x in (self.pct, self.mean))
        return ["*" if self.n is None else self.n, pct, mean, mean, mean, *(self.levels or (hidden, hidden))]

    def possible(self, kind):
        """All (n, sum of n * figure) that may be behind it; of percents the students at the cut."""
        out = []
        for n in self.sizes if self.n is None else (self.n,):
            shows = {PERCENTS: self.pct, LEVELS: self.levels, MEANS: self.mean}[kind]
            if n == 0:
                out += [(0, 0)] if shows is None else []
            elif kind == MEANS:
                out += [(n, n * m) for m in ((LOW, HIGH) if shows is None else (shows,))]
            else:
                out += [(n, x) for x in range(n + 1) if shows is None or
                        (shows[1] == x if kind == LEVELS else 2 * abs(100 * x - shows * n) <= n)]
        return out

    def leaves_out(self, kind):
        return self.n is None or (kind == MEANS and self.mean is None and self.n > 0)


def figure(kind, n, total):
    return total * (1 if kind == MEANS else 100) / n


def ends(values):
    values = list(values)
    return (min(values), max(values)) if values else None


def minus(a, b):
    return None if a is None or b is None else (a[0] - b[1], a[1] - b[0])


class Side:
    """The rows of a district's schools of one group and year, and what may be true of them together."""

    def __init__(self, rows):
        self.rows = rows
        self.ends = {}

    def leaves_out(self, kind):
        return any(r.leaves_out(kind) for r in self.rows)

    def all_hide(self, kind):
        shown = [r for r in self.rows if r.n is None or r.n > 0]
        return all((r.mean if kind == MEANS else r.pct) is None for r in shown)

    def possible(self, kind):
        if kind not in self.ends:
            sums = {tuple(map(sum, zip(*at))) for at in itertools.product(*(r.possible(kind) for r in self.rows))}
            self.ends[kind] = ends(figure(kind, n, total) for n, total in sums if n > 0)
        return self.ends[kind]


def fits(kind, everybody, group):
    """Whether the rest of a school, everybody but the group, is possible."""
    n, total = everybody[0] - group[0], everybody[1] - group[1]
    return n >= 0 and 0 <= total <= n * (HIGH if kind == MEANS else 1)


def possible_rest(everybody, group, kind):
    """The ends of the rest's figure minus the group's."""
    schools = [[(a[0] - g[0], a[1] - g[1], *g) for a in one.possible(kind) for g in other.possible(kind)
                if fits(kind, a, g)] for one, other in zip(everybody.rows, group.rows)]
    sums = {tuple(map(sum, zip(*at))) for at in itertools.product(*schools)}
    return ends(figure(kind, n, t) - figure(kind, m, s) for n, t, m, s in sums if n > 0 and m > 0)


def paired(chance):
    """Black and white students in three years, of which the second is whole. Any two of a, b, a + b and a + 2 b go
    through all pairs of sides as a and b do, in each gap and each change; then all pairs with the rest whole."""
    count = len(SIDES)
    for a, b in itertools.product(range(count), repeat=2):
        for numbers in ((a, b, (a + b) % count, (a + 2 * b) % count), (a, WHOLE, WHOLE, b)):
            first = {(2021, "black"): numbers[0], (2021, "white"): numbers[1]}
            last = {(2023, "black"): numbers[2], (2023, "white"): numbers[3]}
            between = {(2022, "black"): WHOLE, (2022, "white"): WHOLE}
            yield {(year, "race", group): Side([Row(chance, form, MANY if group == "white" else FEW)
                                                for form in SIDES[number]])
                   for (year, group), number in {**first, **between, **last}.items()}


def nested(chance):
    """All students and English learners among them, each school in each two forms."""
    for one, other in itertools.combinations_with_replacement(itertools.product(FORMS, FORMS), 2):
        everybody, group = [], []
        for form, inner in (one, other):
            all_of = Row(chance, form)
            n = 0 if inner == NOBODY else chance.randint(0, all_of.true_n)
            passed = chance.randint(max(0, n - (all_of.true_n - all_of.passed)), min(n, all_of.passed))
            everybody.append(all_of)
            group.append(Row(chance, inner, FEW, n, passed))
            tame_mean(all_of, group[-1])
        yield {(2021, "all", "all"): Side(everybody), (2021, "el", "current"): Side(group)}


def tame_mean(everybody, group):
    """Means that a rest between LOW and HIGH allows: all alike."""
    if everybody.mean is not None and group.mean is not None:
        group.mean = everybody.mean


def write(path, districts):
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        for at, district in enumerate(districts):
            for (year, dim, group), side in district.items():
                for school, row in enumerate(side.rows):
                    out.writerow([year, f"d{at}", f"d{at}s{school}", dim, group, *row.texts()])


def estimates(strata, folder, districts):
    """The rows of `strata gaps` and of `strata trends` as dictionaries."""
    names = [os.path.join(folder, name) for name in ("hidden.json", "in.csv", "cells", "gaps")]
    with open(names[0], "w", encoding="utf-8") as file:
        json.dump(SCHEMA, file)
    write(names[1], districts)
    common = {"check": True, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    subprocess.run([strata, "cells", "-q", "--schema", names[0], names[1], "--by", "all,el,race", "--levels", "lea",
                    "-o", names[2]], **common)
    subprocess.run([strata, "gaps", "-q", names[2], "--policy", "none", "--measure", ",".join(MEASURES), "-o", names[3]], **common)
    trends = subprocess.run([strata, "trends", "-q", "--bare", "--model", "change,slope", names[3]], **common).stdout
    with open(names[3], encoding="utf-8") as file:
        gaps = "".join(line for line in file if not line.startswith("#"))
    return [list(csv.DictReader(io.StringIO(text))) for text in (gaps, trends.decode())]


class Judge:
    def __init__(self, districts):
        self.districts = districts
        self.seen = defaultdict(int)
        self.failed = 0
        self.years_with_value = set()

    def fail(self, row, why):
        self.failed += 1
        if self.failed <= 20:
            side = self.districts[int(row["lea"][1:])]
            print("FAILED", why, {k: v for k, v in row.items() if v}, file=sys.stderr)
            for key, of in side.items():
                print("      ", key, [r.texts() for r in of.rows], file=sys.stderr)

    def bounds(self, row, leaves_out, possible):
        """What holds of every row: the bounds, the flag of a value."""
        value, lo, hi = (row[k] for k in ("value", "bound_lo", "bound_hi"))
        if leaves_out:
            self.seen["leaves out, with a value"] += value != ""
            if lo or hi:
                self.fail(row, "bounds of a figure that leaves out places")
            if value and "places_missing" not in row["flags"].split(";"):
                self.fail(row, "no places_missing")
        elif lo:
            self.seen["bounds of " + row["measure"]] += 1
            if possible and not (float(lo) - NOISE <= possible[0] and possible[1] <= float(hi) + NOISE):
                self.fail(row, f"possible is {possible[0]} to {possible[1]}")
        elif value and possible and kind_of(row) == LEVELS:
            self.seen["exact"] += 1
            if any(abs(float(value) - end) > NOISE for end in possible):
                self.fail(row, f"possible is {possible[0]} to {possible[1]}")

    def year(self, row):
        """One row of a year: a figure or a gap."""
        district = self.districts[int(row["lea"][1:])]
        kind = kind_of(row)
        if kind is None:
            return
        year = int(row["year_to"])
        side = district[year, row["dim"], row["group"]]
        if row["value"]:
            self.years_with_value.add(identity(row) + (year,))
        if not row["ref_group"]:
            self.single(row, side, kind)
        else:
            self.bounds(row, *self.known(district, row, kind, year))

    def known(self, district, row, kind, year):
        """Whether a figure or gap of a year leaves out places, and what else is possible of it."""
        side = district[year, row["dim"], row["group"]]
        if not row["ref_group"]:
            return side.leaves_out(kind), side.possible(kind)
        if row["ref_group"] == "complement":
            ref = district.get((year, "all", "all"))
            leaves_out = ref is None or side.leaves_out(kind) or ref.leaves_out(kind)
            return leaves_out, None if leaves_out else possible_rest(ref, side, kind)
        ref = district[year, row["dim"], row["ref_group"]]
        return side.leaves_out(kind) or ref.leaves_out(kind), minus(ref.possible(kind), side.possible(kind))

    def single(self, row, side, kind):
        possible = side.possible(kind)
        leaves_out = side.leaves_out(kind)
        self.bounds(row, leaves_out, possible)
        if row["status"] == "not_tested" and (leaves_out or possible):
            self.fail(row, "somebody may have been tested")
        if leaves_out or possible is None or side.all_hide(kind):
            return
        lo, hi = (float(row[k] or row["value"] or "nan") for k in ("bound_lo", "bound_hi"))
        unit = 0 if kind == LEVELS else 1
        if not (lo >= possible[0] - unit - NOISE and hi <= possible[1] + unit + NOISE):
            self.fail(row, f"could be as tight as {possible[0]} to {possible[1]}")
        self.seen["tight"] += 1

    def trend(self, row):
        kind, model = kind_of(row), row["measure"].split(".")[1]
        if kind is None or row["status"] == "too_few":
            return
        district = self.districts[int(row["lea"][1:])]
        first, last = int(row["year_from"]), int(row["year_to"])
        used = (first, last)
        if model == "slope":
            used = [y for y in YEARS if identity(row) + (y,) in self.years_with_value]
        years = [self.known(district, row, kind, year) for year in used]
        leaves_out = any(year[0] for year in years)
        self.bounds(row, leaves_out, minus(years[-1][1], years[0][1]) if model == "change" else None)


def kind_of(row):
    """How the schools print what a row is made of; None where the test has no such figure. Of the two shares that
    of level 2 is the percent at the cut."""
    measure = row["measure"].split(".")[0]
    if row["assessment"] not in MEASURES[measure] or (measure == "share" and row["cut"] != "2"):
        return None
    return row["assessment"] if measure in ("pct", "share", "gap_pct") else MEANS


def identity(row):
    return tuple(row[k] for k in ("lea", "assessment", "dim", "group", "ref_group")) + (
        row["measure"].split(".")[0], row["cut"])


def main():
    chance = random.Random(20260101)
    districts = list(paired(chance)) + list(nested(chance))
    with tempfile.TemporaryDirectory() as folder:
        gaps, trends = estimates(sys.argv[1], folder, districts)
    judge = Judge(districts)
    for row in gaps:
        judge.year(row)
    for row in trends:
        judge.trend(row)
    for what, count in sorted(judge.seen.items()):
        print(f"{what}: {count}")
    # Each sort of figure has to be met: a program that never gives bounds would pass all else.
    wanted = {"bounds of " + m + model for m in MEASURES for model in ("", ".change")}
    missing = {w for w in wanted | {"tight", "exact", "leaves out, with a value"} if judge.seen[w] < 20}
    print(f"{len(districts)} districts, {judge.failed} failed" + (f"; too few of {missing}" if missing else ""))
    return 1 if judge.failed or missing else 0


if __name__ == "__main__":
    sys.exit(main())
