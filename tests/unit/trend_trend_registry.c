/* The table of trend models. */
#include "strata_test.h"
#include "trend/trend.h"

static void test_find(void **state)
{
    (void)state;
    assert_string_equal(strata_trend_find("slope")->unit, "per year");
    assert_string_equal(strata_trend_find("change")->unit, "");
    assert_null(strata_trend_find("gap_pct"));
}

/* Every model says what it is and that no years are too few. */
static void test_all(void **state)
{
    (void)state;
    static const strata_series nothing;
    assert_int_equal(strata_trend_count(), 2);
    for (size_t i = 0; i < strata_trend_count(); i++) {
        const strata_trend *trend = strata_trend_at(i);
        assert_ptr_equal(strata_trend_find(trend->id), trend);
        assert_true(strlen(trend->method) > 0 && strlen(trend->source) > 10);
        assert_true(strlen(trend->title) > 10);
        const strata_result_value result = trend->of(&nothing);
        assert_int_equal(result.status, STRATA_ESTIMATE_TOO_FEW);
        assert_true(result.flags == strata_flag_few_years);
        assert_false(result.has_n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_find), cmocka_unit_test(test_all)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
