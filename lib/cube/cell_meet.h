/* What becomes of two cells of one key that come from different shards. */
#ifndef STRATA_CUBE_CELL_MEET_H
#define STRATA_CUBE_CELL_MEET_H

#include "cube/cell.h"

/** Puts two cells of one key together, in any order and grouping with the same result. Cells of
 * students merge. Sums (STRATA_IS_SUM) add up as if made at once: a shard whose places all hide
 * their figures leaves the sum partial. A row that was published or given stands against any sum,
 * and two rows must say the same.
 *  @return STRATA_OK; STRATA_E_INPUT ("published-twice", "counted-twice": students and rows, or
 * what strata_cell_merge returned) with into unchanged */
strata_status strata_cell_meet(strata_cell *into, const strata_cell *from,
                               strata_error *err) STRATA_NODISCARD;

/** Below, at or above 0: a total order of what published cells of one key say, so that of two
 * results the same one stands in whatever order they come. What hides is above what shows. */
int strata_cell_compare_published(const strata_cell *a, const strata_cell *b);

#endif
