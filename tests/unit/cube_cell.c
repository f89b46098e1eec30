/* Merging cells: numbers worked out by hand, and what is not known or must not be seen. */
#include "cell_fixture.h"

static strata_cell counted(uint64_t n, int64_t sum, int64_t sumsq, int64_t least, int64_t most)
{
    return (strata_cell){.has = STRATA_HAS_COUNTED,
                         .level_count = 4,
                         .n_enrolled = n + 1,
                         .n_tested = n,
                         .n_scored = n,
                         .score_sum = sum,
                         .score_sumsq = sumsq,
                         .score_min = least,
                         .score_max = most,
                         .levels = {n}};
}

static void test_counts(void **state)
{
    (void)state;
    /* scores 2400, 2500 and 2350: sums 7250, squares 5760000 + 6250000 + 5522500 */
    strata_cell a = counted(2, 4900, 12010000, 2400, 2500);
    const strata_cell b = counted(1, 2350, 5522500, 2350, 2350);
    merge(&a, &b);
    assert_int_equal(a.has, STRATA_HAS_COUNTED);
    assert_int_equal(a.n_enrolled, 5);
    assert_int_equal(a.n_scored, 3);
    assert_true(a.score_sum == 7250 && a.score_sumsq == 17532500);
    assert_int_equal(a.score_min, 2350);
    assert_int_equal(a.score_max, 2500);
    assert_int_equal(a.levels[0], 3);
}

/* A cell of nobody leaves everything as it is, its unit of scores too. */
static void test_identity(void **state)
{
    (void)state;
    const strata_cell nobody = {.has = STRATA_HAS_COUNTED};
    strata_cell cell = counted(2, -490, 120100, -500, 10);
    cell.decimals = 1;
    const strata_cell before = cell;
    merge(&cell, &nobody);
    assert_true(strata_cell_equal(&cell, &before));
    strata_cell into = nobody;
    merge(&into, &before);
    assert_true(strata_cell_equal(&into, &before));
}

static void test_unknown(void **state)
{
    (void)state;
    strata_cell a = counted(2, 4900, 12010000, 2400, 2500);
    strata_cell b = counted(1, 0, 0, 0, 0);
    strata_cell_forget(&b, STRATA_HAS_SCORES | STRATA_HAS_ENROLLED);
    assert_int_equal(b.n_enrolled, 0);
    merge(&a, &b);
    assert_int_equal(a.has, STRATA_HAS_TESTED | STRATA_HAS_SCORED | STRATA_HAS_LEVELS);
    assert_int_equal(a.n_enrolled, 0);
    assert_int_equal(a.n_scored, 3);
    assert_true(a.score_sum == 0 && a.score_sumsq == 0);
    assert_int_equal(a.score_max, 0);
}

static void test_hidden(void **state)
{
    (void)state;
    strata_cell a = counted(20, 1, 1, 1, 1);
    strata_cell hidden = counted(7, 1, 1, 1, 1);
    strata_cell_clear(&hidden, STRATA_CELL_SUPPRESSED);
    assert_int_equal(hidden.has, 0);
    assert_int_equal(hidden.n_scored, 0);
    assert_int_equal(hidden.level_count, 4);
    merge(&a, &hidden);
    assert_int_equal(a.status, STRATA_CELL_SUPPRESSED);
    assert_int_equal(a.has, 0);
    assert_int_equal(a.n_tested, 0);
    strata_cell undefined = {.status = STRATA_CELL_UNDEFINED};
    merge(&undefined, &hidden);
    assert_int_equal(undefined.status, STRATA_CELL_UNDEFINED);
}

static void test_overflow(void **state)
{
    (void)state;
    const strata_int128 most = (strata_int128)(~(strata_uint128)0 >> 1);
    strata_cell a = counted(1, 1, 0, 1, 1);
    a.score_sumsq = most;
    const strata_cell b = counted(1, 1, 1, 1, 1);
    const strata_cell before = a;
    strata_error err = {0};
    assert_int_equal(strata_cell_merge(&a, &b, &err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "sum-overflow");
    assert_true(strata_cell_equal(&a, &before));
    a.score_sumsq = ((strata_int128)1 << 124) - 2; /* the last sum that fits is 2^124 - 1 */
    assert_int_equal(strata_cell_merge(&a, &b, NULL), STRATA_OK);
    assert_true(strata_cell_sums_fit(&a));
    assert_int_equal(strata_cell_merge(&a, &b, NULL), STRATA_E_INPUT);
    assert_true(strata_cell_sums_fit(&a));
    a = counted(1, 1, 1, 1, 1);
    a.n_enrolled = UINT64_MAX;
    assert_int_equal(strata_cell_merge(&a, &b, NULL), STRATA_E_INPUT);
}

static void test_units(void **state)
{
    (void)state;
    strata_cell a = counted(1, 1, 1, 1, 1);
    strata_cell b = counted(1, 10, 100, 10, 10);
    b.decimals = 1;
    strata_error err = {0};
    assert_int_equal(strata_cell_merge(&a, &b, &err), STRATA_E_INPUT);
    test_error(&err, "error: scores of one test are in units of 1 and of 0.1; give the schemas the "
                     "same decimals (unit-differs)");
}

/* 30.0 % of 10 students and 45.25 % of 20 are 40.1666... % of 30: (3000 * 10 + 4525 * 20) / 30 */
static void test_percents(void **state)
{
    (void)state;
    strata_cell a = printed(STRATA_STAT_PCT, 1, 300, 10);
    const strata_cell b = printed(STRATA_STAT_PCT, 2, 4525, 20);
    merge(&a, &b);
    assert_int_equal(a.decimals, 2);
    assert_int_equal(a.n_scored, 30);
    assert_true(a.value_sum == 120500);
    assert_true(a.lo_sum == 2950 * 10 + 4520 * 20);
    assert_true(strata_cell_value(&a) == 1205.0 / 30.0);
    assert_int_equal(a.has, STRATA_HAS_SCORED | STRATA_HAS_VALUE | STRATA_HAS_BOUNDS);
    assert_true(a.se == 0.0);
}

static void test_statistics_that_do_not_add(void **state)
{
    (void)state;
    strata_cell sd = printed(STRATA_STAT_SD, 1, 300, 10);
    strata_cell other = sd;
    merge(&sd, &other);
    assert_int_equal(sd.has, STRATA_HAS_SCORED);
    strata_cell pct = printed(STRATA_STAT_PCT, 1, 300, 10);
    strata_cell without_n = printed(STRATA_STAT_PCT, 1, 300, 1);
    strata_cell_forget(&without_n, STRATA_HAS_SCORED);
    merge(&pct, &without_n);
    assert_int_equal(pct.has, 0);
    assert_true(pct.value_sum == 0);
    /* A group of nobody has no percent and takes none away. */
    pct = printed(STRATA_STAT_PCT, 1, 300, 10);
    const strata_cell before = pct;
    strata_cell nobody = {.key = pct.key, .has = STRATA_HAS_SCORED};
    merge(&pct, &nobody);
    assert_true(strata_cell_equal(&pct, &before));
    merge(&nobody, &pct);
    assert_true(strata_cell_equal(&nobody, &before));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_identity),
        cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_hidden),
        cmocka_unit_test(test_overflow),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_percents),

        cmocka_unit_test(test_statistics_that_do_not_add),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
