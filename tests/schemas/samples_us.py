"""Samples of federal files, of New Jersey, Minnesota, Massachusetts, and counts of Pennsylvania's kind."""
from decimal import Decimal

from samples_published import Facts, text
from samples_states import one
from samples_truth import Draw, Result, half_up, percent, results

EDFACTS = {"ALL": "all=all", "MBL": "race=black", "MHI": "race=hispanic", "ECD": "econ=yes",
           "LEP": "el=current"}


def blur(facts, r):
    """A percent as EDFacts prints it, by the size of the group."""
    p = percent(r.at_or_above(2), r.n, 0) if r.n else None
    if r.n == 0:
        return "."
    if r.n <= 5:
        facts.hidden(r, "pct", 2)
        return "PS"
    if r.n <= 15:
        lo, hi = (Decimal("49.5"), 100) if p >= 50 else (0, 50)
        facts.range(r, "pct", 2, lo, hi)
        return "GE50" if p >= 50 else "LT50"
    if r.n <= 200:
        low = int(p) // 10 * 10
        if low >= 90:
            facts.range(r, "pct", 2, Decimal("89.5"), 100)
            return "GE90"
        facts.range(r, "pct", 2, max(Decimal(0), low - Decimal("0.5")), low + Decimal("9.5"))
        return "%d-%d" % (low, low + 9)
    facts.number(r, "pct", 2, p)
    return p


def school(i):
    return dict(county="01", lea="01%05d" % (5 + i // 5), school="01%05d%05d" % (5 + i // 5, 870 + i),
                level="school")


def edfacts(name, count, rate, subject, grade, yy, year):
    draw, facts = Draw(name), Facts()
    rows = [["STNAM", "FIPST", "LEAID", "LEANM", "NCESSCH", "SCHNAM"] +
            [x % (g, yy) for g in EDFACTS for x in (count, rate)] + ["DATE_CUR"]]
    for i in range(50):
        place = school(i)
        row = ["ALABAMA", "01", place["lea"], "Town City", place["school"], "School, %d" % i]
        for group in EDFACTS.values():
            n = draw.choice((0, 3, 9, 60, 150, 400)) + draw.randint(0, 2)
            r = Result(year=year, subject=subject, grade=grade, group=group,
                       levels=draw.split(n, 2, 3.0), **place)
            row += [r.n or ".", blur(facts, r)]
            if r.n > 5:
                facts.counts(r, levels=False, n_scored=r.n)
            elif r.n > 0:
                facts.hidden(r)
        rows.append(row + ["26SEP15"])
    return text(rows), facts


def achievement():
    return edfacts("edfacts achievement", "%s_MTH00NUMVALID_%s", "%s_MTH00PCTPROF_%s", "math", "all",
                   "1516", 2016)


def graduation():
    return edfacts("edfacts graduation", "%s_COHORT_%s", "%s_RATE_%s", "all", "all", "1112", 2012)


def achievement_long():
    draw, facts = Draw("edfacts long"), Facts()
    words = {"All Students": "all=all", "English learner": "el=current",
             "Economically disadvantaged": "econ=yes"}
    rows = [["School Year", "State", "NCES LEA ID", "LEA", "School", "NCES SCH ID", "Data Group",
             "Data Description", "Value", "Numerator", "Denominator", "Population", "Subgroup",
             "Characteristics", "Age/Grade", "Academic Subject", "Outcome", "Program Type"]]
    for i in range(17):
        place = school(i)
        for word, group in words.items():
            n = draw.randint(20, 900)
            r = Result(year=2021, subject="math", grade="04", group=group, levels=draw.split(n, 2),
                       **{**place, "county": "ALABAMA"})
            p = percent(r.at_or_above(2), n, 0)
            if n > 300:
                shown = "%d%%" % p
                facts.number(r, "pct", 2, p)
            elif p >= 80:
                shown = ">=80%"
                facts.range(r, "pct", 2, Decimal("79.5"), 100)
            else:
                low = int(p) // 5 * 5
                shown = "%d-%d%%" % (low, low + 4)
                facts.range(r, "pct", 2, max(Decimal(0), low - Decimal("0.5")), low + Decimal("4.5"))
            rows.append(["2020-2021", "ALABAMA", place["lea"], "Town City", "School", place["school"],
                         "583", "Achievement", shown, "", n, "All Students", word, "", "Grade 4",
                         "Mathematics", "Proficient or above", ""])
            facts.counts(r, levels=False, n_scored=n)
    return text(rows), facts


def naep():
    draw, facts = Draw("naep"), Facts()
    words = {"White": "race=white", "Black": "race=black", "Hispanic": "race=hispanic"}
    rows = [["Average scale scores for mathematics, grade 4"], [""],
            ["Year", "Jurisdiction", "Race/ethnicity used to report trends, school-reported",
             "Average scale score", "Standard error"]]
    for year in (2015, 2017, 2019, 2022):
        for place in ("National", "California", "Texas", "Los Angeles"):
            for word, group in words.items():
                value, se = Decimal(draw.randint(210, 255)), Decimal(draw.randint(5, 30)) / 10
                hidden = draw.random() < 0.1
                rows.append([year, place, word, "‡" if hidden else value, "†" if hidden else se])
                r = one(year=year, level="state" if place == "National" else "lea", county="",
                        lea="" if place == "National" else place, school="", subject="math",
                        grade="04", group=group)
                if hidden:
                    facts.hidden(r, "mean", "")
                else:
                    facts.number(r, "mean", "", value)
    return text(rows), facts


def pisa():
    draw, facts = Draw("pisa"), Facts()
    rows = [["year", "country", "subject", "group", "mean", "se"]]
    for year in (2015, 2018):
        for place in ("OECD average", "Finland", "Mexico", "United States"):
            for subject in ("mathematics", "reading"):
                for word, group in (("All students", "all=all"), ("Girls", "gender=female"),
                                    ("Boys", "gender=male")):
                    value = half_up(Decimal(draw.randint(4000, 5300)) / 10, 1)
                    rows.append([year, place, subject, word, value, Decimal(draw.randint(10, 45)) / 10])
                    is_top = place == "OECD average"
                    r = one(year=year, level="state" if is_top else "lea", county="", school="",
                            lea="" if is_top else place,
                            subject={"mathematics": "math"}.get(subject, subject), grade="all",
                            group=group)
                    facts.number(r, "mean", "", value)
    return text(rows), facts


NJ = {"TOTAL_POPULATION": "all=all", "CURRENT_LIMITED_ENGLISH_PROFICIENT": "el=current",
      "FEMALE": "gender=female", "MALE": "gender=male", "ECONOMICALLY_DISADVANTAGED": "econ=yes"}
NJ_START = {"TOTAL_POPULATION": 163, "CURRENT_LIMITED_ENGLISH_PROFICIENT": 715, "FEMALE": 991,
            "MALE": 1129, "ECONOMICALLY_DISADVANTAGED": 2509}
NJ_SUBJECTS = (("LANGUAGE_ARTS", "ela"), ("MATHEMATICS", "math"))


def nj_truth():
    draw, facts, made = Draw("nj"), Facts(), []
    places = [("ST", "", "", "", "state")] + [
        ("01", "01", "%04d" % (110 + i // 7), "" if i % 7 == 0 else "%03d" % (10 * (i % 7)),
         "lea" if i % 7 == 0 else "school") for i in range(49)]
    for code, county, lea, sch, level in places:
        cells = {}
        for g, group in NJ.items():
            for s, subject in NJ_SUBJECTS:
                r = Result(year=2011, level=level, county=county, lea=lea, school=sch,
                           subject=subject, grade="03", group=group,
                           levels=draw.split(draw.randint(0, 120), 3),
                           mean=Decimal(draw.randint(22000, 26000)) / 10)
                if r.n < 10:
                    cells[g, s] = None
                    continue
                cells[g, s] = r
                facts.counts(r, levels=False, n_enrolled=r.n + 1, n_scored=r.n)
                facts.shares(r, 1)
                facts.number(r, "mean", "", half_up(r.mean / 12, 1))
        made.append((code, lea, sch, cells))
    return made, facts


def nj_csv():
    made, facts = nj_truth()
    suffixes = ("Number_Not_Present", "Number_of_Voids", "Number_APA", "Number_of_Valid_Scale_Scores",
                "Partially_Proficient_Percentage", "Proficient_Percentage",
                "Advanced_Proficient_Percentage", "Scale_Score_Mean")
    header = ["CDS_Code", "County_Code/DFG/Aggregation_Code", "District_Code", "School_Code",
              "County_Name", "District_Name", "School_Name", "DFG", "Special_Needs"]
    for g in NJ:
        header.append(g + "_Number_Enrolled_ELA")
        for s, short in (("LANGUAGE_ARTS", None), ("MATHEMATICS", "Math")):
            header += ([] if short is None else ["%s_%s_Number_Enrolled_%s" % (g, s, short)])
            header += ["%s_%s_%s" % (g, s, x) for x in suffixes]
    rows = [header + ["Testing_Year", "Grade"]]
    for code, lea, sch, cells in made:
        row = [code + lea + sch, code, lea, sch, "", "", "", "", ""]
        for g in NJ:
            for s, _ in NJ_SUBJECTS:
                r = cells[g, s]
                row += [""] * 9 if r is None else (
                    [r.n + 1, 0, 0, 0, r.n] + [percent(c, r.n, 1).normalize() + 0 for c in r.levels] +
                    [half_up(r.mean / 12, 1)])
        rows.append([format(x, "f") if isinstance(x, Decimal) else x for x in row] + [2011, 3])
    return text(rows), facts


def nj_fixed():
    made, facts = nj_truth()
    lines = []
    for code, lea, sch, cells in made:
        line = [" "] * 2928

        def put(start, value):
            line[start - 1:start - 1 + len(value)] = value
        put(1, "%-2s%-4s%-3s" % (code, lea, sch))
        for g, start in NJ_START.items():
            for k, (s, _) in enumerate(NJ_SUBJECTS):
                r = cells[g, s]
                if r is None:
                    continue
                at = start + 46 * k
                put(at, "%06d" % (r.n + 1))
                put(at + 24, "%06d" % r.n)
                for i, c in enumerate(r.levels):
                    put(at + 30 + 4 * i, "%04d" % (percent(c, r.n, 1) * 10))
                put(at + 42, "%04d" % (half_up(r.mean / 12, 1) * 10))
        put(2923, "20113 ")
        lines.append("".join(line) + "\r\n")
    return "".join(lines).encode(), facts


def counts():
    """Pennsylvania's PSSA by group as an analyst would set it out for generic/counts."""
    draw, facts = Draw("pssa"), Facts()
    rows = [["year", "lea", "school", "subject", "grade", "dim", "group", "n", "level_1", "level_2",
             "level_3", "level_4"]]
    places = [("lea", "", "123467303", ""), ("school", "", "123467303", "4901")]
    for r in results(draw, places, (2018, 2019), ("ela", "math"), ("03", "04"),
                     ("all=all", "econ=yes", "el=current", "swd=yes"), 4, 12, 90):
        dim, group = r.group.split("=")
        rows.append([r.year, r.lea, r.school, r.subject, r.grade, dim, group, r.n] + r.levels)
        facts.tested(r)
    return text(rows), facts


SAMPLES = {
    "us-edfacts-achievement.csv": achievement, "us-edfacts-graduation.csv": graduation,
    "us-edfacts-achievement-long.csv": achievement_long, "us-naep-math-4.csv": naep,
    "us-pisa.csv": pisa, "nj-njask.csv": nj_csv, "nj-njask-fixed.txt": nj_fixed,
    "pa-pssa-counts.csv": counts,
}
