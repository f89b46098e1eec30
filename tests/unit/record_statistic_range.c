/* Bounds of ranges that stand in place of numbers. */
#include "record/statistic.h"
#include "strata_test.h"

/* "21-39" is 20.5 to 39.5; "LT20" is 0 to 20; "GE95" of 1 is no percent of 100. */
static void test_ranges(void **state)
{
    (void)state;
    const strata_printed percent = {.is_percent = true};
    const strata_printed fraction = {.is_percent = true, .is_fraction = true};
    const strata_printed mean = {.decimals = -1};
    const strata_range_text closed = {
        .has_lo = true, .lo = {21, 0}, .has_hi = true, .hi = {390, 1}};
    const strata_range_text below = {.has_hi = true, .is_hi_open = true, .hi = {20, 0}};
    const strata_range_text above = {.has_lo = true, .is_lo_open = true, .lo = {95, 2}};
    const strata_range_text outside = {.has_lo = true, .lo = {1006, 1}};
    strata_statistic out = {.stat = STRATA_STAT_PCT};
    assert_int_equal(strata_statistic_read_range(&percent, &closed, &out), STRATA_PRINTED_FINE);
    assert_true(out.has_bounds && !out.has_value);
    assert_int_equal(out.decimals, 2);
    assert_int_equal(out.lo, 2050); /* half of a whole one below */
    assert_int_equal(out.hi, 3905); /* half of a tenth above */
    assert_int_equal(strata_statistic_read_range(&percent, &below, &out), STRATA_PRINTED_FINE);
    assert_int_equal(out.lo, 0);
    assert_int_equal(out.hi, 200);
    assert_int_equal(strata_statistic_read_range(&fraction, &above, &out), STRATA_PRINTED_FINE);
    assert_int_equal(out.lo, 950); /* 0.95 as it stands, in tenths of a percent */
    assert_int_equal(out.hi, 1000);
    assert_int_equal(strata_statistic_read_range(&percent, &outside, &out), STRATA_PRINTED_RANGE);
    assert_int_equal(strata_statistic_read_range(&mean, &below, &out), STRATA_PRINTED_FINE);
    assert_false(out.has_bounds || out.has_value);
    assert_int_equal(strata_statistic_read_range(&mean, &closed, &out), STRATA_PRINTED_FINE);
    assert_true(out.has_bounds);
}

static strata_printed_fault read_percent(const strata_range_text *range, bool is_fraction)
{
    const strata_printed form = {.is_percent = true, .is_fraction = is_fraction};
    strata_statistic out = {.stat = STRATA_STAT_PCT};
    return strata_statistic_read_range(&form, range, &out);
}

/* "LT0", "> 100", "LT101", "GE-3", "-5-10", "5 to below 5": nothing that a percent can be. */
static void test_ranges_of_nothing(void **state)
{
    (void)state;
    const strata_range_text wrong[] = {
        {.has_hi = true, .is_hi_open = true, .hi = {0, 0}},
        {.has_lo = true, .is_lo_open = true, .lo = {1000, 1}},
        {.has_hi = true, .is_hi_open = true, .hi = {101, 0}},
        {.has_lo = true, .lo = {-3, 0}, .is_signed = true},
        {.has_lo = true, .lo = {-5, 0}, .has_hi = true, .hi = {10, 0}, .is_signed = true},
        {.has_lo = true, .lo = {5, 0}, .has_hi = true, .hi = {50, 1}, .is_hi_open = true},
    };
    const strata_range_text right[] = {
        {.has_hi = true, .hi = {0, 0}},
        {.has_lo = true, .lo = {100, 0}},
        {.has_hi = true, .is_hi_open = true, .hi = {100, 0}},
        {.has_lo = true, .is_lo_open = true, .lo = {0, 0}},
        {.has_lo = true, .lo = {5, 0}, .has_hi = true, .hi = {5, 0}},
    };
    for (size_t at = 0; at < sizeof wrong / sizeof wrong[0]; at++) {
        assert_int_equal(read_percent(&wrong[at], false), STRATA_PRINTED_RANGE);
    }
    for (size_t at = 0; at < sizeof right / sizeof right[0]; at++) {
        assert_int_equal(read_percent(&right[at], false), STRATA_PRINTED_FINE);
    }
    const strata_range_text over_one = {.has_hi = true, .hi = {101, 2}};
    const strata_range_text one = {.has_hi = true, .hi = {100, 2}};
    assert_int_equal(read_percent(&over_one, true), STRATA_PRINTED_RANGE);
    assert_int_equal(read_percent(&one, true), STRATA_PRINTED_FINE);
    assert_int_equal(read_percent(&over_one, false), STRATA_PRINTED_FINE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_ranges),
                                       cmocka_unit_test(test_ranges_of_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
