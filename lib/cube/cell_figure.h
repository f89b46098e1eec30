/* Mean, standard deviation and percent of a cell as text, rounded once from exact sums: up to ten
 * significant digits, half away from zero, zeros at the end left out. */
#ifndef STRATA_CUBE_CELL_FIGURE_H
#define STRATA_CUBE_CELL_FIGURE_H

#include "base/checked.h"
#include "base/number.h"

/** sum / (n * 10^decimals).
 *  @param n         >= 1
 *  @param decimals  0 to 18
 *  @param out       out[STRATA_DOUBLE_TEXT], no NUL; returns the length */
size_t strata_mean_figure(strata_int128 sum, uint64_t n, unsigned decimals, char *out);

/** Square root of (n * sumsq - sum * sum) / (n * (n - 1)), times 10^-decimals: the standard
 * deviation of n numbers. Nothing (0) if the sums contradict each other.
 *  @param n  >= 2 */
size_t strata_sd_figure(uint64_t n, strata_int128 sum, strata_int128 sumsq, unsigned decimals,
                        char *out);

/** The mean and the standard deviation as doubles, within a few of their last bits; of n numbers as
 * above. strata_sd_near is STRATA_NAN if the sums contradict each other. */
double strata_mean_near(strata_int128 sum, uint64_t n, unsigned decimals);
double strata_sd_near(uint64_t n, strata_int128 sum, strata_int128 sumsq, unsigned decimals);

/** 100 * part / n.
 *  @param n  >= 1, at least part */
size_t strata_percent_figure(uint64_t part, uint64_t n, char *out);

#endif
