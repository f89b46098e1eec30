/* gap_pct: percentage points between reference and focal group at a cut.
 *
 * The interval is method 10 of Newcombe (1998): with the limits l, u of each group's own interval,
 * from d - sqrt((p_ref - l_ref)^2 + (u_focal - p_focal)^2)
 *   to d + sqrt((u_ref - p_ref)^2 + (p_focal - l_focal)^2).
 * The limits are Wilson's, or those of the publisher's standard error. The standard error of the
 * gap is Wald's, or, where a share is 0 or 100, the half width of the interval by 1.96. The p value
 * is that of the score test, which pools the groups (R: prop.test without continuity correction);
 * where a publisher's error is used it is that of value / se. */
#include <math.h>

#include "gap/gap.h"
#include "gap/gap_result.h"

static strata_gap_side side_of(const strata_share *share)
{
    return (strata_gap_side){share->status, share->flags, share->n, share->has_n};
}

static double p_value(const strata_share *ref, const strata_share *focal,
                      const strata_result_value *result)
{
    if (!isnan(ref->se_published) || !isnan(focal->se_published)) {
        return result->se > 0.0 ? strata_p_normal(result->value / result->se) : STRATA_NAN;
    }
    const double n_ref = (double)ref->n;
    const double n_focal = (double)focal->n;
    const double pooled = (n_ref * ref->percent + n_focal * focal->percent) / (n_ref + n_focal);
    const double variance = pooled * (100.0 - pooled) * (1.0 / n_ref + 1.0 / n_focal);
    return variance > 0.0 ? strata_p_normal(result->value / sqrt(variance)) : STRATA_NAN;
}

/* With nobody or everybody at the cut Wald's error is 0, as if the group's share were certain; what
 * the interval says then stands in, so that trends do not lean on such a year. */
static bool is_at_edge(const strata_share *share)
{
    return isnan(share->se_published) && (share->percent <= 0.0 || share->percent >= 100.0);
}

static void add_interval(const strata_share *ref, const strata_share *focal,
                         strata_result_value *result)
{
    double ref_se = STRATA_NAN;
    double ref_lo = STRATA_NAN;
    double ref_hi = STRATA_NAN;
    double focal_se = STRATA_NAN;
    double focal_lo = STRATA_NAN;
    double focal_hi = STRATA_NAN;
    strata_share_interval(ref, &ref_se, &ref_lo, &ref_hi);
    strata_share_interval(focal, &focal_se, &focal_lo, &focal_hi);
    if (isnan(ref_se) || isnan(focal_se)) {
        result->flags |= strata_flag_n_unknown;
        return;
    }
    result->se = hypot(ref_se, focal_se);
    result->lo = result->value - hypot(ref->percent - ref_lo, focal_hi - focal->percent);
    result->hi = result->value + hypot(ref_hi - ref->percent, focal->percent - focal_lo);
    if (is_at_edge(ref) || is_at_edge(focal)) {
        result->se = (result->hi - result->lo) / (2.0 * strata_z95());
        result->flags |= strata_flag_se_from_interval;
    }
    result->p = p_value(ref, focal, result);
}

static strata_result_value gap_pct_of(const strata_gap_view *view, unsigned cut)
{
    const strata_share ref = strata_share_at_cut(&view->ref, cut);
    const strata_share focal = strata_share_at_cut(&view->focal, cut);
    strata_result_value result = strata_gap_result(side_of(&ref), side_of(&focal));
    result.value = ref.percent - focal.percent;
    strata_result_bound(&result, ref.bound_lo - focal.bound_hi, ref.bound_hi - focal.bound_lo);
    if (result.status == STRATA_ESTIMATE_OK) {
        add_interval(&ref, &focal, &result);
    }
    return result;
}

extern const strata_gap strata_gap_gap_pct;
const strata_gap strata_gap_gap_pct = {
    .id = "gap_pct",
    .unit = "percentage points",
    .method = "newcombe",
    .source = "Newcombe (1998), Stat. Med. 17, 873-890, method 10",
    .title = "Gap in percent at or above each cut, reference minus focal",
    .digits = 1,
    .has_cuts = true,
    .of = gap_pct_of};
