/* gap_g: Hedges' g, the difference of the means in units of the pooled standard deviation,
 * corrected for small samples.
 *
 * With m = n_ref + n_focal - 2 and d = (mean_ref - mean_focal) / s_pooled:
 *   g = J d,  J = Gamma(m / 2) / (sqrt(m / 2) Gamma((m - 1) / 2))    (Hedges 1981, equation 6e)
 *   var d = 1 / n_ref + 1 / n_focal + d^2 / (2 (n_ref + n_focal)),  var g = J^2 var d
 *                                                            (Borenstein et al. 2009, chapter 4)
 * The interval is normal. It needs two scores a group and scores that differ. Where a published
 * standard deviation leaves out places that the mean is of there is none. */
#include <math.h>

#include <gsl/gsl_math.h>
#include <gsl/gsl_sf_gamma.h>

#include "gap/gap.h"
#include "gap/gap_result.h"

static strata_gap_side side_of(const strata_moments *moments)
{
    return (strata_gap_side){strata_moments_point_status(moments), moments->flags, moments->n,
                             moments->has_n};
}

/* J. The ratio of the gammas is taken from the beta function, B(a, 1/2) = Gamma(a) sqrt(pi) /
 * Gamma(a + 1/2): the gammas of a whole state, each by itself, would lose seven digits. */
static double small_sample_correction(double m)
{
    return M_SQRTPI / (gsl_sf_beta((m - 1.0) / 2.0, 0.5) * sqrt(m / 2.0));
}

/* Why there is no g, or OK. */
static strata_estimate_status reason_against(const strata_moments *ref, const strata_moments *focal,
                                             strata_flags *flags)
{
    if (!ref->has_n || !focal->has_n) {
        *flags |= strata_flag_n_unknown;
        return STRATA_ESTIMATE_UNDEFINED;
    }
    if (ref->n < 2 || focal->n < 2) {
        *flags |= strata_flag_small_n;
        return STRATA_ESTIMATE_TOO_FEW;
    }
    if (isnan(ref->variance) || isnan(focal->variance)) {
        *flags |= strata_flag_sd_unknown;
        return STRATA_ESTIMATE_UNDEFINED;
    }
    if (ref->variance <= 0.0 && focal->variance <= 0.0) {
        *flags |= strata_flag_no_variance;
        return STRATA_ESTIMATE_UNDEFINED;
    }
    return STRATA_ESTIMATE_OK;
}

static void add_value(const strata_moments *ref, const strata_moments *focal,
                      strata_result_value *result)
{
    const double n_ref = (double)ref->n;
    const double n_focal = (double)focal->n;
    const double m = n_ref + n_focal - 2.0;
    const double pooled = ((n_ref - 1.0) * ref->variance + (n_focal - 1.0) * focal->variance) / m;
    const double d = (ref->mean - focal->mean) / sqrt(pooled);
    const double j = small_sample_correction(m);
    const double variance = 1.0 / n_ref + 1.0 / n_focal + d * d / (2.0 * (n_ref + n_focal));
    result->value = j * d;
    if (ref->is_other_spread || focal->is_other_spread) {
        result->flags |= strata_flag_se_unknown | strata_flag_places_missing;
        return;
    }
    result->se = j * sqrt(variance);
    result->lo = result->value - strata_z95() * result->se;
    result->hi = result->value + strata_z95() * result->se;
    result->p = strata_p_normal(result->value / result->se);
}

static strata_result_value gap_g_of(const strata_gap_view *view, unsigned cut)
{
    (void)cut;
    const strata_moments ref = strata_score_moments(&view->ref);
    const strata_moments focal = strata_score_moments(&view->focal);
    strata_result_value result = strata_gap_result(side_of(&ref), side_of(&focal));
    if (result.status != STRATA_ESTIMATE_OK) {
        return result;
    }
    if (view->ref.pooled_grades || view->focal.pooled_grades) {
        result.status = STRATA_ESTIMATE_UNDEFINED;
        result.flags |= strata_flag_scale_pooled_over_grades;
        return result;
    }
    result.status = reason_against(&ref, &focal, &result.flags);
    if (result.status == STRATA_ESTIMATE_OK) {
        add_value(&ref, &focal, &result);
    }
    return result;
}

extern const strata_gap strata_gap_gap_g;
const strata_gap strata_gap_gap_g = {
    .id = "gap_g",
    .unit = "standard deviations",
    .method = "hedges",
    .source =
        "Hedges (1981), J. Educ. Stat. 6, 107-128, equation 6e; variance as Borenstein et al. "
        "(2009), Introduction to Meta-Analysis, chapter 4",
    .title = "Standardised gap in mean scale score (Hedges' g), reference minus focal",
    .digits = 2,
    .pools_grades = true,
    .of = gap_g_of};
