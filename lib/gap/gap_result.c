/* Status, flags and n of two groups together. */
#include "gap/gap_result.h"

#include <math.h>

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

static strata_gap_side side_of(const strata_figure *figure)
{
    return (strata_gap_side){figure->status, figure->flags, figure->n, figure->has_n};
}

strata_result_value strata_gap_of_figures(const strata_gap_view *view, strata_figure_kind kind)
{
    const strata_figure ref = strata_group_figure(&view->ref, kind);
    const strata_figure focal = strata_group_figure(&view->focal, kind);
    strata_result_value result = strata_gap_result(side_of(&ref), side_of(&focal));
    result.value = ref.value - focal.value;
    strata_result_bound(&result, ref.bound_lo - focal.bound_hi, ref.bound_hi - focal.bound_lo);
    if (result.status != STRATA_ESTIMATE_OK) {
        return result;
    }
    result.se = hypot(ref.se_published, focal.se_published);
    result.lo = result.value - strata_z95() * result.se;
    result.hi = result.value + strata_z95() * result.se;
    if (isnan(result.se)) {
        result.flags |= strata_flag_se_unknown;
    } else if (result.se > 0.0) {
        result.p = strata_p_normal(result.value / result.se);
    }
    return result;
}
