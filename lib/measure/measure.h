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
    uint32_t dfs; /* the variable "dfs" in the cells' dictionary, 0 if it is not there; statistics
                     of any other are of scale scores */
} strata_group_view;

/** The published statistic of a kind and cut that is about scale scores, or NULL. */
const strata_cell *strata_group_statistic(const strata_group_view *view, strata_stat stat,
                                          unsigned cut);

/** The statistic that says of this group what `cell` says of another one, or NULL. */
const strata_cell *strata_group_statistic_like(const strata_group_view *view,
                                               const strata_cell *cell);

/** How many students a cell's figures are about. */
typedef struct strata_students {
    uint64_t n; /* with a valid result; else tested (flag n_is_tested) */
    bool is_known;
    strata_estimate_status status; /* not_tested: nobody; suppressed: nobody but perhaps in places
                                      that are left out, so n is not known; else ok */
    strata_flags flags;            /* n_is_tested, places_missing */
} strata_students;
strata_students strata_cell_students(const strata_cell *cell); /* NULL: not known */

/** Why a cell tells nothing: suppressed or undefined with the reason in *flags; OK, *flags
 * unchanged, if it shows. */
strata_estimate_status strata_cell_silence(const strata_cell *cell, strata_flags *flags);

/** One published figure of a group. */
typedef struct strata_figure {
    double value;    /* NAN if not known */
    double bound_lo; /* what rounding or blurring leaves open, equal to the value if exact; NAN
                        where nothing is known, or the value leaves out places */
    double bound_hi;
    double se_published; /* NAN unless the publisher gives one */
    uint64_t n;
    bool has_n;
    strata_estimate_status status; /* of `value`: suppressed and blurred for a range */
    strata_flags flags;
} strata_figure;

/** What a published statistic of the group says; n is its own or that of the row of counts. */
strata_figure strata_figure_of(const strata_group_view *view, const strata_cell *cell);

/** Figures that only publishers can give, since their rule is not in the data. */
typedef enum strata_figure_kind {
    STRATA_FIGURE_NONE,
    STRATA_FIGURE_INDEX, /* a performance index */
    STRATA_FIGURE_DFS,   /* mean distance from standard */
    STRATA_FIGURE_KINDS
} strata_figure_kind;

/** The cell of such a figure, or NULL. */
const strata_cell *strata_group_figure_cell(const strata_group_view *view, strata_figure_kind kind);

/** Such a figure of the group; undefined (not_in_extract) where there is none. */
strata_figure strata_group_figure(const strata_group_view *view, strata_figure_kind kind);

/** What the measures index and dfs make of a figure: the interval is normal, from the publisher's
 * standard error; without one se_unknown. */
strata_result_value strata_figure_result(const strata_figure *figure);

typedef struct strata_measure {
    const char *id;
    const char *unit;          /* "percent", "scale score points" */
    const char *method;        /* "wilson" */
    const char *source;        /* where the formula stands */
    const char *title;         /* one line for people */
    unsigned digits;           /* decimals printed by default */
    bool has_cuts;             /* one estimate for each cut (pct) or level (share) instead of one */
    bool each_level;           /* has_cuts: 1..K (share) instead of 2..K (pct) */
    strata_figure_kind figure; /* the figure it is about; NONE: made from counts too */
    strata_result_value (*of)(const strata_group_view *view, unsigned cut);
} strata_measure;

const strata_measure *strata_measure_find(const char *id);
size_t strata_measure_count(void);
const strata_measure *strata_measure_at(size_t index);

/** How many students are at or above a cut (pct) or in a level (share), of how many. What a
 * publisher prints comes first, for a cut also the sum of the printed shares of its levels; then
 * complete level counts; then a printed range; then what ranges of the levels' shares leave
 * possible at a cut. A range has status suppressed, flag blurred, no value and bounds; those
 * of a sum are as tight as the shares of all levels make them. A share that is hidden has no bounds
 * of its own; in such a sum it counts as something from 0 to 100. */
typedef struct strata_share {
    double percent;  /* 0..100, NAN if not known */
    double bound_lo; /* what rounding or blurring leaves open, equal to the percent when exact; NAN
                        where nothing is known, or the percent leaves out places */
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
    double mean_lo; /* what rounding or blurring leaves open, NAN where nothing is known, or the
                       mean leaves out places */
    double mean_hi;
    double variance;      /* NAN if not known or n < 2 */
    bool is_other_spread; /* the variance leaves out places that the mean is of: no error follows */
    double se_published;  /* NAN unless the publisher gives one */
    uint64_t n;
    bool has_n;
    bool is_figure; /* of a mean that is given as such, not of sums of scores */
    strata_estimate_status status;
    strata_flags flags;
} strata_moments;
strata_moments strata_score_moments(const strata_group_view *view);

/** The status of what needs the mean itself: a range of it is no answer, so undefined. */
strata_estimate_status strata_moments_point_status(const strata_moments *moments);

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
