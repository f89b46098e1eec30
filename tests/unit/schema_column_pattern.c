/* Names of columns and files that say something, as the publishers write them. */
#include "schema/column_pattern.h"
#include "test_schema.h"

/* New Jersey writes group, subject and figure into one name, EDFacts also grade and year. */
static const char wide_text[] =
    "{'name': 't', 'layouts': [{'name': 'l', 'strata': {'set': {'assessment': 'a'}, 'file_names': ["
    "{'pattern': 'maap{year}_g{grade}{subject}*', 'captures': {'year': {'to': 'year', 'length': 4},"
    "'grade': {'to': 'grade', 'length': 1}, 'subject': {'to': 'subject', 'map': 'subjects'}}},"
    "{'pattern': '*_{code}_of', 'captures': {'code': {'length': 2}}}]}, 'fields': ["
    "{'name': '{group}_{subject}_Number_of_Valid_Scale_Scores', 'strata': {'to': 'n',"
    "'set': {'grade': '03'}, 'captures': {'group': {'to': 'group', 'map': 'groups'},"
    "'subject': {'to': 'subject', 'map': 'subjects'}}}},"
    "{'name': '{group}_{subject}{grade}PCTPROF_{year}', 'strata': {'to': 'pct', 'cut': 2,"
    "'captures': {'group': {'to': 'group', 'map': 'groups'}, 'subject': {'to': 'subject', 'map':"
    "'subjects'}, 'grade': {'to': 'grade', 'length': 2}, 'year': {'to': 'year', 'length': 4,"
    "'school_year': true}}}}]}], 'strata': {'kind': 'published', 'maps': {"
    "'groups': {'codes': {'TOTAL_POPULATION': 'all=all', 'A': 'race=asian', 'MAM':"
    "'race=american_indian', 'A_B': 'race=black'}, 'drop': ['GENERAL_EDUCATION']},"
    "'subjects': {'codes': {'LANGUAGE_ARTS': 'ela', 'ela': 'ela', 'MTH': 'math', 'B_M': 'math',"
    "'M': 'math'}}}, 'assessments': [{'id': 'a', 'levels': 3, 'proficient': 2}]}}";

typedef struct found {
    bool fits;
    bool is_dropped;
    strata_constant values[STRATA_CAPTURES_MAX];
} found;

static found fit(void **state, uint32_t field, const char *header)
{
    const strata_schema *schema = *state;
    found out = {0};
    out.fits = strata_pattern_fits(&schema->layouts[0].fields[field].patterns[0],
                                   strata_slice_of(header), out.values, &out.is_dropped);
    return out;
}

static found fit_file(void **state, uint32_t pattern, const char *path)
{
    const strata_schema *schema = *state;
    found out = {0};
    out.fits = strata_pattern_fits_file(&schema->layouts[0].file_names[pattern], path, out.values);
    return out;
}

static void is_text(strata_constant value, strata_target to, const char *text)
{
    assert_int_equal(value.to, to);
    assert_int_equal(value.value.len, strlen(text));
    assert_memory_equal(value.value.text, text, value.value.len);
}

static void codes_without_separators_are_told_apart(void **state)
{
    const found wide = fit(state, 0, "TOTAL_POPULATION_LANGUAGE_ARTS_Number_of_Valid_Scale_Scores");
    assert_true(wide.fits && !wide.is_dropped);
    is_text(wide.values[0], STRATA_TO_GROUP, "all=all");
    assert_int_equal(wide.values[0].group.code[0], 1);
    is_text(wide.values[1], STRATA_TO_SUBJECT, "ela");
    assert_true(fit(state, 0, "total population Language Arts number of valid scale scores*").fits);
}

/* "ABM": A_B and M, or A and B_M; the longer code goes first. "ABMTH" is A_B and MTH although A_B
 * and M fit at first sight. */
static void all_ways_are_tried_longer_codes_first(void **state)
{
    const found first = fit(state, 0, "A_B_M_Number of Valid Scale Scores");
    assert_true(first.fits);
    is_text(first.values[0], STRATA_TO_GROUP, "race=black");
    assert_true(fit(state, 0, "A_B_MTH_Number of Valid Scale Scores").fits);
    const found second = fit(state, 0, "A_B_B_M_Number of Valid Scale Scores");
    is_text(second.values[0], STRATA_TO_GROUP, "race=black");
    const found back = fit(state, 1, "AB_M03PCTPROF_1516");
    assert_true(back.fits);
    is_text(back.values[0], STRATA_TO_GROUP, "race=black");
    assert_false(fit(state, 0, "A_B_Number of Valid Scale Scores").fits);
}

static void letters_of_a_length_are_taken(void **state)
{
    const found edfacts = fit(state, 1, "MAM_MTH03PCTPROF_1516");
    assert_true(edfacts.fits);
    is_text(edfacts.values[0], STRATA_TO_GROUP, "race=american_indian");
    is_text(edfacts.values[1], STRATA_TO_SUBJECT, "math");
    is_text(edfacts.values[2], STRATA_TO_GRADE, "03");
    is_text(edfacts.values[3], STRATA_TO_YEAR, "1516");
    const found parted = fit(state, 1, "mam mth-03 PctProf*__1516");
    assert_true(parted.fits);
    is_text(parted.values[3], STRATA_TO_YEAR, "1516");
}

static void what_is_no_year_or_grade_does_not_fit(void **state)
{
    assert_false(fit(state, 1, "MAM_MTH00PCTPROF_1516").fits); /* 00 is a code of EDFacts only */
    assert_false(fit(state, 1, "MAM_MTH03PCTPROF_1517").fits);
    assert_false(fit(state, 1, "MAM_MTH03PCTPROF_151").fits);
    assert_false(fit(state, 1, "MAM_MTH03PCTPROF_15167").fits);
    assert_false(fit(state, 1,
                     "MAM_MTH03PCTPROF_15\xc3\xa9"
                     "6")
                     .fits);
    assert_false(fit(state, 1, "XYZ_MTH03PCTPROF_1516").fits);
    assert_false(fit(state, 1, "").fits);
}

static void a_dropped_code_is_known(void **state)
{
    const found dropped = fit(state, 0, "GENERAL_EDUCATION_MTH_Number_of_Valid_Scale_Scores");
    assert_true(dropped.fits && dropped.is_dropped);
}

static void names_of_files_lose_folder_and_endings(void **state)
{
    const found file = fit_file(state, 0, "/data/maap2018_g3ela_sch.CSV.gz");
    assert_true(file.fits);
    is_text(file.values[0], STRATA_TO_YEAR, "2018");
    is_text(file.values[1], STRATA_TO_GRADE, "3");
    is_text(file.values[2], STRATA_TO_SUBJECT, "ela");
    assert_true(fit_file(state, 0, "maap2022_g3_ela.csv").fits);
    assert_false(fit_file(state, 0, "maap2018_overall_summary.csv.gz").fits);
    assert_false(fit_file(state, 0, "maap9999_g3ela.csv").fits);
    assert_true(fit_file(state, 1, "some_ab_of.txt").fits);
    assert_true(fit_file(state, 1, "x_of_ab_of").fits);
    assert_false(fit_file(state, 1, "some_ab_of_it.txt").fits); /* no "*" behind */
    assert_false(fit_file(state, 1, ".csv").fits);
}

static void school_years_end_in_spring(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int year;
    } cases[] = {{"2015-2016", 2016},
                 {"2015-16", 2016},
                 {"2015_2016", 2016},
                 {"2015/16", 2016},
                 {"20152016", 2016},
                 {"1516", 2016},
                 {"1999-00", 2000},
                 {"9900", 2000},
                 {"4950", 0},
                 {"5051", 1951},
                 {"2015", 0},
                 {"2015-2017", 0},
                 {"2015 2016", 0},
                 {"2015-2016 school year", 0},
                 {"", 0},
                 {"15-16", 0},
                 {"2015-1", 0},
                 {"abcd", 0},
                 {"1800-1801", 0}};
    for (size_t at = 0; at < sizeof cases / sizeof cases[0]; at++) {
        int year = 0;
        const bool is_year = strata_school_year_parse(strata_slice_of(cases[at].text), &year);
        assert_int_equal(year, cases[at].year);
        assert_true(is_year == (cases[at].year != 0));
    }
}

static int make(void **state)
{
    *state = test_schema(wide_text);
    return 0;
}

static int clean(void **state)
{
    strata_schema_free(*state);
    return 0;
}

static bool miss(void **state, uint32_t field, const char *header, strata_pattern_miss *out)
{
    const strata_schema *schema = *state;
    return strata_pattern_nearly_fits(&schema->layouts[0].fields[field].patterns[0],
                                      strata_slice_of(header), out);
}

static void one_part_that_is_not_known_is_named(void **state)
{
    strata_pattern_miss out;
    assert_true(miss(state, 1, "M_X_MTH03PCTPROF_1112", &out));
    assert_true(strata_slice_is(out.capture->name, "group"));
    assert_true(strata_slice_is(out.text, "M_X"));
    assert_true(miss(state, 1, "MAM_MTH03PCTPROF_1119", &out)); /* 2012 follows 2011 */
    assert_true(strata_slice_is(out.capture->name, "year"));
    assert_true(strata_slice_is(out.text, "1119"));
    assert_true(miss(state, 1, "MAM_MTH77PCTPROF_1112", &out));
    assert_true(strata_slice_is(out.capture->name, "grade"));
    assert_false(miss(state, 1, "MXX_MTH03PCTPROF_1119", &out));    /* two parts */
    assert_false(miss(state, 1, "MAM_MTH03PCTPROF_20112", &out));   /* five letters */
    assert_false(miss(state, 1, "_MTH03PCTPROF_1112", &out));       /* none */
    assert_false(miss(state, 1, "MAM_MTH03PCTPROF_1112_se", &out)); /* more than the pattern */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_without_separators_are_told_apart),
        cmocka_unit_test(all_ways_are_tried_longer_codes_first),
        cmocka_unit_test(letters_of_a_length_are_taken),
        cmocka_unit_test(what_is_no_year_or_grade_does_not_fit),
        cmocka_unit_test(a_dropped_code_is_known),
        cmocka_unit_test(names_of_files_lose_folder_and_endings),
        cmocka_unit_test(school_years_end_in_spring),
        cmocka_unit_test(one_part_that_is_not_known_is_named),
    };
    return cmocka_run_group_tests(tests, make, clean);
}
