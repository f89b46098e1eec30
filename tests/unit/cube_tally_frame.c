/* Whose results count where: populations, free meals for all, years after reclassification. */
#include "cube/cube.h"
#include "cube_fixture.h"

static strata_cube *new_cube(strata_dictionary *dictionary, const char *by, const char *population)
{
    strata_plan plan;
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, by, NULL), STRATA_OK);
    if (population != NULL) {
        assert_int_equal(strata_plan_population(&plan, population, NULL), STRATA_OK);
    }
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    assert_non_null(cube);
    return cube;
}

static void add(strata_cube *cube, strata_record record)
{
    assert_int_equal(strata_cube_add_record(cube, &record, NULL), STRATA_OK);
}

static uint64_t count_at(const strata_cellset *set, cube_where where)
{
    const strata_cell *cell = cube_find(set, where);
    return cell != NULL ? cell->n_tested : 0;
}

/* Flags for school, lea and state of four students in two schools:
 *   a1: yes yes yes,  no yes yes (moved within the district),  no no yes (moved into it)
 *   a2: unknown yes no
 * Accountable: a1 1; a2 0; lea 3; state 3. The lea is not the sum of its schools. */
static void test_each_level_has_its_flag(void **state)
{
    (void)state;
    static const uint8_t flags[4][3] = {{STRATA_YES, STRATA_YES, STRATA_YES},
                                        {STRATA_NO, STRATA_YES, STRATA_YES},
                                        {STRATA_NO, STRATA_NO, STRATA_YES},
                                        {STRATA_UNKNOWN, STRATA_YES, STRATA_NO}};
    strata_dictionary *dictionary = cube_dictionary();
    strata_cube *cube = new_cube(dictionary, "all", "all_tested,accountability");
    for (unsigned at = 0; at < 4; at++) {
        strata_record record = cube_record(dictionary, "A", at < 3 ? "a1" : "a2", 2400, 2);
        record.county = cube_text(dictionary, "01");
        memcpy(record.fay, flags[at], sizeof record.fay);
        add(cube, record);
    }
    strata_cellset *set = cube_finish(cube, NULL);
    const char *const all = "all_tested";
    const char *const own = "accountability";
    const cube_where school = {.lea = "A", .school = "a1", .population = own};
    const cube_where other = {.lea = "A", .school = "a2", .population = own};
    assert_int_equal(count_at(set, school), 1);
    assert_null(cube_find(set, other));
    assert_int_equal(count_at(set, (cube_where){.lea = "A", .population = own}), 3);
    assert_int_equal(count_at(set, (cube_where){.lea = "A", .population = all}), 4);
    unsigned counties = 0;
    for (size_t at = 0; at < set->count; at++) {
        const strata_cell_key *key = &set->cells[at].key;
        const uint32_t accountability = cube_known(set, own);
        if (key->population == accountability && key->entity_level == STRATA_LEVEL_COUNTY &&
            key->grade == cube_known(set, "all")) {
            assert_int_equal(set->cells[at].n_tested, 3); /* by the flag of the lea */
            counties++;
        }
        if (key->population == accountability && key->entity_level == STRATA_LEVEL_STATE) {
            assert_int_equal(set->cells[at].n_tested, 3);
        }
    }
    assert_int_equal(counties, 1);
    assert_non_null(strstr(set->plan, " population=all_tested,accountability"));
    strata_cellset_free(set);
}

/* Of two files one has no flags: nothing of it is accountable, and somebody is told once. */
static void test_file_without_flags(void **state)
{
    (void)state;
    strata_dictionary *dictionary = cube_dictionary();
    strata_issues *issues = strata_issues_new();
    strata_cube *cube = new_cube(dictionary, "all", "accountability");
    strata_record with = cube_record(dictionary, "A", "a1", 2400, 2);
    strata_record without = cube_record(dictionary, "B", "b1", 2400, 2);
    with.fay[0] = STRATA_NO;
    with.file = 3;
    add(cube, without);
    add(cube, without);
    add(cube, with);
    strata_cellset *set = cube_finish(cube, issues);
    assert_int_equal(set->count, 0);
    assert_int_equal(cube_issue_count(issues, "no-accountability"), 1);
    strata_issues_free(issues);
    strata_cellset_free(set);
}

static bool is_b1(void *context, const char *const ids[3], int year)
{
    unsigned *asked = context;
    (*asked)++;
    return strcmp(ids[1], "B") == 0 && strcmp(ids[2], "b1") == 0 && year == 2024;
}

/* School b1 has free meals for all in 2024. There frl has no meaning; the district's frl is that of
 * its other school, and says how many students it is not about. */
static void test_universal_meals(void **state)
{
    (void)state;
    unsigned asked = 0;
    strata_dictionary *dictionary = cube_dictionary();
    strata_cube *cube = new_cube(dictionary, "frl,frl*gender", NULL);
    strata_cube_set_meals(cube, (strata_cube_meals_of){.context = &asked, .is_universal = is_b1});
    const char *const schools[] = {"b1", "b1", "b2", "b2", "b1"};
    for (unsigned at = 0; at < 5; at++) {
        strata_record record = cube_record(dictionary, "B", schools[at], 2400, 2);
        record.codes[STRATA_DIM_FRL] = cube_code(STRATA_DIM_FRL, at % 2 == 0 ? "free" : "no");
        record.codes[STRATA_DIM_GENDER] = cube_code(STRATA_DIM_GENDER, "male");
        record.year = at == 4 ? 2023 : 2024;
        add(cube, record);
    }
    strata_cellset *set = cube_finish(cube, NULL);
    assert_int_equal(asked, 3); /* once a school and year */
    unsigned undefined = 0;
    for (size_t at = 0; at < set->count; at++) {
        const strata_cell *cell = &set->cells[at];
        const bool is_there = cell->key.school == cube_known(set, "b1") && cell->key.year == 2024;
        const bool is_about = cell->key.group.dim[0] == STRATA_DIM_FRL &&
                              cell->key.group.code[0] != cube_code(STRATA_DIM_FRL, "universal");
        assert_int_equal(cell->status,
                         is_there && is_about ? STRATA_CELL_UNDEFINED : STRATA_CELL_OK);
        undefined += is_there && is_about ? 1 : 0;
        if (cell->key.year != 2024 || cell->key.school != 0) {
            continue;
        }
        const strata_code code = cell->key.group.code[0];
        const bool is_all = cell->key.group.dim[0] == STRATA_DIM_ALL;
        const bool is_two = is_all || code == cube_code(STRATA_DIM_FRL, "universal");
        /* all 4; universal 2; free, yes, no and the crosses: one of b2 each */
        assert_int_equal(cell->n_tested, is_all ? 4 : is_two ? 2 : 1);
    }
    /* yes, free, no, yes*male, no*male; in grade 03 and in all */
    assert_int_equal(undefined, 5 * 2);
    strata_cellset_free(set);
}

/* Three years count until 2019, then four: of students exited three and four years ago one and two
 * are English learners for accountability. */
static void test_exit_years(void **state)
{
    (void)state;
    strata_dictionary *dictionary = cube_dictionary();
    const strata_exit_rule rule = {
        .assessment = cube_text(dictionary, "caaspp"), .until = 2023, .years = 3};
    assert_int_equal(strata_dictionary_add_exits(dictionary, &rule, NULL), STRATA_OK);
    strata_cube *cube = new_cube(dictionary, "el", NULL);
    for (unsigned at = 0; at < 4; at++) {
        strata_record record = cube_record(dictionary, at < 2 ? "A" : "B", "s", 2400, 2);
        record.codes[STRATA_DIM_EL] =
            cube_code(STRATA_DIM_EL, at % 2 == 0 ? "exited_y3" : "exited_y4");
        record.year = at < 2 ? 2023 : 2024;
        add(cube, record);
    }
    strata_cellset *set = cube_finish(cube, NULL);
    const cube_where before = {.lea = "A", .dim = "el", .group = "el_accountability"};
    const cube_where after = {.lea = "B", .dim = "el", .group = "el_accountability"};
    assert_int_equal(count_at(set, before), 1);
    assert_int_equal(count_at(set, after), 2);
    strata_cellset_free(set);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_level_has_its_flag),
        cmocka_unit_test(test_file_without_flags),
        cmocka_unit_test(test_universal_meals),
        cmocka_unit_test(test_exit_years),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
