/* What the rows of a table have in common. */
#include "table/short_survey.h"
#include "table_sample.h"

static void survey_of(strata_table_kind kind, strata_short_survey *survey)
{
    strata_estimates *set = sample_estimates();
    const strata_table_options options = {.kind = kind};
    strata_short_survey_make(survey, set, &options);
    strata_estimates_free(set);
}

static void test_all_rows(void **state)
{
    (void)state;
    strata_short_survey survey;
    survey_of(STRATA_TABLE_ALL, &survey);
    assert_int_equal(survey.rows, SAMPLE_COUNT);
    assert_true(survey.is_same[STRATA_SHORT_SUBJECT]);
    assert_string_equal(survey.first.fields[STRATA_SHORT_SUBJECT], "ela");
    assert_false(survey.is_same[STRATA_SHORT_MEASURE]);
    assert_false(survey.is_same[STRATA_SHORT_REF]); /* empty in the first row */
    assert_int_equal(survey.widths[STRATA_SHORT_YEAR], strlen("2021-2023 fall"));
    assert_int_equal(survey.widths[STRATA_SHORT_FLAGS], strlen("from_published;overlap"));
}

/* Rows that the table leaves out do not count. */
static void test_some_rows(void **state)
{
    (void)state;
    strata_short_survey survey;
    survey_of(STRATA_TABLE_GAPS, &survey);
    assert_int_equal(survey.rows, 2);
    assert_true(survey.is_same[STRATA_SHORT_YEAR]);
    assert_int_equal(survey.widths[STRATA_SHORT_YEAR], 4);
}

static void test_no_rows(void **state)
{
    (void)state;
    strata_estimates *set = strata_estimates_new();
    assert_non_null(set);
    const strata_table_options options = {.kind = STRATA_TABLE_ALL};
    strata_short_survey survey;
    strata_short_survey_make(&survey, set, &options);
    assert_int_equal(survey.rows, 0);
    assert_string_equal(survey.first.fields[STRATA_SHORT_YEAR], "");
    strata_estimates_free(set);
}

/* Characters, not bytes. */
static void test_width(void **state)
{
    (void)state;
    assert_int_equal(strata_short_width(""), 0);
    assert_int_equal(strata_short_width("Peñasco"), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_rows),
        cmocka_unit_test(test_some_rows),
        cmocka_unit_test(test_no_rows),
        cmocka_unit_test(test_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
