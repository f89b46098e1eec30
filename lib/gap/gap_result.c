/* Status, flags and n of two groups together. */
#include "gap/gap_result.h"

strata_estimate_status strata_gap_joint_status(strata_estimate_status a, strata_estimate_status b)
{
    static const strata_estimate_status by_weight[] = {
        STRATA_ESTIMATE_SUPPRESSED, STRATA_ESTIMATE_UNDEFINED, STRATA_ESTIMATE_NOT_TESTED,
        STRATA_ESTIMATE_TOO_FEW};
    for (size_t i = 0; i < sizeof by_weight / sizeof by_weight[0]; i++) {
        if (a == by_weight[i] || b == by_weight[i]) {
            return by_weight[i];
        }
    }
    return STRATA_ESTIMATE_OK;
}

strata_result_value strata_gap_result(strata_gap_side ref, strata_gap_side focal)
{
    strata_result_value result = strata_result_none();
    result.status = strata_gap_joint_status(ref.status, focal.status);
    result.flags = ref.flags | focal.flags;
    if (result.status != STRATA_ESTIMATE_SUPPRESSED) {
        result.n = focal.n;
        result.has_n = focal.has_n;
        result.n_ref = ref.n;
        result.has_n_ref = ref.has_n;
    }
    return result;
}
