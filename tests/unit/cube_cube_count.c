/* Files without races beyond one category, where a scheme asks for more. */
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

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_category)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
