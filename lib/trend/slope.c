/* slope: change a year, by weighted least squares with known variances.
 *
 * The weights are 1 / se^2 and the covariance is not rescaled by the residuals, so the standard
 * error says what the students' numbers say; that the years scatter more than that is told by the
 * flag lack_of_fit (chi-squared of the residuals beyond its 95 % point). Where a year has no
 * standard error all years weigh the same and there is no interval. Three years at least, four for
 * a p value.
 *
 * A slope is a weighted sum of the years' values, c_i = w_i (x_i - mean_w) / sum w (x - mean_w)^2,
 * so what rounding leaves open of the values bounds the slope; nothing does where one of them
 * leaves out places. */
#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_fit.h>

#include "trend/trend.h"

enum {
    YEARS_FOR_SLOPE = 3,
    YEARS_FOR_P = 4
};

#define FIT_TAIL 0.05

typedef struct points {
    double
        year[STRATA_YEARS_MAX]; /* since the first: a line through 0 far away is ill conditioned */
    double weight[STRATA_YEARS_MAX];
    bool is_weighted;
} points;

static void gather(const strata_series *series, points *out, strata_flags *flags)
{
    out->is_weighted = true;
    for (size_t i = 0; i < series->count; i++) {
        const double se = strata_series_se(series, i, flags);
        out->year[i] = series->year[i] - series->year[0];
        out->weight[i] = 1.0 / (se * se);
        out->is_weighted = out->is_weighted && !isnan(se);
    }
    for (size_t i = 0; !out->is_weighted && i < series->count; i++) {
        out->weight[i] = 1.0;
    }
}

static void fit_weighted(const strata_series *series, const points *at, strata_result_value *result)
{
    double intercept = STRATA_NAN;
    double cov[3] = {STRATA_NAN, STRATA_NAN, STRATA_NAN};
    double chi2 = STRATA_NAN;
    gsl_fit_wlinear(at->year, 1, at->weight, 1, series->value, 1, series->count, &intercept,
                    &result->value, &cov[0], &cov[1], &cov[2], &chi2);
    result->se = sqrt(cov[2]);
    result->lo = result->value - strata_z95() * result->se;
    result->hi = result->value + strata_z95() * result->se;
    const bool fits = gsl_cdf_chisq_Q(chi2, (double)series->count - 2.0) >= FIT_TAIL;
    if (!fits) {
        result->flags |= strata_flag_lack_of_fit; /* the error is too small for a test */
    }
    if (series->count < YEARS_FOR_P) {
        result->flags |= strata_flag_few_years;
    } else if (fits) {
        result->p = strata_p_normal(result->value / result->se);
    }
}

static void fit_plain(const strata_series *series, const points *at, strata_result_value *result)
{
    double intercept = STRATA_NAN;
    double cov[3] = {STRATA_NAN, STRATA_NAN, STRATA_NAN};
    double sum_of_squares = STRATA_NAN;
    gsl_fit_linear(at->year, 1, series->value, 1, series->count, &intercept, &result->value,
                   &cov[0], &cov[1], &cov[2], &sum_of_squares);
    result->flags |= strata_flag_year_without_interval;
}

static void add_bounds(const strata_series *series, const points *at, strata_result_value *result)
{
    double weight = 0.0;
    double mean = 0.0;
    for (size_t i = 0; i < series->count; i++) {
        weight += at->weight[i];
        mean += at->weight[i] * at->year[i];
    }
    mean /= weight;
    double spread = 0.0;
    double lo = 0.0;
    double hi = 0.0;
    bool is_open = false;
    for (size_t i = 0; i < series->count; i++) {
        const double low = series->bound_lo[i];
        const double high = series->bound_hi[i];
        const double from_mean = at->year[i] - mean;
        const double c = at->weight[i] * from_mean;
        spread += c * from_mean;
        lo += c * (c > 0.0 ? low : high);
        hi += c * (c > 0.0 ? high : low);
        is_open = is_open || low < high;
    }
    if (is_open) {
        result->bound_lo = lo / spread;
        result->bound_hi = hi / spread;
    }
}

static strata_result_value slope_of(const strata_series *series)
{
    strata_result_value result = strata_result_none();
    strata_series_n(series, &result);
    if (series->count < YEARS_FOR_SLOPE) {
        result.status = STRATA_ESTIMATE_TOO_FEW;
        result.flags = strata_flag_few_years;
        return result;
    }
    points at;
    gather(series, &at, &result.flags);
    if (at.is_weighted) {
        fit_weighted(series, &at, &result);
    } else {
        fit_plain(series, &at, &result);
    }
    add_bounds(series, &at, &result);
    return result;
}

extern const strata_trend strata_trend_slope;
const strata_trend strata_trend_slope = {
    .id = "slope",
    .unit = "per year",
    .method = "wls_known_variance",
    .method_plain = "ols",
    .source =
        "GNU Scientific Library manual, \"Linear regression\": weights 1 / sigma^2, covariance "
        "from the weights alone",
    .title = "Change a year: line through the years, weighted by their precision",
    .of = slope_of};
