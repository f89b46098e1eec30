/* mean: mean scale score. The standard error is s / sqrt(n), or the publisher's. Not for several
 * grades together, unless the schema says that their scores are on one vertical scale. */
#include <math.h>

#include "measure/measure.h"

static void add_interval(const strata_moments *moments, strata_result_value *result)
{
    if (!isnan(moments->se_published)) {
        result->se = moments->se_published;
    } else if (moments->has_n && !moments->is_other_spread) {
        result->se = sqrt(moments->variance / (double)moments->n);
    }
    if (isnan(result->se)) {
        const bool single = moments->has_n && moments->n == 1;
        result->flags |= single ? strata_flag_small_n : strata_flag_se_unknown;
        return;
    }
    double point = strata_z95();
    if (moments->has_n && moments->n >= 2) {
        result->df = (double)moments->n - 1.0;
        point = strata_t95(result->df);
    }
    result->lo = result->value - point * result->se;
    result->hi = result->value + point * result->se;
    if (moments->variance <= 0.0) {
        result->flags |= strata_flag_no_variance;
    }
}

static strata_result_value mean_of(const strata_group_view *view, unsigned cut)
{
    (void)cut;
    const strata_moments moments = strata_score_moments(view);
    strata_result_value result = strata_result_none();
    result.status = moments.status;
    result.flags = moments.flags;
    result.n = moments.n;
    result.has_n = moments.has_n;
    const bool is_given =
        moments.status == STRATA_ESTIMATE_OK || (moments.flags & strata_flag_blurred) != 0;
    if (is_given && view->pooled_grades && (view->test == NULL || !view->test->vertical_scale)) {
        result.status = STRATA_ESTIMATE_UNDEFINED;
        result.flags = strata_flag_scale_pooled_over_grades;
        return result;
    }
    result.value = moments.mean;
    strata_result_bound(&result, moments.mean_lo, moments.mean_hi);
    if (moments.status == STRATA_ESTIMATE_OK) {
        result.flags |= moments.has_n ? 0 : strata_flag_n_unknown;
        add_interval(&moments, &result);
    }
    return result;
}

extern const strata_measure strata_measure_mean;
const strata_measure strata_measure_mean = {
    .id = "mean",
    .unit = "scale score points",
    .method = "t",
    .source = "sample mean; interval of Student's t with n - 1 degrees of freedom",
    .title = "Mean scale score",
    .digits = 1,
    .of = mean_of};
