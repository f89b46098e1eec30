/* Groups that are all students together. */
#include "cube_fixture.h"

/* Publishes all, female and male with these numbers (0: no row) and gives how often the parts
 * differ from the total. */
static uint64_t differences(uint64_t all, uint64_t female, uint64_t male, bool is_hidden)
{
    strata_plan plan;
    strata_plan_default(&plan);
    strata_dictionary *dictionary = cube_dictionary();
    strata_issues *issues = strata_issues_new();
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    assert_non_null(cube);
    const strata_group_key groups[] = {cube_group("gender", "female"),
                                       cube_group("gender", "male")};
    const strata_partition partition = {groups, 2};
    assert_int_equal(strata_cube_partition(cube, &partition, NULL), STRATA_OK);
    strata_published published = cube_published(dictionary, "A", all);
    assert_int_equal(strata_cube_add_published(cube, &published, issues, NULL), STRATA_OK);
    const uint64_t numbers[] = {female, male};
    for (unsigned at = 0; at < 2; at++) {
        published.group = groups[at];
        published.n_tested = numbers[at];
        published.n_scored = numbers[at];
        published.is_suppressed = is_hidden;
        if (numbers[at] != 0) {
            assert_int_equal(strata_cube_add_published(cube, &published, issues, NULL), STRATA_OK);
        }
    }
    strata_cellset_free(cube_finish(cube, issues));
    const uint64_t count = cube_issue_count(issues, "parts-differ-from-total");
    assert_int_equal(strata_issues_count(issues), count > 0 ? 1 : 0);
    strata_issues_free(issues);
    return count;
}

static void test_partition(void **state)
{
    (void)state;
    assert_int_equal(differences(450000, 219000, 231000, false), 0);
    assert_int_equal(differences(450000, 219000, 230999, false), 1);
    /* A part that is not there or hidden says nothing. */
    assert_int_equal(differences(450000, 219000, 0, false), 0);
    assert_int_equal(differences(450000, 219000, 2, true), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_partition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
