/* A list of directions in which tables can be moved without changing a sum. */
#ifndef STRATA_PROTECT_WAYS_H
#define STRATA_PROTECT_WAYS_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/** A direction: delta[count] of cells cell[count]; all others stay. */
typedef struct strata_direction {
    const uint32_t *cell;
    const int64_t *delta;
    uint32_t count;
} strata_direction;

/** Directions: ways in which cells can be moved without changing a sum. Direction d moves cell[i]
 * by delta[i] for i from start[d] to start[d + 1] - 1. */
typedef struct strata_ways {
    uint32_t count;
    size_t *start; /* start[count + 1] */
    size_t start_room;
    uint32_t *cell;
    size_t cell_room;
    int64_t *delta;
    size_t delta_room;
} strata_ways;

/** One way as a direction; valid until ways are added. */
static inline strata_direction strata_ways_at(const strata_ways *ways, uint32_t way)
{
    const size_t from = ways->start[way];
    return (strata_direction){ways->cell + from, ways->delta + from,
                              (uint32_t)(ways->start[way + 1] - from)};
}

/** Adds a direction of `count` cells, each once.
 *  @return STRATA_OK; STRATA_E_MEMORY */
strata_status strata_ways_add(strata_ways *ways, const uint32_t *cell, const int64_t *delta,
                              uint32_t count, strata_error *err) STRATA_NODISCARD;
void strata_ways_deinit(strata_ways *ways);

/** The greatest common divisor of delta[count]; 1 if all are 0. */
int64_t strata_ways_divisor(const int64_t *delta, uint32_t count);

#endif
