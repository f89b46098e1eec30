/* Measures of one group. A measure is one C file and one line in measures.def; the id is the file
 * name, the word of
 * --measure and the column `measure`. */
#ifndef STRATA_MEASURE_MEASURE_H
#define STRATA_MEASURE_MEASURE_H

#include "measure/estimate.h"

/** Everything known about one group in one place, year, subject and grade: its row of counts and
 * its published statistics. All pointers are borrowed. */
typedef struct strata_group_view {
    const strata_cell *counts;            /* NULL if there is none */
    const strata_cell *const *statistics; /* statistics[count]; same key but for stat and cut */
    size_t statistic_count;
    const strata_test *test; /* NULL if unknown */
    bool pooled_grades;      /* grade = all */
} strata_group_view;

/** The published statistic of a kind and cut, or NULL. */
const strata_cell *strata_group_statistic(const strata_group_view *view, strata_stat stat,
                                          unsigned cut);

/** How many students a cell's figures are about. */
typedef struct strata_students {
    uint64_t n; /* with a valid result; else tested (flag n_is_tested) */
    bool is_known;
    strata_flags flags; /* n_is_tested, places_missing */
} strata_students;
strata_students strata_cell_students(const strata_cell *cell); /* NULL: not known */

typedef struct strata_measure {
    const char *id;
    const char *unit;   /* "percent", "scale score points" */
    const char *method; /* "wilson" */
    const char *source; /* where the formula stands */
    const char *title;  /* one line for people */
    unsigned digits;    /* decimals printed by default */
    bool has_cuts;      /* one estimate for each cut (pct) or level (share) instead of one */
    bool each_level;    /* has_cuts: 1..K (share) instead of 2..K (pct) */
    strata_result_value (*of)(const strata_group_view *view, unsigned cut);
} strata_measure;

const strata_measure *strata_measure_find(const char *id);
size_t strata_measure_count(void);
const strata_measure *strata_measure_at(size_t index);

/** How many students are at or above a cut (pct) of how many: from level counts if complete, else
 * from the published percent and its n. For gaps and intervals.
 *  @param percent  out: 0..100, NAN if not known
 *  @param n        out: students, if the return value has_n */
typedef struct strata_share {
    double percent;
    double bound_lo; /* rounding range of the percent; equal to it when exact */
    double bound_hi;
    uint64_t n;
    bool has_n;
    strata_estimate_status status; /* of `percent` */
    strata_flags flags;
    double se_published; /* NAN unless the publisher gives one */
} strata_share;
strata_share strata_share_at_cut(const strata_group_view *view, unsigned cut);
strata_share strata_share_in_level(const strata_group_view *view, unsigned level);

/** Sampling uncertainty of a share, in percent: the publisher's standard error with its normal
 * interval, cut at 0 and 100; else the binomial one with Wilson's interval.
 *  @param se, lo, hi  out; NAN where neither that error nor n is known, or there is no percent */
void strata_share_interval(const strata_share *share, double *se, double *lo, double *hi);

/** What the measures pct and share make of a share. */
strata_result_value strata_share_result(strata_share share);

/** n, mean and variance of the scores of a group (divisor n - 1). From exact sums if there, else
 * from published mean and sd. */
typedef struct strata_moments {
    double mean;    /* NAN if not known */
    double mean_lo; /* rounding range */
    double mean_hi;
    double variance;     /* NAN if not known or n < 2 */
    double se_published; /* NAN unless the publisher gives one */
    uint64_t n;
    bool has_n;
    strata_estimate_status status;
    strata_flags flags;
} strata_moments;
strata_moments strata_score_moments(const strata_group_view *view);

/** Wilson's score interval at 95 % for x of n, in percent: x = n * percent / 100 need not be whole.
 *  @param percent  0 to 100
 *  @param n        >= 1
 *  @param lo, hi   out, percent, 0 <= lo <= percent <= hi <= 100; exactly 0 for 0 of n and exactly
 *                  100 for n of n
 *  @source         Wilson (1927), J. Am. Stat. Assoc. 22, 209-212, as printed at
 *                  rossmanchance.com/applets/CIformulas.htm ("Score interval") */
void strata_wilson(double percent, uint64_t n, double *lo, double *hi);

/** Two-sided 95 % points: of the normal distribution, and of t with df degrees of freedom. */
double strata_z95(void);
double strata_t95(double df);

/** Two-sided p value of a standard normal deviate. */
double strata_p_normal(double z);

#endif
