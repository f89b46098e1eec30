/* From estimates to the trends of their series. */
#include "unit/test_trends.h"

/* Five years in any order, 2 points a year: slope and change, one row each. */
static void test_series(void **state)
{
    (void)state;
    static const int16_t years[] = {2018, 2015, 2019, 2016, 2017};
    strata_estimates *estimates = strata_estimates_new();
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(
            test_add_year(estimates, years[i], "", 30.0 + 2.0 * (years[i] - 2015), 1.5), STRATA_OK);
    }
    strata_estimates *trends = test_trends_of(estimates, "slope,change");
    assert_int_equal(trends->count, 2);
    const strata_estimate *slope = &trends->rows[0];
    assert_near(slope->result.value, 2, 1e-12);
    assert_near(slope->result.se, 1.5 / sqrt(10), 1e-12); /* se / sqrt(sum (x - mean)^2) */
    assert_int_equal(slope->year_from, 2015);
    assert_int_equal(slope->year_to, 2019);
    assert_int_equal(slope->result.n, 500);
    assert_int_equal(slope->cut, 3);
    assert_int_equal(slope->inference, STRATA_INFERENCE_SUPERPOPULATION);
    assert_text(trends, slope->measure, "gap_pct.slope");
    assert_text(trends, slope->unit, "percentage points per year");
    assert_text(trends, slope->method, "wls_known_variance");
    assert_text(trends, slope->ref_group, "english_only");
    assert_text(trends, slope->protection, "published");
    const strata_estimate *change = &trends->rows[1];
    assert_near(change->result.value, 8, 1e-12);
    assert_near(change->result.se, 1.5 * sqrt(2), 1e-12);
    assert_text(trends, change->measure, "gap_pct.change");
    assert_text(trends, change->unit, "percentage points");
    strata_estimates *again = test_trends_of(trends, "slope");
    assert_int_equal(again->count, 0); /* trends have no trend */
    strata_estimates_free(again);
    strata_estimates_free(trends);
    strata_estimates_free(estimates);
}

/* No line crosses an era; the one with a single year says so. */
static void test_eras(void **state)
{
    (void)state;
    strata_estimates *estimates = strata_estimates_new();
    assert_int_equal(test_add_year(estimates, 2013, "cst", 20, 1), STRATA_OK);
    for (int16_t year = 2015; year <= 2018; year++) {
        assert_int_equal(test_add_year(estimates, year, "sbac", 30 + year % 2, 1), STRATA_OK);
    }
    strata_estimates *trends = test_trends_of(estimates, "slope");
    assert_int_equal(trends->count, 2);
    assert_text(trends, trends->rows[0].era, "cst");
    assert_int_equal(trends->rows[0].result.status, STRATA_ESTIMATE_TOO_FEW);
    assert_true(trends->rows[0].result.flags == strata_flag_few_years);
    assert_int_equal(trends->rows[0].year_from, 2013);
    assert_int_equal(trends->rows[1].result.status, STRATA_ESTIMATE_OK);
    assert_int_equal(trends->rows[1].year_from, 2015);
    strata_estimates_free(trends);
    strata_estimates_free(estimates);
}

static void test_twice(void **state)
{
    (void)state;
    strata_estimates *estimates = strata_estimates_new();
    assert_int_equal(test_add_year(estimates, 2015, "", 30, 1), STRATA_OK);
    assert_int_equal(test_add_year(estimates, 2015, "", 31, 1), STRATA_OK);
    strata_trend_options options;
    strata_trend_options_default(&options);
    strata_estimates *trends = NULL;
    strata_error err = {0};
    assert_int_equal(strata_trends_compute(estimates, &options, &trends, &err), STRATA_E_INPUT);
    assert_null(trends);
    assert_string_equal(err.rule, "estimates-twice");
    strata_estimates_free(estimates);
}

static strata_status compute_once(void)
{
    strata_estimates *estimates = strata_estimates_new();
    strata_status status = estimates != NULL ? STRATA_OK : STRATA_E_MEMORY;
    for (int16_t year = 2015; status == STRATA_OK && year <= 2019; year++) {
        status = test_add_year(estimates, year, "", 30, 1);
    }
    strata_trend_options options;
    strata_trend_options_default(&options);
    strata_estimates *trends = NULL;
    if (status == STRATA_OK) {
        status = strata_trends_compute(estimates, &options, &trends, NULL);
    }
    strata_estimates_free(trends);
    strata_estimates_free(estimates);
    return status;
}

static void test_without_memory(void **state)
{
    (void)state;
    assert_true(test_every_allocation(compute_once) > 6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_series), cmocka_unit_test(test_eras),
                                       cmocka_unit_test(test_twice),
                                       cmocka_unit_test(test_without_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
