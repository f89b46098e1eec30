/* What schools whose lunch status says nothing do to the places above them. */
#include "cube/cell_meals.h"
#include "cube_fixture.h"

/* The district's row of a group and the school's. */
static void add_place(strata_cellset *set, const char *school, const char *group, uint64_t n)
{
    strata_cell cell = {
        .has = STRATA_HAS_ENROLLED | STRATA_HAS_TESTED, .n_enrolled = n, .n_tested = n};
    cell.key.year = 2024;
    cell.key.entity_level = school != NULL ? STRATA_LEVEL_SCHOOL : STRATA_LEVEL_LEA;
    cell.key.lea = cube_text(set->dictionary, "district");
    cell.key.school = school != NULL ? cube_text(set->dictionary, school) : 0;
    cell.key.grade = cube_text(set->dictionary, "all");
    cell.key.population = cube_text(set->dictionary, "all_tested");
    cell.key.group = cube_group("frl", group);
    assert_int_equal(strata_cellset_add(set, &cell, NULL), STRATA_OK);
}

/* Status of the district's yes and of its 1000 - n others, of which n are in a school of yes only.
 */
static strata_cell_status status_above(uint64_t n, const char *plan, size_t *count)
{
    strata_cellset *set = strata_cellset_new();
    (void)snprintf(set->plan, sizeof set->plan, "%s", plan);
    add_place(set, "all yes", "yes", n);
    add_place(set, "others", "yes", 500 - n);
    add_place(set, "others", "no", 500);
    add_place(set, NULL, "yes", 500);
    add_place(set, NULL, "no", 500);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(strata_cell_meals_apply(set, NULL), STRATA_OK);
    const strata_cell *yes =
        cube_find(set, (cube_where){.lea = "district", .dim = "frl", .group = "yes"});
    const strata_cell *no =
        cube_find(set, (cube_where){.lea = "district", .dim = "frl", .group = "no"});
    assert_non_null(yes);
    assert_non_null(no);
    assert_int_equal(yes->status, no->status);
    assert_int_equal(yes->n_tested, 500);
    *count = set->count;
    const strata_cell_status status = (strata_cell_status)yes->status;
    strata_cellset_free(set);
    return status;
}

/* More than 5 % of 1000 students; and schools nobody asked for do not stay. */
static void test_places_above(void **state)
{
    (void)state;
    size_t count = 0;
    assert_int_equal(status_above(50, "", &count), STRATA_CELL_OK);
    assert_int_equal(status_above(51, "", &count), STRATA_CELL_MIXED);
    assert_int_equal(count, 5);
    assert_int_equal(status_above(51, "by=all,frl levels=lea grades=all race=ed2007", &count),
                     STRATA_CELL_MIXED);
    assert_int_equal(count, 2);
    assert_int_equal(
        status_above(51, "by=all,frl levels=lea,school grades=all race=ed2007", &count),
        STRATA_CELL_MIXED);
    assert_int_equal(count, 5);
}

/* Status of yes in a district of 1000, of whom `small` and `large` are in schools that have free
 * meals for all by name, the small one below the 20 that a judgement takes, and n in a school of
 * yes only. */
static strata_cell_status status_beside(uint64_t small, uint64_t large, uint64_t n)
{
    strata_cellset *set = strata_cellset_new();
    add_place(set, "small", "universal", small);
    add_place(set, "large", "universal", large);
    add_place(set, "all yes", "yes", n);
    add_place(set, "others", "yes", 400);
    add_place(set, "others", "no", 600 - small - large - n);
    add_place(set, NULL, "universal", small + large);
    add_place(set, NULL, "yes", 400 + n);
    add_place(set, NULL, "no", 600 - small - large - n);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(strata_cell_meals_apply(set, NULL), STRATA_OK);
    const strata_cell *yes =
        cube_find(set, (cube_where){.lea = "district", .dim = "frl", .group = "yes"});
    const strata_cell *universal =
        cube_find(set, (cube_where){.lea = "district", .dim = "frl", .group = "universal"});
    assert_non_null(yes);
    assert_non_null(universal);
    assert_int_equal(universal->status, STRATA_CELL_OK);
    const strata_cell_status status = (strata_cell_status)yes->status;
    strata_cellset_free(set);
    return status;
}

/* Neither share is over 5 % of 1000, that is 50; what counts is both together, each student once.
 */
static void test_by_name_and_by_figures(void **state)
{
    (void)state;
    assert_int_equal(status_beside(15, 15, 20), STRATA_CELL_OK);    /* 30 + 20 = 50 */
    assert_int_equal(status_beside(15, 15, 21), STRATA_CELL_MIXED); /* 30 + 21 = 51 */
    assert_int_equal(status_beside(10, 20, 20), STRATA_CELL_OK); /* 20 are judged, too, but once */
    assert_int_equal(status_beside(10, 20, 21), STRATA_CELL_MIXED);
    assert_int_equal(status_beside(15, 35, 0), STRATA_CELL_OK); /* 50, by name only */
    assert_int_equal(status_beside(15, 36, 0), STRATA_CELL_MIXED);
    assert_int_equal(status_beside(19, 0, 31), STRATA_CELL_OK);
    assert_int_equal(status_beside(19, 0, 32), STRATA_CELL_MIXED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_above),
        cmocka_unit_test(test_by_name_and_by_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
