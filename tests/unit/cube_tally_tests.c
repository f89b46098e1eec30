/* Tests from outcomes, in the order of cells, and what an outcome counts. */
#include "cube/tally_tests.h"
#include "cube_fixture.h"

static uint32_t add(strata_rows *rows, strata_packed_outcome outcome)
{
    uint32_t number = 0;
    assert_int_equal(strata_rows_outcome(rows, &outcome, &number, NULL), STRATA_OK);
    return number;
}

/* Of "caaspp" (declared, four levels) grades 04, 03 and "all"; of "other" grade 03 at level 5. */
static void test_tests(void **state)
{
    (void)state;
    strata_dictionary *dictionary = cube_dictionary();
    strata_rows *rows = NULL;
    assert_int_equal(strata_rows_new(0, NULL, &rows, NULL), STRATA_OK);
    const uint32_t caaspp = cube_text(dictionary, "caaspp");
    const uint32_t other = cube_text(dictionary, "other");
    const uint32_t third = cube_text(dictionary, "03");
    const uint32_t all = cube_text(dictionary, "all");
    const uint32_t unknown =
        add(rows, (strata_packed_outcome){.assessment = other, .grade = third, .level = 5});
    const uint32_t fourth = add(rows, (strata_packed_outcome){.assessment = caaspp,
                                                              .grade = cube_text(dictionary, "04"),
                                                              .level = 2,
                                                              .has_score = 1});
    (void)add(rows, (strata_packed_outcome){.assessment = caaspp, .grade = all});
    const uint32_t absent = add(
        rows, (strata_packed_outcome){.assessment = caaspp, .grade = third, .tested = STRATA_NO});
    uint32_t rank[64];
    assert_true(strata_dictionary_text_count(dictionary) < 64);
    assert_int_equal(strata_dictionary_ranks(dictionary, rank, NULL), STRATA_OK);
    strata_tally_tests tests;
    assert_int_equal(strata_tally_tests_make(&tests, rows, dictionary, rank, all), STRATA_OK);
    assert_int_equal(tests.count, 4 + 2); /* and all grades of either assessment */
    assert_int_equal(tests.outcomes[absent].test, 0);
    assert_int_equal(tests.outcomes[fourth].test, 1);
    assert_int_equal(tests.all_of[0], 3);
    assert_true(tests.tests[3].is_of_grades && tests.tests[3].grade == all);
    assert_int_equal(tests.all_of[3], 3);
    assert_int_equal(tests.outcomes[unknown].test, 4);
    assert_int_equal(tests.level_count, 5);
    assert_int_equal(tests.lane_count, 16); /* 4 numbers and 5 levels, in blocks of eight */
    static const uint32_t scored[16] = {1, 1, 1, 1, 0, 1};
    static const uint32_t nothing[16] = {0};
    static const uint32_t level_5[16] = {1, 1, 1, 0, 0, 0, 0, 0, 1};
    assert_memory_equal(strata_tally_lanes(&tests, fourth, true), scored, sizeof scored);
    assert_memory_equal(strata_tally_lanes(&tests, absent, false), nothing, sizeof nothing);
    assert_memory_equal(strata_tally_lanes(&tests, unknown, true), level_5, sizeof level_5);
    strata_tally_tests_deinit(&tests);
    strata_rows_free(rows);
    strata_dictionary_free(dictionary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_tests)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
