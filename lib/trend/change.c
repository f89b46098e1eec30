/* change: last year minus first year. The years' students are taken as independent cohorts, so the
 * standard error is sqrt(se_first^2 + se_last^2). Where either year is only known within a range so
 * is the change: from lo_last - hi_first to hi_last - lo_first. Where one of them leaves out places
 * nothing bounds it. */
#include <math.h>

#include "trend/trend.h"

static strata_result_value change_of(const strata_series *series)
{
    strata_result_value result = strata_result_none();
    if (series->count < 2) {
        strata_series_n(series, &result);
        result.status = STRATA_ESTIMATE_TOO_FEW;
        result.flags = strata_flag_few_years;
        return result;
    }
    const size_t last = series->count - 1;
    result.has_n = series->has_n;
    result.n = series->has_n ? series->n[0] + series->n[last] : 0;
    result.value = series->value[last] - series->value[0];
    strata_result_bound(&result, series->bound_lo[last] - series->bound_hi[0],
                        series->bound_hi[last] - series->bound_lo[0]);
    if (isnan(result.value)) {
        result.status = STRATA_ESTIMATE_SUPPRESSED;
        result.flags = strata_flag_blurred;
        return result;
    }
    strata_flags flags = 0;
    const double se =
        hypot(strata_series_se(series, 0, &flags), strata_series_se(series, last, &flags));
    if (isnan(se)) {
        result.flags |= strata_flag_year_without_interval;
        return result;
    }
    result.flags |= flags;
    result.se = se;
    result.lo = result.value - strata_z95() * se;
    result.hi = result.value + strata_z95() * se;
    result.p = strata_p_normal(result.value / se);
    return result;
}

extern const strata_trend strata_trend_change;
const strata_trend strata_trend_change = {.id = "change",
                                          .unit = "",
                                          .method = "independent_years",
                                          .source = "difference of two independent estimates",
                                          .title = "Last year minus first year",
                                          .takes_ranges = true,
                                          .of = change_of};
