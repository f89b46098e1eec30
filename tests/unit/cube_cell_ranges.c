/* Sums of statistics of which some are ranges only. */
#include <math.h>

#include "cube/cell.h"
#include "strata_test.h"

static strata_cell printed(strata_stat stat, uint8_t decimals, int64_t value, uint64_t n)
{
    return (strata_cell){.key = {.stat = (uint8_t)stat, .source = STRATA_PUBLISHED},
                         .has = STRATA_HAS_SCORED | STRATA_HAS_VALUE | STRATA_HAS_BOUNDS |
                                STRATA_HAS_SE,
                         .decimals = decimals,
                         .n_scored = n,
                         .value_sum = (strata_int128)value * (strata_int128)n,
                         .lo_sum = (strata_int128)(value - 5) * (strata_int128)n,
                         .hi_sum = (strata_int128)(value + 5) * (strata_int128)n,
                         .se = 1.5};
}

static void merge(strata_cell *into, const strata_cell *from)
{
    strata_error err = {0};
    assert_int_equal(strata_cell_merge(into, from, &err), STRATA_OK);
}

/* 30.0 % of 10 students and "21-39" of 20: nobody knows the percent of 30, but its bounds are
 * (29.5 * 10 + 20.5 * 20) / 30 = 23.5 and (30.5 * 10 + 39.5 * 20) / 30 = 36.5. */
static void test_ranges(void **state)
{
    (void)state;
    strata_cell a = printed(STRATA_STAT_PCT, 1, 300, 10);
    strata_cell range = printed(STRATA_STAT_PCT, 1, 300, 20);
    strata_cell_forget(&range, STRATA_HAS_VALUE | STRATA_HAS_SE);
    a.lo_sum = (strata_int128)295 * 10;
    a.hi_sum = (strata_int128)305 * 10;
    range.lo_sum = (strata_int128)205 * 20;
    range.hi_sum = (strata_int128)395 * 20;
    strata_cell other = range;
    merge(&other, &a);
    merge(&a, &range);
    assert_true(strata_cell_equal(&a, &other));
    assert_int_equal(a.has, STRATA_HAS_SCORED | STRATA_HAS_BOUNDS);
    assert_true(a.value_sum == 0);
    assert_true(isnan(strata_cell_value(&a)));
    assert_true(strata_cell_lo(&a) == 23.5);
    assert_true(strata_cell_hi(&a) == 36.5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
