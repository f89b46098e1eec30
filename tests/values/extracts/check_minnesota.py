"""Minnesota North Star: state figures as count-weighted means of the districts' printed percents, gaps, trends."""
import csv
import gzip
import io
from collections import defaultdict
from decimal import Decimal
from fractions import Fraction

import oracle

YEARS = (2017, 2018, 2019)
# Count-weighted Math achievement as the description of the data set gives it.
KNOWN = {
    "ALL": (58.2386, 56.7754, 54.4003), "EL": (32.6518, 31.1688, 29.1929), "FRP": (38.4542, 36.5869, 33.8844),
    "WHI": (66.8164, 65.6656, 63.3331), "BLA": (29.0936, 28.4573, 26.8775),
}
GROUPS = {"ALL": ("all", "all"), "EL": ("el", "current"), "FRP": ("frl", "yes"), "SPED": ("swd", "yes"),
          "WHI": ("race", "white"), "BLA": ("race", "black"), "HIS": ("race", "hispanic")}
SUBJECTS = {"math": (6, 7), "reading": (8, 9)}


def sums(path):
    """(subject, year, code) -> [n, sum of n * percent], over districts with both figures."""
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as raw:
        rows = list(csv.reader(io.StringIO(raw.read(), newline="")))
    out = defaultdict(lambda: [0, Fraction(0)])
    for row in rows[5:]:
        if not row[0].isdigit():
            continue
        for subject, (value, count) in SUBJECTS.items():
            if row[value].strip() and row[count].strip():
                n = int(row[count])
                cell = out[subject, int(row[0]), row[5]]
                cell[0] += n
                cell[1] += n * Fraction(Decimal(row[value].strip()))
    return out


def gap(check, rows, cells, subject, year, code, ref):
    """One gap of a state; returns value and standard error for the trend."""
    n, total = cells[subject, year, code]
    if ref is None:
        n_all, total_all = cells[subject, year, "ALL"]
        n_ref, total_ref = n_all - n, total_all - total
    else:
        n_ref, total_ref = cells[subject, year, ref]
    p, p_ref = total / n, total_ref / n_ref
    dim, group = GROUPS[code]
    row = oracle.pick(rows, measure="gap_pct", subject=subject, year_to=year, dim=dim, group=group)
    what = f"{subject} {year} {code} gap"
    lo, hi = oracle.newcombe(p_ref, n_ref, p, n)
    se = oracle.wald_se(p_ref, n_ref, p, n)
    check.near(what, row["value"], p_ref - p, 1e-9)
    check.near(what + " lo", row["lo"], lo, 1e-9)
    check.near(what + " hi", row["hi"], hi, 1e-9)
    check.near(what + " se", row["se"], se, 1e-9)
    check.same(what + " ref", row["ref_group"], "complement" if ref is None else GROUPS[ref][1])
    check.same(what + " n", (row["n"], row["n_ref"]), (str(n), str(n_ref)))
    return p_ref - p, se


def main():
    program, data = oracle.arguments("mn-northstar")
    path = f"{data}/scores_districts_2019.csv.gz"
    cells = sums(path)
    result = oracle.run(program, [path], groups="all, el, frl, swd, race", levels="state",
                        measures="pct, gap_pct", trends="slope, change")
    rows = [r for r in result["estimates"] if r["entity_level"] == "state"
            and "achievement" in r["assessment"]]
    check = oracle.Check()
    for subject in SUBJECTS:
        for code, (dim, group) in GROUPS.items():
            for at, year in enumerate(YEARS):
                n, total = cells[subject, year, code]
                row = oracle.pick(rows, measure="pct", subject=subject, year_to=year, dim=dim, group=group)
                check.near(f"{subject} {year} {code}", row["value"], total / n, 1e-9)
                check.same(f"{subject} {year} {code} n", row["n"], str(n))
                if subject == "math" and code in KNOWN:
                    check.near(f"known {year} {code}", row["value"], KNOWN[code][at], 1e-4)
        for code, ref in (("EL", None), ("FRP", None), ("SPED", None), ("BLA", "WHI"), ("HIS", "WHI")):
            points = [gap(check, rows, cells, subject, year, code, ref) for year in YEARS]
            dim, group = GROUPS[code]
            value, se = oracle.slope([y - YEARS[0] for y in YEARS], *zip(*points))
            row = oracle.pick(rows, measure="gap_pct.slope", subject=subject, dim=dim, group=group)
            check.near(f"{subject} {code} slope", row["value"], value, 1e-9)
            check.near(f"{subject} {code} slope se", row["se"], se, 1e-9)
            check.same(f"{subject} {code} slope p needs four years", (row["p"], "few_years" in (row["flags"] or "")), ("", True))
    check.end()


main()
