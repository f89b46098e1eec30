"""Massachusetts graduation, 2006-2015: state four-year rates by group, gaps to the complement, their trend."""
import csv
import gzip

import oracle

YEARS = range(2006, 2016)
GROUPS = {"english_learner": ("el", "current"), "low_income": ("econ", "yes"), "black": ("race", "black"),
          "white": ("race", "white"), "hispanic": ("race", "hispanic")}
KNOWN_RATES = {  # rates as published, three decimals
    ("all", 2006): .799, ("all", 2010): .821, ("all", 2012): .847, ("all", 2013): .850, ("all", 2015): .873,
    ("english_learner", 2006): .545, ("english_learner", 2010): .578, ("english_learner", 2012): .611,
    ("english_learner", 2013): .635, ("english_learner", 2015): .640, ("low_income", 2006): .623,
    ("low_income", 2010): .679, ("low_income", 2012): .724, ("low_income", 2013): .736, ("low_income", 2015): .782,
    ("black", 2006): .644, ("black", 2015): .775, ("white", 2006): .851, ("white", 2015): .916,
}
KNOWN_GAPS = {("english_learner", 2006): 27.1029, ("english_learner", 2010): 25.7665,
              ("english_learner", 2013): 22.9497, ("english_learner", 2015): 24.9961, ("low_income", 2006): 26.1434,
              ("low_income", 2010): 23.0989, ("low_income", 2015): 16.0207, ("black", 2006): 20.7004,
              ("black", 2010): 18.9950, ("black", 2015): 14.0955, ("hispanic", 2006): 28.1955, ("hispanic", 2015): 19.3991}


def state_counts(path):
    with gzip.open(path, "rt", encoding="utf-8", newline="") as raw:
        return {(r["subgroup"], int(r["end_year"])): (int(r["cohort_count"]), int(r["graduate_count"]))
                for r in csv.DictReader(raw) if r["type"] == "State" and r["cohort_type"] == "4-year"}


def main():
    program, data = oracle.arguments("ma-graduation")
    path = f"{data}/ma_graduation_2006_2015.csv.gz"
    counts = state_counts(path)
    result = oracle.run(program, [path], groups="all, el, econ, race, swd, gender", levels="state",
                        measures="pct, gap_pct", trends="slope, change")
    rows = [r for r in result["estimates"] if r["assessment"] == "grad-4-year"]
    check = oracle.Check()
    for (code, year), rate in KNOWN_RATES.items():
        dim, group = GROUPS.get(code, ("all", "all"))
        row = oracle.pick(rows, measure="pct", year_to=year, dim=dim, group=group)
        check.near(f"rate {code} {year}", row["value"], 100 * rate, 0.0501)
        n, k = counts[code, year]
        check.near(f"rate {code} {year} from counts", row["value"], 100 * k / n, 1e-9)
    for code, (dim, group) in GROUPS.items():
        if code == "white":
            continue
        points = []
        for year in YEARS:
            n, k = counts[code, year]
            n_all, k_all = counts["all", year]
            n_ref, k_ref = counts["white", year] if dim == "race" else (n_all - n, k_all - k)
            p, p_ref = 100 * k / n, 100 * k_ref / n_ref
            row = oracle.pick(rows, measure="gap_pct", year_to=year, dim=dim, group=group)
            lo, hi = oracle.newcombe(p_ref, n_ref, p, n)
            check.near(f"gap {code} {year}", row["value"], p_ref - p, 1e-9)
            check.near(f"gap {code} {year} lo", row["lo"], lo, 1e-9)
            check.near(f"gap {code} {year} hi", row["hi"], hi, 1e-9)
            if (code, year) in KNOWN_GAPS:
                check.near(f"known gap {code} {year}", row["value"], KNOWN_GAPS[code, year], 5.1e-5)
            points.append((p_ref - p, oracle.wald_se(p_ref, n_ref, p, n)))
        value, se = oracle.slope([y - YEARS[0] for y in YEARS], *zip(*points))
        row = oracle.pick(rows, measure="gap_pct.slope", dim=dim, group=group)
        check.near(f"slope {code}", row["value"], value, 1e-9)
        check.near(f"slope {code} se", row["se"], se, 1e-9)
        check.near(f"slope {code} lo", row["lo"], value - oracle.Z95 * se, 1e-9)
        check.near(f"slope {code} hi", row["hi"], value + oracle.Z95 * se, 1e-9)
    check.end()


main()
