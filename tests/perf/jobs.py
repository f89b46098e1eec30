"""The jobs that are measured, once: for strata as options, for everybody else as SQL.

J1: every cross of English learner status, race and lunch status, by year, district, grade, subject.
J2: nine groupings by state, district and school, each grade and all grades: 54 grouping sets.
J3: J2 with the exact 10th, 25th, 50th, 75th and 90th percentile (type 7)."""

SCHEMES = [[], ["el"], ["race"], ["frl"], ["swd"], ["gender"],
           ["el", "frl"], ["race", "frl"], ["el", "race"]]
LEVELS = [[], ["lea"], ["lea", "school"]]
QUANTILES = [0.1, 0.25, 0.5, 0.75, 0.9]
J1_GROUPS = ["el", "race", "frl"]
KEYS = ["year", "subject", "lea", "school", "grade", "el", "race", "frl", "swd", "gender"]

STRATA = {
    "J1": ["--by", "el*race*frl", "--levels", "lea", "--grades", "each"],
    "J2": ["--by", "all,el,race,frl,swd,gender,el*frl,race*frl,el*race",
           "--levels", "state,lea,school", "--grades", "each,all"],
}
QUANTILE_COLUMNS = [f"p{100 * p:g}" for p in QUANTILES]
STRATA["J3"] = STRATA["J2"] + ["--quantiles", ",".join(name[1:] for name in QUANTILE_COLUMNS)]

# What each column of KEYS is in the file, and the score and the level.
LAYOUTS = {
    "generated": {
        "columns": {key: key for key in KEYS} | {"score": "scale_score", "level": "level"},
        "hispanic": None,
        # Details count under their status.
        "words": {"el": {"current": ["long_term", "recently_arrived", "at_risk_of_long_term"]},
                  "frl": {"yes": ["free", "reduced"]}},
        "header": ["year", "lea", "school", "student", "subject", "grade", "scale_score", "level",
                   "el", "race", "frl", "econ", "swd", "gender"],
        "codes": {},
    },
    "students": {
        "columns": {"year": "AcademicYear", "lea": "DistrictCode", "school": "SchoolCode",
                    "subject": "Subject", "grade": "GradeAssessed", "el": "EnglishLearnerStatus",
                    "frl": "EconomicDisadvantage", "swd": "SWD", "gender": "Gender",
                    "race": "RaceCode", "score": "ScaleScore", "level": "AchievementLevel"},
        "hispanic": "HispanicEthnicity",  # Y makes the race H
        "words": {},
        "header": ["AcademicYear", "CountyCode", "DistrictCode", "DistrictName", "SchoolCode",
                   "SchoolName", "SSID", "GradeAssessed", "Subject", "ScaleScore",
                   "AchievementLevel", "EnglishLearnerStatus", "HispanicEthnicity", "RaceCode",
                   "EconomicDisadvantage", "SWD", "Gender", "MigrantStatus", "TestDate",
                   "TestMode", "AccommodationFlag", "AttemptedFlag"],
        # What the peers write, in strata's words; what is not here stays as it is.
        "codes": {
            "subject": {"ELA": "ela", "MATH": "math"},
            "el": {"EL": "current", "RFEP": "reclassified", "IFEP": "initially_fluent",
                   "EO": "english_only", "TBD": "to_be_determined"},
            "race": {"H": "hispanic", "100": "american_indian", "200": "asian",
                     "300": "pacific_islander", "400": "filipino", "600": "black",
                     "700": "white", "800": "two_or_more", "": "not_reported"},
            "frl": {"Y": "yes", "N": "no"},
            "swd": {"Y": "yes", "N": "no"},
            "gender": {"F": "female", "M": "male", "X": "nonbinary"},
        },
    },
}


def sets_of(job):
    """Grouping sets of a job, each a list of KEYS."""
    if job == "J1":
        return [["year", "subject", "lea", "grade"] + J1_GROUPS]
    return [["year", "subject"] + level + grade + scheme
            for level in LEVELS for grade in (["grade"], []) for scheme in SCHEMES]


def columns_of(layout):
    """Those of the file that the jobs need."""
    needed = list(layout["columns"].values()) + [layout["hispanic"]]
    return [name for name in layout["header"] if name in needed]


def words_of(layout):
    """What each detail counts under, for programs without SQL: KEY.DETAIL=STATUS,..."""
    return ",".join(f"{key}.{word}={status}" for key, statuses in layout["words"].items()
                    for status, words in statuses.items() for word in words)


def text_of(layout, key):
    """An expression for a key out of the columns of the file; an empty text is a code."""
    name = layout["columns"][key]
    if key == "year":
        return name
    text = f"coalesce({name}, '')"
    for status, words in layout["words"].get(key, {}).items():
        listed = ", ".join(f"'{word}'" for word in words)
        text = f"CASE WHEN {name} IN ({listed}) THEN '{status}' ELSE {text} END"
    if key == "race" and layout["hispanic"]:
        text = f"CASE WHEN {layout['hispanic']} = 'Y' THEN 'H' ELSE {text} END"
    return text


def rows_of(layout, source):
    """A query for the rows: KEYS, score and level; a missing score is none."""
    parts = [f"{text_of(layout, key)} AS {key}" for key in KEYS]
    parts += [f"{layout['columns'][key]} AS {key}" for key in ("score", "level")]
    return f"SELECT {', '.join(parts)} FROM {source}"


def measures(job, dialect):
    """n enrolled, n scored, mean, sd, counts by level, percent at level 3 and above."""
    sd = "stddev_samp(score)"
    if dialect == "sqlite":  # no deviation: from exact sums, see canon.py
        sd = "sum(score * score)"
    mean = "sum(score)" if dialect == "sqlite" else "avg(score)"
    levels = [f"count(*) FILTER (WHERE level = {k}) AS l{k}" for k in range(1, 5)]
    if dialect == "clickhouse":
        levels = [f"countIf(level = {k}) AS l{k}" for k in range(1, 5)]
        sd = "stddevSamp(score)"
    pct = "100.0 * (count(*) FILTER (WHERE level >= 3)) / nullif(count(score), 0) AS pct"
    if dialect == "clickhouse":
        pct = "100.0 * countIf(level >= 3) / nullIf(count(score), 0) AS pct"
    out = ["count(*) AS enrolled", "count(score) AS n", f"{mean} AS mean", f"{sd} AS sd"]
    out += levels + [pct]
    if job == "J3" and dialect == "duckdb":
        out.append(f"quantile_cont(score, {QUANTILES}) AS q")
    if job == "J3" and dialect == "clickhouse":
        out.append(f"quantilesExactInclusive({', '.join(map(str, QUANTILES))})(score) AS q")
    return ", ".join(out)


def query(job, dialect, layout, source):
    """One query for the whole job; `set` says which grouping set a row belongs to."""
    rows = rows_of(layout, source)
    keys = ", ".join(KEYS)
    if job == "J1":
        by = ", ".join(sets_of(job)[0])
        return f"SELECT {by}, {measures(job, dialect)} FROM ({rows}) GROUP BY {by}"
    sets = ", ".join("(" + ", ".join(of) + ")" for of in sets_of(job))
    return (f"SELECT {keys}, grouping({keys}) AS g, {measures(job, dialect)} FROM ({rows}) "
            f"GROUP BY GROUPING SETS ({sets})")


def of_sums(job, cells):
    """A query for mean and sd out of the query of J1 in SQLite's dialect, which has sums in their place. Of
    whole numbers, so nothing is lost before the division."""
    shown = ", ".join(sets_of(job)[0])
    return (f"SELECT {shown}, enrolled, n, 1.0 * mean / n AS mean, "
            f"sqrt(1.0 * (n * sd - mean * mean) / (n * (n - 1))) AS sd, l1, l2, l3, l4, pct "
            f"FROM ({cells});")


def chain(layout, source):
    """J2 by hand: fine cells once, then each set out of its smallest parent. Statements for DuckDB,
    the last of which is the query."""
    sums = ["enrolled", "n", "s", "ss", "l1", "l2", "l3", "l4"]
    add = ", ".join(f"sum({x})::BIGINT AS {x}" for x in sums)
    levels = ", ".join(f"count(*) FILTER (WHERE level = {k}) AS l{k}" for k in range(1, 5))
    keys = ", ".join(KEYS)
    out = [f"CREATE TEMP TABLE fine AS SELECT {keys}, count(*) AS enrolled, count(score) AS n, "
           f"coalesce(sum(score)::BIGINT, 0) AS s, coalesce(sum(score * score)::BIGINT, 0) AS ss, "
           f"{levels} FROM ({rows_of(layout, source)}) GROUP BY ALL"]
    parent = {1: 6, 2: 7, 3: 6, 0: 3}
    selects = []
    for scheme in (6, 7, 8, 4, 5, 1, 2, 3, 0):
        for level in (2, 1, 0):
            for grade in (1, 0):
                of = ["year", "subject"] + LEVELS[level] + ["grade"] * grade + SCHEMES[scheme]
                if scheme in parent:
                    above = f"t{level}{grade}_{parent[scheme]}"
                elif not grade:
                    above = f"t{level}1_{scheme}"
                else:
                    above = f"t{level + 1}1_{scheme}" if level < 2 else "fine"
                name = f"t{level}{grade}_{scheme}"
                out.append(f"CREATE TEMP TABLE {name} AS SELECT {', '.join(of)}, {add} "
                           f"FROM {above} GROUP BY ALL")
                shown = ", ".join(k if k in of else f"NULL AS {k}" for k in KEYS)
                mark = sum(1 << (len(KEYS) - 1 - i) for i, k in enumerate(KEYS) if k not in of)
                selects.append(f"SELECT {shown}, {mark} AS g, {', '.join(sums)} FROM {name}")
    out.append(f"SELECT {keys}, g, enrolled, n, s / nullif(n, 0) AS mean, "
               "sqrt((n::DOUBLE * ss - s::DOUBLE * s) / nullif(n * (n - 1), 0)) AS sd, "
               "l1, l2, l3, l4, 100.0 * (l3 + l4) / nullif(n, 0) AS pct FROM ("
               + " UNION ALL ".join(selects) + ")")
    return out
