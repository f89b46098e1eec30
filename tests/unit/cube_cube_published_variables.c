/* What published statistics are about, and ranges in place of a number. */
#include "cube_fixture.h"

static strata_cube *new_cube(strata_dictionary *dictionary)
{
    strata_plan plan;
    strata_plan_default(&plan);
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    assert_non_null(cube);
    return cube;
}

static void add(strata_cube *cube, const strata_published *published, strata_issues *issues)
{
    assert_int_equal(strata_cube_add_published(cube, published, issues, NULL), STRATA_OK);
}

/* An index, and two means of one group: of scores, and of their distance from standard, of which
 * only a range was printed and no n. */
static void test_variables(void **state)
{
    (void)state;
    strata_dictionary *dictionary = cube_dictionary();
    strata_published published = cube_published(dictionary, "A", 0);
    published.has_scored = false;
    published.has_tested = false;
    const uint32_t dfs = cube_text(dictionary, "dfs");
    published.statistics[0] =
        (strata_statistic){.stat = STRATA_STAT_INDEX, .has_value = true, .value = 812};
    published.statistics[1] =
        (strata_statistic){.stat = STRATA_STAT_MEAN, .has_value = true, .value = 2512};
    published.statistics[2] = (strata_statistic){
        .stat = STRATA_STAT_MEAN, .variable = dfs, .has_bounds = true, .lo = -40, .hi = -20};
    published.statistic_count = 3;
    strata_cube *cube = new_cube(dictionary);
    add(cube, &published, NULL);
    strata_cellset *set = cube_finish(cube, NULL);
    assert_int_equal(set->count, 4);
    unsigned found = 0;
    for (size_t at = 0; at < set->count; at++) {
        const strata_cell *cell = &set->cells[at];
        const bool is_dfs = cell->key.variable == cube_known(set, "dfs");
        if (cell->key.stat == STRATA_STAT_INDEX) {
            assert_true(strata_cell_value(cell) == 812.0);
            found++;
        }
        if (cell->key.stat == STRATA_STAT_MEAN) {
            assert_int_equal(cell->has, is_dfs ? STRATA_HAS_BOUNDS : STRATA_HAS_VALUE);
            assert_true(is_dfs ? cell->lo_sum == -40 : cell->value_sum == 2512);
            found++;
        } else {
            assert_string_equal(strata_cellset_text(set, cell->key.variable), "scale_score");
        }
    }
    assert_int_equal(found, 3);
    strata_cellset_free(set);
}

/* A publisher's races under another scheme than that of 2007: kept, and somebody is told. */
static void test_race_scheme(void **state)
{
    (void)state;
    strata_plan plan;
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_race(&plan, "alone-or-combination", NULL), STRATA_OK);
    strata_dictionary *dictionary = cube_dictionary();
    strata_issues *issues = strata_issues_new();
    strata_published published = cube_published(dictionary, "A", 20);
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    assert_non_null(cube);
    add(cube, &published, issues);
    published.group = cube_group("race", "white");
    add(cube, &published, issues);
    strata_cellset *set = cube_finish(cube, issues);
    assert_string_equal(set->race_scheme, "alone-or-combination");
    assert_non_null(cube_find(set, (cube_where){.lea = "A", .dim = "race", .group = "white"}));
    assert_int_equal(cube_issue_count(issues, "race-scheme"), 1);
    strata_issues_free(issues);
    strata_cellset_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_variables),
        cmocka_unit_test(test_race_scheme),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
