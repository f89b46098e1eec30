"""Student files (Tennessee STAR, synthetic Texas): n, mean, SD by group and gaps, against exact fractions."""
import csv
import gzip
from collections import defaultdict
from fractions import Fraction

import oracle

STAR_GRADES = {"k": ("K", 1986), "1": ("01", 1987), "2": ("02", 1988), "3": ("03", 1989)}
STAR_RACE = {"cauc": "white", "afam": "black", "asian": "asian", "hispanic": "hispanic", "amindian": "american_indian"}
TEXAS_RACE = {"B": "black", "W": "white", "A": "asian", "H": "hispanic", "I": "american_indian", "P": "pacific_islander",
              "T": "two_or_more"}


def star(path):
    """(year, grade, subject) -> (dim, group) -> scores"""
    out = defaultdict(lambda: defaultdict(list))
    with gzip.open(path, "rt", encoding="utf-8", newline="") as raw:
        for r in csv.DictReader(raw):
            for column, (grade, year) in STAR_GRADES.items():
                if not r["schoolid" + column]:
                    continue
                groups = [("all", "all")]
                if r["ethnicity"] in STAR_RACE:
                    groups.append(("race", STAR_RACE[r["ethnicity"]]))
                if r["lunch" + column]:
                    groups.append(("frl", "yes" if r["lunch" + column] == "free" else "no"))
                for subject, name in (("reading", "read"), ("math", "math")):
                    score = r[name + column]
                    for group in groups if score else ():
                        out[year, grade, subject][group].append(Fraction(score))
    return out


def texas(path):
    out = defaultdict(lambda: defaultdict(list))
    with gzip.open(path, "rt", encoding="utf-8", newline="") as raw:
        for r in csv.DictReader(raw):
            groups = [("all", "all"), ("el", "history_unknown" if r["lep"] == "0" else "current")]
            if r["race_ethnicity"] in TEXAS_RACE:
                groups.append(("race", TEXAS_RACE[r["race_ethnicity"]]))
            if r["eco_dis"] in "012":
                groups.append(("frl", "no" if r["eco_dis"] == "0" else "yes"))
            for subject, name in (("reading", "rdg_ss"), ("math", "math_ss")):
                for group in groups if r[name] != "NA" else ():
                    out[int(r["year"]), r["grade_level"].zfill(2), subject][group].append(Fraction(r[name]))
    return out


def near(check, what, got, expected):
    """Equal to 1e-10 of the size of the number."""
    check.near(what, got, expected, 1e-10 * max(1.0, abs(expected)))


def compare(check, rows, cells, pairs):
    index = {(r["measure"], int(r["year_to"]), r["grade"], r["subject"], r["dim"], r["group"]): r for r in rows
             if r["entity_level"] == "state"}
    blank = dict.fromkeys(rows[0])
    for (year, grade, subject), groups in cells.items():
        for (dim, group), scores in groups.items():
            mean, sd = oracle.mean_sd(scores)
            what = f"{year} {grade} {subject} {dim}={group}"
            row = index.get(("mean", year, grade, subject, dim, group), blank)
            check.same(what + " n", row["n"], str(len(scores)))
            near(check, what + " mean", row["value"], mean)
            if len(scores) > 1 and sd > 0:
                near(check, what + " sd", index.get(("sd", year, grade, subject, dim, group), blank)["value"], sd)
        for dim, ref, focal in pairs:
            a, b = groups.get((dim, ref), []), groups.get((dim, focal), [])
            series = [len(g.get((dim, ref), [])) for (y, gr, s), g in cells.items() if (gr, s) == (grade, subject)]
            if len(a) < 2 or len(b) < 2 or min(series) < 30:
                continue  # a small reference is replaced by the complement, a rule tested elsewhere
            g, se = oracle.hedges(a, b)
            row = index.get(("gap_g", year, grade, subject, dim, focal), blank)
            near(check, f"{year} {grade} {subject} {dim} {ref}-{focal} g", row["value"], g)
            near(check, f"{year} {grade} {subject} {dim} {ref}-{focal} se", row["se"], se)


def main():
    program, data = oracle.arguments("student-tn-star")
    check = oracle.Check()
    options = {"levels": "state", "grades": "each", "measures": "mean, sd, gap_g", "trends": "slope"}
    path = f"{data}/STAR.csv.gz"
    rows = oracle.run(program, [path], groups="all, race, frl, gender", **options)["estimates"]
    compare(check, rows, star(path), (("frl", "no", "yes"), ("race", "white", "black")))
    path = f"{data}/../student-synth-texas/synth_texas.csv.gz"
    rows = oracle.run(program, [path], groups="all, el, race, frl, swd", **options)["estimates"]
    # Lower counts of the reference make the complement take its place; the first and last years are that small.
    compare(check, rows, texas(path), (("frl", "no", "yes"), ("race", "white", "black")))
    el = [r for r in rows if r["measure"] == "gap_g" and r["dim"] == "el" and r["group"] == "current"]
    check.same("EL gaps are there", bool(el), True)
    check.end()


main()
