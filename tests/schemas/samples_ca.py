"""Samples of California's published files."""
from decimal import Decimal

from samples_published import Facts, columns, swap, text
from samples_truth import Draw, half_up, percent, results

PLACES = (("state", "", "", ""), ("county", "01", "", ""), ("lea", "01", "99901", ""),
          ("school", "01", "99901", "9990001"))
GROUPS = {"1": "all=all", "160": "el=current", "180": "el=english_only"}
IDS = (("County Code", lambda r: r.county or "00"), ("District Code", lambda r: r.lea or "00000"),
       ("School Code", lambda r: r.school or "0000000"))
GRADE = {"03": "3", "all": "13"}


def hide(show):
    """An asterisk where ten or fewer were tested."""
    return lambda r: show(r) if r.n > 10 else "*"


def share(level, decimals):
    return hide(lambda r: percent(r.levels[level - 1], r.n, decimals))


def cut(level, decimals):
    return hide(lambda r: percent(r.at_or_above(level), r.n, decimals))


def research(name, table, levels, met, decimals, year, quote=True, delimiter=",", printed_counts=False,
             subjects=("ela", "math"), mean=hide(lambda r: half_up(r.mean, 1)), **form):
    """A research file of four kinds of places; percents only, or counts too."""
    draw, facts = Draw(name), Facts()
    header, row = columns(table)
    rows = [header]
    for r in results(draw, PLACES, (year,), subjects, ("03", "all"), GROUPS.values(), levels, 4, 90):
        rows.append(row(r))
        if r.n <= 10:
            facts.hidden(r)
            continue
        facts.counts(r, levels=printed_counts, n_scored=r.n)
        facts.shares(r, decimals)
        if met:
            facts.cut(r, met, decimals)
        facts.number(r, "mean", "", mean(r))
    return text(rows, delimiter, quote=quote, **form), facts


def smarter(year, names, ids, tail=()):
    """The columns that the four eras share, by their names."""
    decimals = 0 if year < 2017 else 2
    table = list(IDS) + [("Filler", lambda r: ""), ("Test Year", lambda r: year)] + ids + [
        ("Grade", lambda r: GRADE[r.grade]),
        (names[0], lambda r: {"ela": "1", "math": "2"}[r.subject]),
        (names[1], lambda r: r.n + 3), (names[2], lambda r: r.n + 1),
        ("Mean Scale Score", hide(lambda r: half_up(r.mean, 1))),
        ("Percentage Standard Exceeded", share(4, decimals)),
        ("Percentage Standard Met", share(3, decimals)),
        ("Percentage Standard Met and Above", cut(3, decimals)),
        ("Percentage Standard Nearly Met", share(2, decimals)),
        ("Percentage Standard Not Met", share(1, decimals)), (names[3], lambda r: r.n)]
    return table + list(tail), decimals


def subgroup(name):
    return (name, lambda r: swap(GROUPS)[r.group])


TYPE = ("Type ID", lambda r: {"state": "4", "county": "5", "lea": "6", "school": "7"}[r.level])


def caaspp_2016():
    table, d = smarter(2016, ("Test Id", "CAASPP Reported Enrollment", "Students Tested",
                              "Students with Scores"), [subgroup("Subgroup ID")])
    return research("caaspp-2016", table, 4, 3, d, 2016, encoding="cp1252")


def caaspp_2018():
    table, d = smarter(2018, ("Test Id", "CAASPP Reported Enrollment", "Students Tested",
                              "Students with Scores"),
                       [subgroup("Subgroup ID"), ("Total Tested with Scores", lambda r: 900)])
    return research("caaspp-2018", table, 4, 3, d, 2018, end="\r\n")


def caaspp_2022():
    table, d = smarter(2022, ("Test ID", "Students Enrolled", "Students Tested",
                              "Students with Scores"), [TYPE, subgroup("Student Group ID")])
    return research("caaspp-2022", table, 4, 3, d, 2022, quote=False, delimiter="^", end="\r\n")


def caaspp_2024():
    counts = [("Count Standard " + w, hide(lambda r, i=i: r.levels[i])) for i, w in
              enumerate(("Not Met", "Nearly Met", "Met", "Exceeded"))]
    table, d = smarter(2024, ("Test ID", "Total Students Enrolled", "Total Students Tested",
                              "Total Students Tested with Scores"),
                       [TYPE, subgroup("Student Group ID")], counts)
    return research("caaspp-2024", table, 4, 3, d, 2024, quote=False, delimiter="^", end="\r\n",
                    printed_counts=True)


def star():
    table = list(IDS) + [
        ("Charter Number", lambda r: ""), ("Test Year", lambda r: 2013), subgroup("Subgroup ID"),
        ("Test Type", lambda r: "C"), ("CAPA Assessment Level", lambda r: ""),
        ("Grade", lambda r: GRADE[r.grade]),
        ("Test Id", lambda r: {"ela": "7", "math": "8"}[r.subject]),
        ("STAR Reported Enrollment/CAPA Eligible", lambda r: r.n + 2),
        ("Students Tested", lambda r: r.n + 1),
        ("Mean Scale Score", hide(lambda r: half_up(r.mean / 10, 1))),
        ("Percentage Advanced", share(5, 0)), ("Percentage Proficient", share(4, 0)),
        ("Percentage At Or Above Proficient", cut(4, 0)), ("Percentage Basic", share(3, 0)),
        ("Percentage Below Basic", share(2, 0)), ("Percentage Far Below Basic", share(1, 0)),
        ("Students with Scores", lambda r: r.n)]
    return research("star", table, 5, 4, 0, 2013, mean=hide(lambda r: half_up(r.mean / 10, 1)))


def elpac():
    table = [("CountyCode", IDS[0][1]), ("DistrictCode", IDS[1][1]), ("SchoolCode", IDS[2][1]),
             ("RecordType", lambda r: "01"), ("TestYear", lambda r: 2022),
             subgroup("StudentGroupId"), ("GradeLevel", lambda r: GRADE[r.grade]),
             ("TotalEnrolled", lambda r: r.n + 2), ("TotalTested", lambda r: r.n + 1),
             ("TotalTestedWithScores", lambda r: r.n),
             ("OverallMeanSclScr", hide(lambda r: half_up(r.mean, 1)))]
    for i in range(1, 5):
        table += [("OverallPerfLvl%dCount" % i, hide(lambda r, i=i: r.levels[i - 1])),
                  ("OverallPerfLvl%dPcnt" % i, share(i, 2))]
    return research("elpac", table, 4, 0, 2, 2022, quote=False, delimiter="^", end="\r\n",
                    printed_counts=True, subjects=("english_proficiency",))


def wide():
    """All students only; nothing hidden is marked."""
    draw, facts = Draw("wide"), Facts()
    shown = lambda show: (lambda r: show(r) if r.n > 10 else "")
    header, row = columns([
        ("end_year", lambda r: 2024),
        ("cds_code", lambda r: "".join(f(r) for _, f in IDS)), ("county_code", IDS[0][1]),
        ("district_code", IDS[1][1]), ("school_code", IDS[2][1]),
        ("agg_level", lambda r: {"state": "T", "county": "C", "lea": "D", "school": "S"}[r.level]),
        ("grade", lambda r: {"all": "13"}.get(r.grade, r.grade)),
        ("subject", lambda r: {"ela": "ELA", "math": "Math"}[r.subject]),
        ("test_id", lambda r: {"ela": 1, "math": 2}[r.subject]),
        ("mean_scale_score", shown(lambda r: half_up(r.mean, 1) if r.grade != "all" else "")),
        ("n_exceeded", shown(lambda r: r.levels[3])), ("n_met", shown(lambda r: r.levels[2])),
        ("n_met_and_above", shown(lambda r: r.at_or_above(3))),
        ("n_nearly_met", shown(lambda r: r.levels[1])), ("n_not_met", shown(lambda r: r.levels[0])),
        ("n_tested", lambda r: r.n + 2),
        ("pct_exceeded", shown(lambda r: percent(r.levels[3], r.n, 2))),
        ("pct_met", shown(lambda r: percent(r.levels[2], r.n, 2))),
        ("pct_met_and_above", shown(lambda r: percent(r.at_or_above(3), r.n, 2))),
        ("pct_nearly_met", shown(lambda r: percent(r.levels[1], r.n, 2))),
        ("pct_not_met", shown(lambda r: percent(r.levels[0], r.n, 2)))])
    rows = [header]
    for r in results(draw, PLACES, (2024,), ("ela", "math"), ("03", "04", "05", "06", "07", "all"),
                     ("all=all",), 4, 2, 90):
        rows.append(row(r))
        if r.n <= 10:
            facts.hidden(r)
            continue
        facts.counts(r, n_tested=r.n + 2, n_scored=r.n)
        facts.shares(r, 2)
        facts.cut(r, 3, 2)
        if r.grade != "all":
            facts.number(r, "mean", "", half_up(r.mean, 1))
    return text(rows), facts


def api():
    """Years and groups in the names of the columns; an index, no counts."""
    draw, facts = Draw("api"), Facts()
    groups = {"": "all=all", "AA_": "race=black", "HI_": "race=hispanic", "SD_": "econ=yes"}
    names = [(g, y) for y in (2012, 2013) for g in groups]
    rows = [["CDS", "RTYPE", "SNAME", "DNAME", "CNAME", "VALID"] +
            ["%sAPI%02d" % (g, y % 100) for g, y in names]]
    for s in range(50):
        row = ["0199901%07d" % (9990001 + s), "S", "School %d" % s, "District", "County", 300]
        for g, y in names:
            value = draw.randint(450, 950)
            is_small = draw.random() < 0.2
            row.append("" if is_small else value)
            r = type("R", (), dict(year=y, level="school", county="01", lea="99901",
                                   school="%07d" % (9990001 + s), subject="all", grade="all",
                                   group=groups[g]))
            if not is_small:
                facts.number(r, "index", "", Decimal(value))
        rows.append(row)
    return text(rows), facts


def dashboard():
    draw, facts = Draw("dashboard"), Facts()
    rows = [["cds", "rtype", "schoolname", "districtname", "countyname", "charter_flag",
             "studentgroup", "currstatus", "statuslevel", "ReportingYear"]]
    for s in range(25):
        for code, group in (("ALL", "all=all"), ("EL", "el=el_accountability")):
            distance = half_up(Decimal(draw.randint(-1500, 900)) / 10, 1)
            is_small = draw.random() < 0.15
            school = "%07d" % (9990001 + s)
            rows.append(["0199901" + school, "S", "School, %d" % s, "District", "County", "N", code,
                         "" if is_small else distance, 0 if is_small else 3, 2018])
            r = type("R", (), dict(year=2018, level="school", county="01", lea="99901",
                                   school=school, subject="math", grade="all", group=group))
            if is_small:
                facts.hidden(r, "mean", "", variable="dfs")
            else:
                facts.number(r, "mean", "", distance, variable="dfs")
    return text(rows, end="\r\n"), facts


def stanford():
    draw, facts = Draw("stanford"), Facts()
    rows = [["rownames", "district", "school", "county", "grades", "students", "teachers", "calworks",
             "lunch", "computer", "expenditure", "income", "english", "read", "math"]]
    for s in range(50):
        lea = "%05d" % (99001 + s)
        means = {x: half_up(Decimal(draw.randint(6000, 7100)) / 10, 1) for x in ("reading", "math")}
        noisy = {x: "%.14g" % (float(v) + 0.0000243) for x, v in means.items()}
        rows.append([s + 1, lea, "District %d" % s, "County", "KK-08", 200 + s, 10.5, 1.5, 20.25, 30,
                     5000, 15.5, 12.5, noisy["reading"], noisy["math"]])
        for subject, value in means.items():
            r = type("R", (), dict(year=1999, level="lea", county="", lea=lea, school="",
                                   subject=subject, grade="all", group="all=all"))
            facts.counts(r, levels=False, n_enrolled=200 + s)
            facts.number(r, "mean", "", value)
    return text(rows), facts


SAMPLES = {
    "ca-caaspp-research-2016.csv": caaspp_2016, "ca-caaspp-research-2018.csv": caaspp_2018,
    "ca-caaspp-research-2022.txt": caaspp_2022, "ca-caaspp-research-2024.txt": caaspp_2024,
    "ca-star-research.csv": star, "ca-elpac-research.txt": elpac, "ca-caaspp-wide.csv": wide,
    "ca-api.csv": api, "ca-dashboard-math.csv": dashboard, "ca-stanford9-1999.csv": stanford,
}
