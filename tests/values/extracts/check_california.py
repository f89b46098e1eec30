"""California, statewide ELA grade 3 by group, 2015-2019: gaps at "met", their trend, parts that must add up."""
import csv
import os
import tempfile
from fractions import Fraction

import oracle

YEARS = (2015, 2016, 2017, 2018, 2019)
GAPS = (28, 31, 32.15, 33.01, 35.42)  # English only minus English learner, as the data set's description gives them
PAIRS = (("3", "4"), ("31", "111"), ("128", "99"))


def main():
    program, data = oracle.arguments("ca-caaspp")
    path = f"{data}/statewide_ela_grade3_2015_2019.csv"
    raw = {(int(r["year"]), r["group_code"]): r for r in oracle.read(path)}
    options = {"groups": "all, el, gender, econ, swd, race", "levels": "state", "measures": "pct, mean, gap_pct",
               "trends": "slope, change"}
    result = oracle.run(program, [path], **options)
    rows = result["estimates"]
    check = oracle.Check()
    points = []
    for year, known in zip(YEARS, GAPS):
        eo, el = raw[year, "180"], raw[year, "160"]
        row = oracle.pick(rows, measure="gap_pct", cut=3, year_to=year, dim="el", group="current")
        p_ref, p = Fraction(eo["pct_met_or_exceeded"]), Fraction(el["pct_met_or_exceeded"])
        n_ref, n = int(eo["tested"]), int(el["tested"])
        lo, hi = oracle.newcombe(p_ref, n_ref, p, n)
        check.near(f"gap {year}", row["value"], known, 1e-9)
        check.same(f"reference {year}", row["ref_group"], "english_only")
        check.near(f"gap {year} lo", row["lo"], lo, 1e-9)
        check.near(f"gap {year} hi", row["hi"], hi, 1e-9)
        half = 0.5 if year < 2017 else 0.005
        check.near(f"gap {year} bound_lo", row["bound_lo"], known - 2 * half, 1e-9)
        check.near(f"gap {year} bound_hi", row["bound_hi"], known + 2 * half, 1e-9)
        mean = oracle.pick(rows, measure="mean", year_to=year, dim="el", group="current")
        check.near(f"mean {year}", mean["value"], Fraction(el["mean_scale_score"]), 1e-9)
        points.append((known, oracle.wald_se(p_ref, n_ref, p, n)))
    value, se = oracle.slope([y - 2015 for y in YEARS], *zip(*points))
    row = oracle.pick(rows, measure="gap_pct.slope", cut=3, dim="el", group="current")
    check.near("slope", row["value"], value, 1e-9)
    check.near("slope se", row["se"], se, 1e-9)
    check.near("slope lo", row["lo"], value - oracle.Z95 * se, 1e-9)
    adds_up = all(int(raw[y, a]["tested"]) + int(raw[y, b]["tested"]) == int(raw[y, "1"]["tested"])
                  for y in YEARS for a, b in PAIRS)
    check.same("parts add up in the file", adds_up, True)
    check.same("no difference is reported", [i for i in result["issues"] if i["rule"] == "parts-differ-from-total"], [])
    # One student more among the boys of 2018: the program must notice.
    with tempfile.TemporaryDirectory() as folder:
        changed = os.path.join(folder, "changed.csv")
        with open(path, newline="", encoding="utf-8") as src, open(changed, "w", newline="", encoding="utf-8") as out:
            reader = csv.DictReader(src)
            writer = csv.DictWriter(out, reader.fieldnames)
            writer.writeheader()
            for r in reader:
                if (r["year"], r["group_code"]) == ("2018", "3"):
                    r["tested"] = str(int(r["tested"]) + 1)
                writer.writerow(r)
        issues = oracle.run(program, [changed], **options)["issues"]
        found = [i for i in issues if i["rule"] == "parts-differ-from-total"]
        check.same("a difference of one student is reported", len(found), 1)
    check.end()


main()
