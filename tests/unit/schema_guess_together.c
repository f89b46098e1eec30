#include "guess_fixture.h"

static void test_levels_that_add_up_are_counts(void **state)
{
    (void)state;
    strata_guess *guess = guess_text(
        "District,School,Number Tested,Percent Proficient,Below Basic,Basic,Proficient,Advanced\n"
        "D1,S1,22,45.5,3,9,8,2\nD1,S2,31,54.8,5,9,7,10\nD1,S3,19,47.4,9,1,9,0\n");
    ASSERT_ROLE(guess, "School", "school");
    ASSERT_ROLE(guess, "Percent Proficient", "pct:3");
    ASSERT_ROLE(guess, "Below Basic", "level_count:1");
    ASSERT_ROLE(guess, "Advanced", "level_count:4");
    assert_int_equal(guess->levels, 4);
    assert_int_equal(guess->proficient, 3);
    assert_false(guess->is_cut_assumed); /* a label says it */
    strata_guess_free(guess);
}

static void test_levels_that_do_not_are_shares(void **state)
{
    (void)state;
    strata_guess *guess = guess_text("District,Number Tested,Below Basic,Basic,Proficient\n"
                                     "1,22,30,50,20\n2,31,10,20,70\n3,19,5,5,90\n");
    ASSERT_ROLE(guess, "Basic", "share:2");
    strata_guess_free(guess);
}

static void test_the_only_numbers_left_are_scores(void **state)
{
    (void)state;
    char text[4096];
    guess_repeat(text, sizeof text, "pupil,grade,points,race\n", "9900%d,03,24%d,white\n", 30);
    strata_guess *guess = guess_text(text);
    ASSERT_ROLE(guess, "points", "scale_score");
    strata_guess_free(guess);
    guess_repeat(text, sizeof text, "pupil,grade,points,weight,race\n",
                 "9900%d,03,24%d,3%d,white\n", 30);
    guess = guess_text(text);
    ASSERT_ROLE(guess, "points", "nothing"); /* one of two: which? */
    strata_guess_free(guess);
}

static void test_levels_as_numbers(void **state)
{
    (void)state;
    char text[8192];
    guess_repeat(text, sizeof text, "student,grade,scale_score,level\n",
                 "1%d,03,24%d,1\n2%d,03,25%d,4\n3%d,03,25%d,2\n", 30);
    strata_guess *guess = guess_text(text);
    ASSERT_ROLE(guess, "level", "level");
    assert_int_equal(guess->levels, 4);
    assert_int_equal(guess->proficient, 3);
    assert_true(guess->is_cut_assumed);
    strata_guess_free(guess);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_levels_that_add_up_are_counts),
        cmocka_unit_test(test_levels_that_do_not_are_shares),
        cmocka_unit_test(test_the_only_numbers_left_are_scores),
        cmocka_unit_test(test_levels_as_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
