/* Cells of published statistics for tests, and merging that must succeed. */
#ifndef CELL_FIXTURE_H
#define CELL_FIXTURE_H

#include "cube/cell.h"
#include "strata_test.h"

static inline strata_cell printed(strata_stat stat, uint8_t decimals, int64_t value, uint64_t n)
{
    return (strata_cell){.key = {.stat = (uint8_t)stat, .source = STRATA_PUBLISHED},
                         .has = STRATA_HAS_SCORED | STRATA_HAS_VALUE | STRATA_HAS_BOUNDS |
                                STRATA_HAS_SE,
                         .decimals = decimals,
                         .n_scored = n,
                         .value_sum = (strata_int128)value * (strata_int128)n,
                         .lo_sum = (strata_int128)(value - 5) * (strata_int128)n,
                         .hi_sum = (strata_int128)(value + 5) * (strata_int128)n,
                         .se = 1.5};
}

static inline void merge(strata_cell *into, const strata_cell *from)
{
    strata_error err = {0};
    assert_int_equal(strata_cell_merge(into, from, &err), STRATA_OK);
}

#endif
