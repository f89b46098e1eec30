/* Where one value of lunch status holds for nearly all, it says nothing. */
#include "cube/cell_meals.h"
#include "cube_fixture.h"

static void add(strata_cellset *set, const char *school, const char *dim, const char *group,
                uint64_t n)
{
    strata_cell cell = {
        .has = STRATA_HAS_ENROLLED | STRATA_HAS_TESTED, .n_enrolled = n, .n_tested = n};
    cell.key.year = 2024;
    cell.key.entity_level = STRATA_LEVEL_SCHOOL;
    cell.key.school = cube_text(set->dictionary, school);
    cell.key.grade = cube_text(set->dictionary, "all");
    cell.key.population = cube_text(set->dictionary, "all_tested");
    cell.key.group = cube_group(dim, group);
    assert_int_equal(strata_cellset_add(set, &cell, NULL), STRATA_OK);
}

/* A school of so many students by value. */
static void add_school(strata_cellset *set, const char *school, uint64_t free_meals,
                       uint64_t reduced, uint64_t no)
{
    add(set, school, "all", "all", free_meals + reduced + no);
    add(set, school, "frl", "yes", free_meals + reduced);
    add(set, school, "frl", "free", free_meals);
    add(set, school, "frl", "reduced", reduced);
    add(set, school, "frl", "no", no);
    add(set, school, "el*frl", "current*yes", reduced);
    add(set, school, "el", "current", reduced);
}

static bool is_undefined(const strata_cellset *set, const char *school)
{
    const strata_cell *yes =
        cube_find(set, (cube_where){.school = school, .dim = "frl", .group = "yes"});
    const strata_cell *cross =
        cube_find(set, (cube_where){.school = school, .dim = "el*frl", .group = "current*yes"});
    const strata_cell *el =
        cube_find(set, (cube_where){.school = school, .dim = "el", .group = "current"});
    assert_non_null(yes);
    assert_non_null(cross);
    assert_int_equal(el->status, STRATA_CELL_OK);
    assert_int_equal(yes->status, cross->status);
    assert_int_equal(yes->has == 0, yes->status == STRATA_CELL_UNDEFINED);
    return yes->status == STRATA_CELL_UNDEFINED;
}

static void test_share(void **state)
{
    (void)state;
    strata_cellset *set = strata_cellset_new();
    add_school(set, "96 of 100 free", 96, 0, 4);
    add_school(set, "95 of 100 free", 95, 0, 5); /* not more than 95 % */
    add_school(set, "97 of 100 yes", 60, 37, 3); /* free and reduced are both yes */
    add_school(set, "20 and 20 yes", 20, 20, 0);
    add_school(set, "half yes", 30, 20, 50);
    add_school(set, "nobody eligible", 0, 0, 40); /* one value */
    add_school(set, "19 students", 19, 0, 0);     /* too few to tell */
    add_school(set, "20 students", 20, 0, 0);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(strata_cell_meals_apply(set, NULL), STRATA_OK);
    assert_true(is_undefined(set, "96 of 100 free"));
    assert_false(is_undefined(set, "95 of 100 free"));
    assert_true(is_undefined(set, "97 of 100 yes"));
    assert_true(is_undefined(set, "20 and 20 yes"));
    assert_false(is_undefined(set, "half yes"));
    assert_true(is_undefined(set, "nobody eligible"));
    assert_false(is_undefined(set, "19 students"));
    assert_true(is_undefined(set, "20 students"));
    strata_cellset_free(set);
}

/* A district of whose 100 students 96 are in schools with free meals for all. */
static void test_universal(void **state)
{
    (void)state;
    strata_cellset *set = strata_cellset_new();
    add_school(set, "96 of 100", 2, 1, 1);
    add_school(set, "90 of 100", 5, 3, 2);
    add(set, "96 of 100", "frl", "universal", 96);
    add(set, "90 of 100", "frl", "universal", 90);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(strata_cell_meals_apply(set, NULL), STRATA_OK);
    assert_true(is_undefined(set, "96 of 100"));
    assert_false(is_undefined(set, "90 of 100"));
    const strata_cell *universal =
        cube_find(set, (cube_where){.school = "96 of 100", .dim = "frl", .group = "universal"});
    assert_int_equal(universal->n_tested, 96);
    strata_cellset_free(set);
}

static void test_off(void **state)
{
    (void)state;
    strata_cellset *set = strata_cellset_new();
    (void)snprintf(set->plan, sizeof set->plan, "by=all,frl levels=school grades=all meals=off");
    add_school(set, "one value", 50, 0, 0);
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(strata_cell_meals_apply(set, NULL), STRATA_OK);
    assert_false(is_undefined(set, "one value"));
    strata_cellset_free(set);
}

/* What a state has published stands as it is. */
static void test_published(void **state)
{
    (void)state;
    strata_cellset *set = strata_cellset_new();
    add_school(set, "published", 50, 0, 0);
    for (size_t at = 0; at < set->count; at++) {
        set->cells[at].key.source = STRATA_PUBLISHED;
    }
    assert_int_equal(strata_cellset_sort(set, NULL), STRATA_OK);
    assert_int_equal(strata_cell_meals_apply(set, NULL), STRATA_OK);
    assert_false(is_undefined(set, "published"));
    strata_cellset_free(set);
}

static void test_mixed(void **state)
{
    (void)state;
    const strata_cell all = {.has = STRATA_HAS_ENROLLED, .n_enrolled = 100};
    const strata_cell five = {.has = STRATA_HAS_ENROLLED, .n_enrolled = 5};
    const strata_cell six = {.has = STRATA_HAS_ENROLLED, .n_enrolled = 6};
    const strata_cell hidden = {.status = STRATA_CELL_SUPPRESSED};
    assert_false(strata_cell_meals_are_mixed(&all, &five));
    assert_true(strata_cell_meals_are_mixed(&all, &six));
    assert_false(strata_cell_meals_are_mixed(&all, NULL));
    assert_false(strata_cell_meals_are_mixed(NULL, &six));
    assert_false(strata_cell_meals_are_mixed(&all, &hidden));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_share), cmocka_unit_test(test_universal),
        cmocka_unit_test(test_off),   cmocka_unit_test(test_published),
        cmocka_unit_test(test_mixed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
