/* Rows of a place sorted by score, and the lists of its groups. */
#include "cube/tally_lists.h"
#include "tally_fixture.h"

static const fixture_row rows[] = {
    {.test = 0, .person = 0, .marks = 3, .score = 2440},
    {.test = 1, .person = 1, .marks = 1, .score = -7},
    {.test = 0, .person = 1, .marks = 1, .score = 2400},
    {.test = 0, .person = 0, .marks = 1, .score = 2410},
    {.test = 1, .person = 0, .marks = 3, .score = 2440},
};

/* What a list should be. */
typedef struct expected_list {
    uint32_t test;
    uint32_t group;
    size_t count;
    int64_t scores[5];
} expected_list;

static void assert_list(const strata_tally_lists *lists, const strata_tally *tally,
                        expected_list expected)
{
    const size_t list =
        (size_t)(tally->line_of[expected.test] - 1) * FIXTURE_GROUPS + expected.group;
    for (size_t rank = 0; rank < expected.count; rank++) {
        assert_int_equal(strata_tally_lists_at(lists, list, expected.count, rank),
                         expected.scores[rank]);
    }
}

static strata_tally_lists lists_of(tally_fixture *place, unsigned track)
{
    strata_tally_lists lists = {.rows = NULL};
    const strata_tally_scored scored = {&place->scores, place->tallies};
    assert_int_equal(strata_tally_lists_make(&lists, &place->frame, &scored, track, NULL),
                     STRATA_OK);
    return lists;
}

static void test_groups(void **state)
{
    (void)state;
    tally_fixture place;
    strata_tally_spare spare = {.rows = NULL};
    fixture_start(&place, rows, 5, false);
    fixture_add_grades(&place);
    assert_int_equal(strata_tally_scores_sort(&place.scores, &spare, NULL), STRATA_OK);
    strata_tally_lists lists = lists_of(&place, 0);
    const strata_tally *tally = &place.tallies[0];
    assert_list(&lists, tally, (expected_list){0, FIXTURE_ALL, 3, {2400, 2410, 2440}});
    assert_list(&lists, tally, (expected_list){0, FIXTURE_A, 2, {2410, 2440}});
    assert_list(&lists, tally, (expected_list){0, FIXTURE_B, 1, {2400}});
    assert_list(&lists, tally, (expected_list){1, FIXTURE_ALL, 2, {-7, 2440}});
    assert_list(&lists, tally, (expected_list){2, FIXTURE_ALL, 5, {-7, 2400, 2410, 2440, 2440}});
    assert_list(&lists, tally, (expected_list){2, FIXTURE_A, 3, {2410, 2440, 2440}});
    assert_list(&lists, tally, (expected_list){2, FIXTURE_B, 2, {-7, 2400}});
    strata_tally_lists_deinit(&lists);
    lists = lists_of(&place, 1); /* of two rows only */
    assert_list(&lists, &place.tallies[1], (expected_list){0, FIXTURE_ALL, 1, {2440}});
    assert_list(&lists, &place.tallies[1], (expected_list){2, FIXTURE_A, 2, {2440, 2440}});
    strata_tally_lists_deinit(&lists);
    strata_free(spare.rows);
    fixture_end(&place);
}

/* Places whose plan has no grades together. */
static void test_each_grade(void **state)
{
    (void)state;
    tally_fixture place;
    strata_tally_spare spare = {.rows = NULL};
    fixture_start(&place, rows, 5, false);
    assert_int_equal(strata_tally_scores_sort(&place.scores, &spare, NULL), STRATA_OK);
    strata_tally_lists lists = lists_of(&place, 0);
    assert_list(&lists, &place.tallies[0], (expected_list){0, FIXTURE_A, 2, {2410, 2440}});
    assert_list(&lists, &place.tallies[0], (expected_list){1, FIXTURE_B, 1, {-7}});
    strata_tally_lists_deinit(&lists);
    strata_free(spare.rows);
    fixture_end(&place);
}

/* Ranges of one, two and all digits of the sort. */
static void test_sorting(void **state)
{
    (void)state;
    static const int64_t scores[][4] = {{5, 5, 5, 5},
                                        {2500, 2400, 2900, 2400},
                                        {123456, -123456, 0, 1},
                                        {INT64_MAX, INT64_MIN, 0, -1},
                                        {0, 2047, 2048, 2049}};
    for (size_t at = 0; at < sizeof scores / sizeof scores[0]; at++) {
        tally_fixture place;
        fixture_row four[4];
        strata_tally_spare spare = {.rows = NULL};
        for (size_t row = 0; row < 4; row++) {
            four[row] = (fixture_row){.marks = 1, .score = scores[at][row]};
        }
        fixture_start(&place, four, 4, false);
        assert_int_equal(strata_tally_scores_sort(&place.scores, &spare, NULL), STRATA_OK);
        for (size_t row = 1; row < 4; row++) {
            assert_true(place.scores.rows[row - 1].score <= place.scores.rows[row].score);
        }
        strata_free(spare.rows);
        fixture_end(&place);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_groups),
                                       cmocka_unit_test(test_each_grade),
                                       cmocka_unit_test(test_sorting)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
