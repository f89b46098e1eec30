/* Counting a handful of students, every number worked out by hand. */
#include "cube/cube.h"

#include "cube_fixture.h"

/* Two schools of one district and one of another. Third grade but for the last. */
static strata_cellset *counted(const char *by, const char *levels, const char *grades)
{
    strata_plan plan;
    strata_plan_default(&plan);
    assert_int_equal(strata_plan_schemes(&plan, by, NULL), STRATA_OK);
    assert_int_equal(strata_plan_levels(&plan, levels, NULL), STRATA_OK);
    assert_int_equal(strata_plan_grades(&plan, grades, NULL), STRATA_OK);
    strata_dictionary *dictionary = cube_dictionary();
    strata_record records[] = {
        cube_record(dictionary, "A", "a1", 2400, 2), cube_record(dictionary, "A", "a1", 2500, 4),
        cube_record(dictionary, "A", "a2", 2450, 3), cube_record(dictionary, "B", "b1", 2300, 1),
        cube_record(dictionary, "B", "b1", 2600, 4)};
    records[0].codes[STRATA_DIM_FRL] = cube_code(STRATA_DIM_FRL, "free");
    records[1].codes[STRATA_DIM_FRL] = cube_code(STRATA_DIM_FRL, "no");
    records[4].grade = cube_text(dictionary, "04");
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    assert_non_null(cube);
    for (size_t at = 0; at < sizeof records / sizeof records[0]; at++) {
        assert_int_equal(strata_cube_add_record(cube, &records[at], NULL), STRATA_OK);
    }
    return cube_finish(cube, NULL);
}

static void assert_scores(const strata_cell *cell, uint64_t n, int64_t sum, int64_t sumsq)
{
    assert_non_null(cell);
    assert_int_equal(cell->has, STRATA_HAS_COUNTED);
    assert_int_equal(cell->n_enrolled, n);
    assert_int_equal(cell->n_tested, n);
    assert_int_equal(cell->n_scored, n);
    assert_true(cell->score_sum == sum);
    assert_true(cell->score_sumsq == sumsq);
}

static void test_roll_up(void **state)
{
    (void)state;
    strata_cellset *set = counted("all,frl", "state,lea,school", "each,all");
    assert_string_equal(set->race_scheme, "ed2007");
    assert_string_equal(set->protection, "unprotected");
    assert_int_equal(set->level_columns, 4);
    const strata_cell *school =
        cube_find(set, (cube_where){.lea = "A", .school = "a1", .grade = "03"});
    assert_scores(school, 2, 4900, 12010000);
    assert_int_equal(school->score_min, 2400);
    assert_int_equal(school->score_max, 2500);
    assert_int_equal(school->levels[1], 1);
    assert_int_equal(school->levels[3], 1);
    assert_int_equal(school->key.entity_level, STRATA_LEVEL_SCHOOL);
    /* 12010000 + 2450 * 2450 */
    assert_scores(cube_find(set, (cube_where){.lea = "A", .grade = "03"}), 3, 7350, 18012500);
    assert_scores(cube_find(set, (cube_where){.lea = "B", .grade = "04"}), 1, 2600, 6760000);
    /* 2300 * 2300 + 2600 * 2600 */
    assert_scores(cube_find(set, (cube_where){.lea = "B"}), 2, 4900, 12050000);
    assert_scores(cube_find(set, (cube_where){.grade = "03"}), 4, 9650, 23302500);
    assert_scores(cube_find(set, (cube_where){0}), 5, 12250, 30062500);
    assert_scores(cube_find(set, (cube_where){.dim = "frl", .group = "yes"}), 1, 2400, 5760000);
    assert_scores(cube_find(set, (cube_where){.dim = "frl", .group = "free"}), 1, 2400, 5760000);
    assert_null(cube_find(set, (cube_where){.dim = "frl", .group = "reduced"}));
    strata_cellset_free(set);
}

static void test_plan(void **state)
{
    (void)state;
    strata_cellset *set = counted("all", "lea", "each");
    assert_int_equal(set->count, 3); /* A in grade 3, B in grades 3 and 4 */
    strata_cellset_free(set);
    set = counted("all,frl", "state", "all");
    assert_int_equal(set->count, 4 + 3); /* all, frl yes, free, no; which the state is judged by */
    strata_cellset_free(set);
}

/* A result without score or level is a result; it leaves what it lacks unknown for its groups. */
static void test_incomplete(void **state)
{
    (void)state;
    strata_plan plan;
    strata_plan_default(&plan);
    strata_dictionary *dictionary = cube_dictionary();
    strata_record without_score = cube_record(dictionary, "A", "a1", 0, 2);
    strata_record without_level = cube_record(dictionary, "B", "b1", 2400, 0);
    strata_record absent = cube_record(dictionary, "C", "c1", 0, 0);
    strata_record moved = cube_record(dictionary, "C", "c1", 2400, 2);
    without_score.has_score = false;
    absent.has_score = false;
    absent.enrolled = STRATA_YES;
    moved.enrolled = STRATA_NO;
    moved.tested = STRATA_YES;
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    assert_int_equal(strata_cube_add_record(cube, &without_score, NULL), STRATA_OK);
    assert_int_equal(strata_cube_add_record(cube, &without_level, NULL), STRATA_OK);
    assert_int_equal(strata_cube_add_record(cube, &absent, NULL), STRATA_OK);
    assert_int_equal(strata_cube_add_record(cube, &moved, NULL), STRATA_OK);
    strata_cellset *set = cube_finish(cube, NULL);
    const unsigned counts = STRATA_HAS_ENROLLED | STRATA_HAS_TESTED | STRATA_HAS_SCORED;
    const strata_cell *cell = cube_find(set, (cube_where){.lea = "A"});
    assert_int_equal(cell->has, counts | STRATA_HAS_LEVELS);
    cell = cube_find(set, (cube_where){.lea = "B"});
    assert_int_equal(cell->has, counts | STRATA_HAS_SCORES);
    cell = cube_find(set, (cube_where){.lea = "C"});
    assert_int_equal(cell->has, STRATA_HAS_COUNTED);
    assert_int_equal(cell->n_enrolled, 1);
    assert_int_equal(cell->n_tested, 1);
    assert_int_equal(cell->n_scored, 1);
    cell = cube_find(set, (cube_where){0});
    assert_int_equal(cell->has, counts);
    assert_int_equal(cell->n_scored, 3);
    strata_cellset_free(set);
}

/* A county is a level of its own where records have one, and stays in the rows inside it. */
static void test_county_and_race(void **state)
{
    (void)state;
    strata_plan plan;
    strata_plan_default(&plan);
    strata_dictionary *dictionary = cube_dictionary();
    strata_record record = cube_record(dictionary, "A", "a1", 2400, 2);
    record.county = cube_text(dictionary, "01");
    record.race_mask = (strata_race_mask)(1U << cube_code(STRATA_DIM_RACE, "asian") |
                                          1U << cube_code(STRATA_DIM_RACE, "white"));
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    assert_int_equal(strata_cube_add_record(cube, &record, NULL), STRATA_OK);
    strata_cellset *set = cube_finish(cube, NULL);
    /* all and race=two_or_more, in a school, its lea, its county and the state, in a grade and all
     */
    assert_int_equal(set->count, 2 * 4 * 2);
    const strata_cell *lea =
        cube_find(set, (cube_where){.lea = "A", .dim = "race", .group = "two_or_more"});
    assert_string_equal(strata_cellset_text(set, lea->key.county), "01");
    assert_string_equal(strata_cellset_text(set, lea->key.population), "all_tested");
    assert_string_equal(strata_cellset_text(set, lea->key.variable), "scale_score");
    strata_cellset_free(set);
}

/* Students are in the state, whatever else is known; a county that nobody names has none. */
static void test_place_levels(void **state)
{
    (void)state;
    strata_plan plan;
    strata_plan_default(&plan);
    strata_dictionary *dictionary = cube_dictionary();
    strata_record record = cube_record(dictionary, "A", "a1", 2400, 2);
    strata_cube *cube = strata_cube_new(&plan, dictionary);
    assert_non_null(cube);
    assert_int_equal(strata_cube_place_levels(cube), 0);
    record.lea = 0;
    assert_int_equal(strata_cube_add_record(cube, &record, NULL), STRATA_OK);
    assert_int_equal(strata_cube_place_levels(cube),
                     1U << STRATA_LEVEL_STATE | 1U << STRATA_LEVEL_SCHOOL);
    strata_published published = {.year = 2024, .entity_level = STRATA_LEVEL_LEA};
    assert_int_equal(strata_cube_add_published(cube, &published, NULL, NULL), STRATA_OK);
    assert_int_equal(strata_cube_place_levels(cube),
                     1U << STRATA_LEVEL_STATE | 1U << STRATA_LEVEL_LEA | 1U << STRATA_LEVEL_SCHOOL);
    strata_cube_free(cube);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_roll_up),      cmocka_unit_test(test_plan),
        cmocka_unit_test(test_incomplete),   cmocka_unit_test(test_county_and_race),
        cmocka_unit_test(test_place_levels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
