/* Files without races beyond one category, where a scheme asks for more; a lea of many schools. */
#include "cube_fixture.h"

/* Three results of one category each, and whether the last names two races: only without that,
 * and where more than one category was asked for, somebody is told. */
static uint64_t race_warnings(const char *scheme, bool has_several)
{
    strata_dictionary *dictionary = cube_dictionary();
    strata_plan plan;
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_race(&plan, scheme, NULL), STRATA_OK);
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    const strata_code white = cube_code(STRATA_DIM_RACE, "white");
    const strata_code asian = cube_code(STRATA_DIM_RACE, "asian");
    for (unsigned at = 0; at < 3; at++) {
        strata_record record = cube_record(dictionary, "A", "s", 2400, 2);
        record.file = 1;
        record.codes[STRATA_DIM_RACE] = white;
        record.race_mask = (strata_race_mask)(1U << white);
        if (at == 2 && has_several) {
            record.race_mask = (strata_race_mask)(1U << white | 1U << asian);
        }
        assert_int_equal(strata_cube_add_record(cube, &record, NULL), STRATA_OK);
    }
    strata_issues *issues = strata_issues_new();
    strata_cellset_free(cube_finish(cube, issues));
    const uint64_t count = cube_issue_count(issues, "race-scheme");
    if (count > 0) {
        assert_string_equal(strata_issues_at(issues, 0)->column, "3 results");
    }
    strata_issues_free(issues);
    return count;
}

static void test_one_category(void **state)
{
    (void)state;
    assert_int_equal(race_warnings("multi2024", false), 1);
    assert_int_equal(race_warnings("combinations", false), 1);
    assert_int_equal(race_warnings("multi2024", true), 0);
    assert_int_equal(race_warnings("ed2007", false), 0);
}

/* 100 students, one in each school, with scores 2401 to 2500: the lea and the state have all of
 * them, whoever counts which schools. The sum is 100 * (2401 + 2500) / 2. */
static void test_many_schools(void **state)
{
    (void)state;
    for (size_t threads = 1; threads <= 3; threads++) {
        strata_dictionary *dictionary = cube_dictionary();
        strata_plan plan;
        strata_plan_default(&plan);
        assert_int_equal(strata_plan_schemes(&plan, "all", NULL), STRATA_OK);
        assert_int_equal(strata_plan_grades(&plan, "all", NULL), STRATA_OK);
        strata_cube *cube = strata_cube_new(&plan, dictionary);
        strata_cube_use_threads(cube, threads);
        for (unsigned at = 0; at < 100; at++) {
            char school[8];
            (void)snprintf(school, sizeof school, "s%02u", at);
            const strata_record record = cube_record(dictionary, "A", school, 2401 + at, 2);
            assert_int_equal(strata_cube_add_record(cube, &record, NULL), STRATA_OK);
        }
        strata_cellset *set = cube_finish(cube, NULL);
        assert_int_equal(set->count, 100 + 1 + 1);
        assert_int_equal(set->cells[0].score_min, 2401);
        assert_int_equal(set->cells[99].score_min, 2500);
        for (size_t at = 100; at < 102; at++) {
            assert_int_equal(set->cells[at].n_tested, 100);
            assert_true(set->cells[at].score_sum == 245050);
        }
        strata_cellset_free(set);
    }
}

/* The squares of three scores of 3e18 are 9e36 each: each gender's sum fits 124 bits (2.1e37), and
 * that of two, but not that of all three. */
static void test_sum_over_groups_that_fit(void **state)
{
    (void)state;
    static const char *const genders[] = {"female", "male", "nonbinary"};
    for (unsigned students = 2; students <= 3; students++) {
        strata_dictionary *dictionary = cube_dictionary();
        strata_plan plan;
        strata_plan_default(&plan);
        assert_int_equal(strata_plan_schemes(&plan, "all,gender", NULL), STRATA_OK);
        strata_cube *cube = strata_cube_new(&plan, dictionary);
        for (unsigned at = 0; at < students; at++) {
            strata_record record =
                cube_record(dictionary, "A", "s", INT64_C(3000000000000000000), 2);
            record.codes[STRATA_DIM_GENDER] = cube_code(STRATA_DIM_GENDER, genders[at]);
            assert_int_equal(strata_cube_add_record(cube, &record, NULL), STRATA_OK);
        }
        strata_cellset *set = NULL;
        strata_error err = {0};
        assert_int_equal(strata_cube_finish(cube, NULL, &set, &err),
                         students < 3 ? STRATA_OK : STRATA_E_INPUT);
        assert_string_equal(err.rule, students < 3 ? "" : "sum-overflow");
        strata_cellset_free(set);
        strata_cube_free(cube);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_category),
                                       cmocka_unit_test(test_many_schools),
                                       cmocka_unit_test(test_sum_over_groups_that_fit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
