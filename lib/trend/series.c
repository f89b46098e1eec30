/* What models ask of a series. */
#include <math.h>

#include "trend/trend.h"

double strata_series_se(const strata_series *series, size_t year, strata_flags *flags)
{
    const double se = series->se[year];
    if (isnan(se) || se > 0.0) {
        return se;
    }
    const double implied = (series->hi[year] - series->lo[year]) / (2.0 * strata_z95());
    if (implied > 0.0) {
        *flags |= strata_flag_se_from_interval;
        return implied;
    }
    return STRATA_NAN;
}

void strata_series_n(const strata_series *series, strata_result_value *result)
{
    result->has_n = series->has_n && series->count > 0;
    for (size_t i = 0; result->has_n && i < series->count; i++) {
        result->n += series->n[i];
    }
}
