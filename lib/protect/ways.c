/* Directions one behind the other. */
#include "protect/ways.h"

#include <string.h>

#include "base/alloc.h"

strata_status strata_ways_add(strata_ways *ways, const uint32_t *cell, const int64_t *delta,
                              uint32_t count, strata_error *err)
{
    const size_t from = ways->count > 0 ? ways->start[ways->count] : 0;
    STRATA_TRY(strata_reserve(&ways->start, &ways->start_room, (size_t)ways->count + 2,
                              sizeof *ways->start, err));
    STRATA_TRY(
        strata_reserve(&ways->cell, &ways->cell_room, from + count, sizeof *ways->cell, err));
    STRATA_TRY(
        strata_reserve(&ways->delta, &ways->delta_room, from + count, sizeof *ways->delta, err));
    if (count > 0) {
        memcpy(ways->cell + from, cell, count * sizeof *cell);
        memcpy(ways->delta + from, delta, count * sizeof *delta);
    }
    ways->start[ways->count] = from;
    ways->start[++ways->count] = from + count;
    return STRATA_OK;
}

void strata_ways_deinit(strata_ways *ways)
{
    strata_free(ways->start);
    strata_free(ways->cell);
    strata_free(ways->delta);
    *ways = (strata_ways){0};
}

int64_t strata_ways_divisor(const int64_t *delta, uint32_t count)
{
    int64_t divisor = 0;
    for (uint32_t at = 0; at < count; at++) {
        int64_t rest = delta[at] < 0 ? -delta[at] : delta[at];
        while (rest != 0) {
            const int64_t next = divisor % rest;
            divisor = rest;
            rest = next;
        }
    }
    return divisor > 0 ? divisor : 1;
}
