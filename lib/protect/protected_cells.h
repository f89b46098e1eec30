/* Cells as they may be published: what is hidden says nothing, what is shown says what the policy
 * lets survive. */
#ifndef STRATA_PROTECT_PROTECTED_CELLS_H
#define STRATA_PROTECT_PROTECTED_CELLS_H

#include "cube/cellset.h"
#include "protect/policy_rules.h"

/** Rewrites a sorted set, which stays sorted.
 *
 *  Hidden cells become STRATA_CELL_SUPPRESSED without any number. Of the others stay: the numbers
 * of students, if the policy shows them; level counts, if it shows counts and the percent at every
 *  cut is a number. Sums, extremes and what else cells know of scores go. In their place stand
 *  statistics of the same source: `pct` at each cut as number with its rounding or as a range,
 *  `share` of each level as far as the percents tell it, `mean` rounded, `sd` from the policy's
 *  detail_min_n on (suppressed below). Counted statistics that came with the cells are suppressed
 *  unless one of these replaces them. Cells of source published pass unchanged.
 *
 *  @param hidden  hidden[set->count], by cell
 *  @return        STRATA_OK, STRATA_E_MEMORY (the set is as it was, or protected but not in order),
 *                 STRATA_E_INTERNAL */
strata_status strata_protected_cells(const strata_policy_rules *rules, strata_cellset *set,
                                     const bool *hidden, strata_error *err) STRATA_NODISCARD;

#endif
