/* Trends of any estimate over years. A model is one C file and one line in trends.def. */
#ifndef STRATA_TREND_TREND_H
#define STRATA_TREND_TREND_H

#include "measure/measure.h"

enum {
    STRATA_YEARS_MAX = 64
};

/** One series: the years of one era, ascending. */
typedef struct strata_series {
    size_t count; /* years with a value or, for models that take ranges, a range */
    int year[STRATA_YEARS_MAX];
    double value[STRATA_YEARS_MAX];    /* NAN: only a range is known */
    double se[STRATA_YEARS_MAX];       /* NAN where not known */
    double bound_lo[STRATA_YEARS_MAX]; /* what is possible, strata_result_range: the value where it
                                          is exact, NAN where it leaves out places */
    double bound_hi[STRATA_YEARS_MAX];
    uint64_t n[STRATA_YEARS_MAX];
    bool has_n;
    double lo[STRATA_YEARS_MAX]; /* sampling interval of the year, NAN where not known */
    double hi[STRATA_YEARS_MAX];
} strata_series;

/** Standard error that stands for a year in weights and sums: the year's own; where that is 0 (all
 * students of a group on one side of a cut) the one that its interval implies, (hi - lo) / (2 z),
 * so that such a year does not count as known exactly.
 *  @param flags  se_from_interval is added in the second case
 *  @return       > 0, or NAN where neither is known */
double strata_series_se(const strata_series *series, size_t year, strata_flags *flags);

/** Students' results of all years together and whether that is known, into n and has_n. */
void strata_series_n(const strata_series *series, strata_result_value *result);

typedef struct strata_trend {
    const char *id;     /* "slope": the measure becomes "gap_pct.slope" */
    const char *unit;   /* behind the measure's own unit: "per year", or "" */
    const char *method; /* "wls_known_variance" */
    const char *source;
    const char *title;
    strata_result_value (*of)(const strata_series *series);
    const char
        *method_plain; /* what it is called when a year has no standard error; NULL: the same */
    bool takes_ranges; /* years that are published as a range only are in its series */
} strata_trend;

const strata_trend *strata_trend_find(const char *id);
size_t strata_trend_count(void);
const strata_trend *strata_trend_at(size_t index);

enum {
    STRATA_TRENDS_MAX = 16
};

typedef struct strata_trend_options {
    const strata_trend *models[STRATA_TRENDS_MAX];
    uint32_t model_count;
} strata_trend_options;

/** slope, change. */
void strata_trend_options_default(strata_trend_options *options);
strata_status strata_trend_options_models(strata_trend_options *options, const char *text,
                                          strata_error *err) STRATA_NODISCARD;

/** Trends of every series in the estimates (all columns equal but year and numbers), one row per
 * series, era and model, sorted by the series' first appearance; a series of one year gives rows
 * with status too_few. Where the dictionary says that a dimension of the group is redefined the
 * series ends and another one begins; those that are too short then are flagged era_break. So it
 * does from a year in which a row of the place, in whichever group, is flagged tested_share; those
 * that are too short then are flagged so, too. Years that are published as a range only are in a
 * change, which then is a range, and left out of a fit; either is flagged year_blurred. year_from
 * and year_to are the first and last year used (of the series, if none is). Flags of the years are
 * kept; a series hidden in all its years is suppressed. Where a year that is used leaves out places
 * there are no bounds. n counts the results of all years used.
 * Estimates that are trends already are left out. */
strata_status strata_trends_compute(const strata_estimates *estimates,
                                    const strata_trend_options *options, strata_estimates **out,
                                    strata_error *err) STRATA_NODISCARD;

#endif
