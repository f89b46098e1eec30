/* Points of distributions and the interval of a proportion. */
#include <math.h>

#include <gsl/gsl_cdf.h>

#include "measure/measure.h"

/* Upper end of the central 95 %. */
#define UPPER_TAIL 0.975

double strata_z95(void)
{
    return gsl_cdf_ugaussian_Pinv(UPPER_TAIL);
}

double strata_t95(double df)
{
    return gsl_cdf_tdist_Pinv(UPPER_TAIL, df);
}

double strata_p_normal(double z)
{
    return 2.0 * gsl_cdf_ugaussian_Q(fabs(z));
}

void strata_wilson(double percent, uint64_t n, double *lo, double *hi)
{
    const double z = strata_z95();
    const double size = (double)n;
    const double p = percent / 100.0;
    const double q = 1.0 - p;
    const double centre = 2.0 * size * p + z * z;
    const double half = z * sqrt(z * z + 4.0 * size * p * q);
    const double scale = 2.0 * (size + z * z);
    /* At the ends centre and half are equal but for rounding; the limit is exact there. */
    *lo = p <= 0.0 ? 0.0 : fmin(percent, 100.0 * (centre - half) / scale);
    *hi = q <= 0.0 ? 100.0 : fmax(percent, 100.0 * (centre + half) / scale);
}
