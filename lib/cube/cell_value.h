/* Published statistics as numbers and as text. They are kept as sums, value times students, so that
 * places add up; people and streams see the mean. */
#ifndef STRATA_CUBE_CELL_VALUE_H
#define STRATA_CUBE_CELL_VALUE_H

#include "base/number.h"
#include "cube/cell.h"

/** What value_sum, lo_sum and hi_sum are weighted by: n_scored, 1 where that is not known. */
uint64_t strata_cell_weight(const strata_cell *cell);

/** sum / (weight * 10^decimals) as the nearest double, ties to even.
 *  @param weight    >= 1
 *  @param decimals  0 to 18 */
double strata_weighted_mean(strata_int128 sum, uint64_t weight, unsigned decimals);

/** That mean as text: all its digits if it ends within `decimals`, so that what was printed stands
 * as it was printed (less zeros at its end); else the shortest text of the double.
 *  @param out  out[STRATA_DOUBLE_TEXT]; returns the length */
size_t strata_weighted_mean_format(strata_int128 sum, uint64_t weight, unsigned decimals,
                                   char *out);

/** The sum behind such a text. It is the very sum if the text was exact or the sum is below 2^48;
 * beyond, a sum with the same mean as a double. False if text is no such number. */
bool strata_weighted_mean_parse(strata_slice text, uint64_t weight, unsigned decimals,
                                strata_int128 *out);

#endif
