/* Ways that somebody knows already, as witnesses, and witnesses as ways. */
#include "base/alloc.h"
#include "protect/audit_parts.h"
#include "protect/suppress_witness.h"

static strata_status add_to_play(strata_play *play, const strata_ways *ways, strata_error *err)
{
    for (uint32_t way = 0; way < ways->count; way++) {
        bool is_taken = false;
        STRATA_TRY(strata_play_add(play, strata_ways_at(ways, way), &is_taken, err));
    }
    return STRATA_OK;
}

strata_status strata_audit_add_ways(strata_audit *audit, strata_error *err)
{
    if (audit->options.ways == NULL || audit->options.truth == NULL) {
        return STRATA_OK;
    }
    strata_play play;
    strata_status status = strata_play_init(&play, &audit->whole, audit->options.truth, err);
    status = status == STRATA_OK ? add_to_play(&play, audit->options.ways, err) : status;
    status = status == STRATA_OK ? strata_suppress_witness(&play, audit, err) : status;
    strata_play_deinit(&play);
    return status;
}

static strata_status add_tables(const strata_tables *tables, int64_t *delta, strata_ways *ways,
                                strata_error *err)
{
    for (uint32_t table = 0; table < tables->count; table++) {
        const size_t from = tables->start[table];
        const size_t count = tables->start[table + 1] - from;
        for (size_t at = 0; at < count; at++) {
            delta[at] = tables->value[from + at] - tables->base[tables->cell[from + at]];
        }
        STRATA_TRY(strata_ways_add(ways, tables->cell + from, delta, (uint32_t)count, err));
    }
    return STRATA_OK;
}

strata_status strata_audit_ways(const strata_audit *audit, strata_ways *ways, strata_error *err)
{
    const strata_tables *tables = &audit->tables;
    const uint32_t cells = tables->cell_count;
    int64_t *delta = strata_alloc_zero(cells > 0 ? cells : 1, sizeof *delta);
    if (delta == NULL) {
        return strata_fail_memory(err);
    }
    const strata_status status = add_tables(tables, delta, ways, err);
    strata_free(delta);
    return status;
}
