"""What the extracts beside the project are, read by hand from their bytes and READMEs.

FILES: (pattern of the path, truth). A truth has the delimiter, the encoding ("utf-8" also for plain
ASCII, "latin", "mac"), the line of the first header row (0: none), the number of columns where it is
known, and roles: (pattern of a column's name, right roles with | between). A column that no line
names has no role. Several roles are right where a file leaves a choice: of two columns that name the
same thing one is enough, and a name of a district beside that of a school may be left out."""

NAME = "entity_name|nothing"
PLACES = [("County Code", "county"), ("District Code", "lea"), ("School Code", "school"),
          ("Test Year", "year"), ("Type I?", "entity_level"), ("* Name", "entity_name")]
GROUP_LIST = [("Demographic ID*", "group|nothing"), ("Demographic Name", "group|nothing"),
              ("Student Group", "group|nothing")]
TESTS = [("Test ID*", "assessment|nothing")]
CA_LEVELS = [("mean_scale_score", "mean"), ("n_tested", "n_tested"),
             ("n_exceeded", "level_count:4"), ("n_met", "level_count:3"),
             ("n_nearly_met", "level_count:2"), ("n_not_met", "level_count:1"),
             ("pct_exceeded", "share:4"), ("pct_met", "share:3"), ("pct_nearly_met", "share:2"),
             ("pct_not_met", "share:1"), ("pct_met_and_above", "pct:3")]
CA_2024 = [("end_year", "year"), ("county_code", "county"), ("district_code", "lea"),
           ("school_code", "school"), ("cds_code", "nothing"), ("agg_level", "entity_level"),
           ("grade", "grade"), ("subject", "subject"), ("test_id", "assessment|nothing"),
           *CA_LEVELS]
CA_GROUPS = [("year", "year"), ("subject", "subject"), ("grade", "grade"),
             ("group_code", "group|nothing"), ("group_name", "group|nothing"),
             ("enrolled", "n_enrolled"), ("tested", "n_tested"), ("mean_scale_score", "mean"),
             ("pct_level4_exceeded", "share:4"), ("pct_level3_met", "share:3"),
             ("pct_met_or_exceeded", "pct:3"), ("pct_level2_nearly_met", "share:2"),
             ("pct_level1_not_met", "share:1")]
CA_1999 = [("district", "lea"), ("school", "entity_name"), ("county", "county|nothing"),
           ("students", "n_enrolled"), ("read", "mean"), ("math", "mean")]
DASHBOARD = [("cds", "school"), ("rtype", "entity_level"), ("schoolname", "entity_name"),
             ("districtname", NAME), ("countyname", "nothing"), ("studentgroup", "group"),
             ("currstatus", "mean"), ("ReportingYear", "year")]
COLORADO = [("Location", "lea|place|entity_name"), ("Score", "subject"),
            ("Race Ethnicity", "group"), ("Poverty Level", "group"), ("TimeFrame", "year"),
            ("Data", "pct:2")]
COLORADO_LUNCH = [*COLORADO[:-1], ("Data", "nothing")]  # percents and numbers in one column
EDFACTS = [("LEAID", "lea"), ("LEANM", NAME), ("NCESSCH", "school"), ("SCHNAM", "entity_name"),
           ("FIPST", "nothing|county"), ("*_COHORT_*", "n"), ("*_RATE_*", "pct:2")]
INDIANA = [("corporation_id", "lea"), ("corporation_name", "entity_name"),
           ("school_id", "school|nothing"), ("school_name", NAME), ("subject", "subject"),
           ("grade", "grade"), ("end_year", "year"), ("aggregation_level", "entity_level"),
           ("level", "entity_level|nothing")]
LOUISIANA = [("Summary Level", "entity_level"), ("School System Code", "lea"),
             ("School System Name", NAME), ("School Code", "school"),
             ("School Name", "entity_name"), ("Subgroup", "group"),
             ("* % Advanced", "share:5"), ("* % Mastery", "share:4"),
             ("* % Approaching Basic", "share:2"), ("* % Basic", "share:3"),
             ("* % Unsatisfactory", "share:1"), ("* % Excellent", "share:4"),
             ("* % Good", "share:3"), ("* % Fair", "share:2"),
             ("* % Needs Improvement", "share:1")]
MA_GRADUATION = [("end_year", "year"), ("type", "entity_level"), ("district_id", "lea"),
                 ("district_name", NAME), ("school_id", "school"), ("school_name", "entity_name"),
                 ("subgroup", "group"), ("cohort_type", "assessment"), ("cohort_count", "n"),
                 ("graduate_count", "level_count:2"), ("grad_rate", "pct:2")]
MA_1998 = [("district", "lea"), ("municipality", "entity_name"), ("score?", "mean")]
MICHIGAN = [("dcode", "lea"), ("bcode", "school"), ("math4", "pct:2"), ("read4", "pct:2"),
            ("enroll", "n_enrolled")]
MINNESOTA = [("Accountability Year", "year"), ("District Number", "lea"),
             ("District Name", "entity_name"), ("Student Group*", "group|nothing"),
             ("Group", "group|nothing"), ("*Ach", "pct:2"), ("*Ach Count*", "n"),
             ("*-Year Grad", "pct:2"), ("*Grad Cohort*", "n"), ("*Cons Att", "pct:2"),
             ("*Cons Att Count*", "n"), ("*Prog Percent*", "pct:2|nothing"),
             ("*Prog Count*", "n|nothing"), ("*Prog", "mean|nothing")]
MAAP = [("*District/School", "place"), ("Average Scale Score", "mean"),
        ("Level 1 (PCT)", "share:1"), ("Level 2 (PCT)", "share:2"), ("Level 3 (PCT)", "share:3"),
        ("Level 4 (PCT)", "share:4"), ("Level 5 (PCT)", "share:5"),
        ("Test-Takers", "n_tested|n")]
# Two tables beside or below each other: counts, then percents under the same names.
MAAP_STATE = [("Level 4 & 5", "pct:4"), ("? Level 3", "pct:3"), ("Level 1", "level_count:1|share:1"),
              ("Level 2", "level_count:2|share:2"), ("Level 3", "level_count:3|share:3"),
              ("Level 4", "level_count:4|share:4"), ("Level 5", "level_count:5|share:5"),
              ("Grand Total", "n|n_tested"), ("Total Testers", "n|n_tested"),
              ("Test/Grade", "nothing|assessment|grade")]
NEW_JERSEY = [("CDS_Code", "nothing|school"), ("County_Code*", "county"), ("District_Code", "lea"),
              ("School_Code", "school"), ("School_Name", "entity_name"), ("*_Name", NAME),
              ("*_Number_Enrolled_*", "n_enrolled"), ("*_Valid_Scale_Scores", "n_scored"),
              ("*_Partially_Proficient_Percentage", "share:1"),
              ("*_Advanced_Proficient_Percentage", "share:3"),
              ("*_Proficient_Percentage", "share:2"), ("*_Scale_Score_Mean", "mean"),
              ("Testing_Year", "year"), ("Grade", "grade")]
# Where its fields start is the business of guess_fixed.py.
NEW_JERSEY_FIXED = [("share_1", "share:1"), ("share_2", "share:2"), ("share_3", "share:3"), ("year", "year")]
NEW_YORK_CITY = [("DBN", "school"), ("School Name", "entity_name"), ("Grade", "grade"),
                 ("Year", "year"), ("Category", "group"), ("Number Tested", "n_tested|n"),
                 ("Mean Scale Score", "mean"), ("L1Num", "level_count:1"),
                 ("L2Num", "level_count:2"), ("L3Num", "level_count:3"),
                 ("L4Num", "level_count:4"), ("L1Percent", "share:1"), ("L2Percent", "share:2"),
                 ("L3Perc*", "share:3"), ("L4Percent", "share:4"), ("PassPercent", "pct:3")]
OREGON = [("Academic Year", "year"), ("District ID", "lea"), ("District", NAME),
          ("School ID", "school"), ("School", "entity_name"), ("Subject", "subject"),
          ("Student Group", "group"), ("Grade Level", "grade"), ("Percent Proficient*", "pct:3"),
          ("Number Level 4", "level_count:4"), ("Number Level 3", "level_count:3"),
          ("Number Level 2", "level_count:2"), ("Number Level 1", "level_count:1"),
          ("Percent Level 4", "share:4"), ("Percent Level 3", "share:3"),
          ("Percent Level 2", "share:2"), ("Percent Level 1", "share:1"),
          ("Number of Participants", "n_tested|n")]
SGP = [("ID", "student"), ("YEAR", "year"), ("CONTENT_AREA", "subject"), ("GRADE", "grade"),
       ("SCALE_SCORE", "scale_score"), ("ACHIEVEMENT_LEVEL", "level"), ("GENDER", "dim:gender"),
       ("ETHNICITY", "dim:race"), ("FREE_REDUCED_LUNCH_STATUS", "dim:frl"),
       ("ELL_STATUS", "dim:el"), ("IEP_STATUS", "dim:swd"), ("SCHOOL_NUMBER", "school"),
       ("DISTRICT_NUMBER", "lea"), ("SCHOOL_ENROLLMENT_STATUS", "fay_school"),
       ("DISTRICT_ENROLLMENT_STATUS", "fay_lea"), ("STATE_ENROLLMENT_STATUS", "fay_state"),
       ("VALID_CASE", "nothing|valid")]
COEFFICIENTS = [("N", "n|nothing")]
TEXAS = [("sid", "student"), ("school_code", "school"), ("grade_level", "grade"), ("year", "year"),
         ("male", "dim:gender"), ("race_ethnicity", "dim:race"), ("eco_dis", "dim:econ|dim:frl"),
         ("migrant", "dim:migrant"), ("lep", "dim:el"), ("iep", "dim:swd"), ("*_ss", "scale_score")]
STAR = [("rownames", "student"), ("gender", "dim:gender"), ("ethnicity", "dim:race"),
        ("read?", "scale_score"), ("math?", "scale_score"), ("lunch?", "dim:frl"),
        ("system?", "lea"), ("schoolid?", "school")]


def truth(delimiter, encoding, header, roles, columns=None):
    known = {"delimiter": delimiter, "encoding": encoding, "header": header, "roles": roles}
    return known if columns is None else {**known, "columns": columns}


FILES = [
    ("ca-caaspp/StudentGroups_2023.txt", truth("^", "utf-8", 1, GROUP_LIST, 4)),
    ("ca-caaspp/StudentGroups_*.txt", truth("^", "latin", 1, GROUP_LIST, 4)),
    ("ca-caaspp/Subgroups_2017.txt", truth(",", "utf-8", 0, [], 4)),
    ("ca-caaspp/Tests_2022.txt", truth("^", "utf-8", 1, TESTS, 3)),
    ("ca-caaspp/star2013_test_names.csv", truth(",", "utf-8", 1, TESTS, 2)),
    ("ca-caaspp/ca2013entities*", truth(",", "utf-8", 1, PLACES, 10)),
    ("ca-caaspp/sb_ca201?entities*", truth(",", "latin", 1, PLACES, 10)),
    ("ca-caaspp/sb_ca202?entities*", truth("^", "latin", 1, PLACES, 10)),
    ("ca-caaspp/caaspp2024*", truth(",", "utf-8", 1, CA_2024, 21)),
    ("ca-caaspp/statewide*", truth(",", "utf-8", 1, CA_GROUPS, 14)),
    ("ca-caschools-1999/*", truth(",", "utf-8", 1, CA_1999, 15)),
    ("ca-dashboard/*", truth(",", "utf-8", 1, DASHBOARD, 10)),
    ("co-tcap/Students*", truth(",", "utf-8", 1, COLORADO_LUNCH, 5)),
    ("co-tcap/*", truth(",", "utf-8", 1, COLORADO, 5)),
    ("edfacts-grad-rates/*", truth(",", "utf-8", 1, EDFACTS, 27)),
    ("in-ilearn/*", truth(",", "utf-8", 1, INDIANA, 14)),
    ("la-leap-hs/*2019*", truth(",", "utf-8", 4, LOUISIANA, 39)),
    ("la-leap-hs/*", truth(",", "utf-8", 4, LOUISIANA, 36)),
    ("ma-graduation/*", truth(",", "utf-8", 1, MA_GRADUATION, 14)),
    ("ma-mcas-1998/*", truth(",", "utf-8", 1, MA_1998)),
    ("mi-meap/*", truth(",", "utf-8", 1, MICHIGAN, 12)),
    ("mn-northstar/*", truth(",", "utf-8", 5, MINNESOTA, 25)),
    ("ms-maap/*summary*", truth(",", "utf-8", 2, MAAP_STATE)),
    ("ms-maap/maap2018*", truth(",", "utf-8", 1, MAAP, 7)),
    ("ms-maap/*", truth(",", "utf-8", 1, MAAP, 8)),
    ("nj-ask/*fixed*", truth("fixed", "utf-8", 0, NEW_JERSEY_FIXED)),
    ("nj-ask/njask_layout.csv", truth(",", "utf-8", 1, [], 10)),
    ("nj-ask/nj2011*", truth(",", "utf-8", 1, NEW_JERSEY, 551)),
    ("nj-ask/*", truth(",", "utf-8", 1, NEW_JERSEY, 524)),
    ("nyc-3-8/Charter*", truth(",", "mac", 7, NEW_YORK_CITY, 17)),
    ("nyc-3-8/*", truth(",", "utf-8", 7, NEW_YORK_CITY, 17)),
    ("or-schools/*", truth(",", "utf-8", 1, OREGON, 20)),
    ("student-growth-reference/ref_coef*", truth(",", "utf-8", 1, COEFFICIENTS, 5)),
    ("student-growth-reference/*", truth(",", "utf-8", 1, SGP)),
    ("student-synth-sgp/*", truth(",", "utf-8", 1, SGP, 23)),
    ("student-synth-texas/*", truth(",", "utf-8", 1, TEXAS, 15)),
    ("student-tn-star/*", truth(",", "utf-8", 1, STAR, 48)),
]
