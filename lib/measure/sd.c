/* sd: standard deviation of the scale scores, divisor n - 1. Interval and standard error suppose
 * normal scores: (n - 1) s^2 / sigma^2 is chi-squared with n - 1 degrees of freedom, and the error
 * is s / sqrt(2 (n - 1)). */
#include <math.h>

#include <gsl/gsl_cdf.h>

#include "measure/measure.h"

#define LOWER_TAIL 0.025
#define DF_LARGE   20000.0 /* from here on Wilson and Hilferty are right to 8 digits */

/* The quantile of chi-squared that leaves LOWER_TAIL below it (side -1) or above it (side 1). For
 * many degrees of freedom the iteration of the library does not converge; there the cube root of
 * chi-squared is as good as normal (Wilson and Hilferty 1931). */
static double chi_squared(double df, int side)
{
    if (df < DF_LARGE) {
        return side > 0 ? gsl_cdf_chisq_Qinv(LOWER_TAIL, df) : gsl_cdf_chisq_Pinv(LOWER_TAIL, df);
    }
    const double variance = 2.0 / (9.0 * df);
    return df * pow(1.0 - variance + side * strata_z95() * sqrt(variance), 3.0);
}

static void add_interval(strata_result_value *result)
{
    const double df = (double)result->n - 1.0;
    result->df = df;
    result->se = result->value / sqrt(2.0 * df);
    result->lo = result->value * sqrt(df / chi_squared(df, 1));
    result->hi = result->value * sqrt(df / chi_squared(df, -1));
    if (result->value <= 0.0) {
        result->flags |= strata_flag_no_variance;
    }
}

/* Why a variance is not known: a range, or nothing. */
static strata_flags reason_for_none(const strata_group_view *view)
{
    const strata_cell *cell = strata_group_statistic(view, STRATA_STAT_SD, 0);
    const bool is_range =
        cell != NULL && strata_cell_is_shown(cell) && (cell->has & STRATA_HAS_BOUNDS) != 0;
    return is_range ? strata_flag_blurred : strata_flag_sd_unknown;
}

static strata_figure published_sd(const strata_group_view *view)
{
    return strata_figure_of(view, strata_group_statistic(view, STRATA_STAT_SD, 0));
}

/* Of how many students it is: the mean's, unless it leaves out places that the mean is of. */
static void add_students(const strata_group_view *view, const strata_moments *moments,
                         strata_result_value *result)
{
    result->n = moments->n;
    result->has_n = moments->has_n;
    if (moments->is_other_spread) {
        const strata_figure own = published_sd(view);
        result->n = own.n;
        result->has_n = own.has_n;
        result->flags |= own.flags;
    }
}

static strata_result_value sd_of(const strata_group_view *view, unsigned cut)
{
    (void)cut;
    const strata_moments moments = strata_score_moments(view);
    strata_result_value result = strata_result_none();
    result.status = strata_moments_point_status(&moments);
    result.flags = moments.flags;
    add_students(view, &moments, &result);
    if (result.status != STRATA_ESTIMATE_OK) {
        return result;
    }
    if (view->pooled_grades && (view->test == NULL || !view->test->vertical_scale)) {
        result.status = STRATA_ESTIMATE_UNDEFINED;
        result.flags = strata_flag_scale_pooled_over_grades;
        return result;
    }
    if (result.has_n && result.n < 2) {
        result.status = STRATA_ESTIMATE_TOO_FEW;
        result.flags |= strata_flag_small_n;
        return result;
    }
    if (isnan(moments.variance)) {
        result.status = STRATA_ESTIMATE_UNDEFINED;
        result.flags |= reason_for_none(view);
        return result;
    }
    result.value = sqrt(moments.variance);
    if (result.has_n) {
        add_interval(&result);
    } else {
        result.flags |= strata_flag_n_unknown;
    }
    if (moments.is_figure) {
        const strata_figure printed = published_sd(view);
        strata_result_bound(&result, printed.bound_lo, printed.bound_hi);
    }
    return result;
}

extern const strata_measure strata_measure_sd;
const strata_measure strata_measure_sd = {
    .id = "sd",
    .unit = "scale score points",
    .method = "chi_square",
    .source = "sample standard deviation; chi-squared interval with n - 1 degrees of freedom",
    .title = "Standard deviation of the scale scores",
    .digits = 1,
    .of = sd_of};
