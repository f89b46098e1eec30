/* Bands by size, and the measures that stay numbers. */
#include "protect/policy_rules.h"
#include "test_policy.h"

static void bands_by_size(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_policy(TEST_POLICY(TEST_POLICY_BANDS));
    assert_null(strata_policy_band_of(rules, 0));
    assert_null(strata_policy_band_of(rules, 9));
    assert_ptr_equal(strata_policy_band_of(rules, 10), &rules->bands[0]);
    assert_ptr_equal(strata_policy_band_of(rules, 20), &rules->bands[0]);
    assert_ptr_equal(strata_policy_band_of(rules, 21), &rules->bands[1]);
    assert_ptr_equal(strata_policy_band_of(rules, 31), &rules->bands[2]);
    assert_ptr_equal(strata_policy_band_of(rules, UINT64_MAX), &rules->bands[2]);
    strata_policy_rules_free(rules);
    strata_policy_rules_free(NULL);
}

static void measures_that_stay(void **state)
{
    (void)state;
    strata_policy_rules *rules = test_policy(TEST_POLICY(TEST_POLICY_BANDS));
    assert_true(strata_policy_keeps(rules, "pct"));
    assert_true(strata_policy_keeps(rules, "gap_pct"));
    assert_false(strata_policy_keeps(rules, "sd"));
    assert_false(strata_policy_keeps(rules, "pc"));
    strata_policy_rules_free(rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bands_by_size),
        cmocka_unit_test(measures_that_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
