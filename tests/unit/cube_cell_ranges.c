/* Sums of statistics of which some are ranges only. */
#include <math.h>

#include "cell_fixture.h"

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
