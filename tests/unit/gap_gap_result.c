/* Status, flags and n of two groups. */
#include <math.h>

#include "gap/gap_result.h"
#include "strata_test.h"

static void test_joint_status(void **state)
{
    (void)state;
    static const strata_estimate_status by_weight[] = {
        STRATA_ESTIMATE_SUPPRESSED, STRATA_ESTIMATE_UNDEFINED, STRATA_ESTIMATE_NOT_TESTED,
        STRATA_ESTIMATE_TOO_FEW, STRATA_ESTIMATE_OK};
    for (size_t i = 0; i < 5; i++) {
        for (size_t j = 0; j < 5; j++) {
            assert_int_equal(strata_gap_joint_status(by_weight[i], by_weight[j]),
                             by_weight[i < j ? i : j]);
        }
    }
}

static void test_result(void **state)
{
    (void)state;
    const strata_gap_side ref = {STRATA_ESTIMATE_OK, strata_flag_from_published, 500, true};
    strata_gap_side focal = {STRATA_ESTIMATE_NOT_TESTED, strata_flag_small_n, 0, true};
    strata_result_value result = strata_gap_result(ref, focal);
    assert_int_equal(result.status, STRATA_ESTIMATE_NOT_TESTED);
    assert_true(result.flags == (strata_flag_from_published | strata_flag_small_n));
    assert_true(result.has_n && result.n == 0 && result.has_n_ref && result.n_ref == 500);
    assert_true(isnan(result.value));
    focal.status = STRATA_ESTIMATE_SUPPRESSED;
    result = strata_gap_result(ref, focal);
    assert_false(result.has_n || result.has_n_ref);
    assert_true(result.n_ref == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_joint_status),
                                       cmocka_unit_test(test_result)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
