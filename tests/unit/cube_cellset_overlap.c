/* A place and its parts in different inputs: nobody counts twice. */
#include "cube/cellset_overlap.h"
#include "cube_fixture.h"

static const strata_additive additive = {
    .school_to_lea = true, .lea_to_county = true, .lea_to_state = true, .grades_to_all = true};

static strata_cube *new_cube(strata_dictionary **dictionary)
{
    strata_plan plan;
    strata_plan_default(&plan);
    *dictionary = cube_dictionary();
    strata_cube *cube = strata_cube_new(&plan, *dictionary);
    assert_non_null(cube);
    const uint32_t assessment = cube_text(*dictionary, "caaspp");
    assert_int_equal(strata_cube_declare(cube, assessment, additive, NULL), STRATA_OK);
    return cube;
}

static void add_lea(strata_cube *cube, strata_dictionary *dictionary, const char *lea, uint64_t n)
{
    const strata_published row = cube_published(dictionary, lea, n);
    assert_int_equal(strata_cube_add_published(cube, &row, NULL, NULL), STRATA_OK);
}

static void add_school(strata_cube *cube, strata_dictionary *dictionary, const char *school,
                       uint64_t n)
{
    strata_published row = cube_published(dictionary, "A", n);
    row.entity_level = STRATA_LEVEL_SCHOOL;
    row.school = cube_text(dictionary, school);
    assert_int_equal(strata_cube_add_published(cube, &row, NULL, NULL), STRATA_OK);
}

/* The district's own row of 100, and another district of 7. */
static strata_cellset *district(void)
{
    strata_dictionary *dictionary = NULL;
    strata_cube *cube = new_cube(&dictionary);
    add_lea(cube, dictionary, "A", 100);
    add_lea(cube, dictionary, "B", 7);
    return cube_finish(cube, NULL);
}

/* Its schools of 60 and 40 (or 39): a sum for the district, and one for the state. */
static strata_cellset *schools(uint64_t second)
{
    strata_dictionary *dictionary = NULL;
    strata_cube *cube = new_cube(&dictionary);
    add_school(cube, dictionary, "a1", 60);
    add_school(cube, dictionary, "a2", second);
    return cube_finish(cube, NULL);
}

static strata_status merge(strata_cellset *a, strata_cellset *b, strata_cellset **out,
                           strata_error *err)
{
    *out = strata_cellset_new();
    assert_non_null(*out);
    assert_int_equal(strata_cellset_append(*out, a, NULL), STRATA_OK);
    assert_int_equal(strata_cellset_append(*out, b, NULL), STRATA_OK);
    strata_cellset_free(a);
    strata_cellset_free(b);
    return strata_cellset_sort(*out, err);
}

static void assert_refused(strata_cellset *a, strata_cellset *b)
{
    strata_cellset *whole = NULL;
    strata_error err = {0};
    assert_int_equal(merge(a, b, &whole, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "parts-and-total");
    assert_string_equal(err.text,
                        "lea A of 2019 is in two inputs, as a row and again as a row or as the "
                        "sum of its parts, and would count twice in the sums above it; give the "
                        "files of both to one strata cells");
    strata_cellset_free(whole);
}

/* A state of 107 would become one of 207. */
static void test_row_and_parts(void **state)
{
    (void)state;
    assert_refused(district(), schools(40));
    assert_refused(schools(40), district());
}

static void test_row_twice(void **state)
{
    (void)state;
    assert_refused(district(), district());
}

/* In one cube the row stands, its parts are compared with it, and the state is 107. */
static void test_at_once(void **state)
{
    (void)state;
    strata_dictionary *dictionary = NULL;
    strata_issues *issues = strata_issues_new();
    strata_cube *cube = new_cube(&dictionary);
    add_lea(cube, dictionary, "A", 100);
    add_lea(cube, dictionary, "B", 7);
    add_school(cube, dictionary, "a1", 60);
    add_school(cube, dictionary, "a2", 39);
    strata_cellset *set = cube_finish(cube, issues);
    assert_int_equal(cube_find(set, (cube_where){.lea = "A"})->n_tested, 100);
    assert_int_equal(cube_find(set, (cube_where){0})->n_tested, 107);
    assert_int_equal(cube_issue_count(issues, "sum-differs"), 1);
    strata_issues_free(issues);
    strata_cellset_free(set);
}

/* Parts of one district in two inputs are partial sums, which add up. */
static void test_partial_sums(void **state)
{
    (void)state;
    strata_dictionary *dictionary = NULL;
    strata_cellset *whole = NULL;
    strata_cube *cube = new_cube(&dictionary);
    add_school(cube, dictionary, "a3", 5);
    assert_int_equal(merge(schools(40), cube_finish(cube, NULL), &whole, NULL), STRATA_OK);
    assert_int_equal(cube_find(whole, (cube_where){.lea = "A"})->n_tested, 105);
    assert_int_equal(cube_find(whole, (cube_where){0})->n_tested, 105);
    strata_cellset_free(whole);
}

/* Where the state has a row of its own no sum is above the district. */
static void test_state_row(void **state)
{
    (void)state;
    strata_dictionary *dictionary = NULL;
    strata_cellset *whole = NULL;
    strata_cube *cube = new_cube(&dictionary);
    add_lea(cube, dictionary, "A", 100);
    add_lea(cube, dictionary, "", 9000);
    assert_int_equal(merge(cube_finish(cube, NULL), schools(40), &whole, NULL), STRATA_OK);
    assert_int_equal(cube_find(whole, (cube_where){.lea = "A"})->n_tested, 100);
    assert_int_equal(cube_find(whole, (cube_where){0})->n_tested, 9000);
    strata_cellset_free(whole);
}

/* All grades of a district as a row here and as the sum of its grades there. */
static void test_grades(void **state)
{
    (void)state;
    strata_dictionary *dictionary = NULL;
    strata_cube *cube = new_cube(&dictionary);
    strata_published row = cube_published(dictionary, "A", 30);
    row.grade = cube_text(dictionary, "03");
    assert_int_equal(strata_cube_add_published(cube, &row, NULL, NULL), STRATA_OK);
    assert_refused(district(), cube_finish(cube, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_row_and_parts), cmocka_unit_test(test_row_twice),
        cmocka_unit_test(test_at_once),       cmocka_unit_test(test_partial_sums),
        cmocka_unit_test(test_state_row),     cmocka_unit_test(test_grades),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
