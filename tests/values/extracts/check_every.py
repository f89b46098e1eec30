"""Every extract there is, its schema left to be found: layout, where its rows went, and the known answers.

The rows in and out of scope follow from the files themselves (counted here with Python's csv); the figures
are those the publishers announced, or sums over the raw file.

check_every.py STRATA DATA [PART...], or --parts for the names of the parts.
"""
import collections
import os
import sys
from decimal import Decimal

import oracle
from cells import Cells, accounts, dicts, raw


class Extracts:
    def __init__(self, program, data):
        self.program, self.data, self.check = program, data, oracle.Check()
        self.table = []

    def read(self, path, schema, rows, out_of_scope=0, rejected=0, *more):
        full = os.path.join(self.data, path)
        cells = Cells(self.program, full, *more)
        got = accounts(cells.messages, full)
        self.check.same(f"{path}: schema", cells.schema, schema)
        self.check.same(f"{path}: rows", got, (rows, rows - rejected - out_of_scope, rejected,
                                               out_of_scope))
        self.table.append((path, schema, got))
        return cells

    def show(self):
        print(f"{'file':62} {'schema':24} rows in, accepted, rejected, out of scope")
        for path, schema, got in self.table:
            print(f"{path:62} {schema:24} {got}")


def rate_range(text):
    """What a printed rate of EDFacts leaves open, in halves of a point: twice (low, high)."""
    if text == "PS":
        return 0, 200
    word, digits = text.rstrip("0123456789-"), text.lstrip("GELT")
    low, _, high = digits.partition("-")
    return {"GE": (2 * int(low) - 1, 200), "LE": (0, 2 * int(low) + 1), "LT": (0, 2 * int(low)),
            "": (2 * int(low) - 1, 2 * int(high or low) + 1)}[word]


def edfacts_ranges(x, cells, path, year):
    """Cohort and range of all schools of each state, and of all states: hidden rates are 0 to 100,
    and there is no range where a school hides its cohort, too."""
    column = f"{(year - 1) % 100:02}{year % 100:02}"
    wanted, unknown = collections.defaultdict(lambda: [0, 0, 0]), set()
    for r in dicts(os.path.join(x.data, path)):
        for name, group in (("ALL", "all=all"), ("LEP", "el=current"), ("MBL", "race=black")):
            n, rate = r[f"{name}_COHORT_{column}"], r[f"{name}_RATE_{column}"]
            for place in ("county", r["FIPST"].zfill(2)), ("state", ""):
                if n == "." and rate == "PS":
                    unknown.add((*place, group))
                elif n not in (".", ""):
                    low, high = rate_range(rate)
                    sums = wanted[(*place, group)]
                    sums[0] += int(n)
                    sums[1] += int(n) * max(low, 0)
                    sums[2] += int(n) * min(high, 200)
    got = {(r["entity_level"], r["county"], r["dim"] + "=" + r["group"]): r for r in cells.rows
           if r["stat"] == "pct"}
    for key, (n, low, high) in wanted.items():
        row = got[key]
        x.check.same(f"edfacts {year} {key} cohort", row["n_scored"], str(n))
        x.check.same(f"edfacts {year} {key} value", row["value"], "")
        if key in unknown or row["status"] == "suppressed":
            x.check.same(f"edfacts {year} {key} range", row["value_lo"], "")
        else:
            x.check.near(f"edfacts {year} {key} low", row["value_lo"], low / (2 * n), 1e-12)
            x.check.near(f"edfacts {year} {key} high", row["value_hi"], high / (2 * n), 1e-12)
    if year == 2012:  # of 57,953 students in Alabama 53 are in schools that hide their rate
        x.check.near("Alabama 2012 low", got["county", "01", "all=all"]["value_lo"], 76.285, 0.0005)
        x.check.near("Alabama 2012 high", got["county", "01", "all=all"]["value_hi"], 79.590, 0.0005)


def edfacts(x):
    known = {  # state code: ALL, ECD, LEP, MBL, MHI by year, and mean of the exact rates
        "01": {2012: (409, 57953, 29801, 548, 21550, 1684, 77.123, 95),
               2013: (393, 53793, 27720, 427, 19411, 1734, 80.716, 79)},
        "25": {2012: (370, 72176, 28678, 3690, 6148, 9639, 86.589, 152),
               2013: (381, 73155, 30222, 4573, 7008, 10588, 87.204, 145)},
        "28": {2012: (248, 34081, 18102, 20, 17719, 248, 74.795, 58),
               2013: (245, 33866, 17868, 20, 17445, 242, 75.223, 57)},
        "48": {2012: (1656, 302343, 145672, 10481, 40489, 138657, 89.530, 499),
               2013: (1657, 310509, 152869, 22428, 40898, 146178, 89.761, 502)},
        "36": {2012: (1201, 214675, 91519, 11702, 41581, 43630, 79.811, 337),
               2013: (1227, 212014, 93696, 11261, 40306, 44047, 80.144, 331)}}
    groups = ("all=all", "econ=yes", "el=current", "race=black", "race=hispanic")
    whole = {2012: (21244, 3554819), 2013: (22077, 3625961)}
    for year, (rows, cohort) in whole.items():
        cells = x.read(f"edfacts-grad-rates/acgr_schools_{year}.csv.gz", "us/edfacts-graduation", rows)
        edfacts_ranges(x, cells, f"edfacts-grad-rates/acgr_schools_{year}.csv.gz", year)
        sums, rates, total = collections.Counter(), collections.defaultdict(list), 0
        for r in cells.rows:
            if r["entity_level"] != "school":
                continue
            group = r["dim"] + "=" + r["group"]
            if r["stat"] == "" and r["n_scored"]:
                sums[r["county"], group] += int(r["n_scored"])
                total += int(r["n_scored"]) if group == "all=all" else 0
            if r["stat"] == "pct" and r["value"] and r["n_scored"] and group == "all=all":
                rates[r["county"]].append((int(r["n_scored"]), Decimal(r["value"])))
        x.check.same(f"edfacts {year} cohort", total, cohort)
        for state, years in known.items():
            for group, want in zip(groups, years[year][1:6]):
                x.check.same(f"edfacts {state} {year} {group}", sums[state, group], want)
            exact = rates[state]
            x.check.same(f"edfacts {state} {year} exact rates", len(exact), years[year][7])
            mean = sum(n * v for n, v in exact) / max(1, sum(n for n, _ in exact))
            x.check.near(f"edfacts {state} {year} mean rate", float(mean), years[year][6], 0.0005)
        hoover = lambda group: cells.find(year, "school", "0100007", "010000700251", "acgr-4", "all", "all",
                                          group, "pct", 2)
        low, high = {2012: (84.5, 89.5), 2013: (84.5, 89.5)}[year]
        x.check.near(f"Hoover {year} black low", hoover("race=black")["value_lo"], low, 1e-9)
        x.check.near(f"Hoover {year} black high", hoover("race=black")["value_hi"], high, 1e-9)
        x.check.near(f"Hoover {year} all", hoover("all=all")["value"], {2012: 92, 2013: 93}[year], 1e-9)
    x.check.same("Hoover 2013 EL", hoover("el=current")["status"], "suppressed")


def indiana(x):
    path = "in-ilearn/in_ilearn_corporations_2019_2022.csv.gz"
    rows = dicts(os.path.join(x.data, path))
    dropped = sum(r["proficiency_level"] == "proficient" for r in rows)
    cells = x.read(path, "in/ilearn", len(rows), dropped)
    known = {("ela", 2019): (228537, 471828), ("ela", 2021): (191593, 476610),
             ("ela", 2022): (197419, 481841), ("math", 2019): (228655, 471778),
             ("math", 2021): (174995, 476219), ("math", 2022): (189133, 481589)}
    sums = collections.Counter()
    for r in cells.rows:
        if r["entity_level"] == "lea" and r["grade"] == "all" and r["stat"] == "":
            key = r["subject"], int(r["year"])
            sums[key, "n"] += int(r["n_tested"] or 0)
            sums[key, "met"] += int(r["level_3"] or 0) + int(r["level_4"] or 0)
    for key, (met, n) in known.items():
        x.check.same(f"Indiana {key} tested", sums[key, "n"], n)
        x.check.same(f"Indiana {key} proficient", sums[key, "met"], met)
    ips = cells.find(2019, "lea", "5385", "", "ilearn", "ela", "all", "all=all")
    x.check.same("IPS 2019 levels", [ips[f"level_{i}"] for i in range(1, 5)],
                 ["7112", "3338", "2159", "793"])


def louisiana(x):
    a = x.read("la-leap-hs/la_leap_hs_2019.csv.gz", "la/leap-hs", 12901)
    b = x.read("la-leap-hs/la_leap_hs_2022.csv.gz", "la/leap-hs", 8978)
    known = (  # cells, year, place, group, test, advanced, mastery; None: below 5
        (a, 2019, "state", "", "all=all", "english-1", 8, 36), (b, 2022, "state", "", "all=all", "english-1", 9, 32),
        (a, 2019, "state", "", "all=all", "algebra-1", None, 34), (b, 2022, "state", "", "all=all", "algebra-1", 5, 29),
        (a, 2019, "state", "", "el=current", "english-1", None, 6), (b, 2022, "state", "", "econ=yes", "english-1", 5, 26),
        (a, 2019, "state", "", "econ=no", "english-1", 16, 49), (a, 2019, "state", "", "race=white", "algebra-1", 7, 46),
        (a, 2019, "lea", "017", "all=all", "english-1", 8, 27), (b, 2022, "lea", "017", "econ=no", "algebra-1", 13, 33),
        (a, 2019, "lea", "026", "el=current", "english-1", None, None))
    for cells, year, level, lea, group, test, advanced, mastery in known:
        for cut, want in ((5, advanced), (4, mastery)):
            row = cells.find(year, level, lea, "", "leap-" + test, "ela" if "english" in test else "math", "all",
                             group, "share", cut)
            if want is None:
                x.check.same(f"Louisiana {year} {group} {test} blurred", (row["value"], row["value_lo"],
                                                                       row["value_hi"]), ("", "0", "5"))
            else:
                x.check.near(f"Louisiana {year} {group} {test} {cut}", row["value"], want, 1e-9)


def new_jersey(x):
    known = {2009: (62.7, 28.0, 42.3), 2010: (59.7, 25.3, 40.2), 2011: (63.0, 29.3, 44.6)}
    for year, rates in known.items():
        path = f"nj-ask/nj{year}gr3.csv.gz"
        header, rows = raw(os.path.join(x.data, path))
        at = header.index("County_Code/DFG/Aggregation_Code")
        dropped = sum(not r[at].isdigit() and r[at] != "ST" for r in rows)
        cells = x.read(path, "nj/njask", len(rows), dropped)
        for group, rate in zip(("all=all", "el=current", "econ=yes"), rates):
            low = cells.find(year, "state", "", "", "njask", "ela", "03", group, "share", 1)
            x.check.near(f"New Jersey {year} {group}", 100 - float(low["value"]), rate, 1e-9)
    twin = x.read("nj-ask/nj2011gr3_fixed.txt.gz", "nj/njask", len(rows), dropped)
    x.check.same("New Jersey twins: cells", len(twin.rows), len(cells.rows))
    x.check.same("New Jersey twins: every cell", twin.rows == cells.rows, True)


def new_york(x):
    for path, is_charter in (("nyc-3-8/CharterSchoolResults20132016PublicELA.csv", True),
                             ("nyc-3-8/SchoolELAResults20132016Public.csv.gz", False)):
        rows = dicts(os.path.join(x.data, path), encoding="mac_roman", skip=6, line_end="\r")
        cells = x.read(path, "ny/nyc-3-8", len(rows))
        for year in ("2013", "2016"):
            want = [sum(int(r["PassNum"]) for r in rows if r["Year"] == year and r["Grade"] == "3" and
                        r["PassNum"] != "s"), sum(r["PassNum"] == "s" and r["Year"] == year and
                                                  r["Grade"] == "3" for r in rows)]
            mine = [r for r in cells.rows if r["year"] == year and r["grade"] == "03" and r["stat"] == ""
                    and r["entity_level"] == "school"]
            got = [sum(int(r["level_3"]) + int(r["level_4"]) for r in mine if r["level_3"]),
                   sum(r["status"] == "suppressed" for r in mine)]
            x.check.same(f"New York {'charter ' * is_charter}{year} grade 3", got, want)


def oregon(x):
    for path, rows in (("1516", 27657), ("1617", 27720), ("1718", 27874)):
        cells = x.read(f"or-schools/pagr_schools_math_raceethnicity_{path}.csv.gz", "or/assessment", rows)
        if path != "1516":
            continue
        known = {"race=hispanic": (15058, 60926), "race=white": (84310, 174557), "race=asian": (4938, 7629)}
        for group, (met, n) in known.items():
            mine = [r for r in cells.rows if r["entity_level"] == "school" and r["grade"] != "all" and
                    r["dim"] + "=" + r["group"] == group and r["stat"] == "" and r["level_1"]]
            x.check.same(f"Oregon {group} proficient", sum(int(r["level_3"]) + int(r["level_4"])
                                                           for r in mine), met)
            x.check.same(f"Oregon {group} tested", sum(int(r["n_tested"]) for r in mine), n)


def colorado(x):
    for path, rows, dropped, rejected, key in (
            ("3rd_grade_students_scoring_proficient_or_above_on_the_CSAP_TCAP.csv", 3801, 0, 1, "Score"),
            ("Average_proficiency_on_the_CSAP_TCAP_by_race_ethnicity__Math.csv", 5792, 0, 0,
             "Race Ethnicity"),
            ("Students_qualifying_for_free_or_reduced_price_lunch.csv.gz", 16290, 8145, 3, "Poverty Level")):
        cells = x.read("co-tcap/" + path, "co/tcap", rows, dropped, rejected)
        want = collections.Counter()
        for r in dicts(os.path.join(x.data, "co-tcap", path)):
            value = r["Data"]
            if r["DataFormat"] == "Percent" and value.replace(".", "", 1).isdigit() and Decimal(value) <= 1:
                want[r["Location"].upper(), r["TimeFrame"], Decimal(value) * 100] += 1
        got = collections.Counter((r["lea"].upper() or "COLORADO", r["year"], Decimal(r["value"]))
                                  for r in cells.rows if r["stat"] == "pct" and r["value"])
        x.check.same(f"Colorado {key}: values", set(got), set(want))


def california(x):
    cells = x.read("ca-caaspp/caaspp2024_all_students_wide.csv.gz", "ca/caaspp-wide", 102384)
    known = {("state", ""): (47.04, 35.54), ("lea", "65243"): (32.64, 19.42), ("lea", "73759"): (65.10, 54.42),
             ("lea", "69369"): (27.88, 20.39), ("lea", "68478"): (53.73, 45.59),
             ("lea", "61259"): (33.09, 25.56)}
    for (level, lea), rates in known.items():
        for subject, rate in zip(("ela", "math"), rates):
            row = cells.find(2024, level, lea, "", "smarter-balanced", subject, "all", "all=all", "pct", 3)
            x.check.near(f"California 2024 {lea or 'state'} {subject}", row["value"], rate, 1e-9)
    grade4 = cells.find(2024, "school", "66910", "6109482", "smarter-balanced", "ela", "04", "all=all")
    x.check.same("California: of the scored, not of the tested", (grade4["n_tested"], grade4["n_scored"]),
                 ("54", "31"))
    rows = dicts(os.path.join(x.data, "ca-dashboard/math_2018_academic_indicator.csv"))
    cells = x.read("ca-dashboard/math_2018_academic_indicator.csv", "ca/dashboard", len(rows))
    got = {r["county"] + r["lea"] + r["school"]: r for r in cells.rows if r["stat"] == "mean"}
    x.check.same("Dashboard: schools", len(got), len(rows))
    wrong = [r["cds"] for r in rows if (got[r["cds"]]["value"] or "hidden") !=
             (format(Decimal(r["currstatus"]).normalize(), "f") if r["currstatus"] else "hidden")]
    x.check.same("Dashboard: distances that differ", wrong, [])
    x.check.same("Dashboard: variable", {r["variable"] for r in got.values()}, {"dfs"})
    rows = dicts(os.path.join(x.data, "ca-caschools-1999/CASchools.csv"))
    cells = x.read("ca-caschools-1999/CASchools.csv", "ca/stanford9-1999", len(rows))
    for r in rows:
        for column, subject in (("read", "reading"), ("math", "math")):
            row = cells.find(1999, "lea", r["district"].zfill(5), "", "stanford-9", subject, "all", "all=all",
                             "mean", "")
            x.check.near(f"Stanford 9 {r['district']} {subject}", row["value"], round(float(r[column]), 1), 1e-9)


def small(x):
    rows = dicts(os.path.join(x.data, "mi-meap/meap01.csv"))
    cells = x.read("mi-meap/meap01.csv", "mi/meap-2001", len(rows))
    for r in rows:
        for column, subject in (("math4", "math"), ("read4", "reading")):
            row = cells.find(2001, "school", r["dcode"].zfill(5), r["bcode"].zfill(5), "meap", subject, "04",
                             "all=all", "pct", 2)
            x.check.near(f"MEAP {r['bcode']}", row["value"], round(float(r[column]), 1), 1e-9)
    rows = dicts(os.path.join(x.data, "ma-mcas-1998/MASchools.csv"))
    cells = x.read("ma-mcas-1998/MASchools.csv", "ma/mcas-1998", len(rows))
    got = {(r["lea"], r["grade"]): r["value"] for r in cells.rows if r["stat"] == "mean"}
    want = {(r["district"], g): r[c] for r in rows for g, c in (("04", "score4"), ("08", "score8")) if r[c]}
    x.check.same("MCAS 1998", {k: v for k, v in got.items() if v}, want)


def mississippi(x):
    known = {("2018_g3ela_sch", 2018, "maap", "ela", "03"): (44.711, 37825),
             ("2018_g8ela_sch", 2018, "maap", "ela", "08"): (35.131, 34978),
             ("2018_g3math_sch", 2018, "maap", "math", "03"): (45.981, 37818),
             ("2018_g8math_sch", 2018, "maap", "math", "08"): (41.170, 34960),
             ("2022_g3_ela", 2022, "maap", "ela", "03"): (46.388, 31353),
             ("2022_g8_ela", 2022, "maap", "ela", "08"): (36.331, 35755),
             ("2022_g3_math", 2022, "maap", "math", "03"): (49.545, 31299),
             ("2022_g8_math", 2022, "maap", "math", "08"): (44.777, 35686),
             ("2022_algebra_i", 2022, "maap-algebra-1", "math", "all"): (64.850, 30404)}
    folder = os.path.join(x.data, "ms-maap")
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".csv.gz") or "summary" in name:
            continue
        _, rows = raw(os.path.join(folder, name))
        blank = sum(not any(r) for r in rows)
        cells = x.read("ms-maap/" + name, "ms/maap", len(rows), 0, blank)
        x.check.same(f"Mississippi {name}: leas with fewer students than their schools", too_many(cells), [])
        for (part, *key), (rate, n) in known.items():
            if part not in name:
                continue
            year, assessment, subject, grade = key
            state = cells.find(year, "state", "", "", assessment, subject, grade, "all=all")
            x.check.same(f"Mississippi {part} tested", state["n_tested"], str(n))
            levels = [int(state[f"level_{i}"] or 0) for i in range(1, 6)]
            x.check.near(f"Mississippi {part}", 100 * (levels[3] + levels[4]) / n, rate, 0.0006)
        if name == "maap2018_g3ela_sch.csv.gz":
            x.check.same("Mississippi levels", levels, [2730, 6804, 11379, 14534, 2378])
            jackson = cells.find(2018, "lea", "Jackson Public School District", "", "maap", "ela", "03", "all=all")
            x.check.near("Jackson", 100 * (int(jackson["level_4"]) + int(jackson["level_5"])) / 2163, 29.866, 0.0006)


def too_many(cells):
    """Leas whose schools have more students than they: one of them stands at the wrong lea."""
    schools, leas = collections.Counter(), {}
    for r in cells.rows:
        if r["stat"] == "" and r["n_tested"]:
            if r["entity_level"] == "school":
                schools[r["lea"]] += int(r["n_tested"])
            elif r["entity_level"] == "lea":
                leas[r["lea"]] = int(r["n_tested"])
    return [lea for lea, n in leas.items() if schools[lea] > n]


def students(x):
    path = "student-synth-sgp/sgpData_LONG_id7.csv.gz"
    rows = dicts(os.path.join(x.data, path))
    cells = x.read(path, "generic/sgp-long", len(rows))
    scored = collections.Counter((int(r["YEAR"][-4:]), r["CONTENT_AREA"]) for r in rows if r["SCALE_SCORE"])
    for (year, area), n in scored.items():
        subject = {"MATHEMATICS": "math", "READING": "reading"}[area]
        row = cells.find(year, "state", "", "", "sgp-data", subject, "all", "all=all")
        x.check.same(f"SGPdata {year} {subject}", row["n_scored"], str(n))
    path = "student-growth-reference/sgpData_wide_as_long.csv.gz"
    rows = dicts(os.path.join(x.data, path))
    x.read(path, "generic/sgp-long", len(rows))
    x.read("student-synth-texas/synth_texas.csv.gz", "tx/synthetic-student", 30134)
    x.read("student-tn-star/STAR.csv.gz", "tn/star-student", 11598)
    x.read("ma-graduation/ma_graduation_2006_2015.csv.gz", "ma/graduation", 201736,
           out_of_scope("ma-graduation/ma_graduation_2006_2015.csv.gz", x))
    path = "mn-northstar/scores_districts_2019.csv.gz"
    rows = raw(os.path.join(x.data, path), encoding="utf-8-sig", skip=4)[1]
    x.check.same("Minnesota: the last row is no data", rows[-1][0], "End of worksheet")
    average = sum(r[5].strip() == "Average" for r in rows[:-1])
    x.read(path, "mn/northstar-district", len(rows) - 1, average)
    x.read("ca-caaspp/statewide_ela_grade3_2015_2019.csv", "ca/caaspp-statewide-groups", 99)


def out_of_scope(path, x):
    """Groups that strata has no word for."""
    return sum(r["subgroup"] == "high_needs" for r in dicts(os.path.join(x.data, path)))


# One folder of extracts or a few small ones, each a test of its own, and how many comparisons it makes: 6,012 in all.
PARTS = {
    "edfacts": (edfacts, 1281), "indiana": (indiana, 15), "louisiana": (louisiana, 26), "new_jersey": (new_jersey, 19),
    "new_york": (new_york, 8), "oregon": (oregon, 12), "colorado": (colorado, 9), "california": (california, 862),
    "small": (small, 3651), "mississippi": (mississippi, 104), "students": (students, 25)}


def main():
    if sys.argv[1:] == ["--parts"]:
        print(";".join(PARTS), end="")
        return
    program, data = oracle.arguments("")
    x = Extracts(program, data)
    for name in sys.argv[3:] or PARTS:
        part, comparisons = PARTS[name]
        before = x.check.done
        part(x)
        x.check.count(name, before, comparisons)
    x.show()
    x.check.end()


if __name__ == "__main__":
    main()
