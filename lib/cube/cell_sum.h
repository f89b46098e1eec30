/* Sums of places or grades of which each was given as a row: some hide their figures, some have no
 * number of students. */
#ifndef STRATA_CUBE_CELL_SUM_H
#define STRATA_CUBE_CELL_SUM_H

#include "cube/cell.h"

/** What one row, or one sum, adds to a sum by itself: a sum of one. What it can add is one of
 *  - its figures and students;
 *  - students whose figures are hidden: SUPPRESSED with their number. A percent that is hidden, or
 *    not there, is somewhere in 0 to 100. Nothing hides in a group of nobody, which is OK;
 *  - nothing, without numbers: SUPPRESSED, or PARTIAL if it is shown without its n. So are hidden
 *    means and indices, which could be anything. */
strata_cell strata_cell_sum_of(const strata_cell *part);

/** Adds a sum to a sum of the same key. Exact, associative and commutative. What is hidden
 * everywhere stays SUPPRESSED; a sum of which something is hidden or left out is PARTIAL:
 *  - with bounds and without a value where hidden percents of known n are in it, each as 0 to 100;
 *    with levels that make less than n_scored where level counts are hidden;
 *  - with a value or levels of n_scored and without bounds where places without n are left out;
 *  - with students alone if both is so.
 *  @return STRATA_OK, or STRATA_E_INPUT ("sum-overflow", "unit-differs") with into unchanged */
strata_status strata_cell_sum_add(strata_cell *into, const strata_cell *from,
                                  strata_error *err) STRATA_NODISCARD;

/** True of a partial sum whose figures are those of some places only: nothing is known of what the
 * others hold, so nothing bounds the figure of all. Its n, too, is that of the places that tell. */
bool strata_cell_leaves_out(const strata_cell *cell);

/** Students of a cell with levels who are in a hidden level: n_scored less all levels. */
uint64_t strata_cell_hidden_levels(const strata_cell *cell);

#endif
