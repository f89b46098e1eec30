/* The two ends of each direction are tables, checked when it was added. */
#include "protect/suppress_witness.h"

#include "base/alloc.h"
#include "protect/audit_parts.h"

typedef struct witnessing {
    const strata_play *play;
    strata_audit *audit;
    uint32_t *cell; /* cell[cell_count], value[cell_count]: one table */
    int64_t *value;
} witnessing;

/* The table at one end of a direction. */
static strata_status add_end(witnessing *add, uint32_t direction, bool is_ahead, strata_error *err)
{
    const strata_play *play = add->play;
    strata_table_piece piece = {add->cell, add->value, 0};
    for (size_t at = play->start[direction]; at < play->start[direction + 1]; at++) {
        const strata_play_entry *entry = &play->entries[at];
        add->cell[piece.count] = entry->cell;
        add->value[piece.count++] =
            play->truth[entry->cell] + strata_play_end(play, entry, is_ahead);
        if (!add->audit->tables.has_base[entry->cell]) {
            return STRATA_OK; /* the audit knows better: nothing is claimed */
        }
    }
    return strata_tables_add(&add->audit->tables, piece, NULL, err);
}

static strata_status add_all(witnessing *add, strata_error *err)
{
    for (uint32_t direction = 0; direction < add->play->count; direction++) {
        if (add->play->reach[direction].deaths == 0) {
            STRATA_TRY(add_end(add, direction, true, err));
            STRATA_TRY(add_end(add, direction, false, err));
        }
    }
    return STRATA_OK;
}

strata_status strata_suppress_witness(const strata_play *play, strata_audit *audit,
                                      strata_error *err)
{
    const uint32_t cells = play->of->cell_count;
    witnessing add = {.play = play,
                      .audit = audit,
                      .cell = strata_alloc_zero(cells, sizeof(uint32_t)),
                      .value = strata_alloc_zero(cells, sizeof(int64_t))};
    const bool has_room = add.cell != NULL && add.value != NULL;
    const strata_status status = has_room ? add_all(&add, err) : strata_fail_memory(err);
    strata_free(add.cell);
    strata_free(add.value);
    return status;
}
