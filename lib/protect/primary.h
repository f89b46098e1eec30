/* The primary step: which counted cells a policy hides for their own sake, before any other has to
 * be hidden so that these cannot be had by subtraction. Changes no cell. */
#ifndef STRATA_PROTECT_PRIMARY_H
#define STRATA_PROTECT_PRIMARY_H

#include "cube/cellset.h"
#include "protect/policy_code.h"

/** What was found. */
typedef struct strata_primary {
    uint8_t *reasons; /* reasons[count], by cell: bits STRATA_PRIMARY_...; 0: none */
    size_t count;
    size_t marked;                        /* cells with any reason */
    size_t cells[STRATA_PRIMARY_REASONS]; /* by bit: cells with that reason */
} strata_primary;

/** Marks the cells of a sorted set. Cells that show nothing, and those of source published, are
 * never marked.
 *
 *  SMALL  fewer students than min_n: the n of the policy, or a part of it that the cell tells
 *         (tested of enrolled, scored of tested); or neither is known.
 *  NUMERATOR, ONE_LEVEL, ZERO  strata_policy_code hides the count of a level, or that at or above
 *         a cut, for that reason; the lowest level is seen through strata_policy_code_below.
 *  PAIR   where the policy hides both sides: the other group of a factor of two has one of the
 *         reasons above. Two groups are a factor of two if nobody is in both, and every status of
 *         their dimension that has a cell beside them (equal in all but that) is part of one.
 *
 *  The result depends on the cells only, not on the order in which they were added.
 *
 *  @param out  yours to strata_primary_deinit; all zero unless STRATA_OK
 *  @return     STRATA_OK, STRATA_E_MEMORY.  Complexity O(c log c) for c cells */
strata_status strata_primary_mark(const strata_policy_rules *rules, const strata_cellset *set,
                                  strata_primary *out, strata_error *err) STRATA_NODISCARD;
void strata_primary_deinit(strata_primary *primary);

/** "small", "numerator", "one_level", "zero", "pair".
 *  @param bit  0..STRATA_PRIMARY_REASONS - 1 */
const char *strata_primary_reason(unsigned bit);

#endif
