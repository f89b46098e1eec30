/* The one limit of sums, on both sides. */
#include "cube/sum_limit.h"
#include "strata_test.h"

static void test_limit(void **state)
{
    (void)state;
    const strata_int128 limit = (strata_int128)1 << 124;
    assert_true(strata_sum_fits(limit - 1));
    assert_true(strata_sum_fits(1 - limit));
    assert_false(strata_sum_fits(limit));
    assert_false(strata_sum_fits(-limit));
}

static void test_message(void **state)
{
    (void)state;
    strata_error err = {0};
    assert_int_equal(strata_sum_fail(&err), STRATA_E_INPUT);
    assert_string_equal(err.rule, "sum-overflow");
    assert_non_null(strstr(err.text, "2^124"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_limit),
                                       cmocka_unit_test(test_message)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
