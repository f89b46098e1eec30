#include "guess_fixture.h"

static void test_columns_that_differ_in_the_group(void **state)
{
    (void)state;
    strata_guess *guess = guess_text(
        "LEAID,ALL_COHORT_1112,ALL_RATE_1112,WHITE_COHORT_1112,WHITE_RATE_1112,XYZ_COHORT_1112,"
        "XYZ_RATE_1112\n0100005,268,83,213,85-89,18,PS\n0100006,63,80-84,59,GE50,.,.\n"
        "0100007,64,81,58,82,1,PS\n");
    const strata_guess_column *columns = guess->columns;
    ASSERT_ROLE(guess, "ALL_COHORT_1112", "n");
    ASSERT_ROLE(guess, "WHITE_RATE_1112", "pct:2");
    ASSERT_ROLE(guess, "XYZ_RATE_1112", "pct:2");
    assert_true(strata_slice_is(columns[3].group_text, "WHITE"));
    assert_true(columns[3].has_group);
    assert_int_equal(columns[3].group.dim[0], STRATA_DIM_RACE);
    assert_true(strata_slice_is(columns[5].group_text, "XYZ"));
    assert_false(columns[5].has_group);
    assert_true(strata_slice_is(columns[3].year_text, "1112"));
    assert_int_equal(columns[0].group_text.len, 0);
    strata_guess_free(guess);
}

static void test_one_column_is_no_family(void **state)
{
    (void)state;
    strata_guess *guess = guess_text("District ID,White Percent,Number Tested\n1,10,12\n2,11,13\n");
    assert_int_equal(guess->columns[1].group_text.len, 0);
    strata_guess_free(guess);
}

static void test_levels_by_label_are_numbered_for_each_result(void **state)
{
    (void)state;
    strata_guess *guess = guess_text(
        "School Code,English I % Basic,English I % Unsatisfactory,English I % Advanced,Biology % "
        "Good,Biology % Fair\n1,40,20,40,60,40\n2,41,19,40,61,39\n");
    ASSERT_ROLE(guess, "English I % Unsatisfactory", "share:1");
    ASSERT_ROLE(guess, "English I % Basic", "share:2");
    ASSERT_ROLE(guess, "English I % Advanced", "share:3");
    ASSERT_ROLE(guess, "Biology % Fair", "share:1");
    ASSERT_ROLE(guess, "Biology % Good", "share:2");
    assert_int_equal(guess->levels, 3);
    strata_guess_free(guess);
}

static void test_one_column_for_a_target(void **state)
{
    (void)state;
    char text[4096];
    guess_repeat(text, sizeof text, "group_code,group_name,Number Tested\n", "4,Female,1%d\n", 12);
    strata_guess *guess = guess_text(text);
    ASSERT_ROLE(guess, "group_name", "group"); /* its words are known, the numbers are not */
    ASSERT_ROLE(guess, "group_code", "nothing");
    assert_non_null(strstr(guess->columns[0].evidence.text, "group_name is more likely"));
    strata_guess_free(guess);
}

/* Rows that say their subject have one score: no header says the subject of it. */
static void test_a_column_of_subjects_leaves_headers_none(void **state)
{
    (void)state;
    char text[4096];
    guess_repeat(text, sizeof text, "pupil,year,subject,grade,math_points,ela_score,level\n",
                 "990%d,2024,ela,03,24%d,25%d,2\n990%d,2024,math,03,24%d,25%d,3\n", 12);
    strata_guess *guess = guess_text(text);
    ASSERT_ROLE(guess, "subject", "subject");
    ASSERT_ROLE(guess, "math_points", "nothing");
    ASSERT_ROLE(guess, "ela_score", "scale_score"); /* a score by its name, not by its subject */
    ASSERT_ROLE(guess, "level", "level");
    for (uint32_t i = 0; i < guess->column_count; i++) {
        assert_int_equal(guess->columns[i].subject.len, 0);
    }
    strata_guess_free(guess);
}

/* "points" is all that the only score is called: no other one stands beside it. */
static void test_words_that_tell_nothing_apart(void **state)
{
    (void)state;
    char text[4096];
    guess_repeat(text, sizeof text,
                 "pupil,year,grade,math_points,math_level,ela_points,ela_level\n",
                 "990%d,2024,03,24%d,2,25%d,3\n", 12);
    strata_guess *guess = guess_text(text);
    ASSERT_ROLE(guess, "math_points", "scale_score");
    ASSERT_ROLE(guess, "ela_points", "scale_score");
    assert_true(strata_slice_is(guess->columns[3].subject, "math"));
    assert_int_equal(guess->columns[3].outcome.len, 0);
    assert_int_equal(guess->columns[5].outcome.len, 0);
    strata_guess_free(guess);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns_that_differ_in_the_group),
        cmocka_unit_test(test_one_column_is_no_family),
        cmocka_unit_test(test_levels_by_label_are_numbered_for_each_result),
        cmocka_unit_test(test_one_column_for_a_target),
        cmocka_unit_test(test_a_column_of_subjects_leaves_headers_none),
        cmocka_unit_test(test_words_that_tell_nothing_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
