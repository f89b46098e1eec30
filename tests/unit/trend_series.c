/* Standard errors and counts of a series. */
#include <math.h>

#include "strata_test.h"
#include "trend/trend.h"
#include "unit/test_cells.h"

static void test_se(void **state)
{
    (void)state;
    const strata_series series = {.count = 4,
                                  .se = {2.5, STRATA_NAN, 0.0, 0.0},
                                  .lo = {10, STRATA_NAN, 0, 50},
                                  .hi = {20, STRATA_NAN, 16.1125158052819, 50}};
    strata_flags flags = 0;
    assert_near(strata_series_se(&series, 0, &flags), 2.5, 0);
    assert_true(isnan(strata_series_se(&series, 1, &flags)));
    assert_true(isnan(strata_series_se(&series, 3, &flags))); /* an interval of no width */
    assert_true(flags == 0);
    /* nobody of 20: Wilson's upper limit over twice 1.959963984540054 */
    assert_near(strata_series_se(&series, 2, &flags), 4.110411194383002, 1e-12);
    assert_true(flags == strata_flag_se_from_interval);
}

static void test_n(void **state)
{
    (void)state;
    strata_series series = {.count = 3, .n = {1250, 1301, 1198}, .has_n = true};
    strata_result_value result = strata_result_none();
    strata_series_n(&series, &result);
    assert_true(result.has_n && result.n == 3749);
    series.has_n = false;
    result = strata_result_none();
    strata_series_n(&series, &result);
    assert_false(result.has_n);
    assert_true(result.n == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_se), cmocka_unit_test(test_n)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
