/* Trends of series with years that are ranges, and of series that a new definition cuts. */
#include "unit/test_trends.h"

static void make_range(strata_estimates *estimates, size_t row, double lo, double hi)
{
    strata_result_value *result = &estimates->rows[row].result;
    *result = strata_result_none();
    result->status = STRATA_ESTIMATE_SUPPRESSED;
    result->flags = strata_flag_blurred;
    result->bound_lo = lo;
    result->bound_hi = hi;
}

/* 30, 32, 34, 36 points from 2015, with errors of 1. */
static strata_estimates *four_years(void)
{
    strata_estimates *estimates = strata_estimates_new();
    for (int16_t year = 2015; year <= 2018; year++) {
        assert_int_equal(test_add_year(estimates, year, "", 30.0 + 2.0 * (year - 2015), 1),
                         STRATA_OK);
    }
    return estimates;
}

/* The last year is 34 to 39: the change from 30 is 4 to 9, and no value; the slope is that of the
 * other years, 2. */
static void test_range_at_the_end(void **state)
{
    (void)state;
    strata_estimates *estimates = four_years();
    make_range(estimates, 3, 34, 39);
    strata_estimates *trends = test_trends_of(estimates, "slope,change");
    const strata_estimate *slope = &trends->rows[0];
    assert_int_equal(slope->result.status, STRATA_ESTIMATE_OK);
    assert_near(slope->result.value, 2, 1e-12);
    assert_int_equal(slope->year_to, 2017);
    assert_true((slope->result.flags & strata_flag_year_blurred) != 0);
    const strata_estimate *change = &trends->rows[1];
    assert_int_equal(change->result.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(isnan(change->result.value) && isnan(change->result.se));
    assert_near(change->result.bound_lo, 4, 1e-12);
    assert_near(change->result.bound_hi, 9, 1e-12);
    assert_int_equal(change->year_to, 2018);
    assert_true(change->result.flags == (strata_flag_blurred | strata_flag_year_blurred));
    strata_estimates_free(trends);
    strata_estimates_free(estimates);
}

/* Both ends: 34 - 31 to 39 - 28. In the middle a range changes nothing but the flags. */
static void test_other_ranges(void **state)
{
    (void)state;
    strata_estimates *estimates = four_years();
    make_range(estimates, 1, 20, 40);
    strata_estimates *trends = test_trends_of(estimates, "change");
    assert_near(trends->rows[0].result.value, 6, 1e-12);
    assert_true((trends->rows[0].result.flags & strata_flag_year_blurred) != 0);
    strata_estimates_free(trends);
    make_range(estimates, 0, 28, 31);
    make_range(estimates, 3, 34, 39);
    trends = test_trends_of(estimates, "slope,change");
    assert_int_equal(trends->rows[0].result.status, STRATA_ESTIMATE_TOO_FEW);
    assert_near(trends->rows[1].result.bound_lo, 3, 1e-12);
    assert_near(trends->rows[1].result.bound_hi, 11, 1e-12);
    strata_estimates_free(trends);
    strata_estimates_free(estimates);
}

/* The value of 2015 is that of some places: what the others hold could change the change by
 * anything, beside a range as beside a value that rounding leaves open. From 2016 on there are
 * bounds again: 34 - 32 to 39 - 32. */
static void test_left_out(void **state)
{
    (void)state;
    strata_estimates *estimates = four_years();
    estimates->rows[0].result.flags = strata_flag_places_missing;
    strata_result_bound(&estimates->rows[3].result, 35.5, 36.5);
    strata_estimates *trends = test_trends_of(estimates, "slope,change");
    for (size_t i = 0; i < 2; i++) {
        const strata_result_value *result = &trends->rows[i].result;
        assert_int_equal(result->status, STRATA_ESTIMATE_OK);
        assert_near(result->value, i == 0 ? 2 : 6, 1e-12);
        assert_true(isnan(result->bound_lo) && isnan(result->bound_hi));
        assert_true(result->flags == strata_flag_places_missing);
    }
    strata_estimates_free(trends);
    make_range(estimates, 3, 34, 39);
    trends = test_trends_of(estimates, "change");
    assert_int_equal(trends->rows[0].result.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(isnan(trends->rows[0].result.value) && isnan(trends->rows[0].result.bound_lo));
    assert_true((trends->rows[0].result.flags & strata_flag_places_missing) != 0);
    strata_estimates_free(trends);
    estimates->rows[0].result.status = STRATA_ESTIMATE_SUPPRESSED;
    trends = test_trends_of(estimates, "change");
    assert_int_equal(trends->rows[0].year_from, 2016);
    assert_near(trends->rows[0].result.bound_lo, 2, 1e-12);
    assert_near(trends->rows[0].result.bound_hi, 7, 1e-12);
    strata_estimates_free(trends);
    strata_estimates_free(estimates);
}

static void redefine(strata_estimates *estimates, strata_dim dim, int16_t from)
{
    const strata_redefinition redefinition = {.assessment = estimates->rows[0].assessment,
                                              .dim = (uint8_t)dim,
                                              .from = from,
                                              .label = test_word(estimates, "new rule")};
    assert_int_equal(strata_dictionary_redefine(estimates->dictionary, &redefinition, NULL),
                     STRATA_OK);
}

/* English learners are others from 2018 on: a series of three years, and one of one year that says
 * why it is short. Another dimension's definition cuts nothing. */
static void test_redefinition(void **state)
{
    (void)state;
    strata_estimates *estimates = four_years();
    redefine(estimates, STRATA_DIM_ECON, 2017);
    strata_estimates *trends = test_trends_of(estimates, "change");
    assert_int_equal(trends->count, 1);
    strata_estimates_free(trends);
    redefine(estimates, STRATA_DIM_EL, 2018);
    trends = test_trends_of(estimates, "slope,change");
    assert_int_equal(trends->count, 4);
    assert_near(trends->rows[0].result.value, 2, 1e-12);
    assert_int_equal(trends->rows[0].year_to, 2017);
    assert_near(trends->rows[1].result.value, 4, 1e-12); /* 34 - 30 */
    assert_true((trends->rows[1].result.flags & strata_flag_era_break) == 0);
    for (size_t i = 2; i < 4; i++) {
        assert_int_equal(trends->rows[i].year_from, 2018);
        assert_int_equal(trends->rows[i].result.status, STRATA_ESTIMATE_TOO_FEW);
        assert_true(trends->rows[i].result.flags ==
                    (strata_flag_few_years | strata_flag_era_break));
    }
    strata_estimates_free(trends);
    strata_estimates_free(estimates);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_range_at_the_end), cmocka_unit_test(test_other_ranges),
        cmocka_unit_test(test_left_out), cmocka_unit_test(test_redefinition)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
