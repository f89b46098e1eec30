"""Samples of other states' published files."""
from decimal import Decimal

from samples_published import Facts, columns, text
from samples_truth import Draw, Result, half_up, percent, results


def one(**keys):
    """A result without students, for facts that are printed and not counted."""
    return type("R", (), keys)


def nyc():
    draw, facts = Draw("nyc"), Facts()
    schools = [("school", "", "", "%02dM%03d" % (1 + i // 5, 15 + i)) for i in range(5)]
    pad = lambda *cells: list(cells) + [""] * (17 - len(cells))
    rows = [pad("New York City Department of Education"), pad("NYC Results"), pad("School Summary"),
            pad("Results for All Students"), pad(" "),
            pad("", "", "", "", "", "", "", "Level 1", "", "Level 2", "", "Level 3"),
            ["DBN", "School Name", "Grade", "Year", "Category", "Number Tested", "Mean Scale Score",
             "L1Num", "L1Percent", "L2Num", "L2Percent", "L3Num", "L3Percernt", "L4Num", "L4Percent",
             "PassNum", "PassPercent"]]
    for r in results(draw, schools, (2013, 2014), ("ela",), ("03", "04", "05", "all"), ("all=all",), 4,
                     3, 60):
        row = [r.school, "P.S.\u00a0%s" % r.school[3:], {"all": "All Grades"}.get(r.grade, r.grade[1:]),
               r.year, "All Students"]
        if r.n <= 5:
            rows.append(row + ["s"] * 12)
            facts.hidden(r)
            continue
        rows.append(row + [r.n, half_up(r.mean / 8, 0)] +
                    [x for c in r.levels for x in (c, percent(c, r.n, 1))] +
                    [r.at_or_above(3), percent(r.at_or_above(3), r.n, 1)])
        facts.tested(r)
        facts.shares(r, 1)
        facts.cut(r, 3, 1)
        facts.number(r, "mean", "", half_up(r.mean / 8, 0))
    return text(rows, end="\r", encoding="mac_roman")[:-1], facts


def colorado(third):
    draw, facts = Draw("colorado %d" % third), Facts()
    groups = {"All Students": "all=all", "Black": "race=black", "Hispanic": "race=hispanic",
              "White": "race=white"} if not third else {"Math": "math", "Reading": "reading",
                                                         "Writing": "writing"}
    rows = [["Location", "Score" if third else "Race Ethnicity", "TimeFrame", "DataFormat", "Data"]]
    for place in ("Colorado", "ASPEN 1", "BOULDER RE 2", "LAKE COUNTY R-1"):
        for word, code in groups.items():
            for year in (2011, 2012, 2013, 2014):
                value = Decimal(draw.randint(1000, 9000)) / 10000
                kind = draw.choice(("there", "there", "there", "LNE", "N/A", "#VALUE!"))
                rows.append([place, word, year, "Percent", value.normalize() if kind == "there" else kind])
                state = place == "Colorado"
                r = one(year=year, level="state" if state else "lea", county="", school="",
                        lea="" if state else place, subject=code if third else "math",
                        grade="03" if third else "all", group="all=all" if third else code)
                facts.counts(r, levels=False, n_scored="")
                if kind == "there":
                    facts.number(r, "pct", 2, value.normalize().scaleb(2))
    return text(rows, end="\r\n"), facts


def lunch():
    draw, facts = Draw("lunch"), Facts()
    rows = [["Location", "Poverty Level", "TimeFrame", "DataFormat", "Data"]]
    for place in ("ASPEN 1", "BOULDER RE 2", "LAKE COUNTY R-1"):
        for year in range(2005, 2014):
            share = Decimal(draw.randint(10, 90)) / 100
            rows.append([place, "Eligible for Free Lunch", year, "Percent", share])
            r = one(year=year, level="lea", county="", school="", lea=place, subject="all",
                    grade="all", group="all=all")
            facts.number(r, "pct", 2, share.scaleb(2))
            rows.append([place, "Eligible for Free Lunch", year, "Number", draw.randint(50, 4000)])
    return text(rows, end="\r\n"), facts


def oregon():
    draw, facts = Draw("oregon"), Facts()
    schools = [("school", "", str(2063 + i // 2), str(498 + i)) for i in range(4)]
    words = {"race=asian": "Asian", "race=hispanic": "Hispanic/Latino", "race=white": "White"}
    rows = [["Academic Year", "District ID", "District", "School ID", "School", "Subject",
             "Student Group", "Grade Level", "Number Proficient (Level 3 or 4)",
             "Percent Proficient (Level 3 or 4)", "Number Level 4", "Percent Level 4",
             "Number Level 3", "Percent Level 3", "Number Level 2", "Percent Level 2",
             "Number Level 1", "Percent Level 1", "Number of Participants", "Participation Rate"]]
    for r in results(draw, schools, (2016,), ("math",), ("03", "04", "05", "11"), words, 4, 0, 40):
        row = ["2015-2016", r.lea, "District", r.school, "School, %s" % r.school, "Mathematics",
               words[r.group], "Grade HS (11)" if r.grade == "11" else "Grade " + r.grade[1:]]
        if r.n == 0:
            rows.append(row + ["--"] * 12)
            facts.counts(r, levels=False, n_tested=0, n_scored=0)
            continue
        if r.n < 6:
            rows.append(row + ["*"] * 12)
            facts.hidden(r)
            continue
        if r.n % 7 == 0:
            rows.append(row + ["-", "< 5.0%"] + ["-"] * 10)
            facts.range(r, "pct", 3, 0, 5)
            continue
        shares = [percent(c, r.n, 1).normalize() for c in r.levels]
        shown = [x for c, s in zip(r.levels[::-1], shares[::-1]) for x in (c, format(s, "f"))]
        rows.append(row + [r.at_or_above(3), format(percent(r.at_or_above(3), r.n, 1).normalize(), "f")]
                    + shown + [r.n, 100])
        facts.tested(r)
        facts.shares(r, 1)
        facts.cut(r, 3, 1)
    return text(rows, end="\r\n"), facts


def meap():
    draw, facts = Draw("meap"), Facts()
    rows = [["rownames", "dcode", "bcode", "math4", "read4", "lunch", "enroll", "expend"]]
    for i in range(50):
        values = [half_up(Decimal(draw.randint(200, 999)) / 10, 1) for _ in range(2)]
        rows.append([i + 1, 1010 + i, 100 + i] + ["%.15g" % (float(v) + 0.00000305) for v in values] +
                    [40.5, 300 + i, 1000000])
        for subject, value in zip(("math", "reading"), values):
            r = one(year=2001, level="school", county="", lea="%05d" % (1010 + i),
                    school="%05d" % (100 + i), subject=subject, grade="04", group="all=all")
            facts.number(r, "pct", 2, value)
    return text(rows), facts


def mstep():
    draw, facts = Draw("mstep"), Facts()
    words = ("Advanced", "Proficient", "PartiallyProficient", "NotProficient")
    groups = {"all=all": "All Students", "econ=yes": "Economically Disadvantaged",
              "el=current": "English Learners"}
    places = (("state", "", "", ""), ("lea", "", "41010", ""), ("school", "", "41010", "00123"))
    rows = [["SchoolYear", "TestType", "TestPopulation", "ISDCode", "ISDName", "DistrictCode",
             "DistrictName", "BuildingCode", "BuildingName", "GradeContentTested", "Subject",
             "ReportCategory"] + ["Total" + w for w in words] + ["NumberAssessed"] +
            ["Percent" + w for w in words] + ["PercentMet", "AvgSS", "StdDevSS"]]
    for r in results(draw, places, (2018,), ("ela", "math"), ("03", "04", "05"), groups, 4, 5, 80):
        row = ["17 - 18 School Year", "M-STEP", "All Students", "0", "Statewide", r.lea or "00000",
               "District", r.school or "00000", "Building", r.grade,
               {"ela": "ELA", "math": "Mathematics"}[r.subject], groups[r.group]]
        if r.n < 10:
            rows.append(row + ["*"] * 4 + ["< 10"] + ["*"] * 7)
            facts.hidden(r)
            continue
        rows.append(row + r.levels[::-1] + [r.n] + [percent(c, r.n, 1) for c in r.levels[::-1]] +
                    [percent(r.at_or_above(3), r.n, 1), half_up(r.mean, 1), "25.4"])
        facts.tested(r)
        facts.shares(r, 1)
        facts.cut(r, 3, 1)
        facts.number(r, "mean", "", half_up(r.mean, 1))
    return text(rows), facts


def mcas():
    draw, facts = Draw("mcas"), Facts()
    rows = [["rownames", "district", "municipality", "expreg", "expspecial", "special", "lunch",
             "score4", "score8", "salary", "english"]]
    for i in range(50):
        score4, score8 = draw.randint(650, 740), draw.choice(("", draw.randint(640, 740)))
        rows.append([i + 1, i + 1, "Town", 4000, 7000, 14.5, 11.8, score4, score8, "", 0])
        for grade, value in (("04", score4), ("08", score8)):
            r = one(year=1998, level="lea", county="", lea=str(i + 1), school="", subject="all",
                    grade=grade, group="all=all")
            if value != "":
                facts.number(r, "mean", "", Decimal(value))
    return text(rows), facts


def maap():
    """Districts and schools in one column, the schools below their district."""
    draw, facts = Draw("maap"), Facts()
    rows = [["Grade 4 ELA\nDistrict/School", "Average Scale Score"] +
            ["Level %d\n(PCT)" % i for i in range(1, 6)] + ["Test-Takers"]]

    def add(name, levels, **place):
        r = Result(year=2022, subject="ela", grade="04", group="all=all", county="", levels=levels,
                   **place)
        if r.n < 10:
            rows.append([name] + ["*"] * 7)
            facts.hidden(r)
            return
        rows.append([name, repr(450 + r.n / 7)] + [repr(c / r.n) for c in levels] + [r.n])
        facts.tested(r)

    total = [0] * 5
    for d in range(12):
        schools = [draw.split(draw.randint(4, 70), 5) for _ in range(draw.randint(2, 4))]
        summed = [sum(x) for x in zip(*schools)]
        total = [a + b for a, b in zip(total, summed)]
        lea = "Town %d School District" % d
        add(lea, summed, level="lea", lea=lea, school="")
        for s, levels in enumerate(schools):
            name = "School %d" % s
            add(name, levels, level="school", lea=lea, school=name)
    add("Grand Total", total, level="state", lea="", school="")
    return text(rows), facts


def leap():
    draw, facts = Draw("leap"), Facts()
    groups = {"Total Population": "all=all", "English Learner": "el=current",
              "Economically Disadvantaged": "econ=yes", "Not Economically Disadvantaged": "econ=no"}
    words = (" % Advanced", " % Mastery", " % Basic", " % Approaching Basic", " % Unsatisfactory")
    tests = (("English I", "ela"), ("Algebra I", "math"))
    width = 6 + 5 * len(tests)
    wide = lambda *cells: list(cells) + [""] * (width - len(cells))
    rows = [wide(), wide("Percent of Students at Each Achievement Level"), wide("Privacy note"),
            ["Summary Level", "School System Code", "School System Name", "School Code",
             "School Name", "Subgroup"] + [x for t, _ in tests for x in (t, "", "", "", "")],
            [""] * 6 + list(words) * len(tests)]
    places = [("state", "", "", "")] + [("lea", "", "%03d" % (1 + i), "") for i in range(4)] + [
        ("school", "", "001", "%06d" % (1001 + i)) for i in range(6)]
    for level, _, lea, school in places:
        for word, group in groups.items():
            row = [{"state": "State", "lea": "School System", "school": "School"}[level],
                   lea or "LA", "System", school, "School, A" if school else "", word]
            for _, subject in tests:
                r = Result(year=2022, level=level, county="", lea=lea, school=school, subject=subject,
                           grade="all", group=group, levels=draw.split(draw.randint(6, 200), 5))
                if r.n < 10:
                    row += ["NR"] * 5
                    facts.hidden(r, "share", 5)
                    continue
                for i in range(5, 0, -1):
                    p = percent(r.levels[i - 1], r.n, 0)
                    row.append("< 5" if p < 5 else "> 95" if p > 95 else "%5s" % p)
                    if p < 5:
                        facts.range(r, "share", i, 0, 5)
                    elif p > 95:
                        facts.range(r, "share", i, 95, 100)
                    else:
                        facts.number(r, "share", i, p)
            rows.append(row)
    return text(rows), facts


def ilearn():
    draw, facts = Draw("ilearn"), Facts()
    rows = [["corporation_id", "corporation_name", "school_id", "school_name", "subject", "grade",
             "proficiency_level", "value", "end_year", "aggregation_level", "is_state",
             "is_corporation", "is_school", "level"]]
    places = [("lea", "", "%04d" % i, "") for i in (15, 235, 5385)]
    for r in results(draw, places, (2019, 2021), ("ela",), ("03", "04", "all"), ("all=all",), 4, 4, 80):
        figures = list(zip(("below", "approaching", "at", "above"), r.levels))
        figures += [("proficient", r.at_or_above(3)), ("total_tested", r.n),
                    ("pct_proficient", "%.15g" % (r.at_or_above(3) / r.n))]
        if r.n < 10:
            figures = [("total_tested", r.n)]
        for word, value in figures:
            rows.append([r.lea, "Corporation %s" % r.lea, "", "", "ELA",
                         {"all": "All"}.get(r.grade, r.grade[1:]), word, value, r.year, "corporation",
                         "FALSE", "TRUE", "FALSE", "corporation"])
        facts.tested(r, levels=r.n >= 10)
    return text(rows), facts


SAMPLES = {
    "ny-nyc-ELA.csv": nyc, "co-tcap-third-grade.csv": lambda: colorado(True),
    "co-tcap-race-Math.csv": lambda: colorado(False), "co-tcap-lunch.csv": lunch,
    "or-assessment.csv": oregon, "mi-meap-2001.csv": meap, "mi-mstep.csv": mstep,
    "ma-mcas-1998.csv": mcas, "maap2022_g4_ela.csv": maap, "la-leap-hs-2022.csv": leap,
    "in-ilearn.csv": ilearn,
}
