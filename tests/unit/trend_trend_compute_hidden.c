/* Trends of series with hidden years, years without errors and confidential years. */
#include "unit/test_trends.h"

/* A hidden year is left out and stays in the flags; a series hidden throughout is hidden. */
static void test_hidden_years(void **state)
{
    (void)state;
    strata_estimates *estimates = strata_estimates_new();
    for (int16_t year = 2015; year <= 2019; year++) {
        assert_int_equal(test_add_year(estimates, year, "", 30 + year % 3, 1), STRATA_OK);
    }
    estimates->rows[4].result = strata_result_none();
    estimates->rows[4].result.status = STRATA_ESTIMATE_SUPPRESSED;
    estimates->rows[4].result.flags = strata_flag_hidden_by_policy;
    strata_estimates *trends = test_trends_of(estimates, "slope");
    assert_int_equal(trends->rows[0].result.status, STRATA_ESTIMATE_OK);
    assert_int_equal(trends->rows[0].year_to, 2018);
    assert_int_equal(trends->rows[0].result.n, 400);
    assert_true((trends->rows[0].result.flags & strata_flag_hidden_by_policy) != 0);
    strata_estimates_free(trends);
    for (size_t i = 0; i < 4; i++) {
        estimates->rows[i].result = estimates->rows[4].result;
    }
    trends = test_trends_of(estimates, "change");
    assert_int_equal(trends->rows[0].result.status, STRATA_ESTIMATE_SUPPRESSED);
    assert_true(trends->rows[0].result.flags == strata_flag_hidden_by_policy);
    assert_int_equal(trends->rows[0].year_from, 2015);
    assert_int_equal(trends->rows[0].year_to, 2019);
    strata_estimates_free(trends);
    strata_estimates_free(estimates);
}

/* The method says when a year had no standard error, the unit what a difference of percents is in,
 * and one confidential year makes the trend confidential. */
static void test_words(void **state)
{
    (void)state;
    strata_estimates *estimates = strata_estimates_new();
    for (int16_t year = 2015; year <= 2018; year++) {
        assert_int_equal(test_add_year(estimates, year, "", 30, STRATA_NAN), STRATA_OK);
        estimates->rows[estimates->count - 1].unit = test_word(estimates, "percent");
    }
    estimates->rows[1].protection = test_word(estimates, "confidential");
    strata_estimates *trends = test_trends_of(estimates, "slope");
    assert_text(trends, trends->rows[0].method, "ols");
    assert_text(trends, trends->rows[0].unit, "percentage points per year");
    assert_text(trends, trends->rows[0].protection, "confidential");
    assert_int_equal(trends->rows[0].inference, STRATA_INFERENCE_NONE);
    strata_estimates_free(trends);
    strata_estimates_free(estimates);
}

/* Numbers that no test has, from a stream made by hand. */
static void test_absurd(void **state)
{
    (void)state;
    strata_estimates *estimates = strata_estimates_new();
    for (int16_t year = 2015; year <= 2018; year++) {
        assert_int_equal(test_add_year(estimates, year, "", year % 2 == 0 ? 1e308 : -1e308, 1e-200),
                         STRATA_OK);
    }
    strata_estimates *trends = test_trends_of(estimates, "slope,change");
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(trends->rows[i].result.status, STRATA_ESTIMATE_UNDEFINED);
        assert_true((trends->rows[i].result.flags & strata_flag_out_of_range) != 0);
    }
    strata_estimates_free(trends);
    strata_estimates_free(estimates);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_hidden_years),
                                       cmocka_unit_test(test_words), cmocka_unit_test(test_absurd)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
