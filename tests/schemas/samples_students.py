"""Samples of student files: every student is made up, and what the groups come to is added up here."""
from samples_published import Facts, text
from samples_truth import Draw


class Student:
    def __init__(self, **keys):
        self.__dict__.update(keys)


EL = ("current", "english_only", "reclassified", "initially_fluent")
RACE = ("hispanic", "white", "black", "asian")
YES = ("yes", "no")


def students(name, count, schools, grades):
    draw = Draw(name)
    for i in range(count):
        lea, sch = draw.choice(schools)
        yield draw, Student(id="%010d" % (9000000001 + 37 * i), lea=lea, school=sch,
                            grade=draw.choice(grades), el=draw.choice(EL), race=draw.choice(RACE),
                            econ=draw.choice(YES), swd=draw.choice(YES),
                            gender=draw.choice(("female", "male")))


class Sums:
    """Counts and sums of results by place, grade and group."""

    def __init__(self, levels, dims, county=""):
        self.cells, self.levels, self.dims, self.county = {}, levels, dims, county

    def add(self, s, year, subject, tested, score=None, level=0):
        groups = ["all=all"] + ["%s=%s" % (d, getattr(s, d)) for d in self.dims if getattr(s, d)]
        for place in (("state", "", ""), ("lea", s.lea, ""), ("school", s.lea, s.school)):
            for grade in (s.grade, "all"):
                for group in groups:
                    cell = self.cells.setdefault((year, place, subject, grade, group),
                                                 [0, 0, 0, 0, [0] * self.levels])
                    cell[0] += tested
                    if score is not None or level:
                        cell[1] += 1
                        cell[2] += score or 0
                        cell[3] += (score or 0) ** 2
                    if level:
                        cell[4][level - 1] += 1

    def facts(self, has_scores):
        facts = Facts()
        for (year, (kind, lea, sch), subject, grade, group), cell in sorted(self.cells.items()):
            r = type("R", (), dict(year=year, level=kind, lea=lea, school=sch, subject=subject,
                                   county="" if kind == "state" else self.county, grade=grade,
                                   group=group))
            known = dict(n_tested=cell[0], n_scored=cell[1])
            if self.levels:
                known["levels"] = "|".join(map(str, cell[4]))
            if has_scores:
                known.update(score_sum=cell[2], score_sumsq=cell[3])
            facts.add(r, stat="", cut="", status="ok", **known)
        return facts


CUTS = {"03": {"ela": (2367, 2432, 2490), "math": (2381, 2436, 2501)},
        "05": {"ela": (2442, 2502, 2582), "math": (2455, 2528, 2579)}}
LOWEST = {"03": {"ela": 2115, "math": 2190}, "05": {"ela": 2200, "math": 2220}}
ETHNIC = {"hispanic": "500", "white": "700", "black": "600", "asian": "200"}
FLAGS = ("hispanic", "american_indian", "asian", "pacific_islander", "filipino", "black", "white")


def caaspp_truth():
    """Results of 2022: who counts follows from the include indicator; a score at the bottom counts."""
    sums, made = Sums(4, ("el", "race", "econ", "swd", "gender"), "01"), []
    schools = [("99901", "9990001"), ("99901", "9990002"), ("99902", "9990003")]
    for draw, s in students("caaspp student", 25, schools, ("03", "05")):
        for subject in ("ela", "math"):
            include = draw.choice("YYYYTRN")
            score = draw.choice((LOWEST[s.grade][subject], draw.randint(2300, 2600)))
            level = 1 + sum(score >= c for c in CUTS[s.grade][subject])
            if include == "N":
                score, level = None, 0
            counts = include in "YT"
            sums.add(s, 2022, subject, include != "N", score if counts else None,
                     level if counts else 0)
            made.append((s, subject, include, score, level))
    return sums.facts(True), made


def elas(s):
    return {"current": "EL", "english_only": "EO", "reclassified": "RFEP", "initially_fluent": "IFEP"}[s.el]


def yes(x):
    return "Yes" if x else "No"


def caaspp_caret():
    facts, made = caaspp_truth()
    rows = [["RecordType", "SSID", "LastOrSurname", "Gender", "GradeAssessed", "CALPADSDistrictCode",
             "CALPADSSchoolCode", "PrimaryDisabilityforTesting", "ELAS", "RFEPDate",
             "EconomicDisadvantageTesting", "HispanicorLatino", "AmericanIndianorAlaskaNative",
             "Asian", "HawaiianOrOtherPacificIslander", "Filipino", "BlackorAfricanAmerican",
             "White", "ReportingEthnicity", "ConditionCode", "IncludeIndicator", "ScaleScore",
             "AchievementLevels"]]
    for s, subject, include, score, level in made:
        rows.append([{"ela": "01", "math": "02"}[subject], s.id, "Nobody", s.gender[0].upper(), s.grade,
                     "01" + s.lea + "0000000", "01" + s.lea + s.school,
                     "290" if s.swd == "yes" else "000", elas(s), "", yes(s.econ == "yes")] +
                    [yes(s.race == f) for f in FLAGS] +
                    [ETHNIC[s.race], "NT" if include == "N" else "", include,
                     "" if score is None else score, level or 9])
    return text(rows, "^", end="\r\n"), facts


FIXED = {"type": 1, "id": 3, "gender": 133, "grade": 141, "district": 143, "school": 257, "swd": 390,
         "elas": 445, "econ": 466, "flags": 470, "ethnic": 494, "condition": 1975, "include": 1983,
         "score": 2039, "level": 2055}


def caaspp_fixed():
    facts, made = caaspp_truth()
    lines = []
    for s, subject, include, score, level in made:
        line = [" "] * 4036

        def put(field, value):
            line[FIXED[field] - 1:FIXED[field] - 1 + len(value)] = value
        put("type", {"ela": "01", "math": "02"}[subject])
        put("id", s.id)
        put("gender", s.gender[0].upper())
        put("grade", s.grade)
        put("district", "01" + s.lea + "0000000")
        put("school", "01" + s.lea + s.school)
        put("swd", "290" if s.swd == "yes" else "000")
        put("elas", elas(s))
        put("econ", "%-3s" % yes(s.econ == "yes"))
        put("flags", "".join("%-3s" % yes(s.race == f) for f in FLAGS))
        put("ethnic", ETHNIC[s.race])
        put("condition", "NT" if include == "N" else "")
        put("include", include)
        put("score", "" if score is None else str(score))
        put("level", str(level or 9))
        lines.append("".join(line) + "\r\n")
    return "".join(lines).encode(), facts


def staar():
    sums, lines = Sums(0, ("race", "frl", "econ", "swd", "gender")), []
    schools = [("101901", "101901001"), ("101901", "101901041")]
    for draw, s in students("staar", 50, schools, ("04", "07")):
        code = draw.choice("0129")
        s.frl = {"0": "no", "1": "yes", "2": "yes", "9": ""}[code]
        s.econ = "no" if code == "0" else "yes"
        line = [" "] * 4000

        def put(start, value):
            line[start - 1:start - 1 + len(value)] = value
        put(1, "0518")
        put(5, s.grade)
        put(9, s.school)
        put(74, s.id[1:])
        put(83, s.gender[0].upper())
        put(99, {"hispanic": "H", "white": "W", "black": "B", "asian": "A"}[s.race])
        put(100, code)
        put(102, "0")
        put(107, {"current": "C", "reclassified": "F"}.get(s.el, "0"))
        put(111, {"yes": "1", "no": "0"}[s.swd])
        for start, subject in ((409, "reading"), (763, "math")):
            score = draw.choice((None, draw.randint(1300, 1800)))
            if score is not None:
                put(start, str(score))
                sums.add(s, 2018, subject, 1, score)
        lines.append("".join(line) + "\r\n")
    return "".join(lines).encode(), sums.facts(True)


def sgp():
    sums = Sums(4, ("race", "frl", "swd", "gender"))
    rows = [["VALID_CASE", "CONTENT_AREA", "YEAR", "ID", "LAST_NAME", "FIRST_NAME", "GRADE",
             "SCALE_SCORE", "ACHIEVEMENT_LEVEL", "GENDER", "ETHNICITY", "FREE_REDUCED_LUNCH_STATUS",
             "ELL_STATUS", "IEP_STATUS", "SCHOOL_NUMBER", "DISTRICT_NUMBER"]]
    names = ("No Score", "Unsatisfactory", "Partially Proficient", "Proficient", "Advanced")
    for draw, s in students("sgp", 50, [("470", "5638"), ("470", "5640")], ("03", "08")):
        level = draw.randint(0, 4)
        score = draw.randint(300, 800) if level else None
        s.frl = s.econ
        valid = draw.random() < 0.9
        rows.append(["VALID_CASE" if valid else "INVALID_CASE", "MATHEMATICS", "2022_2023", s.id, "No",
                     "Body", int(s.grade), "" if score is None else score, names[level],
                     "Gender: " + s.gender.title(),
                     {"black": "African American"}.get(s.race, s.race.title()),
                     "Free Reduced Lunch: " + s.frl.title(), "ELL: No", "IEP: " + s.swd.title(),
                     s.school, s.lea])
        if valid:
            sums.add(s, 2023, "math", 1 if level else 0, score, level)
    return text(rows), sums.facts(True)


def ratings():
    sums = Sums(2, ("el", "econ", "gender"))
    rows = [["student", "year", "lea", "school", "assessment", "subject", "grade", "rating", "el",
             "econ", "gender"]]
    for draw, s in students("ratings", 50, [("12", "101"), ("12", "102")], ("01", "02")):
        word = draw.choice(("yes", "no", "absent"))
        rows.append([s.id, 2024, s.lea, s.school, "on grade level", "all", s.grade, word, s.el, s.econ,
                     s.gender])
        sums.add(s, 2024, "all", word != "absent", None, {"yes": 2, "no": 1, "absent": 0}[word])
    return text(rows), sums.facts(False)


def outcomes():
    sums = Sums(2, ("el", "econ", "gender"))
    rows = [["student", "year", "grade", "lea", "school", "graduated", "el", "econ", "gender"]]
    for draw, s in students("outcomes", 50, [("12", "301"), ("12", "302")], ("12",)):
        word = draw.choice(("yes", "yes", "no"))
        rows.append([s.id, 2024, s.grade, s.lea, s.school, word, s.el, s.econ, s.gender])
        sums.add(s, 2024, "all", 1, None, 2 if word == "yes" else 1)
    return text(rows), sums.facts(False)


def local():
    sums = Sums(4, ("el", "race", "econ", "gender"))
    rows = [["year", "lea", "school", "student", "subject", "grade", "scale_score", "level", "el",
             "race", "econ", "gender"]]
    for draw, s in students("local", 50, [("12", "101"), ("12", "102")], ("03", "04")):
        score = draw.randint(200, 400)
        level = 1 + (score >= 250) + (score >= 300) + (score >= 350)
        rows.append([2024, s.lea, s.school, s.id, "math", s.grade, score, level, s.el, s.race, s.econ,
                     s.gender])
        sums.add(s, 2024, "math", 1, score, level)
    return text(rows), sums.facts(True)


SAMPLES = {
    "ca-caaspp-student-2022.csv": caaspp_caret, "ca-caaspp-student-fixed.dat": caaspp_fixed,
    "tx-staar-student.dat": staar, "generic-sgp-long.csv": sgp,
    "generic-local-levels.csv": ratings, "generic-outcomes.csv": outcomes,
    "generic-students.csv": local,
}
