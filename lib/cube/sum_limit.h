/* How large the sums of a cell may be: the same for whoever adds students or cells, and for whoever
 * reads a stream, so that what was counted can be read. */
#ifndef STRATA_CUBE_SUM_LIMIT_H
#define STRATA_CUBE_SUM_LIMIT_H

#include "base/checked.h"
#include "base/status.h"

/** Sums of scores, of their squares and of values times weight are below 2^STRATA_SUM_BITS in size:
 * later stages calculate with a few times as much. */
enum {
    STRATA_SUM_BITS = 124
};

static inline bool strata_sum_fits(strata_int128 sum)
{
    const strata_int128 limit = (strata_int128)1 << STRATA_SUM_BITS;
    return sum < limit && sum > -limit;
}

/** @return STRATA_E_INPUT ("sum-overflow") */
strata_status strata_sum_fail(strata_error *err) STRATA_NODISCARD;

#endif
