/* The same quantiles out of rows and out of bags. */
#include "cube/tally_quantiles.h"
#include "tally_fixture.h"

static const fixture_row rows[] = {
    {.test = 0, .person = 0, .marks = 3, .score = 2440},
    {.test = 0, .person = 1, .marks = 1, .score = 2400},
    {.test = 0, .person = 0, .marks = 1, .score = 2410},
    {.test = 1, .person = 1, .marks = 1, .score = -7},
    {.test = 1, .person = 0, .marks = 3, .score = INT64_C(1) << 50},
};

/* p25 and p50, times 100 and 10, of a group of count scores between low and high. */
static void assert_quantiles(strata_tally_quantiles *place, strata_tally_ask ask, int64_t p25,
                             int64_t p50)
{
    assert_int_equal(strata_tally_quantiles_find(place, &ask, NULL), STRATA_OK);
    assert_true(place->values[0] == p25);
    assert_true(place->values[1] == p50);
}

static void check(bool has_bags)
{
    const int64_t far = INT64_C(1) << 50;
    strata_quantiles wanted;
    tally_fixture place;
    strata_tally_quantiles of = {.frame = NULL};
    assert_int_equal(strata_quantiles_parse("25,50", &wanted, NULL), STRATA_OK);
    fixture_start(&place, rows, 5, has_bags);
    fixture_add_grades(&place);
    place.frame.quantiles = &wanted;
    const strata_tally_scored scored = {&place.scores, place.tallies};
    assert_int_equal(
        strata_tally_quantiles_start(&of, &place.frame, &scored, STRATA_LEVEL_LEA, NULL),
        STRATA_OK);
    /* 2400, 2410, 2440: half a step, one step */
    assert_quantiles(&of, (strata_tally_ask){0, 0, FIXTURE_ALL, 3, 2400, 2440}, 240500, 24100);
    /* 2410, 2440: a quarter, half a step */
    assert_quantiles(&of, (strata_tally_ask){0, 0, FIXTURE_A, 2, 2410, 2440}, 241750, 24250);
    assert_quantiles(&of, (strata_tally_ask){0, 0, FIXTURE_B, 1, 2400, 2400}, 240000, 24000);
    /* -7, 2400, 2410, 2440, 2^50: one, two steps */
    assert_quantiles(&of, (strata_tally_ask){0, 2, FIXTURE_ALL, 5, -7, far}, 240000, 24100);
    /* 2410, 2440, 2^50: half a step, one step */
    assert_quantiles(&of, (strata_tally_ask){0, 2, FIXTURE_A, 3, 2410, far}, 242500, 24400);
    assert_quantiles(&of, (strata_tally_ask){1, 0, FIXTURE_A, 1, 2440, 2440}, 244000, 24400);
    strata_tally_quantiles_deinit(&of);
    fixture_end(&place);
}

static void test_rows(void **state)
{
    (void)state;
    check(false);
}

static void test_bags(void **state)
{
    (void)state;
    check(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows), cmocka_unit_test(test_bags)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
