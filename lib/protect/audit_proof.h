/* What a solver of doubles says, checked in whole numbers: nothing it finds is believed as it is.
 */
#ifndef STRATA_PROTECT_AUDIT_PROOF_H
#define STRATA_PROTECT_AUDIT_PROOF_H

#include "protect/tighten.h"

/** Room for one row. */
typedef struct strata_proof {
    int64_t *factor; /* factor[cell_count], all 0 between calls */
    uint32_t *cell;  /* cell[cell_count] */
} strata_proof;

/** @return STRATA_OK; STRATA_E_MEMORY. To be freed whatever is returned */
strata_status strata_proof_init(strata_proof *proof, uint32_t cells,
                                strata_error *err) STRATA_NODISCARD;
void strata_proof_deinit(strata_proof *proof);

/** Narrows bounds by a sum of equations. Each multiplier is rounded to a whole number of
 * 720,720ths, the least common multiple of 1 to 16, which is exact for what occurs in tables; the
 * sum of so many times each equation must then hold as it is, whatever the solver got wrong, and
 * what it leaves to each cell is worked out in 128-bit integers and rounded inward to whole
 * numbers. A bad multiplier can only leave bounds too wide.
 *
 *  @param tighten     its equations' bounds are narrowed; what moves is put on its list
 *  @param multiplier  multiplier[count] of each equation; beyond 1,000 none is used
 *  @return            false: the sum of equations cannot hold, so nothing fits them */
bool strata_proof_narrow(strata_proof *proof, strata_tighten *tighten, const double *multiplier);

#endif
