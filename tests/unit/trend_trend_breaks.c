/* Series that end where other students were tested. */
#include "trend/trend_breaks.h"
#include "unit/test_trends.h"

/* Gaps of 30, 32, 34, 36 and 38 points from 2015 on, each to within 1. */
static strata_estimates *five_years(void)
{
    strata_estimates *estimates = strata_estimates_new();
    for (int16_t year = 2015; year <= 2019; year++) {
        assert_int_equal(test_add_year(estimates, year, "", 30 + 2 * (year - 2015), 1), STRATA_OK);
    }
    return estimates;
}

static void flag(strata_estimates *estimates, int16_t year)
{
    for (size_t at = 0; at < estimates->count; at++) {
        if (estimates->rows[at].year_to == year) {
            estimates->rows[at].result.flags |= strata_flag_tested_share;
        }
    }
}

/* From 2018 on others were tested: three years make a slope, two years do not, and say why. */
static void test_cut(void **state)
{
    (void)state;
    strata_estimates *estimates = five_years();
    flag(estimates, 2018);
    strata_estimates *trends = test_trends_of(estimates, "slope,change");
    assert_int_equal(trends->count, 4);
    assert_near(trends->rows[0].result.value, 2, 1e-12);
    assert_int_equal(trends->rows[0].year_to, 2017);
    assert_near(trends->rows[1].result.value, 4, 1e-12); /* 34 - 30 */
    const strata_estimate *slope = &trends->rows[2];
    assert_int_equal(slope->result.status, STRATA_ESTIMATE_TOO_FEW);
    assert_true(slope->result.flags ==
                (strata_flag_few_years | strata_flag_era_break | strata_flag_tested_share));
    const strata_estimate *change = &trends->rows[3];
    assert_int_equal(change->year_from, 2018);
    assert_near(change->result.value, 2, 1e-12); /* 38 - 36 */
    assert_int_equal(change->result.flags, 0);
    strata_estimates_free(trends);
    strata_estimates_free(estimates);
}

/* A group that was not there in the year of the break does not cross it either; the first year of
 * all cuts nothing. */
static void test_other_group(void **state)
{
    (void)state;
    strata_estimates *estimates = five_years();
    flag(estimates, 2015);
    const strata_estimate *row = &estimates->rows[3];
    strata_estimate other = *row; /* 2018 */
    other.group = test_word(estimates, "ever");
    other.result.flags = strata_flag_tested_share;
    estimates->rows[3].year_from = 2014; /* no point of a series */
    assert_int_equal(strata_estimates_add(estimates, &other, NULL), STRATA_OK);
    strata_estimates *trends = test_trends_of(estimates, "change");
    assert_int_equal(trends->count, 3);
    assert_int_equal(trends->rows[0].year_from, 2015);
    assert_int_equal(trends->rows[0].year_to, 2017);
    assert_int_equal(trends->rows[1].year_from, 2019);
    assert_int_equal(trends->rows[2].year_from, 2018); /* the other group's one year */
    strata_estimates_free(trends);
    strata_estimates_free(estimates);
}

/* Between two years: after the first, up to the second, in the same place. */
static void test_between(void **state)
{
    (void)state;
    strata_estimates *estimates = five_years();
    flag(estimates, 2017);
    strata_trend_breaks breaks;
    assert_int_equal(strata_trend_breaks_init(&breaks, estimates, NULL), STRATA_OK);
    assert_int_equal(breaks.count, 1);
    const strata_estimate *rows = estimates->rows;
    assert_false(strata_trend_breaks_between(&breaks, &rows[0], &rows[1]));
    assert_true(strata_trend_breaks_between(&breaks, &rows[1], &rows[2]));
    assert_true(strata_trend_breaks_between(&breaks, &rows[0], &rows[4]));
    assert_false(strata_trend_breaks_between(&breaks, &rows[2], &rows[3]));
    strata_estimate elsewhere[2] = {rows[1], rows[2]};
    elsewhere[0].lea = test_word(estimates, "4160000");
    elsewhere[1].lea = elsewhere[0].lea;
    assert_false(strata_trend_breaks_between(&breaks, &elsewhere[0], &elsewhere[1]));
    strata_trend_breaks_deinit(&breaks);
    strata_estimates_free(estimates);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_other_group),
        cmocka_unit_test(test_between),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
